import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeBytes } from "../../src/stages/decode/decode.ts";
import { createDecoder } from "../../src/stages/decode/decoder.ts";
import { ENCODING_NAMES, reportedName } from "../../src/stages/decode/labels.ts";

const NAMES = [...new Set([...ENCODING_NAMES.map(reportedName), "utf-8+gb18030", "utf-8+big5"])];

function decodeWhole(name: string, bytes: Uint8Array): string {
  const decoder = createDecoder(name);
  return decoder.write(bytes) + decoder.end();
}

function decodeInPieces(name: string, bytes: Uint8Array, cuts: readonly number[]): string {
  const decoder = createDecoder(name);
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let text = "";
  let start = 0;
  for (const end of [...places, bytes.length]) {
    text += decoder.write(bytes.subarray(start, end));
    start = end;
  }
  return text + decoder.end();
}

/** Bytes that often form characters and escapes, in any encoding. */
const lively = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 255 }).map((byte) => [byte]),
      fc.tuple(fc.integer({ min: 0x81, max: 0xfe }), fc.integer({ min: 0x30, max: 0xfe })),
      fc.tuple(
        fc.integer({ min: 0x81, max: 0xfe }),
        fc.integer({ min: 0x30, max: 0x39 }),
        fc.integer({ min: 0x81, max: 0xfe }),
        fc.integer({ min: 0x30, max: 0x39 }),
      ),
      fc.constantFrom(
        [0x1b, 0x24, 0x29, 0x41],
        [0x1b, 0x24, 0x2a, 0x48],
        [0x1b, 0x4e],
        [0x1b, 0x24, 0x42],
        [0x1b, 0x28, 0x42],
        [0x0e],
        [0x0f],
        [0x0a],
        [0x7e, 0x7b],
        [0x7e, 0x7d],
        [0xef, 0xbb, 0xbf],
        [0xff, 0xfe],
        [0x8e, 0xa2],
      ),
      fc.constantFrom("湖", "边", "é", "😀", "\n").map((character) => [...Buffer.from(character)]),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Uint8Array.from(parts.flat()));

describe("any pieces give the same well-formed text", () => {
  it.each(NAMES)("%s", (name) => {
    fc.assert(
      fc.property(lively, fc.array(fc.nat(200), { maxLength: 12 }), (bytes, cuts) => {
        const whole = decodeWhole(name, bytes);
        expect(whole.isWellFormed()).toBe(true);
        expect(decodeInPieces(name, bytes, cuts)).toBe(whole);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it.each(NAMES)("%s, byte by byte", (name) => {
    const text = "湖邊 lake\n湖边 ~ é\n";
    const bytes = iconv.encodingExists(name) ? iconv.encode(text, name) : Buffer.from(text);
    const every = Array.from({ length: bytes.length }, (_, index) => index);
    expect(decodeInPieces(name, bytes, every)).toBe(decodeWhole(name, bytes));
  });
});

describe("UTF-8", () => {
  it("gives the text back, whatever stands beside what", () => {
    const piece = fc.constantFrom(
      "a",
      "<p class=x>",
      "é",
      "中",
      "文字在这里",
      "。",
      "𠮷",
      "\u{10ffff}",
      "\u{800}",
      "\n",
      "0123456789abcdef",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = `x${pieces.join("")}`;
        expect(decodeBytes(Buffer.from(text), { forced: "utf-8" })?.text).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});
