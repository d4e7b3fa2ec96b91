// Width of marks, and dots in names.
import { isChineseAt } from "./context";
import {
  after,
  ALNUM,
  APOSTROPHE,
  before,
  DOT,
  find,
  FULL_STOP,
  HALF_MARK,
  HALF_WIDTH_PUNCTUATION,
  HAN,
  isDigit,
  isGone,
  isLetter,
  kindAt,
  length,
  NAME,
  NAME_DOT,
  OTHER,
  QUOTE,
  replace,
  traitsAt,
  unitAt,
  visibleAfter,
  visibleBefore,
} from "./memory";

const FULL_WIDTH_OFFSET: u32 = 0xfee0;
const COMMA: u32 = 0x2c;
const COLON: u32 = 0x3a;
const OPEN: u32 = 0x28;
const CLOSE: u32 = 0x29;
const FULL_OPEN: u32 = 0xff08;
const FULL_CLOSE: u32 = 0xff09;
const IDEOGRAPHIC_STOP: u32 = 0x3002;
const MIDDLE_DOT: u32 = 0xb7;

/** How many letters or digits next to an unblanked comma make it one of Chinese prose: `Hudson,Ohio`, `2007,2008`; below that it is a formula or a number. */
const LONG_WORD: i32 = 2;
const LONG_NUMBER: i32 = 4;

/**
 * Half-width , ! ? : ; ( ) of Chinese text to full-width. Kept: inside Latin phrases, numbers, times, ratios, addresses, calls of functions, file names.
 *
 * @param hasStops whether 。 stands anywhere in the document: when it does not, a full stop after Han ends a Chinese sentence
 * @param room four bytes for each unit
 */
export function widenMarks(hasStops: bool, room: usize): void {
  widenBrackets(room);
  for (let i = 0; i < length; i++) {
    const kind = kindAt(i);
    if (isGone(i)) continue;
    if (kind == FULL_STOP && !hasStops && isSentenceStop(i)) replace(i, IDEOGRAPHIC_STOP, HALF_WIDTH_PUNCTUATION);
    const unit = unitAt(i);
    if (kind != HALF_MARK || unit == OPEN || unit == CLOSE) continue;
    if (isChineseMark(i, unit)) replace(i, unit + FULL_WIDTH_OFFSET, HALF_WIDTH_PUNCTUATION);
  }
}

function isChineseMark(i: i32, unit: u32): bool {
  const next = after(i);
  if (isEmoticon(unit, next)) return false;
  const left = visibleBefore(i);
  if (isChineseAt(left, -1)) return !isAddress(unit, next);
  if (left < 0 || kindAt(left) == OTHER) return left >= 0 && isBeforeChinese(i) && unitAt(left) != unit;
  if (isBeforeChinese(i)) return true;
  return unit == COMMA && isBetweenLongWords(before(i), next);
}

/** `网址://`, `文件:\` */
function isAddress(unit: u32, next: i32): bool {
  return unit == COLON && (unitAt(next) == 0x2f || unitAt(next) == 0x5c);
}

/** :) :-) ;) */
function isEmoticon(unit: u32, next: i32): bool {
  if (unit != COLON && unit != 0x3b) return false;
  const mark = unitAt(next);
  return mark == CLOSE || (mark == 0x2d && unitAt(after(next)) == CLOSE);
}

/** Chinese follows, a blank may stand between, or nothing does: the mark ends the text. */
function isBeforeChinese(i: i32): bool {
  const right = visibleAfter(i);
  return right >= length || isChineseAt(right, 1);
}

/** An unblanked comma: English prose and data with blanks never write it so. */
function isBetweenLongWords(left: i32, right: i32): bool {
  const least = isDigit(unitAt(left)) && isDigit(unitAt(right)) ? LONG_NUMBER : LONG_WORD;
  return runLength(left, -1) >= least && runLength(right, 1) >= least;
}

/** Letters or digits in a row from a place on, up to LONG_NUMBER. */
function runLength(start: i32, step: i32): i32 {
  const isNumber = isDigit(unitAt(start));
  let count = 0;
  for (let i = start; i >= 0 && i < length && count < LONG_NUMBER; i += step) {
    const unit = unitAt(i);
    if (isNumber ? !isDigit(unit) : !isLetter(unit)) break;
    count++;
  }
  return count;
}

/** A full stop after Han at the end of the text, or before Han, a quotation mark or a blank and Han. Names (`name-dot`) went before. */
function isSentenceStop(i: i32): bool {
  if (kindAt(before(i)) != HAN) return false;
  const next = after(i);
  return next >= length || (kindAt(next) != ALNUM && isChineseAt(visibleAfter(i), 1));
}

/** Brackets in pairs, the width of each half counted: （AI) becomes full-width, too. */
function widenBrackets(room: usize): void {
  let top = room; // places of those that are open
  for (let i = 0; i < length; i++) {
    const unit = unitAt(i);
    if (unit == OPEN || unit == FULL_OPEN) {
      store<i32>(top, i);
      top += 4;
    } else if (unit == CLOSE || unit == FULL_CLOSE) {
      if (top == room) {
        widenLone(i);
        continue;
      }
      top -= 4;
      const start = load<i32>(top);
      if (unitAt(start) == FULL_OPEN || unit == FULL_CLOSE || isChinesePair(start, i)) {
        replace(start, FULL_OPEN, HALF_WIDTH_PUNCTUATION);
        replace(i, FULL_CLOSE, HALF_WIDTH_PUNCTUATION);
      }
    }
  }
  for (let at = room; at < top; at += 4) widenLone(load<i32>(at));
}

/** A bracket without its partner: `a)` and `:(` stay. */
function widenLone(i: i32): void {
  if (kindAt(i) != HALF_MARK) return;
  if (isChineseAt(before(i), -1)) replace(i, unitAt(i) + FULL_WIDTH_OFFSET, HALF_WIDTH_PUNCTUATION);
}

function isChinesePair(start: i32, end: i32): bool {
  const left = visibleBefore(start);
  const next = after(end);
  if (kindAt(next) == FULL_STOP && kindAt(after(next)) == ALNUM) return false; // file(1).txt
  if (isChineseAt(left, -1)) return true;
  const inner = kindAt(after(start));
  const isCall = before(start) == left && left >= 0 && kindAt(left) == ALNUM; // f(x)
  if (holdsHan(start + 1, end)) return !(isCall && (inner == QUOTE || inner == APOSTROPHE));
  if (!isBeforeChinese(end)) return false;
  return !isCall || end - start > 4;
}

/** Whether Han stands anywhere from one place up to another. */
export function holdsHan(start: i32, end: i32): bool {
  for (let i = start; i < end; i++) if (kindAt(i) == HAN) return true;
  return false;
}

export const ANY_DOTS: u32 = (1 << FULL_STOP) | (1 << DOT);

/**
 * `·` for the other dots in foreign names: 约翰.史密斯, 约翰•史密斯. The two characters on either side must be ones that write foreign names:
 * a full stop between two sentences is left, and so is a name with a rare character.
 */
export function mendNameDots(): void {
  for (let i = find(1, ANY_DOTS); i < length - 1; i = find(i + 1, ANY_DOTS)) {
    const isSpaced = kindAt(i) == DOT; // 约翰 • 史密斯, but a full stop with a blank ends a sentence
    const left = isSpaced ? visibleBefore(i) : before(i);
    const right = isSpaced ? visibleAfter(i) : after(i);
    if (isNamePart(left, -1) && isNamePart(right, 1)) replace(i, MIDDLE_DOT, NAME_DOT);
  }
}

function isNamePart(place: i32, step: i32): bool {
  if ((traitsAt(place) & NAME) == 0) return false;
  const next = place + step;
  return kindAt(next) != HAN || (traitsAt(next) & NAME) != 0;
}
