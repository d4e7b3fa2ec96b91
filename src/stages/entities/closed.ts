// Closed types by grammar: one walk over the text, a character table as the gate, and a reader for each kind of beginning.
import type { EntityType } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { mailAround, phoneEnd, urlEnd } from "./addresses.ts";
import { readAmount, readSignedMoney, UNIT_BEGINNINGS } from "./amounts.ts";
import { readDate } from "./dates.ts";
import { readMarked } from "./marks.ts";
import { beginsNumber, readNumber } from "./numbers.ts";

/** A mention found by grammar. */
export interface ClosedMention extends Span {
  readonly type: EntityType;
  readonly norm: string | null;
  readonly score: number;
}

const GATE = { none: 0, number: 1, date: 2, book: 3, sign: 4, url: 5, mail: 6, bracket: 7 } as const;

function buildGate(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const set = (characters: string, value: number): void => {
    for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = value;
  };
  set("去今昨前明后上下本这公周星礼凌清早中正午傍晚深半夜当", GATE.date);
  set("0123456789０１２３４５６７８９〇零○一二两三四五六七八九十百千几数+", GATE.number);
  set("《", GATE.book);
  set("$＄¥￥€£UHNR人新C", GATE.sign);
  set("hwf", GATE.url);
  set("@", GATE.mail);
  set("（(", GATE.bracket);
  return table;
}

const GATES: Uint8Array = buildGate();

/** Second characters of the words that begin a date without a number: 去年, 上周, 周二, 晚8点. */
const DATE_SECONDS: ReadonlyMap<number, string> = new Map(
  Object.entries({
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
  }).map(([first, seconds]) => [first.charCodeAt(0), seconds]),
);

/** True where a date word without a number may begin. */
function mayBeDate(text: string, at: number): boolean {
  return at + 1 < text.length && (DATE_SECONDS.get(text.charCodeAt(at)) ?? "").includes(text[at + 1] as string);
}

/** Units that may stand behind a number so that it is more than a number. */
const FOLLOWERS: Uint8Array = buildFollowers();

function buildFollowers(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const others = "年月日号点时世个分比多余万亿百千%％‰:：/-—–~～至到.． 周星天小代半元块人美欧英港台韩卢泰法澳加新比里雷马越令迪第克瑞";
  for (const letter of [...UNIT_BEGINNINGS, ...others]) table[letter.charCodeAt(0)] = 1;
  for (let digit = 0; digit < 10; digit++) table[0x30 + digit] = table[0xff10 + digit] = 1;
  return table;
}

/** All mentions of closed types, in order, disjoint. Offsets are UTF-16 units of `text`. */
export function findClosed(text: string): ClosedMention[] {
  const found: ClosedMention[] = [];
  let at = 0;
  let before = 0;
  const { length } = text;
  while (at < length) {
    const gate = GATES[text.charCodeAt(at)] ?? 0;
    if (gate === GATE.none) {
      at++;
      continue;
    }
    const mention = readAt(text, at, gate, before);
    if (mention === null) at = gate === GATE.number ? skipNumber(text, at) : at + 1;
    else {
      found.push(mention);
      at = before = mention.end;
    }
  }
  return found;
}

/** Behind a number that led to nothing: its later characters are no number of their own. */
function skipNumber(text: string, at: number): number {
  return readNumber(text, at)?.end ?? at + 1;
}

function readAt(text: string, at: number, gate: number, before: number): ClosedMention | null {
  switch (gate) {
    case GATE.number:
      return readNumbered(text, at);
    case GATE.date:
      return mayBeDate(text, at) ? readDated(text, at) : null;
    case GATE.book:
      return readMarked(text, at);
    case GATE.sign: {
      const money = readSignedMoney(text, at);
      return money === null ? null : { start: at, score: 0.98, ...money };
    }
    case GATE.url: {
      const end = urlEnd(text, at);
      return end < 0 ? null : { start: at, end, type: "URL", norm: text.slice(at, end), score: 0.99 };
    }
    case GATE.mail: {
      const span = mailAround(text, at, before);
      return span === null ? null : { ...span, type: "EMAIL", norm: text.slice(span.start, span.end).toLowerCase(), score: 0.99 };
    }
    default:
      return readPhone(text, at);
  }
}

function readDated(text: string, at: number): ClosedMention | null {
  const date = readDate(text, at);
  return date === null ? null : { start: at, score: 0.95, ...date };
}

function readPhone(text: string, at: number): ClosedMention | null {
  const end = phoneEnd(text, at);
  return end < 0 ? null : { start: at, end, type: "PHONE", norm: text.slice(at, end), score: 0.95 };
}

/** Characters before a number that make it a name or an ordinal: 第三, GPT-4, V2, 3.5. */
function isOrdinalOrName(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (at === 0) return false;
  if (before === 0x7b2c || before === 0x2e || before === 0x5f) return true; // 第 . _
  if ((before | 0x20) >= 0x61 && (before | 0x20) <= 0x7a) return true;
  const hyphened = before === 0x2d && at > 1;
  const earlier = text.charCodeAt(at - 2) | 0x20;
  return hyphened && earlier >= 0x61 && earlier <= 0x7a;
}

/** The longest reading wins: date, telephone number or amount. */
function readNumbered(text: string, at: number): ClosedMention | null {
  const phone = readPhone(text, at);
  if (phone !== null) return phone;
  if (!beginsNumber(text, at) || isOrdinalOrName(text, at)) return null;
  const number = readNumber(text, at);
  if (number === null || (!number.vague && !number.scaled && FOLLOWERS[text.charCodeAt(number.end)] !== 1)) return null;
  const date = readDated(text, at);
  const amount = readAmount(text, at);
  if (date !== null && (amount === null || date.end >= amount.end)) return date;
  if (amount === null) return null;
  return { start: at, score: amount.type === "QUANTITY" ? 0.85 : 0.97, ...amount };
}
