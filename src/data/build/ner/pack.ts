// Weights in training → the file that model.ts reads.
import { BUCKET_BITS, BUCKET_SIZE, checkOf, ROWS } from "../../../stages/entities/kernel.ts";
import { TRANSITIONS } from "../../../stages/entities/labels.ts";
import { HEAD_BYTES } from "../../../stages/entities/model.ts";
import type { Support } from "./crf.ts";
import type { GateWeights } from "./gate.ts";

/** Weights to be packed: `hashes` sorted, `support` says whose weights they are. */
export interface Weights {
  readonly hashes: Uint32Array;
  /** Bucket of each feature. */
  readonly buckets: Uint16Array;
  /** How often each feature is met. */
  readonly uses: Uint32Array;
  readonly support: Support;
  readonly weights: Float32Array;
  readonly transitions: Float64Array;
  readonly gate: GateWeights;
}

/** Largest weight that is kept exactly, on the log scale; measured: 99.9 % of the weights are below it. */
const LARGEST = 4;
const SCALE = 127 / LARGEST;
/** Features that are kept at most; the index has room for 524,288. */
const MOST = 400_000;
/** Features that keep their weights as they are, those met most; the others have rounded ones, so that more of them share a row. */
const EXACT = 40_000;

/** Weights of a feature: labels in rising order, and int8 values. */
interface Row {
  readonly labels: readonly number[];
  readonly values: readonly number[];
  /** Uses of the features that have this row. */
  uses: number;
}

/** The packed model: the features that matter most; weights below `threshold` are left out, the others become int8. */
export function packModel(model: Weights, threshold: number): Buffer {
  const { transitions, gate } = model;
  const buckets = fillBuckets(model, threshold);
  const rowOf = shareRows(model, buckets.flat(), threshold);
  const rows = [...new Set(rowOf.values())].sort((one, two) => two.uses - one.uses);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeFloatLE(SCALE, 0);
  for (let i = 0; i < TRANSITIONS; i++) head.writeInt16LE(Math.round((transitions[i] ?? 0) * SCALE), 4 + 2 * i);
  head.writeInt32LE(gate.threshold, HEAD_BYTES - 12);
  head.writeUInt32LE(rows.length + 1, HEAD_BYTES - 8);
  head.writeUInt32LE(
    rows.reduce((sum, { labels }) => sum + labels.length, 0),
    HEAD_BYTES - 4,
  );
  const counts = Buffer.from([0, ...rows.map(({ labels }) => labels.length)]);
  const labels = Buffer.from(rows.flatMap((row) => row.labels));
  const values = Buffer.from(Int8Array.from(rows.flatMap((row) => row.values)).buffer);
  return Buffer.concat([head, packIndex(model, buckets, rowOf, rows), Buffer.from(gate.rows.buffer), counts, labels, values]);
}

/** Puts the features with the greatest weight times root of uses into the buckets of the index, as many as there is room for. */
function fillBuckets(model: Weights, threshold: number): number[][] {
  const { hashes, uses } = model;
  const worth = Float64Array.from(hashes, (_, feature) => {
    const { values } = weightsOf(model, feature, threshold, 1);
    return Math.max(0, ...values.map(Math.abs)) * Math.sqrt(uses[feature] as number);
  });
  const order = Array.from(hashes.keys())
    .filter((feature) => (worth[feature] as number) > 0)
    .sort((one, two) => (worth[two] as number) - (worth[one] as number) || one - two);
  const buckets: number[][] = Array.from({ length: 2 ** BUCKET_BITS }, () => []);
  let kept = 0;
  for (const feature of order) {
    const hash = hashes[feature] as number;
    const bucket = buckets[model.buckets[feature] as number] as number[];
    const taken = bucket.some((other) => checkOf(hashes[other] as number) === checkOf(hash));
    if (bucket.length === BUCKET_SIZE || taken) continue;
    bucket.push(feature);
    if (++kept === MOST) break;
  }
  return buckets;
}

/** The row of each feature; features with the same weights share one. Weights of rare features are rounded as far as the room asks for it. */
function shareRows(model: Weights, features: readonly number[], threshold: number): Map<number, Row> {
  const sorted = Uint32Array.from(features, (feature) => model.uses[feature] as number).sort();
  const least = sorted[Math.max(0, sorted.length - EXACT)] ?? 0;
  for (let step = 1; ; step++) {
    const rows = new Map<string, Row>();
    const rowOf = new Map<number, Row>();
    for (const feature of features) {
      const uses = model.uses[feature] as number;
      const { labels, values } = weightsOf(model, feature, threshold, uses < least ? step : 1);
      const key = `${labels.join()} ${values.join()}`;
      const row = rows.get(key) ?? { labels, values, uses: 0 };
      row.uses += uses;
      rows.set(key, row);
      rowOf.set(feature, row);
    }
    if (rows.size < ROWS) return rowOf;
  }
}

/** Of each bucket the checks, then the numbers of the rows. */
function packIndex(model: Weights, buckets: readonly number[][], rowOf: ReadonlyMap<number, Row>, rows: readonly Row[]): Buffer {
  const numbers = new Map(rows.map((row, number) => [row, number + 1]));
  const index = new Uint16Array(2 * BUCKET_SIZE * buckets.length);
  buckets.forEach((bucket, number) => {
    bucket.forEach((feature, place) => {
      const at = 2 * BUCKET_SIZE * number + place;
      index[at] = checkOf(model.hashes[feature] as number);
      index[at + BUCKET_SIZE] = numbers.get(rowOf.get(feature) as Row) as number;
    });
  });
  return Buffer.from(index.buffer);
}

/** Labels and int8 weights of a feature that are worth keeping, rounded to multiples of `step`. */
function weightsOf(
  { support, weights }: Weights,
  feature: number,
  threshold: number,
  step: number,
): { labels: number[]; values: number[] } {
  const labels: number[] = [];
  const values: number[] = [];
  const most = Math.floor(127 / step) * step;
  for (let w = support.start[feature] ?? 0; w < (support.start[feature + 1] ?? 0); w++) {
    const weight = weights[w] ?? 0;
    const value = Math.max(-most, Math.min(most, Math.round((weight * SCALE) / step) * step));
    if (Math.abs(weight) < threshold || value === 0) continue;
    labels.push(support.label[w] ?? 0);
    values.push(value);
  }
  return { labels, values };
}
