import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentInput } from "../../src/pipeline/input.ts";
import type { Corpus } from "./corpus.ts";

/** The first `bytes` bytes of a part of the corpus, as documents for the pipeline. */
export function readDocuments(corpus: Corpus, part: "jsonl" | "html" | "files", bytes: number): DocumentInput[] {
  return part === "jsonl" ? readJsonl(corpus.jsonl, bytes) : readFolder(corpus[part], bytes);
}

function readJsonl(path: string, bytes: number): DocumentInput[] {
  const content = readFileSync(path);
  const end = content.indexOf(0x0a, Math.min(bytes, content.length - 2));
  return content
    .subarray(0, end)
    .toString("utf8")
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; text: string; title: string })
    .map(({ id, text, title }) => ({ id, text, bibliography: { title } }));
}

function readFolder(folder: string, bytes: number): DocumentInput[] {
  const documents: DocumentInput[] = [];
  let size = 0;
  for (const name of readdirSync(folder).sort()) {
    if (size >= bytes) break;
    const content = readFileSync(join(folder, name));
    documents.push({ id: name, bytes: content });
    size += content.length;
  }
  return documents;
}
