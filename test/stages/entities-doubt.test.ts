import { describe, expect, it } from "vitest";
import { separateGlued } from "../../src/stages/entities/glued.ts";
import { looseWords } from "../../src/stages/entities/latin-names.ts";
import { createDraft, type Draft } from "../../src/stages/entities/mentions.ts";
import { withoutStrays } from "../../src/stages/entities/strays.ts";
import { retypeSurnames } from "../../src/stages/entities/surnames.ts";

/** Mentions at the first places of their texts, each behind the one before. */
function mentionsIn(text: string, list: readonly (readonly [Draft["type"], string, number])[]): Draft[] {
  let at = 0;
  return list.map(([type, name, score]) => {
    const start = text.indexOf(name, at);
    at = start + name.length;
    return createDraft(text, start, at, type, null, score);
  });
}

function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length + 1 }, (_, i) => (i < text.length ? text.charCodeAt(i) : 0));
}

const show = (mentions: readonly Draft[]): string[] => mentions.map(({ type, text }) => `${type} ${text}`);

describe("entities: a Latin word that the document mostly leaves alone", () => {
  const strays = (text: string, list: readonly (readonly [Draft["type"], string, number])[]): string[] => {
    const mentions = mentionsIn(text, list);
    return show(withoutStrays(text, mentions, looseWords(text, mentions)));
  };
  const text = "在Marker旁边，每个Marker都有坐标，没有Marker就不画。";

  it("is no name", () => expect(strays(text, [["ORG", "Marker", 0.79]])).toEqual([]));
  it("is one where the model is sure", () => expect(strays(text, [["ORG", "Marker", 0.8]])).toEqual(["ORG Marker"]));
  it("is one where half of its places are", () =>
    expect(
      strays(text, [
        ["ORG", "Marker", 0.5],
        ["ORG", "Marker", 0.5],
      ]),
    ).toEqual(["ORG Marker", "ORG Marker"]));
  it("is one where the words round it say so", () =>
    expect(strays("Marker公司旁边，每个Marker都有坐标，没有Marker就不画。", [["ORG", "Marker", 0.5]])).toEqual(["ORG Marker"]));
  it("leaves titles and laws alone", () => expect(strays(text, [["TITLE", "Marker", 0.5]])).toEqual(["TITLE Marker"]));
  it("is asked as a whole word", () =>
    expect(strays("在Marker旁边，每个Markers都有坐标，没有MarkerX就不画。", [["ORG", "Marker", 0.5]])).toEqual(["ORG Marker"]));
  it("asks each spelling for itself", () =>
    expect(
      strays("Seal和Marker，没有Marker，也没有Marker。", [
        ["ORG", "Seal", 0.3],
        ["ORG", "Marker", 0.3],
      ]),
    ).toEqual(["ORG Seal"]));
});

describe("entities: what is glued to a name or title", () => {
  const cut = (text: string, type: Draft["type"], name: string): string[] =>
    show(separateGlued(text, unitsOf(text), mentionsIn(text, [[type, name, 0.6]])));

  it.each([
    ["郑总摆摆手。", "PERSON", "郑总", ["PERSON 郑"]],
    ["来的是谭先生。", "PERSON", "谭先生", ["PERSON 谭"]],
    ["贺老师在写字。", "PERSON", "贺老师", ["PERSON 贺", "TITLE 老师"]],
    ["小董没有来。", "PERSON", "小董", ["PERSON 小董"]],
    ["老师傅们在等。", "PERSON", "老师傅", ["PERSON 老师傅"]],
    ["女博士不说话。", "PERSON", "女博士", ["PERSON 女博士"]],
    ["他叫丁一先生。", "PERSON", "丁一先生", ["PERSON 丁一先生"]],
    ["匈牙利作曲家写的。", "TITLE", "匈牙利作曲家", ["PLACE 匈牙利", "TITLE 作曲家"]],
    ["中国区总经理说。", "TITLE", "中国区总经理", ["TITLE 中国区总经理"]],
    ["挪威人来了。", "TITLE", "挪威人", ["TITLE 挪威人"]],
    ["韩国公来了。", "TITLE", "韩国公", ["TITLE 韩国公"]],
  ] as const)("%s", (text, type, name, wanted) => expect(cut(text, type, name)).toEqual(wanted));
});

describe("entities: the last part of a foreign name", () => {
  const retyped = (full: string, fullScore: number, type: Draft["type"], score: number): string[] => {
    const part = full.slice(Math.max(full.lastIndexOf("·"), full.lastIndexOf(" ")) + 1);
    const text = `${full}来了。在${part}和议员谈话后，会议结束了。`;
    const mentions = mentionsIn(text, [
      ["PERSON", full, fullScore],
      [type, part, score],
    ]);
    retypeSurnames(mentions);
    return show(mentions).slice(1);
  };

  it.each([
    ["贝拉·科瓦奇", 0.3, "PLACE", 0.79, "PERSON 科瓦奇"],
    ["贝拉·科瓦奇", 0.9, "PLACE", 0.81, "PLACE 科瓦奇"],
    ["贝拉·霓裳", 0.6, "PLACE", 0.5, "PERSON 霓裳"],
    ["贝拉·霓裳", 0.6, "PLACE", 0.7, "PLACE 霓裳"],
    ["Bela Kovacs", 0.5, "PRODUCT", 0.95, "PERSON Kovacs"],
    ["Bela Kovacs", 0.4, "PRODUCT", 0.6, "PRODUCT Kovacs"],
    ["贝拉·伊", 0.9, "PLACE", 0.2, "PLACE 伊"],
  ] as const)("%s %d, %s %d: %s", (full, fullScore, type, score, wanted) =>
    expect(retyped(full, fullScore, type, score)).toEqual([wanted]),
  );
});
