// Byte slips: something was inserted into GBK bytes regardless of character boundaries; the byte before it and the first one inserted
// became `?`, and everything behind is shifted by one byte until an ASCII byte restores the alignment. Model: ../shared/eval/repair/README.md.
import type { Edit } from "../../text/edits.ts";
import type { RepairTables } from "./model.ts";
import { hasTone, type PinyinEvidence, pinyinEdits, syllableAt } from "./pinyin.ts";
import { decodeSlip, type SlipResult } from "./slip-beam.ts";

/** Nats that a decoded slip must gain over the text as it stands: with a swallowed annotation, and without. */
const MIN_GAIN_PINYIN = 4;
const MIN_GAIN_MARK = 9;
/** The same where `?` is half-width and the mark behind it full-width, as no writer mixes them. */
const MIN_GAIN_MIXED = 0.5;
const MARKS_BEHIND = "！!，,。、；;：:？?";

/**
 * Annotations and slips of a line. Slips are looked for at each `?` that a swallowed annotation or a mark follows; copies everything else.
 */
export function slipEdits(text: string, evidence: PinyinEvidence, tables: RepairTables, wantSlips: boolean): Edit[] {
  const annotations = pinyinEdits(text, evidence, tables);
  const slips: Edit[] = [];
  for (let at = wantSlips ? text.indexOf("?") : -1; at >= 0; at = text.indexOf("?", at + 1)) {
    const slip = trySlip(text, at, evidence, tables);
    if (slip === null) continue;
    slips.push({ start: at, end: slip.end, rule: "byte-slip", after: slip.after });
    at = slip.end - 1;
  }
  return slips.length === 0 ? annotations : merge(annotations, slips);
}

function trySlip(text: string, at: number, evidence: PinyinEvidence, tables: RepairTables): SlipResult | null {
  if (at === 0) return null;
  const syllable = syllableAt(text, at + 1);
  const isPinyin = syllable !== null && (hasTone(syllable) || evidence.active);
  if (!isPinyin && !MARKS_BEHIND.includes(text.charAt(at + 1) || "x")) return null;
  const result = decodeSlip(text, at, tables);
  const isMixed = text.charCodeAt(at + 1) >= 0x3000;
  const minimum = isPinyin && evidence.active ? MIN_GAIN_PINYIN : isMixed ? MIN_GAIN_MIXED : MIN_GAIN_MARK;
  return result !== null && result.gain >= minimum ? result : null;
}

/** Edits of slips win over annotations inside them. */
function merge(annotations: readonly Edit[], slips: readonly Edit[]): Edit[] {
  const kept = annotations.filter((edit) => !slips.some((slip) => edit.start < slip.end && edit.end > slip.start));
  return [...kept, ...slips].sort((a, b) => a.start - b.start);
}
