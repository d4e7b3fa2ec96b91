import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countCodePoints, OffsetMap } from "../../src/text/offsets.ts";

const texts = fc.array(fc.constantFrom("字", "a", "𠮷", "👍🏽", "\n"), { maxLength: 30 }).map((parts) => parts.join(""));

describe("OffsetMap", () => {
  it("agrees with counting, both ways, at every character boundary", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const map = new OffsetMap(text);
        let utf16 = 0;
        for (const [codePoint, character] of [...text].entries()) {
          expect(map.toCodePoint(utf16)).toBe(codePoint);
          expect(map.toUtf16(codePoint)).toBe(utf16);
          utf16 += character.length;
        }
        expect(map.toCodePoint(text.length)).toBe([...text].length);
        expect(map.toUtf16([...text].length)).toBe(text.length);
      }),
    );
  });
});

describe("countCodePoints", () => {
  it("counts a pair once and a lone surrogate once", () => {
    expect(countCodePoints("𠮷野家")).toBe(3);
    expect(countCodePoints("\ud842野")).toBe(2);
    expect(countCodePoints("a𠮷b", 1, 3)).toBe(1);
  });
});
