// npm run profile [-- filter|clean ARGUMENT…] [--mb N] [--top N]: a CPU profile of the command line at one job, summed by stage and by
// function. `filter` gets the corpus's JSONL; HTML and FILES stand for its folders (`npm run profile -- clean HTML`).
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCorpus } from "./corpus.ts";
import { printTable } from "./measure.ts";

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds between samples. */
  readonly timeDeltas: readonly number[];
}

const DIST = "/dist/";
/** The command line in separate modules, so that functions can be told apart by stage. */
const UNBUNDLED = join(import.meta.dirname, "unbundled.mjs");

const { numbers, rest } = splitArguments(process.argv.slice(2));
const corpus = makeCorpus(numbers["--mb"] ?? 50);
const top = numbers["--top"] ?? 25;
const FOLDERS: Readonly<Record<string, string>> = { HTML: corpus.html, FILES: corpus.files };
const command = rest.length > 0 ? rest.map((word) => FOLDERS[word] ?? word) : ["filter"];
const profile = record(command);
report(profile);

/** `--mb` and `--top` are ours, the rest is the command line's. */
function splitArguments(given: readonly string[]): { numbers: Record<string, number>; rest: string[] } {
  const numbers: Record<string, number> = {};
  const rest: string[] = [];
  for (let i = 0; i < given.length; i++) {
    const word = given[i] as string;
    if (word === "--mb" || word === "--top") numbers[word] = Number(given[++i]);
    else rest.push(word);
  }
  return { numbers, rest };
}

function record(args: readonly string[]): Profile {
  const folder = mkdtempSync(join(tmpdir(), "sora-profile-"));
  const input = openSync(corpus.jsonl, "r");
  try {
    const flags = ["--cpu-prof", `--cpu-prof-dir=${folder}`, UNBUNDLED, ...args, "--jobs", "1", "--quiet"];
    const { status } = spawnSync(process.execPath, flags, { stdio: [input, "ignore", "inherit"] });
    if (status !== 0) throw new Error(`${args.join(" ")}: exit ${status}`);
    const [name] = readdirSync(folder);
    return JSON.parse(readFileSync(join(folder, name ?? ""), "utf8")) as Profile;
  } finally {
    closeSync(input);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Self time in milliseconds by node. */
function selfTimes({ samples, timeDeltas }: Profile): Map<number, number> {
  const times = new Map<number, number>();
  for (const [index, id] of samples.entries()) times.set(id, (times.get(id) ?? 0) + (timeDeltas[index] ?? 0) / 1e3);
  return times;
}

/** `stages/repair` → `repair`, `pipeline/run.js` → `core`; null for code without a file of ours (builtins belong to their caller). */
function bucketOf({ callFrame: { url, functionName } }: ProfileNode): string | null {
  if (functionName === "(garbage collector)") return "garbage collector";
  if (functionName === "(idle)") return "waiting for input and output";
  const at = url.indexOf(DIST);
  if (at < 0) return url.includes("/node_modules/") ? (url.split("/node_modules/").at(-1)?.split("/")[0] ?? null) : null;
  const [folder, name] = url.slice(at + DIST.length).split("/");
  return folder === "stages" ? (name ?? "stages") : `core: ${folder}`;
}

function report(measured: Profile): void {
  const times = selfTimes(measured);
  const parents = new Map(measured.nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)));
  const nodes = new Map(measured.nodes.map((node) => [node.id, node]));
  const buckets = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (const [id, time] of times) {
    let at: number | undefined = id;
    let bucket: string | null = null;
    while (at !== undefined && bucket === null) {
      bucket = bucketOf(nodes.get(at) as ProfileNode);
      at = parents.get(at);
    }
    const { functionName, url, lineNumber } = (nodes.get(id) as ProfileNode).callFrame;
    const place = url === "" ? "" : ` (${url.split(DIST).at(-1)?.split("/node_modules/").at(-1)}:${lineNumber + 1})`;
    add(buckets, bucket ?? "Node itself", time);
    add(functions, `${functionName || "(anonymous)"}${place} [${bucket ?? "Node itself"}]`, time);
    total += time;
  }
  const rows = (map: Map<string, number>, count: number): (string | number)[][] =>
    [...map]
      .sort((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([name, time]) => [name, time, `${((100 * time) / total).toFixed(1)} %`]);
  printTable(`${command.join(" ")}: by stage`, ["stage", "ms", "share"], rows(buckets, 40));
  printTable(`${command.join(" ")}: by function, self time`, ["function", "ms", "share"], rows(functions, top));
}

function add(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}
