import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/pipeline/changes.ts";
import { type Bibliography, type Block, EMPTY_BIBLIOGRAPHY } from "../../src/pipeline/document.ts";
import { defaultOptions, type OptionValues } from "../../src/pipeline/stage.ts";
import { repairDeclaration } from "../../src/stages/repair/declaration.ts";
import { repair } from "../../src/stages/repair/index.ts";
import { REPAIR_RULES } from "../../src/stages/repair/rules.ts";

interface Case {
  readonly label: string;
  readonly input: string;
  readonly expect: string;
  readonly options?: OptionValues;
}

const CASES: readonly Case[] = readFileSync(new URL("repair.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

const plain = repair.create(defaultOptions(repairDeclaration));

async function run(text: string, options: OptionValues = {}, bibliography: Bibliography = EMPTY_BIBLIOGRAPHY) {
  const stage = Object.keys(options).length === 0 ? await plain : await repair.create({ ...defaultOptions(repairDeclaration), ...options });
  const changes = new ChangeLog(true);
  const blocks = text.split("\n").map((line): Block => ({ text: line, role: "body" }));
  const result = stage({ blocks, bibliography }, changes);
  if (result.kind !== "keep") throw new Error("dropped");
  const given = result.layers.blocks ?? blocks;
  return {
    text: given.map((block) => block.text).join("\n"),
    given,
    blocks,
    changes,
    bibliography: result.layers.bibliography ?? bibliography,
  };
}

describe("repair: cases", () => {
  it.each(CASES)("$label", async ({ input, expect: wanted, options }) => {
    const { text, given, blocks } = await run(input, options);
    expect(text).toBe(wanted);
    if (input === wanted) expect(given).toBe(blocks);
  });
});

describe("repair: documents", () => {
  const annotated = "學(xué)校門口的書(shū)店開(kāi)了三十年。";

  it("takes annotations off a whole document, also where a block has one alone", async () => {
    const { text } = await run(`${annotated}\n店裡只賣舊書(shū)。`);
    expect(text).toBe("學校門口的書店開了三十年。\n店裡只賣舊書。");
  });

  it("leaves a single gloss in a document that writes the character elsewhere without one", async () => {
    const input = "店裡只賣舊書。\n門上寫著「書(shū)」字。\n書架很高，書價不貴。";
    expect((await run(input)).text).toBe(input);
  });

  it("treats title, authors, source and tags with the evidence of the text", async () => {
    const bibliography = {
      ...EMPTY_BIBLIOGRAPHY,
      title: "舊書(shū)店",
      authors: ["林開(kāi)山"],
      source: "讀&middot;書",
      tags: ["OреnAI"],
    };
    const result = await run(annotated, {}, bibliography);
    expect(result.bibliography).toMatchObject({ title: "舊書店", authors: ["林開山"], source: "讀·書", tags: ["OpenAI"] });
    expect(result.changes.fields.map(({ field }) => field)).toEqual(["text", "title", "source", "authors", "tags"]);
  });

  it("gives the very same objects back when nothing is damaged", async () => {
    const bibliography = { ...EMPTY_BIBLIOGRAPHY, title: "清晨的集市" };
    const result = await run("天刚亮，集市上已经有了人声。", {}, bibliography);
    expect(result.given).toBe(result.blocks);
    expect(result.bibliography).toBe(bibliography);
    expect(result.changes.counts()).toEqual([]);
  });

  it("does not mend what is skipped by name", async () => {
    const input = "路很滑，，走慢点。";
    expect((await run(input)).text).toBe("路很滑，走慢点。");
    expect((await run(input, { skip: ["doubled-punctuation"] })).text).toBe(input);
    const all = `\ufeff${input}&ldquo;OреnAI&rdquo;${annotated}`;
    expect((await run(all, { skip: REPAIR_RULES })).text).toBe(all);
  });

  it("counts each repair under its rule", async () => {
    const { changes } = await run(`${annotated}路很滑，，走慢点。`);
    expect(changes.counts()).toEqual([
      { rule: "doubled-punctuation", count: 1, chars: 1 },
      { rule: "pinyin-annotation", count: 3, chars: 15 },
    ]);
  });
});
