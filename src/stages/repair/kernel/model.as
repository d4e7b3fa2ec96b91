// The character model, and words. Costs are in steps of 1/16 nat.
import {
  BACKOFFS,
  BIGRAM_STARTS,
  COST_BITS,
  COST_SHIFT,
  ENTRIES,
  FILTER,
  GBK_CODES,
  GBK_UNITS,
  ID_BITS,
  LINE,
  ROW,
  SCRIPT_SHIFT,
  SECOND_COSTS,
  SECONDS,
  SIMPLIFIED,
  TRAILS,
} from "./memory";

/** What the last three or four characters are worth as a word. */
const BONUS_3: i32 = 3 * 16;
const BONUS_4: i32 = 4 * 16;
export const HIGHEST_BONUS: i32 = BONUS_4;

/** Bits of the filter. */
let filterSize: u32 = 1;

export function setFilterSize(bits: u32): void {
  filterSize = bits;
}

// @ts-ignore
@inline
export function entryOf(unit: u32): u32 {
  return load<u32>(ENTRIES + (<usize>unit << 2));
}

// @ts-ignore
@inline
export function idOf(unit: u32): u32 {
  return entryOf(unit) & ID_BITS;
}

// @ts-ignore
@inline
export function unigram(unit: u32): i32 {
  return (entryOf(unit) >>> COST_SHIFT) & COST_BITS;
}

// @ts-ignore
@inline
export function scriptOf(unit: u32): u32 {
  return entryOf(unit) >>> SCRIPT_SHIFT;
}

/** -ln P(unit | previous); `previous` is an id, 0 at the start of a line. */
export function costOf(previous: u32, unit: u32): i32 {
  const entry = entryOf(unit);
  const base = (entry >>> COST_SHIFT) & COST_BITS;
  const id = entry & ID_BITS;
  if (previous == 0 || id == 0) return base;
  const starts = BIGRAM_STARTS + (<usize>previous << 2);
  let first = load<u32>(starts);
  let left = load<u32>(starts, 4) - first;
  while (left > 1) {
    const half = left >>> 1;
    first = load<u16>(SECONDS + (<usize>(first + half) << 1)) <= id ? first + half : first;
    left -= half;
  }
  const isThere = left == 1 && load<u16>(SECONDS + (<usize>first << 1)) == id;
  return isThere ? <i32>load<u8>(SECOND_COSTS + first) : <i32>load<u8>(BACKOFFS + previous) + base;
}

/** Whose second characters stand in the row. */
let rowOf: u32 = 0;

/** Lays out what costs what behind a character, for {@link costInRow}: pays where dozens of units are asked for. */
export function layRow(previous: u32): void {
  if (previous == rowOf) return;
  for (let at = startOf(rowOf), end = startOf(rowOf + 1); at < end; at++) store<u16>(placeInRow(at), 0);
  for (let at = startOf(previous), end = startOf(previous + 1); at < end; at++) {
    store<u16>(placeInRow(at), <u16>load<u8>(SECOND_COSTS + at) + 1);
  }
  rowOf = previous;
}

// @ts-ignore
@inline
function startOf(id: u32): usize {
  return load<u32>(BIGRAM_STARTS + (<usize>id << 2));
}

// @ts-ignore
@inline
function placeInRow(bigram: usize): usize {
  return ROW + (<usize>load<u16>(SECONDS + (bigram << 1)) << 1);
}

/** {@link costOf} behind the character that was laid out last. */
// @ts-ignore
@inline
export function costInRow(unit: u32): i32 {
  const entry = entryOf(unit);
  const base = (entry >>> COST_SHIFT) & COST_BITS;
  const id = entry & ID_BITS;
  const known = <i32>load<u16>(ROW + (<usize>id << 1));
  return known != 0 ? known - 1 : id == 0 ? base : <i32>load<u8>(BACKOFFS + rowOf) + base;
}

/** How many units the sum below is of. */
export let summed: i32 = 0;

/** Sum over those units of the line at hand that are not below `least`, each behind the one before, the first behind `previous`. */
export function sumCosts(length: i32, previous: u32, least: u32): i32 {
  let sum = 0;
  summed = 0;
  for (let at = LINE, end = LINE + (<usize>length << 1); at < end; at += 2) {
    const unit = <u32>load<u16>(at);
    if (unit >= least) {
      sum += costOf(previous, unit);
      summed++;
    }
    previous = idOf(unit);
  }
  return sum;
}

/** How many units of the line at hand only simplified text has (low half), and how many only traditional text (high half). */
export function countScripts(length: i32): u32 {
  let simplified: u32 = 0;
  let traditional: u32 = 0;
  for (let at = LINE, end = LINE + (<usize>length << 1); at < end; at += 2) {
    const script = scriptOf(load<u16>(at));
    simplified += script & 1;
    traditional += script >>> 1;
  }
  return simplified | (traditional << 16);
}

// @ts-ignore
@inline
export function isHan(unit: u32): bool {
  return unit - 0x3400 <= 0x9fff - 0x3400;
}

/** Bonus of a text that ends in these four units, the last one lowest. */
export function wordBonus(tail: u64): i32 {
  const d = <u32>tail & 0xffff;
  return isHan(d) && beginWords(tail >>> 16) ? endWords(d) : 0;
}

/** Words that begin with three and with the last two of these units: their hashes up to there (../word-filter.ts). Whether there can be one. */
let three1: u32 = 0;
let three2: u32 = 0;
let two1: u32 = 0;
let two2: u32 = 0;
let hasThree: bool = false;

export function beginWords(tail: u64): bool {
  const c = <u32>tail & 0xffff;
  const b = (<u32>tail >>> 16) & 0xffff;
  if (!isHan(b) || !isHan(c)) return false;
  const a = <u32>(tail >>> 32) & 0xffff;
  hasThree = isHan(a);
  const simpleB = simplify(b);
  const simpleC = simplify(c);
  if (hasThree) {
    const simpleA = simplify(a);
    const one = hash1(hash1(FIRST_1, simpleA), simpleB);
    const two = hash2(hash2(FIRST_2, simpleA), simpleB);
    three1 = hash1(one, simpleC);
    three2 = hash2(two, simpleC);
  }
  two1 = hash1(hash1(FIRST_1, simpleB), simpleC);
  two2 = hash2(hash2(FIRST_2, simpleB), simpleC);
  return true;
}

/** Bonus of what was begun and ends in a Han character. */
export function endWords(unit: u32): i32 {
  const simple = simplify(unit);
  if (hasThree && hasWord(hash1(three1, simple), hash2(three2, simple))) return BONUS_4;
  return hasWord(hash1(two1, simple), hash2(two2, simple)) ? BONUS_3 : 0;
}

// @ts-ignore
@inline
function simplify(unit: u32): u32 {
  const simple = <u32>load<u16>(SIMPLIFIED + (<usize>unit << 1));
  return simple == 0 ? unit : simple;
}

const FIRST_1: u32 = 0x811c9dc5;
const FIRST_2: u32 = 0x9e3779b1;

// @ts-ignore
@inline
function hash1(hash: u32, unit: u32): u32 {
  return (hash ^ unit) * 0x01000193;
}

// @ts-ignore
@inline
function hash2(hash: u32, unit: u32): u32 {
  return ((hash ^ unit) * 0x85ebca6b) ^ (hash >>> 13);
}

function hasWord(one: u32, two: u32): bool {
  const step = two | 1;
  for (let i: u32 = 0; i < 5; i++) {
    const slot = (one + i * step) % filterSize;
    if (((load<u8>(FILTER + (slot >>> 3)) >>> (slot & 7)) & 1) == 0) return false;
  }
  return true;
}

// @ts-ignore
@inline
export function gbkCode(unit: u32): u32 {
  return load<u16>(GBK_CODES + (<usize>unit << 1));
}

/** The unit of two bytes; 0 = none. */
// @ts-ignore
@inline
export function gbkUnit(lead: u32, trail: u32): u32 {
  if (lead - 0x81 > 0xfe - 0x81 || trail - 0x40 > 0xfe - 0x40) return 0;
  return load<u16>(GBK_UNITS + (<usize>((lead - 0x81) * TRAILS + trail - 0x40) << 1));
}
