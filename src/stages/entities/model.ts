import { TRANSITIONS } from "./labels.ts";

/** The weights of the tagger, ready for look-up. */
export interface Model {
  /**
   * A bit for each value of the upper bits of a hash: most features of a text are not in the model, and this table, small enough for
   * the processor's second-level cache, turns nine in ten of those away.
   */
  readonly filter: Uint32Array;
  /** Hashes of features, open addressing; 0 is a free slot. */
  readonly keys: Uint32Array;
  /** Where the weights of a slot begin in `pairs` (upper 26 bits) and how many labels have one (lower 6 bits). */
  readonly places: Uint32Array;
  /** Label and weight in turn. */
  readonly pairs: Int8Array;
  readonly shift: number;
  /** In the unit of the weights; see labels.ts. */
  readonly transitions: Int32Array;
  /** Weights are this many times the log scale. */
  readonly scale: number;
}

const HEADER = 20;

/**
 * Reads a model: count of features, bits of the table, bytes of the keys, count of pairs (u32 each), scale (f32), transitions (i16),
 * then the sorted hashes as differences in base 128, the count of labels of each feature, all labels, all weights (i8).
 */
export function readModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  const bits = view.getUint32(4, true);
  const keyBytes = view.getUint32(8, true);
  const pairCount = view.getUint32(12, true);
  const scale = view.getFloat32(16, true);
  const transitions = new Int32Array(TRANSITIONS);
  for (let i = 0; i < TRANSITIONS; i++) transitions[i] = view.getInt16(HEADER + 2 * i, true);
  const keysAt = HEADER + 2 * TRANSITIONS;
  const countsAt = keysAt + keyBytes;
  const labelsAt = countsAt + count;
  const weightsAt = labelsAt + pairCount;
  const pairs = new Int8Array(2 * pairCount);
  for (let i = 0; i < pairCount; i++) {
    pairs[2 * i] = bytes[labelsAt + i] ?? 0;
    pairs[2 * i + 1] = ((bytes[weightsAt + i] ?? 0) << 24) >> 24;
  }
  return { ...readKeys(bytes, { count, bits, keysAt, countsAt }), pairs, shift: 32 - bits, transitions, scale };
}

interface KeySection {
  readonly count: number;
  readonly bits: number;
  readonly keysAt: number;
  readonly countsAt: number;
}

function readKeys(
  bytes: Uint8Array,
  { count, bits, keysAt, countsAt }: KeySection,
): { filter: Uint32Array; keys: Uint32Array; places: Uint32Array } {
  const size = 2 ** bits;
  const keys = new Uint32Array(size);
  const places = new Uint32Array(size);
  const filter = new Uint32Array(2 ** (32 - FILTER_SHIFT - 5));
  let position = keysAt;
  let hash = 0;
  let pair = 0;
  for (let i = 0; i < count; i++) {
    let byte = bytes[position++] ?? 0;
    let delta = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[position++] ?? 0;
      delta += (byte & 0x7f) * 2 ** shift;
    }
    hash += delta;
    let slot = hash >>> (32 - bits);
    while (keys[slot] !== 0) slot = (slot + 1) & (size - 1);
    keys[slot] = hash;
    const bit = hash >>> FILTER_SHIFT;
    filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
    const labels = bytes[countsAt + i] ?? 0;
    places[slot] = (pair << 6) | labels;
    pair += labels;
  }
  return { filter, keys, places };
}

/** Bits of a hash that choose a bit of the filter: 2^22 bits, half a megabyte. */
const FILTER_SHIFT = 32 - 22;

/** Adds the weights of the features `from` to `to` of `hashes` to the LABELS emissions from `at` on. */
export function addWeights(model: Model, hashes: Uint32Array, from: number, to: number, emissions: Int32Array, at: number): void {
  const { filter, keys, places, pairs, shift } = model;
  const mask = keys.length - 1;
  for (let h = from; h < to; h++) {
    const hash = hashes[h] as number;
    const bit = hash >>> FILTER_SHIFT;
    if ((((filter[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) continue;
    let slot = hash >>> shift;
    let key = keys[slot] as number;
    while (key !== hash && key !== 0) {
      slot = (slot + 1) & mask;
      key = keys[slot] as number;
    }
    if (key === 0) continue;
    const place = places[slot] as number;
    let pair = (place >>> 6) * 2;
    for (let n = place & 63; n > 0; n--, pair += 2) {
      const index = at + (pairs[pair] as number);
      emissions[index] = (emissions[index] as number) + (pairs[pair + 1] as number);
    }
  }
}
