import { LABELS, TRANSITIONS } from "./labels.ts";

/** The weights of the tagger, ready for look-up. */
export interface Model {
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
  const { keys, places } = readKeys(bytes, { count, bits, keysAt, countsAt });
  return { keys, places, pairs, shift: 32 - bits, transitions, scale };
}

interface KeySection {
  readonly count: number;
  readonly bits: number;
  readonly keysAt: number;
  readonly countsAt: number;
}

function readKeys(bytes: Uint8Array, { count, bits, keysAt, countsAt }: KeySection): { keys: Uint32Array; places: Uint32Array } {
  const size = 2 ** bits;
  const keys = new Uint32Array(size);
  const places = new Uint32Array(size);
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
    const labels = bytes[countsAt + i] ?? 0;
    places[slot] = (pair << 6) | labels;
    pair += labels;
  }
  return { keys, places };
}

/** Adds up the weights of each token's features into `emissions` (LABELS a token). */
export function addWeights(model: Model, hashes: Uint32Array, templates: number, count: number, emissions: Int32Array): void {
  const { keys, places, pairs, shift } = model;
  const mask = keys.length - 1;
  emissions.fill(0, 0, count * LABELS);
  for (let i = 0, at = 0, h = 0; i < count; i++, at += LABELS) {
    for (let t = 0; t < templates; t++, h++) {
      const hash = hashes[h] as number;
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
}
