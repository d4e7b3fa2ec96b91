// Tokens of a piece: a run of Latin letters and a run of digits are one token each, every other UTF-16 unit is its own; blanks are no
// tokens, only remembered.
import {
  CLASS_BITS,
  CLASS_SHIFT,
  DIGIT_UNIT,
  LATIN_UNIT,
  PIECE_END,
  STOP,
  SURROGATE_UNIT,
  BLANK_UNIT,
  capacity,
  ids,
  kindOf,
  kinds,
  setCount,
  spaced,
  text,
  tokenEnd,
  tokenStart,
  units,
} from "./memory";

/** The dot inside foreign names, its class, and the full stop that scrapes have in its place. */
const DOT: u32 = 0xb7;
const DOT_KIND: u32 = 10;
const FULL_STOP: u32 = 0x2e;
const DIGITS_KIND: u32 = 13;
const LOWER: u32 = 14;
const CAPITAL: u32 = 15;
const UPPER: u32 = 16;
const MIXED: u32 = 17;
const LETTER: u32 = 18;

// @ts-ignore
@inline
function unitAt(position: i32): u32 {
  return load<u16>((<usize>position) << 1, text);
}

// @ts-ignore
@inline
function propertiesOf(unit: u32): u32 {
  return load<u32>((<usize>unit) << 2, units);
}

// @ts-ignore
@inline
function flagsOfKind(kind: u32): u32 {
  return load<u32>((<usize>kind) << 2, kinds);
}

/** End of a run of units of one property. */
function endOfRun(start: i32, to: i32, property: u32): i32 {
  let end = start + 1;
  while (end < to && propertiesOf(unitAt(end)) & property) end++;
  return end;
}

function isUpper(unit: u32): bool {
  return unit - 0x41 <= 25 || unit - 0xc0 <= 0x1e || unit - 0xff21 <= 25;
}

// @ts-ignore
@inline
function isHan(unit: u32): bool {
  return unit - 0x3400 <= 0x9fff - 0x3400;
}

/** Shape of a run of letters: lower, Capital, UPPER, miXed, or a single letter. */
function shapeOf(start: i32, end: i32): u32 {
  if (end - start == 1) return LETTER;
  let uppers = 0;
  for (let i = start; i < end; i++) uppers += i32(isUpper(unitAt(i)));
  if (uppers == 0) return LOWER;
  if (uppers == end - start) return UPPER;
  return uppers == 1 && isUpper(unitAt(start)) ? CAPITAL : MIXED;
}

/** Case-folded FNV hash of a run of letters, above the range of single units. */
function hashOf(start: i32, end: i32): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let i = start; i < end; i++) {
    let unit = unitAt(i);
    if (unit >= 0xff21) unit -= 0xfee0;
    if (unit < 0x80) unit |= 0x20;
    hash = (hash ^ unit) * 0x01000193;
  }
  return (hash & 0x7fffffff) | 0x20000;
}

/** A run of digits by its length, years apart. */
function idOfDigits(unit: u32, length: i32): u32 {
  const first = unit & 0xf;
  return 0x10000 + (length == 4 && (first == 1 || first == 2) ? 9 : min(length, 6));
}

/**
 * Cuts one piece of the text in `text`. When the room runs out, the tokens behind the last sentence end (in the last two thirds) are
 * given back, so that the next piece starts there.
 *
 * @param bySentence ends the piece behind each sentence end and the marks that close it
 * @returns where the next piece starts; `to` when all was read
 */
export function tokenize(from: i32, to: i32, bySentence: bool): i32 {
  let count = 0;
  let position = from;
  let breakAt = 0;
  let blanks: u32 = 0;
  while (position < to && count < capacity) {
    const unit = unitAt(position);
    const properties = propertiesOf(unit);
    if (properties & BLANK_UNIT) {
      position++;
      blanks = 1;
      continue;
    }
    let kind = (properties >>> CLASS_SHIFT) & CLASS_BITS;
    let flags = flagsOfKind(kind);
    if (bySentence && breakAt > 0 && !(flags & PIECE_END)) break;
    let end = position + 1;
    let id = unit;
    if (properties & (DIGIT_UNIT | LATIN_UNIT | SURROGATE_UNIT)) {
      if (properties & DIGIT_UNIT) {
        end = endOfRun(position, to, DIGIT_UNIT);
        kind = DIGITS_KIND;
        id = idOfDigits(unit, end - position);
      } else if (properties & LATIN_UNIT) {
        end = endOfRun(position, to, LATIN_UNIT);
        kind = shapeOf(position, end);
        id = hashOf(position, end);
      } else if (end < to) end++;
    } else if (unit == FULL_STOP && count > 0 && !blanks && end < to && isHan(unitAt(position - 1)) && isHan(unitAt(end))) {
      id = DOT;
      kind = DOT_KIND;
    }
    const at: usize = (<usize>count) << 2;
    store<i32>(at, position, tokenStart);
    store<i32>(at, end, tokenEnd);
    store<u8>(count, blanks, spaced);
    store<u8>(count, kind, kindOf);
    store<u32>(at, id, ids);
    count++;
    if (flags & STOP) breakAt = count;
    position = end;
    blanks = 0;
  }
  if (position < to && count == capacity && breakAt > capacity / 3) {
    count = breakAt;
    position = load<i32>((<usize>count - 1) << 2, tokenEnd);
  }
  setCount(count);
  return position;
}
