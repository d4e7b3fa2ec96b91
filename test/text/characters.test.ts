import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Held, heldBy, readCharacters } from "../../src/text/characters.ts";
import { KIND, Kind } from "../../src/text/kinds.ts";
import { countScript, noCounts, scriptClasses } from "../../src/text/script.ts";
import { ROOT } from "../support/cli.ts";

const lines = readdirSync(`${ROOT}seeds`).flatMap((name) => readFileSync(`${ROOT}seeds/${name}`, "utf8").split("\n"));
const ODD = [
  "",
  "a",
  "𠀀𠀁",
  "かな漢字",
  "한국어",
  "Привет, мир",
  "著名的著作",
  "他說：「好」",
  "ＡＢＣ",
  "A, B",
  "\u2f00人",
  "x".repeat(1000),
];
const list = (texts: readonly string[]): { text: string }[] => texts.map((text) => ({ text }));

/** The same by hand. */
function expectedOf(texts: readonly string[]) {
  const counts = noCounts();
  for (const text of texts) countScript(text, 0, text.length, counts);
  return { held: texts.map(heldBy), counts };
}

describe("characters", () => {
  it("are the same to the kernel and to one text at a time, whatever lies beside it", () => {
    for (const texts of [
      [],
      ["a"],
      ODD,
      lines,
      [...ODD, "天".repeat(40_000), "他說", "b ", ...lines],
      Array(9_000).fill("山 a") as string[],
    ]) {
      const { held, all, counts } = readCharacters(list(texts));
      const expected = expectedOf(texts);
      expect(held).toEqual(expected.held);
      expect(counts).toEqual(expected.counts);
      expect(all).toBe(expected.held.reduce((bits, one) => bits | one, 0));
    }
  });

  it("are remembered for the same list only", () => {
    const texts = list(["山脚下"]);
    const first = readCharacters(texts);
    expect(readCharacters(texts)).toBe(first);
    expect(readCharacters(list(["山脚下"]))).not.toBe(first);
  });

  it("hold what each of them holds", () => {
    const classes = scriptClasses();
    const wrong: number[] = [];
    for (let unit = 0; unit < 0x10000; unit++) {
      const kind = KIND[unit] as number;
      const expected =
        (classes[unit] as number) |
        (kind === Kind.fullAlnum || kind === Kind.compatible ? Held.forms : 0) |
        (kind === Kind.fullMark ? Held.fullMark : 0);
      const held = heldBy(String.fromCharCode(unit)) & ~Held.mixed;
      if ((held & (255 | Held.forms | Held.fullMark)) !== expected) wrong.push(unit);
      if (((held & Held.quotes) !== 0) !== (kind === Kind.quote)) wrong.push(unit);
      if (((held & Held.punctuation) !== 0) !== (kind === Kind.halfMark)) wrong.push(unit);
      if ((held & (Held.spacing | Held.nameDot)) !== 0) wrong.push(unit);
    }
    expect(wrong).toEqual([]);
  });

  it("say what stands side by side", () => {
    const has = (text: string, bits: number): boolean => (heldBy(text) & bits) !== 0;
    expect(["山 a", "a 山", "，a， a", "“ a", "山\u3000水", "⼭ a"].map((text) => has(text, Held.spacing))).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(["山a", "a b", "山水 ", " a", "a\u3000b", "\t山"].map((text) => has(text, Held.spacing))).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(["山,a", "a,山", "a, b", "a,", "a,b"].map((text) => has(text, Held.punctuation))).toEqual([true, true, true, true, false]);
    expect(["山'a", "a'山", "a'b", 'a"b'].map((text) => has(text, Held.quotes))).toEqual([true, true, false, true]);
    expect(["山.a", "山•a", "a •b", "a.b"].map((text) => has(text, Held.nameDot))).toEqual([true, true, true, false]);
  });

  it("that are plain are no code and have no marks but Chinese ones", () => {
    const mixed = (text: string): boolean => (heldBy(text) & Held.mixed) !== 0;
    expect([..."\"'.,!?:;(){}=&|<>/#•・あ가\u00a0\u3000"].filter((char) => !mixed(char))).toEqual([]);
    expect([..."山aＡ，。“”—…·《%$+-@~é 1"].filter(mixed)).toEqual([]);
  });
});
