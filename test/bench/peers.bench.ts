// The same documents through each stage, through npm's and Python's tools for the same step, and through whole chains of them.
// All in memory, loaded and warmed up beforehand; CPU time. `npm run bench:peers` installs what is compared with.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Layers } from "../../src/pipeline/document.ts";
import type { AnyStageRun } from "../../src/pipeline/stage.ts";
import { makeCorpus } from "./corpus.ts";
import { readDocuments } from "./documents.ts";
import { importBuilt, measureHere, printTable, readSetting } from "./measure.ts";
import { loadNpmPeers } from "./npm-peers.ts";

const { createPlan } = await importBuilt<typeof import("../../src/pipeline/plan.ts")>("pipeline/plan.js");
const { splitBlocks } = await importBuilt<typeof import("../../src/pipeline/state.ts")>("pipeline/state.js");
const { ChangeLog } = await importBuilt<typeof import("../../src/pipeline/changes.ts")>("pipeline/changes.js");
const { STAGES } = await importBuilt<typeof import("../../src/stages/index.ts")>("stages/index.js");
const { createBatchProcessor } = await importBuilt<typeof import("../../src/io/process.ts")>("io/process.js");

const TEXT_BYTES = 1_000_000;
const PAGE_BYTES = 4_000_000;
const corpus = makeCorpus(readSetting("MB", 50));
const runs = Math.min(3, readSetting("RUNS", 5));

const pagePaths: string[] = [];
const pages: Buffer[] = [];
let pageBytes = 0;
for (const name of readdirSync(corpus.html).sort()) {
  if (pageBytes >= PAGE_BYTES) break;
  pagePaths.push(join(corpus.html, name));
  pages.push(readFileSync(join(corpus.html, name)));
  pageBytes += pages.at(-1)?.length ?? 0;
}
const plan = await createPlan(STAGES, {});
const run = (name: string): ((layers: Partial<Layers>) => unknown) => {
  const found = plan.find(({ declaration }) => declaration.name === name)?.run as unknown as (
    layers: Partial<Layers>,
    changes: unknown,
  ) => ReturnType<AnyStageRun>;
  return (layers) => found(layers, new ChangeLog(false));
};
const decode = run("decode");
const html = pages.map((bytes) => (decode({ bytes }) as { layers: { raw: string } }).layers.raw);
const texts = readDocuments(corpus, "jsonl", TEXT_BYTES).map(({ text }) => text ?? "");
const sizes = {
  bytes: pageBytes,
  html: html.reduce((sum, page) => sum + Buffer.byteLength(page), 0),
  text: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
};
const inputs = { bytes: pages, html, text: texts };
/** Python's side, when its virtual environment is there. */
function runPython(): Map<string, number> {
  const python = join(import.meta.dirname, ".venv/bin/python");
  if (!existsSync(python)) {
    console.error("Python peers are left out; npm run bench:peers installs them");
    return new Map();
  }
  const manifest = JSON.stringify({ runs, pages: pagePaths, html, texts });
  const { stdout, status, stderr } = spawnSync(python, [join(import.meta.dirname, "peers.py")], { input: manifest, maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`peers.py: ${stderr}`);
  const times = JSON.parse(stdout.toString()) as Record<string, number[]>;
  return new Map(
    Object.entries(times).map(([name, list]) => [name, [...list].sort((a, b) => a - b)[(list.length - 1) >> 1] ?? Number.NaN]),
  );
}

const bibliography = { title: null, authors: [], published: null, url: null, source: null, editors: [], tags: [] };
const blockLayers = texts.map((text) => ({ blocks: splitBlocks(text, undefined), bibliography }));
const textLayers = texts.map((text) => {
  let start = 0;
  const paragraphs = splitBlocks(text, undefined).map((block) => {
    const paragraph = { start, end: start + block.text.length, role: block.role };
    start = paragraph.end + 1;
    return paragraph;
  });
  return { text, paragraphs };
});
const OWN: readonly [stage: string, takes: keyof typeof sizes, layers: readonly Partial<Layers>[], peers: readonly string[]][] = [
  ["decode", "bytes", pages.map((bytes) => ({ bytes })), ["jschardet + iconv-lite", "charset-normalizer"]],
  ["extract", "html", html.map((raw) => ({ raw, format: "html" as const })), ["readability + jsdom", "trafilatura"]],
  ["repair", "text", blockLayers, ["ftfy"]],
  ["convert", "text", blockLayers, ["opencc-js", "OpenCC"]],
  ["sentences", "text", textLayers, ["Intl.Segmenter", "pySBD"]],
  ["entities", "text", textLayers, ["@node-rs/jieba tags", "jieba tags"]],
];
/** CPU seconds of our own stages and of the whole, measured before any other package is loaded into this process. */
const ownTimes = new Map<string, number>();
for (const [stage, , layers] of OWN) {
  const work = run(stage);
  const own = measureHere(Math.max(runs, 5), () => {
    for (const one of layers) work(one);
  });
  ownTimes.set(stage, own.cpu);
}
/** CPU seconds of the whole, as the command line does it: a batch of files becomes lines of JSON. */
async function measureBatch(skip: readonly string[]): Promise<number> {
  const process = await createBatchProcessor({
    plan: { skip },
    from: "auto",
    column: null,
    encoding: null,
    encodingHint: null,
    emit: "documents",
    rejects: false,
    trace: false,
    digests: false,
  });
  const bytes = Buffer.concat(pages);
  const sizes = pages.map((page) => page.length);
  return measureHere(Math.max(runs, 5), () => process({ kind: "files", paths: pagePaths, sizes, bytes: Buffer.from(bytes) })).cpu; // it takes them over
}
const whole = await measureBatch([]);
const cleaning = await measureBatch(["entities", "quotes"]);

const npmPeers = await loadNpmPeers();

/** CPU seconds by name. */
const npmTimes = new Map<string, number>();
for (const { name, takes, work } of npmPeers) {
  const cost = measureHere(runs, () => {
    for (const input of inputs[takes]) (work as (input: unknown) => unknown)(input);
  });
  npmTimes.set(name, cost.cpu);
}
const pythonTimes = runPython();

const rows: (string | number)[][] = [];
for (const [stage, takes, , peers] of OWN) for (const peer of peers) addRow(stage, ownTimes.get(stage) ?? Number.NaN, peer, sizes[takes]);
for (const peer of ["npm chain", "chain, jieba tags", "chain, jieba cut"]) addRow("all stages, pages → JSONL", whole, peer, sizes.bytes);
for (const peer of ["chain, jieba cut", "chain, no jieba"]) addRow("without entities and quotes", cleaning, peer, sizes.bytes);

function addRow(own: string, ownSeconds: number, peer: string, size: number): void {
  const seconds = npmTimes.get(peer) ?? pythonTimes.get(peer);
  const language = npmTimes.has(peer) ? "" : " (Python)";
  if (seconds === undefined) rows.push([own, size / 1e6 / ownSeconds, peer, "not installed", ""]);
  else rows.push([own, size / 1e6 / ownSeconds, peer + language, size / 1e6 / seconds, `${(seconds / ownSeconds).toFixed(1)} ×`]);
}

printTable(
  `Peers on the same documents: ${pages.length} pages (${(sizes.bytes / 1e6).toFixed(2)} MB), ${texts.length} texts (${(sizes.text / 1e6).toFixed(2)} MB); medians of ${runs}`,
  ["sora-corpus", "MB per CPU-s", "peer", "peer's MB per CPU-s", "ratio"],
  rows,
);
console.log(`
The npm chain is jschardet + iconv-lite → readability + jsdom → opencc-js → Intl.Segmenter → jieba tags; the Python chain is
charset-normalizer → ftfy → trafilatura → OpenCC → pySBD → jieba. They do less: no boilerplate lines, metadata, norms, speakers or JSON.`);
