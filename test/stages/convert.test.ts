import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadTable } from "../../src/data/load.ts";
import { ChangeLog } from "../../src/pipeline/changes.ts";
import { type Bibliography, type Block, EMPTY_BIBLIOGRAPHY, type ScriptInfo } from "../../src/pipeline/document.ts";
import { defaultOptions, type OptionValues } from "../../src/pipeline/stage.ts";
import { convertDeclaration } from "../../src/stages/convert/declaration.ts";
import { Converter } from "../../src/stages/convert/engine.ts";
import { convert } from "../../src/stages/convert/index.ts";
import { protectedSpans } from "../../src/stages/convert/protect.ts";
import { readConvertTable } from "../../src/stages/convert/table.ts";
import { applyEdits } from "../../src/text/edits.ts";

interface Case {
  readonly label: string;
  readonly input: string;
  readonly expect: string;
  readonly options?: OptionValues;
}

const CASES: readonly Case[] = readFileSync(new URL("convert.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

const toBlocks = (text: string): Block[] => text.split("\n").map((line) => ({ text: line, role: "body" as const }));
const textOf = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join("\n");

async function run(text: string, options: OptionValues = {}, tracing = false, bibliography: Bibliography = EMPTY_BIBLIOGRAPHY) {
  const stage = await convert.create({ ...defaultOptions(convertDeclaration), ...options });
  const changes = new ChangeLog(tracing);
  const blocks = toBlocks(text);
  const result = stage({ blocks, bibliography }, changes);
  if (result.kind !== "keep" || !result.layers.blocks || !result.layers.script) throw new Error("layers are missing");
  const given = result.layers.blocks;
  return { changes, blocks, given, text: textOf(given), script: result.layers.script, bibliography: result.layers.bibliography };
}

describe("convert: cases", () => {
  it.each(CASES)("$label", async ({ input, expect: wanted, options }) => {
    const { text, blocks, given } = await run(input, options);
    expect(text).toBe(wanted);
    if (input === wanted) expect(given).toBe(blocks);
  });

  it.each(CASES)("replays and is counted alike: $label", async ({ input, expect: wanted, options }) => {
    const traced = await run(input, options, true);
    const replayed = traced.blocks.map(({ text }, index) => {
      const entry = traced.changes.fields.find((field) => field.field === "text" && field.index === index);
      return entry ? applyEdits(text, entry.edits) : text;
    });
    expect(replayed.join("\n")).toBe(wanted);
    expect((await run(input, options)).changes.counts()).toEqual(traced.changes.counts());
    if (options?.["from"] === undefined) expect((await run(wanted, options)).text).toBe(wanted);
  });
});

describe("convert: counts", () => {
  it.each(["🤗", "看到使用🤗 的模型🤗🤗", "發🤗展"])("nothing changed is no change, whether it was seen before or not: %s", (text) => {
    for (const name of ["t", "twp", "tw", "hk"] as const) {
      const table = readConvertTable(loadTable("convert.bin"), name);
      const fresh = new Converter(table);
      const first = fresh.convert([text], [[]]);
      const again = fresh.convert([text], [[]]);
      const edits = new Converter(table).edits(text, "traditional", []);
      expect([first.runs, again.runs, edits.length]).toEqual(Array(3).fill(text.includes("發") ? 1 : 0));
      expect(again.chars).toBe(first.chars);
    }
  });
});

describe("convert: script", () => {
  it.each<[string, ScriptInfo]>([
    ["這裡開會。", { scriptIn: "Hant", script: "Hans", lang: "zh" }],
    ["这里开会。", { scriptIn: "Hans", script: "Hans", lang: "zh" }],
    ["這裡開會，請進。\n这里开会，请进。", { scriptIn: "Mixed", script: "Hans", lang: "zh" }],
    ["人山人海。", { scriptIn: null, script: null, lang: "zh" }],
    ["駅で待っています。", { scriptIn: "Jpan", script: "Jpan", lang: "ja" }],
    ["The train leaves at nine in the morning, and it is full.", { scriptIn: null, script: null, lang: "en" }],
  ])("%s", async (text, script) => {
    expect((await run(text)).script).toEqual(script);
  });
});

describe("convert: bibliography", () => {
  it("treats title, authors, source and tags", async () => {
    const given = { ...EMPTY_BIBLIOGRAPHY, title: "橋邊的樹", authors: ["陳樹"], source: "鄉間報", tags: ["橋", "tree"] };
    const { bibliography } = await run("這座橋很舊。", {}, false, given);
    expect(bibliography).toEqual({ ...EMPTY_BIBLIOGRAPHY, title: "桥边的树", authors: ["陈树"], source: "乡间报", tags: ["桥", "tree"] });
  });

  it("gives the same object where nothing changes", async () => {
    const given = { ...EMPTY_BIBLIOGRAPHY, title: "桥边的树" };
    expect((await run("这座桥很旧。", {}, false, given)).bibliography).toBe(given);
  });
});

describe("convert: worst cases", () => {
  const converter = new Converter(readConvertTable(loadTable("convert.bin"), "auto"));
  const convertOne = (text: string): string => converter.convert([text], [[]]).texts[0] as string;

  it.each(["著", "⿰", "乾", "什麼", "一口", "𨋢", "樂"])("1 MB of %s", (part) => {
    const text = part.repeat(350_000);
    const converted = convertOne(text);
    expect(applyEdits(text.slice(0, 999), converter.edits(text.slice(0, 999), "x", []))).toBe(convertOne(text.slice(0, 999)));
    expect(converted.length).toBeGreaterThanOrEqual(350_000);
  });

  it.each(["<a", "`", "www.", "://", "<"])("1 MB of %s protects disjoint spans", (part) => {
    const spans = protectedSpans(part.repeat(300_000));
    expect(spans.every(({ start }, i) => i === 0 || start >= (spans[i - 1]?.end ?? 0))).toBe(true);
  });
});
