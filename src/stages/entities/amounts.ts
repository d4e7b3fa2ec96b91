// Money, percentages and quantities.
import { isAsciiLetter } from "../../text/hanzi.ts";
import { behindWord, holds, isOneOf, unitAt, type WordList, wordAt, wordsByFirst } from "../../text/word-lists.ts";
import { type NumberMatch, readNumber } from "./numbers.ts";

/** An amount in a text. */
export interface AmountMatch {
  readonly end: number;
  readonly type: "MONEY" | "PERCENT" | "QUANTITY";
  /** "7000000000000 USD", "60 %", "60 秒"; null where the number is vague. */
  readonly norm: string | null;
}

/** Currency words, ISO 4217. Longer ones first. */
const CURRENCIES: readonly (readonly [string, string])[] = [
  ["元人民币", "CNY"],
  ["元港币", "HKD"],
  ["元新台币", "TWD"],
  ["元台币", "TWD"],
  ["新加坡元", "SGD"],
  ["瑞士法郎", "CHF"],
  ["人民币", "CNY"],
  ["新台币", "TWD"],
  ["加拿大元", "CAD"],
  ["美元", "USD"],
  ["美金", "USD"],
  ["欧元", "EUR"],
  ["英镑", "GBP"],
  ["日元", "JPY"],
  ["日圆", "JPY"],
  ["韩元", "KRW"],
  ["港元", "HKD"],
  ["港币", "HKD"],
  ["台币", "TWD"],
  ["澳元", "AUD"],
  ["加元", "CAD"],
  ["新元", "SGD"],
  ["新币", "SGD"],
  ["卢布", "RUB"],
  ["卢比", "INR"],
  ["泰铢", "THB"],
  ["法郎", "CHF"],
  ["比索", "PHP"],
  ["里拉", "TRY"],
  ["雷亚尔", "BRL"],
  ["马克", "DEM"],
  ["越南盾", "VND"],
  ["令吉", "MYR"],
  ["迪拉姆", "AED"],
  ["第纳尔", "DIN"],
  ["克朗", "SEK"],
  ["块钱", "CNY"],
  ["块", "CNY"],
  ["元", "CNY"],
];

/** Signs that stand before the number. */
const SIGNS: readonly (readonly [string, string])[] = [
  ["US$", "USD"],
  ["HK$", "HKD"],
  ["NT$", "TWD"],
  ["USD", "USD"],
  ["RMB", "CNY"],
  ["CNY", "CNY"],
  ["人民币", "CNY"],
  ["新台币", "TWD"],
  ["$", "USD"],
  ["＄", "USD"],
  ["¥", "CNY"],
  ["￥", "CNY"],
  ["€", "EUR"],
  ["£", "GBP"],
];

/** Units and measure words; grammar books list about 150, these are the common ones. Longest first within one beginning. */
const UNITS: readonly string[] =
  "平方公里 平方千米 平方米 平方英里 平方英尺 平方厘米 立方米 立方厘米 个百分点 百分点 公里 千米 厘米 毫米 微米 纳米 分米 米 英里 英尺 英寸 海里 光年 公顷 英亩 亩 公斤 千克 毫克 微克 公吨 吨 克 磅 盎司 斤 两 升 毫升 加仑 桶 摄氏度 华氏度 度电 度 千瓦时 千瓦 兆瓦 瓦特 瓦 伏特 伏 安培 赫兹 兆赫 马力 节 个世纪 世纪 周年 年半 个半月 个月 个星期 个小时 个半小时 小时 分钟 秒钟 毫秒 秒 刻钟 年 周 天 星期 岁 倍 万倍 比特 字节 像素 帧 个 名 位 人 人次 家 条 项 件 次 种 部 张 台 辆 架 艘 座 栋 幢 间 套 所 支 只 头 匹 棵 株 朵 颗 粒 枚 块 片 篇 首 本 册 卷 章 集 季 届 场 局 轮 回 遍 趟 步 层 级 代 户 口 对 双 副 组 批 群 队 班 排 份 封 款 门 类 成 股 笔 票 席 字 字节 句 行 页 幅 幕 站 道 点 厘 分 例 宗 起 样 杯 瓶 盒 箱 袋 包 碗 盘 滴 根 把 面 顶 扇 盏 发 枪 箭 拳 脚 口 声 阵 丝 股 国 省 市 县 区 镇 村 校 院 员 兆 胎 英镑 人份 车次 航班 站 集 期 幅 亿倍 fps GB MB TB KB kg km cm mm ml nm s Hz GHz MHz kWh mAh".split(
    " ",
  );
/** Units that count with 一: with others, 一 is mostly an article (一个, 一种). */
const MEASURES =
  "平方公里 平方米 立方米 公里 千米 厘米 毫米 米 英里 英尺 公斤 千克 吨 克 升 世纪 年半 个月 个小时 小时 分钟 秒钟 秒 年 周 周年 岁 倍 个星期 星期".split(
    " ",
  );
const NOT_UNIT_BEFORE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    年: "级代前后糕纪龄轻",
    月: "",
    天: "使下才空气",
    点: "击评赞名",
    分: "之别成为析布子享",
    成: "为立长功员都",
    本: "身来人书国质",
    家: "庭长里人属",
    国: "家内际",
    市: "场民值",
    人: "民工类物员生",
    面: "对临积",
    口: "号中",
    道: "路理德",
    起: "来码初到诉",
    代: "表替价理码",
    行: "动为业",
    发: "展现生布",
    声: "音明",
    会: "",
    对: "于方手",
    部: "分门长",
    集: "团中合",
    期: "间待望",
    级: "别",
    周: "围边",
    场: "景所面",
    季: "度节",
    股: "票份东权市",
    块: "",
    位: "于置",
    字: "",
    条: "件",
    门: "户口",
    队: "伍员",
    站: "在长点",
    元: "",
    校: "长园",
    院: "长士",
    员: "工",
    区: "域别块间",
    省: "份",
    把: "握",
    样: "子本",
    面积: "",
    票: "房",
    步: "骤行",
    两: "",
    克: "",
    节: "日目",
    度: "假",
    成本: "",
  }),
);
const FRACTION_OF = "分之";
const PART = 0x5206; // 分

/** As `wordsByFirst`, longer words first. */
function longestFirst(words: readonly string[]): WordList {
  return wordsByFirst([...words].sort((one, two) => two.length - one.length));
}

const UNITS_BY_FIRST = longestFirst(UNITS);
/** First UTF-16 units of all units and measure words. */
export const UNIT_BEGINNINGS: readonly number[] = [...UNITS_BY_FIRST.keys()];
const MEASURES_BY_FIRST = longestFirst(MEASURES);
/** Those of the units that count with 一. */
export const MEASURE_BEGINNINGS: readonly number[] = [...MEASURES_BY_FIRST.keys()];
const CURRENCIES_BY_FIRST = longestFirst(CURRENCIES.map(([word]) => word));
export const CURRENCY_BEGINNINGS: readonly number[] = [...CURRENCIES_BY_FIRST.keys()];
const SIGNS_BY_FIRST = wordsByFirst(SIGNS.map(([sign]) => sign));
const CURRENCY_CODES: ReadonlyMap<string, string> = new Map([...CURRENCIES, ...SIGNS]);
/** Alone before a unit, these count nothing (几个) or begin another word (百度, 千克). */
const VAGUE_ALONE = "几数百千万零";
const RANGE_MARKS = "-—–~～至到";

/** The amount that begins with a number at an offset. */
export function readAmount(text: string, at: number, first: NumberMatch): AmountMatch | null {
  if (unitAt(text, first.end) === PART && text.startsWith(FRACTION_OF, first.end)) return readFraction(text, first);
  const second = isOneOf(text, first.end, RANGE_MARKS) ? readNumber(text, first.end + 1) : null; // 15-20倍, 三到五年
  const last = second ?? first;
  const value = second === null ? certainValue(first) : null;
  const unitStart = unitAt(text, last.end) === 0x20 ? last.end + 1 : last.end;
  return (
    readPercent(text, last.end, value, first) ??
    readMoney(text, unitStart, value) ??
    readScore(text, first) ??
    readQuantity(text, at, unitStart, last, value)
  );
}

function certainValue(number: NumberMatch): number | null {
  return number.vague ? null : number.value;
}

function readFraction(text: string, first: NumberMatch): AmountMatch | null {
  const at = first.end + FRACTION_OF.length;
  const second = readNumber(text, at);
  if (second === null) return null;
  const percent = first.value === 100;
  const norm =
    second.value === null ? null : percent ? `${second.value} %` : first.value === null ? null : `${second.value}/${first.value}`;
  return { end: second.end, type: percent ? "PERCENT" : "QUANTITY", norm };
}

function readPercent(text: string, at: number, value: number | null, first: NumberMatch): AmountMatch | null {
  const mark = unitAt(text, at);
  if (isPercent(mark) || mark === PERMILLE)
    return { end: at + 1, type: "PERCENT", norm: value === null ? null : `${value} ${mark === PERMILLE ? "‰" : "%"}` };
  if (mark === PIECE && text.startsWith("个百分点", at))
    return { end: at + 4, type: "PERCENT", norm: value === null ? null : `${value} pp` };
  if (isPercent(unitAt(text, first.end)) && isOneOf(text, first.end + 1, RANGE_MARKS)) {
    const second = readNumber(text, first.end + 2);
    if (second !== null && isPercent(unitAt(text, second.end))) return { end: second.end + 1, type: "PERCENT", norm: null };
  }
  return null;
}

function isPercent(unit: number): boolean {
  return unit === 0x25 || unit === 0xff05;
}

const PERMILLE = 0x2030;
const PIECE = 0x4e2a; // 个

function readMoney(text: string, at: number, value: number | null): AmountMatch | null {
  const unit = wordAt(text, at, CURRENCIES_BY_FIRST);
  if (unit === null) return null;
  const end = at + unit.length;
  if (unit === "块" && !isOneOf(text, end, "，。！？、；的）")) return null;
  if (unit === "元" && isOneOf(text, end, "素旦宵宇年月朝代")) return null;
  return { end, type: "MONEY", norm: value === null ? null : `${value} ${CURRENCY_CODES.get(unit) ?? ""}` };
}

/** The amount behind a currency sign or word at an offset. */
export function readSignedMoney(text: string, at: number): AmountMatch | null {
  const sign = wordAt(text, at, SIGNS_BY_FIRST);
  if (sign === null) return null;
  const start = at + sign.length;
  const number = readNumber(text, unitAt(text, start) === 0x20 ? start + 1 : start);
  if (number === null) return null;
  const value = certainValue(number);
  const unit = wordAt(text, number.end, CURRENCIES_BY_FIRST);
  return {
    end: number.end + (unit === null || unit === "块" ? 0 : unit.length),
    type: "MONEY",
    norm: value === null ? null : `${value} ${CURRENCY_CODES.get(sign) ?? ""}`,
  };
}

/** 3比1, 21:19 is left to the clock; 1/4. */
function readScore(text: string, first: NumberMatch): AmountMatch | null {
  if (first.digits === 0 || first.digits > 3) return null;
  const mark = unitAt(text, first.end);
  if (mark !== RATIO && (mark !== SLASH || first.han)) return null;
  const second = readNumber(text, first.end + 1);
  if (second === null || second.digits === 0 || second.digits > 3) return null;
  if (mark === SLASH && (unitAt(text, second.end) === SLASH || first.digits > 2)) return null;
  return { end: second.end, type: "QUANTITY", norm: `${first.value}${mark === RATIO ? ":" : "/"}${second.value}` };
}

const RATIO = 0x6bd4; // 比
const SLASH = 0x2f;

function readQuantity(text: string, at: number, unitStart: number, last: NumberMatch, value: number | null): AmountMatch | null {
  const vague = isOneOf(text, at, VAGUE_ALONE);
  if (vague && last.end === at + 1) return null;
  const onlyOne = last.end === at + 1 && text[at] === "一";
  const unit = wordAt(text, unitStart, onlyOne ? MEASURES_BY_FIRST : UNITS_BY_FIRST);
  if (last.han && last.end < behindWord(text, at, NO_AMOUNTS)) return null;
  if (unit !== null && isUnit(text, unitStart, unit, last)) {
    const end = unitEnd(text, unitStart + unit.length);
    return { end, type: "QUANTITY", norm: value === null ? null : `${value} ${unit}` };
  }
  const bare = last.scaled && last.value !== null && last.end - at > 1 && !vague;
  return bare ? { end: last.end, type: "QUANTITY", norm: value === null ? null : String(value) } : null;
}

/** Words that look like a number and a unit: very, all around, ten out of ten, a hundred percent sure. */
const NO_AMOUNTS = wordsByFirst(["十分", "四周", "万一", "八方", "百姓", "千里", "万里", "一两"]);

function isUnit(text: string, at: number, unit: string, last: NumberMatch): boolean {
  const follower = unitAt(text, at + unit.length);
  if (holds(NOT_UNIT_BEFORE.get(unit) ?? "", follower)) return false;
  return unit.charCodeAt(0) >= 0x80 || (!last.han && !isAsciiLetter(follower));
}

/** 万 or 半 and 多 behind a unit belong to it: 三年多, 两个半. */
function unitEnd(text: string, end: number): number {
  return isOneOf(text, end, "多半") && !isOneOf(text, end + 1, "数少么") ? end + 1 : end;
}
