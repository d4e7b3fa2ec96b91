// Which paragraphs are converted, and how much of them.
import type { Block } from "../../pipeline/document.ts";
import { countCharacters, Held, readCharacters } from "../../text/characters.ts";
import { joinTexts } from "../../text/joined.ts";
import {
  classifyScript,
  HAN_BIT,
  HANGUL_BIT,
  isJapanese,
  KANA_BIT,
  type ScriptCounts,
  type ScriptEvidence,
  SIMPLIFIED_BIT,
  TRADITIONAL_BIT,
} from "../../text/script.ts";
import { holdsParticle } from "./stray.ts";

/**
 * What to do with a paragraph: nothing; convert it; or, in simplified text, mend single characters only (`stray`): characters that
 * simplified text does not hold, and 著 where it is a particle.
 */
export type Treatment = "none" | "full" | "stray";

/** Share of one-sided characters from which a paragraph with both scripts is converted whole. */
const FULL_SHARE = 0.2;

/** What the characters of a document say, and of each of its texts. */
export interface DocumentScript {
  readonly evidence: ScriptEvidence;
  /** Bits of the characters that each text holds (`scriptClasses`, and others). */
  readonly held: readonly number[];
  /** Bits that any text holds. */
  readonly all: number;
}

/** Counts the characters of all blocks, and classifies the whole. */
export function readScript(blocks: readonly Block[]): DocumentScript {
  const { held, all, counts: total } = readCharacters(blocks);
  const isLatin = total.latin > total.han; // otherwise nobody asks for the language of letters
  return { evidence: classifyScript(total, isLatin ? latinText(blocks) : ""), held, all };
}

function latinText(blocks: readonly Block[]): string {
  let latin = "";
  for (const { text } of blocks) {
    if (latin.length >= LATIN_UNITS) break;
    const own = countCharacters(text);
    if (own.latin > own.han) latin += `${text.slice(0, LATIN_UNITS)} `;
  }
  return latin;
}

/** How much Latin text the language guess gets to see. */
const LATIN_UNITS = 4_096;

/** Whether {@link treatmentOfHeld} is `none` for every text of a document. */
export function isLeftAlone(blocks: readonly Block[], { evidence, all }: DocumentScript): boolean {
  if ((all & (KANA_BIT | HANGUL_BIT | Held.traditional)) !== 0 || evidence.lang === "ja" || evidence.lang === "ko") return false;
  return (all & TRADITIONAL_BIT) === 0 || isZhuNoParticle(blocks, evidence);
}

/** Of a document in which 著 alone is traditional. */
function isZhuNoParticle(blocks: readonly Block[], { traditional, simplified }: ScriptEvidence): boolean {
  return traditional <= simplified && !holdsParticle(joinTexts(blocks));
}

/**
 * The treatment of one text of a document.
 *
 * @param held bits of its characters: as a rule they say enough, and nothing is counted
 */
export function treatmentOfHeld(text: string, held: number, document: ScriptEvidence): Treatment {
  if ((held & HAN_BIT) === 0) return "none";
  const isChinese = (held & (KANA_BIT | HANGUL_BIT)) === 0 && document.lang !== "ja" && document.lang !== "ko";
  return (isChinese ? treatmentOfChinese(text, held, document) : null) ?? treatmentOf(countCharacters(text), document);
}

/** The treatment of a text with Han, without kana and Hangul, as far as it follows from what it holds; null = count. */
function treatmentOfChinese(text: string, held: number, { traditional, simplified }: ScriptEvidence): Treatment | null {
  const isMore = traditional > simplified;
  if ((held & Held.traditional) !== 0) return (held & SIMPLIFIED_BIT) === 0 ? "full" : null;
  if ((held & TRADITIONAL_BIT) === 0) return isMore && (held & SIMPLIFIED_BIT) === 0 ? "full" : "none";
  return isMore ? null : holdsParticle(text) ? "stray" : "none"; // 著 alone
}

function treatmentOf(counts: ScriptCounts, document: ScriptEvidence): Treatment {
  if (counts.han === 0 || isJapanese(counts) || counts.hangul > counts.han) return "none";
  const { traditional, simplified } = counts;
  if (document.lang === "ja" || document.lang === "ko")
    return counts.kana + counts.hangul === 0 && counts.functions > 0 && traditional > simplified ? "full" : "none";
  if (traditional === 0 && simplified === 0) {
    if (document.traditional > document.simplified) return "full";
  } else if (traditional > 0 && traditional >= (traditional + simplified) * FULL_SHARE) return "full";
  return traditional > 0 || counts.zhu > 0 ? "stray" : "none";
}
