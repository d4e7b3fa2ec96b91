import { CUE_WORDS, type CueClass, type CueWord } from "./lexicon.ts";
import { traitsOf, VERBAL } from "./traits.ts";
import { CUE, classify, classifyUnit, classOf, emptyList, holds, MANNER, NOT_BEFORE, NOT_BEHIND, type Source, standsAt } from "./units.ts";

/** A cue in the text; UTF-16 offsets. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  /** The verb proper; `start` may lie before it (笑着说, 解释说). */
  readonly word: string;
  readonly kind: CueClass;
  readonly entry: CueWord;
  /** Used as a noun (他的回答, 专家的担忧): reports only with a colon, 是 or 据 around it. */
  readonly noun: boolean;
  /** Closed by 说, 道 or 称 (解释说): takes any reported clause. */
  readonly closed: boolean;
  /** Frames a quotation, and so reports nothing else. */
  frames: boolean;
}

/** Manner words that belong to a following 说, 道 or 称 (笑着说, 解释说). */
const MANNER_WORDS =
  "笑着|解释|补充|强调|回忆|感叹|感慨|提醒|警告|评论|回答|回应|反驳|继续|接着|总结|介绍|发文|撰文|报道|表示|调侃|低声|大声|高声|轻声|小声|冷笑|微笑|苦笑|叹息|坦率|反问|追问|答|笑|哭|怒|叹|骂|劝|喊|叫|问|忙|回".split(
    "|",
  );

// 一份报告, 研究报告: a noun.
const REPORT_NOUN = "份篇项本作究查析估度险息行职年会告稿等情试学诊测财汇量";

/** 1 where two units may begin a cue of several units: a hash, so that most places are passed over at once. */
const PAIRS = new Uint8Array(65536);
const pairOf = (first: number, second: number): number => ((first * 33) ^ second) & 0xffff;
/** 1 for groups with a cue of one unit. */
const SINGLES = new Uint8Array(256);

/** By first unit: 1 + index into `WORDS`, 0 where no cue begins. */
const FIRST = new Uint8Array(65536);
const WORDS: CueWord[][] = [];
for (const entry of CUE_WORDS) {
  const unit = entry.word.charCodeAt(0);
  if (FIRST[unit] === 0) {
    FIRST[unit] = WORDS.push([]);
    classifyUnit(unit, CUE);
  }
  const group = FIRST[unit] as number;
  (WORDS[group - 1] as CueWord[]).push(entry);
  if (entry.second === 0) SINGLES[group] = 1;
  else PAIRS[pairOf(unit, entry.second)] = 1;
  for (const other of entry.notBehind) classifyUnit(other, NOT_BEHIND);
  for (const other of entry.notBefore) classifyUnit(other, NOT_BEFORE);
}
for (const manner of MANNER_WORDS) classify(manner.slice(-1), MANNER);

/** 1 where two units may begin a cue, the first of them of class `CUE`, else 0: a number, so that nobody has to branch on it. */
export function mayBeginCue(first: number, second: number): number {
  return (SINGLES[FIRST[first] as number] as number) | (PAIRS[pairOf(first, second)] as number);
}

/** A text, the places where its cues may begin, and a list of those that were found: {@link NO_CUES}, or one of its own. */
interface CueSearch extends Source {
  readonly scan: { readonly begins: { readonly offsets: Int32Array; readonly count: number } };
  cues: Cue[];
}

export const NO_CUES: Cue[] = emptyList();

/**
 * Adds the cues between two offsets, in order and disjoint; the longest word wins. Passive ones (被称) are left out, naming ones are not.
 *
 * @param first index into the places; none before it lies between the offsets
 * @returns index of the first one behind them
 */
export function findCues(source: CueSearch, first: number, start: number, end: number): number {
  const { units } = source;
  const { offsets, count } = source.scan.begins;
  let free = start;
  let i = first;
  for (; i < count; i++) {
    const at = offsets[i] as number;
    if (at >= end) break;
    if (at < free) continue;
    const second = at + 1 < end ? (units[at + 1] as number) : 0;
    const cue = matchCue(source, start, end, at, second, WORDS[(FIRST[units[at] as number] as number) - 1] as CueWord[]);
    if (cue === null) continue;
    addCue(source, cue);
    free = cue.end;
  }
  return i;
}

/** Adds a cue, or joins it to the one right before: 解释说 when 解释 was taken alone, and 说 follows; 统计数据, 调查报告. */
function addCue(source: CueSearch, cue: Cue): void {
  const found = source.cues;
  const index = found.length - 1;
  if (index < 0) {
    source.cues = [cue];
    return;
  }
  const last = found[index] as Cue;
  if (last.end >= cue.start) {
    if (CLOSERS.includes(cue.word) && last.end === cue.end - 1 && last.kind !== "name" && last.kind !== "source") {
      found[index] = makeCue(last.entry, last.start, cue.end, false, true);
      return;
    }
    if (last.end === cue.start && cue.kind === "source" && (last.kind === "report" || last.kind === "source")) {
      found[index] = makeCue(cue.entry, last.start, cue.end, cue.noun, cue.closed);
      return;
    }
  }
  found.push(cue);
}

const CLOSERS = "说道称";

function makeCue(entry: CueWord, start: number, end: number, noun: boolean, closed: boolean): Cue {
  return { start, end, word: entry.word, kind: entry.kind, entry, noun, closed, frames: false };
}

const DE = 0x7684; // 的

function matchCue(source: Source, start: number, end: number, at: number, second: number, words: readonly CueWord[]): Cue | null {
  const before = at > start ? (source.units[at - 1] as number) : 0;
  for (let i = 0; i < words.length; i++) {
    const entry = words[i] as CueWord;
    const { word, kind, length } = entry;
    const stop = at + length;
    if (length > 1 && (entry.second !== second || stop > end || !source.text.startsWith(word, at))) continue;
    if (before !== 0 && kind !== "name" && isDenied(source, start, at, before)) return null;
    if (!isFree(entry, before, stop < end ? (source.units[stop] as number) : 0) || !isVerb(source, start, at, word, before)) continue;
    const noun =
      kind === "source" ||
      (before === DE && length > 1 && (traitsOf(entry) & VERBAL) === 0) ||
      (kind === "judge" && isPrompt(source, start, at));
    return makeCue(entry, mannerStart(source, start, at, word, before), stop, noun, false);
  }
  return null;
}

/** 被称: passive. 没有透露, 并未表示, 拒绝透露: nothing was said. */
function isDenied(source: Source, start: number, at: number, before: number): boolean {
  switch (before) {
    case 0x88ab: // 被
    case 0x53d7: // 受
    case 0x4e0d: // 不
    case 0x672a: // 未
    case 0x6ca1: // 没
      return true;
    case 0x7edd: // 绝
      return isRefused(source, at);
    case 0x6709: // 有
    case 0x613f: // 愿
    case 0x80af: // 肯
    case 0x4e88: // 予
    case 0x80fd: // 能
    case 0x4f1a: // 会
    case 0x60f3: // 想
      return isNegated(source, start, at);
    default:
      return false;
  }
}

function isRefused({ text }: Source, at: number): boolean {
  return text[at - 2] === "拒";
}

function isNegated({ text }: Source, start: number, at: number): boolean {
  return at - 2 >= start && "不未没".includes(text[at - 2] as string);
}

/** Not part of a longer word (小说, 说明), and no attribute (报道的). */
function isFree({ word, length, kind, notBehind, notBefore }: CueWord, before: number, after: number): boolean {
  if ((classOf(before) & NOT_BEHIND) !== 0 && holds(notBehind, before)) return false;
  if (after === DE && length > 1 && kind !== "name" && word !== "所说") return false;
  return (classOf(after) & NOT_BEFORE) === 0 || !holds(notBefore, after);
}

/** Not 意思表示, 研究报告, 具体来说. */
function isVerb(source: Source, start: number, at: number, word: string, before: number): boolean {
  if (word === "表示") return before !== 0x601d; // 思
  if (word === "报告") return at > start && !REPORT_NOUN.includes(source.text[at - 1] as string);
  return (word !== "说" && word !== "讲") || !isManner(source, start, at);
}

const PROMPT = /(?:根据|按照|依照)[^，。的]{0,6}$/u;

/** 按照图纸描述“…”: what is described is no speech. */
function isPrompt(source: Source, start: number, at: number): boolean {
  return PROMPT.test(source.text.slice(Math.max(start, at - 8), at));
}

const SET_PHRASE_REACH = 14;

/** 具体来说, 从理论上讲: how something is meant, not who says it; but 用他的话来说, 在会上说. */
function isManner(source: Source, start: number, at: number): boolean {
  if (at <= start) return false;
  const before = source.text[at - 1];
  if (before !== "来" && before !== "上") return false;
  const lead = source.text.slice(Math.max(start, at - SET_PHRASE_REACH), at);
  return before === "来" ? !lead.endsWith("的话来") : lead.includes("从") && !lead.includes("在");
}

function mannerStart(source: Source, start: number, at: number, word: string, before: number): number {
  if ((classOf(before) & MANNER) === 0 || (word !== "说" && word !== "道" && word !== "称")) return at;
  for (const manner of MANNER_WORDS) {
    const from = at - manner.length;
    if (from >= start && standsAt(source, manner, from, at)) return from;
  }
  return at;
}
