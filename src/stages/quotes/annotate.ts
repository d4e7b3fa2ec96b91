import type { Entity, Paragraph, Quote, QuoteKind } from "../../pipeline/document.ts";
import type { Cue } from "./cues.ts";
import { mayReport, type Statement } from "./indirect.ts";
import { isUtterance, shapeOf } from "./kinds.ts";
import { findQuoted, NO_QUOTED, type Quoted } from "./marks.ts";
import { type Passage, Reader } from "./passage.ts";
import { Names } from "./resolve.ts";
import type { Speaker } from "./speakers.ts";
import { judge, reported, type Verdict } from "./verdicts.ts";

/**
 * Finds quotations, reported statements and their speakers.
 *
 * @param paragraphs in order
 * @param entities sorted by start; may be empty
 * @returns quotes in order of `start` (UTF-16 offsets of `text`)
 */
export function annotateQuotes(
  text: string,
  paragraphs: readonly Pick<Paragraph, "start" | "end">[],
  entities: readonly Entity[],
): Quote[] {
  reader.readDocument(text, entities);
  const { marks, begins } = reader.scan;
  const quotes: Quote[] = [];
  if (marks.count === 0 && begins.count === 0) return quotes;
  const into: Found = { text, entities, names: null, quotes };
  const found = marks.count > 0 ? pairMarks(reader, paragraphs) : null;
  let nextBegin = 0;
  let carried: Speaker | null = null;
  for (let i = 0; i < paragraphs.length; i++) {
    const { start } = paragraphs[i] as Paragraph;
    let quoted = found === null ? NO_QUOTED : (found[i] as readonly Quoted[]);
    if (found !== null && isOpen(quoted)) {
      const joined = joinAcross(paragraphs, found, i);
      quoted = joined.quoted;
      i = joined.last;
    }
    const { end } = paragraphs[i] as Paragraph;
    while (nextBegin < begins.count && (begins.offsets[nextBegin] as number) < start) nextBegin++;
    const hasCues = nextBegin < begins.count && (begins.offsets[nextBegin] as number) < end;
    if (!hasCues && quoted.length === 0) {
      carried = null;
      continue;
    }
    reader.readPassage(start, end, quoted, nextBegin);
    carried = annotatePassage(into, reader, carried);
  }
  return quotes;
}

const reader = new Reader();

/** What is found in a text, and what it takes to name its speakers. */
interface Found {
  readonly text: string;
  readonly entities: readonly Entity[];
  /** Made for the first speaker. */
  names: Names | null;
  readonly quotes: Quote[];
}

/**
 * Adds what one paragraph, or several joined ones, hold.
 *
 * @param carried the speaker of a quotation that the paragraph before left open
 * @returns the speaker of a quotation that this one leaves open
 */
function annotatePassage(into: Found, passage: Reader, carried: Speaker | null): Speaker | null {
  const { start, end, quoted } = passage;
  if (quoted.length === 0) {
    if (!mayReportAny(passage)) return null;
    passage.readEntities();
    for (const statement of reported(passage, quoted)) emitStatement(into, statement);
    return null;
  }
  const alone = quoted[0] as Quoted;
  if (alone.open === start && alone.after === end && alone.closed) {
    // A paragraph of dialogue: no frame to look for.
    if (isUtterance(shapeOf(passage, alone))) emit(into, alone.start, alone.end, "direct", null, carried);
    else emit(into, alone.start, alone.end, "scare", null, null);
    return null;
  }
  passage.readEntities();
  const { verdicts, statements } = judge(passage, carried);
  emitAll(into, verdicts, statements);
  const last = verdicts.length > 0 ? (verdicts[verdicts.length - 1] as Verdict) : null;
  return last !== null && !last.quote.closed && last.kind === "direct" ? last.speaker : null;
}

function mayReportAny(passage: Passage): boolean {
  for (let i = 0; i < passage.cues.length; i++) if (mayReport(passage, passage.cues[i] as Cue)) return true;
  return false;
}

/** The last quotation goes on behind the paragraph. */
function isOpen(quoted: readonly Quoted[]): boolean {
  return quoted.length > 0 && !(quoted[quoted.length - 1] as Quoted).closed;
}

/** The quotations of each paragraph. */
function pairMarks(source: Reader, paragraphs: readonly Pick<Paragraph, "start" | "end">[]): (readonly Quoted[])[] {
  const found: (readonly Quoted[])[] = [];
  const { offsets: marks, count } = source.scan.marks;
  let next = 0;
  for (let i = 0; i < paragraphs.length; i++) {
    const { start, end } = paragraphs[i] as Paragraph;
    while (next < count && (marks[next] as number) < start) next++;
    const first = next;
    while (next < count && (marks[next] as number) < end) next++;
    found.push(next === first ? NO_QUOTED : findQuoted(source, start, end, marks, first, next));
  }
  return found;
}

const MOST_JOINED = 5;
const LONGEST_JOINED = 5000;

/** Quotations of one paragraph or several, and the index of the last of these. */
interface Joined {
  readonly quoted: readonly Quoted[];
  readonly last: number;
}

/** Joins a paragraph to those behind it, as long as a quotation opens in one and closes in a later one. */
function joinAcross(paragraphs: readonly Pick<Paragraph, "start" | "end">[], found: readonly (readonly Quoted[])[], first: number): Joined {
  let quoted = found[first] as readonly Quoted[];
  let last = first;
  while (isOpen(quoted)) {
    const open = quoted[quoted.length - 1] as Quoted;
    const partner = closingParagraph(found, last + 1);
    if (partner < 0 || (paragraphs[partner] as Paragraph).end - (paragraphs[first] as Paragraph).start > LONGEST_JOINED) break;
    const others = found[partner] as readonly Quoted[];
    const { end, after } = others[0] as Quoted;
    const whole: Quoted = { open: open.open, start: open.start, end, after, opened: true, closed: true };
    quoted = [...quoted.slice(0, -1), whole, ...others.slice(1)];
    last = partner;
  }
  return { quoted, last };
}

/** Index of the paragraph that begins with a lone closing mark, before any other quotation; -1 where there is none near. */
function closingParagraph(found: readonly (readonly Quoted[])[], from: number): number {
  for (let i = from; i < Math.min(found.length, from + MOST_JOINED); i++) {
    const quoted = found[i] as readonly Quoted[];
    if (quoted.length === 0) continue;
    const { opened, closed } = quoted[0] as Quoted;
    return !opened && closed ? i : -1;
  }
  return -1;
}

/** Adds quotations and statements in the order of the text; of two that begin together, the longer one first. */
function emitAll(into: Found, verdicts: readonly Verdict[], statements: readonly Statement[]): void {
  let next = 0;
  for (let i = 0; i < verdicts.length; i++) {
    const { quote, kind, cue, speaker } = verdicts[i] as Verdict;
    for (; next < statements.length && comesFirst(statements[next] as Statement, quote); next++)
      emitStatement(into, statements[next] as Statement);
    emit(into, quote.start, quote.end, kind, cue, speaker);
  }
  for (; next < statements.length; next++) emitStatement(into, statements[next] as Statement);
}

function comesFirst(statement: Statement, quote: Quoted): boolean {
  return statement.start < quote.start || (statement.start === quote.start && statement.end > quote.end);
}

function emitStatement(into: Found, { start, end, cue, speaker }: Statement): void {
  emit(into, start, end, "indirect", cue, speaker);
}

function emit(into: Found, start: number, end: number, kind: QuoteKind, cue: Cue | null, speaker: Speaker | null): void {
  const { text } = into;
  let norm: string | null = null;
  if (speaker !== null) {
    into.names ??= new Names(into.entities);
    norm = into.names.resolve(speaker);
  }
  into.quotes.push({
    kind,
    start,
    end,
    text: text.slice(start, end),
    speaker: speaker === null ? null : { start: speaker.start, end: speaker.end, text: speaker.text },
    speakerNorm: norm,
    speakers: speaker === null ? NOBODY : speaker.others.length === 0 ? [speaker.text] : [speaker.text, ...speaker.others],
    cue: cue === null ? null : { start: cue.start, end: cue.end, text: cueText(text, cue) },
  });
}

const NOBODY: readonly string[] = [];

function cueText(text: string, { start, end, word }: Cue): string {
  return end - start === word.length ? word : text.slice(start, end);
}
