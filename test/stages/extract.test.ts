import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/pipeline/changes.ts";
import { type Bibliography, EMPTY_BIBLIOGRAPHY, type Format } from "../../src/pipeline/document.ts";
import { defaultOptions, type OptionValues } from "../../src/pipeline/stage.ts";
import { extractDeclaration } from "../../src/stages/extract/declaration.ts";
import { extract } from "../../src/stages/extract/index.ts";

interface Case {
  readonly label: string;
  readonly input: string;
  readonly expect: {
    readonly format?: Format;
    /** `role: text` of every block. */
    readonly blocks?: readonly string[];
    /** Texts that must be among the blocks. */
    readonly has?: readonly string[];
    readonly bibliography?: Partial<Bibliography>;
  };
  readonly format?: Format;
  readonly bibliography?: Partial<Bibliography>;
  readonly options?: OptionValues;
}

const CASES: readonly Case[] = readFileSync(new URL("extract.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

interface Input {
  readonly format?: Format | undefined;
  readonly bibliography?: Partial<Bibliography> | undefined;
  readonly options?: OptionValues | undefined;
  readonly tracing?: boolean;
}

async function run(raw: string, { format, bibliography, options, tracing = false }: Input = {}) {
  const stage = await extract.create({ ...defaultOptions(extractDeclaration), ...options });
  const changes = new ChangeLog(tracing);
  const result = stage(
    { raw, bibliography: { ...EMPTY_BIBLIOGRAPHY, ...bibliography }, ...(format === undefined ? {} : { format }) },
    changes,
  );
  if (result.kind !== "keep" || !result.layers.blocks || !result.layers.bibliography) throw new Error("no blocks");
  return { blocks: result.layers.blocks, bibliography: result.layers.bibliography, format: result.layers.format, changes };
}

describe("extract: cases", () => {
  it.each(CASES)("$label", async (each) => {
    const { blocks, bibliography, format } = await run(each.input, each);
    if (each.expect.blocks) expect(blocks.map(({ role, text }) => `${role}: ${text}`)).toEqual(each.expect.blocks);
    for (const text of each.expect.has ?? []) expect(blocks.map((block) => block.text)).toContain(text);
    expect(bibliography).toMatchObject(each.expect.bibliography ?? {});
    expect(format).toBe(each.expect.format ?? "html");
  });
});

const PROSE = "清晨的码头刚刚醒来，渔船一艘接一艘地靠岸。";

describe("extract: counts and trace", () => {
  const page = `<html><body><div class="nav"><a href="/">首页</a></div><div class="content"><p>${PROSE}</p><p>${PROSE}潮水早了。</p></div></body></html>`;

  it("counts what went by family, with and without a trace", async () => {
    const traced = await run(page, { tracing: true });
    const fast = await run(page);
    expect(fast.changes.counts()).toEqual([{ rule: "nav", count: 1, chars: 2 }]);
    expect(traced.changes.counts()).toEqual(fast.changes.counts());
  });

  it("traces the text that went", async () => {
    const { changes } = await run(page, { tracing: true });
    expect(changes.fields.map(({ field, before, dropped }) => ({ field, before, dropped }))).toEqual([
      { field: "raw", before: "首页", dropped: true },
    ]);
  });
});

describe("extract: hostile pages", () => {
  const open = "<html><body>";
  const PAGES: readonly (readonly [string, string])[] = [
    ["nested tags", open + "<div>".repeat(200_000) + PROSE],
    ["nested tags with classes", open + '<div class="post-content message nav">'.repeat(100_000) + PROSE],
    ["nothing closed", open + "<p><li><td><tr><table><ul><div>文，".repeat(20_000)],
    ["stray closing tags", open + "<td><div>".repeat(300) + "</table></section></p></b>".repeat(50_000)],
    ["a long attribute", `${open}<p title="${"x".repeat(5_000_000)}" class="${"nav ".repeat(500_000)}">${PROSE}</p>`],
    ["an attribute that is never closed", `${open}<p>${PROSE}</p><p title="${"x".repeat(2_000_000)}`],
    ["many links", open + '<a href="/x">链接文字</a> '.repeat(100_000)],
    ["many classes", open + Array.from({ length: 30_000 }, (_, i) => `<div class="c${i} x${i}-y">文</div>`).join("")],
    ["line breaks", open + "a<br>".repeat(200_000)],
    ["open comments", open + "<!--".repeat(200_000)],
    ["angle brackets", open + "<".repeat(1_000_000)],
    ["unknown references", open + "&bogus;".repeat(100_000)],
    ["a deep JSON-LD script", `<html><script type="application/ld+json">${"[".repeat(200_000)}</script><body><p>${PROSE}`],
    ["an unclosed select", `${open}<div><select><option>甲<div>${PROSE}</div></div><p>${PROSE}</p>`],
    ["one character", open + "中".repeat(1_000_000)],
  ];

  it.each(PAGES)("%s", async (_, raw) => {
    const { blocks, changes } = await run(raw, { format: "html" });
    expect(blocks.every(({ text }) => text !== "" && text.isWellFormed() && !text.includes("\n"))).toBe(true);
    expect(changes.notes.length).toBeLessThan(5);
  });

  it("notes what it read as one", async () => {
    const { changes, blocks } = await run(PAGES[0]?.[1] as string);
    expect(changes.notes).toEqual(["elements nested deeper than 512 are read as one"]);
    expect(blocks).toEqual([{ text: PROSE, role: "body" }]);
  });

  it.each(["[", "*", "`", "|-:", "<!-- ", "![a](", "# ", "__", "> ", "\\*", "<a ", "- "])("Markdown of %s over and over", async (piece) => {
    const { blocks } = await run(`# 题\n\n${piece.repeat(Math.ceil(300_000 / piece.length))}`, { format: "markdown" });
    expect(blocks.every(({ text }) => text.isWellFormed())).toBe(true);
  });
});

describe("extract: properties", () => {
  const line = fc.stringMatching(/^[一-龥，。a-z <>&;]{0,40}$/u).map((text) => text.replaceAll("<", "《").trim());

  it("plain text comes through line by line", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const { blocks } = await run(lines.join("\n"), { format: "text" });
        expect(blocks.map(({ text }) => text)).toEqual(lines.filter((text) => text !== ""));
      }),
      { numRuns: 60 },
    );
  });

  it("any bytes of markup give well-formed blocks without line breaks", async () => {
    const piece = fc.constantFrom(
      "<p>",
      "</p>",
      "<div class='nav'>",
      "</div>",
      "<table><tr><td>",
      "</td>",
      "<a href=x>",
      "</a>",
      "<br>",
      "&amp",
      "&#x41;",
      "<!--",
      "-->",
      "文，",
      "字。",
      "\n",
      "<h1>",
      "<li>",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.constantFrom<Format>("html", "markdown"), async (pieces, format) => {
        const { blocks } = await run(pieces.join(""), { format });
        for (const { text } of blocks) expect(text !== "" && !text.includes("\n")).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
