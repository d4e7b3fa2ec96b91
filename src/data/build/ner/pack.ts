// Weights in training → the file that model.ts reads.
import { BUCKET_SIZE, bucketOf, checkOf } from "../../../stages/entities/kernel.ts";
import { TRANSITIONS } from "../../../stages/entities/labels.ts";
import type { Support } from "./crf.ts";
import type { GateWeights } from "./gate.ts";

/** Weights to be packed: `hashes` sorted, `support` says whose weights they are. */
export interface Weights {
  readonly hashes: Uint32Array;
  /** How often each feature is met: the most frequent ones are kept together. */
  readonly uses: Uint32Array;
  readonly support: Support;
  readonly weights: Float32Array;
  readonly transitions: Float64Array;
  readonly gate: GateWeights;
}

/** Largest weight that is kept exactly, on the log scale; measured: 99.9 % of the weights are below it. */
const LARGEST = 4;
const SCALE = 127 / LARGEST;
/** Features that are kept at most, and those whose rows lie together because text holds them most. */
const MOST = Number(process.env["MOST"] ?? 250_000);
const COMMON = 32_768;

/** The packed model: the features that matter most; weights below `threshold` are left out, the others become int8. */
export function packModel(model: Weights, threshold: number): Buffer {
  const { uses, transitions, gate } = model;
  const kept = chooseFeatures(model, threshold);
  const byUse = [...kept].sort((one, two) => (uses[two] as number) - (uses[one] as number) || one - two);
  const common = new Set(byUse.slice(0, COMMON));
  const lists = [kept.filter((feature) => common.has(feature)), kept.filter((feature) => !common.has(feature))];
  const header = Buffer.alloc(4 + 2 * TRANSITIONS);
  header.writeFloatLE(SCALE, 0);
  for (let i = 0; i < TRANSITIONS; i++) header.writeInt16LE(Math.round((transitions[i] ?? 0) * SCALE), 4 + 2 * i);
  const gateThreshold = Buffer.alloc(4);
  gateThreshold.writeInt32LE(gate.threshold);
  return Buffer.concat([
    header,
    ...lists.map((list) => packFeatures(model, list, threshold)),
    gateThreshold,
    Buffer.from(gate.rows.buffer),
  ]);
}

/** The features with the greatest weight times root of uses, as many as the buckets of the index hold, in rising order. */
function chooseFeatures(model: Weights, threshold: number): number[] {
  const { hashes, uses } = model;
  const worth = Float64Array.from(hashes, (_, feature) => {
    const values = weightsOf(model, feature, threshold).map(({ value }) => Math.abs(value));
    return values.length === 0 ? 0 : Math.max(...values) * Math.sqrt(uses[feature] as number);
  });
  const order = Array.from(hashes.keys())
    .filter((feature) => (worth[feature] as number) > 0)
    .sort((one, two) => (worth[two] as number) - (worth[one] as number) || one - two);
  const buckets = new Map<number, Set<number>>();
  const kept: number[] = [];
  for (const feature of order) {
    const hash = hashes[feature] as number;
    const checks = buckets.get(bucketOf(hash)) ?? new Set<number>();
    if (checks.size === BUCKET_SIZE || checks.has(checkOf(hash))) continue;
    buckets.set(bucketOf(hash), checks.add(checkOf(hash)));
    kept.push(feature);
    if (kept.length === MOST) break;
  }
  return kept.sort((one, two) => one - two);
}

/** Labels and int8 weights of a feature that are worth keeping. */
function weightsOf({ support, weights }: Weights, feature: number, threshold: number): { label: number; value: number }[] {
  const found: { label: number; value: number }[] = [];
  for (let w = support.start[feature] ?? 0; w < (support.start[feature + 1] ?? 0); w++) {
    const weight = weights[w] ?? 0;
    const value = Math.max(-127, Math.min(127, Math.round(weight * SCALE)));
    if (Math.abs(weight) >= threshold && value !== 0) found.push({ label: support.label[w] ?? 0, value });
  }
  return found;
}

function packFeatures(model: Weights, features: readonly number[], threshold: number): Buffer {
  const keys: number[] = [];
  const counts: number[] = [];
  const labels: number[] = [];
  const values: number[] = [];
  let previous = 0;
  for (const feature of features) {
    const found = weightsOf(model, feature, threshold);
    for (const { label, value } of found) {
      labels.push(label);
      values.push(value);
    }
    counts.push(found.length);
    const hash = model.hashes[feature] as number;
    let delta = hash - previous;
    previous = hash;
    while (delta >= 0x80) {
      keys.push((delta % 0x80) | 0x80);
      delta = Math.floor(delta / 0x80);
    }
    keys.push(delta);
  }
  const header = Buffer.alloc(12);
  header.writeUInt32LE(features.length, 0);
  header.writeUInt32LE(keys.length, 4);
  header.writeUInt32LE(labels.length, 8);
  return Buffer.concat([header, Buffer.from(keys), Buffer.from(counts), Buffer.from(labels), Buffer.from(Int8Array.from(values).buffer)]);
}
