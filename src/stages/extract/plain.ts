// Plain text to blocks: lines, without the blank ones; a hard-wrapped paragraph becomes one block again.
import type { Block, Role } from "../../pipeline/document.ts";
import { rememberJoined } from "../../text/joined.ts";
import { BROKEN, INDENTED, isBroken, LINE, type Lines, MAY_BE_ITEM, readLines, readText } from "./lines.ts";
import { LIST_MARKER } from "./markers.ts";
import { isWideUnit } from "./width.ts";

/** Texts with a longer line (UTF-16 units), or of fewer lines, are not wrapped at a column: the bounds of kernel/lines.as. */
const WIDEST = 200;
const FEWEST_LINES = 4;

/** The blocks of a plain text. Every line comes through unchanged but for blanks at its ends; only hard-wrapped lines are joined. */
export function plainBlocks(raw: string, lines: Lines = readText(raw)): Block[] {
  const { numbers, count } = lines;
  const blocks: Block[] = [];
  let units = count - 1;
  let before = "";
  let flagsBefore = 0;
  for (let i = 0, at = lines.first; i < count; i++, at += LINE.size) {
    const start = numbers[at + LINE.start] as number;
    const end = numbers[at + LINE.end] as number;
    const flags = numbers[at + LINE.flags] as number;
    if (start < end) {
      const text = raw.slice(start, end);
      const role: Role = (flags & MAY_BE_ITEM) !== 0 && LIST_MARKER.test(text) ? "list-item" : "body";
      units += end - start;
      if ((flagsBefore & BROKEN) !== 0 && (flags & INDENTED) === 0) addLine(blocks, before, text, role);
      else blocks.push({ text, role });
      before = text;
    }
    flagsBefore = flags;
  }
  if (units === raw.length) rememberLines(blocks, count, raw);
  return blocks;
}

/** As a rule each line is a block; the last one may be empty. No line was trimmed. */
function rememberLines(blocks: readonly Block[], lineCount: number, raw: string): void {
  if (blocks.length === lineCount) rememberJoined(blocks, raw);
  else if (blocks.length === lineCount - 1 && raw.endsWith("\n")) rememberJoined(blocks, raw.slice(0, -1));
}

/** Joins the lines of pages that were wrapped at a column and have an element for each line. The same list when they were not. */
export function unwrapBlocks(blocks: readonly Block[]): readonly Block[] {
  if (blocks.length < FEWEST_LINES || blocks.some(({ text }) => text.length > WIDEST)) return blocks;
  const lines = readLines(blocks.map(({ text }) => text));
  const joined: Block[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const { text, role } = blocks[i] as Block;
    const before = i > 0 && isBroken(lines, i - 1) ? (blocks[i - 1] as Block) : null;
    if (role === "body" && before?.role === "body") addLine(joined, before.text, text, role);
    else joined.push({ text, role });
  }
  return joined.length < blocks.length ? joined : blocks;
}

/** Adds a line behind one that goes on. */
function addLine(blocks: Block[], before: string, text: string, role: Role): void {
  const last = blocks.at(-1);
  if (last === undefined || LIST_MARKER.test(text)) blocks.push({ text, role });
  else blocks[blocks.length - 1] = { text: last.text + gap(before, text) + text, role: last.role };
}

/** What stands between two lines that are joined. Of the first one only the last line is looked at: V8 would copy what was joined to it. */
function gap(before: string, after: string): string {
  return isWideUnit(before.charCodeAt(before.length - 1)) || isWideUnit(after.charCodeAt(0)) ? "" : " ";
}
