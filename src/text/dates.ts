// Dates as pages write them, to ISO 8601 of exactly the precision that stands there. For short strings: byline lines, meta values, file heads.

import { isAsciiDigit, isAsciiLetter } from "./hanzi.ts";

/** A date found in a text; UTF-16 offsets. */
export interface DateMatch {
  readonly start: number;
  readonly end: number;
  /** `2024-03`, `2024-03-22`, `2024-03-22T14:53`, `2024-03-22T14:53:07+08:00`; `--03-22` without a year. */
  readonly iso: string;
}

/** No more is looked at: a date of a document stands at its head. */
const LONGEST_INPUT = 4000;

const CHINESE = /(?<![\d.])((?:19|20)\d\d)\s{0,3}年\s{0,3}(\d{1,2})\s{0,3}月(?:\s{0,3}(\d{1,2})\s{0,3}[日号號])?/u;
const NUMERIC = /(?<![\d./-])((?:19|20)\d\d)\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)/u;
const NUMERIC_MONTH = /(?<![\d./-])((?:19|20)\d\d)[-/](0[1-9]|1[0-2])(?![\d./-])/u;
const DAY_FIRST = /(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?![\d/-]|\.\d)/u;
const HAN_NUMERALS = /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十廿卅]{1,3})[日号號])?/u;
const REPUBLIC = /民[国國]\s?(\d{2,3})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号號])?/u;
const MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const ENGLISH_MONTH_FIRST = new RegExp(
  `(?<![a-z])(${MONTH_NAMES})[a-z]{0,6}\\.?\\s{1,3}(\\d{1,2})(?:st|nd|rd|th)?,?\\s{1,3}((?:19|20)\\d\\d)(?!\\d)`,
  "iu",
);
const ENGLISH_DAY_FIRST = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[ -](${MONTH_NAMES})[a-z]{0,6}\\.?,?[ -]((?:19|20)\\d\\d)(?!\\d)`,
  "iu",
);
/** Only when the text is nothing but a date: eight digits, or fourteen with the clock. */
const COMPACT = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?$/u;
const WITHOUT_YEAR = /^(\d{1,2})(?:\s?月\s?|[-/])(\d{1,2})(?:\s?[日号號])?(?![\d/.-])/u;

const WEEKDAY = /^[\s,，]{0,3}[（(]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?/u;
const CLOCK =
  /^(?:\s{0,4}(?:[T·|｜,，]|[-–—]{1,2})?\s{0,4})(上午|下午|晚上|晚间|晚間|凌晨|中午|早上|傍晚)?\s?(\d{1,2})(?::(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?|[时時点點](?:(\d{1,2})分(?:(\d{1,2})秒)?)?)(?!\d)\s?(am|pm|a\.m\.|p\.m\.)?/iu;
const ZONE = /^\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)(?![a-z\d:])/iu;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly day: string;
  readonly whole: boolean;
}

/**
 * The first date with a year in a text, clock and zone included.
 *
 * What it gets wrong: `06/02/2022` is read day-first (the rule of most sites that write it so), unless only the other order is possible.
 * Years 1900 to 2099. A year alone is no date.
 */
export function findDate(text: string): DateMatch | null {
  const head = text.length > LONGEST_INPUT ? text.slice(0, LONGEST_INPUT) : text;
  const traits = traitsOf(head);
  if (traits === 0) return null;
  const folded = foldWidth(head);
  let best: Found | null = null;
  for (const [needs, search] of SEARCHES) {
    if ((traits & needs) !== needs) continue;
    const found = search(folded);
    if (found !== null && (best === null || found.start < best.start || (found.start === best.start && found.end > best.end))) best = found;
  }
  return best === null ? null : withClock(folded, best);
}

/**
 * The date that a value such as `2024年3月22日 14:53`, `03-22` or `20240322` stands for; words around it do not matter where it names its
 * year, a date without a year must open the text.
 *
 * @returns ISO 8601, or null: nothing is guessed ("3小时前", "昨天", a year alone)
 */
export function parseDate(text: string): string | null {
  const found = findDate(text);
  if (found !== null) return found.iso;
  const value = foldWidth(text.slice(0, 64)).trim();
  const compact = COMPACT.exec(value);
  if (compact !== null) {
    const day = dayOf(compact[1], compact[2], compact[3]);
    if (day === null) return null;
    const clock = compact[4] === undefined ? null : clockOf(compact[4], compact[5], compact[6], undefined);
    return clock === null ? day : `${day}T${clock}`;
  }
  const short = WITHOUT_YEAR.exec(value);
  const day = short === null ? null : dayOf("2000", short[1], short[2]);
  return day === null ? null : `-${day.slice(4)}`;
}

/** The date that begins at `index`, if one does; `03-22` and `3月22日` only when `yearless` is set. */
export function dateAt(text: string, index: number, yearless: boolean): DateMatch | null {
  if (index >= text.length || !mayOpenDate(text.charCodeAt(index))) return null;
  const head = text.slice(index, index + 64);
  const found = findDate(head);
  if (found !== null && found.start === 0) return { start: index, end: index + found.end, iso: found.iso };
  if (!yearless) return null;
  const short = WITHOUT_YEAR.exec(foldWidth(head));
  const day = short === null ? null : dayOf("2000", short[1], short[2]);
  if (short === null || day === null) return null;
  const clock = CLOCK.exec(foldWidth(head.slice(short[0].length)));
  return { start: index, end: index + short[0].length + (clock?.[0].trimEnd().length ?? 0), iso: `-${day.slice(4)}` };
}

const HAN_DIGITS = "〇一二三四五六七八九";

/** Digits of any width, Han numerals, 民国 and the initials of the English months (ſ counts as s where case does not matter). */
function mayOpenDate(unit: number): boolean {
  if (unit < 0x80) return isAsciiDigit(unit) || MONTH_INITIALS.includes(String.fromCharCode(unit | 0x20));
  return unit === 0x17f || isWideDigit(unit) || OPENERS.includes(String.fromCharCode(unit));
}
const MONTH_INITIALS = "jfmasond";
const OPENERS = `${HAN_DIGITS}○零民`;

function isWideDigit(unit: number): boolean {
  return unit >= 0xff10 && unit <= 0xff19;
}

/** What a pattern of dates asks for before it is tried, as bits. */
const HAS_YEAR = 1;
const HAS_YEAR_SIGN = 2;
const HAS_REPUBLIC = 4;
const HAS_LETTER = 8;

/** A year 19xx or 20xx, 年, 民, a letter of a month. */
function traitsOf(text: string): number {
  let traits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isAsciiDigit(unit) || isWideDigit(unit)) {
      const digit = unit & 0xf;
      if ((digit === 1 || digit === 2) && isYear(text, i, digit)) traits |= HAS_YEAR;
    } else if (isAsciiLetter(unit) || unit === 0x17f) traits |= HAS_LETTER;
    else if (unit === 0x5e74) traits |= HAS_YEAR_SIGN;
    else if (unit === 0x6c11) traits |= HAS_REPUBLIC;
  }
  return traits === HAS_LETTER ? 0 : traits;
}

function isYear(text: string, at: number, century: number): boolean {
  if (at + 4 > text.length) return false;
  for (let i = at + 1; i < at + 4; i++) {
    const unit = text.charCodeAt(i);
    if (!isAsciiDigit(unit) && !isWideDigit(unit)) return false;
  }
  return (text.charCodeAt(at + 1) & 0xf) === (century === 1 ? 9 : 0);
}

type Search = (text: string) => Found | null;

/** A search by one pattern; `parts` = the groups of year, month and day. */
function searchFor(pattern: RegExp, read: (match: RegExpExecArray) => string | null, whole: boolean): Search {
  return (text) => {
    const match = pattern.exec(text);
    const day = match === null ? null : read(match);
    return match === null || day === null ? null : { start: match.index, end: match.index + match[0].length, day, whole };
  };
}

/** Each with what it needs. */
const SEARCHES: readonly (readonly [number, Search])[] = [
  [HAS_YEAR | HAS_YEAR_SIGN, searchFor(CHINESE, (match) => dayOf(match[1], match[2], match[3]), true)],
  [HAS_YEAR, searchFor(NUMERIC, (match) => dayOf(match[1], match[3], match[4]), true)],
  [HAS_YEAR, searchFor(NUMERIC_MONTH, (match) => dayOf(match[1], match[2], undefined), false)],
  [HAS_YEAR, searchFor(DAY_FIRST, (match) => dayOf(match[4], match[3], match[1]) ?? dayOf(match[4], match[1], match[3]), true)],
  [HAS_YEAR_SIGN, searchFor(HAN_NUMERALS, (match) => dayOf(hanDigits(match[1]), hanNumber(match[2]), hanNumber(match[3])), true)],
  [HAS_YEAR_SIGN | HAS_REPUBLIC, searchFor(REPUBLIC, (match) => dayOf(String(1911 + Number(match[1])), match[2], match[3]), true)],
  [HAS_YEAR | HAS_LETTER, searchFor(ENGLISH_MONTH_FIRST, (match) => dayOf(match[3], monthNumber(match[1]), match[2]), true)],
  [HAS_YEAR | HAS_LETTER, searchFor(ENGLISH_DAY_FIRST, (match) => dayOf(match[3], monthNumber(match[2]), match[1]), true)],
];

function withClock(text: string, found: Found): DateMatch {
  let end = found.end;
  const weekday = WEEKDAY.exec(text.slice(end, end + 16));
  if (weekday !== null) end += weekday[0].length;
  const clock = found.whole && found.day.length === 10 ? CLOCK.exec(text.slice(end, end + 48)) : null;
  if (clock === null) return { start: found.start, end, iso: found.day };
  const value = clockOf(clock[2], clock[3] ?? clock[5], clock[4] ?? clock[6], clock[1] ?? clock[7]);
  if (value === null) return { start: found.start, end, iso: found.day };
  end += clock[0].trimEnd().length;
  const zone = ZONE.exec(text.slice(end, end + 8));
  if (zone !== null) end += zone[0].length;
  return { start: found.start, end, iso: `${found.day}T${value}${zoneOf(zone?.[1])}` };
}

/** `hh:mm` or `hh:mm:ss`; an hour alone gives null, for ISO 8601 has it but few readers do. */
function clockOf(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half: string | undefined,
): string | null {
  if (hour === undefined || minute === undefined) return null;
  let h = Number(hour);
  if (half !== undefined && h < 12 && AFTERNOON.test(half)) h += 12;
  else if (half !== undefined && h === 12 && MORNING.test(half)) h = 0;
  if (h > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const base = `${pad(h)}:${pad(Number(minute))}`;
  return second === undefined ? base : `${base}:${pad(Number(second))}`;
}

const AFTERNOON = /^(?:下午|晚|傍晚|p)/iu;
const MORNING = /^(?:凌晨|上午|a)/iu;

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return "";
  const sign = zone.charCodeAt(0);
  if (sign !== 0x2b && sign !== 0x2d) return "Z";
  return zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/** `yyyy-mm-dd` or, without a day, `yyyy-mm`; null when there is no such day in the calendar. */
function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const m = Number(month);
  if (year === undefined || !(m >= 1 && m <= 12)) return null;
  if (day === undefined) return `${year}-${pad(m)}`;
  const d = Number(day);
  const y = Number(year);
  const leap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
  const last = m === 2 ? (leap ? 29 : 28) : m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31;
  return d >= 1 && d <= last ? `${year}-${pad(m)}-${pad(d)}` : null;
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function monthNumber(name: string | undefined): string | undefined {
  return name === undefined ? undefined : String(MONTH_NAMES.indexOf(name.toLowerCase()) / 4 + 1);
}

function hanDigit(character: string): number {
  return character === "○" || character === "零" ? 0 : HAN_DIGITS.indexOf(character);
}

function hanDigits(text: string | undefined): string | undefined {
  return text === undefined ? undefined : [...text].map(hanDigit).join("");
}

/** Up to 39: 七, 十, 十二, 二十, 二十二, 廿二. */
function hanNumber(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  let value = 0;
  for (const character of text) {
    if (character === "十") value = (value === 0 ? 1 : value) * 10;
    else if (character === "廿") value = 20;
    else if (character === "卅") value = 30;
    else value += hanDigit(character);
  }
  return String(value);
}

const FULL_WIDTH = /[\uff0d-\uff1a\u3000\u00a0]/u;

/** Full-width digits, `－．／：` and blanks to ASCII, unit by unit, so that offsets stay. */
function foldWidth(text: string): string {
  if (!FULL_WIDTH.test(text)) return text;
  let folded = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xff0d && unit <= 0xff1a) folded += String.fromCharCode(unit - 0xfee0);
    else folded += unit === 0x3000 || unit === 0xa0 ? " " : text[i];
  }
  return folded;
}
