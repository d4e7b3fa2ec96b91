// Spaces that do not belong where they stand: whether ../quote-spaces.ts would find one in the line at hand.
import { CLOSING, is, OPENING, SPACE_CLASS, unitAt } from "./classes";
import { LINE } from "./memory";
import { hasHan, isCjkUnit, isKana } from "./units";

const STRAIGHT: u32 = 0x22;

/** In a line with Han characters and no kana. */
export function hasStraySpace(end: usize): bool {
  for (let at = LINE; at < end; at += 2) if (isKana(unitAt(at))) return false;
  return hasHan(LINE, end) && (hasSpacedQuotes(end) || hasMarkSpace(end));
}

// @ts-ignore
@inline
function isSpace(at: usize): bool {
  return is(SPACE_CLASS, at);
}

/** The next place from `at` on of a unit, or `end`. */
function find(unit: u32, at: usize, end: usize): usize {
  while (at < end && unitAt(at) != unit) at += 2;
  return at;
}

/** The last place up to `at` of a unit, or one before the line. */
function findLast(unit: u32, at: usize): usize {
  while (at >= LINE && unitAt(at) != unit) at -= 2;
  return at;
}

/** Straight marks in pairs, the opening one followed and the closing one preceded by a space, Chinese between them. */
function hasSpacedQuotes(end: usize): bool {
  let open: usize = 0;
  for (let at = find(STRAIGHT, LINE, end); at < end; at = find(STRAIGHT, at + 2, end)) {
    if (open != 0) {
      if (isSpace(at - 2) && hasHan(open + 2, at)) return true;
      open = 0;
    } else if (isSpace(at + 2)) open = at;
    else {
      // A pair without inner spaces
      const close = find(STRAIGHT, at + 2, end);
      if (close < end && !isSpace(close - 2)) at = close;
    }
  }
  return false;
}

function hasMarkSpace(end: usize): bool {
  for (let at = LINE; at < end; at += 2) {
    if (!isSpace(at)) continue;
    const start = at;
    while (isSpace(at)) at += 2;
    if (start > LINE && at < end && isMarkSpace(start, at, end)) return true;
  }
  return false;
}

function isMarkSpace(start: usize, stop: usize, end: usize): bool {
  const before = start - 2;
  if (is(OPENING, before) && is(CLOSING, stop)) return false; // a blank to fill in
  if (is(CLOSING, stop)) return isWord(unitAt(before)) || is(CLOSING, before) || isCurvedClosing(unitAt(before));
  if (is(OPENING, before)) return isWord(unitAt(stop)) || is(OPENING, stop);
  return isInsideCurved(start, stop, end);
}

/** ” or ’, which stand one behind “ and ‘. */
function isCurvedClosing(unit: u32): bool {
  return unit == 0x201d || unit == 0x2019;
}

/** The space behind “ where one stands before its ”, and the other way round. */
function isInsideCurved(start: usize, stop: usize, end: usize): bool {
  const opening = unitAt(start - 2);
  if (isCurvedClosing(opening + 1)) {
    const close = find(opening + 1, stop, end);
    return close > stop && close < end && isSpace(close - 2) && find(opening, stop, end) > close;
  }
  const closing = unitAt(stop);
  if (!isCurvedClosing(closing)) return false;
  const open = findLast(closing - 1, start);
  return open >= LINE && isSpace(open + 2) && findLast(closing, start) < open;
}

function isWord(unit: u32): bool {
  return isCjkUnit(unit) || (unit > 0x20 && unit < 0x7f);
}
