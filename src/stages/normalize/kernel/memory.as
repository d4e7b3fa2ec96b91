// What units are, and the text that is worked on; ../kernel.ts has the addresses.

/** u16 by unit: its kind (`Kind` of src/text/kinds.ts) in the lowest four bits, and what the rules ask of it. */
export const TRAITS: usize = 0x1000;
/** u16 by unit from U+2E80 to U+2FD5 and from U+F900 to U+FAFF: the unified form. */
export const UNIFIED: usize = 0x21000;
/** u16, two for each from U+2F800 to U+2FA1F: the unified form, and its second half or 0. */
export const UNIFIED_PAIRS: usize = 0x22000;
export const MEMORY_START: usize = 0x23000;

export const KIND_MASK: u32 = 15;
export const OTHER: u32 = 0;
export const HAN: u32 = 1;
export const WIDE: u32 = 2;
export const FULL_MARK: u32 = 3;
export const SHARED_MARK: u32 = 4;
export const ALNUM: u32 = 5;
export const SPACE: u32 = 6;
export const IDEOGRAPHIC_SPACE: u32 = 7;
export const HALF_MARK: u32 = 8;
export const QUOTE: u32 = 9;
export const APOSTROPHE: u32 = 10;
export const FULL_STOP: u32 = 11;
export const DOT: u32 = 12;
export const FULL_ALNUM: u32 = 13;
export const COMPATIBLE: u32 = 14;
export const KANA: u32 = 15;

/** Sets of kinds. */
export const BLANKS: u32 = (1 << SPACE) | (1 << IDEOGRAPHIC_SPACE);
/** Han characters, and marks that only Chinese text has; what stands for a neighbour in Chinese. */
export const CHINESE: u32 = (1 << HAN) | (1 << WIDE) | (1 << FULL_MARK) | (1 << COMPATIBLE);

/** Traits beside the kind: see `TRAITS` of ../kernel.ts. */
export const NAME: u32 = 1 << 4;
export const BEFORE_OPENING: u32 = 1 << 5;
export const AFTER_CLOSING: u32 = 1 << 6;
export const SENTENCE_END: u32 = 1 << 7;
export const INTRODUCTION: u32 = 1 << 8;
export const MEASURE: u32 = 1 << 9;
export const PERCENT: u32 = 1 << 10;
export const CURRENCY: u32 = 1 << 11;
export const LATIN: u32 = 1 << 12;
export const BEFORE_HEADING: u32 = 1 << 13;
export const CODE: u32 = 1 << 14;

/** Rules, by their numbers in ../rules.ts. */
export const FULL_WIDTH_LATIN: u32 = 1;
export const COMPATIBILITY_IDEOGRAPH: u32 = 2;
export const STRAIGHT_QUOTES: u32 = 3;
export const HALF_WIDTH_PUNCTUATION: u32 = 4;
export const NAME_DOT: u32 = 5;
export const HAN_LATIN_SPACING: u32 = 6;

export const GONE: u32 = 0x80;
export const RULE_MASK: u32 = 0x7f;

/** The text as it came. */
export let original: usize = 0;
/** Its units. No rule of this stage makes text longer, so that places stay those of the text as it came. */
export let length: i32 = 0;
/** Each unit is as it was, replaced by another unit, or gone: u16 the units, u8 the rule that changed each, and whether it is gone. */
export let units: usize = 0;
let marks: usize = 0;
/** A rule changed something since this was set to false. */
export let changed: bool = false;
/** Places that were changed lie between these. */
export let first: i32 = 0;
export let last: i32 = -1;

/** Zeros before units and marks, and behind them, so that the places beside a text need no look at its length; bytes. */
const BESIDE: usize = 16;
/** Bytes that are needed beside units, or marks. */
export const MARGINS: usize = 48;

/** Begins with a text. */
export function begin(from: usize, count: i32, unitsAt: usize, marksAt: usize): void {
  original = from;
  length = count;
  units = unitsAt + BESIDE;
  marks = marksAt + BESIDE;
  const bytes = <usize>count << 1;
  const zeros = i64x2.splat(0);
  v128.store(unitsAt, zeros);
  copy(from, bytes, units);
  v128.store(units + bytes, zeros);
  for (let i: usize = 0; i < <usize>count + 2 * BESIDE; i += 16) v128.store(marksAt + i, zeros);
  changed = false;
  first = count;
  last = -1;
}

/** Copies bytes, and up to 15 more: V8 calls a function for `memory.copy`. */
// @ts-ignore
@inline
export function copy(from: usize, bytes: usize, to: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, v128.load(from + i));
}

export function setChanged(value: bool): void {
  changed = value;
}

// @ts-ignore
@inline
export function traitsOf(unit: u32): u32 {
  return load<u16>(TRAITS + (<usize>unit << 1));
}

/** The unit at a place as it stands now; 0 in the four places before the text and behind it. */
// @ts-ignore
@inline
export function unitAt(i: i32): u32 {
  return load<u16>(units + (<usize>i << 1));
}

/** What the unit at a place is; 0 beside the text. */
// @ts-ignore
@inline
export function traitsAt(i: i32): u32 {
  return traitsOf(unitAt(i));
}

/** The kind of the unit at a place; `OTHER` beside the text. */
// @ts-ignore
@inline
export function kindAt(i: i32): u32 {
  return traitsAt(i) & KIND_MASK;
}

// @ts-ignore
@inline
export function isOneOf(kind: u32, kinds: u32): bool {
  return ((kinds >>> kind) & 1) != 0;
}

// @ts-ignore
@inline
export function markAt(i: i32): u32 {
  return load<u8>(marks + <usize>i);
}

// @ts-ignore
@inline
export function isGone(i: i32): bool {
  return (markAt(i) & GONE) != 0;
}

/** The first place from `from` on that is not gone and whose kind is one of some; `length` when there is none. */
export function find(from: i32, kinds: u32): i32 {
  let i = from;
  while (i < length && (!isOneOf(kindAt(i), kinds) || (markAt(i) & GONE) != 0)) i++;
  return i;
}

/** The first blank from `from` on that is not gone; `length` when there is none. Eight units are looked at together. */
export function nextBlank(from: i32): i32 {
  for (let i = from; i < length; ) {
    const u = v128.load(units + (<usize>i << 1));
    const narrow = v128.or(i16x8.eq(u, i16x8.splat(0x20)), i16x8.eq(u, i16x8.splat(0xa0)));
    const wide = v128.or(i16x8.eq(u, i16x8.splat(0x3000)), i16x8.eq(v128.and(u, i16x8.splat(<i16>0xff80)), i16x8.splat(0x2000)));
    const found = i16x8.bitmask(v128.or(narrow, wide));
    if (found == 0) {
      i += 8;
      continue;
    }
    i += ctz(found);
    if (i >= length) break;
    if (isOneOf(kindAt(i), BLANKS) && (markAt(i) & GONE) == 0) return i;
    i++;
  }
  return length;
}

/** The nearest place before `i` that is not gone; -1 when there is none. */
export function before(i: i32): i32 {
  let place = i - 1;
  while (place >= 0 && isGone(place)) place--;
  return place;
}

/** The nearest place after `i` that is not gone; `length` when there is none. */
export function after(i: i32): i32 {
  let place = i + 1;
  while (place < length && isGone(place)) place++;
  return place;
}

/** The same, blanks passed over. */
export function visibleBefore(i: i32): i32 {
  let place = before(i);
  while (place >= 0 && isOneOf(kindAt(place), BLANKS)) place = before(place);
  return place;
}

export function visibleAfter(i: i32): i32 {
  let place = after(i);
  while (place < length && isOneOf(kindAt(place), BLANKS)) place = after(place);
  return place;
}

export function replace(i: i32, unit: u32, rule: u32): void {
  if (unitAt(i) == unit) return;
  store<u16>(units + (<usize>i << 1), <u16>unit);
  mark(i, rule | (markAt(i) & GONE));
}

export function remove(i: i32, rule: u32): void {
  if (!isGone(i)) mark(i, rule | GONE);
}

function mark(i: i32, value: u32): void {
  store<u8>(marks + <usize>i, <u8>value);
  changed = true;
  if (i < first) first = i;
  if (i > last) last = i;
}

export function isDigit(unit: u32): bool {
  return unit - 0x30 < 10;
}

export function isLetter(unit: u32): bool {
  return (unit | 0x20) - 0x61 < 26;
}
