// Weights in training → the file that model.ts reads.
import { TRANSITIONS } from "../../../stages/entities/labels.ts";
import type { Support } from "./crf.ts";

/** Weights to be packed: `hashes` sorted, `support` says whose weights they are. */
export interface Weights {
  readonly hashes: Uint32Array;
  readonly support: Support;
  readonly weights: Float32Array;
  readonly transitions: Float64Array;
}

/** Largest weight that is kept exactly, on the log scale; measured: 99.9 % of the weights are below it. */
const LARGEST = 3;

/** The packed model: weights below `threshold` are left out, the others become int8. */
export function packModel({ hashes, support, weights, transitions }: Weights, threshold: number): Buffer {
  const scale = 127 / LARGEST;
  const keys: number[] = [];
  const counts: number[] = [];
  const labels: number[] = [];
  const values: number[] = [];
  let previous = 0;
  hashes.forEach((hash, feature) => {
    const before = labels.length;
    for (let w = support.start[feature] ?? 0; w < (support.start[feature + 1] ?? 0); w++) {
      const weight = weights[w] ?? 0;
      const value = Math.max(-127, Math.min(127, Math.round(weight * scale)));
      if (Math.abs(weight) < threshold || value === 0) continue;
      labels.push(support.label[w] ?? 0);
      values.push(value);
    }
    if (labels.length === before) return;
    counts.push(labels.length - before);
    let delta = hash - previous;
    previous = hash;
    while (delta >= 0x80) {
      keys.push((delta % 0x80) | 0x80);
      delta = Math.floor(delta / 0x80);
    }
    keys.push(delta);
  });
  const header = Buffer.alloc(20 + 2 * TRANSITIONS);
  header.writeUInt32LE(counts.length, 0);
  header.writeUInt32LE(Math.ceil(Math.log2(counts.length * 1.35)), 4);
  header.writeUInt32LE(keys.length, 8);
  header.writeUInt32LE(labels.length, 12);
  header.writeFloatLE(scale, 16);
  for (let i = 0; i < TRANSITIONS; i++) header.writeInt16LE(Math.round((transitions[i] ?? 0) * scale), 20 + 2 * i);
  return Buffer.concat([header, Buffer.from(keys), Buffer.from(counts), Buffer.from(labels), Buffer.from(Int8Array.from(values).buffer)]);
}
