// Which line breaks end a sentence: all but those inside hard-wrapped paragraphs and behind a comma.
import type { Paragraph } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { isSpaceUnit } from "../../text/hanzi.ts";
import { BRACKET_CLOSE, CLASSES, isEllipsis, isPause, QUOTE_CLOSE, STRAIGHT_QUOTE, TERMINAL } from "./classes.ts";

/** A stretch of text without a sentence-ending line break. */
export interface Stretch extends Span {
  /** Headings are one sentence whatever they hold. */
  readonly whole: boolean;
}

/** Shortest line that a hard wrap makes (UTF-16 units): below are labels, menus, headings. Wrapped pages have 25 to 40 Han characters a line. */
const WRAP_LEAST = 20;
/** How much shorter than the width a full line may be: punctuation that must not begin a line is moved with its neighbour. */
const WRAP_SLACK = 2;
/** Groups of this many lines find their width by the commonest length, smaller ones by the longest line. */
const MODE_LINES = 6;

const IDEOGRAPHIC_SPACE = 0x3000;
const FULL_STOP = 0x3002;

/** A line; `start` and `end` without white space, equal in a blank line. */
interface Line extends Span {
  readonly role: Paragraph["role"];
  readonly indented: boolean;
  /** Ends with 。！？ or an ellipsis, closing marks aside. */
  readonly complete: boolean;
}

/** Cuts a text at the line breaks that end a sentence; blank stretches are left out. */
export function cutStretches(text: string, paragraphs: readonly Paragraph[] | undefined): readonly Stretch[] {
  if (!text.includes("\n")) {
    const line = readLine(text, 0, text.length, paragraphs?.[0]?.role ?? "body");
    return line.start === line.end ? [] : [{ start: line.start, end: line.end, whole: line.role === "heading" }];
  }
  const lines = splitLines(text, paragraphs);
  const soft = softBreaks(text, lines);
  const stretches: Stretch[] = [];
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i] as Line;
    while (soft[i] === 1) i++;
    if (first.start < first.end) stretches.push({ start: first.start, end: (lines[i] as Line).end, whole: first.role === "heading" });
  }
  return stretches;
}

function splitLines(text: string, paragraphs: readonly Paragraph[] = []): Line[] {
  const lines: Line[] = [];
  let paragraph = 0;
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    while (paragraph < paragraphs.length && (paragraphs[paragraph] as Paragraph).end <= start) paragraph++;
    const own = paragraphs[paragraph];
    lines.push(readLine(text, start, end, own !== undefined && own.start < end ? own.role : "body"));
    start = end + 1;
  }
  return lines;
}

function readLine(text: string, from: number, to: number, role: Paragraph["role"]): Line {
  let start = from;
  let end = to;
  while (start < end && isSpaceUnit(text.charCodeAt(start))) start++;
  while (end > start && isSpaceUnit(text.charCodeAt(end - 1))) end--;
  return { start, end, role, indented: text.charCodeAt(from) === IDEOGRAPHIC_SPACE, complete: isComplete(text, start, end) };
}

function isComplete(text: string, start: number, end: number): boolean {
  for (let i = end - 1; i >= start; i--) {
    const unit = text.charCodeAt(i);
    const kind = CLASSES[unit];
    if (kind === TERMINAL || isEllipsis(unit)) return true;
    if (kind !== QUOTE_CLOSE && kind !== BRACKET_CLOSE && kind !== STRAIGHT_QUOTE) return false;
  }
  return false;
}

/** For each line 1 when the break behind it is inside a sentence. */
function softBreaks(text: string, lines: readonly Line[]): Uint8Array {
  const soft = new Uint8Array(lines.length);
  for (let i = 0; i < lines.length; ) {
    let end = i;
    while (end < lines.length && isRunning(lines[end] as Line)) end++;
    if (end > i + 1) markGroup(text, lines, i, end, soft);
    i = Math.max(end, i + 1);
  }
  return soft;
}

function isRunning(line: Line): boolean {
  return line.start < line.end && line.role === "body";
}

/** Marks the breaks within lines[from, to), which are body text without a blank line between them. */
function markGroup(text: string, lines: readonly Line[], from: number, to: number, soft: Uint8Array): void {
  const width = wrapWidth(lines, from, to);
  let proven = false; // a later line of the same paragraph holds a full stop: no list of headlines
  for (let i = to - 1; i >= from; i--) {
    const line = lines[i] as Line;
    const next = i + 1 < to ? (lines[i + 1] as Line) : null;
    const isFull = width > 0 && lengthOf(line) >= width - WRAP_SLACK && lengthOf(line) <= width + WRAP_SLACK;
    if (next !== null && !next.indented && isContinued(text, line, next, isFull && proven && lengthOf(next) <= width + WRAP_SLACK))
      soft[i] = 1;
    proven = line.complete || holdsFullStop(text, line) || (proven && isFull);
  }
}

/** Whether a sentence may go on in the next line; behind a stop in a wrapped paragraph the scanner decides. */
function isContinued(text: string, line: Line, next: Line, isWrapped: boolean): boolean {
  if (isWrapped) return !isEllipsis(text.charCodeAt(line.end - 1));
  if (!line.complete && endsInPause(text, line)) return true;
  const first = text.charCodeAt(next.start);
  const kind = CLASSES[first];
  return (
    lengthOf(line) >= WRAP_LEAST &&
    (kind === TERMINAL || kind === QUOTE_CLOSE || kind === BRACKET_CLOSE || (isPause(first) && first !== 0x3a))
  );
}

const lengthOf = (line: Line): number => line.end - line.start;

/** ，、； and half-width forms; not ：, which announces. */
function endsInPause(text: string, line: Line): boolean {
  const unit = text.charCodeAt(line.end - 1);
  return isPause(unit) && unit !== 0xff1a && unit !== 0x3a;
}

/** 。 in a line: headlines hold ！ and ？ but no 。. */
function holdsFullStop(text: string, line: Line): boolean {
  for (let i = line.start; i < line.end; i++) if (text.charCodeAt(i) === FULL_STOP) return true;
  return false;
}

/** Width of the wrap of a group of lines, 0 when it does not look wrapped: half of the lines, the last aside, must be full. */
function wrapWidth(lines: readonly Line[], from: number, to: number): number {
  let longest = 0;
  const counts = new Map<number, number>();
  for (let i = from; i < to; i++) {
    const length = lengthOf(lines[i] as Line);
    longest = Math.max(longest, length);
    counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  let width = longest;
  if (to - from >= MODE_LINES) {
    let most = 0;
    for (const [length, count] of counts) {
      if (length < WRAP_LEAST || count < most || (count === most && length < width)) continue;
      most = count;
      width = length;
    }
  }
  if (width < WRAP_LEAST || width > MOST_WIDTH) return 0;
  let full = 0;
  for (const [length, count] of counts) if (Math.abs(length - width) <= WRAP_SLACK) full += count;
  return full * 2 < to - from - 1 ? 0 : width;
}

/** Lines longer than this are paragraphs. */
const MOST_WIDTH = 100;
