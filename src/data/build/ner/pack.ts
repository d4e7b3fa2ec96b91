// Weights in training → the file that model.ts reads.
import { BUCKET_BITS, BUCKET_SIZE, bucketOf, checkOf, PLACES, rowOf } from "../../../stages/entities/kernel.ts";
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
/** Features that are kept at most; the index of the kernel has room for 524,288. */
const MOST = 400_000;

/** The packed model: the features that matter most; weights below `threshold` are left out, the others become int8. */
export function packModel(model: Weights, threshold: number): Buffer {
  const { transitions, gate } = model;
  const header = Buffer.alloc(4 + 2 * TRANSITIONS);
  header.writeFloatLE(SCALE, 0);
  for (let i = 0; i < TRANSITIONS; i++) header.writeInt16LE(Math.round((transitions[i] ?? 0) * SCALE), 4 + 2 * i);
  const gateThreshold = Buffer.alloc(4);
  gateThreshold.writeInt32LE(gate.threshold);
  const features = packFeatures(model, fillBuckets(model, threshold), threshold);
  return Buffer.concat([header, features, gateThreshold, Buffer.from(gate.rows.buffer)]);
}

/**
 * Puts the features with the greatest weight times root of uses into the buckets of the index, as many as there is room for.
 *
 * @returns buckets with their features, those first that are met most: the rows of first places lie together and stay in the processor's cache
 */
function fillBuckets(model: Weights, threshold: number): number[][] {
  const { hashes, uses } = model;
  const worth = Float64Array.from(hashes, (_, feature) => {
    const values = weightsOf(model, feature, threshold).map(({ value }) => Math.abs(value));
    return values.length === 0 ? 0 : Math.max(...values) * Math.sqrt(uses[feature] as number);
  });
  const order = Array.from(hashes.keys())
    .filter((feature) => (worth[feature] as number) > 0)
    .sort((one, two) => (worth[two] as number) - (worth[one] as number) || one - two);
  const buckets: number[][] = Array.from({ length: 2 ** BUCKET_BITS }, () => []);
  let kept = 0;
  for (const feature of order) {
    const hash = hashes[feature] as number;
    const bucket = buckets[bucketOf(hash)] as number[];
    const taken = bucket.some((other) => checkOf(hashes[other] as number) === checkOf(hash));
    if (bucket.length === BUCKET_SIZE || taken) continue;
    bucket.push(feature);
    if (++kept === MOST) break;
  }
  for (const bucket of buckets) bucket.sort((one, two) => (uses[two] as number) - (uses[one] as number) || one - two);
  return buckets;
}

/** Count of weights, index, and the lists of `Kernel.fill`. */
function packFeatures(model: Weights, buckets: readonly number[][], threshold: number): Buffer {
  const index = new Uint16Array(PLACES);
  const counts = new Uint8Array(PLACES);
  const labels: number[] = [];
  const values: number[] = [];
  for (let place = 0; place < BUCKET_SIZE; place++) {
    buckets.forEach((bucket, number) => {
      const feature = bucket[place];
      if (feature === undefined) return;
      index[number * BUCKET_SIZE + place] = checkOf(model.hashes[feature] as number);
      const found = weightsOf(model, feature, threshold);
      counts[rowOf(number, place)] = found.length;
      for (const { label, value } of found) {
        labels.push(label);
        values.push(value);
      }
    });
  }
  const count = Buffer.alloc(4);
  count.writeUInt32LE(labels.length);
  return Buffer.concat([count, Buffer.from(index.buffer), counts, Buffer.from(labels), Buffer.from(Int8Array.from(values).buffer)]);
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
