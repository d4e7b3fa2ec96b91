import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadTable } from "../../src/data/load.ts";
import { repairDoubled } from "../../src/stages/repair/doubled.ts";
import { repairEntities } from "../../src/stages/repair/entities.ts";
import { Gate } from "../../src/stages/repair/gate.ts";
import { repairHomoglyphs } from "../../src/stages/repair/homoglyphs.ts";
import { repairInvisible } from "../../src/stages/repair/invisible.ts";
import { repairLatin } from "../../src/stages/repair/latin-codec.ts";
import { readTables } from "../../src/stages/repair/model.ts";
import { pinyinEdits } from "../../src/stages/repair/pinyin.ts";
import { repairSpaces } from "../../src/stages/repair/quote-spaces.ts";
import { repairRepeats } from "../../src/stages/repair/repeats.ts";
import type { Rule, RuleContext } from "../../src/stages/repair/rules.ts";
import { SUSPECT } from "../../src/stages/repair/suspects.ts";
import { repairVariantWords } from "../../src/stages/repair/variant-words.ts";
import { ROOT } from "../support/cli.ts";
import { generator } from "../support/generator.ts";
import { TRIGGERS } from "../support/triggers.ts";

const tables = readTables(loadTable("repair.bin"));
const gate = new Gate(tables);
const context: RuleContext = { tables, isOn: () => true, isSimplified: () => true };
/** Places of the lines that are stopped. */
const places = (lines: readonly { readonly text: string }[]): number[] => gate.suspects(lines).filter((_, i) => i % 2 === 0);

const MARKS = [
  ..."，,。、；：！？;:!?()（）“”\"'‘’ 　\u00a0lIoOｌＩA159２Ａ&#;锟斤拷烫屯\ufffd\u200b\ue000\u00e9\u0430\u041e\u0391\u03b2\u2014\u300a\u300b霡霢霣龘",
  "Al",
  "2O24年",
  "OpenAl",
  "(shū)",
  "?lù)",
  "&amp;#8220;",
  "𠮷",
];
const random = generator(20240503);
const seeds = readdirSync(`${ROOT}seeds`).flatMap((name) => readFileSync(`${ROOT}seeds/${name}`, "utf8").split("\n"));
const LINES = [...seeds, ...(TRIGGERS["repair"] as readonly string[]), ""];

/** A line with something put in, taken out or written twice. */
function damaged(line: string): string {
  let text = line;
  for (let times = random(4); times > 0; times--) {
    const at = random(text.length + 1);
    const cut = random(3) === 0 ? 4 + random(40) : 0;
    const piece = cut > 0 ? text.slice(Math.max(0, at - cut), at) : (MARKS[random(MARKS.length)] as string);
    text = `${text.slice(0, at)}${piece}${random(4) === 0 ? MARKS[random(MARKS.length)] : ""}${text.slice(at + random(2))}`;
  }
  return text;
}

const documents = Array.from({ length: 1500 }, () => {
  const from = random(LINES.length);
  return LINES.slice(from, from + 1 + random(20)).map((line) => ({ text: damaged(line) }));
});

describe("repair: the survey of a document", () => {
  it("says of each line what it says of it alone, and what a look at its units says", () => {
    const exact = ~(SUSPECT.repeat | SUSPECT.scripts);
    for (const lines of documents) {
      const found = gate.suspects(lines);
      const bits = lines.map((_, place) => found[found.findIndex((one, i) => i % 2 === 0 && one === place) + 1] ?? 0);
      for (const [place, { text }] of lines.entries()) {
        const known = found.some((one, i) => i % 2 === 0 && one === place) ? (bits[place] as number) : 0;
        expect(gate.scan(text), text).toBe(known);
        const looked = gate.bitsOf(text, gate.signsOf(text));
        expect(looked & exact, text).toBe(known & exact);
        expect(known & ~looked, text).toBe(0);
      }
    }
  });

  it("lets plain lines pass", () => {
    const lines = ["山脚下的邮局每天早上七点开门，老周说：“信到了吗？”", "", "他在北京大学读书（三年），后来去了 OpenAI 工作。", "a"].map(
      (text) => ({ text }),
    );
    expect(gate.suspects(lines)).toEqual([]);
  });

  it("sees the same whatever else is laid out: many lines, long ones, none", () => {
    const plain = { text: "山脚下的邮局每天早上七点开门。" };
    const odd = { text: "路很滑，，走慢点。" };
    expect(gate.suspects([])).toEqual([]);
    const many = Array.from({ length: 9000 }, (_, i) => (i % 1000 === 999 ? odd : plain));
    expect(places(many)).toEqual([999, 1999, 2999, 3999, 4999, 5999, 6999, 7999, 8999]);
    const long = { text: plain.text.repeat(4000) };
    expect(places([plain, odd, long, plain, odd])).toEqual([1, 2, 4]);
  });

  it("finds what stands twice at every length, wherever it begins", () => {
    const units = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈";
    for (let length = 6; length <= 40; length++)
      for (let before = 0; before < 7; before++) {
        const text = `${"一二三四五六七".slice(0, before)}${units.slice(0, length).repeat(2)}`;
        expect(places([{ text }]), text).toEqual([0]);
        expect(gate.scan(text) & SUSPECT.repeat, text).toBe(SUSPECT.repeat);
      }
    for (const length of [5, 41]) expect(gate.scan(units.slice(0, length).repeat(2)) & SUSPECT.repeat).toBe(0);
  });
});

describe("repair: the gate", () => {
  const rules: readonly (readonly [number, Rule])[] = [
    [SUSPECT.doubled, repairDoubled],
    [SUSPECT.homoglyph, repairHomoglyphs],
    [SUSPECT.entity, repairEntities],
    [SUSPECT.latin, repairLatin],
    [SUSPECT.invisible, repairInvisible],
    [SUSPECT.space, repairSpaces],
    [SUSPECT.scripts, repairVariantWords],
    [SUSPECT.repeat, repairRepeats],
    [SUSPECT.pinyin, (text) => pinyinEdits(text, { active: true, annotated: new Set() }, tables)],
  ];

  it("is open for a line in which a rule finds something", () => {
    const missed: string[] = [];
    for (const { text } of documents.slice(0, 700).flat()) {
      const bits = gate.scan(text);
      for (const [bit, rule] of rules) if ((bits & bit) === 0 && rule(text, context).length > 0) missed.push(text);
    }
    expect(missed).toEqual([]);
  });
});
