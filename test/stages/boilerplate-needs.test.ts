import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Family } from "../../src/stages/boilerplate/gate.ts";
import { judgeEnd, judgeLine } from "../../src/stages/boilerplate/judge.ts";
import { Lines } from "../../src/stages/boilerplate/kernel.ts";
import { makeLine, Need } from "../../src/stages/boilerplate/line.ts";
import { KINDS } from "../../src/stages/boilerplate/navigation.ts";
import type { NeedGroup } from "../../src/stages/boilerplate/need-table.ts";
import { allNeeds, endNeeds } from "../../src/stages/boilerplate/needs.ts";
import { clausesOf, EDGE, PAIR } from "../../src/stages/boilerplate/pattern-needs.ts";
import { SHARE_TARGETS } from "../../src/stages/boilerplate/words.ts";

const ALL_NEEDS = allNeeds();
const END_NEEDS = endNeeds();
const PATTERNS: readonly RegExp[] = [...ALL_NEEDS, ...END_NEEDS].flatMap(([, patterns]) => patterns);
const LINES: readonly string[] = readFileSync(new URL("boilerplate.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .flatMap((line) => (JSON.parse(line) as { readonly input: string }).input.split("\n"));

const KERNEL = new Lines();

/** The groups of which a pattern matches a line, but whose bit it lacks. */
function missed(text: string): string[] {
  const { folded } = makeLine({ text, role: "body" }, 0, 0, 0);
  const { needs } = KERNEL.inspect(text, 0);
  const { ends } = KERNEL.inspect(folded, 0);
  const lacking = (groups: readonly NeedGroup[], bits: number): string[] =>
    groups.flatMap(([bit, patterns]) => ((bits & bit) === 0 ? patterns.filter((pattern) => folded.search(pattern) >= 0) : [])).map(String);
  return [...lacking(ALL_NEEDS, needs), ...lacking(END_NEEDS, ends)];
}

/** Words and marks of all patterns, and texts that the patterns of the rules match as far as they can be made. */
const WORDS: readonly string[] = [
  ...new Set(PATTERNS.flatMap(({ source }) => source.match(/[\p{Script=Han}]+|[A-Za-z]{2,}|[^\\\p{L}\p{N}]/gu) ?? [])),
  ..." 12 2024-03-22 ： 。 ， （ ） 「 『 繁體 聲明 轉載 圖 ſ K 的 了".split(" "),
  " ",
  "\u3000",
];
/** Blank lines are never asked. */
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 })
  .map((words) => words.join(""))
  .filter((line) => line.trim() !== "");

describe("boilerplate: what patterns need", () => {
  it("is derived from their sources", () => {
    const show = (source: RegExp, most = 1): string[] =>
      clausesOf([source], most).map(({ pairs }) =>
        [...pairs]
          .map((pair) =>
            [Math.floor(pair / PAIR), pair % PAIR]
              .map((unit) => (unit === EDGE ? "^" : unit > 0xffff ? "" : String.fromCharCode(unit)))
              .join(""),
          )
          .sort()
          .join(" "),
      );
    expect(show(/点赞|关注(?:我们)?/u)).toEqual(["关注 点赞"]);
    expect(show(/^(?:全文)?完$/u, 3)).toContain("^完 文完");
    expect(show(/^(?:全文)?完$/u, 3)).toContain("完^");
    expect(show(/[上下]一?页/u)).toEqual(["一页 上页 下页"]);
    expect(show(/.*x?(?:扫码)*蓝字{1,2}[^。]/u)).toEqual(["蓝字"]);
    expect(show(/kg/iu)).toEqual(["KG Kg kG kg \u212aG \u212ag"]);
    expect(show(/[\u7248]\u{6743}/u)).toEqual(["版权"]);
    expect(show(/(?=版权)\p{L}+/u)).toEqual(["版权"]);
    expect(clausesOf([/蓝?字?/u], 4)).toEqual([]);
  });

  it("is there in every line that one matches", () => {
    expect(LINES.flatMap(missed)).toEqual([]);
    fc.assert(
      fc.property(text, (line) => missed(line).length === 0),
      { numRuns: 20_000 },
    );
  });

  it.each(PATTERNS)("is there in texts made for %s", (pattern) => {
    const plain = pattern.source
      .replace(/\(\?<=\[[^\]]*\]\)/gu, "")
      .replaceAll("(?=", "(?:")
      .replace(/\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\\b/gu, "")
      .replaceAll("\\p{Script=Han}", "中")
      .replace(/\\p\{[^}]*\}/gu, "!");
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(plain, "u"), { size: "small" }), (line) => missed(line.replaceAll("\n", " ")).length === 0),
      { numRuns: 60 },
    );
  });

  it("says what the rules say of menus and share buttons, where it decides", () => {
    let decided = 0;
    const check = (line: string): boolean => {
      const { needs, possible, verdict } = KERNEL.inspect(line, Family.menu | Family.share);
      if (verdict === null) return true;
      decided++;
      const made = makeLine({ text: line, role: "body" }, 0, needs, 0);
      return JSON.stringify(judgeLine(made, possible, { hasTwin: false, isTail: false })) === JSON.stringify(verdict);
    };
    expect(LINES.filter((line) => !check(line))).toEqual([]);
    const word = fc.constantFrom(...KINDS.keys(), ...SHARE_TARGETS, "QQ空间", "關於我們", "相关阅读...", "12", "专家说", "分享到：");
    const separator = fc.constantFrom(" ", "|", "　", " / ", ">", "");
    const menu = fc.array(fc.tuple(word, separator), { minLength: 1, maxLength: 9 }).map((items) => items.flat().join(""));
    fc.assert(fc.property(menu, check), { numRuns: 20_000 });
    expect(decided).toBeGreaterThan(5_000);
  });

  it("keeps every family that claims a line", () => {
    const all = Object.values(Family).reduce((bits, bit) => bits | bit, 0);
    const places = [
      { hasTwin: false, isTail: false },
      { hasTwin: true, isTail: true },
    ];
    const check = (line: string): boolean => {
      const { needs, ends, possible } = KERNEL.inspect(line, all);
      const made = makeLine({ text: line, role: "body" }, 0, needs, ends);
      const asked = makeLine({ text: line, role: "body" }, 0, needs | ~Need.stop, -1);
      return places.every((place) => {
        const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
        return (
          same(judgeLine(made, possible, place), judgeLine(asked, all, place)) &&
          same(judgeEnd(made, possible, place), judgeEnd(asked, all, place))
        );
      });
    };
    expect(LINES.filter((line) => !check(line))).toEqual([]);
    fc.assert(fc.property(text, check), { numRuns: 20_000 });
  });
});
