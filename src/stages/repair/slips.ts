// Byte slips: something was inserted into GBK bytes regardless of character boundaries; the byte before it and the first one inserted
// became `?`, and everything behind is shifted by one byte until an ASCII byte restores the alignment. Model: ../shared/eval/repair/README.md.
import type { Edit } from "../../text/edits.ts";
import { isHanUnit } from "../../text/hanzi.ts";
import type { RepairTables } from "./model.ts";
import { hasTone, type PinyinEvidence, pinyinEdits, syllableAt } from "./pinyin.ts";
import { decodeSlip, type SlipResult } from "./slip-beam.ts";

/** Nats that a decoded slip must gain over the text as it stands: with a swallowed annotation, and without. */
const MIN_GAIN_PINYIN = 4;
const MIN_GAIN_MARK = 9;
/** The same where `?` is half-width and the mark behind it full-width, as no writer mixes them. */
const MIN_GAIN_MIXED = 0.5;
/** A line of question marks is no slip, and one where so many searches failed is none either. */
const RUN = "????";
const MAX_FAILURES = 12;
const MARKS_BEHIND = "！!，,。、；;：:？?";

/** Marks that some pages made half-width after the damage. */
const WIDE = "，！？：；（）";
const NARROW = ",!?:;()";
const PRIVATE_USE = /[\ue000-\uf8ff]/u;
const MIN_NARROW = 3;

/** What a document shows of annotations, and whether its marks are half-width. */
export interface SlipEvidence extends PinyinEvidence {
  readonly halfWidth: () => boolean;
  /** Private-use characters that shifts make are still there: none was dropped. */
  readonly keepsPrivate: () => boolean;
}

/** Some line has a private-use character. */
export function hasPrivateUse(lines: readonly string[]): boolean {
  return lines.some((line) => PRIVATE_USE.test(line));
}

/** Half-width marks behind Han characters outnumber full-width ones by far (shifted text has a few of those by chance). */
export function hasHalfWidthMarks(lines: readonly string[]): boolean {
  let wide = 0;
  let narrow = 0;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      if (WIDE.includes(line.charAt(i))) wide++;
      else if (NARROW.includes(line.charAt(i)) && isHanUnit(line.charCodeAt(i - 1)) && syllableAt(line, i + 1) === null) narrow++;
    }
  }
  return narrow >= MIN_NARROW && narrow >= wide * 3;
}

function toHalfWidth(text: string): string {
  let after = "";
  for (const char of text) after += WIDE.includes(char) ? NARROW.charAt(WIDE.indexOf(char)) : char;
  return after;
}

/**
 * Annotations and slips of a line. Slips are looked for at each `?` that a swallowed annotation or a mark follows; copies everything else.
 */
export function slipEdits(text: string, evidence: SlipEvidence, tables: RepairTables, wantSlips: boolean): Edit[] {
  const annotations = pinyinEdits(text, evidence, tables);
  const slips: Edit[] = [];
  let failures = 0;
  for (let at = wantSlips ? text.indexOf("?") : -1; at >= 0 && failures < MAX_FAILURES; at = text.indexOf("?", at + 1)) {
    if (text.startsWith(RUN, at)) {
      while (text.charAt(at + 1) === "?") at++;
      continue;
    }
    const slip = trySlip(text, at, evidence, tables);
    if (slip === "failed") failures++;
    if (slip === null || slip === "failed") continue;
    const after = evidence.halfWidth() ? toHalfWidth(slip.after) : slip.after;
    slips.push({ start: at, end: slip.end, rule: "byte-slip", after });
    at = slip.end - 1;
  }
  return slips.length === 0 ? annotations : merge(annotations, slips);
}

function trySlip(text: string, at: number, evidence: SlipEvidence, tables: RepairTables): SlipResult | "failed" | null {
  if (at === 0) return null;
  const syllable = syllableAt(text, at + 1);
  const isPinyin = syllable !== null && (hasTone(syllable) || evidence.active);
  if (!isPinyin && !MARKS_BEHIND.includes(text.charAt(at + 1) || "x")) return null;
  const result = decodeSlip(text, at, evidence.keepsPrivate(), tables);
  const isMixed = text.charCodeAt(at + 1) >= 0x3000;
  const minimum = isPinyin && evidence.active ? MIN_GAIN_PINYIN : isMixed ? MIN_GAIN_MIXED : MIN_GAIN_MARK;
  return result !== null && result.gain >= minimum ? result : "failed";
}

/** Edits of slips win over annotations inside them. */
function merge(annotations: readonly Edit[], slips: readonly Edit[]): Edit[] {
  const kept = annotations.filter((edit) => !slips.some((slip) => edit.start < slip.end && edit.end > slip.start));
  return [...kept, ...slips].sort((a, b) => a.start - b.start);
}
