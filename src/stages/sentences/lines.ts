// Which line breaks end a sentence: all but those inside hard-wrapped paragraphs and behind a comma.
import type { Paragraph } from "../../pipeline/document.ts";
import { isSpaceUnit } from "../../text/hanzi.ts";
import type { Notes } from "../../text/notes.ts";
import { BRACKET_CLOSE, CLASSES, isEllipsis, isPause, LINE_FEED, QUOTE_CLOSE, STRAIGHT_QUOTE, TERMINAL } from "./classes.ts";

/** Shortest line that a hard wrap makes (UTF-16 units): below are labels, menus, headings. Wrapped pages have 25 to 40 Han characters a line. */
const WRAP_LEAST = 20;
/** How much shorter than the width a full line may be: punctuation that must not begin a line is moved with its neighbour. */
const WRAP_SLACK = 2;
/** Lines longer than this are paragraphs. */
const MOST_WIDTH = 100;
/** Groups of this many lines find their width by the commonest length, smaller ones by the longest line. */
const MODE_LINES = 6;

const IDEOGRAPHIC_SPACE = 0x3000;
const FULL_STOP = 0x3002;
const COLON = 0x3a;
const WIDE_COLON = 0xff1a;

/** Body text that is not blank: a sentence may run on from it, and into it. */
const RUNNING = 1;
/** A heading: one sentence whatever it holds. */
const WHOLE = 2;
const INDENTED = 4;
/** The break behind it is inside a sentence. */
const SOFT = 8;

const FIRST_LINES = 1_024;
/** More is given back at the next document. */
const KEPT_LINES = 1 << 18;

/** The lines of one text after the other, in arrays that are used again. */
export class Lines {
  /** Without white space; start and end are equal in a blank line. UTF-16 offsets. */
  starts: Int32Array = new Int32Array(FIRST_LINES);
  ends: Int32Array = new Int32Array(FIRST_LINES);
  /** Index of the first note behind the beginning of each line. */
  notes: Int32Array = new Int32Array(FIRST_LINES);
  count = 0;
  #flags = new Uint8Array(FIRST_LINES);
  #units: Uint16Array = new Uint16Array(0);

  /** Takes the lines of a text whose line feeds were noted, and finds which of their breaks are inside a sentence. */
  read({ units, offsets, count }: Notes, text: string, paragraphs: readonly Paragraph[]): void {
    this.count = 0;
    this.#units = units;
    if (!text.includes("\n")) {
      this.#add(0, text.length, 0, paragraphs[0]?.role ?? "body");
      return;
    }
    let from = 0;
    let note = 0;
    let paragraph = 0;
    for (let i = 0; i <= count; i++) {
      const to = offsets[i] as number;
      if (i < count && (units[to] as number) !== LINE_FEED) continue;
      while (paragraph < paragraphs.length && (paragraphs[paragraph] as Paragraph).end <= from) paragraph++;
      const own = paragraph < paragraphs.length ? (paragraphs[paragraph] as Paragraph) : null;
      this.#add(from, to, note, own !== null && own.start < to ? own.role : "body");
      from = to + 1;
      note = i + 1;
    }
    this.#markSoft();
  }

  /** A heading. */
  isWhole(line: number): boolean {
    return ((this.#flags[line] as number) & WHOLE) !== 0;
  }

  /** True where no sentence ends with the line. */
  isSoft(line: number): boolean {
    return ((this.#flags[line] as number) & SOFT) !== 0;
  }

  #add(from: number, to: number, note: number, role: Paragraph["role"]): void {
    const units = this.#units;
    let start = from;
    let end = to;
    while (start < end && isSpaceUnit(units[start] as number)) start++;
    while (end > start && isSpaceUnit(units[end - 1] as number)) end--;
    const line = this.count++;
    if (line >= this.starts.length) this.#grow();
    else if (line === 0 && this.starts.length > KEPT_LINES) this.#resize(FIRST_LINES);
    this.starts[line] = start;
    this.ends[line] = end;
    this.notes[line] = note;
    const kind = role === "heading" ? WHOLE : role === "body" && start < end ? RUNNING : 0;
    this.#flags[line] = from < to && (units[from] as number) === IDEOGRAPHIC_SPACE ? kind | INDENTED : kind;
  }

  #grow(): void {
    const { starts, ends, notes } = this;
    const flags = this.#flags;
    this.#resize(starts.length * 2);
    this.starts.set(starts);
    this.ends.set(ends);
    this.notes.set(notes);
    this.#flags.set(flags);
  }

  #resize(length: number): void {
    this.starts = new Int32Array(length);
    this.ends = new Int32Array(length);
    this.notes = new Int32Array(length);
    this.#flags = new Uint8Array(length);
  }

  #markSoft(): void {
    for (let i = 0; i < this.count; ) {
      let end = i;
      while (end < this.count && ((this.#flags[end] as number) & RUNNING) !== 0) end++;
      if (end > i + 1) this.#markGroup(i, end);
      i = Math.max(end, i + 1);
    }
  }

  /** Marks the breaks within lines[from, to), which are body text without a blank line between them. */
  #markGroup(from: number, to: number): void {
    const width = this.#wrapWidth(from, to);
    if (width > 0) this.#markWrapped(from, to, width);
    else for (let i = from; i + 1 < to; i++) if (this.#isContinued(i)) this.#flags[i] = (this.#flags[i] as number) | SOFT;
  }

  #markWrapped(from: number, to: number, width: number): void {
    const { starts, ends } = this;
    let proven = false; // a later line of the same paragraph holds a full stop: no list of headlines
    for (let i = to - 1; i >= from; i--) {
      const length = this.#length(i);
      const isFull = length >= width - WRAP_SLACK && length <= width + WRAP_SLACK;
      if (i + 1 < to && (isFull && proven && this.#length(i + 1) <= width + WRAP_SLACK ? this.#isWrapped(i) : this.#isContinued(i)))
        this.#flags[i] = (this.#flags[i] as number) | SOFT;
      proven = holdsStop(this.#units, starts[i] as number, ends[i] as number) || (proven && isFull);
    }
  }

  /** Whether a sentence may go on behind a full line of a wrapped paragraph; behind a stop the scanner decides. */
  #isWrapped(line: number): boolean {
    return ((this.#flags[line + 1] as number) & INDENTED) === 0 && !isEllipsis(this.#units[(this.ends[line] as number) - 1] as number);
  }

  /** Whether a sentence goes on behind a line, whatever the lines around it. */
  #isContinued(line: number): boolean {
    if (((this.#flags[line + 1] as number) & INDENTED) !== 0) return false;
    const last = this.#units[(this.ends[line] as number) - 1] as number;
    return (isPause(last) && last !== WIDE_COLON && last !== COLON) || this.#beginsWithin(line);
  }

  /** Whether what stands behind a line begins with a mark that begins no sentence. */
  #beginsWithin(line: number): boolean {
    const first = this.#units[this.starts[line + 1] as number] as number;
    const kind = CLASSES[first];
    return (
      (kind === TERMINAL || kind === QUOTE_CLOSE || kind === BRACKET_CLOSE || (isPause(first) && first !== COLON)) &&
      this.#length(line) >= WRAP_LEAST
    );
  }

  #length(line: number): number {
    return (this.ends[line] as number) - (this.starts[line] as number);
  }

  /** Width of the wrap of a group of lines, 0 when it does not look wrapped: half of the lines, the last aside, must be full. */
  #wrapWidth(from: number, to: number): number {
    const byMode = to - from >= MODE_LINES;
    const width = byMode ? this.#commonest(from, to) : this.#longest(from, to);
    if (width < WRAP_LEAST || width > MOST_WIDTH) return 0;
    let full = 0;
    let same = 0;
    for (let i = from; i < to; i++) {
      const length = this.#length(i);
      if (length >= width - WRAP_SLACK && length <= width + WRAP_SLACK) full++;
      if (length === width) same++;
    }
    return full * 2 < to - from - 1 || (byMode && this.#hasLongMode(from, to, same)) ? 0 : width;
  }

  #longest(from: number, to: number): number {
    let longest = 0;
    for (let i = from; i < to; i++) if (this.#length(i) > longest) longest = this.#length(i);
    return longest;
  }

  /** The commonest of the lengths that a wrap can have, of several the greatest; 0 where there is none. */
  #commonest(from: number, to: number): number {
    let width = 0;
    let most = 1;
    COUNTS.fill(0);
    for (let i = from; i < to; i++) {
      const length = this.#length(i);
      if (length < WRAP_LEAST || length > MOST_WIDTH) continue;
      const count = (COUNTS[length] as number) + 1;
      COUNTS[length] = count;
      if (count < most || (count === most && length < width)) continue;
      most = count;
      width = length;
    }
    return width;
  }

  /** Whether a length that no wrap can have occurs as often as that. */
  #hasLongMode(from: number, to: number, most: number): boolean {
    const counts = new Map<number, number>();
    for (let i = from; i < to; i++) {
      const length = this.#length(i);
      if (length <= MOST_WIDTH) continue;
      const count = (counts.get(length) ?? 0) + 1;
      if (count >= most) return true;
      counts.set(length, count);
    }
    return false;
  }
}

/** Of lines, by their length. */
const COUNTS = new Uint32Array(MOST_WIDTH + 1);

/** A 。 in a line (headlines hold ！ and ？ but no 。), or any stop or ellipsis at its end, closing marks aside. */
function holdsStop(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((units[i] as number) === FULL_STOP) return true;
  return isComplete(units, start, end);
}

function isComplete(units: Uint16Array, start: number, end: number): boolean {
  for (let i = end - 1; i >= start; i--) {
    const unit = units[i] as number;
    const kind = CLASSES[unit];
    if (kind === TERMINAL || isEllipsis(unit)) return true;
    if (kind !== QUOTE_CLOSE && kind !== BRACKET_CLOSE && kind !== STRAIGHT_QUOTE) return false;
  }
  return false;
}
