import type { Edit } from "../../text/edits.ts";
import { isAsciiDigit, isHanUnit, isKanaUnit } from "../../text/hanzi.ts";
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
    if (copies <= MAX_COPIES && (copies > 2 || isAtBoundary(text, i, end)))
      edits.push({ start: i + length, end, rule: "glued-repeat", after: "" });
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
  const limit = Math.min(MAX_UNIT, (text.length - start) >> 1);
  const first = text.charAt(start);
  const near = text.slice(start, start + limit + 1); // searching it is one call, looking at its units is forty steps
  for (let length = near.indexOf(first, MIN_UNIT); length >= 0; length = near.indexOf(first, length + 1)) {
    if (isTwice(text, start, length)) return isCaption(near.slice(0, length)) ? length : 0;
  }
  return 0;
}

function isTwice(text: string, start: number, length: number): boolean {
  for (let i = start; i < start + length; i++) if (text.charCodeAt(i) !== text.charCodeAt(i + length)) return false;
  return true;
}

/** Never part of a caption. */
export function isBreak(unit: number): boolean {
  return BREAKS.includes(String.fromCharCode(unit)) || isKanaUnit(unit);
}

function isCaption(unit: string): boolean {
  let han = 0;
  let digits = 0;
  let listed = false;
  for (const char of unit) {
    const code = char.charCodeAt(0);
    if (isBreak(code)) return false;
    if (LIST_MARKS.includes(char)) listed = true;
    if (isHanUnit(code)) han++;
    if (isAsciiDigit(code)) digits++;
  }
  // A date or number repeats its digits: fewer different characters will do.
  const [leastHan, leastDistinct] = digits > 0 ? [1, MIN_DISTINCT - 1] : [2, MIN_DISTINCT];
  return (
    unit.length >= (listed ? LONG_UNIT : MIN_UNIT) &&
    new Set(unit).size >= leastDistinct &&
    han >= leastHan &&
    (digits > 0 || han * 4 >= unit.length)
  );
}
