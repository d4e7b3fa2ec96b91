// What stands in brackets behind a term or a name, and the parts of Latin names.
import { isHanUnit } from "../../text/hanzi.ts";
import { holds, unitAt } from "../../text/word-lists.ts";
import { isLatinUnit } from "./classes.ts";
import type { Draft } from "./mentions.ts";

const OPEN = "（(";
const CLOSE = "）)";
/** A person less sure than this, right behind a term, is the foreign word for the term. */
const SURE_PERSON = 0.7;
/** A body or place less sure than this, with the last word of a person's name, is that person. */
const SURE_NAME = 0.8;

/**
 * The mentions without those that gloss a term: 某某律（Some Law).
 *
 * @param units of the text, and a zero behind them
 * @param mentions sorted and disjoint
 */
export function withoutGlosses(text: string, units: Uint16Array, mentions: Draft[]): Draft[] {
  let kept: Draft[] | null = null;
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as Draft;
    const behind = units[mention.end] as number;
    if (holds(CLOSE, behind) && isGloss(text, mention, mentions[i - 1])) kept ??= mentions.slice(0, i);
    else kept?.push(mention);
  }
  return kept ?? mentions;
}

function isGloss(text: string, { start, type, score }: Draft, before: Draft | undefined): boolean {
  const open = start - 1;
  if (type !== "PERSON" || score >= SURE_PERSON || !isLatinUnit(unitAt(text, start)) || !holds(OPEN, unitAt(text, open))) return false;
  return isHanUnit(unitAt(text, open - 1)) && (before?.end ?? 0) < open;
}

/**
 * The last part of a foreign person's full name, alone, is that person, unless the model is sure of another thing. Of 18 such names in characters in
 * the running text of ../shared/train/text 16 are, and 9 of 9 in 5,311 sentences that the model never saw.
 */
export function retypeSurnames(mentions: readonly Draft[]): void {
  let surnames: Map<string, number> | null = null;
  for (const { type, text, score } of mentions) {
    const surname = type === "PERSON" ? surnameOf(text) : "";
    if (surname === "") continue;
    surnames ??= new Map();
    surnames.set(surname, Math.max(score, surnames.get(surname) ?? 0));
  }
  if (surnames === null) return;
  for (const mention of mentions) {
    const score = mention.type !== "PERSON" && mention.score < SURE_NAME ? surnames.get(mention.text) : undefined;
    if (score === undefined || score < mention.score) continue;
    mention.type = "PERSON";
    mention.score = score;
  }
}

/** What stands for a foreign person: behind the last dot of a name in characters, or the last word of a Latin one; "" where there is none. */
function surnameOf(name: string): string {
  const dot = name.lastIndexOf("·");
  return dot < 0 ? latinSurname(name) : name.length - dot > 2 ? name.slice(dot + 1) : "";
}

/** The last word of a Latin name of several; "" where there is none of four letters or more. */
export function latinSurname(name: string): string {
  if (!isLatinUnit(name.charCodeAt(0))) return "";
  const surname = name.slice(name.lastIndexOf(" ") + 1);
  return surname.length < name.length && surname.length >= 4 && isLatinUnit(surname.charCodeAt(0)) ? surname : "";
}
