import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KernelWriter } from "../../src/text/writer/kernel-writer.ts";

const kernel = new KernelWriter();
const LIST = kernel.table([
  ["[", "string"],
  ["]", "none"],
]);

/** Written as a string in a list of JSON. */
function json(text: string): Buffer {
  kernel.begin();
  kernel.rows(LIST, 1);
  kernel.string(text);
  return Buffer.from(kernel.finish() ?? "");
}

function pairsOf(text: string): number {
  return text.length - [...text].length;
}

function expectSame(text: string): void {
  const bytes = kernel.encode(text);
  const { pairs } = kernel;
  if (!Buffer.from(bytes ?? "").equals(Buffer.from(text))) throw new Error(`UTF-8 of ${JSON.stringify(text)}`);
  if (pairs !== pairsOf(text)) throw new Error(`pairs of ${JSON.stringify(text)}`);
  if (!json(text).equals(Buffer.from(JSON.stringify([text])))) throw new Error(`JSON of ${JSON.stringify(text)}`);
}

describe("the kernel that writes", () => {
  it("writes each code unit as TextEncoder and JSON.stringify do, at each place among eight", () => {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const place = unit & 7;
      expectSame("国a".repeat(4).slice(0, place) + String.fromCharCode(unit) + "，b".repeat(4).slice(place));
      if (unit < 0x900 || (unit >= 0xd780 && unit < 0xe080))
        for (let n = 0; n < 9; n++) expectSame("字".repeat(n) + String.fromCharCode(unit));
    }
  });

  it("writes strings of any length and mixture", () => {
    const unit = fc.constantFrom("国", "字", "，", "a", "9", '"', "\\", "\n", "é", "\u0000", "\u007f", "\ud83d\ude00", "\ud83d", "\ude00");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 120 }), (text) => expectSame(text)),
      { numRuns: 3_000 },
    );
  });

  it("does not join halves of a pair that stand in two strings", () => {
    kernel.begin();
    kernel.rows(LIST, 2);
    kernel.string("\ud83d");
    kernel.string("\ude00");
    expect(Buffer.from(kernel.finish() ?? "").toString()).toBe('["\\ud83d"],["\\ude00"]');
  });

  it("writes text up to the size of its memory", () => {
    const most = 196_608;
    for (const length of [most - 1, most]) {
      expect(kernel.encode("国".repeat(length))).toHaveLength(length * 3);
      expect(json("\u0001".repeat(length))).toHaveLength(length * 6 + 4);
    }
    expect(kernel.encode("国".repeat(most + 1))).toBeNull();
  });
});
