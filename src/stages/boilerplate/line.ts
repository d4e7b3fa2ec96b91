import type { Block } from "../../pipeline/document.ts";
import { foldTable } from "../../text/script.ts";
import { readUnits } from "../../text/utf16.ts";
import type { NeedGroup } from "./need-table.ts";

/** A block as the rules read it. */
export interface Line {
  /** Place among the blocks that the stage received. */
  readonly index: number;
  readonly block: Block;
  /** The block folded to simplified, half-width characters, unit by unit, without the blanks at its ends: `folded[i]` stands at `offset + i` in the block. */
  readonly folded: string;
  readonly offset: number;
  /** Bits of {@link Need}. */
  readonly needs: number;
  /** Bits of `End`; for credits. */
  readonly ends: number;
}

/** Groups of patterns, as bits: those of which one could match a line stand in its `needs`. The patterns are listed where their rules are. */
export const Need = {
  endMark: 1,
  tags: 2,
  licence: 4,
  licenceName: 8,
  copyright: 16,
  host: 32,
  url: 64,
  feed: 128,
  captionLabel: 256,
  captionCredit: 512,
  captionPointer: 1024,
  strongLabel: 2048,
  weakLabel: 4096,
  claim: 8192,
  self: 16384,
  notice: 32768,
  wrapper: 65536,
  fixed: 131072,
  wordsOnly: 262144,
  courtesy: 524288,
  reader: 1048576,
  invitation: 2097152,
  asked: 4194304,
  neighbours: 8388608,
  pages: 16777216,
  path: 33554432,
  share: 67108864,
  counter: 134217728,
  quotation: 268435456,
  stop: 536870912,
  contact: 1073741824,
  related: -2147483648,
} as const;

/** Marks that every line may be asked for. */
export const MARK_NEEDS: readonly NeedGroup[] = [
  [Need.quotation, [/“/u]],
  [Need.stop, [/。/u]],
];

/** Facts that a removed line tells about the document. */
export interface Facts {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly published?: string;
  readonly source?: string;
  readonly url?: string;
  readonly editors?: readonly string[];
  readonly tags?: readonly string[];
}

/** What a family of rules says of a line. */
export interface Finding {
  /** Rule id: the family. */
  readonly rule: string;
  /** Goes wherever it stands; otherwise only before the second or after the last line of prose. */
  readonly sure: boolean;
  readonly facts?: Facts;
}

/** Longer lines are read at their two ends only; in UTF-16 units. */
export const LONGEST_LINE = 400;

const IDEOGRAPHIC_SPACE = 0x3000;

/** Folds traditional to simplified and full-width to half-width, unit by unit, so that offsets stay. Blanks of every sort become U+0020. */
export function foldText(text: string): string {
  const table = foldTable();
  const { length } = text;
  const units = length <= SCRATCH.length ? SCRATCH : new Uint16Array(length);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xff01 && unit <= 0xff5e) units[i] = unit - 0xfee0;
    else if (unit === IDEOGRAPHIC_SPACE || unit === 0xa0 || unit === 0x09) units[i] = 0x20;
    else units[i] = table[unit] as number;
  }
  const bytes = units === SCRATCH ? SCRATCH_BYTES : Buffer.from(units.buffer);
  return readUnits(bytes, 0, length * 2);
}

/** For lines of usual length: making a string from a buffer costs a quarter of what it costs from an array. */
const SCRATCH = new Uint16Array(1024);
const SCRATCH_BYTES = Buffer.from(SCRATCH.buffer);

export function makeLine(block: Block, index: number, needs: number, ends: number): Line {
  const { text } = block;
  let start = 0;
  let end = text.length;
  while (start < end && isBlankUnit(text.charCodeAt(start))) start++;
  while (end > start && isBlankUnit(text.charCodeAt(end - 1))) end--;
  const folded = foldText(text.slice(start, Math.min(end, start + LONGEST_LINE)));
  return { index, block, folded, offset: start, needs, ends };
}

/** Han characters of the first block: letters all, which no change of case makes or takes. */
export const FIRST_HAN = 0x4e00;
export const LAST_HAN = 0x9fa5;

/** What the author wrote where the folded text has `start` to `end`. */
export function writtenAt(line: Line, start: number, end: number): string {
  return line.block.text.slice(line.offset + start, line.offset + end).trim();
}

/** What does not count at the ends of a line. */
export function isBlankUnit(unit: number): boolean {
  return unit === 0x20 || unit === 0xa0 || unit === IDEOGRAPHIC_SPACE || unit === 0x09 || unit === 0x0d || unit === 0xfeff;
}

/** In lower case. Only what is not Chinese is asked: Node asks a library for every string that is not Latin-1. */
export function lowerCase(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x2e80 ? unit >= 0x80 || (unit >= 0x41 && unit <= 0x5a) : unit > 0x9fff) return text.toLowerCase();
  }
  return text;
}

/** Marks that end a sentence, closing marks behind them included; on folded text. */
export const SENTENCE_END: RegExp = /[。!?…][”’"')」』】~]{0,3}$/u;
/** A full stop anywhere in the line. */
export function hasStop(line: Line): boolean {
  return (line.needs & Need.stop) !== 0;
}

/** A full stop anywhere. */
export const STOP: RegExp = /[。]/u;
