import { isAsciiDigit } from "../../text/hanzi.ts";
import { KIND, Kind } from "../../text/kinds.ts";
import { isChineseAt, isChineseKind } from "./context.ts";
import { BLANKS, type Draft, Rule } from "./draft.ts";

/** What a space between a heading's number and its text is told by. */
const HEADING_LENGTH = 30; // UTF-16 units, as in `isHeading`
const UNITS = "年月日时分秒点个名人位次天周岁元万亿千百米克斤吨家倍种条件号级层届期场部张台代集度成多余几至到";
const PERCENT = "%‰°℃";
const CURRENCY = "$¥€£￥";

/** A block as a draft has it, or as it came. */
export interface Line {
  readonly length: number;
  readonly unit: (place: number) => number;
  readonly kind: (place: number) => number;
  /** The first blank from `from` on; `length` when there is none. */
  readonly nextBlank: (from: number) => number;
  /** The nearest place that is no blank; -1 or `length` when there is none. */
  readonly visibleBefore: (place: number) => number;
  readonly visibleAfter: (place: number) => number;
}

/**
 * No space between Han and Latin or digits, none beside full-width marks. Kept: after the number of a heading (`01 …`), where spaces part columns or labels
 * (no sentence mark in the block, and two Han characters or two numbers also stand apart), before signs such as + > @ #.
 *
 * @param keepsSeparators in a title that is otherwise tight, a space between Han and Latin parts its clauses and stays
 */
export function tightenSpaces(draft: Draft, keepsSeparators: boolean): void {
  let keepsJoints: boolean | null = null;
  for (let start = draft.nextBlank(0); start < draft.length; ) {
    const end = draft.find(start, ~BLANKS);
    const left = draft.before(start);
    if (left >= 0 && end < draft.length) {
      let isSpare = isMarkGap(draft, left, end);
      if (!isSpare && isJoint(draft.unit(left), draft.unit(end))) {
        keepsJoints ??= looksLikeTable(draft) || (keepsSeparators && hasTightJoint(draft));
        isSpare = !keepsJoints && !isHeadingNumber(draft, left, end);
      }
      if (isSpare) for (let blank = start; blank < end; blank++) draft.remove(blank, Rule.hanLatinSpacing);
    }
    start = draft.nextBlank(end);
  }
}

/** A space beside a mark of Chinese punctuation. The dash and the ellipsis, “ ” and ‘ ’ are such marks where Chinese stands on either side of them. */
function isMarkGap(draft: Draft, left: number, right: number): boolean {
  return isWideMark(draft, left, right, -1) || isWideMark(draft, right, left, 1);
}

function isWideMark(draft: Draft, mark: number, other: number, step: 1 | -1): boolean {
  const kind = draft.kind(mark);
  if (kind === Kind.wide || kind === Kind.fullMark) return true;
  if (kind !== Kind.sharedMark) return false;
  return isChineseKind(draft.kind(other)) || isChineseAt(draft, mark, step);
}

/** Han on one side, a letter, digit or sign that belongs to one on the other. */
export function isJoint(left: number, right: number): boolean {
  if (KIND[left] === Kind.han) return isLatin(right) || CURRENCY.includes(String.fromCharCode(right));
  if (KIND[right] !== Kind.han) return false;
  return isLatin(left) || PERCENT.includes(String.fromCharCode(left));
}

/** ASCII letters and digits; Latin, Greek and Cyrillic letters beyond. */
function isLatin(unit: number): boolean {
  return KIND[unit] === Kind.alnum || (unit >= 0xc0 && unit <= 0x52f && unit !== 0xd7 && unit !== 0xf7);
}

/** `01 …` at the start or behind a sentence; any number before the text of a short line that is no sentence, unless a unit follows (`2 月`). */
export function isHeadingNumber(line: Line, left: number, right: number): boolean {
  let start = left;
  while (start >= 0 && (isAsciiDigit(line.unit(start)) || line.kind(start) === Kind.fullStop)) start--;
  if (start === left || line.kind(right) !== Kind.han) return false;
  const isTwoDigits = left - start === 2 && line.unit(start + 1) === 0x30;
  if (isTwoDigits && (start < 0 || "。！？”".includes(String.fromCharCode(line.unit(start))))) return true;
  return start < 0 && line.length <= HEADING_LENGTH && !UNITS.includes(String.fromCharCode(line.unit(right))) && !hasSentenceMark(line);
}

function hasSentenceMark(line: Line): boolean {
  for (let i = 0; i < line.length; i++) {
    const kind = line.kind(i);
    if (kind === Kind.fullMark || kind === Kind.halfMark || line.unit(i) === 0x3002 || line.unit(i) === 0x3001) return true;
  }
  return false;
}

/** No sentence mark, and a space between two Han characters or two numbers: columns or labels. */
export function looksLikeTable(line: Line): boolean {
  let apart = false;
  for (let i = line.nextBlank(1); i < line.length - 1 && !apart; i = line.nextBlank(i + 1)) {
    const left = line.visibleBefore(i);
    const right = line.visibleAfter(i);
    const isHan = line.kind(left) === Kind.han && line.kind(right) === Kind.han;
    apart = isHan || (isAsciiDigit(line.unit(left)) && isAsciiDigit(line.unit(right)));
    i = right - 1;
  }
  return apart && !hasSentenceMark(line);
}

/** Whether Han and Latin touch anywhere in the block. */
function hasTightJoint(draft: Draft): boolean {
  for (let i = 1; i < draft.length; i++) {
    const left = draft.kind(i - 1);
    const right = draft.kind(i);
    if ((left === Kind.han && right === Kind.alnum) || (left === Kind.alnum && right === Kind.han)) return true;
  }
  return false;
}
