import { describe, expect, it } from "vitest";
import { loadTable } from "../../src/data/load.ts";
import { repairUtf8AsGbk } from "../../src/stages/repair/double-byte-codec.ts";
import { latinUnit } from "../../src/stages/repair/legacy-codecs.ts";
import { readTables, WEAK } from "../../src/stages/repair/model.ts";
import { repairSpaces } from "../../src/stages/repair/quote-spaces.ts";
import type { RuleContext } from "../../src/stages/repair/rules.ts";
import { decodeSlip } from "../../src/stages/repair/slip-beam.ts";
import { SUSPECT } from "../../src/stages/repair/suspects.ts";
import { generator } from "../support/generator.ts";
import { findLatin, lookCloser, mayBeUtf8 } from "../support/repair-reference.ts";

const tables = readTables(loadTable("repair.bin"));
const context: RuleContext = { tables, isOn: () => true, isSimplified: () => true };

describe("repair: the kernel", () => {
  it("finds the same whatever was searched before and wherever the slip stands", () => {
    const filling = "山脚下的邮局每天早上七点开门。";
    const cases = ["学?Ｎ颐?", "他们在学校里努?ㄏ?他们", "水?拾镁?，", "書?shū)店開?kāi)了"];
    const alone = cases.map((text) => decodeSlip(text, text.indexOf("?"), false, readTables(loadTable("repair.bin"))));
    const again = cases.map((text) => decodeSlip(text, text.indexOf("?"), false, tables));
    expect(again).toEqual(alone);
    for (const text of cases) {
      const before = filling.repeat(20);
      const near = decodeSlip(filling.repeat(9) + text, filling.length * 9 + text.indexOf("?"), true, tables);
      const far = decodeSlip(before + text, before.length + text.indexOf("?"), true, tables);
      expect(far?.after).toEqual(near?.after);
      expect(far?.gain).toEqual(near?.gain);
    }
  });

  const random = generator(20261126);
  const pick = (pieces: readonly string[], most: number): string =>
    Array.from({ length: 1 + random(most) }, () => pieces[random(pieces.length)] as string).join("");
  const latinOf = (text: string, layers: number): string =>
    layers === 0
      ? text
      : latinOf(Array.from(Buffer.from(text), (byte) => String.fromCharCode(byte < 0xa0 ? latinUnit(byte) : byte)).join(""), layers - 1);
  const TEXTS = ["山脚下", "的邮局", "每天“早上”", "café", "七点—开门", "😀", "ü", " a", "·", "ア", "ж", "𠮷"];
  const RAGS = ["Ã", "©", "â", "€", "™", "ï", "¿", "½", "å", "\u0090", "山", " ", "x", "í\u00a0\u0080", "ð", "Â·"];

  it("finds UTF-8 in latin letters like the loop over units", () => {
    for (let i = 0; i < 20_000; i++) {
      const parts = Array.from({ length: 1 + random(4) }, () => (random(3) === 0 ? pick(RAGS, 6) : latinOf(pick(TEXTS, 5), random(5))));
      const line = parts.join(pick(["", " ", "山"], 1));
      expect(tables.kernel().latin(line), line).toEqual(findLatin(line));
    }
    const long = latinOf("山脚下的邮局".repeat(9000), 1);
    expect(tables.kernel().latin(`${long}\u00e5`)).toEqual(findLatin(`${long}\u00e5`));
  });

  it("looks closer like the loop over units", () => {
    const pieces = [
      ..."，,。、；：！？;:!?()&#;x锟斤烫屯\ufffd0O1lIＡｌ２Ａl ā)ūz霡山的\ue000оА鐏宠剼涓",
      "&amp;",
      "(shū)",
      "?lù)",
      "Al",
      "2O24",
      "灞辫剼涓嬬",
    ];
    const all = 0x1f000000 | 0x1ff00 | 2;
    const exact = SUSPECT.lost | SUSPECT.entity | SUSPECT.pinyin | SUSPECT.question | SUSPECT.doubled | SUSPECT.homoglyph;
    for (let i = 0; i < 20_000; i++) {
      const line = pick(pieces, 12);
      const text = i % 1000 === 0 ? `${"山脚下的邮局".repeat(6000 + random(40))}${line}${"山".repeat(random(80))}` : line;
      const bits = tables.kernel().suspect(text, all);
      expect(bits & exact, text).toBe(lookCloser(text) & exact);
      expect((bits & SUSPECT.rare) === 0 || mayBeUtf8(text), text).toBe(true);
      if ((bits & SUSPECT.rare) === 0 && mayBeUtf8(text)) expect(repairUtf8AsGbk(text, context), text).toEqual([]);
    }
  });

  it("stops for spaces where the rule finds some, and nowhere else", () => {
    const pieces = [...' \u3000 \u200a"“”‘’，。（）《》「」ax山下的,アé', ' " ', "山”", "“ 山"];
    for (let i = 0; i < 30_000; i++) {
      const line = pick(pieces, 12);
      expect(tables.kernel().suspect(line, 0x600) & SUSPECT.space, line).toBe(repairSpaces(line, context).length > 0 ? SUSPECT.space : 0);
    }
  });

  it("lists what stands twice in a row, of any length and in a line of any length", () => {
    for (let i = 0; i < 2000; i++) {
      const unit = pick([..."山脚下的邮局"], 45);
      const line = `${pick([..."山脚下"], 20)}${unit.repeat(1 + random(4))}${pick([..."山脚下"], 20)}`;
      const text =
        i % 500 === 0 ? Array.from({ length: 33_000 }, (_, n) => String.fromCharCode(0x4e00 + (n % 5000))).join("") + line : line;
      const expected: number[] = [];
      for (let start = 0; start < text.length; start++) {
        for (let length = 6; length <= 40; length++) {
          const one = text.slice(start, start + length);
          if (start + 2 * length > text.length || !text.startsWith(one, start + length)) continue;
          expected.push(start, length);
          break;
        }
      }
      expect(tables.kernel().repeats(text), text).toEqual(expected);
    }
  });

  it("stops for Taiwan words in mixed lines", () => {
    for (const [word, candidates] of tables.variantWords()) {
      const bits = tables.kernel().suspect(`他们的${word}很多`, 1 << 26);
      if (!candidates[0]?.startsWith(WEAK)) expect(bits, word).toBe(SUSPECT.scripts);
    }
    expect(tables.kernel().suspect("他们说過很多話", 1 << 26)).toBe(0);
  });
});
