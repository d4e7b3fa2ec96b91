// The scanner: one walk over the characters of a stretch, from mark to mark.
import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  closingOf,
  DOT,
  EMOJI,
  isDigit,
  isEllipsis,
  isEmojiTail,
  isHan,
  isLatin,
  isPause,
  isSpace,
  isWord,
  LAST_STOP,
  QUOTE_CLOSE,
  QUOTE_OPEN,
  STRAIGHT_QUOTE,
  TERMINAL,
  TILDE,
} from "./classes";
import { isFullStop } from "./dots";
import { emoticonEnd } from "./emoticons";
import { classAt, classOf, reserve, SENTENCES, TEXT, unitAt } from "./memory";
import { endsBehindQuote } from "./reporting";
import { holds } from "./words";

/** Longest quotation or bracket, without its marks, that is never split inside (policy of the evaluation data). */
const SPAN_LIMIT: i32 = 60;

/** A pictograph or ~ ends a sentence that is at least this long (UTF-16 units). */
const CLAUSE_LEAST: i32 = 3;

const STRAIGHT: u32 = 0x22;
const SPACE: u32 = 0x20;
const FULL_STOP: u32 = 0x3002;
const COMMA: i16 = <i16>0xff0c;

/** Longest name that ends with `!`. */
const NAME_LIMIT: i32 = 16;

/** First unit of the running sentence that is no white space. */
let start: i32 = 0;
/** Of the stretch. */
let end: i32 = 0;
/** Place of the last opening quotation mark without a partner near by, or -1. */
let longQuote: i32 = -1;

/** The sentences, two i32 each: start and end. */
let sentences: usize = 0;
let next: usize = 0;

export function beginSentences(at: usize): void {
  sentences = at;
  next = at;
  store<usize>(SENTENCES, at);
}

export function sentenceCount(): i32 {
  return <i32>((next - sentences) >> 3);
}

/** Adds a sentence; its ends are no white space. */
export function push(from: i32, to: i32): void {
  reserve(next + 8);
  store<i32>(next, from);
  store<i32>(next, to, 4);
  next += 8;
}

/** Bits for the units at `at` and behind that may be marks: most of the others are Han characters and commas. */
// @ts-ignore
@inline
function suspectsAt(at: i32): i32 {
  const units = v128.load(TEXT + (<usize>at << 1));
  const isHan = i16x8.lt_u(i16x8.sub(units, i16x8.splat(0x4e00)), i16x8.splat(0x5200));
  const bits = 0xff ^ i16x8.bitmask(v128.or(isHan, i16x8.eq(units, i16x8.splat(COMMA))));
  return end - at < 8 ? bits & ((1 << (end - at)) - 1) : bits;
}

/** Splits a stretch without sentence-ending line breaks; its ends are no white space. */
export function scan(from: i32, to: i32): void {
  start = from;
  end = to;
  longQuote = -1;
  for (let at = from; at < to; ) {
    let behind = at + 8;
    for (let suspects = suspectsAt(at); suspects != 0; suspects &= suspects - 1) {
      const i = at + ctz(suspects);
      const kind = classAt(i);
      if (kind - 1 >= LAST_STOP) continue;
      // Most stops stand at an end, or before a Han character.
      if (kind == TERMINAL && unitAt(i) > 0x7f && (i + 1 == to || unitAt(i + 1) - 0x4e00 < 0x5200)) {
        push(start, i + 1);
        start = i + 1;
        continue;
      }
      const on = atMark(i, kind);
      if (on > i + 1) {
        behind = on;
        break;
      }
    }
    at = behind;
  }
  if (start < to) push(start, to);
}

/** Deals with the mark at `i`; returns where to go on. */
function atMark(i: i32, kind: u32): i32 {
  switch (kind) {
    case TERMINAL:
      return isInsideWord(i) ? i + 1 : atStop(i);
    case DOT:
      return isFullStop(i, start, end) ? atStop(i) : i + 1;
    case QUOTE_OPEN:
    case STRAIGHT_QUOTE:
      return atQuote(i);
    case BRACKET_OPEN:
      return atBracket(i);
    case TILDE:
      return atTilde(i);
    case EMOJI:
      return atEmoji(i);
    case COLON:
      return atColon(i);
    default:
      return i + 1;
  }
}

/**
 * `?` and `!` that are no stops: between letters or digits, as in addresses; parts of names and of code. Spaced out they are stops
 * behind a particle only (`好吗 ?`, but `使用 ? 运算符`).
 */
function isInsideWord(i: i32): bool {
  const unit = unitAt(i);
  if ((unit != 0x3f && unit != 0x21) || i == start || i + 1 >= end) return false;
  const before = unitAt(i - 1);
  if (before == SPACE) return unitAt(i + 1) == SPACE && i - 2 > start && !holds(QUESTION_PARTICLES, unitAt(i - 2));
  if (!isWord(before)) return false;
  return isWord(unitAt(i + 1)) || (unit == 0x21 && isNameWithMark(i));
}

/** One Latin word between Han with a `!`: capitalised (`订了Wow!杂志`), or spaced out like code (`调用 panic! 时`). */
function isNameWithMark(i: i32): bool {
  const after = unitAt(i + 1) == SPACE ? i + 2 : i + 1;
  if (after >= end || !isHan(unitAt(after))) return false;
  let first = i;
  while (first > start && i - first < NAME_LIMIT && (isLatin(unitAt(first - 1)) || unitAt(first - 1) == 0x5f)) first--;
  if (first <= start + 1) return false;
  const before = unitAt(first - 1);
  if (before == SPACE) return isHan(unitAt(first - 2));
  return unitAt(first) - 0x41 < 26 && isHan(before);
}

/** Behind a stop: takes what belongs to it, then ends the sentence or not. */
function atStop(i: i32): i32 {
  const tail = tailEnd(i + 1);
  if (tail >= end) return endSentence(end);
  if (isPause(unitAt(tail))) return tail;
  if (hasQuoteClose(i + 1, tail)) {
    longQuote = -1;
    if (!endsBehindQuote(-1, tail, end, start)) return tail;
  }
  return endSentence(tail);
}

function hasQuoteClose(from: i32, to: i32): bool {
  for (let i = from; i < to; i++) if (classAt(i) == QUOTE_CLOSE || classAt(i) == STRAIGHT_QUOTE) return true;
  return false;
}

/** End of the stops, closing marks, ellipses, pictographs and emoticons from `i` on. */
function tailEnd(i: i32): i32 {
  let tail = i;
  for (let at = i; at < end; ) {
    const unit = unitAt(at);
    const kind = classOf(unit);
    if (kind == TERMINAL || kind == QUOTE_CLOSE || kind == BRACKET_CLOSE || kind == TILDE) at++;
    else if (kind == DOT && !isWord(unitAt(at + 1))) at++;
    else if (kind == EMOJI) at = emojiEnd(at);
    else if (unit == STRAIGHT && (longQuote >= 0 || at + 1 >= end || isSpace(unitAt(at + 1)))) at++;
    else if (isSpace(unit) || isEllipsis(unit)) {
      at++;
      if (at < end) continue; // belongs to the sentence only when a closing mark or pictograph follows, or nothing
    } else {
      const emoticon = emoticonEnd(unit, at, end);
      if (emoticon == at) break;
      at = emoticon;
    }
    tail = at;
  }
  return tail;
}

function emojiEnd(i: i32): i32 {
  let at = i + 1;
  while (at < end && (isEmojiTail(unitAt(at)) || classAt(at) == EMOJI)) at++;
  return at;
}

function endSentence(at: i32): i32 {
  push(start, at);
  let next = at;
  while (next < end && isSpace(unitAt(next))) next++;
  start = next;
  return next;
}

function atQuote(i: i32): i32 {
  const close = closeOf(i);
  if (close == -1) {
    longQuote = unitAt(i) == STRAIGHT && longQuote >= 0 ? -1 : i;
    return i + 1;
  }
  if (!endsWithStop(i, close)) return close + 1;
  const tail = tailEnd(close + 1);
  if (tail >= end) return endSentence(end);
  return hasStop(close + 1, tail) || endsBehindQuote(i, tail, end, start) ? endSentence(tail) : tail;
}

function hasStop(from: i32, to: i32): bool {
  for (let i = from; i < to; i++) if (classAt(i) == TERMINAL) return true;
  return false;
}

/** A bracket that stands alone or closes a finished clause ends a sentence with its own stop; titles and others do not. */
function atBracket(i: i32): i32 {
  const close = closeOf(i);
  if (close == -1) return i + 1;
  if (isTitleMark(unitAt(i)) || !endsWithStop(i, close)) return close + 1;
  const tail = tailEnd(close + 1);
  if (tail >= end) return endSentence(end);
  if (hasStop(close + 1, tail)) return endSentence(tail);
  if (isPause(unitAt(tail))) return tail;
  return i == start || (unitAt(close - 1) == FULL_STOP && isClause(i)) ? endSentence(tail) : tail;
}

/** Whether what stands before the bracket at `i` is a finished clause rather than a noun: it ends with a particle, and is no mere phrase. */
function isClause(i: i32): bool {
  return i - start >= CLAUSE_BEFORE_BRACKET && holds(CLAUSE_PARTICLES, unitAt(i - 1));
}

/** Place of the closing mark for the opening one at `i`, at most {@link SPAN_LIMIT} units inside, nested marks balanced; or -1. */
function closeOf(i: i32): i32 {
  const open = unitAt(i);
  const straight = open == STRAIGHT;
  if (straight && !isStraightOpening(i)) return -1;
  const close = straight ? STRAIGHT : closingOf(open);
  const limit = min(end, i + SPAN_LIMIT + 2);
  let depth = 1;
  for (let at = i + 1; at < limit; at++) {
    const unit = unitAt(at);
    if (unit == close || (straight && unit == 0x201d) || (open == 0x201c && unit == STRAIGHT)) {
      if (--depth == 0) return at;
    } else if (unit == open) depth++;
  }
  return -1;
}

function isStraightOpening(i: i32): bool {
  if (longQuote >= 0 && unitAt(longQuote) == STRAIGHT) return false;
  const after = unitAt(i + 1);
  const kind = classOf(after);
  return i + 1 < end && !isSpace(after) && !isPause(after) && kind != TERMINAL && kind != DOT;
}

/** ~ behind a Chinese character ends a sentence; between digits, and between the ends of a range (周一~周五), it does not. */
function atTilde(i: i32): i32 {
  const tail = tailEnd(i + 1);
  if (tail >= end || i == start || !isHan(unitAt(i - 1))) return tail;
  const after = unitAt(tail);
  const isRange = (i >= 2 && unitAt(i - 2) == after) || (holds(HAN_NUMBERS, unitAt(i - 1)) && holds(HAN_NUMBERS, after));
  return isWord(after) || isPause(after) || isRange ? tail : endSentence(tail);
}

/** Pictographs between two clauses end a sentence; not those that stand for a word (behind a space) or belong to a Latin name. */
function atEmoji(i: i32): i32 {
  if ((unitAt(i) & 0xfc00) == 0xd800 && !isPictograph(unitAt(i), unitAt(i + 1))) return i + 2;
  const tail = tailEnd(emojiEnd(i));
  if (tail >= end) return end;
  let next = tail;
  while (next < end && isSpace(unitAt(next))) next++;
  const after = unitAt(next);
  const isClause = i - start >= CLAUSE_LEAST && !isSpace(unitAt(i - 1));
  return isClause && (isHan(after) || isDigit(after) || classOf(after) == QUOTE_OPEN) ? endSentence(tail) : tail;
}

/** Steps over an address. */
function atColon(i: i32): i32 {
  if (unitAt(i + 1) != 0x2f || unitAt(i + 2) != 0x2f) return i + 1;
  let at = i + 3;
  while (at < end) {
    const unit = unitAt(at);
    if (unit <= 0x20 || unit >= 0x7f || unit == STRAIGHT || unit == 0x3c) break;
    at++;
  }
  return at;
}

const HAN_NUMBERS = "一二三四五六七八九十百千万萬两兩几幾";

/** Units before a bracket that make a clause. */
const CLAUSE_BEFORE_BRACKET: i32 = 3;
const QUESTION_PARTICLES = "吗嗎呢吧么麼啊";
const CLAUSE_PARTICLES = "了吗嗎呢吧啊呀过過的着著";

function isTitleMark(unit: u32): bool {
  return unit == 0x300a || unit == 0x3008;
}

/** U+1F000 to U+1F2FF and U+1F300 to U+1FAFF. */
function isPictograph(high: u32, low: u32): bool {
  return (low & 0xfc00) == 0xdc00 && ((high - 0xd800) << 10) + (low - 0xdc00) + 0x10000 - 0x1f000 <= 0xaff;
}

/** Whether what is quoted ends with 。！？ (closing marks aside), or with a dot behind a letter. */
function endsWithStop(open: i32, close: i32): bool {
  for (let i = close - 1; i > open; i--) {
    const unit = unitAt(i);
    const kind = classOf(unit);
    if (kind == TERMINAL) return true;
    if (kind == DOT) return isWord(unitAt(i - 1)) || isHan(unitAt(i - 1));
    if (kind != QUOTE_CLOSE && kind != BRACKET_CLOSE && kind != TILDE && !isSpace(unit)) return false;
    if (unit == 0x300b || unit == 0x3009) return false; // of a title
  }
  return false;
}
