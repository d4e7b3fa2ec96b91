// The command line as users run it: throughput, two jobs beside one, start-up.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeCorpus } from "./corpus.ts";
import { CLI, type Cost, canPin, measureNode, measureNodeOften, median, printTable, ROOT, readSetting } from "./measure.ts";

const corpus = makeCorpus(readSetting("MB", 50));
const runs = readSetting("RUNS", 5);
const SKIP = ["--skip", "entities,quotes"];

/** One job, one job with all its threads on one core (or none), and two jobs, by turns: the machine drifts. */
async function measureJobs(args: readonly string[], stdin?: string): Promise<readonly [Cost[], Cost[], Cost[]]> {
  const measured: [Cost[], Cost[], Cost[]] = [[], [], []];
  const options = stdin === undefined ? {} : { stdin };
  for (let run = 0; run < runs; run++) {
    measured[0].push(await measureNode([CLI, ...args, "--jobs", "1", "--quiet"], options));
    if (canPin()) measured[1].push(await measureNode([CLI, ...args, "--jobs", "1", "--quiet"], { ...options, onOneCore: true }));
    measured[2].push(await measureNode([CLI, ...args, "--jobs", "2", "--quiet"], options));
  }
  return measured;
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
  const [one, pinned, two] = await measureJobs(args, stdin);
  const { cpu, peak } = median(one);
  const wall = median(one, "wall").wall;
  const pinnedWall = pinned.length > 0 ? median(pinned, "wall").wall : Number.NaN;
  const twoWall = median(two, "wall").wall;
  rows.push([
    name,
    size / 1e6 / cpu,
    size / 1e6 / wall,
    files / cpu,
    peak,
    size / 1e6 / twoWall,
    pinnedWall / twoWall,
    wall / twoWall,
    median(two).peak,
  ]);
}
printTable(
  `Whole command, start-up included: ${(bytes.jsonl / 1e6).toFixed(0)} MB JSONL (${counts.jsonl}), ${(bytes.html / 1e6).toFixed(0)} MB HTML (${counts.html}), ${(bytes.files / 1e6).toFixed(0)} MB small files (${counts.files}); medians of ${runs}`,
  [
    "input",
    "MB per CPU-s",
    "MB per s",
    "documents per CPU-s",
    "peak MB",
    "MB per s, 2 jobs",
    "2 jobs / 1 on one core",
    "2 jobs / 1",
    "peak MB, 2 jobs",
  ],
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
