// The command line as users run it: throughput, two jobs beside one, start-up.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeCorpus } from "./corpus.ts";
import { CLI, type Cost, measureNodeOften, printTable, ROOT, readSetting } from "./measure.ts";

const corpus = makeCorpus(readSetting("MB", 50));
const runs = readSetting("RUNS", 5);
const SKIP = ["--skip", "entities,quotes"];

async function measureCli(args: readonly string[], stdin?: string): Promise<Cost> {
  return measureNodeOften(runs, [CLI, ...args, "--quiet"], stdin === undefined ? {} : { stdin });
}

const rows: (string | number)[][] = [];
const { bytes, counts } = corpus;
for (const [name, args, size, files, stdin] of [
  ["JSONL, --skip entities,quotes", ["filter", ...SKIP], bytes.jsonl, counts.jsonl, corpus.jsonl],
  ["JSONL, all stages", ["filter"], bytes.jsonl, counts.jsonl, corpus.jsonl],
  ["HTML, --skip entities,quotes", ["clean", corpus.html, ...SKIP], bytes.html, counts.html, undefined],
  ["HTML, all stages", ["clean", corpus.html], bytes.html, counts.html, undefined],
  ["small files, --skip entities,quotes", ["clean", corpus.files, ...SKIP], bytes.files, counts.files, undefined],
  ["small files, all stages", ["clean", corpus.files], bytes.files, counts.files, undefined],
] as const) {
  const one = await measureCli([...args, "--jobs", "1"], stdin);
  const two = await measureCli([...args, "--jobs", "2"], stdin);
  rows.push([
    name,
    size / 1e6 / one.cpu,
    size / 1e6 / one.wall,
    files / one.cpu,
    one.peak,
    size / 1e6 / two.wall,
    one.wall / two.wall,
    two.peak,
  ]);
}
printTable(
  `Whole command, start-up included: ${(bytes.jsonl / 1e6).toFixed(0)} MB JSONL (${counts.jsonl}), ${(bytes.html / 1e6).toFixed(0)} MB HTML (${counts.html}), ${(bytes.files / 1e6).toFixed(0)} MB small files (${counts.files}); medians of ${runs}`,
  ["input", "MB per CPU-s", "MB per s", "documents per CPU-s", "peak MB", "MB per s, 2 jobs", "2 jobs / 1", "peak MB, 2 jobs"],
  rows,
);

/** A real page saved as text: the first seed. */
const seeds = join(ROOT, "seeds");
const document = join(seeds, readdirSync(seeds).sort()[0] as string);
const often = Math.max(runs, 9);
const node = await measureNodeOften(often, ["-e", "0"]);
const starts: (string | number)[][] = [["node -e 0", node.cpu * 1e3, 0, node.wall * 1e3]];
for (const [name, args] of [
  ["--version", ["--version"]],
  ["--help", ["--help"]],
  [`clean, one file of ${statSync(document).size} bytes, --skip entities,quotes`, ["clean", document, ...SKIP, "--quiet"]],
  ["clean, the same, all stages", ["clean", document, "--quiet"]],
] as const) {
  const cost = await measureNodeOften(often, [CLI, ...args]);
  starts.push([name, cost.cpu * 1e3, (cost.cpu - node.cpu) * 1e3, cost.wall * 1e3]);
}
printTable(`Start-up, medians of ${often}`, ["command", "CPU ms", "over Node", "wall ms"], starts);
