// What neighbours say of a unit that may be a trace of damage: no more than what lets a rule find something.
import { isAsciiDigit, isAsciiLetter } from "../../text/hanzi.ts";
import { isCommaRun } from "./doubled.ts";
import { isWordOfDigits } from "./homoglyphs.ts";
import { isGb2312, syllableAt } from "./pinyin.ts";
import { SLIP_MARKS, SPACE_BEFORE, SPACE_BEHIND } from "./sieve.ts";
import { SUSPECT } from "./suspects.ts";

/** Kinds of units at which neighbours are looked at. */
export const Kind = {
  plain: 0,
  latin: 1,
  lost: 2,
  ampersand: 3,
  paren: 4,
  question: 5,
  mark: 6,
  lookalike: 7,
  space: 8,
  letter: 9,
  invisible: 10,
  private: 11,
} as const;

/** Units of the longest character reference that is mended. */
const LONGEST_ENTITY = 34;

/** Bits of SUSPECT for the unit at `i`, of a kind that is not plain. */
export function look(kind: number, text: string, i: number): number {
  switch (kind) {
    case Kind.latin:
      return isBesideLatin(text.charCodeAt(i + 1)) ? SUSPECT.latin : 0;
    case Kind.invisible:
      return SUSPECT.invisible;
    case Kind.private:
      return SUSPECT.invisible | SUSPECT.rare;
    case Kind.lookalike:
      return SUSPECT.homoglyph;
    case Kind.lost:
      return isLost(text.charCodeAt(i), text.charCodeAt(i + 1)) ? SUSPECT.lost : 0;
    case Kind.mark:
      return isCommaRun(text, i) ? SUSPECT.doubled : 0;
    case Kind.space:
      return isIn(SPACE_BEFORE, text, i + 1) || isIn(SPACE_BEHIND, text, i - 1) ? SUSPECT.space : 0;
    default:
      return lookAtAscii(kind, text, i);
  }
}

function lookAtAscii(kind: number, text: string, i: number): number {
  switch (kind) {
    case Kind.ampersand:
      return isEntity(text, i) ? SUSPECT.entity : 0;
    case Kind.paren:
      return isAnnotation(text, i) ? SUSPECT.pinyin : 0;
    case Kind.question:
      return isPinyinLetter(text.charCodeAt(i + 1)) || isIn(SLIP_MARKS, text, i + 1) ? SUSPECT.question : 0;
    default:
      return isOddLetter(text, i) ? SUSPECT.homoglyph : 0;
  }
}

/** Whether the text has one of some units there. */
function isIn(units: string, text: string, at: number): boolean {
  return at >= 0 && at < text.length && units.includes(text.charAt(at));
}

function isBesideLatin(next: number): boolean {
  return next >= 0x80 && (next < 0x180 || next >= 0x2000) && next < 0x2123;
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

function isPinyinLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xe0 && unit < 0x250) || unit === 0x1e3f;
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
