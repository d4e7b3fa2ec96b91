// What a Latin name names is told by the words round all its mentions in the document: 模型X, X公司, X说, 在X市.
import type { EntityType } from "../../pipeline/document.ts";
import { isAsciiDigit, isHanUnit, isSpaceUnit } from "../../text/hanzi.ts";
import { behindWord, endsWithWord, holds, unitAt, type WordList, wordsByFirst, wordsByLast } from "../../text/word-lists.ts";
import { Ballot } from "./ballots.ts";
import { isLatinUnit } from "./classes.ts";
import { createDraft, type Draft } from "./mentions.ts";

/** Words that speak for a type. */
interface TypedWords {
  readonly type: EntityType;
  readonly words: WordList;
}

/** Words right before a name. Ordinary words of the language; each speaks for one type. */
const BEFORE: readonly TypedWords[] = byType(wordsByLast, [
  [
    "PRODUCT",
    "模型 大模型 应用 软件 产品 工具 系统 平台 机器人 手机 芯片 处理器 版本 生成器 网站 游戏 引擎 助手 浏览器 框架 语言 程序 插件 型号 使用 利用 运用 基于 借助 采用 推出 发布 推出的 发布的 推出了 发布了 开发的 研发的 训练 升级版 跑车 轿车 客机 战机 导弹 火箭 卫星",
  ],
  ["ORG", "公司 企业 机构 集团 巨头 厂商 银行 收购 加盟 创办 创立 媒体 乐队 组合 组织 品牌 旗下 入股 投资方 对手"],
  ["PERSON", "先生 女士 教授 博士 总裁 经理 演员 歌手 作家 球员 选手 律师 医生 记者 编辑 网友 学者 创始人 主席 首席执行官"],
  ["PLACE", "来到 抵达 前往 位于 飞往 城市 小镇"],
]);

/** Words right behind a name. */
const BEHIND: readonly TypedWords[] = byType(wordsByFirst, [
  [
    "PRODUCT",
    "模型 大模型 软件 应用 系统 平台 手机 版本 版 生成 上线 问世 芯片 游戏 浏览器 的出现 的发布 可以 能够 能 框架 语言 账号 处理器 引擎",
  ],
  [
    "ORG",
    "公司 集团 首席 联合创始人 创始人 宣布 官网 总裁 团队 员工 CEO 旗下 股价 推出 发布 研发 收购 开发 董事 高管 方面 执行 总部 乐队 银行 大学",
  ],
  ["PERSON", "先生 博士 教授 女士 出生 毕业"],
  ["PLACE", "市 州 地区 岛 街 河 镇 县 机场 大街"],
]);

/** Words right behind a name that speaks: a person or an organisation. */
const SPEAKS: WordList = wordsByFirst("说 表示 认为 指出 称 坦言 写道 告诉 透露 补充 解释".split(" "));

function byType(make: (words: readonly string[]) => WordList, lists: readonly (readonly [EntityType, string])[]): readonly TypedWords[] {
  return lists.map(([type, words]) => ({ type, words: make(words.split(" ")) }));
}

/** Common nouns that Chinese writes in Latin letters: no names. */
const COMMON: ReadonlySet<string> = new Set(
  "ai agi aigc ar vr xr mr it ict gdp cpi ppi pmi ceo cfo cto coo cpu gpu npu api app apps pc tv ip id ui ux 3d 2d hd led lcd oled usb wifi wi-fi dna rna pdf ppt ipo vip kol kpi ok no yes dvd cd mv pk ktv diy faq www http https html css url sql email blog nlp llm sdk rgb gps suv mpv atm pos hr pr bug demo logo vlog up ps al pm am bgm cos cp fans npc".split(
    " ",
  ),
);
const LONGEST_COMMON = Math.max(...Array.from(COMMON, (word) => word.length));
/** Dashes and opening quotation marks (and the blank of Ogham) that may stand, like blanks, between a cue and its name, and how many. */
const MARKS_BEFORE = '\u1680—“"‘「（(';
const MOST_BEFORE = 4;
/** Between a name and the cue behind it. */
const MARKS_BEHIND = '\u1680”"’」';
const MOST_BEHIND = 3;
/** Votes of one cue; a mention that the model is sure of has 1. */
const CUE = 1.5;
/** UTF-16 units round a name that may hold marks and a cue. */
const FARTHEST_CUE = 7;

/** True for abbreviations that are common nouns (AI, GDP, CEO). */
export function isCommonNoun(name: string): boolean {
  return name.length <= LONGEST_COMMON && name.charCodeAt(0) < FIRST_HAN && COMMON.has(name.toLowerCase());
}

/** A Latin name without its blanks and capitals: Open AI and OpenAI are one name. */
export function foldLatin(name: string): string {
  for (let i = 0; i < name.length; i++)
    if (isSpaceUnit(name.charCodeAt(i)) || name.charCodeAt(i) === 0x1680) return name.replace(BLANKS, "").toLowerCase();
  return name.toLowerCase();
}

const BLANKS = /\s/gu;

/** Units from here on become no ASCII letter in lower case; the sign of Kelvin does. */
const FIRST_HAN = 0x3400;

/** Adds what the surroundings of one mention say to a ballot. A cue counts CUE votes. */
export function addCues(text: string, start: number, end: number, ballot: Ballot): void {
  let before = start;
  while (start - before < MOST_BEFORE && isMark(unitAt(text, before - 1), MARKS_BEFORE)) before--;
  let behind = end;
  while (behind - end < MOST_BEHIND && isMark(unitAt(text, behind), MARKS_BEHIND)) behind++;
  if (before === start) voteBefore(text, start, ballot);
  else voteBefore(text.slice(Math.max(0, start - FARTHEST_CUE), before), before - Math.max(0, start - FARTHEST_CUE), ballot);
  if (behind === end) voteBehind(text, end, ballot);
  else voteBehind(text.slice(behind, end + FARTHEST_CUE), 0, ballot);
  if (hasDigit(text, start, end)) ballot.add("PRODUCT", 0.5);
}

function isMark(unit: number, marks: string): boolean {
  return !isHanUnit(unit) && (isSpaceUnit(unit) || holds(marks, unit));
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (isAsciiDigit(text.charCodeAt(i))) return true;
  return false;
}

function voteBefore(text: string, start: number, ballot: Ballot): void {
  for (let i = 0; i < BEFORE.length; i++) {
    const { type, words } = BEFORE[i] as TypedWords;
    if (endsWithWord(text, start, words)) ballot.add(type, CUE);
  }
}

function voteBehind(text: string, end: number, ballot: Ballot): void {
  for (let i = 0; i < BEHIND.length; i++) {
    const { type, words } = BEHIND[i] as TypedWords;
    if (behindWord(text, end, words) >= 0) ballot.add(type, CUE);
  }
  if (behindWord(text, end, SPEAKS) < 0) return;
  ballot.add("PERSON", CUE / 2);
  ballot.add("ORG", CUE / 2);
}

/** Cue votes that a name needs when the model saw none of its mentions, and the share of the winner. */
const LEAST_CUES = 1;
const LEAST_SHARE = 0.6;
const CUED_SCORE = 0.6;
const LONGEST = 30;

/**
 * The words with a capital that no mention reaches into.
 *
 * @param mentions sorted and disjoint
 */
export function looseWords(text: string, mentions: readonly Draft[]): Map<string, LooseWord> {
  const words = new Map<string, LooseWord>();
  let next = 0;
  for (let at = capitalFrom(text, 0); at >= 0; ) {
    if (isWordUnit(unitAt(text, at - 1))) {
      at = capitalFrom(text, at + 1);
      continue;
    }
    const end = wordEnd(text, at);
    while (next < mentions.length && (mentions[next] as Draft).end <= at) next++;
    const taken = next < mentions.length && (mentions[next] as Draft).start < end;
    if (!taken && end - at > 1 && end - at <= LONGEST) addWord(text, at, end, words);
    at = capitalFrom(text, end + 1);
  }
  return words;
}

/**
 * Loose words as names, where the words round their mentions say what they are.
 *
 * @returns sorted and disjoint
 */
export function findCued(text: string, words: ReadonlyMap<string, LooseWord>): Draft[] {
  const found: Draft[] = [];
  for (const [name, word] of words) addCued(text, name, word, found);
  return found.sort((one, two) => one.start - two.start);
}

/** A word with a capital where no mention stands. */
export interface LooseWord {
  /** Offsets, in order. */
  readonly places: number[];
  /** What the words round these places say. */
  readonly ballot: Ballot;
}

function addWord(text: string, start: number, end: number, words: Map<string, LooseWord>): void {
  const name = text.slice(start, end);
  let word = words.get(name);
  if (word === undefined) {
    if (isCommonNoun(name)) return;
    word = { places: [], ballot: new Ballot() };
    words.set(name, word);
  }
  word.places.push(start);
  addCues(text, start, end, word.ballot);
}

function addCued(text: string, name: string, { places, ballot }: LooseWord, found: Draft[]): void {
  const { winner, most, total } = ballot;
  if (winner === null || total < LEAST_CUES || most < LEAST_SHARE * total) return;
  for (const start of places) found.push(createDraft(text, start, start + name.length, winner, null, CUED_SCORE));
}

const CAPITAL = /[A-Z]/gu;

/** The next capital from an offset on, -1 when there is none: V8's search takes a third of the time of a loop. */
function capitalFrom(text: string, at: number): number {
  CAPITAL.lastIndex = at;
  return CAPITAL.test(text) ? CAPITAL.lastIndex - 1 : -1;
}

function isWordUnit(unit: number): boolean {
  return isLatinUnit(unit) || isAsciiDigit(unit) || unit === 0x2d || unit === 0x2e || unit === 0x2f || unit === 0x40 || unit === 0x5f;
}

/** Letters and digits, with hyphens and dots between them: GPT-3.5. */
function wordEnd(text: string, at: number): number {
  let end = at + 1;
  for (;;) {
    const unit = unitAt(text, end);
    if (isLatinUnit(unit) || isAsciiDigit(unit)) end++;
    else if ((unit === 0x2d || unit === 0x2e) && (isLatinUnit(unitAt(text, end + 1)) || isAsciiDigit(unitAt(text, end + 1)))) end += 2;
    else return end;
  }
}
