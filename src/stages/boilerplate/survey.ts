import type { Block } from "../../pipeline/document.ts";
import type { Layout } from "../../text/layout.ts";
import { couldBeNotice, Family, gateEnd, gateLine, isLikeProse } from "./gate.ts";
import { judgeEnd, judgeLine, type Place } from "./judge.ts";
import { type Facts, type Finding, type Line, LONGEST_LINE, makeLine, Need } from "./line.ts";
import { needsOf, possible } from "./needs.ts";

/** One block that is not blank. */
export interface Entry {
  readonly index: number;
  readonly block: Block;
  /** Where the text stands in the layout of the document. */
  readonly start: number;
  readonly end: number;
  /** Shaped like prose: a sentence, or long. It counts as prose as long as no rule claims it. */
  readonly isLikeProse: boolean;
  /** The families that the gate lets ask, wherever it stands, and those of them that could claim it. */
  readonly gate: number;
  families: number;
  /** What the rules said; null before they were asked. */
  asked: Asked | null;
  finding: Finding | null;
  /** The rule by which the block goes; null when it stays. */
  rule: string | null;
  facts: Facts | null;
}

/** The longest sentence that boilerplate on both sides makes boilerplate. In UTF-16 units. */
const ENCLOSED = 40;

export function isProse(entry: Entry): boolean {
  return entry.isLikeProse && entry.finding === null;
}

/** What is known of a line that rules were asked about. */
interface Asked {
  /** Bits of `Need`. */
  readonly needs: number;
  /** The block folded, once a rule has asked for it. */
  line: Line | null;
  /** What the rules that may stand anywhere said of it, and those of the ends: it holds as long as the place does. Null before they were asked. */
  alonePlace: Place | null;
  alone: Finding | null;
  endPlace: Place | null;
  atEnd: Finding | null;
}

/** The blocks that are not blank, not judged yet. */
export function makeEntries(blocks: readonly Block[], { units, starts }: Layout): Entry[] {
  const entries: Entry[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block;
    const start = starts[index] as number;
    const end = (starts[index + 1] as number) - 1;
    if (isBlank(units[start] as number, block.text)) continue;
    const gate = gateLine(units, start, end);
    const entry = makeEntry(index, block, start, end, isLikeProse(units, start, end), gate);
    if ((gate & ~Family.credit) !== 0) entry.families = possible(gate, askedOf(entry, units).needs, units, start, end) & ~Family.credit;
    entries.push(entry);
  }
  return entries;
}

function makeEntry(index: number, block: Block, start: number, end: number, isLikeProse: boolean, gate: number): Entry {
  return { index, block, start, end, isLikeProse, gate, families: 0, asked: null, finding: null, rule: null, facts: null };
}

function askedOf(entry: Entry, units: Uint16Array): Asked {
  entry.asked ??= {
    needs: needsOf(units, entry.start, entry.end),
    line: null,
    alonePlace: null,
    alone: null,
    endPlace: null,
    atEnd: null,
  };
  return entry.asked;
}

/** Judges every block by itself, then the ends: up to the first prose and back to the last. Sets the rules of those that go. */
export function judgeEntries(entries: readonly Entry[], units: Uint16Array): void {
  for (let place = 0; place < entries.length; place++) {
    const entry = entries[place] as Entry;
    entry.finding = entry.families === 0 ? null : judgeAlone(entry, placeOf(entries, place, units), units);
  }
  const headEnd = surveyHead(entries, units);
  const tailStart = surveyTail(entries, headEnd, units);
  applyZones(entries, headEnd, tailStart);
}

function isBlank(first: number, text: string): boolean {
  return text === "" || (first <= 0x3000 && text.length < 200 && text.trim() === "");
}

function judgeAlone(entry: Entry, place: Place, units: Uint16Array): Finding | null {
  const asked = askedOf(entry, units);
  if (asked.alonePlace !== place) {
    asked.alonePlace = place;
    asked.alone = judgeLine(lineOf(entry, asked), entry.families, place);
  }
  return asked.alone;
}

function lineOf(entry: Entry, asked: Asked): Line {
  asked.line ??= makeLine(entry.block, entry.index, asked.needs);
  return asked.line;
}

/** The four places, by twin and tail, so that one is told from another by identity. */
const PLACES: readonly Place[] = [0, 1, 2, 3].map((bits) => ({ hasTwin: (bits & 1) !== 0, isTail: (bits & 2) !== 0 }));

function placeOf(entries: readonly Entry[], place: number, units: Uint16Array): Place {
  const first = markOf(entries[place], units);
  const hasTwin = first === markOf(entries[place - 1], units) || first === markOf(entries[place + 1], units);
  const isTail = place > 0 && place * 2 >= entries.length;
  return PLACES[(hasTwin ? 1 : 0) + (isTail ? 2 : 0)] as Place;
}

/** The first unit that is not blank; -1 where there is no such line. */
function markOf(entry: Entry | undefined, units: Uint16Array): number {
  if (entry === undefined) return -1;
  const unit = units[entry.start] as number;
  const isMark = unit > 0x20 && unit < 0x1680 ? unit !== 0xa0 : unit > 0x3000 && unit < 0xfeff;
  return isMark ? unit : entry.block.text.trimStart().charCodeAt(0);
}

/** Of the rules that only the ends are asked for. */
const END_NEEDS = Need.contact | Need.related;

/** Asks the rules of the ends too, but for what the gate passed as prose. */
function judgeAtEnd(entries: readonly Entry[], at: number, units: Uint16Array): void {
  const entry = entries[at];
  if (entry === undefined || entry.finding !== null || entry.isLikeProse || entry.end - entry.start > LONGEST_LINE) return;
  const place = placeOf(entries, at, units);
  const asked = askedOf(entry, units);
  if (asked.endPlace !== place) {
    const gate = gateEnd(units, entry.start, entry.end, entry.gate);
    const families = gate === 0 ? 0 : possible(gate, asked.needs, units, entry.start, entry.end);
    const mayClaim = families !== 0 || (gate !== 0 && (asked.needs & END_NEEDS) !== 0);
    asked.endPlace = place;
    asked.atEnd = mayClaim ? judgeEnd(lineOf(entry, asked), families, place) : null;
  }
  entry.finding = asked.atEnd;
}

/** @returns the place of the first prose, or the number of entries */
function surveyHead(entries: readonly Entry[], units: Uint16Array): number {
  let place = 0;
  while (place < entries.length) {
    judgeAtEnd(entries, place, units);
    if (isProse(entries[place] as Entry)) break;
    place++;
  }
  for (let behind = place + 1; behind < entries.length && behind <= place + LEDE; behind++) {
    if (isProse(entries[behind] as Entry)) break;
    judgeAtEnd(entries, behind, units);
  }
  return place;
}

/** How far behind a lede a full credit is looked for. */
const LEDE = 3;

const NOTICE_FAMILIES = Family.disclaimer | Family.copyright | Family.promotion;

/** @returns the place of the last prose, or -1 */
function surveyTail(entries: readonly Entry[], headEnd: number, units: Uint16Array): number {
  let place = entries.length - 1;
  while (place > headEnd) {
    judgeAtEnd(entries, place, units);
    const entry = entries[place] as Entry;
    if (isProse(entry) && couldBeNotice(units, entry.start, entry.end)) {
      const asked = askedOf(entry, units);
      const families = possible(NOTICE_FAMILIES, asked.needs, units, entry.start, entry.end);
      entry.finding = families === 0 ? null : judgeLine(lineOf(entry, asked), families, placeOf(entries, place, units));
    }
    if (isProse(entry)) {
      if (entry.block.text.length > ENCLOSED) break;
      judgeAtEnd(entries, place - 1, units);
      judgeAtEnd(entries, place - 2, units);
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
