import type { Edit } from "../../text/edits.ts";
import { isAsciiDigit, isHanUnit, isKanaUnit } from "../../text/hanzi.ts";
import type { RuleContext } from "./rules.ts";

const MIN_UNIT = 6;
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
  const found = context.tables.kernel().repeats(text);
  let next = 0;
  for (let i = 0; i < found.length; i += 2) {
    const [start, length] = [found[i] as number, found[i + 1] as number];
    if (start < next || !isCaption(text.slice(start, start + length))) continue;
    let end = start + 2 * length;
    while (text.startsWith(text.slice(start, start + length), end)) end += length;
    const copies = (end - start) / length;
    if (copies <= MAX_COPIES && (copies > 2 || isAtBoundary(text, start, end)))
      edits.push({ start: start + length, end, rule: "glued-repeat", after: "" });
    next = end;
  }
  return edits;
}

/** The copies begin or end where a clause does: a sentence may well say 知道他們都|知道他們都|知道. */
function isAtBoundary(text: string, start: number, end: number): boolean {
  return start === 0 || end === text.length || BREAKS.includes(text.charAt(start - 1)) || BREAKS.includes(text.charAt(end));
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
