// Latin names that stand side by side, joined by 、 or 和, are of one kind. Of 95 pairs of Latin words so joined in ../shared/train/ner and
// src/data/source/sentences, of which one is a name, 93 are two names of the same type.
import type { EntityType } from "../../pipeline/document.ts";
import { holds } from "../../text/word-lists.ts";
import { Ballot } from "./ballots.ts";
import { addCues, isCommonNoun } from "./latin-names.ts";
import { createDraft, type Draft, isVoted, joinSorted } from "./mentions.ts";

const LIST = /(?<![A-Za-z\d .-])[A-Z][A-Za-z\d-]*(?:(?:、|和|与|以及|及)[A-Z][A-Za-z\d-]*)+(?![A-Za-z\d .-])/gu;
const ITEM = /[A-Z][A-Za-z\d-]*/gu;
/** First and last units of what joins a list. */
const BEFORE_ITEM = "、和与以及";
const BEHIND_ITEM = "、和与及";
/** Of the score of the names beside it. */
const SHARE = 0.9;
/** A name less sure than this takes the type of the names beside it. */
const SURE = 0.7;

/**
 * Gives the Latin words of such lists one type, also those that the model left alone.
 *
 * @param units of the text, and a zero behind them
 * @param mentions sorted and disjoint; types are changed in place
 * @returns sorted and disjoint; the list itself where nothing is added
 */
export function agreeInLists(text: string, units: Uint16Array, mentions: Draft[]): Draft[] {
  if (!mayHoldList(units, mentions)) return mentions;
  const added: Draft[] = [];
  let next = 0;
  for (const { 0: list, index } of text.matchAll(LIST)) {
    const end = index + list.length;
    while (next < mentions.length && (mentions[next] as Draft).end <= index) next++;
    const inside: Draft[] = [];
    for (let i = next; i < mentions.length && (mentions[i] as Draft).start < end; i++) inside.push(mentions[i] as Draft);
    if (inside.length > 0) agreeInList(text, index, list, inside, added);
  }
  return joinSorted(mentions, added);
}

/** Whether a name with a capital, of a type that is voted on, stands beside a word that joins a list: without one, no list has a type. */
function mayHoldList(units: Uint16Array, mentions: readonly Draft[]): boolean {
  for (let i = 0; i < mentions.length; i++) {
    const { start, end, type } = mentions[i] as Draft;
    const first = units[start] as number;
    if (first < 0x41 || first > 0x5a || !isVoted(type)) continue;
    if (holds(BEFORE_ITEM, units[end] as number) || (start > 0 && holds(BEHIND_ITEM, units[start - 1] as number))) return true;
  }
  return false;
}

/** A word of a list. */
interface Item {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** @param inside mentions that reach into the list */
function agreeInList(text: string, start: number, list: string, inside: readonly Draft[], added: Draft[]): void {
  const items = itemsOf(list, start);
  const ballot = new Ballot();
  const named: Draft[] = [];
  let score = 0;
  for (let i = 0; i < inside.length; i++) {
    const mention = inside[i] as Draft;
    if (!isVoted(mention.type) || !isItem(mention, items)) continue;
    named.push(mention);
    ballot.add(mention.type, mention.score);
    score = Math.max(score, mention.score);
  }
  for (let i = 0; i < items.length; i++) addCues(text, (items[i] as Item).start, (items[i] as Item).end, ballot);
  const type: EntityType | null = ballot.winner;
  if (type === null || named.length === 0) return;
  for (let i = 0; i < named.length; i++) if ((named[i] as Draft).score < SURE) (named[i] as Draft).type = type;
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as Item;
    if (!isTaken(item, inside) && !isCommonNoun(item.word)) added.push(createDraft(text, item.start, item.end, type, null, score * SHARE));
  }
}

function itemsOf(list: string, start: number): Item[] {
  const items: Item[] = [];
  for (const { 0: word, index } of list.matchAll(ITEM)) items.push({ start: start + index, end: start + index + word.length, word });
  return items;
}

function isItem({ start, end }: Draft, items: readonly Item[]): boolean {
  for (let i = 0; i < items.length; i++) if ((items[i] as Item).start === start && (items[i] as Item).end === end) return true;
  return false;
}

function isTaken({ start, end }: Item, inside: readonly Draft[]): boolean {
  for (let i = 0; i < inside.length; i++) if ((inside[i] as Draft).start < end && (inside[i] as Draft).end > start) return true;
  return false;
}
