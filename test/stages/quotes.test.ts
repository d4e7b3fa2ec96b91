import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Quote } from "../../src/pipeline/document.ts";
import { annotateQuotes } from "../../src/stages/quotes/annotate.ts";

/** `kind|words|speaker`; speaker `-` for nobody. Statements and terms alike, in the order of the text. */
interface Case {
  readonly label: string;
  readonly comment: string;
  readonly input: string;
  readonly expect: readonly string[];
  readonly known: "pass" | "fail";
}

const cases = readFileSync(new URL("quotes.cases.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Case);

function annotate(text: string): Quote[] {
  const paragraphs: { start: number; end: number }[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    if (line.length > 0) paragraphs.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return annotateQuotes(text, paragraphs, []);
}

const show = (quote: Quote): string => `${quote.kind}|${quote.text}|${quote.speaker?.text ?? "-"}`;

describe("quotes: table", () => {
  for (const { label, comment, input, expect: wanted, known } of cases) {
    const run = known === "fail" ? it.fails : it;
    run(`${label}: ${comment}`, () => expect(annotate(input).map(show)).toEqual(wanted));
  }
});
