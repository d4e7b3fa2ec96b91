// Dates and clock times. One expression of date and clock is one DATE; a clock alone is a TIME.
import { isAsciiDigit } from "../../text/hanzi.ts";
import { behindWord, isOneOf, unitAt, wordsByFirst } from "../../text/word-lists.ts";
import { type DateParts, intervalNorm, normOf } from "./date-norms.ts";
import { type NumberMatch, readNumber } from "./numbers.ts";

/** A date or clock time in a text. */
export interface DateMatch {
  readonly end: number;
  readonly type: "DATE" | "TIME";
  /** ISO 8601, also intervals with `/`; null where the text does not say enough. */
  readonly norm: string | null;
}

/** What was read so far. */
interface Parts extends DateParts {
  end: number;
  /** The number at `numberAt`, where `numberHere` last looked for one. */
  number: NumberMatch | null;
  numberAt: number;
}

const CENTURIES = wordsByFirst(["上世纪", "本世纪", "上个世纪"]);
const RELATIVE_YEARS = wordsByFirst(["去年", "今年", "明年", "前年", "后年"]);
const RELATIVE_MONTHS = wordsByFirst(["上个月", "下个月", "这个月", "本月", "上月", "下月"]);
const RELATIVE_WEEKS = wordsByFirst(["上上周", "上周", "下周", "本周", "这周", "上个星期", "上星期", "下星期", "本星期", "这星期"]);
const RELATIVE_DAYS = wordsByFirst(
  "今天 今日 今晚 今早 今晨 今夜 昨天 昨日 昨晚 昨夜 昨晨 前天 前日 前晚 明天 明日 明晚 明早 明晨 后天".split(" "),
);
const DAY_PARTS = wordsByFirst(
  "凌晨 清晨 早晨 早上 清早 上午 中午 正午 午后 下午 傍晚 晚上 晚间 夜间 深夜 半夜 夜里 午夜 当晚 晚 早".split(" "),
);
const YEAR_ENDINGS = wordsByFirst(
  "年初 年底 年末 年中 上半年 下半年 初 底 末 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度 春季 夏季 秋季 冬季 春天 夏天 秋天 冬天 晚些时候 早些时候 春节 前后 以来".split(
    " ",
  ),
);
const MONTH_ENDINGS = wordsByFirst("初 底 末 上旬 中旬 下旬 间 中".split(" "));
const DECADE_ENDINGS = wordsByFirst("初期 中期 后期 末期 初 末 中叶".split(" "));
const WEEK_WORDS = wordsByFirst(["星期", "礼拜", "周"]);
const WEEKDAYS = "一二三四五六日天末";
const CONNECTORS = "至到-—–~～";
const AGO = wordsByFirst(["之前", "之后", "以前", "以后", "前", "后"]);
const SPANS = wordsByFirst([
  "个世纪",
  "世纪",
  "年半",
  "个半月",
  "个月",
  "个星期",
  "个小时",
  "小时",
  "分钟",
  "年",
  "月",
  "周",
  "天",
  "日",
  "代",
]);

const YEAR = 0x5e74; // 年
const MONTH = 0x6708; // 月
const DAY = 0x65e5; // 日
const NUMBER = 0x53f7; // 号
const HOUR = 0x65f6; // 时
const O_CLOCK = 0x70b9; // 点
const MINUTE = 0x5206; // 分
const CENTURY = 0x4e16; // 世
const POINT = 0x2e;
const COLON = 0x3a;
const WIDE_COLON = 0xff1a;

/** What stands behind a number in 三天后 and in no date. */
const AGO_ONLY = "个小分周天代";
/** A date begins with a number only where one of these stands behind it. */
export const DATE_FOLLOWERS: string = `年月日点时世${CONNECTORS}/.:：${AGO_ONLY}`;

/**
 * The date that begins at an offset; the longest reading.
 *
 * @param number what `readNumber` reads there; one of DATE_FOLLOWERS stands behind it
 */
export function readDate(text: string, at: number, number: NumberMatch | null): DateMatch | null {
  const parts = number === null || mayBeDate(text, number) ? readParts(text, at, number) : null;
  if (parts === null) return readAgo(text, number);
  let norm = normOf(parts);
  if (parts.dated && isOneOf(text, parts.end, CONNECTORS)) {
    const next = readNumber(text, parts.end + 1);
    const until = next === null ? null : readParts(text, parts.end + 1, next);
    if (until !== null) {
      norm = intervalNorm(norm, parts, until);
      parts.end = until.end;
    }
  }
  return { end: parts.end, type: parts.dated ? "DATE" : "TIME", norm };
}

/** What the readers ask of a number that a date or clock time begins with, by what stands behind it. */
function mayBeDate(text: string, { end, value, digits, vague }: NumberMatch): boolean {
  switch (unitAt(text, end)) {
    case YEAR:
      return digits === 4 || digits === 2 || text[end + 1] === "代";
    case MONTH:
      return isBetween(value, 1, 12);
    case DAY:
      return isBetween(value, 1, 31) && digits <= 2 && !vague;
    case O_CLOCK:
    case HOUR:
      return isBetween(value, 0, 24) && digits <= 2 && !vague;
    case COLON:
    case WIDE_COLON:
      return digits <= 2;
    case CENTURY:
    case POINT:
      return true;
    default:
      return digits === 4; // from year to year, or 2024-03-22
  }
}

function readParts(text: string, at: number, number: NumberMatch | null): Parts | null {
  const parts: Parts = {
    end: at,
    number,
    numberAt: at,
    year: null,
    month: null,
    day: null,
    hour: null,
    minute: null,
    second: null,
    inexact: false,
    dated: false,
    clocked: false,
  };
  if (!readNumeric(text, parts)) {
    readCentury(text, parts);
    readYear(text, parts);
    readMonth(text, parts);
    readDay(text, parts);
    readWeekday(text, parts);
  }
  readClock(text, parts);
  return parts.dated || parts.clocked ? parts : null;
}

/** The number behind what was read so far; read once, however many readers ask. */
function numberHere(text: string, parts: Parts): NumberMatch | null {
  if (parts.numberAt !== parts.end) {
    parts.number = readNumber(text, parts.end);
    parts.numberAt = parts.end;
  }
  return parts.number;
}

const NUMERIC_DATE = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])/uy;

/** 2024-03-22, 2024/3/22, 2024.3.22. */
function readNumeric(text: string, parts: Parts): boolean {
  if (!isAsciiDigit(unitAt(text, parts.end)) || !isOneOf(text, parts.end + 4, "-/.")) return false;
  NUMERIC_DATE.lastIndex = parts.end;
  const match = NUMERIC_DATE.exec(text);
  if (match === null) return false;
  const [all, year, , month, day] = match;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31 || !plausibleYear(Number(year))) return false;
  parts.year = Number(year);
  parts.month = Number(month);
  parts.day = Number(day);
  parts.dated = true;
  parts.end += all.length;
  return true;
}

function plausibleYear(year: number): boolean {
  return year >= 1000 && year < 2200;
}

/** 20世纪, 上世纪90年代, 1980年代, 八十年代. */
function readCentury(text: string, parts: Parts): void {
  let end = behindWord(text, parts.end, CENTURIES);
  if (end < 0) {
    const number = eraLength(text, parts.end) === 3 ? readNumber(text, parts.end + 3) : numberHere(text, parts);
    const value = number === null || number.vague ? null : number.value;
    if (number !== null && value !== null && value > 0 && value < 30 && text.startsWith("世纪", number.end)) end = number.end + 2;
  }
  const decade = end < 0 ? numberHere(text, parts) : readNumber(text, end);
  if (decade !== null && text.startsWith("年代", decade.end) && !decade.scaled && decade.value !== null && decade.value % 10 === 0)
    end = decade.end + 2;
  if (end < 0) return;
  const ending = behindWord(text, end, DECADE_ENDINGS);
  parts.end = ending < 0 ? end : ending;
  parts.dated = parts.inexact = true;
}

/** Length of 公元 or 公元前 at an offset; 0 when neither stands there. */
function eraLength(text: string, at: number): number {
  if (unitAt(text, at) !== 0x516c || !text.startsWith("公元", at)) return 0;
  return text[at + 2] === "前" ? 3 : 2;
}

/** False for null. */
function isBetween(value: number | null, least: number, most: number): value is number {
  return value !== null && value >= least && value <= most;
}

function readYear(text: string, parts: Parts): void {
  if (parts.dated) return;
  let end = behindWord(text, parts.end, RELATIVE_YEARS);
  if (end >= 0) parts.inexact = true;
  else {
    const era = eraLength(text, parts.end);
    const number = era === 0 ? numberHere(text, parts) : readNumber(text, parts.end + era);
    if (number === null || number.value === null || number.vague || number.scaled) return;
    if (unitAt(text, number.end) !== YEAR || text[number.end + 1] === "代") {
      readYearRange(text, parts, number);
      return;
    }
    const full = number.digits === 4 && plausibleYear(number.value);
    const short = number.digits === 2 && isMonth(text, readNumber(text, number.end + 1));
    if (!full && !short && era === 0) return;
    end = number.end + 1;
    if (full && era < 3) parts.year = number.value;
    else parts.inexact = true;
  }
  parts.dated = true;
  parts.end = end;
  const ending = behindWord(text, end, YEAR_ENDINGS);
  if (ending >= 0 && !text.startsWith("前后", end) && !text.startsWith("以来", end)) {
    parts.end = ending;
    parts.inexact = true;
  }
}

/** 2008-2010年, 2008至2010年. */
function readYearRange(text: string, parts: Parts, first: NumberMatch): void {
  if (first.digits !== 4 || first.value === null || !plausibleYear(first.value) || !isOneOf(text, first.end, CONNECTORS)) return;
  const second = readNumber(text, first.end + 1);
  if (second === null || second.digits < 2 || second.digits > 4 || unitAt(text, second.end) !== YEAR) return;
  parts.end = second.end + 1;
  parts.dated = parts.inexact = true;
}

function isMonth(text: string, number: NumberMatch | null): boolean {
  return number !== null && unitAt(text, number.end) === MONTH && isBetween(number.value, 1, 12);
}

function readMonth(text: string, parts: Parts): void {
  let end = behindWord(text, parts.end, RELATIVE_MONTHS);
  if (end >= 0) parts.inexact = true;
  else {
    const number = numberHere(text, parts);
    if (number === null || !isMonth(text, number)) return;
    parts.month = number.value;
    end = number.end + 1;
    if (text[end] === "份") end++;
  }
  parts.dated = true;
  parts.end = end;
  const ending = behindWord(text, end, MONTH_ENDINGS);
  if (ending >= 0 && text[ending - 1] !== "间" && text[ending - 1] !== "中") {
    parts.end = ending;
    parts.inexact = true;
  } else if (ending - end === 2) parts.end = ending;
}

/** Words that make 日 and 号 something else: 日元, 日本, 号线, 号楼. */
const NO_DAY = "元本均游军语韩俄产志线楼院店门机球位文令馆";

function readDay(text: string, parts: Parts): void {
  const relative = parts.dated ? -1 : behindWord(text, parts.end, RELATIVE_DAYS);
  if (relative >= 0) {
    parts.end = relative;
    parts.dated = parts.inexact = true;
    return;
  }
  const number = numberHere(text, parts);
  if (number === null || !isBetween(number.value, 1, 31) || number.digits > 2 || number.vague) return;
  if (unitAt(text, parts.end - 1) === 0x7b2c) return; // 第
  const mark = unitAt(text, number.end);
  const monthly = parts.month !== null || parts.inexact;
  if (mark === NUMBER ? !monthly : mark !== DAY) return;
  if (isOneOf(text, number.end + 1, NO_DAY) && !(text[number.end + 1] === "本" && isOneOf(text, number.end + 2, "报月周次届"))) return;
  if (parts.year !== null && parts.month === null) return;
  parts.day = number.value;
  parts.end = number.end + 1;
  parts.dated = true;
}

function readWeekday(text: string, parts: Parts): void {
  let at = parts.end;
  const bracket = parts.dated && isOneOf(text, at, "（(");
  if (bracket) at++;
  const relative = parts.dated ? -1 : behindWord(text, at, RELATIVE_WEEKS);
  if (relative >= 0) {
    const named = isOneOf(text, relative, WEEKDAYS) && !isWordOfWeekday(text, relative);
    parts.end = named ? relative + 1 : relative;
    parts.dated = parts.inexact = true;
    return;
  }
  const prefix = behindWord(text, at, WEEK_WORDS);
  if (prefix < 0 || !isOneOf(text, prefix, WEEKDAYS) || isWordOfWeekday(text, prefix)) return;
  if (bracket && !isOneOf(text, prefix + 1, "）)")) return;
  parts.end = prefix + (bracket ? 2 : 1);
  parts.inexact = parts.inexact || parts.day === null;
  parts.dated = true;
}

/** 周一 in 周一鸣, 周天子: a name or another word; told by what follows. Wrong for names that go on with another character. */
function isWordOfWeekday(text: string, at: number): boolean {
  return isOneOf(text, at + 1, "围岁年期到边") || (text[at] === "天" && text[at - 1] === "周");
}

const CLOCK = /(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?![\d:：])/uy;
const AFTER_CLOCK = "，。、左许钟整前后至到开出起（ 半";

function readClock(text: string, parts: Parts): void {
  let at = parts.end;
  if (parts.dated && unitAt(text, at) === 0x20 && unitAt(text, at + 1) < 0x3a) at++;
  const spoken = behindWord(text, at, DAY_PARTS);
  const partOnly = spoken >= 0 && (spoken - at === 2 || parts.dated);
  if (spoken >= 0) at = spoken;
  CLOCK.lastIndex = at;
  const match = isColonNear(text, at) ? CLOCK.exec(text) : null;
  if (match !== null && Number(match[1]) < 25 && Number(match[2]) < 60) {
    setClock(parts, at + match[0].length, Number(match[1]), Number(match[2]), match[3] === undefined ? null : Number(match[3]));
  } else if (!readSpokenClock(text, parts, at, spoken >= 0) && partOnly && spoken - parts.end > 0) {
    if (!parts.dated) return; // 上午, 晚上 alone are no dates
    parts.end = spoken;
    parts.inexact = true;
    return;
  }
  if (spoken >= 0) parts.inexact = parts.inexact || parts.clocked;
}

/** At one of the next two places where the colon of a clock time would be. */
function isColonNear(text: string, at: number): boolean {
  const second = unitAt(text, at + 1);
  const third = unitAt(text, at + 2);
  return second === COLON || second === WIDE_COLON || third === COLON || third === WIDE_COLON;
}

function setClock(parts: Parts, end: number, hour: number, minute: number | null, second: number | null): void {
  parts.end = end;
  parts.hour = hour;
  parts.minute = minute;
  parts.second = second;
  parts.clocked = true;
}

/** 8点, 8时30分, 九点半. */
function readSpokenClock(text: string, parts: Parts, at: number, certain: boolean): boolean {
  const hour = at === parts.end ? numberHere(text, parts) : readNumber(text, at);
  if (hour === null) return false;
  const mark = unitAt(text, hour.end);
  if ((mark !== O_CLOCK && mark !== HOUR) || !isBetween(hour.value, 0, 24) || hour.vague || hour.digits > 2) return false;
  let end = hour.end + 1;
  const minute = readNumber(text, end);
  const past = minute !== null && unitAt(text, minute.end) === MINUTE && text[minute.end + 1] !== "之" ? minute.value : null;
  const exact = past !== null && past < 60;
  if (minute !== null && exact) end = minute.end + 1;
  else if (isOneOf(text, end, "半整许")) end++;
  else if (text.startsWith("多钟", end)) end += 2;
  else if (text.startsWith("钟", end)) end++;
  const bare = end === hour.end + 1;
  const known = certain || parts.dated;
  if (bare && !known && (hour.han || mark !== HOUR || (end < text.length && !isOneOf(text, end, AFTER_CLOCK)))) return false;
  if (bare && isOneOf(text, end, "代候间期段常而")) return false;
  setClock(parts, end, hour.value, exact ? past : text[end - 1] === "半" ? 30 : null, null);
  return true;
}

/** 一年前, 三天后, 十多年前. */
function readAgo(text: string, number: NumberMatch | null): DateMatch | null {
  const unit = number === null ? -1 : behindWord(text, number.end, SPANS);
  if (unit < 0 || text[unit - 1] === "代") return null;
  const end = behindWord(text, text[unit] === "多" ? unit + 1 : unit, AGO);
  return end < 0 || isOneOf(text, end, "续天方来台果面备者提景期往进途") ? null : { end, type: "DATE", norm: null };
}
