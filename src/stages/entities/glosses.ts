// What stands in brackets behind a term or a name, and the parts of Latin names.
import { isHanUnit } from "../../text/hanzi.ts";
import { holds, unitAt } from "../../text/word-lists.ts";
import { isLatinUnit } from "./classes.ts";
import { isCommonNoun } from "./latin-names.ts";
import { type Draft, isVoted } from "./mentions.ts";

const OPEN = "（(";
const CLOSE = "）)";
const BRACKETS: string = OPEN + CLOSE;
/** A person less sure than this, right behind a term, is the foreign word for the term. */
const SURE_PERSON = 0.7;
/** A body or place less sure than this, with the last word of a person's name, is that person. */
const SURE_NAME = 0.8;
const LONGEST_ABBREVIATION = 8;

/**
 * The mentions without those that gloss a term: 某某律（Some Law), and the words for a common abbreviation: AGI（通用人工智能）, or the other way round.
 *
 * @param units of the text, and a zero behind them
 * @param mentions sorted and disjoint
 */
export function withoutGlosses(text: string, units: Uint16Array, mentions: Draft[]): Draft[] {
  let kept: Draft[] | null = null;
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as Draft;
    const behind = units[mention.end] as number;
    if (holds(BRACKETS, behind) && isGloss(text, mention, mentions[i - 1])) kept ??= mentions.slice(0, i);
    else kept?.push(mention);
  }
  return kept ?? mentions;
}

function isGloss(text: string, { start, end, type, score }: Draft, before: Draft | undefined): boolean {
  if (!isVoted(type)) return false;
  if (holds(CLOSE, unitAt(text, end)) && holds(OPEN, unitAt(text, start - 1))) {
    const open = start - 1;
    if (isLatinUnit(unitAt(text, start)))
      return type === "PERSON" && score < SURE_PERSON && isHanUnit(unitAt(text, open - 1)) && (before?.end ?? 0) < open;
    return isCommonNoun(latinBefore(text, open));
  }
  return holds(OPEN, unitAt(text, end)) && isHanUnit(unitAt(text, end - 1)) && isCommonNoun(latinInBrackets(text, end + 1));
}

/** The letters right before an offset. */
function latinBefore(text: string, end: number): string {
  let start = end;
  while (end - start <= LONGEST_ABBREVIATION && isLatinUnit(unitAt(text, start - 1))) start--;
  return text.slice(start, end);
}

/** The letters from an offset on, where a bracket closes right behind them. */
function latinInBrackets(text: string, start: number): string {
  let end = start;
  while (end - start <= LONGEST_ABBREVIATION && isLatinUnit(unitAt(text, end))) end++;
  return holds(CLOSE, unitAt(text, end)) ? text.slice(start, end) : "";
}

/** The last word of a Latin person's full name, alone, is that person, unless the model is sure of another thing. */
export function retypeSurnames(mentions: readonly Draft[]): void {
  let surnames: Map<string, number> | null = null;
  for (const { type, text, score } of mentions) {
    const surname = type === "PERSON" ? latinSurname(text) : "";
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

/** The last word of a Latin name of several; "" where there is none of four letters or more. */
export function latinSurname(name: string): string {
  if (!isLatinUnit(name.charCodeAt(0))) return "";
  const surname = name.slice(name.lastIndexOf(" ") + 1);
  return surname.length < name.length && surname.length >= 4 && isLatinUnit(surname.charCodeAt(0)) ? surname : "";
}
