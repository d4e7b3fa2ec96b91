// Dates and clock times. One expression of date and clock is one DATE; a clock alone is a TIME.
import { isAsciiDigit } from "../../text/hanzi.ts";
import { beginsNumber, type NumberMatch, readNumber } from "./numbers.ts";

/** A date or clock time in a text. */
export interface DateMatch {
  readonly end: number;
  readonly type: "DATE" | "TIME";
  /** ISO 8601, also intervals with `/`; null where the text does not say enough. */
  readonly norm: string | null;
}

/** What was read so far. */
interface Parts {
  end: number;
  year: number | null;
  month: number | null;
  day: number | null;
  hour: number | null;
  minute: number | null;
  second: number | null;
  /** Something that no ISO date says: 去年, 底, 周二. */
  inexact: boolean;
  dated: boolean;
  clocked: boolean;
}

const RELATIVE_YEARS = ["去年", "今年", "明年", "前年", "后年"];
const RELATIVE_MONTHS = ["上个月", "下个月", "这个月", "本月", "上月", "下月"];
const RELATIVE_WEEKS = ["上上周", "上周", "下周", "本周", "这周", "上个星期", "上星期", "下星期", "本星期", "这星期"];
const RELATIVE_DAYS = [
  "今天 今日 今晚 今早 今晨 今夜 昨天 昨日 昨晚 昨夜 昨晨 前天 前日 前晚 明天 明日 明晚 明早 明晨 后天".split(" "),
].flat();
const DAY_PARTS = "凌晨 清晨 早晨 早上 清早 上午 中午 正午 午后 下午 傍晚 晚上 晚间 夜间 深夜 半夜 夜里 午夜 当晚 晚 早".split(" ");
const YEAR_ENDINGS =
  "年初 年底 年末 年中 上半年 下半年 初 底 末 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度 春季 夏季 秋季 冬季 春天 夏天 秋天 冬天 晚些时候 早些时候 春节 前后 以来".split(
    " ",
  );
const MONTH_ENDINGS = "初 底 末 上旬 中旬 下旬 间 中".split(" ");
const DECADE_ENDINGS = "初期 中期 后期 末期 初 末 中叶".split(" ");
const WEEKDAYS = "一二三四五六日天末";
const CONNECTORS = "至到-—–~～";
const AGO = ["之前", "之后", "以前", "以后", "前", "后"];
const SPANS = ["个世纪", "世纪", "年半", "个半月", "个月", "个星期", "个小时", "小时", "分钟", "年", "月", "周", "天", "日", "代"];

function oneOf(text: string, at: number, words: readonly string[]): number {
  for (const word of words) if (text.startsWith(word, at)) return at + word.length;
  return -1;
}

/** The date that begins at an offset; the longest reading. */
export function readDate(text: string, at: number): DateMatch | null {
  const parts = readParts(text, at);
  if (parts === null) return readAgo(text, at);
  let norm = normOf(parts);
  if (parts.dated && CONNECTORS.includes(text[parts.end] || " ") && beginsNumber(text, parts.end + 1)) {
    const until = readParts(text, parts.end + 1);
    if (until?.dated === true || until?.clocked === true) {
      norm = intervalNorm(norm, parts, until);
      parts.end = until.end;
    }
  }
  return { end: parts.end, type: parts.dated ? "DATE" : "TIME", norm };
}

function readParts(text: string, at: number): Parts | null {
  const parts: Parts = {
    end: at,
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

const NUMERIC_DATE = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])/uy;

/** 2024-03-22, 2024/3/22, 2024.3.22. */
function readNumeric(text: string, parts: Parts): boolean {
  if (!isAsciiDigit(text.charCodeAt(parts.end)) || !isAsciiDigit(text.charCodeAt(parts.end + 3))) return false;
  NUMERIC_DATE.lastIndex = parts.end;
  const match = NUMERIC_DATE.exec(text);
  if (match === null) return false;
  const [all, year, , month, day] = match;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31 || !plausibleYear(Number(year))) return false;
  Object.assign(parts, { year: Number(year), month: Number(month), day: Number(day), dated: true });
  parts.end += all.length;
  return true;
}

function plausibleYear(year: number): boolean {
  return year >= 1000 && year < 2200;
}

/** 20世纪, 上世纪90年代, 1980年代, 八十年代. */
function readCentury(text: string, parts: Parts): void {
  let end = oneOf(text, parts.end, ["上世纪", "本世纪", "上个世纪"]);
  if (end < 0) {
    const prefix = text.startsWith("公元前", parts.end) ? 3 : 0;
    const number = beginsNumber(text, parts.end + prefix) ? readNumber(text, parts.end + prefix) : null;
    if (
      number !== null &&
      !number.vague &&
      number.value !== null &&
      number.value > 0 &&
      number.value < 30 &&
      text.startsWith("世纪", number.end)
    )
      end = number.end + 2;
  }
  const decadeAt = end < 0 ? parts.end : end;
  const decade = beginsNumber(text, decadeAt) ? readNumber(text, decadeAt) : null;
  if (decade !== null && !decade.scaled && decade.value !== null && decade.value % 10 === 0 && text.startsWith("年代", decade.end))
    end = decade.end + 2;
  if (end < 0) return;
  const ending = oneOf(text, end, DECADE_ENDINGS);
  parts.end = ending < 0 ? end : ending;
  parts.dated = parts.inexact = true;
}

function readYear(text: string, parts: Parts): void {
  if (parts.dated) return;
  let end = oneOf(text, parts.end, RELATIVE_YEARS);
  if (end >= 0) parts.inexact = true;
  else {
    const before = text.startsWith("公元前", parts.end);
    const start = before ? parts.end + 3 : text.startsWith("公元", parts.end) ? parts.end + 2 : parts.end;
    const number = beginsNumber(text, start) ? readNumber(text, start) : null;
    if (number === null || number.value === null || number.vague || number.scaled) return;
    if (text[number.end] !== "年" || text[number.end + 1] === "代") {
      readYearRange(text, parts, number);
      return;
    }
    const full = number.digits === 4 && plausibleYear(number.value);
    const short = number.digits === 2 && isMonthAt(text, number.end + 1);
    if (!full && !short && start === parts.end) return;
    end = number.end + 1;
    if (full && !before) parts.year = number.value;
    else parts.inexact = true;
  }
  parts.dated = true;
  parts.end = end;
  const ending = oneOf(text, end, YEAR_ENDINGS);
  if (ending >= 0 && !text.startsWith("前后", end) && !text.startsWith("以来", end)) {
    parts.end = ending;
    parts.inexact = true;
  }
}

/** 2008-2010年, 2008至2010年. */
function readYearRange(text: string, parts: Parts, first: NumberMatch): void {
  if (first.digits !== 4 || first.value === null || !plausibleYear(first.value) || !CONNECTORS.includes(text[first.end] || " ")) return;
  const second = beginsNumber(text, first.end + 1) ? readNumber(text, first.end + 1) : null;
  if (second === null || second.digits < 2 || second.digits > 4 || text[second.end] !== "年") return;
  parts.end = second.end + 1;
  parts.dated = parts.inexact = true;
}

function isMonthAt(text: string, at: number): boolean {
  const number = beginsNumber(text, at) ? readNumber(text, at) : null;
  return number?.value != null && number.value >= 1 && number.value <= 12 && text[number.end] === "月";
}

function readMonth(text: string, parts: Parts): void {
  let end = oneOf(text, parts.end, RELATIVE_MONTHS);
  if (end >= 0) parts.inexact = true;
  else {
    if (!isMonthAt(text, parts.end)) return;
    const number = readNumber(text, parts.end);
    if (number === null) return;
    parts.month = number.value;
    end = number.end + 1;
    if (text[end] === "份") end++;
  }
  parts.dated = true;
  parts.end = end;
  const ending = oneOf(text, end, MONTH_ENDINGS);
  if (ending >= 0 && text[ending - 1] !== "间" && text[ending - 1] !== "中") {
    parts.end = ending;
    parts.inexact = true;
  } else if (ending - end === 2) parts.end = ending;
}

/** Words that make 日 and 号 something else: 日元, 日本, 号线, 号楼. */
const NO_DAY = "元本均游军语韩俄产志线楼院店门机球位文令馆";

function readDay(text: string, parts: Parts): void {
  const relative = parts.dated ? -1 : oneOf(text, parts.end, RELATIVE_DAYS);
  if (relative >= 0) {
    parts.end = relative;
    parts.dated = parts.inexact = true;
    return;
  }
  const number = beginsNumber(text, parts.end) ? readNumber(text, parts.end) : null;
  if (number === null || number.value === null || number.value < 1 || number.value > 31 || number.digits > 2 || number.vague) return;
  if (text.charCodeAt(parts.end - 1) === 0x7b2c) return; // 第
  const mark = text[number.end];
  const follower = text[number.end + 1] ?? "";
  const monthly = parts.month !== null || parts.inexact;
  if (mark === "号" ? !monthly : mark !== "日") return;
  if (NO_DAY.includes(follower || " ") && !(follower === "本" && "报月周次届".includes(text[number.end + 2] || " "))) return;
  if (parts.year !== null && parts.month === null) return;
  parts.day = number.value;
  parts.end = number.end + 1;
  parts.dated = true;
}

function readWeekday(text: string, parts: Parts): void {
  let at = parts.end;
  const bracket = parts.dated && (text[at] === "（" || text[at] === "(");
  if (bracket) at++;
  const relative = parts.dated ? -1 : oneOf(text, at, RELATIVE_WEEKS);
  if (relative >= 0) {
    const named = WEEKDAYS.includes(text[relative] || " ") && !isWordOfWeekday(text, relative);
    parts.end = named ? relative + 1 : relative;
    parts.dated = parts.inexact = true;
    return;
  }
  const prefix = oneOf(text, at, ["星期", "礼拜", "周"]);
  if (prefix < 0 || !WEEKDAYS.includes(text[prefix] || " ") || isWordOfWeekday(text, prefix)) return;
  if (bracket && text[prefix + 1] !== "）" && text[prefix + 1] !== ")") return;
  parts.end = prefix + (bracket ? 2 : 1);
  parts.inexact = parts.inexact || parts.day === null;
  parts.dated = true;
}

/** 周一 in 周一鸣, 周天子: a name or another word; told by what follows. Wrong for names that go on with another character. */
function isWordOfWeekday(text: string, at: number): boolean {
  return "围岁年期到边".includes(text[at + 1] || " ") || (text[at] === "天" && text[at - 1] === "周");
}

const CLOCK = /(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?![\d:：])/uy;
const AFTER_CLOCK = "，。、左许钟整前后至到开出起（ 半";

function readClock(text: string, parts: Parts): void {
  let at = parts.end;
  if (parts.dated && text[at] === " " && text.charCodeAt(at + 1) < 0x3a) at++;
  const spoken = oneOf(text, at, DAY_PARTS);
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

function isColonNear(text: string, at: number): boolean {
  const [second, third] = [text[at + 1], text[at + 2]];
  return second === ":" || second === "：" || third === ":" || third === "：";
}

function setClock(parts: Parts, end: number, hour: number, minute: number | null, second: number | null): void {
  Object.assign(parts, { end, hour, minute, second, clocked: true });
}

/** 8点, 8时30分, 九点半. */
function readSpokenClock(text: string, parts: Parts, at: number, certain: boolean): boolean {
  const hour = beginsNumber(text, at) ? readNumber(text, at) : null;
  if (hour === null || hour.value === null || hour.value > 24 || hour.vague || hour.digits > 2) return false;
  const mark = text[hour.end];
  if (mark !== "点" && mark !== "时") return false;
  let end = hour.end + 1;
  const minute = beginsNumber(text, end) ? readNumber(text, end) : null;
  const exact = minute?.value != null && minute.value < 60 && text[minute.end] === "分" && text[minute.end + 1] !== "之";
  if (exact && minute !== null) end = minute.end + 1;
  else if (text[end] === "半" || text[end] === "整" || text[end] === "许") end++;
  else if (text.startsWith("多钟", end)) end += 2;
  else if (text.startsWith("钟", end)) end++;
  const bare = end === hour.end + 1;
  const known = certain || parts.dated;
  if (bare && !known && (hour.han || mark !== "时" || !AFTER_CLOCK.includes(text[end] || "，"))) return false;
  if (bare && "代候间期段常而".includes(text[end] || " ")) return false;
  if (bare && !known && mark === "点") return false;
  setClock(parts, end, hour.value, exact ? (minute?.value ?? null) : text[end - 1] === "半" ? 30 : null, null);
  return true;
}

/** 一年前, 三天后, 十多年前. */
function readAgo(text: string, at: number): DateMatch | null {
  const number = beginsNumber(text, at) ? readNumber(text, at) : null;
  if (number === null) return null;
  const unit = oneOf(text, number.end, SPANS);
  if (unit < 0 || text[unit - 1] === "代") return null;
  const end = oneOf(text, text[unit] === "多" ? unit + 1 : unit, AGO);
  if (end < 0 || "续天方来台果面备者提景期往进途".includes(text[end] || " ")) return null;
  return { end, type: "DATE", norm: null };
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

function normOf(parts: Parts): string | null {
  if (parts.dated) {
    if (parts.inexact) return null;
    const date = dateNorm(parts);
    return date === null || parts.hour === null || parts.day === null ? date : `${date}T${clockNorm(parts)}`;
  }
  return parts.inexact ? null : clockNorm(parts);
}

function dateNorm({ year, month, day }: Parts): string | null {
  if (year !== null)
    return pad(year, 4) + (month === null ? "" : `-${pad(month)}`) + (day === null || month === null ? "" : `-${pad(day)}`);
  if (month !== null) return `--${pad(month)}${day === null ? "" : `-${pad(day)}`}`;
  return day === null ? null : `---${pad(day)}`;
}

function clockNorm({ hour, minute, second }: Parts): string {
  return pad(hour ?? 0) + (minute === null ? ":00" : `:${pad(minute)}`) + (second === null ? "" : `:${pad(second)}`);
}

function intervalNorm(from: string | null, first: Parts, until: Parts): string | null {
  const filled = { ...until, year: until.year ?? first.year, month: until.month ?? (until.day === null ? null : first.month) };
  const to = normOf(filled);
  return from === null || to === null ? null : `${from}/${to}`;
}
