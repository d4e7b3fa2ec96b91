import type { Edit } from "../../text/edits.ts";
import { isHanUnit } from "../../text/hanzi.ts";
import { isInvisibleUnit } from "./gate.ts";
import { isCjkUnit, type RuleContext, talksAboutDamage } from "./rules.ts";

/**
 * Strips what no reader sees: controls, zero-width and bidirectional marks, soft hyphens, private-use characters.
 * Only between CJK and ASCII, for emoji, Persian, Hindi and German need some of them; private use only in lines with Han characters.
 * Wrong for: a page that uses the private use area for characters of its own font (they are unreadable elsewhere anyway).
 */
export function repairInvisible(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("invisible-character") || talksAboutDamage(text)) return [];
  const hasHan = [...text].some((char) => isHanUnit(char.charCodeAt(0)));
  const edits: Edit[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isStrippable(text.charCodeAt(i), hasHan)) continue;
    let end = i + 1;
    while (end < text.length && isStrippable(text.charCodeAt(end), hasHan)) end++;
    const before = i === 0 || isPlain(text.charCodeAt(i - 1));
    const behind = end === text.length || isPlain(text.charCodeAt(end));
    if (before && behind && (hasHan || !hasSoftHyphen(text, i, end))) edits.push({ start: i, end, rule: "invisible-character", after: "" });
    i = end;
  }
  return edits;
}

function isStrippable(unit: number, hasHan: boolean): boolean {
  return isInvisibleUnit(unit) || (hasHan && unit >= 0xe000 && unit <= 0xf8ff);
}

function hasSoftHyphen(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 0xad) return true;
  return false;
}

/** ASCII, marks of Chinese text, CJK, accented latin letters. */
function isPlain(unit: number): boolean {
  return unit < 0x250 || isCjkUnit(unit) || (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x2030 && unit <= 0x205e) || unit === 0xfffd;
}
