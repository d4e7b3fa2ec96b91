// The character model, and words. Costs are in steps of 1/16 nat.
import {
  BACKOFFS,
  BIGRAM_BITS,
  BIGRAM_COSTS,
  BIGRAM_KEYS,
  COST_BITS,
  COST_SHIFT,
  ENTRIES,
  FILTER,
  GBK_CODES,
  GBK_UNITS,
  ID_BITS,
  SCRIPT_SHIFT,
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
  const key = (previous << 14) | id;
  let slot = (key * 0x9e3779b1) >>> (32 - BIGRAM_BITS);
  let found = load<u32>(BIGRAM_KEYS + (<usize>slot << 2));
  while (found != key && found != 0) {
    slot = (slot + 1) & ((1 << BIGRAM_BITS) - 1);
    found = load<u32>(BIGRAM_KEYS + (<usize>slot << 2));
  }
  return found == 0 ? <i32>load<u8>(BACKOFFS + previous) + base : <i32>load<u8>(BIGRAM_COSTS + slot);
}

// @ts-ignore
@inline
export function isHan(unit: u32): bool {
  return unit - 0x3400 <= 0x9fff - 0x3400;
}

/** Bonus of a text that ends in these four units, the last one lowest. */
export function wordBonus(tail: u64): i32 {
  const d = <u32>tail & 0xffff;
  const c = (<u32>tail >>> 16) & 0xffff;
  const b = <u32>(tail >>> 32) & 0xffff;
  if (!isHan(d) || !isHan(c) || !isHan(b)) return 0;
  const a = <u32>(tail >>> 48);
  const simpleB = simplify(b);
  const simpleC = simplify(c);
  const simpleD = simplify(d);
  if (isHan(a) && hasWord(simplify(a), simpleB, simpleC, simpleD)) return BONUS_4;
  return hasWord(0, simpleB, simpleC, simpleD) ? BONUS_3 : 0;
}

// @ts-ignore
@inline
function simplify(unit: u32): u32 {
  const simple = <u32>load<u16>(SIMPLIFIED + (<usize>unit << 1));
  return simple == 0 ? unit : simple;
}

let one: u32 = 0;
let two: u32 = 0;

// @ts-ignore
@inline
function addUnit(unit: u32): void {
  one = (one ^ unit) * 0x01000193;
  two = ((two ^ unit) * 0x85ebca6b) ^ (two >>> 13);
}

/** Whether the filter has a word of four units, or of three where `a` is 0: ../word-filter.ts. */
function hasWord(a: u32, b: u32, c: u32, d: u32): bool {
  one = 0x811c9dc5;
  two = 0x9e3779b1;
  if (a != 0) addUnit(a);
  addUnit(b);
  addUnit(c);
  addUnit(d);
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
