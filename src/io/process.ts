import { readFileSync } from "node:fs";
import type { EncodingHints, Format } from "../pipeline/document.ts";
import { type DocumentInput, RecordError, readRecord } from "../pipeline/input.ts";
import { createPlan, type Plan, phaseOf } from "../pipeline/plan.ts";
import { EMPTY_METADATA, emitLines, emptyRecord, type OutputRecord } from "../pipeline/record.ts";
import { type Outcome, runPlan } from "../pipeline/run.ts";
import { STAGES } from "../stages/index.ts";
import type { Batch, BatchResult, Failure, RunSettings } from "./batches.ts";
import { describeReadError } from "./inputs.ts";
import { isBlankLine } from "./lines.ts";
import { isFeed, readFeed } from "./readers/feed.ts";
import { isJsonLines } from "./sniff.ts";
import { countOutcome, countReject, emptyStats, type RunStats } from "./stats.ts";

export type BatchProcessor = (batch: Batch) => BatchResult;

/** Loads the stages; the result turns batches into bytes. One for each worker. */
export async function createBatchProcessor(settings: RunSettings): Promise<BatchProcessor> {
  const plan = await createPlan(STAGES, settings.plan);
  return (batch) => {
    const run = new BatchRun(plan, settings);
    run.process(batch);
    return run.result();
  };
}

/** Reasons that people read of, in words. */
const REASONS: Readonly<Record<string, string>> = { "decode:binary": "holds no text" };

/** One batch on its way. */
class BatchRun {
  readonly #plan: Plan;
  readonly #settings: RunSettings;
  readonly #records: string[] = [];
  readonly #rejects: string[] = [];
  readonly #trace: string[] = [];
  readonly #failures: Failure[] = [];
  readonly #stats: RunStats = emptyStats();
  #bytes = 0;

  constructor(plan: Plan, settings: RunSettings) {
    this.#plan = plan;
    this.#settings = settings;
  }

  process(batch: Batch): void {
    if (batch.kind === "files") for (const path of batch.paths) this.#processFile(path);
    else if (batch.kind === "failed")
      for (const { path, message } of batch.failures) this.#reject(path, { path }, batch.reason, message, null, "failure");
    else if (batch.kind === "lines") this.#processLines(batch.path, batch.bytes, batch.record, batch.line);
    else this.#processBytes({ id: batch.id, bytes: batch.bytes, metadata: { path: batch.path, record: batch.record } }, batch.encoding);
  }

  result(): BatchResult {
    return {
      records: encodeLines(this.#records),
      rejects: encodeLines(this.#rejects),
      trace: encodeLines(this.#trace),
      failures: this.#failures,
      stats: this.#stats,
      bytes: this.#bytes,
    };
  }

  #processFile(path: string): void {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      this.#reject(path, { path }, "read:unreadable", describeReadError(error), null, "failure");
      return;
    }
    const { from } = this.#settings;
    if (from === "jsonl" || (from === "auto" && isJsonLines(path, bytes))) this.#processLines(path, bytes, 0, 1);
    else this.#processBytes({ id: path, bytes, metadata: { path } }, null);
  }

  #processBytes(document: DocumentInput & { readonly bytes: Uint8Array }, detected: string | null): void {
    const path = document.metadata?.path ?? document.id;
    this.#bytes += document.bytes.length;
    if (document.bytes.length === 0) {
      this.#reject(document.id, { path, bytes: 0 }, "read:empty", "empty file", null, "remark");
      return;
    }
    const { encoding, encodingHint, from } = this.#settings;
    const encodingHints: EncodingHints = { forced: encoding ?? detected ?? undefined, declared: encodingHint ?? undefined };
    if (from === "feed" || (from === "auto" && mayBeFeed(document.bytes))) {
      if (this.#processFeed(document, encodingHints)) return;
    }
    const reason = this.#run({ ...document, encodingHints, format: formatOf(from, path) });
    if (reason !== null) this.#remark(path, null, `${REASONS[reason] ?? "rejected"} (${reason})`, "failure");
  }

  /** One record an item; false when the file turns out to be no feed. */
  #processFeed(document: DocumentInput & { readonly bytes: Uint8Array }, encodingHints: EncodingHints): boolean {
    const decode = this.#plan.filter(({ declaration }) => phaseOf(declaration) === 0);
    const decoded = runPlan(decode, { id: document.id, bytes: document.bytes, encodingHints }, false);
    if (decoded.reason !== null || !isFeed(decoded.record.text)) return false;
    const { encoding, encoding_confidence } = decoded.record.metadata;
    const path = document.metadata?.path ?? document.id;
    for (const [record, { html, ...item }] of readFeed(decoded.record.text).entries()) {
      this.#run({ id: `${path}#${record}`, html, bibliography: item, metadata: { path, record, encoding, encoding_confidence } });
    }
    return true;
  }

  #processLines(path: string, bytes: Uint8Array, firstRecord: number, firstLine: number): void {
    this.#bytes += bytes.length;
    let record = firstRecord;
    let line = firstLine;
    let start = 0;
    while (start < bytes.length) {
      const end = bytes.indexOf(0x0a, start);
      const lineEnd = end < 0 ? bytes.length : end;
      if (!isBlankLine(bytes, start, lineEnd)) {
        this.#processLine(path, decodeLine(bytes.subarray(start, lineEnd)), record, line);
        record++;
      }
      if (end < 0) break;
      start = end + 1;
      line++;
    }
  }

  #processLine(path: string, text: string, record: number, line: number): void {
    const fallbackId = `${path}#${record}`;
    let document: DocumentInput;
    try {
      document = readRecord(JSON.parse(text), fallbackId);
    } catch (error) {
      if (!(error instanceof RecordError || error instanceof SyntaxError)) throw error;
      const message = error instanceof RecordError ? error.message : "not a JSON object";
      this.#reject(fallbackId, { path, record }, "read:bad-record", message, line, "failure");
      return;
    }
    const { encoding, encodingHint, from } = this.#settings;
    const place = path === "-" ? { record } : { path, record };
    this.#run({
      ...document,
      metadata: { ...place, ...document.metadata },
      format: contentFormat(from),
      encodingHints: { forced: encoding ?? undefined, declared: encodingHint ?? document.encodingHints?.declared },
    });
  }

  /** Gives the reason of a reject, or null. */
  #run(document: DocumentInput): string | null {
    const { record, reason, reports } = this.#runGuarded(document);
    for (const { stage, notes, edits } of reports) {
      for (const note of notes) this.#remark(document.id, null, `${stage}: ${note}`, "remark");
      for (const edit of edits) this.#trace.push(JSON.stringify(edit));
    }
    if (reason === null) for (const line of emitLines(record, this.#settings.emit)) this.#records.push(JSON.stringify(line));
    else this.#writeReject(record, reason);
    return reason;
  }

  /** A bug in a stage must name the document that shows it. */
  #runGuarded(document: DocumentInput): Outcome {
    try {
      const outcome = runPlan(this.#plan, document, this.#settings.trace);
      countOutcome(this.#stats, outcome);
      return outcome;
    } catch (error) {
      throw new Error(`document ${document.id}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  /** An input or a line that never became a document. */
  #reject(
    id: string,
    metadata: Partial<OutputRecord["metadata"]>,
    reason: string,
    message: string,
    line: number | null,
    level: Failure["level"],
  ): void {
    this.#stats.documents.read += 1;
    countReject(this.#stats, reason);
    this.#writeReject({ ...emptyRecord(id), metadata: { ...EMPTY_METADATA, ...metadata } }, reason);
    this.#remark(metadata.path ?? id, line, message, level);
  }

  #writeReject(record: OutputRecord, reason: string): void {
    if (this.#settings.rejects) this.#rejects.push(JSON.stringify({ ...record, reason }));
  }

  #remark(path: string, line: number | null, message: string, level: Failure["level"]): void {
    this.#failures.push({ path, line, message, level });
  }
}

const BYTE_ORDER_MARK = 0xfeff;

function decodeLine(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

const FORMATS_BY_NAME: Readonly<Record<string, Format>> = {
  html: "html",
  htm: "html",
  xhtml: "html",
  shtml: "html",
  md: "markdown",
  markdown: "markdown",
};

const PACKED = /\.(?:gz|zst)$/iu;

/** What a file holds, by `--from` or its name; undefined = to be sniffed. */
function formatOf(from: RunSettings["from"], path: string): Format | undefined {
  const name = path.replace(PACKED, "");
  return contentFormat(from) ?? FORMATS_BY_NAME[name.slice(name.lastIndexOf(".") + 1).toLowerCase()];
}

/** The format that `--from` names, where it names one of documents rather than of containers. */
function contentFormat(from: RunSettings["from"]): Format | undefined {
  return from === "text" || from === "html" || from === "markdown" ? from : undefined;
}

/** Bytes at the head of a file in which the root of a feed is looked for. */
const FEED_HEAD_BYTES = 2_048;
const FEED_ROOTS = ["<rss", "<feed", "<rdf:RDF"];

function mayBeFeed(bytes: Uint8Array): boolean {
  if (bytes.indexOf(0x3c) < 0) return false;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, FEED_HEAD_BYTES)).toString("latin1");
  return FEED_ROOTS.some((root) => head.includes(root));
}

function encodeLines(lines: readonly string[]): Uint8Array {
  if (lines.length === 0) return new Uint8Array(0);
  const buffer = Buffer.from(`${lines.join("\n")}\n`);
  // A copy of its own where Buffer took a piece of its pool: the bytes are transferred between threads.
  return buffer.byteLength === buffer.buffer.byteLength ? buffer : new Uint8Array(buffer);
}
