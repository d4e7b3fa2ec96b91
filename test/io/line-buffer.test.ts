import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineBuffer } from "../../src/io/line-buffer.ts";
import type { Role } from "../../src/pipeline/document.ts";
import { emptyRecord, type OutputRecord, type RecordEntity, type RecordQuote } from "../../src/pipeline/record.ts";
import type { RuleCount } from "../../src/pipeline/rule-sums.ts";

const offset = fc.oneof(fc.nat(), fc.constantFrom(0, 9, 10, 99, 100, 2 ** 31 - 1));
/** What a record may bring along: it is checked for being a number, no more. */
const number = fc.oneof(offset, fc.constantFrom(-0, -1, 2 ** 31, 2 ** 53, 1e21, 1e-7, 0.5, Number.POSITIVE_INFINITY), fc.double());
const score = fc.oneof(
  fc.nat(1_000).map((thousandths) => thousandths / 1_000),
  number,
);
const role = fc.constantFrom<Role>("heading", "body", "list-item", "caption");
/** Short and long, any code units, also surrogates that stand alone. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("国", "，", "a", '"', "\\", "\n", "é", "\u0000", "\u001f", "\ud83d\ude00", "\ud83d", "\ude00"),
    maxLength: 60,
  }),
);
const textOrNull = fc.option(text);
const texts = fc.array(text, { maxLength: 3 });
const numberOrNull = fc.option(number);
const typed = <T>(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<T> => arbitrary as fc.Arbitrary<T>;
const entity = typed<RecordEntity>(fc.record({ type: text, start: offset, end: offset, text, norm: textOrNull, score }));
const quote = typed<RecordQuote>(
  fc.record({
    kind: text,
    start: offset,
    end: offset,
    text,
    speaker: textOrNull,
    speaker_norm: textOrNull,
    speaker_start: numberOrNull,
    speaker_end: numberOrNull,
    speakers: texts,
    cue: textOrNull,
    cue_start: numberOrNull,
    cue_end: numberOrNull,
  }),
);
const relation = typed<OutputRecord["relations"][number]>(
  fc.record({ type: fc.constant("title"), person: offset, title: offset, org: fc.option(offset) }),
);
/** Now and then nothing that it should be. */
const count = typed<RuleCount>(
  fc.oneof(
    { weight: 9, arbitrary: fc.record({ rule: text, count: number, chars: number }) },
    { weight: 1, arbitrary: fc.dictionary(text, fc.jsonValue()) },
  ),
);
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 4 });
const metadata = typed<OutputRecord["metadata"]>(
  fc.record({
    path: textOrNull,
    record: number,
    format: textOrNull,
    encoding: textOrNull,
    encoding_confidence: fc.option(score),
    bytes: numberOrNull,
    sha256: textOrNull,
    script_in: textOrNull,
    editors: texts,
    tags: texts,
    extra: textOrNull,
  }),
);
const record = typed<OutputRecord>(
  fc.record({
    id: text,
    text,
    title: textOrNull,
    authors: texts,
    published: textOrNull,
    url: textOrNull,
    source: textOrNull,
    lang: textOrNull,
    script: textOrNull,
    paragraphs: few(fc.record({ start: offset, end: offset, role })),
    sentences: few(fc.record({ start: offset, end: offset })),
    entities: few(entity),
    quotes: few(quote),
    relations: few(relation),
    metadata,
    stats: fc.record({ chars_in: number, chars: offset, removed: few(count), repairs: few(count) }),
    schema: fc.constant(1),
  }),
);

function expectSame(records: readonly OutputRecord[], expected: number): void {
  const buffer = new LineBuffer(expected);
  for (const one of records) {
    buffer.addRecord(one);
    buffer.add("行");
  }
  const lines = records.map((one) => `${JSON.stringify(one)}\n行\n`).join("");
  expect(Buffer.from(buffer.take()).equals(Buffer.from(lines)), lines).toBe(true);
  expect(buffer.take()).toHaveLength(0);
}

describe("LineBuffer", () => {
  it("writes records as JSON.stringify does, among other lines", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 6 }), fc.nat(40_000), (records, expected) => expectSame(records, expected)),
      { numRuns: 300 },
    );
  });

  it("writes those too that are larger than the kernel's memory", () => {
    const small = emptyRecord("小");
    const units = 196_608 - small.id.length;
    const long = (length: number): OutputRecord => ({ ...small, text: "国".repeat(length) });
    const sentences = Array.from({ length: 20_000 }, (_none, n) => ({ start: n, end: n + 1 }));
    expectSame([long(units - 2), small, long(units), long(units + 1), small, { ...small, sentences }, small], 0);
  });
});
