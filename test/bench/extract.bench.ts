// The extract stage alone: MB of HTML per CPU-second over real pages (the evaluation's, from SORA_EVAL_DIR) or, without them, over generated
// ones, in one run with npm's main-text extractor; then hostile pages. Trafilatura is in `npm run bench -- peers`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Layers } from "../../src/pipeline/document.ts";
import type { AnyStageRun } from "../../src/pipeline/stage.ts";
import { makeCorpus } from "./corpus.ts";
import { importBuilt, measureHere, printTable, ROOT, readSetting } from "./measure.ts";
import { loadNpmPeers } from "./npm-peers.ts";

const { ChangeLog } = await importBuilt<typeof import("../../src/pipeline/changes.ts")>("pipeline/changes.js");
const { extract } = await importBuilt<typeof import("../../src/stages/extract/index.ts")>("stages/extract/index.js");
const { buildPage } = await importBuilt<typeof import("../../src/stages/extract/html/build.ts")>("stages/extract/html/build.js");

const SAMPLE_BYTES = 20e6;
/** The peer takes seconds per MB. */
const PEER_BYTES = 2e6;

interface Pages {
  readonly title: string;
  readonly html: readonly string[];
}

/** Decoded pages. */
function readPages(): Pages {
  const folder = join(process.env["SORA_EVAL_DIR"] ?? join(ROOT, "../shared/eval"), "html");
  if (!existsSync(join(folder, "gold.jsonl"))) return generatedPages();
  const html = readFileSync(join(folder, "gold.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { file: string; charset: string })
    .map(({ file, charset }) => new TextDecoder(charset).decode(gunzipSync(readFileSync(join(folder, file)))));
  return { title: "Real pages", html };
}

function generatedPages(): Pages {
  const { html: folder } = makeCorpus(readSetting("MB", 50));
  const html: string[] = [];
  let bytes = 0;
  for (const name of readdirSync(folder).sort()) {
    if (bytes >= SAMPLE_BYTES) break;
    const page = readFileSync(join(folder, name));
    if (!page.includes("utf-8")) continue;
    html.push(page.toString());
    bytes += page.length;
  }
  return { title: "Generated pages", html };
}

const sizeOf = (pages: readonly string[]): number => pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0) / 1e6;

const runs = readSetting("RUNS", 5);
const run = (await extract.create({ captions: false })) as unknown as (
  layers: Partial<Layers>,
  changes: unknown,
) => ReturnType<AnyStageRun>;
const work = (pages: readonly string[]): void => {
  for (const raw of pages) run({ raw, format: "html" }, new ChangeLog(false));
};
/** Each measured run goes over the pages several times: the collection of garbage before a run throws away compiled code, too. */
const PASSES = 5;
const speed = (pages: readonly string[], task: (pages: readonly string[]) => void, times: number, passes = PASSES): number =>
  (passes * sizeOf(pages)) /
  measureHere(times, () => {
    for (let pass = 0; pass < passes; pass++) task(pages);
  }).cpu;

const { title, html } = readPages();
const own = speed(html, work, runs);
const rows: (string | number)[][] = [
  ["extract", sizeOf(html), own],
  [
    "  of it the flat page",
    sizeOf(html),
    speed(
      html,
      (pages) => {
        for (const raw of pages) buildPage(raw);
      },
      runs,
    ),
  ],
];
const sample: string[] = [];
for (const page of html) if (sizeOf(sample) < PEER_BYTES / 1e6) sample.push(page);
const peer = (await loadNpmPeers()).find(({ name }) => name.startsWith("readability"));
if (peer === undefined) console.error("readability + jsdom are left out; npm run bench:peers installs them");
else {
  rows.push(["extract, the peer's sample", sizeOf(sample), speed(sample, work, runs)]);
  const peerWork = peer.work as (html: string) => unknown;
  rows.push([
    peer.name,
    sizeOf(sample),
    speed(
      sample,
      (pages) => {
        for (const page of pages) peerWork(page);
      },
      1,
      1,
    ),
  ]);
}
printTable(`${title}: ${html.length} pages, medians of ${runs}`, ["", "MB", "MB per CPU-s"], rows);

const TEXT = "清晨的码头刚刚醒来，渔船一艘接一艘地靠岸。";
const HOSTILE: readonly (readonly [name: string, page: () => string])[] = [
  ["10^6 nested tags", () => `<html><body>${"<div>".repeat(1e6)}${TEXT}`],
  ["an attribute of 100 MB", () => `<html><body><p title="${"x".repeat(1e8)}">${TEXT}</p>`],
  ["nothing closed, 10^6 tags", () => `<html><body>${"<p><li><td><tr><table><ul><div>文，".repeat(1e6 / 7)}`],
  ["10^5 links", () => `<html><body>${'<a href="/x">链接文字</a> '.repeat(1e5)}`],
  ["10^6 line breaks", () => `<html><body>${"a<br>".repeat(1e6)}`],
];
const hostile = HOSTILE.map(([name, make]) => {
  const page = make();
  const before = process.memoryUsage().rss;
  const cost = measureHere(1, () => work([page]));
  return [name, page.length / 1e6, cost.cpu, Math.max(0, process.memoryUsage().rss - before) / 1e6];
});
printTable("Hostile pages", ["", "million characters", "CPU-s", "more resident MB"], hostile);
