// Before overrides the fused tables give what opencc-js gives; and the table that is shipped is the one that the generator makes.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as OpenCC from "opencc-js/t2cn";
import { describe, expect, it } from "vitest";
import { buildConvertTable } from "../../src/data/build/convert-table.ts";
import { FIRST, LAST, NORMALIZATION } from "../../src/data/build/opencc.ts";
import { loadTable } from "../../src/data/load.ts";
import { Converter } from "../../src/stages/convert/engine.ts";
import { readConvertTable, type TableName } from "../../src/stages/convert/table.ts";
import { applyEdits } from "../../src/text/edits.ts";

const LOCALES = ["t", "tw", "hk", "twp", "hkp"] as const;
const RANDOM_STRINGS = 20_000; // for each of five configurations: 100,000
const TRAIN = join(process.env["SORA_TRAIN_DIR"] ?? "../shared/train", "text");

const plain = buildConvertTable(false);
const pairs = LOCALES.map((locale) => ({
  locale,
  ours: new Converter(readConvertTable(plain, locale satisfies TableName)),
  theirs: OpenCC.Converter({ from: locale as "tw", to: "cn" }),
}));

/** A small generator with a fixed seed, so that a failure comes back. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const KEYS = [...new Set([...NORMALIZATION, ...LAST, ...Object.values(FIRST).flatMap((entries) => entries ?? [])].map(([key]) => key))];

/** Keys one after the other, some cut, so that they overlap in every way. */
function randomString(random: (below: number) => number): string {
  let text = "";
  for (let parts = 1 + random(8); parts > 0; parts--) {
    let key = KEYS[random(KEYS.length)] as string;
    if (random(3) === 0) key = key.slice(0, 1 + random(key.length));
    if (random(8) === 0) key = key.slice(random(key.length));
    text += key;
  }
  return text.toWellFormed();
}

describe.each(pairs)("$locale before overrides", ({ locale, ours, theirs }) => {
  it("is opencc-js on random strings of its keys, and its edits say the same", () => {
    const random = makeRandom(LOCALES.indexOf(locale) + 7);
    const wrong: string[] = [];
    for (let i = 0; i < RANDOM_STRINGS; i++) {
      const text = randomString(random);
      const { texts, runs } = ours.convert([text], [[]]);
      const [converted] = texts;
      if (converted !== theirs(text)) wrong.push(text);
      if (i % 10 !== 0) continue;
      const edits = ours.edits(text, "x", []);
      if (applyEdits(text, edits) !== converted || edits.length !== runs) wrong.push(`edits: ${text}`);
    }
    expect(wrong).toEqual([]);
  });

  if (existsSync(TRAIN)) {
    it("is opencc-js on running text", () => {
      const names = readdirSync(TRAIN).filter((name) => /^(?:zh|yue|ja\.news)/u.test(name) && name.endsWith(".txt.gz"));
      const wrong: string[] = [];
      for (const name of names) {
        const lines = gunzipSync(readFileSync(join(TRAIN, name)))
          .toString("utf8")
          .split("\n");
        const converted = ours.convert(
          lines,
          lines.map(() => []),
        ).texts;
        for (const [i, line] of lines.entries()) if (converted[i] !== theirs(line)) wrong.push(line);
      }
      expect(wrong).toEqual([]);
    });
  }
});

describe("convert.bin", () => {
  it("is what the generator makes", () => {
    expect(Buffer.compare(Buffer.from(buildConvertTable(true)), Buffer.from(loadTable("convert.bin")))).toBe(0);
  });

  it("is at most 1.5 MB", () => {
    expect(loadTable("convert.bin").length).toBeLessThanOrEqual(1_500_000);
  });
});
