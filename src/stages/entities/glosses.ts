// What stands in brackets behind a term.
import { isHanUnit } from "../../text/hanzi.ts";
import { holds, unitAt } from "../../text/word-lists.ts";
import { isLatinUnit } from "./classes.ts";
import type { Draft } from "./mentions.ts";

const OPEN = "（(";
const CLOSE = "）)";
/** A person less sure than this, right behind a term, is the foreign word for the term. */
const SURE_PERSON = 0.7;

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
