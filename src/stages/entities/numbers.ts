// Numbers as Chinese text writes them: 1,200.5, ３０, 二十一, 3.5亿, 两万多, 二〇二四.
import { isAsciiDigit } from "../../text/hanzi.ts";

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

const VAGUE = 9;
/** Values of Han digits by unit, -1 for other units. */
const HAN_VALUES: Int8Array = buildValues();
/** 十 百 千 as powers of ten, 万 and 亿 as 4 and 8, 几 and 数 as 9, by unit; 0 for other units. */
const SCALES: Uint8Array = buildScales();

function buildValues(): Int8Array {
  const table = new Int8Array(0x10000).fill(-1);
  "零一二三四五六七八九".split("").forEach((digit, value) => {
    table[digit.charCodeAt(0)] = value;
  });
  table["〇".charCodeAt(0)] = table["○".charCodeAt(0)] = 0;
  table["两".charCodeAt(0)] = 2;
  return table;
}

function buildScales(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [letter, power] of Object.entries({ 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8, 几: VAGUE, 数: VAGUE }))
    table[letter.charCodeAt(0)] = power;
  return table;
}

/** ASCII or full-width digit, comma and point made ASCII; other units as they are. */
function narrow(unit: number): number {
  return unit >= 0xff0c && unit <= 0xff19 ? unit - 0xfee0 : unit;
}

function digitAt(text: string, at: number): boolean {
  return isAsciiDigit(narrow(text.charCodeAt(at)));
}

/** True where a number may begin. */
export function beginsNumber(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const unit = text.charCodeAt(at);
  const scale = SCALES[unit] as number;
  return isAsciiDigit(narrow(unit)) || (HAN_VALUES[unit] as number) >= 0 || (scale > 0 && scale !== 4 && scale !== 8);
}

/** The number that begins at an offset, null when there is none. */
export function readNumber(text: string, at: number): NumberMatch | null {
  return digitAt(text, at) ? readDigits(text, at) : readHan(text, at);
}

/** End of digits with thousands' commas. */
function digitsEnd(text: string, at: number): number {
  let end = at;
  while (digitAt(text, end)) end++;
  const grouped = end - at <= 3;
  while (grouped && narrow(text.charCodeAt(end)) === 0x2c && digitAt(text, end + 1) && digitAt(text, end + 2) && digitAt(text, end + 3)) {
    if (digitAt(text, end + 4)) break;
    end += 4;
  }
  return end;
}

function readDigits(text: string, at: number): NumberMatch {
  const whole = digitsEnd(text, at);
  let end = whole;
  if (narrow(text.charCodeAt(end)) === 0x2e && digitAt(text, end + 1)) {
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
  const scale = readScales(text, end);
  const scaled = scale.end > end;
  if (fraction > 1 || scaled) value = round((value / Math.max(fraction, 1)) * scale.factor);
  const { end: last, vague } = withVague(text, scale.end);
  return { end: last, vague, value, han: false, digits: scaled || commas > 0 || end > whole ? 0 : end - at, scaled };
}

/** Twelve significant digits: 0.3 × 10⁸ must not show binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** 百 千 万 亿 behind digits; one blank may stand between. */
function readScales(text: string, at: number): { readonly end: number; readonly factor: number } {
  let end = at;
  let factor = 1;
  for (;;) {
    const scale = end < text.length ? (SCALES[text.charCodeAt(end)] as number) : 0;
    if (scale < 2 || scale === VAGUE || factor > 1e12) return { end, factor };
    factor *= 10 ** scale;
    end++;
  }
}

/** 多 and 余 behind a number, and 万 and 亿 behind those: 三十多万. */
function withVague(text: string, at: number): { readonly end: number; readonly vague: boolean } {
  const letter = text[at] ?? "";
  if (letter !== "多" && letter !== "余") return { end: at, vague: false };
  return { end: readScales(text, at + 1).end, vague: true };
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
    const unit = text.charCodeAt(end);
    const value = HAN_VALUES[unit] as number;
    const scale = SCALES[unit] as number;
    if (value >= 0) {
      digit = run > 0 ? digit * 10 + value : value;
      run++;
      longest = Math.max(longest, run);
    } else if (scale === VAGUE) {
      known = false;
      run = 0;
    } else if (scale > 0 && scale < 4) {
      section += (digit < 0 ? 1 : digit) * 10 ** scale;
      if (run > 1) known = false; // 一二十
      digit = -1;
      run = 0;
      scaled = scaled || scale > 1;
    } else if (scale > 0 && end > at) {
      total = (total + section + Math.max(digit, 0)) * 10 ** scale;
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
  const { end: last, vague } = withVague(text, end);
  return { end: last, vague, value, han: true, digits: plain ? longest : 0, scaled };
}
