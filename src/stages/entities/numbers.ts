// Numbers as Chinese text writes them: 1,200.5, ３０, 二十一, 3.5亿, 两万多, 二〇二四.
import { isAsciiDigit } from "../../text/hanzi.ts";
import { isOneOf, unitAt } from "../../text/word-lists.ts";

/** A number in a text. */
export interface NumberMatch {
  /** UTF-16 offset behind it, counting 万 and 亿, 多 and 余. */
  readonly end: number;
  /** Null where it cannot be told (几, 数百). */
  readonly value: number | null;
  /** Written with Han numerals (万 and 亿 behind digits do not count). */
  readonly han: boolean;
  /** Count of digits when it is nothing but digits (ASCII, or Han as in 二〇二四), else 0. */
  readonly digits: number;
  /** 百 千 万 亿 stand in it. */
  readonly scaled: boolean;
  /** 多 or 余 stands behind it. */
  readonly vague: boolean;
}

/** 十 百 千 as powers of ten, 万 and 亿 as 4 and 8. */
const SCALES = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 } as const;
const POWERS: readonly number[] = [1, 10, 100, 1_000, 10_000, 1e5, 1e6, 1e7, 1e8];
/** 几 and 数. */
const VAGUE = 9;
const SCALED = 16;
/** Han numerals by unit: digits as their value + 1, scales and `VAGUE` above `SCALED`; 0 for other units. */
const NUMERALS: Uint8Array = buildNumerals();

function buildNumerals(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const digits = "零一二三四五六七八九";
  for (let value = 0; value < digits.length; value++) table[digits.charCodeAt(value)] = value + 1;
  table["〇".charCodeAt(0)] = table["○".charCodeAt(0)] = 1;
  table["两".charCodeAt(0)] = 3;
  for (const [letter, power] of Object.entries(SCALES)) table[letter.charCodeAt(0)] = SCALED + power;
  table["几".charCodeAt(0)] = table["数".charCodeAt(0)] = SCALED + VAGUE;
  return table;
}

/** Power of ten of 十 百 千 万 亿, `VAGUE` for 几 and 数, 0 for other units. */
function scaleOf(unit: number): number {
  const numeral = NUMERALS[unit] as number;
  return numeral > SCALED ? numeral - SCALED : 0;
}

/** ASCII or full-width digit, comma and point made ASCII; other units as they are. */
function narrow(unit: number): number {
  return unit >= 0xff0c && unit <= 0xff19 ? unit - 0xfee0 : unit;
}

function digitAt(text: string, at: number): boolean {
  return isAsciiDigit(narrow(unitAt(text, at)));
}

/** True where a number may begin: not at 万 and 亿. */
export function beginsNumber(text: string, at: number): boolean {
  const unit = unitAt(text, at);
  const numeral = NUMERALS[unit] as number;
  return numeral > 0 ? numeral !== SCALED + 4 && numeral !== SCALED + 8 : isAsciiDigit(narrow(unit));
}

/** True for a Han numeral, 万 亿 几 数 among them. */
export function isNumeral(unit: number): boolean {
  return (NUMERALS[unit] as number) > 0;
}

/** True for a Han digit, 十, 几 and 数: numerals that are mostly part of a word, as in 一个, 三者, 几乎, when no other follows. */
export function isSmallNumeral(unit: number): boolean {
  const numeral = NUMERALS[unit] as number;
  return numeral > 0 && (numeral <= SCALED + 1 || numeral === SCALED + VAGUE);
}

/** The number that begins at an offset, null when there is none. */
export function readNumber(text: string, at: number): NumberMatch | null {
  if (!beginsNumber(text, at)) return null;
  return NUMERALS[text.charCodeAt(at)] === 0 ? readDigits(text, at) : readHan(text, at);
}

/** End of digits with thousands' commas. */
function digitsEnd(text: string, at: number): number {
  let end = at;
  while (digitAt(text, end)) end++;
  const grouped = end - at <= 3;
  while (grouped && narrow(unitAt(text, end)) === 0x2c && digitAt(text, end + 1) && digitAt(text, end + 2) && digitAt(text, end + 3)) {
    if (digitAt(text, end + 4)) break;
    end += 4;
  }
  return end;
}

function readDigits(text: string, at: number): NumberMatch {
  const whole = digitsEnd(text, at);
  let end = whole;
  if (narrow(unitAt(text, end)) === 0x2e && digitAt(text, end + 1)) {
    end++;
    while (digitAt(text, end)) end++;
  }
  let value = 0;
  let fraction = 0;
  let commas = 0;
  for (let i = at; i < end; i++) {
    const unit = narrow(text.charCodeAt(i));
    if (unit === 0x2e) fraction = 1;
    else if (unit === 0x2c) commas++;
    else {
      value = value * 10 + unit - 0x30;
      fraction *= 10;
    }
  }
  const behind = scalesEnd(text, end);
  const scaled = behind > end;
  if (fraction > 1 || scaled) value = quotient(value, scaled ? scaleFactor(text, end, behind) : 1, Math.max(fraction, 1));
  const last = behindVague(text, behind);
  const digits = scaled || commas > 0 || end > whole ? 0 : end - at;
  return { end: last, vague: last > behind, value, han: false, digits, scaled };
}

/** value × factor ÷ fraction in twelve significant digits: 0.3 × 10⁸ must not show binary fractions. */
function quotient(value: number, factor: number, fraction: number): number {
  // Whole numbers that a double holds exactly: their quotient is the double next to the decimal fraction, rounded or not.
  if (value < 1e12 && fraction <= 1e15 && value * factor <= 9e15) return (value * factor) / fraction;
  return Number(((value / fraction) * factor).toPrecision(12));
}

/** Behind the 百 千 万 亿 that stand at an offset. */
function scalesEnd(text: string, at: number): number {
  let end = at;
  for (let factor = 1; factor <= 1e12; end++) {
    const scale = scaleOf(unitAt(text, end));
    if (scale < 2 || scale === VAGUE) break;
    factor *= POWERS[scale] as number;
  }
  return end;
}

function scaleFactor(text: string, start: number, end: number): number {
  let factor = 1;
  for (let i = start; i < end; i++) factor *= POWERS[scaleOf(text.charCodeAt(i))] as number;
  return factor;
}

/** Behind 多 or 余 and the scales behind those: 三十多万; the same offset when none stands there. */
function behindVague(text: string, at: number): number {
  return isOneOf(text, at, "多余") ? scalesEnd(text, at + 1) : at;
}

/** 二十一, 一千零五, 三点五亿, 二〇二四, 几百, 数千. */
function readHan(text: string, at: number): NumberMatch | null {
  let end = at;
  let total = 0;
  let section = 0;
  let digit = -1;
  let run = 0; // Han digits in a row
  let longest = 0;
  let known = true;
  let scaled = false;
  for (; end < text.length; end++) {
    const numeral = NUMERALS[text.charCodeAt(end)] as number;
    const scale = numeral - SCALED;
    if (numeral === 0) break;
    if (scale < 0) {
      digit = run > 0 ? digit * 10 + numeral - 1 : numeral - 1;
      run++;
      longest = Math.max(longest, run);
    } else if (scale === VAGUE) {
      known = false;
      run = 0;
    } else if (scale < 4) {
      section += (digit < 0 ? 1 : digit) * (POWERS[scale] as number);
      if (run > 1) known = false; // 一二十
      digit = -1;
      run = 0;
      scaled = scaled || scale > 1;
    } else if (end > at) {
      total = (total + section + Math.max(digit, 0)) * (POWERS[scale] as number);
      section = 0;
      digit = -1;
      run = 0;
      scaled = true;
    } else break;
  }
  if (end === at || (end === at + 1 && text[at] === "数")) return null;
  const plain = !scaled && longest === end - at;
  const spoken = longest > 1 && longest <= 2 && plain && text[at] !== "零"; // 一两, 三四: an estimate
  const value = known && !spoken ? total + section + Math.max(digit, 0) : null;
  const last = behindVague(text, end);
  return { end: last, vague: last > end, value, han: true, digits: plain ? longest : 0, scaled };
}
