// The entities stage alone, MB of UTF-8 per CPU-second, beside the tagger of @node-rs/jieba where that is installed in
// test/bench/node_modules; and what its tables cost to load.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { importBuilt, measureHere, printTable, ROOT, readSetting } from "./measure.ts";

const { entities } = await importBuilt<typeof import("../../src/stages/entities/index.ts")>("stages/entities/index.js");
const { entitiesDeclaration } =
  await importBuilt<typeof import("../../src/stages/entities/declaration.ts")>("stages/entities/declaration.js");
const { defaultOptions } = await importBuilt<typeof import("../../src/pipeline/stage.ts")>("pipeline/stage.js");
const { ChangeLog } = await importBuilt<typeof import("../../src/pipeline/changes.ts")>("pipeline/changes.js");

const MEGABYTES = 2e6;
const LINES_PER_DOCUMENT = 20;
const runs = readSetting("RUNS", 5);
const train = process.env["SORA_TRAIN_DIR"] ?? join(ROOT, "../shared/train");

const options = defaultOptions(entitiesDeclaration);
const loads = [1, 2, 3, 4, 5].map(() => {
  const started = process.cpuUsage();
  entities.create(options);
  const used = process.cpuUsage(started);
  return (used.user + used.system) / 1e3;
});
const run = await entities.create(options);
const tag = await loadJieba();

/** The tagger of @node-rs/jieba; null when it is not installed. */
async function loadJieba(): Promise<((text: string) => unknown[]) | null> {
  try {
    const require = createRequire(join(ROOT, "test/bench/package.json"));
    const { Jieba } = require("@node-rs/jieba") as { Jieba: { withDict(dict: Uint8Array): { tag(text: string): unknown[] } } };
    const { dict } = require("@node-rs/jieba/dict.js") as { dict: Uint8Array };
    const jieba = Jieba.withDict(dict);
    return (text) => jieba.tag(text);
  } catch {
    return null;
  }
}

function toDocuments(lines: readonly string[]): string[] {
  const documents: string[] = [];
  let size = 0;
  for (let at = 0; size < MEGABYTES; at = (at + LINES_PER_DOCUMENT) % Math.max(1, lines.length)) {
    const text = lines.slice(at, at + LINES_PER_DOCUMENT).join("\n");
    documents.push(text);
    size += Buffer.byteLength(text);
  }
  return documents;
}

function measure(name: string, lines: readonly string[]): (string | number)[] {
  const documents = toDocuments(lines);
  const megabytes = documents.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  let found = 0;
  const own = measureHere(runs, () => {
    found = 0;
    for (const text of documents) {
      const result = run({ text }, new ChangeLog(false));
      if (result.kind === "keep") found += result.layers.entities?.length ?? 0;
    }
  });
  const jieba = tag === null ? "not installed" : megabytes / measureHere(runs, () => documents.forEach((text) => void tag(text))).cpu;
  return [name, megabytes / own.cpu, found / megabytes, jieba];
}

const readLines = (text: string): string[] => text.split("\n").filter((line) => line !== "");
const table = readLines(readFileSync(new URL("../stages/entities.cases.jsonl", import.meta.url), "utf8")).map(
  (line) => (JSON.parse(line) as { input: string }).input,
);
const rows = [measure("sentences of the test table", table)];
for (const name of ["zh-Hans.news", "zh-Hans.encyc-bysa", "zh-Hans.prose"]) {
  const path = join(train, "text", `${name}.txt.gz`);
  if (existsSync(path)) rows.push(measure(name, readLines(gunzipSync(readFileSync(path)).toString("utf8"))));
}
printTable(
  `Entities stage alone, medians of ${runs}`,
  ["text", "MB per CPU-s", "entities per MB", "@node-rs/jieba tags, MB per CPU-s"],
  rows,
);
printTable(
  "Tables of the entities stage",
  ["table", "kB on disk", "both loaded, ms of CPU (first, median)"],
  ["entities.bin", "entities-lexicon.bin"].map((name, i) => [
    name,
    statSync(join(ROOT, "src/data", name)).size / 1e3,
    i === 0 ? `${loads[0]?.toFixed(0)}, ${[...loads].sort((one, two) => one - two)[2]?.toFixed(0)}` : "",
  ]),
);
