// Shards put one behind another are the whole; folders of parts survive and go on.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeInputs } from "../../src/io/shards.ts";
import { FEED, gzipMembers, page, record, sentence, toLines, warcRecord } from "../support/archives.ts";
import { runCli } from "../support/cli.ts";

let folder = "";
const run = (...args: string[]) =>
  runCli(["clean", "in", "-q", "--stages", "decode,extract,boilerplate,sentences", ...args], { cwd: folder });
const at = (name: string): string => join(folder, name);

/** About 2,500 documents in mixed formats; the JSONL file is large enough to be shared among shards. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sora-parts-"));
  mkdirSync(at("in/small"), { recursive: true });
  for (let n = 0; n < 120; n++) writeFileSync(at(`in/small/${n}.${n % 3 ? "txt" : "html"}`), n % 3 ? sentence(n) : page(n));
  const large = Array.from({ length: 2200 }, (_, n) => ({
    id: `l${n}`,
    text: Array.from({ length: 8 }, (_, k) => sentence(n + k)).join("\n"),
  }));
  writeFileSync(at("in/large.jsonl"), toLines(large));
  writeFileSync(at("in/packed.jsonl.gz"), gzipMembers([toLines([1, 2, 3].map(record)), toLines([4, 5].map(record))]));
  writeFileSync(at("in/pages.warc.gz"), gzipMembers([1, 2, 3, 4].map((n) => warcRecord(`https://example.org/${n}`, Buffer.from(page(n))))));
  writeFileSync(at("in/feed.xml"), FEED);
  writeFileSync(at("in/void.txt"), "");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("--shard", () => {
  it.each([2, 7])("%i shards one behind another are the whole, byte for byte", (count) => {
    const whole = run("--jobs", "2");
    expect(whole.exit).toBe(0);
    expect(whole.stdout.split("\n").length).toBeGreaterThan(2300);
    const shards = Array.from({ length: count }, (_, index) => run("--shard", `${index}/${count}`, "--jobs", "1").stdout);
    expect(shards.filter((part) => part !== "").length).toBeGreaterThan(1);
    expect(shards.join("") === whole.stdout).toBe(true);
  });

  it("every byte belongs to one shard", () => {
    const paths = readdirSync(at("in/small")).map((name) => at(`in/small/${name}`));
    for (const count of [1, 3, 50]) {
      const owners = paths.map(() => 0);
      for (let index = 0; index < count; index++) {
        for (const [place, { share }] of placeInputs(paths, { index, count }).entries())
          if (share.fromByte <= 0 && share.toByte > 0) owners[place] = (owners[place] ?? 0) + 1;
      }
      expect(owners.every((times) => times === 1)).toBe(true);
    }
  });

  it.each([
    [["--shard", "2/2"], "--shard: '2/2' is not I/N with I from 0 to N-1"],
    [["--shard", "one"], "--shard: 'one' is not I/N with I from 0 to N-1"],
    [["--shard", "0/2", "--shards", "3"], "--shard 0/2 and --shards 3 do not agree"],
    [["--resume"], "--resume needs -o FOLDER/"],
    [["--shards", "3"], "--shards needs -o FOLDER/, or --shard I/N"],
  ])("%j is refused", (args, message) => {
    expect(run(...args)).toEqual({ stdout: "", stderr: `sora-corpus: ${message}\n`, exit: 2 });
  });
});

describe("a folder of parts", () => {
  const parts = (name: string): string[] => readdirSync(at(name)).filter((file) => file.endsWith(".jsonl.gz"));
  const joined = (name: string): string =>
    parts(name)
      .map((file) => gunzipSync(readFileSync(at(`${name}/${file}`))).toString())
      .join("");

  it("holds the whole, and says how each part was made", () => {
    expect(run("-o", "out/", "--shards", "4").exit).toBe(0);
    expect(joined("out") === run().stdout).toBe(true);
    expect(parts("out")).toEqual([0, 1, 2, 3].map((n) => `part-0000${n}-of-00004.jsonl.gz`));
    const records = [0, 1, 2, 3].map((n) => JSON.parse(readFileSync(at(`out/part-0000${n}-of-00004.done.json`), "utf8")));
    expect(records.flatMap(({ inputs }) => inputs.map(({ path }: { path: string }) => path))).toEqual(
      expect.arrayContaining(["in/feed.xml", "in/packed.jsonl.gz", "in/pages.warc.gz", "in/small/0.html"]),
    );
    expect(records.every(({ config, output }) => config === records[0].config && output.sha256.length === 64)).toBe(true);
  });

  it("is not written over, and not mixed with another configuration", () => {
    expect(run("-o", "out/", "--shards", "4")).toMatchObject({ exit: 2, stdout: "" });
    expect(run("-o", "out/", "--shards", "4", "--resume", "--emit", "sentences").stderr).toContain("holds parts of another configuration");
    expect(run("-o", "out/", "--shards", "5", "--resume").exit).toBe(2);
  });

  it("--resume does what is missing and leaves what is done", () => {
    const before = new Map(readdirSync(at("out")).map((file) => [file, readFileSync(at(`out/${file}`)).toString("hex")]));
    rmSync(at("out/part-00001-of-00004.done.json"));
    rmSync(at("out/part-00002-of-00004.jsonl.gz"));
    writeFileSync(at("out/part-00001-of-00004.jsonl.gz.tmp-1"), "half");
    expect(run("-o", "out/", "--shards", "4", "--resume").exit).toBe(0);
    expect(new Map(readdirSync(at("out")).map((file) => [file, readFileSync(at(`out/${file}`)).toString("hex")]))).toEqual(before);
  });

  it.each([
    ["Slurm", { SLURM_ARRAY_TASK_ID: "3", SLURM_ARRAY_TASK_MIN: "1", SLURM_ARRAY_TASK_COUNT: "4" }, []],
    ["Kubernetes", { JOB_COMPLETION_INDEX: "2" }, ["--shards", "4"]],
  ])("a task of %s does its own part", (name, env, args) => {
    const place = `tasks-${name}`;
    const ended = runCli(["clean", "in", "-q", "-o", `${place}/`, ...args], { cwd: folder, env });
    expect([ended.exit, parts(place)]).toEqual([0, ["part-00002-of-00004.jsonl.gz"]]);
  });

  it("lists what could not be read, and says so at the end", () => {
    const ended = runCli(["clean", "in/small/1.txt", "in/none.txt", "-o", "failed/", "--shards", "2"], { cwd: folder });
    expect(ended.exit).toBe(1);
    expect(readFileSync(at("failed/part-00000-of-00002.rejects.jsonl"), "utf8")).toContain('"reason":"read:missing"');
    expect(existsSync(at("failed/part-00001-of-00002.done.json"))).toBe(true);
    expect(runCli(["clean", "in/small/1.txt", "in/none.txt", "-o", "failed/", "--shards", "2", "--resume"], { cwd: folder }).exit).toBe(1);
  });
});
