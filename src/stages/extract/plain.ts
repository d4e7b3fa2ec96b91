// Plain text to blocks: lines, without the blank ones; a hard-wrapped paragraph becomes one block again.
import type { Block, Role } from "../../pipeline/document.ts";
import { isHanUnit } from "../../text/hanzi.ts";
import { rememberJoined } from "../../text/joined.ts";
import { LIST_MARKER } from "./markers.ts";
import { cellsOf, isWideUnit } from "./width.ts";

/**
 * Narrowest column that text is wrapped at, in half-width cells: 26 Chinese characters. Verse, dialogue and lists have shorter lines.
 */
const NARROWEST = 52;
const WIDEST = 200;
/** A line of Chinese text that was broken for want of room ends at most this many cells before the column (punctuation must not begin a line). */
const CHINESE_SLACK = 4;
/** Of other text: a word is longer than a character. */
const LATIN_SLACK = 12;
/** Of the lines of a hard-wrapped text, so many at least reach the column; and so many of these end in the middle of a sentence. */
const FULL_SHARE = 0.5;
const BROKEN_SHARE = 0.7;
const FEWEST_FULL = 4;

/** The blocks of a plain text. Every line comes through unchanged but for blanks at its ends; only hard-wrapped lines are joined. */
export function plainBlocks(raw: string): Block[] {
  const lines = raw.split("\n");
  const column = wrapColumn(lines);
  const blocks: Block[] = [];
  let units = lines.length - 1;
  let open = false; // the block before may go on
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const text = trimmed(line);
    units += text.length;
    if (text !== "") addLine(blocks, text, open && !isIndented(line), roleOf(text));
    open = column > 0 && text !== "" && isBroken(line, column);
  }
  if (units === raw.length) rememberLines(blocks, lines, raw);
  return blocks;
}

/** As a rule each line is a block; the last one may be empty. No line was trimmed. */
function rememberLines(blocks: readonly Block[], lines: readonly string[], raw: string): void {
  if (blocks.length === lines.length) rememberJoined(blocks, raw);
  else if (blocks.length === lines.length - 1 && lines.at(-1) === "") rememberJoined(blocks, raw.slice(0, -1));
}

/** `line.trim()`, asked only where there may be something to trim. */
function trimmed(line: string): string {
  return isInk(line.charCodeAt(0)) && isInk(line.charCodeAt(line.length - 1)) ? line : line.trim();
}

/** Surely no blank; few others stand at the ends of Chinese lines. */
function isInk(unit: number): boolean {
  return unit > 0x3000 && unit < 0xfeff;
}

/** Joins the lines of pages that were wrapped at a column and have an element for each line. The same list when they were not. */
export function unwrapBlocks(blocks: readonly Block[]): readonly Block[] {
  if (blocks.length < FEWEST_FULL) return blocks;
  const column = wrapColumn(blocks.map((block) => block.text));
  if (column === 0) return blocks;
  const joined: Block[] = [];
  let open = false;
  for (const { text, role } of blocks) {
    addLine(joined, text, open && role === "body", role);
    open = role === "body" && isBroken(text, column);
  }
  return joined;
}

function addLine(blocks: Block[], text: string, continues: boolean, role: Role): void {
  const last = blocks.at(-1);
  if (continues && last !== undefined && !LIST_MARKER.test(text))
    blocks[blocks.length - 1] = { text: joinLines(last.text, text), role: last.role };
  else blocks.push({ text, role });
}

/** A line that begins with a marker is an item; nothing else is told from the text alone. */
function roleOf(text: string): Role {
  return !isHanUnit(text.charCodeAt(0)) && LIST_MARKER.test(text) ? "list-item" : "body";
}

/** The column that the text is wrapped at, in cells; 0 when it is not. */
function wrapColumn(lines: readonly string[]): number {
  if (lines.length < FEWEST_FULL || widthOf(longestOf(lines)) > WIDEST) return 0;
  let longest = 0;
  let count = 0;
  const widths: number[] = [];
  for (const line of lines) {
    const width = widthOf(line);
    if (width > WIDEST) return 0;
    widths.push(width);
    if (width > 0) count++;
    if (width > longest) longest = width;
  }
  if (longest < NARROWEST || count < FEWEST_FULL) return 0;
  let full = 0;
  let broken = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i] as string;
    if ((widths[i] as number) < longest - slackOf(line)) continue;
    full++;
    if ((widths[i + 1] as number) > 0 && !ENDS.test(line.trimEnd())) broken++;
  }
  return full >= FEWEST_FULL && full >= FULL_SHARE * count && broken >= BROKEN_SHARE * full ? longest : 0;
}

/** In cells; more than `WIDEST` stand for all that is longer. */
function widthOf(line: string): number {
  return line.length > WIDEST ? WIDEST + 1 : cellsOf(line.trimEnd());
}

/** By units: most texts have one that is too long for a column, and the others need no measuring. */
function longestOf(lines: readonly string[]): string {
  let longest = "";
  for (let i = 0; i < lines.length; i++) if ((lines[i] as string).length > longest.length) longest = lines[i] as string;
  return longest;
}

/** Ends of sentences and of speech; a wrapped line may end so by chance, and is then not joined. */
const ENDS = /[。！？…；：.!?:;”’」』）)]$/u;

function isBroken(line: string, column: number): boolean {
  const text = line.trimEnd();
  return !ENDS.test(text) && cellsOf(text) >= column - slackOf(text);
}

function slackOf(line: string): number {
  const unit = line.trimEnd().charCodeAt(line.trimEnd().length - 1);
  return isWideUnit(unit) ? CHINESE_SLACK : LATIN_SLACK;
}

function isIndented(line: string): boolean {
  const first = line.charCodeAt(0);
  return first === 0x3000 || first === 0x20 || first === 0x09 || first === 0xa0;
}

function joinLines(before: string, after: string): string {
  return isWideUnit(before.charCodeAt(before.length - 1)) || isWideUnit(after.charCodeAt(0)) ? before + after : `${before} ${after}`;
}
