import { isAsciiDigit, isAsciiLetter } from "../../text/hanzi.ts";
import { Kind } from "../../text/kinds.ts";
import { isChineseAt } from "./context.ts";
import { type Draft, Rule } from "./draft.ts";

const FULL_WIDTH_OFFSET = 0xfee0;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x28;
const CLOSE = 0x29;
const FULL_OPEN = 0xff08;
const FULL_CLOSE = 0xff09;
const IDEOGRAPHIC_STOP = 0x3002;

/** How many letters or digits next to an unblanked comma make it one of Chinese prose: `Hudson,Ohio`, `2007,2008`; below that it is a formula or a number. */
const LONG_WORD = 2;
const LONG_NUMBER = 4;

/**
 * Half-width , ! ? : ; ( ) of Chinese text to full-width. Kept: inside Latin phrases, numbers, times, ratios, addresses, calls of functions, file names.
 *
 * @param hasStops whether 。 stands anywhere in the document: when it does not, a full stop after Han ends a Chinese sentence
 */
export function widenMarks(draft: Draft, hasStops: boolean): void {
  widenBrackets(draft);
  for (let i = 0; i < draft.length; i++) {
    const kind = draft.kind(i);
    if (draft.isGone(i)) continue;
    if (kind === Kind.fullStop && !hasStops && isSentenceStop(draft, i)) draft.replace(i, IDEOGRAPHIC_STOP, Rule.halfWidthPunctuation);
    const unit = draft.unit(i);
    if (kind !== Kind.halfMark || unit === OPEN || unit === CLOSE) continue;
    if (isChineseMark(draft, i, unit)) draft.replace(i, unit + FULL_WIDTH_OFFSET, Rule.halfWidthPunctuation);
  }
}

function isChineseMark(draft: Draft, i: number, unit: number): boolean {
  const next = draft.after(i);
  if (isEmoticon(draft, unit, next)) return false;
  const left = draft.visibleBefore(i);
  if (isChineseAt(draft, left, -1)) return !isAddress(draft, unit, next);
  if (left < 0 || draft.kind(left) === Kind.other) return left >= 0 && isBeforeChinese(draft, i) && draft.unit(left) !== unit;
  if (isBeforeChinese(draft, i)) return true;
  return unit === COMMA && isBetweenLongWords(draft, draft.before(i), next);
}

/** `网址://`, `文件:\` */
function isAddress(draft: Draft, unit: number, next: number): boolean {
  return unit === COLON && (draft.unit(next) === 0x2f || draft.unit(next) === 0x5c);
}

/** :) :-) ;) */
function isEmoticon(draft: Draft, unit: number, next: number): boolean {
  if (unit !== COLON && unit !== 0x3b) return false;
  const mark = draft.unit(next);
  return mark === CLOSE || (mark === 0x2d && draft.unit(draft.after(next)) === CLOSE);
}

/** Chinese follows, a blank may stand between, or nothing does: the mark ends the block. */
function isBeforeChinese(draft: Draft, i: number): boolean {
  const right = draft.visibleAfter(i);
  return right >= draft.length || isChineseAt(draft, right, 1);
}

/** An unblanked comma: English prose and data with blanks never write it so. */
function isBetweenLongWords(draft: Draft, left: number, right: number): boolean {
  const before = runLength(draft, left, -1);
  const after = runLength(draft, right, 1);
  const isNumber = isAsciiDigit(draft.unit(left)) && isAsciiDigit(draft.unit(right));
  const least = isNumber ? LONG_NUMBER : LONG_WORD;
  return before >= least && after >= least;
}

/** Letters or digits in a row from a place on, up to LONG_NUMBER. */
function runLength(draft: Draft, start: number, step: 1 | -1): number {
  const isDigit = isAsciiDigit(draft.unit(start));
  let length = 0;
  for (let i = start; i >= 0 && i < draft.length && length < LONG_NUMBER; i += step) {
    const unit = draft.unit(i);
    if (isDigit ? !isAsciiDigit(unit) : !isAsciiLetter(unit)) break;
    length++;
  }
  return length;
}

/** A full stop after Han at the end of the block, or before Han, a quotation mark or a blank and Han. Names (`name-dot`) went before. */
function isSentenceStop(draft: Draft, i: number): boolean {
  if (draft.kind(draft.before(i)) !== Kind.han) return false;
  const next = draft.after(i);
  return next >= draft.length || (draft.kind(next) !== Kind.alnum && isChineseAt(draft, draft.visibleAfter(i), 1));
}

/** Brackets in pairs, the width of each half counted: （AI) becomes full-width, too. */
function widenBrackets(draft: Draft): void {
  const open: number[] = [];
  for (let i = 0; i < draft.length; i++) {
    const unit = draft.unit(i);
    if (unit === OPEN || unit === FULL_OPEN) open.push(i);
    else if (unit === CLOSE || unit === FULL_CLOSE) {
      const start = open.pop();
      if (start === undefined) widenLone(draft, i);
      else if (draft.unit(start) === FULL_OPEN || unit === FULL_CLOSE || isChinesePair(draft, start, i)) {
        draft.replace(start, FULL_OPEN, Rule.halfWidthPunctuation);
        draft.replace(i, FULL_CLOSE, Rule.halfWidthPunctuation);
      }
    }
  }
  for (const start of open) widenLone(draft, start);
}

/** A bracket without its partner: `a)` and `:(` stay. */
function widenLone(draft: Draft, i: number): void {
  if (draft.kind(i) !== Kind.halfMark) return;
  const left = draft.before(i);
  if (isChineseAt(draft, left, -1)) draft.replace(i, draft.unit(i) + FULL_WIDTH_OFFSET, Rule.halfWidthPunctuation);
}

function isChinesePair(draft: Draft, start: number, end: number): boolean {
  const left = draft.visibleBefore(start);
  const after = draft.after(end);
  if (draft.kind(after) === Kind.fullStop && draft.kind(draft.after(after)) === Kind.alnum) return false; // file(1).txt
  if (isChineseAt(draft, left, -1)) return true;
  const first = draft.after(start);
  const isCall = draft.before(start) === left && left >= 0 && draft.kind(left) === Kind.alnum; // f(x)
  if (holdsHan(draft, start, end)) return !(isCall && (draft.kind(first) === Kind.quote || draft.kind(first) === Kind.apostrophe));
  if (!isBeforeChinese(draft, end)) return false;
  return !isCall || end - start > 4;
}

function holdsHan(draft: Draft, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (draft.kind(i) === Kind.han) return true;
  return false;
}
