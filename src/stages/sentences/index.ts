import type { Paragraph } from "../../pipeline/document.ts";
import { defineStage, keep, type Stage } from "../../pipeline/stage.ts";
import type { Span } from "../../text/edits.ts";
import { sentencesDeclaration } from "./declaration.ts";
import { splitText } from "./kernel.ts";

/**
 * Splits a text into sentences: spans in UTF-16 units, in order, disjoint, without white space at their ends; together they hold
 * every character that is no white space.
 */
export function splitSentences(text: string, paragraphs: readonly Paragraph[] = NO_PARAGRAPHS): readonly Span[] {
  return splitText(text, areBody(paragraphs) ? NO_PARAGRAPHS : paragraphs);
}

const NO_PARAGRAPHS: readonly Paragraph[] = [];

/** Whether a text is all body text, which it is without paragraphs. */
function areBody(paragraphs: readonly Paragraph[]): boolean {
  for (let i = 0; i < paragraphs.length; i++) if ((paragraphs[i] as Paragraph).role !== "body") return false;
  return true;
}

/** Sentence boundaries by rules over marks and their neighbours. */
export const sentences: Stage<"text", "paragraphs", "sentences"> = defineStage(
  sentencesDeclaration,
  () =>
    ({ text, paragraphs }) =>
      keep({ sentences: splitSentences(text, paragraphs) }),
);
