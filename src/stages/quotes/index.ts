import type { Paragraph } from "../../pipeline/document.ts";
import { defineStage, keep, type Stage } from "../../pipeline/stage.ts";
import { annotateQuotes } from "./annotate.ts";
import { quotesDeclaration } from "./declaration.ts";

export const quotes: Stage<"text", "paragraphs" | "entities", "quotes"> = defineStage(
  quotesDeclaration,
  () =>
    ({ text, paragraphs, entities }) =>
      keep({ quotes: annotateQuotes(text, paragraphs ?? lines(text), entities ?? []) }),
);

/** The lines of a text that came without paragraphs. */
function lines(text: string): Pick<Paragraph, "start" | "end">[] {
  const found: Pick<Paragraph, "start" | "end">[] = [];
  let start = 0;
  while (start <= text.length) {
    const stop = text.indexOf("\n", start);
    const end = stop < 0 ? text.length : stop;
    if (end > start) found.push({ start, end });
    start = end + 1;
  }
  return found;
}
