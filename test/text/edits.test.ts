import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, composeEdits, type Edit } from "../../src/text/edits.ts";

/** Sorted, disjoint edits for a text of the given length; insertions and deletions among them. */
function editsFor(length: number): fc.Arbitrary<Edit[]> {
  const cut = fc.tuple(fc.nat(length), fc.nat(4), fc.string({ maxLength: 3 }), fc.constantFrom("a", "b"));
  return fc.array(cut, { maxLength: 6 }).map((cuts) => {
    const edits: Edit[] = [];
    let position = -1;
    for (const [start, size, after, rule] of cuts.sort((x, y) => x[0] - y[0])) {
      if (start <= position) continue;
      const end = Math.min(start + size, length);
      edits.push({ start, end, rule, after });
      position = end;
    }
    return edits;
  });
}

describe("applyEdits", () => {
  it("replaces, removes and inserts", () => {
    const edits = [
      { start: 0, end: 1, rule: "r", after: "" },
      { start: 2, end: 2, rule: "r", after: "乙" },
      { start: 3, end: 4, rule: "r", after: "丁" },
    ];
    expect(applyEdits("x甲丙?", edits)).toBe("甲乙丙丁");
  });

  it("gives the same string when there is nothing to do", () => {
    const text = "原文";
    expect(applyEdits(text, [])).toBe(text);
  });
});

describe("composeEdits", () => {
  it("joins two passes into one with the same result", () => {
    const cases = fc.string({ maxLength: 20 }).chain((text) =>
      editsFor(text.length).chain((first) => {
        const middle = applyEdits(text, first);
        return fc.tuple(fc.constant(text), fc.constant(first), fc.constant(middle), editsFor(middle.length));
      }),
    );
    fc.assert(
      fc.property(cases, ([text, first, middle, second]) => {
        const composed = composeEdits(text, first, second);
        expect(applyEdits(text, composed)).toBe(applyEdits(middle, second));
        for (let i = 1; i < composed.length; i++) expect(composed[i]?.start).toBeGreaterThanOrEqual(composed[i - 1]?.end ?? 0);
      }),
      { numRuns: 2000 },
    );
  });

  it("names both rules where they meet", () => {
    const first = [{ start: 0, end: 1, rule: "a", after: "乙" }];
    const second = [{ start: 0, end: 1, rule: "b", after: "丙" }];
    expect(composeEdits("甲", first, second)).toEqual([{ start: 0, end: 1, rule: "a+b", after: "丙" }]);
  });
});
