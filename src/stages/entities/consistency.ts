// What the rest of the document says of a name: one type for one name, the foreign original in brackets, repeats that the model missed.
import type { EntityType } from "../../pipeline/document.ts";
import { holds, isOneOf, unitAt, wordAt, wordBefore, wordsByFirst, wordsByLast } from "../../text/word-lists.ts";
import { Ballot } from "./ballots.ts";
import { isLatinUnit } from "./classes.ts";
import { withoutGlosses } from "./glosses.ts";
import { separateGlued } from "./glued.ts";
import { addCues, findCued, foldLatin, isCommonNoun, looseWords } from "./latin-names.ts";
import { separateOffices } from "./latin-titles.ts";
import { agreeInLists } from "./lists.ts";
import { createDraft, type Draft, isVoted, joinSorted } from "./mentions.ts";
import type { NameSearch } from "./repeats.ts";
import { withoutStrays } from "./strays.ts";
import { isTranscribed, latinSurname, retypeSurnames } from "./surnames.ts";

/** Mentions less sure than this are not looked for elsewhere. */
const SURE_ENOUGH = 0.8;
const LONGEST_ORIGINAL = 60;
const ORIGINAL = /^[\p{Lu}\d][\p{Script=Latin}\d.'’&·\- ]*$/u;

/**
 * Makes the mentions of one document agree.
 *
 * @param units of the text, and a zero behind them
 * @param tagged sorted and disjoint; changed in place
 * @param search empty, and left so
 * @returns sorted and disjoint
 */
export function agree(text: string, units: Uint16Array, tagged: Draft[], search: NameSearch): Draft[] {
  const mentions = separateGlued(text, units, withoutGlosses(text, units, separateOffices(text, addOriginals(text, units, tagged))));
  trimPersons(mentions);
  retypeSurnames(mentions);
  const voted = agreeInLists(text, units, vote(text, units, mentions));
  addNames(voted, search);
  const repeated = joinSorted(voted, search.search(text, units, voted));
  const words = looseWords(text, repeated);
  return words.size === 0 ? repeated : joinSorted(withoutStrays(text, repeated, words), findCued(text, words));
}

/** Characters that often stand behind a name as adverbs or verbs. */
const BEHIND_NAME = "也都还就又才则已曾将说称却在是对向与和";

/** A person whose name the document has without the last character, where that is hardly part of a name: 某某也. */
function trimPersons(mentions: readonly Draft[]): void {
  let persons: ReadonlySet<string> | null = null;
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as Draft;
    const { type, text } = mention;
    if (type !== "PERSON" || !holds(BEHIND_NAME, text.charCodeAt(text.length - 1))) continue;
    persons ??= personsOf(mentions);
    const shorter = text.slice(0, -1);
    if (!persons.has(shorter)) continue;
    mention.text = shorter;
    mention.end--;
  }
}

function personsOf(mentions: readonly Draft[]): ReadonlySet<string> {
  const persons = new Set<string>();
  for (const { type, text } of mentions) if (type === "PERSON") persons.add(text);
  return persons;
}

/** What the mentions of one name say of its type. */
class Votes {
  private readonly type: EntityType;
  /** Votes for `type`; of use while `ballot` is null. */
  private sum: number;
  /** Null while all votes are for one type. */
  ballot: Ballot | null = null;
  /** What the words round the mentions of a Latin name say; null for other names. */
  cues: Ballot | null = null;
  /** A mention is a single word. */
  isSingle = false;

  constructor(type: EntityType, votes: number) {
    this.type = type;
    this.sum = votes;
  }

  add(type: EntityType, votes: number): void {
    if (this.ballot === null && type === this.type) this.sum += votes;
    else this.open().add(type, votes);
  }

  get isPersonOrProduct(): boolean {
    return this.ballot === null && (this.type === "PERSON" || this.type === "PRODUCT");
  }

  open(): Ballot {
    if (this.ballot === null) {
      this.ballot = new Ballot();
      this.ballot.add(this.type, this.sum);
    }
    return this.ballot;
  }
}

/** Every name gets the type that its mentions are surest of, taken together; for Latin names the words round them vote too. */
function vote(text: string, units: Uint16Array, mentions: readonly Draft[]): Draft[] {
  const names = new Map<string, Votes>();
  const latin: Votes[] = [];
  const voted: (Votes | null)[] = [];
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as Draft;
    if (!isVoted(mention.type)) {
      voted.push(null);
      continue;
    }
    const name = isLatinUnit(units[mention.start] as number) ? foldLatin(mention.text) : mention.text;
    const votes = votesOf(name, mention, names);
    if (isTranscribed(mention.text)) votes.add("PERSON", TRANSCRIBED);
    voted.push(votes);
    if (!isLatinUnit(name.charCodeAt(0))) continue;
    if (votes.cues === null) {
      votes.cues = new Ballot();
      latin.push(votes);
    }
    if (!mention.text.includes(" ")) votes.isSingle = true;
    addCues(text, mention.start, mention.end, votes.cues);
    if (i > 0 && isOwned(text, mention, mentions[i - 1] as Draft)) votes.cues.add("PRODUCT", OWNED);
  }
  for (let i = 0; i < latin.length; i++) weighCues(latin[i] as Votes);
  addBodies(mentions, names);
  return elected(text, mentions, voted);
}

/** What companies are called behind the word that tells them from others. */
const TRADES = wordsByLast(
  (
    "科技 电子 集团 股份 控股 资本 证券 基金 光学 动力 纺织 商贸 教育 智能 软件 网络 半导体 生物 医药 药业 制药 能源 汽车 传媒 影业 地产 置业 实业 食品 物流 航空 航天 保险 " +
    "银行 信息 数据 通信 通讯 机器人 材料 装备 重工 化工 服饰 文化 娱乐 游戏 出行"
  ).split(" "),
);

/**
 * A body in full, 某某科技, speaks for 某某 as a body where the model takes it for a person or product: 7 of 7 in 5,311 sentences that it never saw, and
 * one wrong in 9 MB of running text.
 */
function addBodies(mentions: readonly Draft[], names: ReadonlyMap<string, Votes>): void {
  for (let i = 0; i < mentions.length; i++) {
    const { type, text } = mentions[i] as Draft;
    const trade = type === "ORG" ? wordBefore(text, text.length, TRADES) : null;
    if (trade === null || trade.length + 2 > text.length) continue;
    const votes = names.get(text.slice(0, -trade.length));
    if (votes?.isPersonOrProduct === true) votes.add("ORG", TRANSCRIBED);
  }
}

/** The votes on a name, with the vote of a mention. */
function votesOf(name: string, { type, score }: Draft, names: Map<string, Votes>): Votes {
  const known = names.get(name);
  if (known !== undefined) {
    known.add(type, score);
    return known;
  }
  const votes = new Votes(type, score);
  names.set(name, votes);
  return votes;
}

/** The mentions that are names, with their types. */
function elected(text: string, mentions: readonly Draft[], voted: readonly (Votes | null)[]): Draft[] {
  const kept: Draft[] = [];
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as Draft;
    const ballot = voted[i]?.ballot ?? null;
    if (voted[i] === null ? isCutTitle(text, mention) : isCommonNoun(mention.text)) continue;
    if (ballot !== null) mention.type = winnerOf(mention, ballot);
    kept.push(mention);
  }
  return kept;
}

/** Whether a Latin name stands behind a body and 的: 63 of 65 such names in the labelled sentences are products. */
function isOwned(text: string, { start }: Draft, before: Draft): boolean {
  return before.type === "ORG" && before.end === start - 1 && text[start - 1] === "的";
}

/** As much as two words round the name. */
const OWNED = 3;
/** More than the model's vote on one mention. */
const TRANSCRIBED = 2;

function winnerOf({ text, type }: Draft, ballot: Ballot): EntityType {
  // A single stray mention may be another thing: 华盛顿 the man and 华盛顿 the city. Latin names are hardly ever two things.
  const isUnsure = ballot.most / ballot.total < LEAST_SHARE && !isLatinUnit(text.charCodeAt(0));
  return isUnsure ? type : (ballot.winner ?? type);
}

/** 《 without 》 behind the title: what the marks hold is the business of grammar. */
function isCutTitle(text: string, { start, end, type }: Draft): boolean {
  return type === "WORK" && unitAt(text, start - 1) === 0x300a && unitAt(text, end) !== 0x300b;
}

/** The model's votes on a Latin name are capped, so that the words round all its mentions can overrule a model that repeats itself. */
function weighCues(votes: Votes): void {
  const ballot = votes.open();
  ballot.weigh(votes.isSingle ? capOfSingle : capOfVotes);
  if (votes.cues !== null) ballot.addAll(votes.cues);
}

function capOfSingle(type: EntityType, sum: number): number {
  return type === "PERSON" || type === "PLACE" ? Math.min(sum * SINGLE_WORD, 1) : capOfVotes(type, sum);
}

function capOfVotes(_type: EntityType, sum: number): number {
  return Math.min(sum, MOST_VOTES);
}

const MOST_VOTES = 1.5;
const LEAST_SHARE = 0.6;
/** A single Latin word in Chinese text is a product or body more often than a person or place, which Chinese writes in characters. */
const SINGLE_WORD = 0.5;

/**
 * 某某（Original Name）: the name in brackets is of the same type as the one before, whichever of the two is surer. 某某（Original Name）公司:
 * both are a body, what the bracket keeps from the model.
 *
 * @returns the list itself where there is none
 */
function addOriginals(text: string, units: Uint16Array, tagged: Draft[]): Draft[] {
  let result: Draft[] | null = null;
  for (let i = 0; i < tagged.length; i++) {
    const mention = tagged[i] as Draft;
    const original = mayOpen(units[mention.end] as number) && isVoted(mention.type) ? originalAfter(text, mention.end) : null;
    if (original !== null) result ??= tagged.slice(0, i);
    result?.push(mention);
    if (original === null) continue;
    let rival: Draft | undefined;
    while (i + 1 < tagged.length && (tagged[i + 1] as Draft).start < original.end) {
      const inside = tagged[++i] as Draft;
      if (inside.start === original.start && inside.end === original.end) rival = inside;
    }
    if (isBody(text, original.end)) mention.type = "ORG";
    else if (rival !== undefined && isVoted(rival.type) && rival.score > mention.score) mention.type = rival.type;
    mention.score = Math.max(mention.score, rival?.score ?? 0);
    result?.push(createDraft(text, original.start, original.end, mention.type, null, mention.score));
  }
  return result ?? tagged;
}

/** What bodies end with, and places, persons and products do not. */
const BODIES = wordsByFirst("公司 集团 银行 基金会 工作室 研究所".split(" "));

/** Whether a name in brackets, whose end this is, stands before the last word of a body's name. */
function isBody(text: string, end: number): boolean {
  const close = unitAt(text, end) === 0x20 ? end + 1 : end;
  return isOneOf(text, close, "）)") && wordAt(text, close + 1, BODIES) !== null;
}

function mayOpen(unit: number): boolean {
  return unit === 0xff08 || unit === 0x28 || unit === 0x20;
}

/** The Latin name in brackets right behind an offset; null when the bracket holds something else. */
function originalAfter(text: string, at: number): { readonly start: number; readonly end: number } | null {
  let open = at;
  while (unitAt(text, open) === 0x20) open++;
  if (!isOneOf(text, open, "（(")) return null;
  let start = open + 1;
  while (unitAt(text, start) === 0x20) start++;
  let end = start;
  while (end < text.length && end - start < LONGEST_ORIGINAL && !isOneOf(text, end, "）)，")) end++;
  while (end > start && unitAt(text, end - 1) === 0x20) end--;
  return end - start > 1 && isLatinUnit(unitAt(text, start)) && ORIGINAL.test(text.slice(start, end)) ? { start, end } : null;
}

/** Names that are looked for in the whole document, where the model saw nothing; also the last part of foreign names. */
function addNames(mentions: readonly Draft[], search: NameSearch): void {
  for (let i = 0; i < mentions.length && !search.isFull; i++) {
    const { text, type, score } = mentions[i] as Draft;
    if (!isVoted(type) || score < SURE_ENOUGH) continue;
    if (text.length >= 3) search.add(text, type, score);
    const dot = type === "PERSON" ? text.lastIndexOf("·") : -1;
    const part = dot >= 0 && text.length - dot > 2 ? text.slice(dot + 1) : type === "PERSON" ? latinSurname(text) : "";
    if (part !== "") search.add(part, type, score);
  }
}
