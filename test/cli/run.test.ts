// The runner: the same bytes however the work is cut, quiet pipes, configuration, files.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutputRecord } from "../../src/index.ts";
import { chunkLines } from "../../src/io/lines.ts";
import { parseLines, ROOT, runCli } from "../support/cli.ts";

let folder = "";
const at = (name: string): string => join(folder, name);
/** Enough for several batches: 900 records of about 1.5 kB, and 300 files. */
const sentence = (n: number): string => `第${n}封信在${n % 28}日寄到山脚下的邮局，老周说：“这封信走了${n}天。”`;
const jsonl = Array.from(
  { length: 900 },
  (_, n) => `${JSON.stringify({ id: `r${n}`, text: Array.from({ length: 18 }, (_, k) => sentence(n * 18 + k)).join("\n") })}\n`,
).join("");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sora-run-"));
  mkdirSync(at("many/b"), { recursive: true });
  for (let n = 0; n < 300; n++) writeFileSync(at(`many/${n % 2 ? "b/" : ""}${n}.txt`), `${sentence(n)}\n${sentence(n + 1)}\n`);
  writeFileSync(at("records.jsonl"), jsonl);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the same bytes", () => {
  it("whatever --jobs is", () => {
    const outputs = ["1", "2", "3"].map((jobs) => {
      const args = ["clean", "many", "records.jsonl", "-q", "--jobs", jobs, "--trace", "trace.jsonl", "--rejects", "rejects.jsonl"];
      const { stdout, exit } = runCli(args, { cwd: folder });
      expect(exit).toBe(0);
      return [stdout, readFileSync(at("trace.jsonl"), "utf8"), readFileSync(at("rejects.jsonl"), "utf8")];
    });
    expect(parseLines(outputs[0]?.[0] ?? "").length).toBe(1200);
    expect(outputs[1]).toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[0]);
  });

  it("from a file, from stdin and from the filter", () => {
    const bodies = [
      runCli(["clean", "records.jsonl", "-q"], { cwd: folder }),
      runCli(["clean", "-", "-q"], { cwd: folder, input: jsonl }),
      runCli(["filter", "-q"], { cwd: folder, input: jsonl }),
    ].map(({ stdout }) => parseLines<OutputRecord>(stdout).map(({ metadata, ...rest }) => rest));
    expect(bodies[0]?.length).toBe(900);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  it("however stdin is cut into pieces", async () => {
    const bytes = new TextEncoder().encode(jsonl);
    const cut = async (size: number): Promise<{ text: string; ids: number[] }> => {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
      let text = "";
      const ids: number[] = [];
      for await (const chunk of chunkLines(pieces)) {
        text += new TextDecoder().decode(chunk.bytes);
        ids.push(chunk.record, chunk.line);
        expect(chunk.record).toBe(chunk.line - 1);
      }
      return { text, ids };
    };
    for (const size of [4_999, 65_536, bytes.length]) expect((await cut(size)).text).toBe(jsonl);
  });
});

describe("files", () => {
  it("ids are paths, sorted", () => {
    const ids = parseLines<OutputRecord>(runCli(["clean", "./many", "-q"], { cwd: folder }).stdout).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids[0]).toBe("many/0.txt");
  });

  it("each file once, however it is named", () => {
    expect(parseLines(runCli(["clean", "many/2.txt", "./many/2.txt", "many/2.*", "-q"], { cwd: folder }).stdout).length).toBe(1);
  });

  it("compressed output holds the same bytes", () => {
    const plain = runCli(["clean", "many", "-q"], { cwd: folder }).stdout;
    runCli(["clean", "many", "-q", "-o", "out.jsonl.gz"], { cwd: folder });
    expect(gunzipSync(readFileSync(at("out.jsonl.gz"))).toString()).toBe(plain);
  });

  it("--stats counts what the summary says, and it adds up", () => {
    const { stderr } = runCli(["clean", "many", "nope.txt", "--stats", "stats.json"], { cwd: folder });
    const stats = JSON.parse(readFileSync(at("stats.json"), "utf8"));
    expect(stats).toMatchObject({
      inputs: 301,
      failed: 1,
      documents: { read: 301, written: 300, rejected: 1 },
      rejected: [{ reason: "read:missing", count: 1 }],
    });
    expect(stats.stages.map(({ stage, seen }: { stage: string; seen: number }) => [stage, seen])).toContainEqual(["quotes", 300]);
    expect(stderr).toContain("301 inputs, 1 failed; 301 documents in, 300 out, 1 rejected (1 read:missing)");
  });

  it("--emit writes one annotation a line", () => {
    const emit = (kind: string): { doc: string; n: number; text: string }[] =>
      parseLines(runCli(["clean", "many/2.txt", "-q", "--emit", kind], { cwd: folder }).stdout);
    const [record] = emit("documents") as unknown as OutputRecord[];
    const characters = [...(record?.text ?? "")];
    const expected = record?.sentences.map(({ start, end }, n) => ({
      doc: "many/2.txt",
      n,
      text: characters.slice(start, end).join(""),
      start,
      end,
    }));
    expect(emit("sentences")).toEqual(expected);
    expect(emit("quotes").length).toBe(record?.quotes.length);
    expect(emit("entities").length).toBe(record?.entities.length);
  });
});

describe("pipes", () => {
  it.each(["clean records.jsonl", "stages --json", "schema", "explain many/2.txt --json", "--help"])(
    "`%s | head -1` ends quietly with 0",
    (args) => {
      const script = `node ${join(ROOT, "bin/sora-corpus.js")} ${args} -j1 2>err; echo $? >exit`.replace(
        args.startsWith("clean") ? "§" : " -j1",
        "",
      );
      const { stdout } = spawnSync("bash", ["-c", `(${script}) | head -c 20`], { cwd: folder, encoding: "utf8" });
      expect(stdout.length).toBeGreaterThan(0);
      expect(readFileSync(at("exit"), "utf8").trim()).toBe("0");
      expect(readFileSync(at("err"), "utf8")).not.toMatch(/EPIPE|at .*\.js/u);
    },
  );

  it("writes all of a large output to a pipe", () => {
    const count = execFileSync("bash", ["-c", `node ${join(ROOT, "bin/sora-corpus.js")} clean records.jsonl -q | wc -l`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(Number(count)).toBe(900);
  });
});

describe("configuration: defaults < file < environment < flags", () => {
  const text = '{"id":"a","text":"他說，用 Mac 寫信。"}\n';
  const stages = (args: readonly string[], env: Record<string, string> = {}): string =>
    parseLines<OutputRecord>(runCli(["filter", "-q", ...args], { cwd: at("configured"), input: text, env }).stdout)[0]?.text ?? "";

  beforeAll(() => {
    mkdirSync(at("configured"));
    writeFileSync(at("configured/sora-corpus.config.yaml"), "stages: [convert, normalize]\noptions:\n  normalize:\n    spacing: keep\n");
  });

  it("each layer overrides the one before", () => {
    expect(stages([])).toBe("他说，用 Mac 写信。");
    expect(stages([], { SORA_CORPUS_SET: "normalize.spacing=tight" })).toBe("他说，用Mac写信。");
    expect(stages(["--set", "normalize.spacing=keep"], { SORA_CORPUS_SET: "normalize.spacing=tight" })).toBe("他说，用 Mac 写信。");
    expect(stages(["--stages", "normalize"], { SORA_CORPUS_STAGES: "convert" })).toBe("他說，用 Mac 寫信。");
  });

  it.each([
    ["sora-corpus.config.json", '{"stagse": []}', "unknown key 'stagse'; did you mean 'stages'?"],
    ["package.json", '{"sora-corpus": {"jobs": "many"}}', "jobs: must be a whole number, 0 or more"],
    [
      "sora-corpus.config.js",
      'module.exports = { options: { convert: { form: "t" } } };',
      "stage 'convert' has no option 'form'; did you mean 'from'?",
    ],
  ])("%s with a mistake", (name, content, message) => {
    const place = mkdtempSync(join(folder, "config-"));
    writeFileSync(join(place, name), content);
    const ended = runCli(["filter"], { cwd: place, input: text });
    expect([ended.exit, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toContain(message);
  });
});
