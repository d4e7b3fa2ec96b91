import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/pipeline/changes.ts";
import { type Bibliography, type Block, EMPTY_BIBLIOGRAPHY } from "../../src/pipeline/document.ts";
import { CLAIMS } from "../../src/stages/boilerplate/disclaimers.ts";
import { Family } from "../../src/stages/boilerplate/gate.ts";
import { boilerplate } from "../../src/stages/boilerplate/index.ts";
import { Lines } from "../../src/stages/boilerplate/kernel.ts";
import { NAVIGATION_WORDS, RELATED_WORDS } from "../../src/stages/boilerplate/words.ts";
import { applyEdits } from "../../src/text/edits.ts";

interface Case {
  readonly label: string;
  readonly known: "pass" | "fail";
  /** Where the line stands beside two paragraphs of prose; absent: `input` is a whole document. */
  readonly place?: "head" | "body" | "tail";
  readonly input: string;
  readonly expect: string;
  /** What the bibliography must hold. */
  readonly facts?: Readonly<Record<string, string | readonly string[]>>;
}

const CASES: readonly Case[] = readFileSync(new URL("boilerplate.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

const FIRST =
  "渡口的船一天只开两班，早上那班坐满了进城卖菜的人，傍晚那班载回来的是盐、布和孩子的铅笔。船工老魏撑了三十年，闭着眼睛也认得每一块暗礁。";
const SECOND = "桥通车那天，全村人都去看，老魏没有去。他把船拖上岸，刷了一遍桐油，又放回水里，说是留着夏天捞水草用，其实谁都知道他舍不得。";

function framed({ place, input }: Case): string[] {
  if (place === "head") return [input, FIRST, SECOND];
  if (place === "body") return [FIRST, input, SECOND];
  return place === "tail" ? [FIRST, SECOND, input] : input.split("\n");
}

async function run(lines: readonly string[], bibliography: Bibliography = EMPTY_BIBLIOGRAPHY) {
  const stage = await boilerplate.create({});
  const changes = new ChangeLog(true);
  const blocks = lines.map((text): Block => ({ text, role: "body" }));
  const result = stage({ blocks, bibliography }, changes);
  if (result.kind !== "keep" || !result.layers.blocks || !result.layers.bibliography) throw new Error("no blocks");
  return { changes, blocks, given: result.layers.blocks, bibliography: result.layers.bibliography };
}

const FIELDS: Readonly<Record<string, keyof Bibliography>> = { author: "authors", editor: "editors", date: "published" };

async function check(item: Case): Promise<void> {
  const lines = framed(item);
  const { given, blocks, bibliography } = await run(lines);
  const texts = given.map(({ text }) => text);
  const wanted = item.place === undefined ? item.expect.split("\n") : framed({ ...item, input: item.expect });
  expect(texts).toEqual(item.expect === "" ? wanted.filter((line) => line !== "") : wanted);
  expect(bibliography.title ?? "").toBe(item.facts?.["title"] ?? "");
  if (texts.join("\n") === lines.join("\n")) expect(given.every((block, i) => block === blocks[i])).toBe(true);
  for (const [key, value] of Object.entries(item.facts ?? {})) {
    const found = bibliography[FIELDS[key] ?? (key as keyof Bibliography)];
    if (key === "date") expect(String(found).match(/\d+/gu)?.map(Number)).toEqual(String(value).match(/\d+/gu)?.map(Number));
    else expect([found].flat()).toEqual([value].flat());
  }
}

describe("boilerplate: cases", () => {
  it.each(CASES.filter(({ known }) => known === "pass"))("$label", check);
  it.fails.each(CASES.filter(({ known }) => known === "fail"))("$label (not yet)", check);
});

describe("boilerplate: bibliography", () => {
  it("keeps what is known and drops the line that repeats the title", async () => {
    const known: Bibliography = { ...EMPTY_BIBLIOGRAPHY, title: "渡口的最后一班船", authors: ["魏小川"], source: "江城晚报" };
    const { given, bibliography } = await run(["渡口的最后一班船", "作者：林木 来源：晨报 2023-05-06", FIRST, SECOND], known);
    expect(given.map(({ text }) => text)).toEqual([FIRST, SECOND]);
    expect(bibliography).toEqual({ ...known, published: "2023-05-06" });
  });

  it("gives the same objects back for clean text", async () => {
    const { given, blocks, bibliography, changes } = await run([FIRST, "", SECOND]);
    expect(given).toBe(blocks);
    expect(bibliography).toBe(EMPTY_BIBLIOGRAPHY);
    expect(changes.counts()).toEqual([]);
  });

  it("counts what went by its rule", async () => {
    const { changes } = await run(["首页", FIRST, SECOND, "（完）"]);
    expect(changes.counts()).toEqual([
      { rule: "end-mark", count: 1, chars: 3 },
      { rule: "navigation", count: 1, chars: 2 },
    ]);
  });
});

describe("boilerplate: properties", () => {
  const line = fc.constantFrom(...CASES.map(({ input }) => input), FIRST, SECOND, "");

  it("is idempotent", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 10 }), async (parts) => {
        const once = await run(parts.flatMap((part) => part.split("\n")));
        const lines = once.given.map(({ text }) => text);
        const twice = await run(lines, once.bibliography);
        expect(twice.given.map(({ text }) => text)).toEqual(lines);
      }),
      { numRuns: 1500 },
    );
  });

  it("its edits and drops replay", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (parts) => {
        const lines = parts.flatMap((part) => part.split("\n"));
        const { changes, given } = await run(lines);
        const replayed: (string | null)[] = [...lines];
        for (const { index, before, edits, dropped } of changes.fields) {
          expect(before).toBe(lines[index]);
          replayed[index] = dropped ? null : applyEdits(before, edits);
        }
        expect(replayed.filter((text) => text !== null).join("\n")).toBe(given.map(({ text }) => text).join("\n"));
      }),
      { numRuns: 500 },
    );
  });

  it.each(["中", "。", "本报记者 王 ", "（", "▲", "：", "1 ", "首页 ", "*", "。（完）", "http://a.b/"])(
    "takes time linear in 300 kB of %j",
    async (part) => {
      const { given } = await run([FIRST, part.repeat(300_000 / part.length), SECOND, part.repeat(50)]);
      expect(given.length).toBeGreaterThan(0);
    },
  );
});

const KERNEL = new Lines();

function gateOf(text: string): number {
  return KERNEL.inspect(text, 0).gate;
}

describe("boilerplate: gate", () => {
  const LATIN = /^[a-z]+$/u;

  it("lets every Chinese word of menus and link lists through", () => {
    const missed = [...NAVIGATION_WORDS, ...RELATED_WORDS].filter((word) => !LATIN.test(word) && (gateOf(word) & Family.menu) === 0);
    expect(missed).toEqual([]);
  });

  it("tries a claim wherever it could match", () => {
    for (const [characters, claim] of CLAIMS) {
      const plain = new RegExp(claim.source.replace("(?![者人])", ""), "u");
      fc.assert(
        fc.property(fc.stringMatching(plain), (text) => {
          const match = claim.exec(text);
          return match === null || [...match[0]].some((character) => characters.includes(character));
        }),
        { numRuns: 300 },
      );
    }
  });

  it("passes prose", () => {
    expect(gateOf(FIRST)).toBe(0);
    expect(gateOf(SECOND)).toBe(0);
    expect(gateOf("“回来了？”")).toBe(0);
  });
});

describe("boilerplate: headings run into their paragraph", () => {
  const part = (topic: string): string =>
    `${topic}的事情要从头说起。那一年春天来得很晚，河面上的冰到了四月才化开，船家只好把货物改走陆路，一路上耽误了许多日子，价钱也跟着涨了上去。镇上的商铺一家接一家关了门，剩下的几家也只在上午营业，到了下午街上便空无一人。直到入夏以后，外地的客商陆续回来，渡口才重新热闹起来，码头边又响起了号子声，孩子们放学以后都爱到那里去看卸货，常常看到天黑才回家，大人们站在巷口喊上好几遍也不肯走。后来公路修到了镇口，卡车一天能跑两个来回，水路的生意就渐渐淡了下去。`;

  it("numbers that count on from 01", async () => {
    const { given } = await run([`${part("渡口")}01 客商为什么不来了当时，${part("货船")}02 公路改变了什么去年，${part("公路")}`]);
    expect(given.map(({ role }) => role)).toEqual(["body", "heading", "body", "heading", "body"]);
    expect(given[1]?.text).toBe("01 客商为什么不来了");
    expect(given[3]?.text).toBe("02 公路改变了什么");
  });

  it("not a lone number, a date or a quotation that opens a sentence", async () => {
    for (const middle of ["01 号船先走。", "1 月 5 日，河面封冻。", "“客商不来”成了那年的口头禅。"]) {
      const { given } = await run([`${part("渡口")}${middle}${part("货船")}`]);
      expect(given).toHaveLength(1);
    }
  });
});
