// Repeats of names: one pass over the text finds what a search for each name in turn finds.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDraft, type Draft } from "../../src/stages/entities/mentions.ts";
import { NameSearch } from "../../src/stages/entities/repeats.ts";
import { layOut } from "../../src/text/layout.ts";

/** Few characters, so that names overlap themselves, each other and the mentions. */
const letters = fc.constantFrom("甲", "乙", "丙", "A", "b", "1", "·", "，");
const texts = fc.string({ unit: letters, minLength: 1, maxLength: 60 });
const nameLists = fc.array(fc.string({ unit: letters, minLength: 2, maxLength: 5 }), { maxLength: 8 });

function searchInTurn(text: string, names: readonly string[], mentions: readonly Draft[]): [number, number][] {
  const places: [number, number][] = [];
  for (const name of new Set(names)) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length;
      const goesOn = [at, end].some((edge) => /[A-Za-z0-9·]{2}/u.test(text.slice(Math.max(0, edge - 1), edge + 1)));
      if (!goesOn) places.push([at, end]);
    }
  }
  places.sort((one, two) => one[0] - two[0] || two[1] - one[1]);
  let taken = 0;
  return places.filter(([start, end]) => {
    for (const mention of mentions) if (mention.start < end) taken = Math.max(taken, mention.end);
    if (start < taken) return false;
    taken = end;
    return true;
  });
}

function inText(search: NameSearch, text: string, mentions: readonly Draft[] = []): Draft[] {
  return search.search(text, layOut([{ text }]).units, mentions);
}

describe("NameSearch", () => {
  const search = new NameSearch();
  const find = (text: string, names: readonly string[], mentions: readonly Draft[]): [number, number][] => {
    for (const name of names) search.add(name, "PERSON", 1);
    return inText(search, text, mentions).map(({ start, end }) => [start, end]);
  };

  it("finds what a search for each name in turn finds", () => {
    fc.assert(
      fc.property(texts, nameLists, fc.array(fc.nat(8), { maxLength: 6 }), (text, names, gaps) => {
        const mentions: Draft[] = [];
        let at = 0;
        for (const gap of gaps) {
          const start = at + gap;
          at = start + 1 + (gap % 3);
          if (at <= text.length) mentions.push(createDraft(text, start, at, "ORG", null, 1));
        }
        expect(find(text, names, mentions)).toEqual(searchInTurn(text, names, mentions));
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes the longest of the names that begin at one place, and the first type of a name", () => {
    search.add("甲乙", "PERSON", 0.9);
    search.add("甲乙丙", "ORG", 1);
    search.add("甲乙", "PLACE", 1);
    expect(inText(search, "甲乙丙，甲乙。")).toEqual([
      { start: 0, end: 3, type: "ORG", text: "甲乙丙", norm: null, score: 0.9 },
      { start: 4, end: 6, type: "PERSON", text: "甲乙", norm: null, score: 0.81 },
    ]);
    expect(inText(search, "甲乙丙，甲乙。")).toEqual([]);
  });

  it("is full with 256 names", () => {
    for (let i = 0; !search.isFull; i++) search.add(`甲${i}`, "PERSON", 1);
    expect(inText(search, Array.from({ length: 400 }, (_, i) => `甲${i}`).join("，"))).toHaveLength(256);
  });
});
