import type { Block } from "../../pipeline/document.ts";
import { couldBeNotice, endsLikeSentence, Family, gateEnd, gateLine } from "./gate.ts";
import { judgeEnd, judgeLine, type Place } from "./judge.ts";
import { type Facts, type Finding, type Line, LONGEST_LINE, makeLine } from "./line.ts";

/** One block that is not blank. */
export interface Entry {
  readonly index: number;
  readonly block: Block;
  /** Shaped like prose: a sentence, or long. It counts as prose as long as no rule claims it. */
  readonly isLikeProse: boolean;
  /** The families that could claim it wherever it stands. */
  readonly families: number;
  /** The block folded, once a rule has asked for it. */
  line: Line | null;
  /** What the rules that may stand anywhere said of it, and those of the ends; null before they were asked. */
  alone: Verdict | null;
  atEnd: Verdict | null;
  finding: Finding | null;
  /** The rule by which the block goes; null when it stays. */
  rule: string | null;
  facts: Facts | null;
}

/** An answer of the rules, which holds as long as the place stays what it was. */
interface Verdict {
  readonly place: Place;
  readonly finding: Finding | null;
}

/** A sentence of so many UTF-16 units is prose; a shorter one may be a heading, an answer or a slogan. */
const PROSE = 20;
/** Without an end of sentence. */
const LONG_PROSE = 70;
const COMMA_PROSE = 40;
const COMMAS = /[，,、；;]/u;

/** The longest sentence that boilerplate on both sides makes boilerplate. In UTF-16 units. */
const ENCLOSED = 40;

export function isProse(entry: Entry): boolean {
  return entry.isLikeProse && entry.finding === null;
}

/** The blocks that are not blank, not judged yet. */
export function makeEntries(blocks: readonly Block[]): Entry[] {
  const entries: Entry[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block;
    const { text } = block;
    if (isBlank(text)) continue;
    entries.push({
      index,
      block,
      isLikeProse: isLikeProse(text),
      families: gateLine(text),
      line: null,
      alone: null,
      atEnd: null,
      finding: null,
      rule: null,
      facts: null,
    });
  }
  return entries;
}

/** Judges every block by itself, then the ends: up to the first prose and back to the last. Sets the rules of those that go. */
export function judgeEntries(entries: readonly Entry[]): void {
  for (let place = 0; place < entries.length; place++) {
    const entry = entries[place] as Entry;
    entry.finding = entry.families === 0 ? null : judgeAlone(entry, placeOf(entries, place));
  }
  const headEnd = surveyHead(entries);
  const tailStart = surveyTail(entries, headEnd);
  applyZones(entries, headEnd, tailStart);
}

function isBlank(text: string): boolean {
  return text === "" || (text.length < 200 && text.charCodeAt(0) <= 0x3000 && text.trim() === "");
}

function isLikeProse(text: string): boolean {
  if (text.length >= LONG_PROSE) return true;
  return text.length >= PROSE && (endsLikeSentence(text) || (text.length >= COMMA_PROSE && COMMAS.test(text)));
}

function judgeAlone(entry: Entry, place: Place): Finding | null {
  if (entry.alone?.place !== place) entry.alone = { place, finding: judgeLine(lineOf(entry), entry.families, place) };
  return entry.alone.finding;
}

function lineOf(entry: Entry): Line {
  entry.line ??= makeLine(entry.block, entry.index);
  return entry.line;
}

/** The four places, by twin and tail, so that one is told from another by identity. */
const PLACES: readonly Place[] = [0, 1, 2, 3].map((bits) => ({ hasTwin: (bits & 1) !== 0, isTail: (bits & 2) !== 0 }));

function placeOf(entries: readonly Entry[], place: number): Place {
  const first = markOf(entries[place]);
  const hasTwin = first === markOf(entries[place - 1]) || first === markOf(entries[place + 1]);
  const isTail = place > 0 && place * 2 >= entries.length;
  return PLACES[(hasTwin ? 1 : 0) + (isTail ? 2 : 0)] as Place;
}

/** The first unit that is not blank; -1 where there is no such line. */
function markOf(entry: Entry | undefined): number {
  if (entry === undefined) return -1;
  const { text } = entry.block;
  const unit = text.charCodeAt(0);
  const isMark = unit > 0x20 && unit < 0x1680 ? unit !== 0xa0 : unit > 0x3000 && unit < 0xfeff;
  return isMark ? unit : text.trimStart().charCodeAt(0);
}

/** Asks the rules of the ends too, but for what the gate passed as prose. */
function judgeAtEnd(entries: readonly Entry[], at: number): void {
  const entry = entries[at];
  if (entry === undefined || entry.finding !== null || entry.isLikeProse || entry.block.text.length > LONGEST_LINE) return;
  const place = placeOf(entries, at);
  if (entry.atEnd?.place !== place) {
    const families = gateEnd(entry.block.text, entry.families);
    entry.atEnd = { place, finding: families === 0 ? null : judgeEnd(lineOf(entry), families, place) };
  }
  entry.finding = entry.atEnd.finding;
}

/** @returns the place of the first prose, or the number of entries */
function surveyHead(entries: readonly Entry[]): number {
  let place = 0;
  while (place < entries.length) {
    judgeAtEnd(entries, place);
    if (isProse(entries[place] as Entry)) break;
    place++;
  }
  for (let behind = place + 1; behind < entries.length && behind <= place + LEDE; behind++) {
    if (isProse(entries[behind] as Entry)) break;
    judgeAtEnd(entries, behind);
  }
  return place;
}

/** How far behind a lede a full credit is looked for. */
const LEDE = 3;

const NOTICE_FAMILIES = Family.disclaimer | Family.copyright | Family.promotion;

/** @returns the place of the last prose, or -1 */
function surveyTail(entries: readonly Entry[], headEnd: number): number {
  let place = entries.length - 1;
  while (place > headEnd) {
    judgeAtEnd(entries, place);
    const entry = entries[place] as Entry;
    if (isProse(entry) && couldBeNotice(entry.block.text)) {
      entry.finding = judgeLine(lineOf(entry), NOTICE_FAMILIES, placeOf(entries, place));
    }
    if (isProse(entry)) {
      if (entry.block.text.length > ENCLOSED) break;
      judgeAtEnd(entries, place - 1);
      judgeAtEnd(entries, place - 2);
      if (!isEnclosed(entries, place)) break;
    }
    place--;
  }
  return headEnd === entries.length ? -1 : place;
}

/** A short sentence with two known lines before it and one behind: a slogan among prompts and contacts. */
export function isEnclosed(entries: readonly Entry[], place: number): boolean {
  const isKnown = (offset: number): boolean => (entries[place + offset]?.finding ?? null) !== null;
  const isBefore = isKnown(1) || (isKnown(2) && entries[place + 1]?.isLikeProse === false);
  return (entries[place] as Entry).block.text.length <= ENCLOSED && isKnown(-2) && isKnown(-1) && isBefore;
}

/** A date and somebody's name: also behind a lede. */
function isFullCredit({ facts }: Finding): boolean {
  return facts?.published !== undefined && (facts.source !== undefined || facts.authors !== undefined);
}

function applyZones(entries: readonly Entry[], headEnd: number, tailStart: number): void {
  for (let place = 0; place < entries.length; place++) {
    const entry = entries[place] as Entry;
    const { finding } = entry;
    if (finding === null) continue;
    const isLede = place > headEnd && place <= headEnd + LEDE && isFullCredit(finding);
    if (!finding.sure && place > headEnd && place < tailStart && !isLede) continue;
    entry.rule = finding.rule;
    entry.facts = finding.facts ?? null;
  }
}
