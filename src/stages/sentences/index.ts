import type { Paragraph } from "../../pipeline/document.ts";
import { defineStage, type Stage } from "../../pipeline/stage.ts";
import type { Span } from "../../text/edits.ts";
import { noteUnits } from "../../text/notes.ts";
import { NOTED } from "./classes.ts";
import { sentencesDeclaration } from "./declaration.ts";
import { Lines } from "./lines.ts";
import { SentenceScanner } from "./scanner.ts";

/**
 * Splits a text into sentences: spans in UTF-16 units, in order, disjoint, without white space at their ends; together they hold
 * every character that is no white space.
 */
export function splitSentences(text: string, paragraphs: readonly Paragraph[] = NO_PARAGRAPHS): readonly Span[] {
  const notes = noteUnits(text, NOTED);
  lines.read(notes, text, paragraphs);
  scanner.begin(text, notes);
  for (let line = 0; line < lines.count; line++) {
    const first = line;
    while (lines.isSoft(line)) line++;
    const start = lines.starts[first] as number;
    const end = lines.ends[line] as number;
    if (start === lines.ends[first]) continue;
    if (lines.isWhole(first)) scanner.addWhole(start, end);
    else scanner.scan(start, end, lines.notes[first] as number);
  }
  return scanner.finish();
}

const NO_PARAGRAPHS: readonly Paragraph[] = [];

const lines = new Lines();
const scanner = new SentenceScanner();

/** Sentence boundaries by rules over marks and their neighbours. */
export const sentences: Stage<"text", "paragraphs", "sentences"> = defineStage(sentencesDeclaration, () => ({ text, paragraphs }) => ({
  kind: "keep",
  layers: { sentences: splitSentences(text, paragraphs) },
}));
