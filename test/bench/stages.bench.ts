// Every stage alone, on exactly what it gets in the whole pipeline: its inputs are kept from one run, then it runs over all of them.
import type { Layers } from "../../src/pipeline/document.ts";
import type { DocumentInput } from "../../src/pipeline/input.ts";
import type { Plan } from "../../src/pipeline/plan.ts";
import type { AnyStageRun } from "../../src/pipeline/stage.ts";
import { makeCorpus } from "./corpus.ts";
import { readDocuments } from "./documents.ts";
import { importBuilt, measureHere, printTable, readSetting } from "./measure.ts";

const { createPlan } = await importBuilt<typeof import("../../src/pipeline/plan.ts")>("pipeline/plan.js");
const { runPlan } = await importBuilt<typeof import("../../src/pipeline/run.ts")>("pipeline/run.js");
const { ChangeLog } = await importBuilt<typeof import("../../src/pipeline/changes.ts")>("pipeline/changes.js");
const { STAGES } = await importBuilt<typeof import("../../src/stages/index.ts")>("stages/index.js");

const PARTS = [
  { part: "jsonl", title: "JSONL records", bytes: 6e6 },
  { part: "html", title: "HTML pages (70 % UTF-8, 25 % GB18030, 5 % Big5)", bytes: 10e6 },
  { part: "files", title: "Small text files (72 % UTF-8, 25 % GB18030, 3 % Big5)", bytes: 3e6 },
] as const;

type Captured = Partial<Layers>;

/** Plan whose stages keep the layers that they are given. */
function capturing(plan: Plan, kept: Map<string, Captured[]>): Plan {
  return plan.map((planned) => ({
    ...planned,
    run: (layers, changes) => {
      kept.get(planned.declaration.name)?.push({ ...(layers as Captured) });
      return planned.run(layers, changes);
    },
  }));
}

/** Bytes of UTF-8 of the text that a stage works on (of the file, for `decode`). */
function sizeOf(layers: Captured, needs: readonly string[]): number {
  if (needs.includes("bytes")) return layers.bytes?.length ?? 0;
  if (needs.includes("raw")) return Buffer.byteLength(layers.raw ?? "");
  if (needs.includes("blocks")) return (layers.blocks ?? []).reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
  return Buffer.byteLength(layers.text ?? "");
}

function totalOf(documents: readonly DocumentInput[]): number {
  return documents.reduce((sum, { bytes, text }) => sum + (bytes?.length ?? Buffer.byteLength(text ?? "")), 0);
}

const corpus = makeCorpus(readSetting("MB", 50));
const runs = readSetting("RUNS", 5);
const plan = await createPlan(STAGES, {});

for (const { part, title, bytes } of PARTS) {
  const documents = readDocuments(corpus, part, bytes);
  const kept = new Map(plan.map(({ declaration }) => [declaration.name, [] as Captured[]]));
  const tapped = capturing(plan, kept);
  for (const document of documents) runPlan(tapped, document, false);
  const total = totalOf(documents);
  const rows: (string | number)[][] = [];
  let sum = 0;
  for (const { declaration, run } of plan) {
    const inputs = kept.get(declaration.name) ?? [];
    if (inputs.length === 0) continue;
    const size = inputs.reduce((bytesSoFar, layers) => bytesSoFar + sizeOf(layers, declaration.needs), 0);
    const cost = measureHere(runs, () => {
      for (const layers of inputs) (run as (layers: Captured, changes: unknown) => ReturnType<AnyStageRun>)(layers, new ChangeLog(false));
    });
    sum += cost.cpu;
    rows.push([declaration.name, size / 1e6, size / 1e6 / cost.cpu, (cost.cpu * 1e9) / size, (cost.cpu * 1e9) / total]);
  }
  const whole = measureHere(runs, () => {
    for (const document of documents) JSON.stringify(runPlan(plan, document, false).record);
  });
  rows.push(["records and JSON", total / 1e6, total / 1e6 / (whole.cpu - sum), "", ((whole.cpu - sum) * 1e9) / total]);
  rows.push(["whole, in memory", total / 1e6, total / 1e6 / whole.cpu, "", (whole.cpu * 1e9) / total]);
  printTable(
    `${title}: ${documents.length} documents, medians of ${runs}`,
    ["stage", "MB in", "MB per CPU-s", "ns per byte in", "ns per byte of the whole"],
    rows,
  );
}
