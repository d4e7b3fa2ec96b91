// The scanner: one walk over the characters of a stretch, from mark to mark.
import type { Span } from "../../text/edits.ts";
import { isAsciiDigit, isAsciiLetter, isHanUnit, isSpaceUnit } from "../../text/hanzi.ts";
import type { Notes } from "../../text/notes.ts";
import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  CLASSES,
  COLON,
  closingOf,
  DOT,
  EMOJI,
  isEllipsis,
  isEmojiTail,
  isPause,
  QUOTE_CLOSE,
  QUOTE_OPEN,
  STRAIGHT_QUOTE,
  TERMINAL,
  TILDE,
} from "./classes.ts";
import { isFullStop } from "./dots.ts";
import { endsBehindQuote } from "./reporting.ts";

/** Longest quotation or bracket, without its marks, that is never split inside (policy of the evaluation data). */
const SPAN_LIMIT = 60;

/** A pictograph or ~ ends a sentence that is at least this long (UTF-16 units). */
const CLAUSE_LEAST = 3;

const STRAIGHT = 0x22;
const SPACE = 0x20;
const FULL_STOP = 0x3002;

/** Longest name that ends with `!`. */
const NAME_LIMIT = 16;

/**
 * Splits one text after the other; the scanner holds where it is. One scanner should live on: were none alive at a garbage
 * collection, V8 would forget its hidden class and the compiled code that knows it.
 */
export class SentenceScanner {
  #text = "";
  /** The text, and a 0 behind it. */
  #units: Uint16Array = new Uint16Array(1);
  #offsets: Int32Array = new Int32Array(1);
  #sentences: Span[] = [];
  /** First unit of the running sentence that is no white space. */
  #start = 0;
  #end = 0;
  /** Place of the last opening quotation mark without a partner near by, or -1. */
  #longQuote = -1;

  /** Begins a text, of which the units of class `NOTED` are known. */
  begin(text: string, { units, offsets }: Notes): void {
    this.#text = text;
    this.#units = units;
    this.#offsets = offsets;
    this.#sentences = [];
  }

  /** Ends the text and gives its sentences, in order. */
  finish(): readonly Span[] {
    const sentences = this.#sentences;
    this.#text = "";
    this.#sentences = [];
    return sentences;
  }

  /** Adds a stretch as one sentence; its ends are no white space. */
  addWhole(start: number, end: number): void {
    this.#sentences.push({ start, end });
  }

  /**
   * Splits a stretch without sentence-ending line breaks; its ends are no white space.
   *
   * @param note index of a note that is the first in it, or before it
   */
  scan(start: number, end: number, note: number): void {
    const units = this.#units;
    const offsets = this.#offsets;
    this.#start = start;
    this.#end = end;
    this.#longQuote = -1;
    let next = start;
    for (let k = note; ; k++) {
      const i = offsets[k] as number;
      if (i >= end) break;
      if (i < next) continue;
      const kind = CLASSES[units[i] as number] as number;
      // Most stops stand at an end, or before a Han character.
      if (kind === TERMINAL && (units[i] as number) > 0x7f && (i + 1 === end || isCommonHan(units[i + 1] as number))) {
        this.#sentences.push({ start: this.#start, end: i + 1 });
        next = i + 1;
        this.#start = next;
      } else next = this.#atMark(i, kind);
    }
    if (this.#start < end) this.#sentences.push({ start: this.#start, end });
  }

  /** Deals with the mark at `i`; returns where to go on. */
  #atMark(i: number, kind: number): number {
    switch (kind) {
      case TERMINAL:
        return this.#isInsideWord(i) ? i + 1 : this.#atStop(i);
      case DOT:
        return isFullStop(this.#text, i, this.#start, this.#end) ? this.#atStop(i) : i + 1;
      case QUOTE_OPEN:
      case STRAIGHT_QUOTE:
        return this.#atQuote(i);
      case BRACKET_OPEN:
        return this.#atBracket(i);
      case TILDE:
        return this.#atTilde(i);
      case EMOJI:
        return this.#atEmoji(i);
      case COLON:
        return this.#atColon(i);
      default:
        return i + 1;
    }
  }

  /**
   * `?` and `!` that are no stops: between letters or digits, as in addresses; parts of names and of code. Spaced out they are stops
   * behind a particle only (`好吗 ?`, but `使用 ? 运算符`).
   */
  #isInsideWord(i: number): boolean {
    const units = this.#units;
    const unit = units[i] as number;
    if ((unit !== 0x3f && unit !== 0x21) || i === this.#start || i + 1 >= this.#end) return false;
    const before = units[i - 1] as number;
    if (before === SPACE)
      return (units[i + 1] as number) === SPACE && i - 2 > this.#start && !QUESTION_PARTICLES.includes(this.#text.charAt(i - 2));
    if (!isWord(before)) return false;
    if (isWord(units[i + 1] as number)) return true;
    return unit === 0x21 && this.#isNameWithMark(i);
  }

  /** One Latin word between Han with a `!`: capitalised (`订了Wow!杂志`), or spaced out like code (`调用 panic! 时`). */
  #isNameWithMark(i: number): boolean {
    const text = this.#text;
    const after = text.charCodeAt(i + 1) === SPACE ? i + 2 : i + 1;
    if (after >= this.#end || !isHanUnit(text.charCodeAt(after))) return false;
    let start = i;
    while (start > this.#start && i - start < NAME_LIMIT && (isAsciiLetter(text.charCodeAt(start - 1)) || text.charAt(start - 1) === "_"))
      start--;
    if (start <= this.#start + 1) return false;
    const initial = text.charCodeAt(start);
    const before = text.charCodeAt(start - 1);
    if (before === SPACE) return isHanUnit(text.charCodeAt(start - 2));
    return initial >= 0x41 && initial <= 0x5a && isHanUnit(before);
  }

  /** Behind a stop: takes what belongs to it, then ends the sentence or not. */
  #atStop(i: number): number {
    const units = this.#units;
    const tail = this.#tailEnd(i + 1);
    if (tail >= this.#end) return this.#endSentence(this.#end);
    if (isPause(units[tail] as number)) return tail;
    if (this.#hasQuoteClose(i + 1, tail)) {
      this.#longQuote = -1;
      if (!endsBehindQuote(this.#text, -1, tail, this.#end, this.#start)) return tail;
    }
    return this.#endSentence(tail);
  }

  #hasQuoteClose(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const kind = CLASSES[this.#units[i] as number];
      if (kind === QUOTE_CLOSE || kind === STRAIGHT_QUOTE) return true;
    }
    return false;
  }

  /** End of the stops, closing marks, ellipses, pictographs and emoticons from `i` on. */
  #tailEnd(i: number): number {
    const units = this.#units;
    let end = i;
    for (let at = i; at < this.#end; ) {
      const unit = units[at] as number;
      const kind = CLASSES[unit];
      if (kind === TERMINAL || kind === QUOTE_CLOSE || kind === BRACKET_CLOSE || kind === TILDE) at++;
      else if (kind === DOT && !isWord(units[at + 1] as number)) at++;
      else if (kind === EMOJI) at = this.#emojiEnd(at);
      else if (unit === STRAIGHT && (this.#longQuote >= 0 || at + 1 >= this.#end || isSpaceUnit(units[at + 1] as number))) at++;
      else if (isSpaceUnit(unit) || isEllipsis(unit)) {
        at++;
        if (at < this.#end) continue; // belongs to the sentence only when a closing mark or pictograph follows, or nothing
      } else {
        const emoticon = emoticonEnd(this.#text, units[at] as number, at, this.#end);
        if (emoticon === at) break;
        at = emoticon;
      }
      end = at;
    }
    return end;
  }

  #emojiEnd(i: number): number {
    let at = i + 1;
    while (at < this.#end && (isEmojiTail(this.#units[at] as number) || CLASSES[this.#units[at] as number] === EMOJI)) at++;
    return at;
  }

  #endSentence(end: number): number {
    this.#sentences.push({ start: this.#start, end });
    let next = end;
    while (next < this.#end && isSpaceUnit(this.#units[next] as number)) next++;
    this.#start = next;
    return next;
  }

  #atQuote(i: number): number {
    const units = this.#units;
    const close = this.#closeOf(i);
    if (close === -1) {
      this.#longQuote = (units[i] as number) === STRAIGHT && this.#longQuote >= 0 ? -1 : i;
      return i + 1;
    }
    if (!endsWithStop(units, i, close)) return close + 1;
    const tail = this.#tailEnd(close + 1);
    if (tail >= this.#end) return this.#endSentence(this.#end);
    if (this.#hasStop(close + 1, tail)) return this.#endSentence(tail);
    return endsBehindQuote(this.#text, i, tail, this.#end, this.#start) ? this.#endSentence(tail) : tail;
  }

  #hasStop(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (CLASSES[this.#units[i] as number] === TERMINAL) return true;
    return false;
  }

  /** A bracket that stands alone or closes a finished clause ends a sentence with its own stop; titles and others do not. */
  #atBracket(i: number): number {
    const units = this.#units;
    const close = this.#closeOf(i);
    if (close === -1) return i + 1;
    if (isTitleMark(units[i] as number) || !endsWithStop(units, i, close)) return close + 1;
    const tail = this.#tailEnd(close + 1);
    if (tail >= this.#end) return this.#endSentence(this.#end);
    if (this.#hasStop(close + 1, tail)) return this.#endSentence(tail);
    if (isPause(units[tail] as number)) return tail;
    const isAlone = i === this.#start;
    return isAlone || (units[close - 1] === FULL_STOP && this.#isClause(i)) ? this.#endSentence(tail) : tail;
  }

  /** Whether what stands before the bracket at `i` is a finished clause rather than a noun: it ends with a particle, and is no mere phrase. */
  #isClause(i: number): boolean {
    return i - this.#start >= CLAUSE_BEFORE_BRACKET && CLAUSE_PARTICLES.includes(this.#text.charAt(i - 1));
  }

  /** Place of the closing mark for the opening one at `i`, at most {@link SPAN_LIMIT} units inside, nested marks balanced; or -1. */
  #closeOf(i: number): number {
    const units = this.#units;
    const open = units[i] as number;
    const straight = open === STRAIGHT;
    if (straight && !this.#isStraightOpening(i)) return -1;
    const close = straight ? STRAIGHT : closingOf(open);
    const limit = Math.min(this.#end, i + SPAN_LIMIT + 2);
    let depth = 1;
    for (let at = i + 1; at < limit; at++) {
      const unit = units[at] as number;
      if (unit === close || (straight && unit === 0x201d) || (open === 0x201c && unit === STRAIGHT)) {
        depth--;
        if (depth === 0) return at;
      } else if (unit === open) depth++;
    }
    return -1;
  }

  #isStraightOpening(i: number): boolean {
    if (this.#longQuote >= 0 && (this.#units[this.#longQuote] as number) === STRAIGHT) return false;
    const after = this.#units[i + 1] as number;
    const kind = CLASSES[after];
    return i + 1 < this.#end && !isSpaceUnit(after) && !isPause(after) && kind !== TERMINAL && kind !== DOT;
  }

  /** ~ behind a Chinese character ends a sentence; between digits, and between the ends of a range (周一~周五), it does not. */
  #atTilde(i: number): number {
    const text = this.#text;
    const tail = this.#tailEnd(i + 1);
    if (tail >= this.#end || i === this.#start || !isHanUnit(text.charCodeAt(i - 1))) return tail;
    const after = text.charCodeAt(tail);
    const isRange =
      text.charAt(i - 2) === text.charAt(tail) || (HAN_NUMBERS.includes(text.charAt(i - 1)) && HAN_NUMBERS.includes(text.charAt(tail)));
    return isWord(after) || isPause(after) || isRange ? tail : this.#endSentence(tail);
  }

  /** Pictographs between two clauses end a sentence; not those that stand for a word (behind a space) or belong to a Latin name. */
  #atEmoji(i: number): number {
    const text = this.#text;
    const high = text.charCodeAt(i);
    if ((high & 0xfc00) === 0xd800 && !isPictograph(text.codePointAt(i) as number)) return i + 2;
    const tail = this.#tailEnd(this.#emojiEnd(i));
    if (tail >= this.#end) return this.#end;
    let next = tail;
    while (next < this.#end && isSpaceUnit(text.charCodeAt(next))) next++;
    const after = text.charCodeAt(next);
    const isClause = i - this.#start >= CLAUSE_LEAST && !isSpaceUnit(text.charCodeAt(i - 1));
    return isClause && (isHanUnit(after) || isAsciiDigit(after) || CLASSES[after] === QUOTE_OPEN) ? this.#endSentence(tail) : tail;
  }

  /** Steps over an address. */
  #atColon(i: number): number {
    if (!this.#text.startsWith("//", i + 1)) return i + 1;
    let at = i + 3;
    while (at < this.#end) {
      const unit = this.#text.charCodeAt(at);
      if (unit <= 0x20 || unit >= 0x7f || unit === STRAIGHT || unit === 0x3c) break;
      at++;
    }
    return at;
  }
}

const HAN_NUMBERS = "一二三四五六七八九十百千万萬两兩几幾";

/** Units before a bracket that make a clause. */
const CLAUSE_BEFORE_BRACKET = 3;
const QUESTION_PARTICLES = "吗嗎呢吧么麼啊";
const CLAUSE_PARTICLES = "了吗嗎呢吧啊呀过過的着著";

/** Of the characters behind a stop most are in this range. */
function isCommonHan(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff;
}

function isWord(unit: number): boolean {
  return isAsciiDigit(unit) || isAsciiLetter(unit);
}

function isTitleMark(unit: number): boolean {
  return unit === 0x300a || unit === 0x3008;
}

function isPictograph(codePoint: number): boolean {
  return (codePoint >= 0x1f300 && codePoint <= 0x1faff) || (codePoint >= 0x1f000 && codePoint <= 0x1f2ff);
}

/** Whether what is quoted ends with 。！？ (closing marks aside), or with a dot behind a letter. */
function endsWithStop(units: Uint16Array, open: number, close: number): boolean {
  for (let i = close - 1; i > open; i--) {
    const unit = units[i] as number;
    const kind = CLASSES[unit];
    if (kind === TERMINAL) return true;
    if (kind === DOT) return isWord(units[i - 1] as number) || isHanUnit(units[i - 1] as number);
    if (kind !== QUOTE_CLOSE && kind !== BRACKET_CLOSE && kind !== TILDE && !isSpaceUnit(unit)) return false;
    if (kind === BRACKET_CLOSE && isTitleClose(unit)) return false;
  }
  return false;
}

function isTitleClose(unit: number): boolean {
  return unit === 0x300b || unit === 0x3009;
}

/** Emoticons that stay with a stop: `^_^` `:)` `T_T` or a short bracket without words. */
const EMOTICON = /(?:\^[_.-]?\^|[:;]-?[)DP]|T_T|QAQ|[(（][^)）\p{L}]{1,8}[)）])/uy;

function emoticonEnd(text: string, unit: number, at: number, end: number): number {
  if (unit !== 0x5e && unit !== 0x3a && unit !== 0x3b && unit !== 0x54 && unit !== 0x51 && unit !== 0x28 && unit !== 0xff08) return at;
  EMOTICON.lastIndex = at;
  const match = EMOTICON.exec(text);
  if (match === null || at + match[0].length > end || DIGITS.test(match[0])) return at;
  return at + match[0].length;
}
const DIGITS = /\d/u;
