// What the kernel of `repair` finds, in TypeScript: the tests compare the two.
import { AFTER_COMMA, COMMAS, TWICE } from "../../src/stages/repair/doubled.ts";
import { isLookalike, isWordUnit, NUMBER_UNITS } from "../../src/stages/repair/homoglyphs.ts";
import { gbk, latinByte } from "../../src/stages/repair/legacy-codecs.ts";
import { isGb2312, isPinyinLetter, syllableAt } from "../../src/stages/repair/pinyin.ts";
import { isCjkUnit } from "../../src/stages/repair/rules.ts";
import { LOOKALIKE_LETTERS, SLIP_MARKS } from "../../src/stages/repair/sieve.ts";
import { SUSPECT } from "../../src/stages/repair/suspects.ts";
import type { Edit } from "../../src/text/edits.ts";
import { isAsciiDigit, isAsciiLetter, isHanUnit } from "../../src/text/hanzi.ts";

/** How often UTF-8 may have been read as latin-1 on the way. */
const MAX_LAYERS = 4;
/** Share of a run of latin letters that must be UTF-8; GBK bytes have short stretches of it by chance. */
const MIN_COVERAGE = 0.8;
/** From so many characters on, a stretch may hold other scripts as well; that many valid sequences are no chance. */
const MIN_LONG = 8;
/** The same over a line without Han characters. */
const MIN_LINE_COVERAGE = 0.6;

const LONGEST_ENTITY = 34;

/** Stretches of UTF-8 sequences written with latin letters; a run of latin letters counts when nearly all of it is UTF-8. */
export function findLatin(text: string): { edits: readonly Edit[]; isWhole: boolean } {
  const edits: Edit[] = [];
  let strong = false;
  let covered = 0;
  let high = 0;
  for (let i = 0; i < text.length; i++) {
    if (latinByte(text.charCodeAt(i)) < 0x80) continue;
    let end = i + 1;
    while (end < text.length && latinByte(text.charCodeAt(end)) >= 0x80) end++;
    const run = readRun(text, i, end);
    covered += run.covered;
    high += end - i;
    if (run.covered >= (end - i) * MIN_COVERAGE) for (const edit of run.edits) edits.push(edit);
    strong ||= run.edits.some((edit) => isStrong(text, edit));
    i = end;
  }
  const isEnough = strong && (covered >= high * MIN_LINE_COVERAGE || hasHanUnit(text));
  return { edits: isEnough ? edits : [], isWhole: covered === high || !strong };
}

function readRun(text: string, start: number, end: number): { edits: Edit[]; covered: number } {
  const edits: Edit[] = [];
  let covered = 0;
  for (let i = start; i < end; ) {
    const stretch = readStretch(text, i);
    if (stretch === null) {
      if (isMark(text.charCodeAt(i))) covered++;
      i++;
      continue;
    }
    const after = peel(stretch.decoded);
    if (after !== null) {
      edits.push({ start: i, end: stretch.end, rule: "utf8-as-latin", after });
      covered += stretch.end - i;
    }
    i = stretch.end;
  }
  return { edits, covered };
}

/** A mark that good Chinese text has and windows-1252 too: quotation marks, dashes, dots. */
function isMark(unit: number): boolean {
  return unit >= 0x2010 || unit === 0xb7;
}

/** The longest run of complete UTF-8 sequences from `start`; null when none begins there. */
function readStretch(text: string, start: number): { end: number; decoded: string } | null {
  let decoded = "";
  let at = start;
  for (;;) {
    const length = sequenceLength(text, at);
    if (length === 0) break;
    let code = latinByte(text.charCodeAt(at)) & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) code = (code << 6) | (continuation(text, at + i) & 0x3f);
    decoded += String.fromCodePoint(code);
    at += length;
  }
  return at > start ? { end: at, decoded } : null;
}

function continuation(text: string, at: number): number {
  return at < text.length ? latinByte(text.charCodeAt(at)) : -1;
}

/** Units of the UTF-8 sequence at `at`: 2 to 4, or 0. No surrogates, no overlong forms, nothing beyond U+10FFFF. */
function sequenceLength(text: string, at: number): number {
  const lead = continuation(text, at);
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0) return 0;
  for (let i = 1; i < length; i++) {
    const byte = continuation(text, at + i);
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  const second = continuation(text, at + 1);
  if (
    (lead === 0xe0 && second < 0xa0) ||
    (lead === 0xed && second > 0x9f) ||
    (lead === 0xf0 && second < 0x90) ||
    (lead === 0xf4 && second > 0x8f)
  )
    return 0;
  return length;
}

/** Decodes further layers while the text is UTF-8 in latin letters again; null when the result is nothing that Chinese pages hold. */
function peel(decoded: string): string | null {
  let text = decoded;
  for (let layer = 1; layer < MAX_LAYERS; layer++) {
    if (!holdsSequence(text)) break;
    const inner = readStretch(text, 0);
    if (inner === null || inner.end !== text.length) return null;
    text = inner.decoded;
  }
  let odd = 0;
  for (const char of text) if (!isPlausible(char.codePointAt(0) as number)) odd++;
  return odd === 0 || (text.length >= MIN_LONG && odd * 2 < text.length) ? text : null;
}

/** Whether a UTF-8 sequence of more than one byte stands anywhere; few of the lines with latin letters have one. */
function holdsSequence(text: string): boolean {
  for (let i = 0; i + 1 < text.length; i++) if (sequenceLength(text, i) > 0) return true;
  return false;
}

/** Latin-1, letters of pinyin, marks and signs, CJK, emoji. */
function isPlausible(code: number): boolean {
  if (code < 0x180) return code >= 0xa0;
  if (code < 0x2e80) return (code >= 0x1cd && code <= 0x1dc) || code >= 0x2010;
  return (
    code < 0xa000 ||
    (code >= 0xf900 && code < 0xfb00) ||
    (code >= 0xfe10 && code < 0x10000) ||
    (code >= 0x1f000 && code < 0x1fb00) ||
    (code >= 0x20000 && code < 0x2a6e0)
  );
}

/** Evidence enough by itself: something Chinese in it, or latin-1 marks between Han characters (`Â·`, `â€œ`). */
function isStrong(text: string, { start, end, after }: Edit): boolean {
  for (let i = 0; i < after.length; i++) if (isCjkUnit(after.charCodeAt(i))) return true;
  return isCjkUnit(text.charCodeAt(start - 1)) || isCjkUnit(text.charCodeAt(end));
}

function hasHanUnit(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isHanUnit(text.charCodeAt(i))) return true;
  return false;
}

/** Bits of SUSPECT for what neighbours say of units. */
export function lookCloser(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= look(text, i);
  return bits;
}

function look(text: string, i: number): number {
  const char = text.charAt(i);
  const unit = text.charCodeAt(i);
  const next = text.charCodeAt(i + 1);
  if (unit >= 0xe000 && unit <= 0xf8ff) return SUSPECT.invisible;
  if (isLookalike(unit)) return SUSPECT.homoglyph;
  if ("\ufffd锟烫屯".includes(char)) return isLost(unit, next) ? SUSPECT.lost : 0;
  if ((COMMAS + TWICE).includes(char)) return isCommaRun(text, i) ? SUSPECT.doubled : 0;
  if (char === "&") return isEntity(text, i) ? SUSPECT.entity : 0;
  if (char === "(") return isAnnotation(text, i) ? SUSPECT.pinyin : 0;
  if (char === "?") return isPinyinLetter(next) || (i + 1 < text.length && SLIP_MARKS.includes(text.charAt(i + 1))) ? SUSPECT.question : 0;
  return LOOKALIKE_LETTERS.includes(char) && isOddLetter(text, i) ? SUSPECT.homoglyph : 0;
}

function isLost(unit: number, next: number): boolean {
  return unit === 0xfffd || next === unit || next === 0x65a4;
}

/** A `&` that a name or number follows, and a semicolon near enough. */
function isEntity(text: string, i: number): boolean {
  const next = text.charCodeAt(i + 1);
  return (next === 0x23 || isAsciiLetter(next)) && text.slice(i + 2, i + LONGEST_ENTITY).includes(";");
}

/** `(`, a syllable and `)` behind a character outside GB2312. */
function isAnnotation(text: string, i: number): boolean {
  const before = i > 0 ? text.charCodeAt(i - 1) : 0;
  return before >= 0x3400 && isPinyinLetter(text.charCodeAt(i + 1)) && syllableAt(text, i + 1) !== null && !isGb2312(before);
}

/** `Al` as a word or before capitals, and letters that look like digits among digits; full-width ones too. */
function isOddLetter(text: string, i: number): boolean {
  const before = toAscii(text.charCodeAt(i - 1));
  const next = toAscii(text.charCodeAt(i + 1));
  if (before === 0x41 && toAscii(text.charCodeAt(i)) === 0x6c) return !(next >= 0x61 && next <= 0x7a) && !isAsciiDigit(next);
  return (isAsciiDigit(before) || isAsciiDigit(next)) && isWordOfDigits(text, i);
}

/** A full-width form as ASCII. */
function toAscii(unit: number): number {
  return unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit;
}

/** Whether a run of marks begins at `at` instead of which {@link collapse} gives another; the gate's question. */
export function isCommaRun(text: string, at: number): boolean {
  if (at === 0 || !isBehind(text.charCodeAt(at - 1)) || isMarkAt(text, at - 1) || !isMarkAt(text, at + 1)) return false;
  const mark = text.charAt(at);
  if (COMMAS.includes(mark)) return !isMarkAt(text, at + 2) || !isMarkAt(text, at + 3);
  return TWICE.includes(mark) && text.charAt(at + 1) === mark && !isMarkAt(text, at + 2);
}

function isMarkAt(text: string, place: number): boolean {
  return place < text.length && AFTER_COMMA.includes(text.charAt(place));
}

function isBehind(unit: number): boolean {
  return unit > 0x20;
}

/** Whether the word around the unit at `i` is made of digits and of letters that look like some. */
export function isWordOfDigits(text: string, i: number): boolean {
  let start = i;
  while (start > 0 && NUMBER_UNITS.includes(text.charAt(start - 1))) start--;
  let end = i + 1;
  while (end < text.length && NUMBER_UNITS.includes(text.charAt(end))) end++;
  return !isWordUnit(text.charCodeAt(start - 1)) && !isWordUnit(text.charCodeAt(end));
}

/** Somewhere three characters have the bytes of two UTF-8 sequences of Chinese, or of one and an ASCII or lost byte. */
export function mayBeUtf8(text: string): boolean {
  const codec = gbk();
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    const code = codec.encode(unit);
    if (code < 0xe280 || code >= 0xf000 || !isContinuation(code & 0xff)) continue;
    const next = text.charCodeAt(i + 1);
    if (isLostUnit(next)) return true;
    const second = codec.encode(next);
    if (!isContinuation(second >> 8)) continue;
    const lead = second & 0xff;
    if (lead < 0x80) return true;
    if (lead < 0xe2 || lead >= 0xf0 || i + 2 >= text.length) continue;
    const last = text.charCodeAt(i + 2);
    const third = codec.encode(last);
    if (isLostUnit(last) || (isContinuation(third >> 8) && isContinuation(third & 0xff))) return true;
  }
  return false;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function isLostUnit(unit: number): boolean {
  return unit === 0xfffd || unit === 0x3f;
}
