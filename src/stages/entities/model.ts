import { TRANSITIONS } from "./labels.ts";

/** The weights of the tagger, ready for look-up. */
export interface Model {
  /**
   * A bit for each value of the upper bits of a hash: most features of a text are not in the model, and this table, small enough for
   * the processor's second-level cache, turns nine in ten of those away.
   */
  readonly filter: Uint32Array;
  /** Where the entries of each value of the upper BUCKET bits begin in `entries`; one more at the end. */
  readonly buckets: Uint32Array;
  /** An entry: the lower 16 bits of the hash, then for each label `label << 8 | weight`, with the top bit set on the last. */
  readonly entries: Uint16Array;
  /** In the unit of the weights; see labels.ts. */
  readonly transitions: Int32Array;
  /** Weights are this many times the log scale. */
  readonly scale: number;
}

const HEADER = 20;
/** Bits of a hash that choose a bit of the filter: 2^22 bits, half a megabyte. */
const FILTER_SHIFT = 32 - 22;
/** Bits of a hash that choose a bucket; not less than 16, so that bucket and entry tell the whole hash. */
const BUCKET_SHIFT = 32 - 19;
const LAST = 0x8000;

/**
 * Reads a model: count of features, unused, bytes of the keys, count of weights (u32 each), scale (f32), transitions (i16), then the
 * sorted hashes as differences in base 128, the count of labels of each feature, all labels, all weights (i8).
 */
export function readModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  const keyBytes = view.getUint32(8, true);
  const weightCount = view.getUint32(12, true);
  const scale = view.getFloat32(16, true);
  const transitions = new Int32Array(TRANSITIONS);
  for (let i = 0; i < TRANSITIONS; i++) transitions[i] = view.getInt16(HEADER + 2 * i, true);
  const keysAt = HEADER + 2 * TRANSITIONS;
  const countsAt = keysAt + keyBytes;
  const labelsAt = countsAt + count;
  const weightsAt = labelsAt + weightCount;
  return { ...readEntries(bytes, { count, weightCount, keysAt, countsAt, labelsAt, weightsAt }), transitions, scale };
}

interface Sections {
  readonly count: number;
  readonly weightCount: number;
  readonly keysAt: number;
  readonly countsAt: number;
  readonly labelsAt: number;
  readonly weightsAt: number;
}

/** The hashes come sorted, so buckets and entries are written in one go. */
function readEntries(bytes: Uint8Array, sections: Sections): { filter: Uint32Array; buckets: Uint32Array; entries: Uint16Array } {
  const { count, weightCount, keysAt, countsAt, labelsAt, weightsAt } = sections;
  const filter = new Uint32Array(2 ** (32 - FILTER_SHIFT - 5));
  const buckets = new Uint32Array(2 ** (32 - BUCKET_SHIFT) + 1);
  const entries = new Uint16Array(count + weightCount + 1);
  let position = keysAt;
  let hash = 0;
  let weight = 0;
  let at = 0;
  let bucket = 0;
  for (let i = 0; i < count; i++) {
    let byte = bytes[position++] as number;
    let delta = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[position++] as number;
      delta += (byte & 0x7f) * 2 ** shift;
    }
    hash += delta;
    const bit = hash >>> FILTER_SHIFT;
    filter[bit >>> 5] = (filter[bit >>> 5] as number) | (1 << (bit & 31));
    const own = hash >>> BUCKET_SHIFT;
    while (bucket < own) buckets[++bucket] = at;
    entries[at++] = hash & 0xffff;
    for (let n = bytes[countsAt + i] as number; n > 0; n--, weight++) {
      entries[at++] = ((bytes[labelsAt + weight] as number) << 8) | (bytes[weightsAt + weight] as number) | (n === 1 ? LAST : 0);
    }
  }
  while (bucket < buckets.length - 1) buckets[++bucket] = at;
  return { filter, buckets, entries };
}

/** Features of many tokens on their way through the tables. */
export interface Hits {
  count: number;
  readonly hash: Uint32Array;
  /** First emission of the token that each belongs to. */
  readonly at: Int32Array;
  readonly first: Uint32Array;
}

/** Room for `capacity` features. */
export function createHits(capacity: number): Hits {
  return { count: 0, hash: new Uint32Array(capacity), at: new Int32Array(capacity), first: new Uint32Array(capacity) };
}

/** Adds the features `from` to `to` of `hashes` that may be in the model. No branch on what the filter says: the loads overlap. */
export function collectHits(model: Model, hashes: Uint32Array, from: number, to: number, hits: Hits, at: number): void {
  const { filter } = model;
  let { count } = hits;
  for (let h = from; h < to; h++) {
    const hash = hashes[h] as number;
    const bit = hash >>> FILTER_SHIFT;
    hits.hash[count] = hash;
    hits.at[count] = at;
    count += ((filter[bit >>> 5] as number) >>> (bit & 31)) & 1;
  }
  hits.count = count;
}

/**
 * Adds the weights of the collected features to their tokens' emissions, and empties the collection. The tables are larger than the
 * second-level cache and each look-up falls somewhere else: walking all buckets first, then touching all entries, lets the processor wait
 * for many of them at a time, where one by one it would wait for each.
 *
 * @returns a sum without meaning, so that the touching is not left out
 */
export function addHits(model: Model, hits: Hits, emissions: Int32Array): number {
  const { buckets, entries } = model;
  const { count, hash, at, first } = hits;
  let touched = 0;
  for (let i = 0; i < count; i++) first[i] = buckets[(hash[i] as number) >>> BUCKET_SHIFT] as number;
  for (let i = 0; i < count; i++) touched += entries[first[i] as number] as number;
  for (let i = 0; i < count; i++) {
    const own = hash[i] as number;
    addEntry(entries, first[i] as number, buckets[(own >>> BUCKET_SHIFT) + 1] as number, own & 0xffff, emissions, at[i] as number);
  }
  hits.count = 0;
  return touched;
}

function addEntry(entries: Uint16Array, first: number, end: number, low: number, emissions: Int32Array, at: number): void {
  for (let entry = first; entry < end; entry++) {
    if (entries[entry] === low) {
      let pair: number;
      do {
        pair = entries[++entry] as number;
        const index = at + ((pair >>> 8) & 0x7f);
        emissions[index] = (emissions[index] as number) + ((pair << 24) >> 24);
      } while (pair < LAST);
      return;
    }
    do entry++;
    while ((entries[entry] as number) < LAST);
  }
}
