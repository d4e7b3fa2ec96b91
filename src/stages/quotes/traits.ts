import type { CueWord } from "./lexicon.ts";

// What depends on the word of a cue alone: found once for each word that occurs, and kept in its entry.

/** Its listener may stand between it and the quotation. */
export const ADDRESSES = 1;
/** Goes on with a statement of its own behind a quotation. */
export const REPORTS = 2;
/** 说, 问: needs nothing beside it. */
export const BARE_VERB = 4;
/** Takes reported words without a comma or a clause of their own: 保证她会“…”, 担心“…”. */
export const PLEDGES = 8;
/** 称为, 称作. */
export const NAMES = 0x10;
/** 称为, 蔑称: what a source puts on something. */
export const LABELS = 0x20;
/** 称其, 称他. */
export const CALLS = 0x40;
/** 援引. */
export const RELAYS = 0x80;
/** 告诉, 警告. */
export const TELLS = 0x100;
/** Behind 据 and a source, reports without a comma too. */
export const SOURCED = 0x200;
/** 说, 称. */
export const CLEAR = 0x400;
/** 写着. */
export const LASTING = 0x800;
/** 问道, 写着: no noun behind 的. */
export const VERBAL = 0x1000;

/** Words by trait, between blanks. */
const WORDS: readonly (readonly [number, string])[] = [
  [REPORTS, " 说 称 表示 认为 指出 强调 坦言 透露 介绍 解释 补充 "],
  [BARE_VERB, " 说 问 道 叫 喊 说道 问道 喊道 叫道 答道 答 "],
  [PLEDGES, " 承诺 保证 担心 担忧 要求 警告 威胁 呼吁 敦促 预言 怀疑 质疑 评论 点评 称赞 赞扬 盛赞 夸赞 赞叹 讽刺 嘲讽 指称 "],
  [NAMES, " 称为 称之为 称其为 称作 "],
  [LABELS, " 称为 称之为 称其为 称作 蔑称 "],
  [CALLS, " 称其 称他 称她 称它 "],
  [RELAYS, " 援引 引述 引用 "],
  [TELLS, " 告诉 告知 提醒 警告 "],
  [CLEAR, " 说 称 "],
];
/** What a word begins with. */
const ADDRESS = "告诉 告知 对 向 提醒 警告 问 追问 询问 反问 劝 安慰 请求 命令 嘱咐 叮嘱 提到 谈到 谈及 说到 骂 喊 叫 回答 答复 回复".split(
  " ",
);
/** What a word ends with. */
const SOURCE = "报道 说法 称 表示 显示 介绍 透露 披露".split(" ");
/** Units of a word that 说 or 称 closes: 解释说. */
const LONGEST_CLOSED = 3;
// 惊异的问道: in older prose 的 may stand before a verb; these are no nouns.
const VERBAL_END = /(?:[说着称写叫]|(?<!叫)喊|(?<!报)道)$/u;

/** The traits of a word, one bit each. */
export function traitsOf(entry: CueWord): number {
  if (entry.traits < 0) entry.traits = findTraits(entry.word);
  return entry.traits;
}

function findTraits(word: string): number {
  let traits = 0;
  for (const [bit, words] of WORDS) if (words.includes(` ${word} `)) traits |= bit;
  if (ADDRESS.some((beginning) => word.startsWith(beginning))) traits |= ADDRESSES;
  if (SOURCE.some((ending) => word.endsWith(ending))) traits |= SOURCED;
  const isClosed = word.endsWith("说") || word.endsWith("称");
  if (isClosed && word.length > 1 && word.length <= LONGEST_CLOSED) traits |= REPORTS;
  if (word.endsWith("着")) traits |= LASTING;
  if (VERBAL_END.test(word)) traits |= VERBAL;
  return traits;
}
