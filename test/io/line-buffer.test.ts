import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineBuffer } from "../../src/io/line-buffer.ts";
import type { Role } from "../../src/pipeline/document.ts";
import { emptyRecord, type OutputRecord } from "../../src/pipeline/record.ts";

const offset = fc.oneof(fc.nat(), fc.constantFrom(0, 9, 10, 99, 100, 2 ** 31 - 1));
const role = fc.constantFrom<Role>("heading", "body", "list-item", "caption");
const text = fc.string({ unit: "binary", maxLength: 200 });
const record = fc
  .record({
    id: text,
    text,
    title: fc.option(text),
    paragraphs: fc.array(fc.record({ start: offset, end: offset, role })),
    sentences: fc.array(fc.record({ start: offset, end: offset })),
  })
  .map((some): OutputRecord => ({ ...emptyRecord(some.id), ...some }));

describe("LineBuffer", () => {
  it("writes records as JSON.stringify does, among other lines", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), fc.nat(40_000), (records, expected) => {
        const buffer = new LineBuffer(expected);
        for (const one of records) {
          buffer.addRecord(one);
          buffer.add("行");
        }
        const lines = records.map((one) => `${JSON.stringify(one)}\n行\n`).join("");
        expect(Buffer.from(buffer.take()).toString()).toBe(lines);
        expect(buffer.take()).toHaveLength(0);
      }),
    );
  });
});
