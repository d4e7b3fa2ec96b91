import type { Edit } from "../../text/edits.ts";
import { hasHanUnit, isCjkUnit, type RuleContext, talksAboutDamage } from "./rules.ts";

/** Format characters and controls that no reader sees, but for tabs and line breaks. U+200C, U+200D, U+200E and U+200F have uses: neighbours are looked at. */
const INVISIBLE =
  "\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb";
const ONE = new RegExp(`[${INVISIBLE}]`, "u");
const HIDDEN = new RegExp(`[${INVISIBLE}]+`, "gu");
const HIDDEN_OR_PRIVATE = new RegExp(`[${INVISIBLE}\\ue000-\\uf8ff]+`, "gu");
const SOFT_HYPHEN = "\u00ad";

export function isInvisibleUnit(unit: number): boolean {
  return ONE.test(String.fromCharCode(unit));
}

/**
 * Strips what no reader sees: controls, zero-width and bidirectional marks, soft hyphens, private-use characters.
 * Only between CJK and ASCII, for emoji, Persian, Hindi and German need some of them; private use only in lines with Han characters.
 * Wrong for: a page that uses the private use area for characters of its own font (they are unreadable elsewhere anyway).
 */
export function repairInvisible(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("invisible-character") || talksAboutDamage(text)) return [];
  const hasHan = hasHanUnit(text);
  const runs = hasHan ? HIDDEN_OR_PRIVATE : HIDDEN;
  const edits: Edit[] = [];
  for (let run = runs.exec(text); run !== null; run = runs.exec(text)) {
    const start = run.index;
    const end = start + run[0].length;
    const before = start === 0 || isPlain(text.charCodeAt(start - 1));
    const behind = end === text.length || isPlain(text.charCodeAt(end));
    if (before && behind && (hasHan || !run[0].includes(SOFT_HYPHEN))) edits.push({ start, end, rule: "invisible-character", after: "" });
  }
  return edits;
}

/** ASCII, marks of Chinese text, CJK, accented latin letters. */
function isPlain(unit: number): boolean {
  return unit < 0x250 || isCjkUnit(unit) || (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x2030 && unit <= 0x205e) || unit === 0xfffd;
}
