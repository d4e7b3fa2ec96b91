import type { Edit } from "../../text/edits.ts";
import { anyCase, type RuleContext, talksAboutDamage } from "./rules.ts";

export const COMMAS = ",，";
/** Marks before which a comma says nothing; before half-width ; : ! ? only in a line that has another doubled mark. */
export const AFTER_COMMA = ",，。、；：！？;:!?";
const WEAK = ";:!?";
const RUN = new RegExp(`[${AFTER_COMMA}]{2,}`, "gu");
/** Marks that stand twice only by accident. */
export const TWICE = "。、；";
/** Program text and tables of values. */
const CODE = new RegExp(`[{}=<>\\\\|\\t]|${anyCase("csv")}|,,,|，，，`, "u");

/**
 * A comma before another mark goes (`,,` `,。` `，、`), and the second of two equal full stops. Three or more in a row stay (。。。 is an ellipsis),
 * so do lines that look like code or CSV.
 * Wrong for: chat that writes 。。 for a pause.
 */
export function repairDoubled(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("doubled-punctuation") || CODE.test(text) || talksAboutDamage(text)) return [];
  const edits: Edit[] = [];
  let isCertain = false;
  for (let run = RUN.exec(text); run !== null; run = RUN.exec(text)) {
    const start = run.index;
    const kept = start > 0 && isWordUnit(text.charCodeAt(start - 1)) ? collapse(run[0]) : null;
    if (kept === null) continue;
    isCertain ||= !WEAK.includes(kept);
    edits.push({ start, end: start + run[0].length - kept.length, rule: "doubled-punctuation", after: "" });
  }
  return isCertain && context.tables.kernel().countHan(text) * 3 >= text.length ? edits : [];
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
