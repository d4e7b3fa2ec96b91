import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/stages/sentences/index.ts";

interface Case {
  readonly label: string;
  readonly input: string;
  readonly expect: readonly string[];
}

const CASES: readonly Case[] = readFileSync(new URL("sentences.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

const split = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe("sentences: cases", () => {
  it.each(CASES)("$label", ({ input, expect: wanted }) => {
    expect(split(input)).toEqual(wanted);
  });
});

describe("sentences: roles", () => {
  it("takes a heading as one sentence", () => {
    const text = "桥修好了吗？修好了！\n昨天通车。很热闹。";
    const sentences = splitSentences(text, [
      { start: 0, end: 10, role: "heading" },
      { start: 11, end: text.length, role: "body" },
    ]);
    expect(sentences.map(({ start, end }) => text.slice(start, end))).toEqual(["桥修好了吗？修好了！", "昨天通车。", "很热闹。"]);
  });

  it("does not run on from a list item", () => {
    const text = "买菜，\n做饭。";
    const sentences = splitSentences(text, [
      { start: 0, end: 3, role: "list-item" },
      { start: 4, end: 7, role: "list-item" },
    ]);
    expect(sentences).toHaveLength(2);
  });
});

const MARKS = [...'。！？.!?…，；：“”‘’「」『』"《》（）()~～😀❤、的说道了1aA \n　'];

describe("sentences: properties", () => {
  const texts = fc
    .array(fc.constantFrom(...MARKS, "他来了", "Mr.", "www.a.b", "说：", "3.5"), { maxLength: 60 })
    .map((parts) => parts.join(""));

  it("hold every character that is no white space once, in order, without white space at their ends", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const sentences = splitSentences(text);
        let position = 0;
        for (const { start, end } of sentences) {
          expect(text.slice(position, start).trim()).toBe("");
          const sentence = text.slice(start, end);
          expect(sentence).not.toBe("");
          expect(sentence.trim()).toBe(sentence);
          expect(sentence.isWellFormed()).toBe(true);
          position = end;
        }
        expect(text.slice(position).trim()).toBe("");
      }),
      { numRuns: 2_000 },
    );
  });
});
