// Which line breaks end a sentence: all but those inside hard-wrapped paragraphs and behind a comma.
import { BRACKET_CLOSE, isEllipsis, isPause, isSpace, QUOTE_CLOSE, STRAIGHT_QUOTE, TERMINAL } from "./classes";
import { classAt, length, reserve, TEXT, unitAt } from "./memory";

/** Shortest line that a hard wrap makes (UTF-16 units): below are labels, menus, headings. Wrapped pages have 25 to 40 Han characters a line. */
const WRAP_LEAST: i32 = 20;
/** How much shorter than the width a full line may be: punctuation that must not begin a line is moved with its neighbour. */
const WRAP_SLACK: i32 = 2;
/** Lines longer than this are paragraphs. */
const MOST_WIDTH: i32 = 100;
/** Groups of this many lines find their width by the commonest length, smaller ones by the longest line. */
const MODE_LINES: i32 = 6;

const LINE_FEED: i16 = 0x0a;
const IDEOGRAPHIC_SPACE: u32 = 0x3000;
const FULL_STOP: u32 = 0x3002;
const PAUSE_COLON: u32 = 0x3a;
const WIDE_COLON: u32 = 0xff1a;

/** Body text that is not blank: a sentence may run on from it, and into it. */
const RUNNING: u32 = 1;
/** A heading: one sentence whatever it holds. */
const WHOLE: u32 = 2;
const INDENTED: u32 = 4;
/** The break behind it is inside a sentence. */
const SOFT: u32 = 8;

/** Roles of paragraphs; others are neither. Paragraphs are three i32: start, end, role. */
const BODY: i32 = 0;
const HEADING: i32 = 1;
const PARAGRAPH: usize = 12;

/** Lines without white space, three numbers each: start and end, equal in a blank line, and flags. */
let lines: usize = 0;
const LINE: usize = 12;
export let lineCount: i32 = 0;

/** u32, by length: lines of a group. */
const COUNTS: usize = memory.data(404, 16);

/** The paragraph at hand and the end of all. */
let paragraph: usize = 0;
let paragraphsEnd: usize = 0;

// @ts-ignore
@inline
function lineAt(line: i32): usize {
  return lines + <usize>line * LINE;
}

// @ts-ignore
@inline
export function startOf(line: i32): i32 {
  return load<i32>(lineAt(line));
}

// @ts-ignore
@inline
export function endOf(line: i32): i32 {
  return load<i32>(lineAt(line), 4);
}

// @ts-ignore
@inline
function flagsOf(line: i32): u32 {
  return load<u32>(lineAt(line), 8);
}

/** A heading. */
export function isWhole(line: i32): bool {
  return (flagsOf(line) & WHOLE) != 0;
}

/** True where no sentence ends with the line. */
export function isSoft(line: i32): bool {
  return (flagsOf(line) & SOFT) != 0;
}

/** Finds the lines of the text, and which of their breaks are inside a sentence; gives the first byte behind the lines. */
export function readLines(paragraphs: usize, count: i32): usize {
  paragraph = paragraphs;
  paragraphsEnd = paragraphs + <usize>count * PARAGRAPH;
  lines = paragraphsEnd;
  lineCount = 0;
  let from = 0;
  for (let at = 0; at < length; at += 8) {
    const units = v128.load(TEXT + (<usize>at << 1));
    let feeds = i16x8.bitmask(i16x8.eq(units, i16x8.splat(LINE_FEED)));
    for (; feeds != 0; feeds &= feeds - 1) {
      const to = at + ctz(feeds);
      addLine(from, to, roleOf(from, to));
      from = to + 1;
    }
  }
  if (from > 0) {
    addLine(from, length, roleOf(from, length));
    markSoft();
  } else addLine(0, length, count > 0 ? load<i32>(paragraphs, 8) : BODY);
  return lineAt(lineCount);
}

function roleOf(from: i32, to: i32): i32 {
  while (paragraph < paragraphsEnd && load<i32>(paragraph, 4) <= from) paragraph += PARAGRAPH;
  return paragraph < paragraphsEnd && load<i32>(paragraph) < to ? load<i32>(paragraph, 8) : BODY;
}

function addLine(from: i32, to: i32, role: i32): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(unitAt(start))) start++;
  while (end > start && isSpace(unitAt(end - 1))) end--;
  const line = lineAt(lineCount++);
  reserve(line + LINE);
  store<i32>(line, start);
  store<i32>(line, end, 4);
  const kind = role == HEADING ? WHOLE : role == BODY && start < end ? RUNNING : 0;
  store<u32>(line, from < to && unitAt(from) == IDEOGRAPHIC_SPACE ? kind | INDENTED : kind, 8);
}

function markSoft(): void {
  for (let i = 0; i < lineCount; ) {
    let end = i;
    while (end < lineCount && (flagsOf(end) & RUNNING) != 0) end++;
    if (end > i + 1) markGroup(i, end);
    i = max(end, i + 1);
  }
}

function setSoft(line: i32): void {
  store<u32>(lineAt(line), flagsOf(line) | SOFT, 8);
}

/** Marks the breaks within lines[from, to), which are body text without a blank line between them. */
function markGroup(from: i32, to: i32): void {
  const width = wrapWidth(from, to);
  if (width > 0) markWrapped(from, to, width);
  else for (let i = from; i + 1 < to; i++) if (isContinued(i)) setSoft(i);
}

function markWrapped(from: i32, to: i32, width: i32): void {
  let proven = false; // a later line of the same paragraph holds a full stop: no list of headlines
  for (let i = to - 1; i >= from; i--) {
    const isFull = isWidth(lengthOf(i), width);
    if (i + 1 < to && (isFull && proven && lengthOf(i + 1) <= width + WRAP_SLACK ? isWrapped(i) : isContinued(i))) setSoft(i);
    proven = holdsStop(startOf(i), endOf(i)) || (proven && isFull);
  }
}

function isWidth(length: i32, width: i32): bool {
  return length >= width - WRAP_SLACK && length <= width + WRAP_SLACK;
}

/** Whether a sentence may go on behind a full line of a wrapped paragraph; behind a stop the scanner decides. */
function isWrapped(line: i32): bool {
  return (flagsOf(line + 1) & INDENTED) == 0 && !isEllipsis(unitAt(endOf(line) - 1));
}

/** Whether a sentence goes on behind a line, whatever the lines around it. */
function isContinued(line: i32): bool {
  if ((flagsOf(line + 1) & INDENTED) != 0) return false;
  const last = unitAt(endOf(line) - 1);
  return (isPause(last) && last != WIDE_COLON && last != PAUSE_COLON) || beginsWithin(line);
}

/** Whether what stands behind a line begins with a mark that begins no sentence. */
function beginsWithin(line: i32): bool {
  const first = unitAt(startOf(line + 1));
  const kind = classAt(startOf(line + 1));
  return (
    (kind == TERMINAL || kind == QUOTE_CLOSE || kind == BRACKET_CLOSE || (isPause(first) && first != PAUSE_COLON)) &&
    lengthOf(line) >= WRAP_LEAST
  );
}

// @ts-ignore
@inline
function lengthOf(line: i32): i32 {
  return endOf(line) - startOf(line);
}

/** Width of the wrap of a group of lines, 0 when it does not look wrapped: half of the lines, the last aside, must be full. */
function wrapWidth(from: i32, to: i32): i32 {
  const byMode = to - from >= MODE_LINES;
  const width = byMode ? commonest(from, to) : longest(from, to);
  if (width < WRAP_LEAST || width > MOST_WIDTH) return 0;
  let full = 0;
  let same = 0;
  for (let i = from; i < to; i++) {
    const length = lengthOf(i);
    full += i32(isWidth(length, width));
    same += i32(length == width);
  }
  return full * 2 < to - from - 1 || (byMode && hasLongMode(from, to, same)) ? 0 : width;
}

function longest(from: i32, to: i32): i32 {
  let longest = 0;
  for (let i = from; i < to; i++) longest = max(longest, lengthOf(i));
  return longest;
}

/** The commonest of the lengths that a wrap can have, of several the greatest; 0 where there is none. */
function commonest(from: i32, to: i32): i32 {
  let width = 0;
  let most: u32 = 1;
  memory.fill(COUNTS, 0, 404);
  for (let i = from; i < to; i++) {
    const length = lengthOf(i);
    if (length < WRAP_LEAST || length > MOST_WIDTH) continue;
    const slot = COUNTS + (<usize>length << 2);
    const count = load<u32>(slot) + 1;
    store<u32>(slot, count);
    if (count < most || (count == most && length < width)) continue;
    most = count;
    width = length;
  }
  return width;
}

/** Whether a length that no wrap can have occurs as often as that. */
function hasLongMode(from: i32, to: i32, most: i32): bool {
  // Lengths and their numbers by hash behind the lines, open addressing; 0 is free.
  const slots = lineAt(lineCount);
  const mask = (<u32>1 << (32 - clz<u32>(to - from) + 1)) - 1;
  const bytes = (<usize>mask + 1) << 3;
  reserve(slots + bytes);
  memory.fill(slots, 0, bytes);
  for (let i = from; i < to; i++) {
    const length = lengthOf(i);
    if (length <= MOST_WIDTH) continue;
    let slot = (<u32>length * 0x9e3779b1) & mask;
    while (load<i32>(slots + (<usize>slot << 3)) != 0 && load<i32>(slots + (<usize>slot << 3)) != length) slot = (slot + 1) & mask;
    const at = slots + (<usize>slot << 3);
    const count = load<i32>(at, 4) + 1;
    if (count >= most) return true;
    store<i32>(at, length);
    store<i32>(at, count, 4);
  }
  return false;
}

/** A 。 in a line (headlines hold ！ and ？ but no 。), or any stop or ellipsis at its end, closing marks aside. */
function holdsStop(start: i32, end: i32): bool {
  for (let i = start; i < end; i++) if (unitAt(i) == FULL_STOP) return true;
  for (let i = end - 1; i >= start; i--) {
    const kind = classAt(i);
    if (kind == TERMINAL || isEllipsis(unitAt(i))) return true;
    if (kind != QUOTE_CLOSE && kind != BRACKET_CLOSE && kind != STRAIGHT_QUOTE) return false;
  }
  return false;
}
