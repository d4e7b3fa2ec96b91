import { TEMPLATES } from "./features.ts";
import { type Gate, readGate } from "./gate.ts";
import { BUCKET_SIZE, bucketOf, checkOf, Kernel, ROW, rowOf } from "./kernel.ts";
import { TRANSITIONS } from "./labels.ts";
import { MAX_TOKENS } from "./tokens.ts";

/** The weights of the tagger, ready for look-up. */
export interface Model {
  readonly gate: Gate;
  /** Holds the weights of the features. */
  readonly kernel: Kernel;
  /** In the unit of the weights; see labels.ts. */
  readonly transitions: Int32Array;
  /** Weights are this many times the log scale. */
  readonly scale: number;
}

const HEADER = 4;

/**
 * Reads a model: scale (f32), transitions (i16), two lists of features (see `readFeatures`), the gate. The first list holds the
 * features that are met most: they get the first places of their buckets, whose rows lie together and stay in the processor's cache.
 */
export function readModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const transitions = new Int32Array(TRANSITIONS);
  for (let i = 0; i < TRANSITIONS; i++) transitions[i] = view.getInt16(HEADER + 2 * i, true);
  const kernel = new Kernel(MAX_TOKENS, TEMPLATES);
  const common = readFeatures(bytes, HEADER + 2 * TRANSITIONS, kernel);
  const rare = readFeatures(bytes, common, kernel);
  return { gate: readGate(bytes, rare), kernel, transitions, scale: view.getFloat32(0, true) };
}

/**
 * Reads count of features, bytes of the keys and count of weights (u32 each), the sorted hashes as differences in base 128, the count of
 * labels of each feature, all labels, all weights (i8). The weight of "outside" is taken from the others, so that it is always 0.
 *
 * @returns where the list ends
 */
function readFeatures(bytes: Uint8Array, start: number, kernel: Kernel): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(start, true);
  const countsAt = start + 12 + view.getUint32(start + 4, true);
  const labelsAt = countsAt + count;
  const weightsAt = labelsAt + view.getUint32(start + 8, true);
  let position = start + 12;
  let hash = 0;
  let weight = 0;
  for (let i = 0; i < count; i++) {
    let byte = bytes[position++] as number;
    let delta = byte & 0x7f;
    for (let step = 7; byte >= 0x80; step += 7) {
      byte = bytes[position++] as number;
      delta += (byte & 0x7f) * 2 ** step;
    }
    hash += delta;
    const end = weight + (bytes[countsAt + i] as number);
    fillRow(kernel.rows, enter(kernel.index, hash), bytes, labelsAt + weight, weightsAt + weight, end - weight);
    weight = end;
  }
  return weightsAt + weight;
}

/** Puts a feature into its bucket; the trainer sees to it that there is room. Gives its row. */
function enter(index: Uint16Array, hash: number): number {
  const bucket = bucketOf(hash);
  let place = 0;
  while (place < BUCKET_SIZE - 1 && index[bucket * BUCKET_SIZE + place] !== 0) place++;
  index[bucket * BUCKET_SIZE + place] = checkOf(hash);
  return rowOf(bucket, place);
}

/** The labels come in rising order, "outside" (0) first where it has a weight. */
function fillRow(rows: Int8Array, row: number, bytes: Uint8Array, labelsAt: number, weightsAt: number, count: number): void {
  const at = row * ROW - 1;
  const outside = bytes[labelsAt] === 0 ? signed(bytes[weightsAt] as number) : 0;
  if (outside !== 0) rows.fill(-outside, at + 1, at + 1 + ROW);
  for (let i = outside === 0 ? 0 : 1; i < count; i++) {
    const weight = signed(bytes[weightsAt + i] as number) - outside;
    rows[at + (bytes[labelsAt + i] as number)] = weight > 127 ? 127 : weight < -127 ? -127 : weight;
  }
}

function signed(byte: number): number {
  return (byte << 24) >> 24;
}
