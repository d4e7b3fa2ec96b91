// Bad input: one line that names the file, a place in --rejects, an exit code that says so, and the rest goes on.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RejectRecord } from "../../src/index.ts";
import { parseLines, runCli } from "../support/cli.ts";

const GOOD = "山脚下的邮局每天早上七点开门，下午五点关门，星期天不开。\n";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sora-cli-"));
  mkdirSync(join(folder, "in"));
  writeFileSync(join(folder, "in/good.txt"), GOOD);
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const clean = (...args: string[]): ReturnType<typeof runCli> => runCli(["clean", ...args], { cwd: folder });
const rejects = (): RejectRecord[] => parseLines(readFileSync(at("rejects.jsonl"), "utf8"));

/** Runs `clean` over the good file and a bad one. */
function cleanWith(bad: string): { ended: ReturnType<typeof runCli>; rejected: RejectRecord[] } {
  const ended = clean("in/good.txt", bad, "--rejects", "rejects.jsonl", "--quiet");
  return { ended, rejected: rejects() };
}

describe("clean", () => {
  it("a file that does not exist", () => {
    const { ended, rejected } = cleanWith("in/goood.txt");
    expect(ended.stderr).toBe("sora-corpus: in/goood.txt: no such file or folder; did you mean 'in/good.txt'?\n");
    expect([ended.exit, parseLines(ended.stdout).length]).toEqual([1, 1]);
    expect(rejected.map(({ id, reason }) => [id, reason])).toEqual([["in/goood.txt", "read:missing"]]);
  });

  it("nothing of what was named exists: nothing is written", () => {
    const ended = clean("inn/", "-o", "out.jsonl");
    expect(ended).toEqual({ stdout: "", stderr: "sora-corpus: inn/: no such file or folder; did you mean 'in/'?\n", exit: 2 });
    expect(readdirSync(folder)).not.toContain("out.jsonl");
  });

  it("a folder without files, a glob without matches", () => {
    mkdirSync(at("empty"), { recursive: true });
    expect(clean("empty")).toMatchObject({ exit: 2, stderr: "sora-corpus: empty: folder without files\n" });
    expect(clean("in/*.html")).toMatchObject({ exit: 2, stderr: "sora-corpus: in/*.html: no file matches\n" });
  });

  it("a file that cannot be read", () => {
    // Root may read everything but the memory of a process from its first byte.
    const isRoot = process.getuid?.() === 0;
    const path = isRoot ? "/proc/self/mem" : "secret.txt";
    if (!isRoot) writeFileSync(at(path), GOOD, { mode: 0 });
    const { ended, rejected } = cleanWith(path);
    expect(ended).toMatchObject({
      exit: 1,
      stderr: `sora-corpus: ${path}: ${isRoot ? "the device cannot be read" : "permission denied"}\n`,
    });
    expect(parseLines(ended.stdout).length).toBe(1);
    expect(rejected.map(({ id, reason }) => [id, reason])).toEqual([[path, "read:unreadable"]]);
  });

  it("an empty file: a remark, a reject, no failure", () => {
    writeFileSync(at("void.txt"), "");
    const ended = clean("in/good.txt", "void.txt", "--rejects", "rejects.jsonl");
    expect(ended.stderr).toContain("sora-corpus: void.txt: empty file\n");
    expect([ended.exit, parseLines(ended.stdout).length]).toEqual([0, 1]);
    expect(rejects().map(({ id, reason }) => [id, reason])).toEqual([["void.txt", "read:empty"]]);
  });

  it("a binary file", () => {
    const png = Uint8Array.from(
      { length: 3000 },
      (_, index) => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13][index] ?? (index * index * 7919) % 256,
    );
    writeFileSync(at("image.png"), png);
    const { ended, rejected } = cleanWith("image.png");
    expect(ended.stderr).toBe("sora-corpus: image.png: holds no text (decode:binary)\n");
    expect([ended.exit, parseLines(ended.stdout).length]).toEqual([1, 1]);
    expect(rejected.map(({ id, reason }) => [id, reason])).toEqual([["image.png", "decode:binary"]]);
  });

  it("a broken line of JSONL", () => {
    writeFileSync(at("part.jsonl"), `{"id":"a","text":"一"}\n{"id":"b","te\n\n[1]\n{"id":"c","text":7}\n{"id":"d","text":"二"}`);
    const { ended, rejected } = cleanWith("part.jsonl");
    expect(ended.stderr.split("\n").filter(Boolean)).toEqual([
      "sora-corpus: part.jsonl:2: not a JSON object",
      "sora-corpus: part.jsonl:4: not a JSON object",
      'sora-corpus: part.jsonl:5: "text" must be a string',
    ]);
    expect([ended.exit, parseLines<{ id: string }>(ended.stdout).map(({ id }) => id)]).toEqual([1, ["in/good.txt", "a", "d"]]);
    expect(rejected.map(({ id, reason }) => [id, reason])).toEqual([1, 2, 3].map((n) => [`part.jsonl#${n}`, "read:bad-record"]));
  });

  it.each([["in/good.txt"], ["./in/../in/good.txt"]])("an output that is an input (%s)", (output) => {
    expect(clean("in", "-o", output)).toMatchObject({
      exit: 2,
      stderr: `sora-corpus: ${output}: is an input too; write to another file\n`,
    });
    expect(readFileSync(at("in/good.txt"), "utf8")).toBe(GOOD);
  });

  it("an output that cannot be written", () => {
    const ended = clean("in", "-o", "no/such/folder/out.jsonl");
    expect(ended.exit).toBe(1);
    expect(ended.stderr).toContain("out.jsonl: cannot write; no such file");
  });

  it("leaves no temporary file behind", () => {
    expect(clean("in", "-o", "out.jsonl.gz", "--trace", "trace.jsonl", "--stats", "stats.json").exit).toBe(0);
    expect(readdirSync(folder).filter((name) => name.includes(".tmp"))).toEqual([]);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["out.jsonl.gz", "trace.jsonl", "stats.json"]));
  });
});

describe("wrong usage", () => {
  it.each([
    [["clean", "in", "--encoding", "gbk8"], "unknown encoding 'gbk8'; did you mean 'gbk'?"],
    [["clean", "in", "--stages", "repar"], "unknown stage 'repar'; did you mean 'repair'?"],
    [["clean", "in", "--set", "normalize.spaceing=keep"], "stage 'normalize' has no option 'spaceing'; did you mean 'spacing'?"],
    [["clean", "in", "--set", "normalize.spacing=lose"], "normalize.spacing: must be one of tight, keep"],
    [["clean", "in", "--set", "spacing"], "--set: 'spacing' is not STAGE.OPTION=VALUE"],
    [["clean", "in", "--jobs", "two"], "--jobs: must be a whole number, 0 or more"],
    [
      ["clean", "in", "--emit", "sentence"],
      "--emit: 'sentence' is not one of documents, sentences, entities, quotes; did you mean 'sentences'?",
    ],
    [["clean", "in", "--config", "nope.json"], "nope.json: no such file"],
  ])("%j", (args, message) => {
    expect(runCli(args, { cwd: folder })).toEqual({ stdout: "", stderr: `sora-corpus: ${message}\n`, exit: 2 });
  });

  it.each([
    [["claen", "in"], "clean"],
    [["clean", "in", "--stage", "repair"], "--stages"],
  ])("%j suggests %s", (args, suggestion) => {
    const ended = runCli(args, { cwd: folder });
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toContain("sora-corpus: unknown");
    expect(ended.stderr).toContain(`Did you mean ${suggestion}`);
  });
});

describe("filter", () => {
  const lines = '{"id":"a","text":"一"}\nnot json\n{"id":"b","text":"二"}\n';

  it("goes on after a bad line and exits with 1, or 0 within --max-errors", () => {
    const strict = runCli(["filter", "--stages", "repair", "-q"], { input: lines });
    expect([strict.exit, strict.stderr, parseLines(strict.stdout).length]).toEqual([1, "sora-corpus: -:2: not a JSON object\n", 2]);
    expect(runCli(["filter", "--stages", "repair", "--max-errors", "1"], { input: lines }).exit).toBe(0);
  });

  it("drops a record that lacks a field, which is no error", () => {
    const ended = runCli(["filter", "--stages", "repair", "--rejects", at("rejects.jsonl")], {
      input: '{"id":"a"}\n{"id":"b","text":"二"}\n',
    });
    expect([ended.exit, parseLines<{ id: string }>(ended.stdout).map(({ id }) => id)]).toEqual([0, ["b"]]);
    expect(rejects().map(({ id, reason }) => [id, reason])).toEqual([["a", "repair:needs-text"]]);
  });

  it("gives nothing for nothing", () => {
    expect(runCli(["filter", "-q"], { input: "" })).toEqual({ stdout: "", stderr: "", exit: 0 });
  });
});
