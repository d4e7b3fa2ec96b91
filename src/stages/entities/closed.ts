// Closed types by grammar: one walk over the text, a character table as the gate, and a reader for each kind of beginning.

import { holds, unitAt } from "../../text/word-lists.ts";
import { mailAround, phoneEnd, urlEnd } from "./addresses.ts";
import { type AmountMatch, CURRENCY_BEGINNINGS, MEASURE_BEGINNINGS, readAmount, readSignedMoney, UNIT_BEGINNINGS } from "./amounts.ts";
import { DATE_FOLLOWERS, type DateMatch, readDate } from "./dates.ts";
import { readMarked } from "./marks.ts";
import { createDraft, type Draft } from "./mentions.ts";
import { isNumeral, isSmallNumeral, type NumberMatch, readNumber } from "./numbers.ts";

/** What may begin at a unit. From `date` on only where a second unit fits (`PAIRS`). */
const GATE = { none: 0, number: 1, book: 2, sign: 3, mail: 4, date: 8, word: 9, url: 10, phone: 11 } as const;
/** Set for units that may stand behind a number so that it is more than a number, and for those behind which it may be a date. */
const FOLLOWS = 0x80;
const DATES = 0x40;
const GATE_BITS = 0x0f;
const PAIRED = 8;

/** First units and the second ones of the words that begin a date without a number: 去年, 上周, 周二, 晚8点. */
const DATE_PAIRS = {
  去: "年",
  今: "年天日晚早晨夜",
  昨: "天日晚夜晨",
  前: "年天日晚",
  明: "年天日晚早晨",
  后: "年天",
  上: "周个月星世上午",
  下: "周个月星午",
  本: "周月世星",
  这: "周个星",
  公: "元",
  周: "一二三四五六日天末",
  星: "期",
  礼: "拜",
  凌: "晨",
  清: "晨早",
  早: "上晨0123456789一二三四五六七八九十",
  中: "午",
  正: "午",
  午: "后夜",
  傍: "晚",
  晚: "上间0123456789一二三四五六七八九十",
  深: "夜",
  半: "夜",
  夜: "间里",
  当: "晚",
};
/** Of currencies before their amounts: US$, HK$, NT$, RMB, CNY, 人民币, 新台币. */
const WORD_PAIRS = { U: "S", H: "K", N: "T", R: "M", C: "N", 人: "民", 新: "台" };
const URL_PAIRS = { h: "t", w: "w", f: "t" };
/** Of telephone numbers that begin with no digit. */
const PHONE_PAIRS = { "（": "0", "(": "0", "+": "0123456789" };
const ALL_PAIRS = { ...DATE_PAIRS, ...WORD_PAIRS, ...URL_PAIRS, ...PHONE_PAIRS };

const PAIRS: ReadonlySet<number> = new Set(
  Object.entries(ALL_PAIRS).flatMap(([first, seconds]) => unitsOf(seconds).map((second) => pairOf(first.charCodeAt(0), second))),
);

function pairOf(first: number, second: number): number {
  return (first << 16) | second;
}

const FOLLOWERS =
  "0123456789０１２３４５６７８９年月日号点时世个分比多余万亿百千%％‰:：/-—–~～至到.． 周星天小代半元块人美欧英港台韩卢泰法澳加新比里雷马越令迪第克瑞";

/** The units at which each gate opens. */
const GATE_UNITS: readonly (readonly [number, string])[] = [
  [GATE.date, Object.keys(DATE_PAIRS).join("")],
  [GATE.number, "0123456789０１２３４５６７８９〇零○一二两三四五六七八九十百千几数"],
  [GATE.book, "《"],
  [GATE.sign, "$＄¥￥€£"],
  [GATE.word, Object.keys(WORD_PAIRS).join("")],
  [GATE.url, Object.keys(URL_PAIRS).join("")],
  [GATE.mail, "@"],
  [GATE.phone, Object.keys(PHONE_PAIRS).join("")],
];

/** Gate and bits of each unit. */
const GATES: Uint8Array = buildGates();

function unitsOf(characters: string): number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}

function mark(table: Uint8Array, units: Iterable<number>, bits: number): void {
  for (const unit of units) table[unit] = (table[unit] as number) | bits;
}

function buildGates(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [gate, characters] of GATE_UNITS) mark(table, unitsOf(characters), gate);
  mark(table, UNIT_BEGINNINGS, FOLLOWS);
  mark(table, unitsOf(FOLLOWERS), FOLLOWS);
  mark(table, unitsOf(DATE_FOLLOWERS), DATES);
  return table;
}

/** Kinds of beginnings, one bit each: something may begin at a unit where one of its bits is also one of the next unit's. */
const BEGINS = { always: 1, numeral: 2, one: 4, vague: 8, day: 0x10, hour: 0x20, word: 0x40 } as const;
/** Alone, 几 数 零 count nothing; 一 does with some units only. */
const VAGUE = "几数零";
const ONE = 0x4e00;
/** First units of words whose second ones are much the same; `PAIRS` looks closer. */
const DAY_BEGINNINGS = "去今昨前明后上下本这";
/** Behind a numeral: what goes on with it, and what makes it more than a number, units of measure apart. */
const BEHIND_NUMERAL = `〇零○一二两三四五六七八九十百千万亿几数多余个比分%％‰ ${DATE_FOLLOWERS}`;

const FIRSTS: Uint8Array = buildFirsts();
const SECONDS: Uint8Array = buildSeconds();

function buildFirsts(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [gate, characters] of GATE_UNITS)
    for (const unit of unitsOf(characters))
      if (gate < PAIRED) table[unit] = gate === GATE.number && isSmallNumeral(unit) ? BEGINS.numeral : BEGINS.always;
  table[ONE] = BEGINS.one;
  for (const unit of unitsOf(VAGUE)) table[unit] = BEGINS.vague;
  for (const first of Object.keys(ALL_PAIRS)) table[first.charCodeAt(0)] = beginningOf(first);
  return table;
}

function beginningOf(first: string): number {
  if (!Object.hasOwn(DATE_PAIRS, first)) return BEGINS.word;
  return DAY_BEGINNINGS.includes(first) ? BEGINS.day : BEGINS.hour;
}

function buildSeconds(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(BEGINS.always);
  const all = BEGINS.numeral | BEGINS.one | BEGINS.vague;
  mark(table, unitsOf(BEHIND_NUMERAL), all);
  mark(table, CURRENCY_BEGINNINGS, all);
  mark(table, UNIT_BEGINNINGS, BEGINS.numeral);
  mark(table, MEASURE_BEGINNINGS, BEGINS.one);
  // What no number is read with is left out for all of them.
  for (let unit = 0; unit < table.length; unit++)
    if (!isNumeral(unit) && ((GATES[unit] as number) & FOLLOWS) === 0) table[unit] = (table[unit] as number) & ~all;
  for (const [first, seconds] of Object.entries(ALL_PAIRS)) mark(table, unitsOf(seconds), beginningOf(first));
  return table;
}

/** Places of a text that are looked at together. */
const WINDOW = 16_384;
const PLACES = new Int32Array(WINDOW);

/** Notes the places between two offsets at which something may begin, without a branch: they come in no order. Gives their count. */
function notePlaces(units: Uint16Array, from: number, to: number): number {
  let count = 0;
  let first = units[from] as number;
  for (let at = from; at < to; at++) {
    const second = units[at + 1] as number;
    PLACES[count] = at;
    count += (((FIRSTS[first] as number) & (SECONDS[second] as number)) + 0xff) >> 8;
    first = second;
  }
  return count;
}

/**
 * All mentions of closed types, in order, disjoint. Offsets are UTF-16 units of `text`.
 *
 * @param units of the text, and a zero behind them
 */
export function findClosed(text: string, units: Uint16Array): Draft[] {
  const found: Draft[] = [];
  let before = 0;
  let next = 0;
  for (let from = 0; from < text.length; from += WINDOW) {
    const count = notePlaces(units, from, Math.min(text.length, from + WINDOW));
    for (let i = 0; i < count; i++) {
      const at = PLACES[i] as number;
      if (at < next) continue;
      const gate = (GATES[units[at] as number] as number) & GATE_BITS;
      if (isFalseStart(units, at, gate)) continue;
      const number = gate === GATE.number ? readNumber(text, at) : null;
      const mention = gate === GATE.number ? readNumbered(text, at, number) : readAt(text, at, gate, before);
      if (mention !== null) {
        found.push(mention);
        next = before = mention.end;
      } else if (number !== null) next = number.end; // the later characters of a number are no number of their own
    }
  }
  return found;
}

/** No second unit of a word behind its first; 一个 or 几个 with nothing behind it that counts. */
function isFalseStart(units: Uint16Array, at: number, gate: number): boolean {
  const first = units[at] as number;
  const second = units[at + 1] as number;
  if (gate >= PAIRED) return !PAIRS.has(pairOf(first, second));
  return (
    second === PIECE && ((FIRSTS[first] as number) & (BEGINS.one | BEGINS.vague)) !== 0 && !holds(BEHIND_PIECE, units[at + 2] as number)
  );
}

const PIECE = 0x4e2a; // 个
/** Of 个半月, 个百分点, 个小时, 个星期, 个世纪. */
const BEHIND_PIECE = "半月百小星世";

/** True when the unit at an offset has one of the bits. */
function has(text: string, at: number, bits: number): boolean {
  return ((GATES[unitAt(text, at)] as number) & bits) !== 0;
}

/** What begins at an offset, other than a number. */
function readAt(text: string, at: number, gate: number, before: number): Draft | null {
  switch (gate) {
    case GATE.date:
      return toDraft(text, at, readDate(text, at, null), 0.95);
    case GATE.book:
      return readMarked(text, at);
    case GATE.sign:
    case GATE.word:
      return toDraft(text, at, readSignedMoney(text, at), 0.98);
    case GATE.url: {
      const end = urlEnd(text, at);
      return end < 0 ? null : createDraft(text, at, end, "URL", text.slice(at, end), 0.99);
    }
    case GATE.mail: {
      const span = mailAround(text, at, before);
      if (span === null) return null;
      return createDraft(text, span.start, span.end, "EMAIL", text.slice(span.start, span.end).toLowerCase(), 0.99);
    }
    default:
      return readPhone(text, at);
  }
}

function toDraft(text: string, at: number, match: DateMatch | AmountMatch | null, score: number): Draft | null {
  return match === null ? null : createDraft(text, at, match.end, match.type, match.norm, score);
}

function readPhone(text: string, at: number): Draft | null {
  const end = phoneEnd(text, at);
  return end < 0 ? null : createDraft(text, at, end, "PHONE", text.slice(at, end), 0.95);
}

/** Characters before a number that make it a name or an ordinal: 第三, GPT-4, V2, 3.5. */
function isOrdinalOrName(text: string, at: number): boolean {
  if (at === 0) return false;
  const before = text.charCodeAt(at - 1);
  if (before === 0x7b2c || before === 0x2e || before === 0x5f) return true; // 第 . _
  if ((before | 0x20) >= 0x61 && (before | 0x20) <= 0x7a) return true;
  if (before !== 0x2d || at === 1) return false;
  const earlier = text.charCodeAt(at - 2) | 0x20;
  return earlier >= 0x61 && earlier <= 0x7a;
}

/** The longest reading wins: date, telephone number or amount. */
function readNumbered(text: string, at: number, number: NumberMatch | null): Draft | null {
  const phone = readPhone(text, at);
  if (phone !== null) return phone;
  if (number === null || isOrdinalOrName(text, at)) return null;
  if (!number.vague && !number.scaled && !has(text, number.end, FOLLOWS)) return null;
  const date = has(text, number.end, DATES) ? readDate(text, at, number) : null;
  const amount = readAmount(text, at, number);
  if (date !== null && (amount === null || date.end >= amount.end)) return toDraft(text, at, date, 0.95);
  return toDraft(text, at, amount, amount?.type === "QUANTITY" ? 0.85 : 0.97);
}
