// Latin names that stand side by side, joined by 、 or 和, are of one kind. Of 95 pairs of Latin words so joined in ../shared/train/ner and
// src/data/source/sentences, of which one is a name, 93 are two names of the same type.
import type { EntityType } from "../../pipeline/document.ts";
import { Ballot } from "./ballots.ts";
import { isLatinUnit } from "./classes.ts";
import { addCues, isCommonNoun } from "./latin-names.ts";
import { createDraft, type Draft, isVoted, joinSorted } from "./mentions.ts";

const LIST = /(?<![A-Za-z\d .-])[A-Z][A-Za-z\d-]*(?:(?:、|和|与|以及|及)[A-Z][A-Za-z\d-]*)+(?![A-Za-z\d .-])/gu;
const ITEM = /[A-Z][A-Za-z\d-]*/gu;
/** Of the score of the names beside it. */
const SHARE = 0.9;
/** A name less sure than this takes the type of the names beside it. */
const SURE = 0.7;

/**
 * Gives the Latin words of such lists one type, also those that the model left alone.
 *
 * @param mentions sorted and disjoint; types are changed in place
 * @returns sorted and disjoint; the list itself where nothing is added
 */
export function agreeInLists(text: string, mentions: Draft[]): Draft[] {
  if (!mentions.some((mention) => isVoted(mention.type) && isLatinUnit(text.charCodeAt(mention.start)))) return mentions;
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

/** @param inside mentions that reach into the list */
function agreeInList(text: string, start: number, list: string, inside: readonly Draft[], added: Draft[]): void {
  const items = [...list.matchAll(ITEM)].map(({ 0: word, index }) => ({ start: start + index, end: start + index + word.length, word }));
  const named = inside.filter(
    (mention) => isVoted(mention.type) && items.some((item) => item.start === mention.start && item.end === mention.end),
  );
  const ballot = new Ballot();
  let score = 0;
  for (const mention of named) {
    ballot.add(mention.type, mention.score);
    score = Math.max(score, mention.score);
  }
  for (const item of items) addCues(text, item.start, item.end, ballot);
  const type: EntityType | null = ballot.winner;
  if (type === null || named.length === 0) return;
  for (const mention of named) if (mention.score < SURE) mention.type = type;
  for (const item of items) {
    const isTaken = inside.some((mention) => mention.start < item.end && mention.end > item.start);
    if (!isTaken && !isCommonNoun(item.word)) added.push(createDraft(text, item.start, item.end, type, null, score * SHARE));
  }
}
