import type { Paragraph } from "../../pipeline/document.ts";
import { defineStage, type Stage } from "../../pipeline/stage.ts";
import type { Span } from "../../text/edits.ts";
import { sentencesDeclaration } from "./declaration.ts";
import { cutStretches } from "./lines.ts";
import { SentenceScanner } from "./scanner.ts";

/**
 * Splits a text into sentences: spans in UTF-16 units, in order, disjoint, without white space at their ends; together they hold
 * every character that is no white space.
 */
export function splitSentences(text: string, paragraphs?: readonly Paragraph[]): readonly Span[] {
  scanner.begin(text);
  for (const stretch of cutStretches(text, paragraphs)) {
    if (stretch.whole) scanner.addWhole(stretch);
    else scanner.scan(stretch);
  }
  return scanner.finish();
}

const scanner = new SentenceScanner();

/** Sentence boundaries by rules over marks and their neighbours. */
export const sentences: Stage<"text", "paragraphs", "sentences"> = defineStage(sentencesDeclaration, () => ({ text, paragraphs }) => ({
  kind: "keep",
  layers: { sentences: splitSentences(text, paragraphs) },
}));
