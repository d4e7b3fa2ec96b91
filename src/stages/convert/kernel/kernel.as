// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts. ../engine.ts fills the tables, lays out the texts
// and reads what comes out.
//
// One pass over the units, exact at the few places where phrases may stand (region.as).
import { addChange, addRegion, countChanges, lastEnd, runs, startChanges } from "./changes";
import { DESCRIPTION_FLAG, flagsOf, LEFT_FLAG, MAP, MEMO, MEMO_BITS, pairBits, pairHash } from "./memory";
import { convertRegion, copy, isFull, regionEnd, setFull, setRoom } from "./region";

export { chars, runs } from "./changes";
export { CODES, FLAGS, MAP, MEMORY_START, PAIRS, setTrie } from "./memory";

/**
 * Converts parts of texts, and copies what lies between them.
 *
 * @param parts i32, four for each: where it begins and ends among the units, and, written here, where it ends in the output and how many
 *   runs of changes it has
 * @param units u16, so many, and one more behind them
 * @param scratch room of so many bytes twice, and behind it for the output, u16, up to the limit
 * @param list four i32 for each run of changes: where it begins and ends among the units and in the output; 0 = no list
 * @returns units of output; -1 where there was no room for them
 */
export function convert(parts: usize, count: i32, units: usize, length: i32, scratch: usize, bytes: usize, limit: usize, list: usize): i32 {
  const output = scratch + 2 * bytes;
  setRoom(scratch, bytes, limit);
  startChanges(list, units, output);
  const all = units + (<usize>length << 1);
  let from = units;
  let to = output;
  for (const last = parts + (<usize>count << 4); parts < last && !isFull; parts += 16) {
    const start = units + (<usize>load<i32>(parts) << 1);
    const end = units + (<usize>load<i32>(parts, 4) << 1);
    const before = runs;
    to = copy(from, start, to);
    to = convertPart(start, end, to, limit, list != 0);
    store<i32>(parts, <i32>((to - output) >> 1), 8);
    store<i32>(parts, runs - before, 12);
    from = end;
  }
  to = copy(from, all, to);
  return isFull ? -1 : <i32>((to - output) >> 1);
}

/** Converts units that nothing outside matches with, and gives the end of what they became. */
function convertPart(start: usize, end: usize, to: usize, limit: usize, isListed: bool): usize {
  const behind = load<u16>(end);
  store<u16>(end, 0);
  countChanges(0, 0, 0);
  let at = start;
  while (at < end) {
    if (to + (end - at) > limit) {
      setFull();
      break;
    }
    const stretch = convertAlone(at, end, to, isListed);
    to += stretch - at;
    at = stretch;
    if (at == end) break;
    const next = max(regionEnd(at, end), at + 2);
    if ((flagsOf(load<u16>(at)) & DESCRIPTION_FLAG) != 0) to = copy(at, next, to);
    else to = next - at <= MEMO_BYTES ? convertShort(at, next, to) : convertNew(at, next, to);
    at = next;
  }
  store<u16>(end, behind);
  return to;
}

/** Regions up to this length are remembered: the same few hundred make up most of a text. */
const MEMO_BYTES: usize = 8;

/** Converts a region that may have been converted before. Up to eight bytes are written whatever its length. */
function convertShort(start: usize, end: usize, to: usize): usize {
  const length = end - start;
  const mask = <u64>-1 >>> ((MEMO_BYTES - length) << 3);
  const key = load<u64>(start) & mask; // U+0000 is in no key of the tries, so that one more or less makes no difference
  const slot = MEMO + (<usize>((key * 0x9e3779b97f4a7c15) >>> (64 - MEMO_BITS)) << 4);
  if (load<u64>(slot) == key) {
    const value = load<u64>(slot, 8);
    store<u64>(to, value);
    if (value != key) addRegion(start, end, to, to + length);
    return to + length;
  }
  const last = convertNew(start, end, to);
  if (last - to != length || isFull) return last;
  store<u64>(slot, key);
  store<u64>(slot, load<u64>(to) & mask, 8);
  return last;
}

function convertNew(start: usize, end: usize, to: usize): usize {
  const last = convertRegion(start, end, to);
  addRegion(start, end, to, last);
  return last;
}

/** Converts units one by one up to the first that may be part of a region, and gives its place. */
function convertAlone(at: usize, end: usize, to: usize, isListed: bool): usize {
  let newRuns = 0;
  let newChars = 0;
  let changing = <u32>(lastEnd == at);
  let unit = <u32>load<u16>(at);
  while (at < end) {
    const right = <u32>load<u16>(at, 2);
    const entry = load<u32>(MAP + (<usize>unit << 2));
    const bit = (right ^ (right >>> 4) ^ (right >>> 8)) & 15;
    const hash = pairHash(unit, right);
    const isOdd = ((entry >>> (16 + bit)) & pairBits(hash) & 1) | (flagsOf(unit) & ~LEFT_FLAG);
    if (isOdd != 0) break; // one branch: each of these alone would be mispredicted
    store<u16>(to, <u16>entry);
    const difference = <i32>((entry & 0xffff) ^ unit);
    const changed = <u32>(difference | -difference) >>> 31; // 0 or 1 without a branch, which traditional text would mispredict
    newRuns += <i32>(changed & (changing ^ 1));
    newChars += <i32>changed;
    if (isListed && changed != 0) addChange(at, at + 2, 1, to, to + 2);
    changing = changed;
    unit = right;
    at += 2;
    to += 2;
  }
  if (!isListed) countChanges(newRuns, newChars, changing != 0 ? at : 0);
  return at;
}
