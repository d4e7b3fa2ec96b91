import type { Edit } from "../../text/edits.ts";
import { isHanUnit } from "../../text/hanzi.ts";
import { type RuleContext, talksAboutDamage } from "./rules.ts";

export const COMMAS = ",，";
/** Marks before which a comma says nothing; before half-width ; : ! ? only in a line that has another doubled mark. */
export const AFTER_COMMA = ",，。、；：！？;:!?";
const WEAK = ";:!?";
/** Marks that stand twice only by accident. */
export const TWICE = "。、；";
/** Program text and tables of values. */
const CODE = /[{}=<>\\|]|CSV|\t|,,,|，，，/iu;

/**
 * A comma before another mark goes (`,,` `,。` `，、`), and the second of two equal full stops. Three or more in a row stay (。。。 is an ellipsis),
 * so do lines that look like code or CSV.
 * Wrong for: chat that writes 。。 for a pause.
 */
export function repairDoubled(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("doubled-punctuation") || CODE.test(text) || talksAboutDamage(text)) return [];
  const edits: Edit[] = [];
  let isCertain = false;
  for (let i = 0; i + 1 < text.length; ) {
    let end = i;
    while (end < text.length && AFTER_COMMA.includes(text.charAt(end))) end++;
    if (end - i >= 2 && i > 0 && isWordUnit(text.charCodeAt(i - 1))) {
      const kept = collapse(text.slice(i, end));
      if (kept !== null) isCertain ||= !WEAK.includes(kept);
      if (kept !== null) edits.push({ start: i, end: end - kept.length, rule: "doubled-punctuation", after: "" });
    }
    i = end + 1;
  }
  return isCertain && isChinese(text) ? edits : [];
}

/** What should stand instead of a run of marks; null when the run is fine. */
function collapse(run: string): string | null {
  if (run.length > 3) return null;
  let kept = run;
  while (kept.length > 1 && COMMAS.includes(kept.charAt(0))) kept = kept.slice(1);
  if (kept.length === 2 && kept[0] === kept[1] && TWICE.includes(kept.charAt(0))) kept = kept.charAt(0);
  return kept === run ? null : kept;
}

function isWordUnit(unit: number): boolean {
  return unit > 0x20;
}

function isChinese(text: string): boolean {
  let han = 0;
  for (let i = 0; i < text.length; i++) if (isHanUnit(text.charCodeAt(i))) han++;
  return han * 3 >= text.length;
}
