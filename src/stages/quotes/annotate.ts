import type { Entity, Paragraph, Quote, QuoteKind } from "../../pipeline/document.ts";
import type { Cue } from "./cues.ts";
import { mayReport, type Statement } from "./indirect.ts";
import { isUtterance, shapeOf } from "./kinds.ts";
import { findQuoted, NOTHING, type Quoted } from "./marks.ts";
import { readPassage } from "./passage.ts";
import { Names } from "./resolve.ts";
import { readSource } from "./source.ts";
import type { Speaker } from "./speakers.ts";
import type { Source } from "./units.ts";
import { judge, reported, type Verdict } from "./verdicts.ts";

/**
 * Finds quotations, reported statements and their speakers.
 *
 * @param entities sorted by start; may be empty
 * @returns quotes in order of `start` (UTF-16 offsets of `text`)
 */
export function annotateQuotes(
  text: string,
  paragraphs: readonly Pick<Paragraph, "start" | "end">[],
  entities: readonly Entity[],
): Quote[] {
  const source = readSource(text);
  const into: Found = { source, names: new Names(entities), quotes: [] };
  let carried: Speaker | null = null;
  joinAcross(source, paragraphs, (start, end, quoted) => {
    carried = annotateStretch(into, start, end, quoted, entities, carried);
  });
  return into.quotes;
}

/** What is found in a text, and what it takes to name its speakers. */
interface Found {
  readonly source: Source;
  readonly names: Names;
  readonly quotes: Quote[];
}

/**
 * Adds what one paragraph, or several joined ones, hold.
 *
 * @param carried the speaker of a quotation that the paragraph before left open
 * @returns the speaker of a quotation that this one leaves open
 */
function annotateStretch(
  into: Found,
  start: number,
  end: number,
  quoted: readonly Quoted[],
  entities: readonly Entity[],
  carried: Speaker | null,
): Speaker | null {
  const { source } = into;
  const alone = quoted.length === 1 ? (quoted[0] as Quoted) : null;
  if (alone !== null && alone.open === start && alone.after === end && alone.closed) {
    // A paragraph of dialogue: no frame to look for.
    if (isUtterance(shapeOf(source, alone))) emit(into, alone.start, alone.end, "direct", null, carried);
    else emit(into, alone.start, alone.end, "scare", null, null);
    return null;
  }
  const passage = readPassage(source, start, end, entities, quoted);
  if (passage === null) return null;
  if (quoted.length === 0) {
    if (passage.cues.some((cue) => mayReport(passage, cue))) emitAll(into, [], reported(passage, null, quoted));
    return null;
  }
  const { verdicts, statements } = judge(passage, carried);
  emitAll(into, verdicts, statements);
  const last = verdicts.length > 0 ? (verdicts[verdicts.length - 1] as Verdict) : null;
  return last !== null && !last.quote.closed && last.kind === "direct" ? last.speaker : null;
}

const MOST_JOINED = 5;
const LONGEST_JOINED = 5000;

/** Pairs the marks paragraph by paragraph, and joins paragraphs where a quotation opens in one and closes in a later one. */
function joinAcross(
  source: Source,
  paragraphs: readonly Pick<Paragraph, "start" | "end">[],
  visit: (start: number, end: number, quoted: readonly Quoted[]) => void,
): void {
  const found: (readonly Quoted[])[] = [];
  const { marks } = source;
  let next = 0;
  for (const { start, end } of paragraphs) {
    let first = next;
    while (first < marks.length && (marks[first] as number) < start) first++;
    next = first;
    while (next < marks.length && (marks[next] as number) < end) next++;
    found.push(next === first ? NOTHING : findQuoted(source, start, end, marks.slice(first, next)));
  }
  for (let i = 0; i < paragraphs.length; i++) {
    const { start } = paragraphs[i] as Paragraph;
    let quoted = found[i] as readonly Quoted[];
    // What is joined takes the place of the first paragraph, so that a third one can still join it.
    for (;;) {
      const open = quoted.length > 0 ? (quoted[quoted.length - 1] as Quoted) : null;
      const partner = open !== null && !open.closed ? closingStretch(found, i + 1) : -1;
      if (open === null || partner < 0 || (paragraphs[partner] as Paragraph).end - start > LONGEST_JOINED) break;
      const others = found[partner] as readonly Quoted[];
      const { end, after } = others[0] as Quoted;
      const whole: Quoted = { open: open.open, start: open.start, end, after, opened: true, closed: true };
      quoted = [...quoted.slice(0, -1), whole, ...others.slice(1)];
      i = partner;
    }
    visit(start, (paragraphs[i] as Paragraph).end, quoted);
  }
}

/** Index of the paragraph that begins with a lone closing mark, before any other quotation; -1 where there is none near. */
function closingStretch(found: readonly (readonly Quoted[])[], from: number): number {
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

function emit(
  { source, names, quotes }: Found,
  start: number,
  end: number,
  kind: QuoteKind,
  cue: Cue | null,
  speaker: Speaker | null,
): void {
  quotes.push({
    kind,
    start,
    end,
    text: source.text.slice(start, end),
    speaker: speaker === null ? null : { start: speaker.start, end: speaker.end, text: speaker.text },
    speakerNorm: speaker === null ? null : names.resolve(speaker),
    speakers: speaker === null ? [] : [speaker.text, ...speaker.others],
    cue: cue === null ? null : { start: cue.start, end: cue.end, text: source.text.slice(cue.start, cue.end) },
  });
}
