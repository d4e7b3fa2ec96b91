// Which paragraphs are converted, and how much of them.
import { addCounts, classifyScript, countScript, isJapanese, noCounts, type ScriptCounts, type ScriptEvidence } from "../../text/script.ts";

/**
 * What to do with a paragraph: nothing; convert it; or, in simplified text, mend single characters only (`stray`): characters that
 * simplified text does not hold, and 著 where it is a particle.
 */
export type Treatment = "none" | "full" | "stray";

/** Share of one-sided characters from which a paragraph with both scripts is converted whole. */
const FULL_SHARE = 0.2;

/** The counts of every text, and what they add up to. */
export interface DocumentScript {
  readonly evidence: ScriptEvidence;
  readonly counts: readonly ScriptCounts[];
}

/** Counts the characters of each text and classifies the whole. */
export function readScript(texts: readonly string[]): DocumentScript {
  const total = noCounts();
  let latinText = "";
  const counts = texts.map((text) => {
    const own = noCounts();
    countScript(text, 0, text.length, own);
    addCounts(total, own);
    if (latinText.length < LATIN_UNITS && own.latin > own.han) latinText += `${text.slice(0, LATIN_UNITS)} `;
    return own;
  });
  return { evidence: classifyScript(total, latinText), counts };
}

/** How much Latin text the language guess gets to see. */
const LATIN_UNITS = 4_096;

/** The treatment of one text of a document. */
export function treatmentOf(counts: ScriptCounts, document: ScriptEvidence): Treatment {
  if (counts.han === 0 || isJapanese(counts) || counts.hangul > counts.han) return "none";
  const { traditional, simplified } = counts;
  if (document.lang === "ja" || document.lang === "ko")
    return counts.kana + counts.hangul === 0 && counts.functions > 0 && traditional > simplified ? "full" : "none";
  if (traditional === 0 && simplified === 0) {
    if (document.traditional > document.simplified) return "full";
  } else if (traditional > 0 && traditional >= (traditional + simplified) * FULL_SHARE) return "full";
  return traditional > 0 || counts.zhu > 0 ? "stray" : "none";
}
