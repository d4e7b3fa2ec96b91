// The lines of a text, and the column that it was wrapped at.
import { isBlank, isEnd, isWide, mayOpenMarker } from "./classes";
import { reserve, unitAt } from "./memory";

/**
 * Narrowest column that text is wrapped at, in half-width cells: 26 Chinese characters. Verse, dialogue and lists have shorter lines.
 */
const NARROWEST: i32 = 52;
const WIDEST: i32 = 200;
/** A line of Chinese text that was broken for want of room ends at most this many cells before the column (punctuation must not begin a line). */
const CHINESE_SLACK: i32 = 4;
/** Of other text: a word is longer than a character. */
const LATIN_SLACK: i32 = 12;
/** Of the lines of a hard-wrapped text, so many at least reach the column; and so many of these end in the middle of a sentence. */
const FULL_SHARE: f64 = 0.5;
const BROKEN_SHARE: f64 = 0.7;
const FEWEST_FULL: i32 = 4;

/** Lines, four i32 each: where it begins; where it begins and ends without blanks, the same in a blank line; flags. */
export let lines: usize = 0;
export let lineCount: i32 = 0;
const LINE: usize = 16;

/** Flags: what ../lines.ts knows by these numbers. */
const MAY_BE_ITEM: i32 = 1;
/** The line goes on in the next one. */
const BROKEN: i32 = 2;
const INDENTED: i32 = 4;
/** Behind them the width of the line, where it was asked for: it fits, or no column is looked for. */
const WIDTH_SHIFT: i32 = 8;

/** Length of the longest line, in units. */
let longest: i32 = 0;

export function beginLines(at: usize): void {
  lines = at;
  lineCount = 0;
}

// @ts-ignore
@inline
function lineAt(line: i32): usize {
  return lines + <usize>line * LINE;
}

/** Notes where a line begins. */
export function addLine(from: i32): void {
  const line = lineAt(lineCount++);
  reserve(line + LINE);
  store<i32>(line, from);
}

/** So many lines are there: ../lines.ts has noted where they begin. */
export function setLines(count: i32): void {
  lineCount = count;
}

/** Finds the ends of the lines, a line feed or another unit between any two, and whether they are broken at a column. */
export function measureLines(units: i32): void {
  longest = 0;
  for (let i = 0; i < lineCount; i++) {
    const line = lineAt(i);
    const from = load<i32>(line);
    const to = i + 1 < lineCount ? load<i32>(line, LINE) - 1 : units;
    longest = max(longest, to - from);
    measure(line, from, to);
  }
  const column = wrapColumn();
  if (column > 0) markBroken(column);
}

// @ts-ignore
@inline
function measure(line: usize, from: i32, to: i32): void {
  let start = from;
  let end = to;
  while (end > start && isBlank(unitAt(end - 1))) end--;
  while (start < end && isBlank(unitAt(start))) start++;
  store<i32>(line, start, 4);
  store<i32>(line, end, 8);
  const first = unitAt(from);
  const isIndented = from < to && (first == 0x3000 || first == 0x20 || first == 0x09 || first == 0xa0);
  store<i32>(line, (mayOpenMarker(unitAt(start)) ? MAY_BE_ITEM : 0) | (isIndented ? INDENTED : 0), 12);
}

/** Finds the width of a line in cells, blanks at the end aside, and keeps it. */
function findWidth(line: usize): i32 {
  const end = load<i32>(line, 8);
  if (load<i32>(line, 4) == end) return 0;
  const from = load<i32>(line);
  let cells = end - from;
  for (let at = from; at < end; at++) cells += i32(isWide(unitAt(at)));
  store<i32>(line, load<i32>(line, 12) | (cells << WIDTH_SHIFT), 12);
  return cells;
}

// @ts-ignore
@inline
function widthOf(i: i32): i32 {
  return load<i32>(lineAt(i), 12) >> WIDTH_SHIFT;
}

/** The column that the text is wrapped at, in cells; 0 when it is not. */
function wrapColumn(): i32 {
  if (lineCount < FEWEST_FULL || longest > WIDEST) return 0;
  let widest = 0;
  let count = 0;
  for (let i = 0; i < lineCount; i++) {
    const width = findWidth(lineAt(i));
    if (width > WIDEST) return 0;
    count += i32(width > 0);
    widest = max(widest, width);
  }
  if (widest < NARROWEST || count < FEWEST_FULL) return 0;
  let full = 0;
  let broken = 0;
  for (let i = 0; i + 1 < lineCount; i++) {
    if (!isFull(i, widest)) continue;
    full++;
    if (widthOf(i + 1) > 0 && !isEnd(lastOf(i))) broken++;
  }
  return full >= FEWEST_FULL && <f64>full >= FULL_SHARE * <f64>count && <f64>broken >= BROKEN_SHARE * <f64>full ? widest : 0;
}

/** The last unit of a line that is not blank. */
function lastOf(i: i32): u32 {
  return unitAt(load<i32>(lineAt(i), 8) - 1);
}

/** Whether a line reaches a column, which is wider than any slack. */
function isFull(i: i32, column: i32): bool {
  const width = widthOf(i);
  return width > 0 && width >= column - (isWide(lastOf(i)) ? CHINESE_SLACK : LATIN_SLACK);
}

function markBroken(column: i32): void {
  for (let i = 0; i < lineCount; i++) {
    const line = lineAt(i);
    if (isFull(i, column) && !isEnd(lastOf(i))) store<i32>(line, load<i32>(line, 12) | BROKEN, 12);
  }
}
