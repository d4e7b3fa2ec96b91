import { type BoundaryModel, SCORE_UNIT } from "./boundary.ts";
import { foldText } from "./line.ts";

/** A heading found inside a paragraph; UTF-16 offsets of the block. */
export interface GluedHeading {
  readonly start: number;
  /** Equal to `start` when only its beginning is known. */
  readonly end: number;
}

/** Shorter paragraphs hold no headings. In UTF-16 units. */
export const LEAST_PARAGRAPH = 600;
const LEAST_SECTION = 80;
/** Lengths of headings: most have six to fourteen characters. */
const SHORTEST = 4;
const LONGEST = 26;
const USUAL = 9;
const SPREAD = 4.5;
/** How much better the best border must be than the next, as natural logarithm: right in about 88 % of glued clauses of unseen text. */
const MARGIN = 1.2;

const NUMBER = /(?<=[。!?”…])\s?(0[1-9]|1\d)(?:\s|[.、])\s?(?=[\p{Script=Han}“《])/gu;
const QUOTED = /(?<=[。!?]|。”)“([\p{Script=Han}]{4,14})”(?=[\p{Script=Han}A-Za-z\d])/gu;
const QUESTION = /(?<=。|。”)([^。!?,;:“”]{6,24}\?)(?=[^”’)）」』])/gu;
const STOP = /[。!?;:”“]/u;
/** Where the words of a quoted heading come back: not in its first sentence, but in its section. */
const NEAR = 60;
const SECTION = 2000;
/** How surely a sentence must begin behind a quoted heading, as natural logarithm of a rate, length aside. */
const LEAST_START = -4.5;
const FEWEST = 2;
const HAN = /\p{Script=Han}/u;

/**
 * Headings that run into a paragraph of a page that lost its line breaks. Strong evidence only:
 * numbers `01 …`, `02 …` that count on from 1; and, two at the least, in a paragraph that is the whole body of its page: a quotation that opens a sentence, comes back
 * in its section, and behind which a sentence begins; beside such a one a question that stands alone. Where a heading ends is told by how clauses begin and end.
 *
 * @param isBody the paragraph is nearly all of its document
 */
export function findGluedHeadings(text: string, model: BoundaryModel, isBody: boolean): readonly GluedHeading[] {
  if (text.length < LEAST_PARAGRAPH) return NONE;
  const mayBeQuoted = isBody && text.includes("“");
  const mayBeNumbered = FIRST_NUMBER.test(text);
  if (!mayBeQuoted && !mayBeNumbered) return NONE;
  const folded = foldLong(text);
  const numbered = mayBeNumbered ? findNumbered(folded, model) : NONE;
  const quoted = mayBeQuoted ? findQuoted(folded, model) : NONE;
  if (numbered.length + quoted.length === 0) return [];
  const headings = spaced([...numbered, ...quoted, ...(isBody ? findQuestions(folded) : [])], text.length);
  return headings.length >= FEWEST ? headings : [];
}

const NONE: readonly GluedHeading[] = [];
const FIRST_NUMBER = /[0０][1１]/u;
const CHUNK = 4096;

function foldLong(text: string): string {
  let folded = "";
  for (let i = 0; i < text.length; i += CHUNK) folded += foldText(text.slice(i, i + CHUNK));
  return folded;
}

/** In order, and far enough from one another to have text between them. */
function spaced(headings: readonly GluedHeading[], length: number): GluedHeading[] {
  const kept: GluedHeading[] = [];
  for (const heading of [...headings].sort((a, b) => a.start - b.start)) {
    if (heading.start - (kept.at(-1)?.end ?? -LEAST_SECTION) >= LEAST_SECTION && length - heading.end >= LEAST_SECTION) kept.push(heading);
  }
  return kept;
}

function findNumbered(folded: string, model: BoundaryModel): GluedHeading[] {
  const headings: GluedHeading[] = [];
  let next = 1;
  for (const match of folded.matchAll(NUMBER)) {
    if (Number(match[1]) !== next) continue;
    next++;
    const start = match.index + match[0].length - match[0].trimStart().length;
    const from = match.index + match[0].length;
    headings.push({ start, end: borderBehind(folded, from, from, model) ?? start });
  }
  return headings.length >= 2 ? headings : [];
}

function findQuoted(folded: string, model: BoundaryModel): GluedHeading[] {
  const headings: GluedHeading[] = [];
  for (const match of folded.matchAll(QUOTED)) {
    const behind = match.index + match[0].length;
    if (!folded.slice(behind + NEAR, behind + SECTION).includes(match[1] as string)) continue;
    const end = borderBehind(folded, match.index, behind, model);
    if (end !== null && model.score(folded, end) / SCORE_UNIT >= LEAST_START) headings.push({ start: match.index, end });
  }
  return headings;
}

function findQuestions(folded: string): GluedHeading[] {
  return [...folded.matchAll(QUESTION)].map((match) => ({ start: match.index, end: match.index + (match[1] as string).length }));
}

/**
 * The best place for the end of a heading.
 *
 * @param start where the heading's words begin
 * @param from the first place that may be its end
 * @returns null when no place is clearly better than the others
 */
function borderBehind(folded: string, start: number, from: number, model: BoundaryModel): number | null {
  let best = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  let place = -1;
  for (let at = Math.max(from, start + SHORTEST); at <= start + LONGEST && at < folded.length - 1; at++) {
    if (at > from && STOP.test(folded.charAt(at - 1)) && folded.charAt(at - 1) !== "”") break;
    const isBehindQuote = folded.charAt(at - 1) === "”";
    if (!isBehindQuote && !(HAN.test(folded.charAt(at - 1)) && STARTS.test(folded.charAt(at)))) continue;
    const length = at - start - USUAL;
    const score = model.score(folded, at) / SCORE_UNIT - (length * length) / (2 * SPREAD * SPREAD);
    if (score > best) {
      second = best;
      best = score;
      place = at;
    } else if (score > second) second = score;
  }
  return place >= 0 && best - second >= MARGIN ? place : null;
}

const STARTS = /[\p{Script=Han}A-Za-z\d“《]/u;
