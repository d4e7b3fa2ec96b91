// The quotes stage alone, MB of UTF-8 per CPU-second: on the sentences of the test table, and on the prose, news, encyclopaedia
// and technical files of the training folder where it is there.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Layers } from "../../src/pipeline/document.ts";
import { importBuilt, measureHere, printTable, ROOT, readSetting } from "./measure.ts";

const { annotateQuotes } = await importBuilt<typeof import("../../src/stages/quotes/annotate.ts")>("stages/quotes/annotate.js");

const MEGABYTES = 4e6;
const LINES_PER_DOCUMENT = 40;
const runs = readSetting("RUNS", 5);
const train = process.env["SORA_TRAIN_DIR"] ?? join(ROOT, "../shared/train");

/** Documents of some dozens of paragraphs, repeated up to 4 MB. */
function toDocuments(lines: readonly string[]): Pick<Layers, "text" | "paragraphs">[] {
  const documents: Pick<Layers, "text" | "paragraphs">[] = [];
  let size = 0;
  for (let at = 0; size < MEGABYTES; at = (at + LINES_PER_DOCUMENT) % Math.max(1, lines.length)) {
    const part = lines.slice(at, at + LINES_PER_DOCUMENT);
    let start = 0;
    const paragraphs = part.map((line) => {
      const paragraph = { start, end: start + line.length, role: "body" as const };
      start += line.length + 1;
      return paragraph;
    });
    const text = part.join("\n");
    documents.push({ text, paragraphs });
    size += Buffer.byteLength(text);
  }
  return documents;
}

function measure(name: string, lines: readonly string[]): (string | number)[] {
  const documents = toDocuments(lines);
  const bytes = documents.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  let found = 0;
  const cost = measureHere(runs, () => {
    found = 0;
    for (const { text, paragraphs } of documents) found += annotateQuotes(text, paragraphs, []).length;
  });
  return [name, bytes / 1e6 / cost.cpu, (found / bytes) * 1e6];
}

const table = readFileSync(new URL("../stages/quotes.cases.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => (JSON.parse(line) as { input: string }).input)
  .flatMap((input) => input.split("\n"));
const rows = [measure("sentences of the test table", table)];
for (const name of ["zh-Hans.news", "zh-Hans.prose", "zh-Hans.encyc-bysa", "zh-Hans.docs"]) {
  const path = join(train, "text", `${name}.txt.gz`);
  if (existsSync(path))
    rows.push(
      measure(
        name,
        gunzipSync(readFileSync(path))
          .toString("utf8")
          .split("\n")
          .filter((line) => line !== ""),
      ),
    );
}
printTable(`Quotes stage alone, medians of ${runs}`, ["text", "MB per CPU-s", "quotes per MB"], rows);
