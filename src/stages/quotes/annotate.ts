import type { Entity, Paragraph, Quote } from "../../pipeline/document.ts";
import type { Statement } from "./indirect.ts";
import { isUtterance, shapeOf } from "./kinds.ts";
import { findQuoted, type Quoted } from "./marks.ts";
import { readPassage } from "./passage.ts";
import { Names } from "./resolve.ts";
import type { Speaker } from "./speakers.ts";
import { judge, type Verdict } from "./verdicts.ts";

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
  const names = new Names(entities);
  const quotes: Quote[] = [];
  let carried: Speaker | null = null;
  for (const { quoted, start, end } of joinAcross(text, paragraphs)) {
    const alone = quoted.length === 1 ? (quoted[0] as Quoted) : null;
    if (alone && alone.open === start && alone.after === end && alone.closed) {
      // A paragraph of dialogue: no frame to look for.
      const kind = isUtterance(shapeOf(text, alone)) ? "direct" : "scare";
      const speaker = kind === "direct" ? carried : null;
      emit(text, [{ quote: alone, kind, cue: null, speaker }], [], names, quotes);
      carried = null;
      continue;
    }
    const passage = readPassage(text, start, end, entities, quoted);
    if (!passage) {
      carried = null;
      continue;
    }
    const { verdicts, statements } = judge(passage, carried);
    const last = verdicts.at(-1);
    carried = last && !last.quote.closed && last.kind === "direct" ? last.speaker : null;
    emit(text, verdicts, statements, names, quotes);
  }
  return quotes;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly quoted: readonly Quoted[];
}

const MOST_JOINED = 5;
const LONGEST_JOINED = 5000;

/** Pairs the marks paragraph by paragraph, and joins paragraphs where a quotation opens in one and closes in a later one. */
function joinAcross(text: string, paragraphs: readonly Pick<Paragraph, "start" | "end">[]): Stretch[] {
  const stretches: Stretch[] = paragraphs.map(({ start, end }) => ({ start, end, quoted: findQuoted(text, start, end) }));
  const joined: Stretch[] = [];
  for (let i = 0; i < stretches.length; i++) {
    const first = stretches[i] as Stretch;
    const open = first.quoted.at(-1);
    const partner = open && !open.closed ? closingStretch(stretches, i + 1) : -1;
    if (!open || partner < 0 || (stretches[partner] as Stretch).end - first.start > LONGEST_JOINED) {
      joined.push(first);
      continue;
    }
    const last = stretches[partner] as Stretch;
    const closer = last.quoted[0] as Quoted;
    const whole: Quoted = { open: open.open, start: open.start, end: closer.end, after: closer.after, opened: true, closed: true };
    // The joined stretch takes the place of the first, so that a third paragraph can still join it.
    stretches[partner] = { start: first.start, end: last.end, quoted: [...first.quoted.slice(0, -1), whole, ...last.quoted.slice(1)] };
    i = partner - 1;
  }
  return joined;
}

function closingStretch(stretches: readonly Stretch[], from: number): number {
  for (let i = from; i < Math.min(stretches.length, from + MOST_JOINED); i++) {
    const quote = stretches[i]?.quoted[0];
    if (!quote) continue;
    return !quote.opened && quote.closed ? i : -1;
  }
  return -1;
}

function emit(text: string, verdicts: readonly Verdict[], statements: readonly Statement[], names: Names, quotes: Quote[]): void {
  const all = [
    ...verdicts.map(({ quote, kind, cue, speaker }) => ({ start: quote.start, end: quote.end, kind, cue, speaker })),
    ...statements.map(({ start, end, cue, speaker }) => ({ start, end, kind: "indirect" as const, cue, speaker })),
  ];
  if (verdicts.length > 0 && statements.length > 0) all.sort((a, b) => a.start - b.start || b.end - a.end);
  for (const { start, end, kind, cue, speaker } of all) {
    const norm = speaker ? names.resolve(speaker) : null;
    quotes.push({
      kind,
      start,
      end,
      text: text.slice(start, end),
      speaker: speaker && { start: speaker.start, end: speaker.end, text: speaker.text },
      speakerNorm: norm,
      speakers: speaker ? [speaker.text, ...speaker.others] : [],
      cue: cue && { start: cue.start, end: cue.end, text: text.slice(cue.start, cue.end) },
    });
  }
}
