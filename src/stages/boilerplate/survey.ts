import type { Block } from "../../pipeline/document.ts";
import { endsLikeSentence, isCandidate, judgeLine } from "./judge.ts";
import { type Facts, type Finding, type Line, makeLine } from "./line.ts";

/** One block that is not blank. */
export interface Entry {
  readonly index: number;
  readonly block: Block;
  /** Null for what the gate passed: prose. */
  readonly line: Line | null;
  readonly finding: Finding | null;
  readonly isProse: boolean;
  /** The rule by which the block goes; null when it stays. */
  rule: string | null;
  facts: Facts | null;
}

/** A sentence of so many UTF-16 units is prose; a shorter one may be a heading, an answer or a slogan. */
const PROSE = 20;
/** Without an end of sentence. */
const LONG_PROSE = 70;
const COMMAS = /[，,、；;]/u;

/** Judges every block by itself, then by where it stands: before the second or after the last prose, or between. */
export function survey(blocks: readonly Block[]): Entry[] {
  const filled = blocks.flatMap((block, index) => (isBlank(block.text) ? [] : [index]));
  const entries: Entry[] = [];
  let looked = false;
  for (const [place, index] of filled.entries()) {
    const block = blocks[index] as Block;
    const line = isCandidate(block.text) ? makeLine(block, index) : null;
    let finding: Finding | null = null;
    if (line !== null) {
      looked = true;
      const twins = [blocks[filled[place - 1] ?? -1], blocks[filled[place + 1] ?? -1]];
      const first = block.text.trimStart().charAt(0);
      const hasTwin = twins.some((twin) => twin?.text.trimStart().charAt(0) === first);
      finding = judgeLine(line, { hasTwin, isTail: place > 0 && place * 2 >= filled.length });
    }
    entries.push({ index, block, line, finding, isProse: finding === null && isProse(block.text), rule: null, facts: null });
  }
  if (looked) applyZones(entries);
  return entries;
}

function isBlank(text: string): boolean {
  return text.length < 200 && text.trim() === "";
}

function isProse(text: string): boolean {
  if (text.length >= LONG_PROSE) return true;
  return text.length >= PROSE && (endsLikeSentence(text) || (text.length >= 40 && COMMAS.test(text)));
}

/** A date and somebody's name: also behind a lede. */
function isFullCredit({ facts }: Finding): boolean {
  return facts?.published !== undefined && (facts.source !== undefined || facts.authors !== undefined);
}

/** The longest sentence that boilerplate on both sides makes boilerplate. In UTF-16 units. */
const ENCLOSED = 40;

/** A short sentence with two known lines before it and one behind: a slogan among prompts and contacts. */
export function isEnclosed(entries: readonly Entry[], place: number): boolean {
  const isKnown = (offset: number): boolean => (entries[place + offset]?.finding ?? null) !== null;
  return (
    (entries[place] as Entry).block.text.length <= ENCLOSED &&
    isKnown(-2) &&
    isKnown(-1) &&
    (isKnown(1) || (isKnown(2) && entries[place + 1]?.isProse === false))
  );
}

function applyZones(entries: readonly Entry[]): void {
  const prose = entries.flatMap(({ isProse: is }, place) => (is ? [place] : []));
  const headEnd = prose[0] ?? entries.length;
  const ledeEnd = prose[1] ?? -1;
  const tailStart = prose.findLast((place) => !isEnclosed(entries, place)) ?? -1;
  for (const [place, entry] of entries.entries()) {
    const { finding } = entry;
    if (finding === null) continue;
    const isOutside = place < headEnd || place > tailStart || (place < ledeEnd && isFullCredit(finding));
    if (!finding.sure && !isOutside) continue;
    entry.rule = finding.rule;
    entry.facts = finding.facts ?? null;
  }
}
