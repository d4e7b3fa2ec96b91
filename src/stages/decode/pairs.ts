// Pairs of Chinese characters that belong together. They decide short text, where single characters say too little.
import { inflateRawSync } from "node:zlib";
import { loadTable } from "../../data/load.ts";
import { prepareTables } from "../../data/prepare.ts";
import { HAN, kindOf } from "./classes.ts";

/** Slots of the table, as a power of two. */
export const PAIR_SLOT_BITS = 18;
/** One step of a stored gain, in bits. */
export const PAIR_GAIN_STEP = 0.75;
/** Share of the probability that goes to known pairs: an unknown pair costs one bit. */
export const KNOWN_PAIR_SHARE = 0.5;

/** Where a pair is kept, and the 4 bits that tell it from others in the slot (one in sixteen is mistaken). */
export interface PairKey {
  readonly slot: number;
  readonly print: number;
}

/** @param first, second BMP code points */
export function pairKey(first: number, second: number): PairKey {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return { slot: hash >>> (32 - PAIR_SLOT_BITS), print: hash & 15 };
}

let table: Uint8Array | undefined;

/** Bits that the pairs of neighbouring Han characters save (or cost, below 0) beside what the characters cost one by one. */
export function pairGain(codes: Int32Array, count: number): number {
  table ??= prepareTables("decode-pairs.bin", () => ({ bytes: new Uint8Array(inflateRawSync(loadTable("decode-pairs.bin"))) })).bytes;
  let gain = 0;
  for (let i = 1; i < count; i++) {
    const first = codes[i - 1] as number;
    const second = codes[i] as number;
    if (first < 0x80 || second < 0x80 || kindOf(first) !== HAN || kindOf(second) !== HAN) continue;
    const { slot, print } = pairKey(first, second);
    const stored = table[slot] as number;
    gain += stored !== 0 && stored >> 4 === print ? (stored & 15) * PAIR_GAIN_STEP : Math.log2(1 - KNOWN_PAIR_SHARE);
  }
  return gain;
}
