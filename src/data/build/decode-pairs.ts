/** The table of Han pairs: which pairs are far more frequent than their characters, and by how many bits. */
import { HAN, kindOf } from "../../stages/decode/classes.ts";
import { KNOWN_PAIR_SHARE, PAIR_GAIN_STEP, PAIR_SLOT_BITS, pairKey } from "../../stages/decode/pairs.ts";
import type { Genre } from "./decode-text.ts";

/** Pairs kept for each script, the most useful first; fewer than `LEAST_COUNT` occurrences are chance. */
const KEPT = 40_000;
const LEAST_COUNT = 3;

/** @param scripts texts of each script, pooled genres */
export function buildPairs(scripts: readonly (readonly Genre[])[]): Uint8Array {
  const table = new Uint8Array(2 ** PAIR_SLOT_BITS);
  const all = scripts.flatMap(usefulPairs).sort((a, b) => a.use - b.use || a.pair - b.pair);
  for (const { pair, gain } of all) {
    const { slot, print } = pairKey(Math.floor(pair / 0x10000), pair % 0x10000);
    table[slot] = (print << 4) | Math.min(15, Math.round(gain / PAIR_GAIN_STEP));
  }
  return table;
}

interface Pair {
  readonly pair: number;
  readonly gain: number;
  /** Bits saved in all of the text. */
  readonly use: number;
}

function usefulPairs(genres: readonly Genre[]): Pair[] {
  const firsts = new Float64Array(0x10000);
  const seconds = new Float64Array(0x10000);
  const pairs = new Map<number, number>();
  let total = 0;
  for (const { lines, weight } of genres) {
    for (const line of lines) {
      let previous = 0;
      for (let i = 0; i < line.length; i++) {
        const code = line.charCodeAt(i);
        const isHan = kindOf(code) === HAN;
        if (isHan && previous > 0) {
          firsts[previous] = (firsts[previous] as number) + weight;
          seconds[code] = (seconds[code] as number) + weight;
          pairs.set(previous * 0x10000 + code, (pairs.get(previous * 0x10000 + code) ?? 0) + weight);
          total += weight;
        }
        previous = isHan ? code : 0;
      }
    }
  }
  const useful: Pair[] = [];
  for (const [pair, count] of pairs) {
    if (count < LEAST_COUNT) continue;
    const first = firsts[Math.floor(pair / 0x10000)] as number;
    const second = seconds[pair % 0x10000] as number;
    // One is taken from the count: a pair seen three times is likelier a lucky one than an unlucky one.
    const ratio = ((count - 1) * total) / (first * second);
    const gain = Math.log2(KNOWN_PAIR_SHARE * ratio + 1 - KNOWN_PAIR_SHARE);
    if (gain >= PAIR_GAIN_STEP) useful.push({ pair, gain, use: count * gain });
  }
  return useful.sort((a, b) => b.use - a.use || a.pair - b.pair).slice(0, KEPT);
}
