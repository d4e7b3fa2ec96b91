import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecord, readStrings, STRING_KEYS } from "../../src/pipeline/input.ts";
import { LineReader } from "../../src/text/reader/line-reader.ts";

const reader = new LineReader(STRING_KEYS);

/** Lines as the reader gives them: strings, or the line. */
function read(lines: string): (readonly (string | undefined)[] | string)[] {
  expect(reader.begin(Buffer.from(lines))).toBe(true);
  const found: (readonly (string | undefined)[] | string)[] = [];
  while (reader.next()) found.push(reader.isPlain ? reader.strings : reader.text);
  return found;
}

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom("国", "，", "a", '"', "\\", "/", "\n", "\r", "\t", "\b", "\f", "é", "\u0000", "\u2028", "😀"),
    maxLength: 60,
  }),
);
const record = fc.dictionary(fc.constantFrom(...STRING_KEYS), fc.oneof(text, text, fc.constant(null)), { noNullPrototype: true });
const spaces = fc.constantFrom("", "", " ", "\t", "\r", "  ");

/** One of the ways to write a record. */
const plainLine = fc.tuple(record, spaces, spaces, fc.nat(2)).map(([value, one, two, escapes]) => {
  const string = (given: string): string => escaped(JSON.stringify(given), escapes);
  const members = Object.entries(value).map(([key, item]) => `"${key}"${one}:${two}${item === null ? "null" : string(item as string)}`);
  return `{${two}${members.join(`${one},${two}`)}${one}}${two}`;
});

/** @param level what is escaped beside what must be: nothing, Chinese, everything that can be */
function escaped(json: string, level: number): string {
  const ascii = level === 0 ? json : json.replaceAll(/[^ -~]/gu, (point) => point.split("").map(numbered).join(""));
  return level === 2 ? ascii.replaceAll("/", "\\/") : ascii;
}

function numbered(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`;
}

/** What else may stand there. */
const piece = fc.constantFrom(
  ..."{}[],:\"'\\/ nu\t\r",
  ...["\\u", "\\ud83d", "\\ude00", "\\x", "\u0001", "null", '"id"', '"metadata":{}', '"text":', '""', "国", "\ufeff", "1"],
);
const damagedLine = fc
  .tuple(plainLine, fc.array(fc.tuple(fc.nat(60), fc.nat(3), piece), { minLength: 1, maxLength: 4 }))
  .map(([line, changes]) => {
    let result = line;
    for (const [at, cut, after] of changes) result = (result.slice(0, at) + after + result.slice(at + cut)).toWellFormed();
    return result;
  });

/** What `readRecord` makes of a line, but for what says where it came from. */
function expectSameRecord(strings: readonly (string | undefined)[], line: string): void {
  const { encodingHints, metadata, ...rest } = readRecord(JSON.parse(line), "x#3");
  expect(encodingHints).toStrictEqual({ declared: undefined });
  const expected = { ...rest, format: "html", encodingHints: undefined, metadata: { path: "x", record: 3, ...metadata } };
  expect(readStrings(strings, "x", 3, "html")).toStrictEqual(expected);
}

describe("lines of JSONL", () => {
  it("gives the strings of a record as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.array(plainLine, { maxLength: 5 }), fc.boolean(), (lines, isEnded) => {
        const found = read(lines.join("\n") + (isEnded && lines.length > 0 ? "\n" : ""));
        expect(found.length).toBe(lines.length);
        for (const [n, strings] of found.entries()) {
          expect(typeof strings).toBe("object");
          expectSameRecord(strings as string[], lines[n] as string);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes nothing for a record that is none, and nothing that needs a closer look", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(damagedLine, fc.string(), plainLine), { minLength: 1, maxLength: 4 }), (given) => {
        const lines = given.map((line) => line.toWellFormed().replaceAll("\n", " "));
        const found = read(`${lines.join("\n")}\n`);
        expect(found.length).toBe(lines.length);
        for (const [n, strings] of found.entries()) {
          if (typeof strings === "string") expect(strings).toBe(lines[n]);
          else expectSameRecord(strings, lines[n] as string);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    '{"text":"a","text":"b"}',
    '{"text":"\\ud83d"}',
    '{"text":"\\ude00\\ud83d"}',
    '{"text":1}',
    '{"text":"a"} x',
    '{"text":"a"',
    '{"te\\u0078t":"a"}',
    '{"unknown":"a"}',
    '{"text":"\u0009"}',
    '{"text":"a",}',
    " {}",
    "[]",
    "",
  ])("leaves %s to others", (line) => {
    expect(read(`${line}\n{"id":"next"}`)).toEqual([line, ["next", ...Array(STRING_KEYS.length - 1).fill(undefined)]]);
  });

  it("refuses what is no UTF-8, and what is too long", () => {
    expect(reader.begin(new Uint8Array([0x7b, 0xff]))).toBe(false);
    expect(reader.begin(new Uint8Array(2_000_000).fill(0x20))).toBe(false);
    expect(read("")).toEqual([]);
    const long = "国".repeat(300_000);
    expect(read(`{"text":"${long}"}`)).toEqual([[undefined, long, ...Array(STRING_KEYS.length - 2).fill(undefined)]]);
  });
});
