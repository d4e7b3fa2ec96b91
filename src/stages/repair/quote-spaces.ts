import type { Edit } from "../../text/edits.ts";
import { isHanUnit } from "../../text/hanzi.ts";
import { hasHanUnit, hasKanaUnit, isCjkUnit, type RuleContext } from "./rules.ts";

/** Any space. */
export const SPACES = " \u00a0\u3000\u2002\u2003\u2009\u200a\u202f";
const SPACE_RUN = new RegExp(`[${SPACES}]+`, "gu");
/** Marks that no space precedes, that none follows, in Chinese text. */
export const NO_SPACE_BEFORE = "，。、；：！？）》】」』〉";
export const NO_SPACE_AFTER = "（《【「『〈";
/** These are often turned the wrong way round: only in pairs with a space on both insides. */
const CURVED_OPENING = "“‘";
const CURVED_CLOSING = "”’";

/** Spaces inside straight quotation marks around Chinese (`" 字 "` → “字”) and around full-width marks. */
export function repairSpaces(text: string, context: RuleContext): readonly Edit[] {
  if (!hasHanUnit(text) || hasKanaUnit(text)) return []; // Japanese has its own habits
  const quotes = context.isOn("quote-spaces") ? quoteEdits(text) : [];
  const marks = context.isOn("punctuation-spaces") ? markEdits(text, quotes) : [];
  return quotes.length === 0 ? marks : [...quotes, ...marks].sort((a, b) => a.start - b.start);
}

function isSpace(text: string, at: number): boolean {
  return at >= 0 && at < text.length && SPACES.includes(text.charAt(at));
}

/** Straight marks in pairs, the opening one followed and the closing one preceded by a space, Chinese between them. */
function quoteEdits(text: string): Edit[] {
  const edits: Edit[] = [];
  let open = -1;
  for (let i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) {
    if (open < 0) {
      if (isSpace(text, i + 1)) open = i;
      else i = skipPair(text, i);
      continue;
    }
    if (isSpace(text, i - 1) && isChineseBetween(text, open + 1, i)) pushPair(text, open, i, edits);
    open = -1;
  }
  return edits;
}

/** The closing mark of a pair without inner spaces, so that it is not taken for an opening one. */
function skipPair(text: string, open: number): number {
  const close = text.indexOf('"', open + 1);
  return close < 0 || isSpace(text, close - 1) ? open : close;
}

function isChineseBetween(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (isHanUnit(text.charCodeAt(i))) return true;
  return false;
}

function pushPair(text: string, open: number, close: number, edits: Edit[]): void {
  let start = open;
  while (isSpace(text, start - 1) && start - 2 >= 0 && isMark(text.charAt(start - 2))) start--;
  let inner = open + 1;
  while (isSpace(text, inner)) inner++;
  let last = close;
  while (isSpace(text, last - 1)) last--;
  let end = close + 1;
  let behind = end;
  while (isSpace(text, behind)) behind++;
  if (behind < text.length && NO_SPACE_BEFORE.includes(text.charAt(behind))) end = behind;
  edits.push({ start, end: inner, rule: "quote-spaces", after: "“" }, { start: last, end, rule: "quote-spaces", after: "”" });
}

function isMark(char: string): boolean {
  return NO_SPACE_BEFORE.includes(char) || NO_SPACE_AFTER.includes(char);
}

/** Spaces before closing marks and behind opening ones, where a Chinese or ASCII word stands on the other side. */
function markEdits(text: string, taken: readonly Edit[]): Edit[] {
  const edits: Edit[] = [];
  let next = 0;
  for (let run = SPACE_RUN.exec(text); run !== null; run = SPACE_RUN.exec(text)) {
    const start = run.index;
    const end = start + run[0].length;
    while (next < taken.length && (taken[next] as Edit).end <= start) next++;
    const free = next >= taken.length || (taken[next] as Edit).start >= end;
    if (free && start > 0 && end < text.length && isMarkSpace(text, start, end))
      edits.push({ start, end, rule: "punctuation-spaces", after: "" });
  }
  return edits;
}

function isMarkSpace(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const behind = text.charAt(end);
  if (NO_SPACE_AFTER.includes(before) && NO_SPACE_BEFORE.includes(behind)) return false; // a blank to fill in
  if (NO_SPACE_BEFORE.includes(behind))
    return isWord(text.charCodeAt(start - 1)) || NO_SPACE_BEFORE.includes(before) || CURVED_CLOSING.includes(before);
  if (NO_SPACE_AFTER.includes(before)) return isWord(text.charCodeAt(end)) || NO_SPACE_AFTER.includes(behind);
  return isInsideCurved(text, start, end);
}

/** The space behind “ where one stands before its ”, and the other way round. */
function isInsideCurved(text: string, start: number, end: number): boolean {
  const opening = CURVED_OPENING.indexOf(text.charAt(start - 1));
  if (opening >= 0) {
    const close = text.indexOf(CURVED_CLOSING.charAt(opening), end);
    const again = text.indexOf(CURVED_OPENING.charAt(opening), end);
    return close > end && isSpace(text, close - 1) && (again < 0 || again > close);
  }
  const closing = CURVED_CLOSING.indexOf(text.charAt(end));
  if (closing < 0) return false;
  const open = text.lastIndexOf(CURVED_OPENING.charAt(closing), start);
  return open >= 0 && isSpace(text, open + 1) && text.lastIndexOf(CURVED_CLOSING.charAt(closing), start) < open;
}

function isWord(unit: number): boolean {
  return isCjkUnit(unit) || (unit > 0x20 && unit < 0x7f);
}
