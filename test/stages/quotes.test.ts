import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entity, Quote } from "../../src/pipeline/document.ts";
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

describe("quotes: properties", () => {
  const pieces = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "「",
    "」",
    "说",
    "表示",
    "，",
    "。",
    "：",
    "他",
    "李明",
    "告诉记者",
    "（",
    "）",
    "《",
    "》",
    "的",
    "\n",
    " ",
    "一",
    "𠮷",
  ];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(""));

  it("gives spans inside the text, in order, with the text they cover", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { start, end, text: words, speaker, cue } of annotate(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          last = start;
          for (const span of [{ start, end, text: words }, ...(speaker ? [speaker] : []), ...(cue ? [cue] : [])]) {
            expect(span.end).toBeGreaterThan(span.start);
            expect(text.slice(span.start, span.end)).toBe(span.text);
            expect(span.text.isWellFormed()).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("names a speaker only with speech", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const quote of annotate(text)) {
          if (quote.kind === "scare") expect([quote.speaker, quote.speakerNorm, quote.cue]).toEqual([null, null, null]);
          if (quote.kind === "indirect") expect(quote.speaker).not.toBeNull();
          expect(quote.speakers.length > 0).toBe(quote.speaker !== null);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("reads 100,000 units of one mark, cue or bracket without getting lost", () => {
    for (const unit of ["“", "”", '"', "说", "，", "）", "《", "他说：“好。”", "的", "他表示，", "“甲”", "”\n“", "据"]) {
      const quotes = annotate(unit.repeat(100_000 / unit.length));
      expect(quotes.every(({ start, end }) => start < end)).toBe(true);
    }
  });
});

describe("quotes: names", () => {
  const person = (text: string, name: string, norm: string | null = null): Entity => {
    const start = text.indexOf(name);
    return { type: "PERSON", start, end: start + name.length, text: name, norm, score: 0.9 };
  };
  const norms = (text: string, entities: readonly Entity[]): (string | null)[] =>
    annotateQuotes(text, [{ start: 0, end: text.length }], entities).map(({ speakerNorm }) => speakerNorm);

  it("resolves a pronoun to the speaker before it", () => {
    const text = "村医沈月娥说：“药够了。”她还表示，下周再来。";
    expect(norms(text, [person(text, "沈月娥")])).toEqual(["沈月娥", "沈月娥"]);
  });

  it("resolves 该公司 to the body before it", () => {
    const text = "青杉纸业昨天停工。该公司表示，三天后恢复。";
    const body: Entity = { type: "ORG", start: 0, end: 4, text: "青杉纸业", norm: null, score: 0.9 };
    expect(norms(text, [body])).toEqual(["青杉纸业"]);
  });

  it("resolves the last part of a foreign name and a surname with an honorific", () => {
    const text = "卡洛·维南齐和顾长河都到了。维南齐说：“开始吧。”顾老师说：“好。”";
    expect(norms(text, [person(text, "卡洛·维南齐"), person(text, "顾长河")])).toEqual(["卡洛·维南齐", "顾长河"]);
  });

  it("resolves a pronoun to the subject of its own sentence before an earlier speaker", () => {
    const text = "吴川说：“好。”罗秋生曾多次参加谈判，他告诉记者，结果不错。“大家都很满意。”";
    expect(norms(text, [])).toEqual(["吴川", "罗秋生", "罗秋生"]);
  });

  it("takes the name out of a long mention", () => {
    const text = "青石县水利工程质量监督站原副站长罗秋生说：“渠要修。”";
    const [quote] = annotateQuotes(text, [{ start: 0, end: text.length }], [person(text, "罗秋生")]);
    expect(quote?.speakerNorm).toBe("罗秋生");
    expect(quote?.speaker?.text.endsWith("罗秋生")).toBe(true);
  });
});
