import fc from "fast-check";
import { expect, test } from "vitest";
import { plainBlocks } from "../../src/stages/extract/plain.ts";
import { forgetJoined, joinTexts } from "../../src/text/joined.ts";

test("what is remembered of plain text is its blocks joined", () => {
  const line = fc.oneof(
    fc.constantFrom("", " ", "国人说话。", " 国", "国\u3000", "- 一", "a b", "　　国"),
    fc.constantFrom(
      "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨",
      "the quick brown fox jumps over the lazy dog and runs on",
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const blocks = plainBlocks(lines.join("\n"));
      const expected = blocks.map(({ text }) => text).join("\n");
      expect(joinTexts(blocks)).toBe(expected);
      expect(joinTexts(blocks)).toBe(expected);
      forgetJoined();
      expect(joinTexts(blocks)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});
