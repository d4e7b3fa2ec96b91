import { CUE_WORDS, type CueClass, type CueWord } from "./lexicon.ts";

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
}

/** Manner words that belong to a following 说, 道 or 称 (笑着说, 解释说). */
const MANNER =
  "笑着|解释|补充|强调|回忆|感叹|感慨|提醒|警告|评论|回答|回应|反驳|继续|接着|总结|介绍|发文|撰文|报道|表示|调侃|低声|大声|高声|轻声|小声|冷笑|微笑|苦笑|叹息|坦率|反问|追问|答|笑|哭|怒|叹|骂|劝|喊|叫|问|忙|回".split(
    "|",
  );

// 惊异的问道: in older prose 的 may stand before a verb; these are no nouns.
const VERBAL_END = /(?:[说着称写叫]|(?<!叫)喊|(?<!报)道)$/u;
// 一份报告, 研究报告: a noun.
const REPORT_NOUN = "份篇项本作究查析估度险息行职年会告稿等情试学诊测财汇量";
/** Words before which a cue is passive or no speech. */
const PASSIVE = "被受";

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
  if (FIRST[unit] === 0) FIRST[unit] = WORDS.push([]);
  const group = FIRST[unit] as number;
  (WORDS[group - 1] as CueWord[]).push(entry);
  if (entry.word.length === 1) SINGLES[group] = 1;
  else PAIRS[pairOf(unit, entry.word.charCodeAt(1))] = 1;
}

/** The cues between two offsets, in order and disjoint; the longest word wins. Passive ones (被称) are left out, naming ones are not. */
export function findCues(text: string, start: number, end: number, found: Cue[]): void {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const group = FIRST[unit] as number;
    if (group === 0 || (SINGLES[group] === 0 && PAIRS[pairOf(unit, text.charCodeAt(i + 1))] === 0)) continue;
    const cue = matchCue(text, start, end, i, WORDS[group - 1] as CueWord[]);
    if (!cue) continue;
    const last = found.at(-1);
    if (last && last.end >= cue.start) {
      // 解释说 when 解释 was taken alone, and 说 follows; 统计数据, 调查报告.
      if (CLOSERS.includes(cue.word) && last.end === cue.end - 1 && last.kind !== "name" && last.kind !== "source") {
        found[found.length - 1] = { ...last, end: cue.end, noun: false, closed: true };
      } else if (last.end === cue.start && cue.kind === "source" && (last.kind === "report" || last.kind === "source")) {
        found[found.length - 1] = { ...cue, start: last.start };
      } else found.push(cue);
    } else found.push(cue);
    i = cue.end - 1;
  }
}

const CLOSERS = "说道称";

function matchCue(text: string, start: number, end: number, at: number, words: readonly CueWord[]): Cue | null {
  const before = at > start ? (text[at - 1] as string) : "";
  const second = text.charCodeAt(at + 1);
  for (const entry of words) {
    const { word, kind } = entry;
    const stop = at + word.length;
    if (stop > end || (word.length > 1 && (second !== word.charCodeAt(1) || !text.startsWith(word, at)))) continue;
    if (before !== "" && kind !== "name" && (PASSIVE.includes(before) || isDenied(text, start, at, before))) return null;
    if (!isFree(entry, before, stop < end ? (text[stop] as string) : "") || !isVerb(text, start, at, word, before)) continue;
    const noun =
      kind === "source" ||
      (before === "的" && word.length > 1 && !VERBAL_END.test(word)) ||
      (kind === "judge" && isPrompt(text, start, at));
    return { start: mannerStart(text, start, at, word), end: stop, word, kind, entry, noun, closed: false };
  }
  return null;
}

/** 没有透露, 并未表示, 拒绝透露: nothing was said. */
function isDenied(text: string, start: number, at: number, before: string): boolean {
  if ("不未没".includes(before) || (before === "绝" && text[at - 2] === "拒")) return true;
  // 没有, 不愿, 不肯, 不予
  return "有愿肯予能会想".includes(before) && at - 2 >= start && "不未没".includes(text[at - 2] as string);
}

/** Not part of a longer word (小说, 说明), and no attribute (报道的). */
function isFree({ word, kind, notBehind, notBefore }: CueWord, before: string, after: string): boolean {
  if (before !== "" && notBehind.includes(before)) return false;
  if (after === "") return true;
  return !notBefore.includes(after) && (after !== "的" || word.length === 1 || kind === "name" || word === "所说");
}

/** Not 意思表示, 研究报告, 具体来说. */
function isVerb(text: string, start: number, at: number, word: string, before: string): boolean {
  if (word === "表示") return before !== "思";
  if (word === "报告") return !REPORT_NOUN.includes(before || "份");
  return (word !== "说" && word !== "讲") || !isManner(text, start, at);
}

const PROMPT = /(?:根据|按照|依照)[^，。的]{0,6}$/u;

/** 按照图纸描述“…”: what is described is no speech. */
function isPrompt(text: string, start: number, at: number): boolean {
  return PROMPT.test(text.slice(Math.max(start, at - 8), at));
}

const SET_PHRASE_REACH = 14;

/** 具体来说, 从理论上讲: how something is meant, not who says it; but 用他的话来说, 在会上说. */
function isManner(text: string, start: number, at: number): boolean {
  const before = text[at - 1];
  if (at <= start || (before !== "来" && before !== "上")) return false;
  const lead = text.slice(Math.max(start, at - SET_PHRASE_REACH), at);
  return before === "来" ? !lead.endsWith("的话来") : lead.includes("从") && !lead.includes("在");
}

function mannerStart(text: string, start: number, at: number, word: string): number {
  if (word !== "说" && word !== "道" && word !== "称") return at;
  for (const manner of MANNER) {
    if (at - manner.length >= start && text.startsWith(manner, at - manner.length)) return at - manner.length;
  }
  return at;
}
