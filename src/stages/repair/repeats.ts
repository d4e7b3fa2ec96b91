import type { Edit } from "../../text/edits.ts";
import { isHanUnit, isKanaUnit } from "../../text/hanzi.ts";
import type { RuleContext } from "./rules.ts";

const MIN_UNIT = 6;
const MAX_UNIT = 40;
const MIN_DISTINCT = 5;
const MAX_COPIES = 6;
/** A caption or headline has none of these inside. */
const BREAKS = '，。；！？!?;,…“”"「」『』—～~|/=';
/** Lists have these; a long unit may. */
const LIST_MARKS = "、：（）()";
const LONG_UNIT = 10;

/**
 * A caption or headline of 6 to 40 characters that stands two to six times in a row, glued: one stays.
 * Wrong for: a slogan that is chanted without any mark between.
 */
export function repairRepeats(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("glued-repeat")) return [];
  const edits: Edit[] = [];
  for (let i = 0; i < text.length; i++) {
    const length = repeatedLength(text, i);
    if (length === 0) continue;
    let end = i + 2 * length;
    while (text.startsWith(text.slice(i, i + length), end)) end += length;
    const copies = (end - i) / length;
    if (copies <= MAX_COPIES && (copies > 2 || isAtBoundary(text, i, end))) edits.push({ start: i + length, end, rule: "glued-repeat", after: "" });
    i = end - 1;
  }
  return edits;
}

/** The copies begin or end where a clause does: a sentence may well say 知道他們都|知道他們都|知道. */
function isAtBoundary(text: string, start: number, end: number): boolean {
  return start === 0 || end === text.length || BREAKS.includes(text.charAt(start - 1)) || BREAKS.includes(text.charAt(end));
}

/** Shortest unit at `start` that stands twice and is a caption; 0 = none. */
function repeatedLength(text: string, start: number): number {
  const seen = new Set<number>();
  let han = 0;
  let listed = false;
  const limit = Math.min(MAX_UNIT, (text.length - start) >> 1);
  for (let length = 1; length <= limit; length++) {
    const unit = text.charCodeAt(start + length - 1);
    const char = String.fromCharCode(unit);
    if (BREAKS.includes(char) || isKanaUnit(unit)) return 0;
    if (LIST_MARKS.includes(char)) listed = true;
    seen.add(unit);
    if (isHanUnit(unit)) han++;
    if (length < (listed ? LONG_UNIT : MIN_UNIT) || seen.size < MIN_DISTINCT || han < 2 || han * 4 < length) continue;
    if (text.charCodeAt(start + length) === text.charCodeAt(start) && text.startsWith(text.slice(start, start + length), start + length))
      return length;
  }
  return 0;
}
