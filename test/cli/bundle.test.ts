// The bundle runs with prepared tables and V8's code cache; without either it gives the same.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.ts";

const folder = mkdtempSync(join(tmpdir(), "sora-bundle-"));
const INPUTS = ["fixtures", "seeds", folder];
const BIN = "bin/sora-corpus.js";

function clean(...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args, "clean", ...INPUTS, "--jobs", "1", "--quiet"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

beforeAll(() => {
  const samples = [
    ["这座城市的图书馆里，有一位老人每天来读报，从不说话。", "gb18030"],
    ["這座城市的圖書館裡，有一位老人每天來讀報，從不說話。", "big5"],
    ["彼は毎日図書館で新聞を読んでいる。", "shift_jis"],
    ["그는 매일 도서관에서 신문을 읽는다.", "euc-kr"],
    ["Он каждый день читает газету в библиотеке.", "koi8-r"],
    ["Elle lit le journal à la bibliothèque, où il fait très chaud l'été.", "windows-1252"],
  ] as const;
  for (const [text, encoding] of samples) writeFileSync(join(folder, `${encoding}.txt`), iconv.encode(text, encoding));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("bundle", () => {
  it("was built with both for this Node", () => {
    const own = readdirSync(join(ROOT, "dist/bundle")).filter((name) => name.startsWith(`${process.versions.v8}-${process.arch}.`));
    expect(own.sort()).toEqual([`${process.versions.v8}-${process.arch}.cache`, `${process.versions.v8}-${process.arch}.tables`]);
  });

  it("gives what the modules give that make their own tables, and what it gives when V8 refuses the cache", () => {
    const whole = clean(BIN);
    expect(clean("test/bench/unbundled.mjs")).toBe(whole);
    expect(clean("--stack-trace-limit=20", BIN)).toBe(whole);
  });
});
