import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/pipeline/changes.ts";
import { type Bibliography, type Block, EMPTY_BIBLIOGRAPHY } from "../../src/pipeline/document.ts";
import { defaultOptions, type OptionValues } from "../../src/pipeline/stage.ts";
import { normalizeDeclaration } from "../../src/stages/normalize/declaration.ts";
import { normalize } from "../../src/stages/normalize/index.ts";
import { applyEdits } from "../../src/text/edits.ts";

interface Case {
  readonly label: string;
  readonly input: string;
  readonly expect: string;
  readonly options?: OptionValues;
}

const CASES: readonly Case[] = readFileSync(new URL("normalize.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

const toBlocks = (text: string): Block[] => text.split("\n").map((line) => ({ text: line, role: "body" as const }));

async function run(text: string, options: OptionValues = {}, bibliography: Bibliography = EMPTY_BIBLIOGRAPHY) {
  const stage = await normalize.create({ ...defaultOptions(normalizeDeclaration), ...options });
  const changes = new ChangeLog(true);
  const blocks = toBlocks(text);
  const result = stage({ blocks, bibliography }, changes);
  if (result.kind !== "keep" || !result.layers.blocks || !result.layers.bibliography) throw new Error("no blocks");
  return { blocks, changes, given: result.layers.blocks, bibliography: result.layers.bibliography };
}

const textOf = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join("\n");

describe("normalize: cases", () => {
  it.each(CASES)("$label", async ({ input, expect: wanted, options }) => {
    const { given, blocks } = await run(input, options);
    expect(textOf(given)).toBe(wanted);
    if (input === wanted) for (const [i, block] of given.entries()) expect(block).toBe(blocks[i]);
  });
});

describe("normalize: fields", () => {
  it("treats the title as the text, but leaves a space that parts its clauses", async () => {
    const { bibliography } = await run(
      "天亮了,雨停了,路干了,走",
      {},
      { ...EMPTY_BIBLIOGRAPHY, title: "Linux后 Rust又来了:真的?", tags: ["ＡＩ"] },
    );
    expect(bibliography.title).toBe("Linux后 Rust又来了：真的？");
    expect(bibliography.tags).toEqual(["AI"]);
  });

  it("tightens a title that is spaced throughout", async () => {
    const { bibliography } = await run("", {}, { ...EMPTY_BIBLIOGRAPHY, title: "学习 Rust 的 3 个理由" });
    expect(bibliography.title).toBe("学习Rust的3个理由");
  });
});

describe("normalize: properties", () => {
  const unit = fc.constantFrom(..."中文约翰史密斯aB12 ,.!?:;()\"'“”‘’，。：（）·•　⽉ＡＢ９％．=\n\u{2f81a}");
  const text = fc.array(unit, { maxLength: 40 }).map((units) => units.join(""));
  const options = fc.record({
    punctuation: fc.constantFrom("auto", "keep", "full"),
    spacing: fc.constantFrom("tight", "keep"),
    width: fc.constantFrom("ascii", "keep"),
  });

  it("is idempotent, its edits replay, and its output is well-formed", async () => {
    await fc.assert(
      fc.asyncProperty(text, options, async (input, chosen) => {
        const once = await run(input, chosen);
        const edited = once.blocks.map(({ text: before }) => before);
        for (const { index, before, edits } of once.changes.fields) {
          expect(before).toBe(edited[index]);
          edited[index] = applyEdits(before, edits);
        }
        expect(edited).toEqual(once.given.map((block) => block.text));
        expect(textOf(once.given).isWellFormed()).toBe(true);
        const twice = await run(textOf(once.given), chosen);
        expect(textOf(twice.given)).toBe(textOf(once.given));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([",", '"', '"中', "(", "()", "中 ", " ·", "⼀", "Ａ", "中."])("takes time linear in 200 kB of %j", async (part) => {
    const input = `中文,中文,中文,${part.repeat(200_000 / part.length)}`;
    expect(textOf((await run(input)).given).length).toBeGreaterThan(0);
  });
});
