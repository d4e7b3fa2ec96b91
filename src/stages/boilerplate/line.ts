import type { Block } from "../../pipeline/document.ts";
import { isHanUnit } from "../../text/hanzi.ts";
import { foldTable } from "../../text/script.ts";
import { makeSigns, signsOf } from "./signs.ts";

/** A block as the rules read it. */
export interface Line {
  /** Place among the blocks that the stage received. */
  readonly index: number;
  readonly block: Block;
  /** The block folded to simplified, half-width characters, unit by unit, without the blanks at its ends: `folded[i]` stands at `offset + i` in the block. */
  readonly folded: string;
  readonly offset: number;
  /** Bits of {@link Holds}. */
  readonly holds: number;
  /** Bits of {@link Opens}; all where the line does not open with a Han character. */
  readonly opens: number;
}

/** What a line must hold for some patterns to be tried on it; all but the first as those patterns ask for it. */
export const Holds = {
  letterOrDigit: 1,
  caption: 2,
  imageCredit: 4,
  request: 8,
  colon: 16,
  invitation: 32,
  copyright: 64,
  stop: 128,
  page: 256,
  loading: 512,
  path: 1024,
  licence: 2048,
  licenceName: 4096,
} as const;

/** What patterns a line may match that opens with a Han character: each pattern that stands at the beginning begins with one of its own. */
export const Opens = {
  endMark: 1,
  tags: 2,
  position: 4,
  neighbours: 8,
  share: 16,
  counter: 32,
  caption: 64,
  host: 128,
  words: 256,
  courtesy: 512,
} as const;

/** The Han characters that those patterns begin with. */
const OPENINGS = makeSigns([
  [Opens.endMark, "全本正完剧终未待以纠我报打关收推举编责分字查返更点进"],
  [Opens.tags, "本文相新内热所关标主话"],
  [Opens.position, "您你当现目所的在位栏频"],
  [Opens.neighbours, "阅查点上下前后另您你展收加该此本请先登注进"],
  [Opens.share, "一欢扫微点分转收"],
  [
    Opens.counter,
    "总累全最热阅浏点访人评赞在看转收分查围回播粉关推字弹投已读跟下喜好参反支顶踩有共刚昨前本文约大预朗观时需听用中小特默打举纠我语复原放缩繁简微只倒电",
  ],
  [Opens.caption, "资视网图示效配截题封点查高大微电新手支本文以照插上部所头首附主现海全素数供摄制"],
  [Opens.host, "主承协指技网运版"],
  [Opens.words, "近往本精热推原关阅回更好文内点订转分收在赞扫长公微欢我下上二识"],
  [Opens.courtesy, "以上就是今本小我喜觉如你您大看读认"],
]);

/** ſ and the Kelvin sign are letters of ASCII to a pattern that minds no case. */
const ASCII_WORD = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_\u017f\u212a";
const IMAGE_CREDIT = "摄图照视素供绘发";
const SIGNS = makeSigns([
  [Holds.letterOrDigit, ASCII_WORD],
  [Holds.imageCredit, IMAGE_CREDIT],
  [Holds.caption, `${IMAGE_CREDIT}海截源键▲△▼↑`],
  [Holds.request, "注扫按识点戳订添入载复转藏星顶言稿取群名约享评设开阅赏购单连安费撩勾"],
  [Holds.colon, ":"],
  [Holds.invitation, "迎待请快妨"],
  [Holds.copyright, "©版rR"],
  [Holds.stop, "。"],
  [Holds.page, "页余"],
  [Holds.loading, "载取"],
  [Holds.path, ">»›→&:/|\\-"],
  [Holds.licence, "备证-"],
  [Holds.licenceName, "证增营播联备"],
]);

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
  return bytes.toString("utf16le", 0, length * 2);
}

/** For lines of usual length: making a string from a buffer costs a quarter of what it costs from an array. */
const SCRATCH = new Uint16Array(1024);
const SCRATCH_BYTES = Buffer.from(SCRATCH.buffer);

export function makeLine(block: Block, index: number): Line {
  const { text } = block;
  let start = 0;
  let end = text.length;
  while (start < end && isBlankUnit(text.charCodeAt(start))) start++;
  while (end > start && isBlankUnit(text.charCodeAt(end - 1))) end--;
  const folded = foldText(text.slice(start, Math.min(end, start + LONGEST_LINE)));
  const opens = isHanUnit(folded.charCodeAt(0)) ? signsOf(folded.charAt(0), OPENINGS) : ALL_OPENINGS;
  return { index, block, folded, offset: start, holds: signsOf(folded, SIGNS), opens };
}

const ALL_OPENINGS = -1;

/** What the author wrote where the folded text has `start` to `end`. */
export function writtenAt(line: Line, start: number, end: number): string {
  return line.block.text.slice(line.offset + start, line.offset + end).trim();
}

function isBlankUnit(unit: number): boolean {
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
  return (line.holds & Holds.stop) !== 0;
}

/** A full stop anywhere. */
export const STOP: RegExp = /[。]/u;
