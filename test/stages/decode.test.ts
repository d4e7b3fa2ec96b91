import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeBytes } from "../../src/stages/decode/decode.ts";
import { resolveEncodingLabel } from "../../src/stages/decode/labels.ts";

interface Case {
  readonly label: string;
  readonly comment: string;
  /** Bytes: hex. */
  readonly input: string;
  readonly expect: string | null;
  readonly encoding?: string;
  readonly options?: { readonly forced?: string; readonly declared?: string };
}

const cases = readFileSync(new URL("decode.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

describe("decode", () => {
  for (const { label, input, expect: expected, encoding, options } of cases) {
    it(label, () => {
      const decoded = decodeBytes(Buffer.from(input, "hex"), options);
      expect(decoded?.text ?? null).toBe(expected);
      if (encoding !== undefined) expect(decoded?.encoding.name).toBe(encoding);
      if (decoded) expect(decoded.text.isWellFormed()).toBe(true);
    });
  }
});

describe("resolveEncodingLabel", () => {
  it.each([
    ["UTF8", "utf-8"],
    ["gbk", "gbk"],
    ["cp936", "gbk"],
    ["EUC-CN", "gb2312"],
    ["Big5-HKSCS", "big5-hkscs"],
    ["utf-32", "utf-32le"],
    ["Shift_JIS", "shift_jis"],
    ["latin1", "windows-1252"],
    ["utf-8+gbk", "utf-8+gbk"],
    ["gbk8", null],
    ["", null],
  ])("%s is %s", (label, name) => {
    expect(resolveEncodingLabel(label)).toBe(name);
  });
});
