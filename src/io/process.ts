import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { EncodingHints, Format } from "../pipeline/document.ts";
import { type DocumentInput, RecordError, readRecord, readStrings, STREAM, STRING_KEYS } from "../pipeline/input.ts";
import { createPlan, type Plan, phaseOf } from "../pipeline/plan.ts";
import { EMPTY_METADATA, emitLines, emptyRecord, type OutputRecord } from "../pipeline/record.ts";
import type { StageReport } from "../pipeline/report.ts";
import { type Outcome, runPlan, runPlanOnAll } from "../pipeline/run.ts";
import { STAGES } from "../stages/index.ts";
import { LineReader } from "../text/reader/line-reader.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Batch, BatchResult, Failure, InputDigest, RunSettings } from "./batches.ts";
import { describeReadError } from "./inputs.ts";
import { LineBuffer, MOST_BYTES_PER_UNIT } from "./line-buffer.ts";
import { isFeed, readFeed } from "./readers/feed.ts";
import { UNREAD } from "./small-files.ts";
import { isJsonLines } from "./sniff.ts";
import { giveBuffer } from "./spare-buffers.ts";
import { DocumentCounter } from "./stats.ts";

/** Takes the batch over: where its bytes lay, something else stands afterwards. */
export type BatchProcessor = (batch: Batch) => BatchResult;

/** Loads the stages; the result turns batches into bytes, and keeps the buffer of the batch for other bytes. One for each worker. */
export async function createBatchProcessor(settings: RunSettings): Promise<BatchProcessor> {
  const plan = await createPlan(STAGES, settings.plan);
  let growth = FIRST_GROWTH;
  return (batch) => {
    const run = new BatchRun(plan, settings, batch.kind === "failed" ? 0 : Math.ceil(batch.bytes.length * growth));
    run.process(batch);
    if (batch.kind !== "failed") giveBuffer(batch.bytes);
    const result = run.result();
    if (result.bytes > 0) growth = (MARGIN * result.records.length) / result.bytes;
    return result;
  };
}

/** Bytes of the records for each byte of input: those of a batch are as many as those of the one before, more or less. */
const FIRST_GROWTH = 1.5;
const MARGIN = 1.1;

/** Documents go through the stages together, about so many bytes of them: more is not faster and takes memory. */
const GROUP_BYTES = 131_072;

/** Reasons that people read of, in words. */
const REASONS: Readonly<Record<string, string>> = {
  "decode:binary": "holds no text",
  "extract:too-large": "has too many elements for 4 GB of memory",
  "write:too-large": "gives a record of more than 512 MB",
};

/** One batch on its way. */
class BatchRun {
  readonly #plan: Plan;
  readonly #settings: RunSettings;
  readonly #records: LineBuffer;
  readonly #rejects = new LineBuffer();
  readonly #trace = new LineBuffer();
  readonly #failures: Failure[] = [];
  readonly #counter = new DocumentCounter();
  readonly #inputs: InputDigest[] = [];
  /** Documents that wait for others to go with, and for each the file that fails when it is rejected; null for one record of many. */
  #waiting: DocumentInput[] = [];
  #failing: (string | null)[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  constructor(plan: Plan, settings: RunSettings, expectedBytes: number) {
    this.#records = new LineBuffer(expectedBytes);
    this.#plan = plan;
    this.#settings = settings;
  }

  process(batch: Batch): void {
    if (batch.kind === "files") this.#processFiles(batch);
    else if (batch.kind === "failed")
      for (const { path, message } of batch.failures) this.#reject(path, { path }, batch.reason, message, null, "failure");
    else if (batch.kind === "lines") this.#processLines(batch.path, batch.bytes, batch.record, batch.line);
    else this.#processBytes({ id: batch.id, bytes: batch.bytes, metadata: { path: batch.path, record: batch.record } }, batch.encoding);
    this.#runWaiting();
  }

  result(): BatchResult {
    return {
      records: this.#records.take(),
      rejects: this.#rejects.take(),
      trace: this.#trace.take(),
      failures: this.#failures,
      stats: this.#counter.stats,
      inputs: this.#inputs,
      bytes: this.#bytes,
    };
  }

  #processFiles({ paths, sizes, bytes }: Extract<Batch, { readonly kind: "files" }>): void {
    let at = 0;
    for (const [n, path] of paths.entries()) {
      const size = sizes[n] ?? UNREAD;
      const content = size === UNREAD ? this.#readFile(path) : bytes.subarray(at, at + size);
      if (content !== null) this.#processFile(path, content);
      if (size !== UNREAD) at += size;
    }
  }

  #readFile(path: string): Uint8Array | null {
    try {
      return readFileSync(path);
    } catch (error) {
      this.#reject(path, { path }, "read:unreadable", describeReadError(error), null, "failure");
      return null;
    }
  }

  #processFile(path: string, bytes: Uint8Array): void {
    const { from, digests } = this.#settings;
    if (digests) this.#inputs.push({ path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
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
    this.#run({ ...document, encodingHints, format: formatOf(from, path) }, path);
  }

  /** One record an item; false when the file turns out to be no feed. */
  #processFeed(document: DocumentInput & { readonly bytes: Uint8Array }, encodingHints: EncodingHints): boolean {
    const decode = this.#plan.filter(({ declaration }) => phaseOf(declaration) === 0);
    const decoded = runPlan(decode, { id: document.id, bytes: document.bytes, encodingHints }, false);
    if (decoded.reason !== null || !isFeed(decoded.record.text)) return false;
    const { encoding, encoding_confidence } = decoded.record.metadata;
    const path = document.metadata?.path ?? document.id;
    for (const [record, { html, ...item }] of readFeed(decoded.record.text).entries()) {
      this.#run({ id: `${path}#${record}`, html, bibliography: item, metadata: { path, record, encoding, encoding_confidence } }, null);
    }
    return true;
  }

  #processLines(path: string, bytes: Uint8Array, firstRecord: number, firstLine: number): void {
    this.#bytes += bytes.length;
    lineReader ??= new LineReader(STRING_KEYS);
    if (lineReader.begin(bytes)) this.#readLines(path, lineReader, firstRecord, firstLine);
    else this.#readText(path, decodeUtf8(bytes), firstRecord, firstLine);
  }

  #readLines(path: string, lines: LineReader, firstRecord: number, firstLine: number): void {
    const format = contentFormat(this.#settings.from);
    let record = firstRecord;
    for (let line = firstLine; lines.next(); line++) {
      if (lines.isPlain) this.#run(readStrings(lines.strings, path, record++, format), null);
      else if (this.#processLine(path, lines.text, record, line)) record++;
    }
  }

  #readText(path: string, text: string, firstRecord: number, firstLine: number): void {
    let record = firstRecord;
    let start = 0;
    for (let line = firstLine; start < text.length; line++) {
      const found = text.indexOf("\n", start);
      const end = found < 0 ? text.length : found;
      if (this.#processLine(path, text.slice(start, end), record, line)) record++;
      start = end + 1;
    }
  }

  /** False where the line is blank, and counts for no record. */
  #processLine(path: string, content: string, record: number, line: number): boolean {
    if (isBlankText(content)) return false;
    const fallbackId = `${path}#${record}`;
    const text = content.charCodeAt(0) === BYTE_ORDER_MARK ? content.slice(1) : content;
    let document: DocumentInput | null = null;
    try {
      document = readRecord(JSON.parse(text), fallbackId);
    } catch (error) {
      if (!(error instanceof RecordError || error instanceof SyntaxError)) throw error;
      const message = error instanceof RecordError ? error.message : "not a JSON object";
      this.#reject(fallbackId, { path, record }, "read:bad-record", message, line, "failure");
    }
    if (document !== null) this.#runRecord(path, document, record);
    return true;
  }

  #runRecord(path: string, document: DocumentInput, record: number): void {
    const { encoding, encodingHint, from } = this.#settings;
    const metadata = path === STREAM ? document.metadata : { path, record, ...document.metadata };
    const encodingHints = { forced: encoding ?? undefined, declared: encodingHint ?? document.encodingHints?.declared };
    const { id, bytes, html, bibliography, annotations, script, stats } = document;
    const format = contentFormat(from);
    this.#run({ id, bytes, html, text: document.text, format, encodingHints, bibliography, annotations, script, metadata, stats }, null);
  }

  /** Runs a document, or lets it wait for others. */
  #run(document: DocumentInput, failing: string | null): void {
    const { bytes, html, text } = document;
    this.#waiting.push(document);
    this.#failing.push(failing);
    this.#waitingBytes += bytes?.length ?? (html ?? text ?? "").length * MOST_BYTES_PER_UNIT;
    if (this.#waitingBytes >= GROUP_BYTES) this.#runWaiting();
  }

  #runWaiting(): void {
    const documents = this.#waiting;
    const failing = this.#failing;
    if (documents.length === 0) return;
    this.#waiting = [];
    this.#failing = [];
    this.#waitingBytes = 0;
    const outcomes = runPlanOnAll(this.#plan, documents, this.#settings.trace);
    for (let n = 0; n < outcomes.length; n++)
      this.#write(outcomes[n] as Outcome, documents[n] as DocumentInput, failing[n] as string | null);
  }

  #write(outcome: Outcome, document: DocumentInput, failing: string | null): void {
    const { record, reason, reports } = outcome;
    if (reason === null && !this.#addRecord(record)) {
      this.#write({ record: emptyRecord(record.id), reason: "write:too-large", reports }, document, failing ?? document.id);
      return;
    }
    for (let n = 0; n < reports.length; n++) {
      const report = reports[n] as StageReport;
      this.#counter.addReport(n, report);
      if (report.notes.length > 0 || report.edits.length > 0) this.#tell(document.id, report);
    }
    if (reason === null) this.#counter.addWritten(record.stats);
    else this.#writeOff(record, reason, failing);
  }

  /** Of a document that is rejected; `failing` as for those that wait. */
  #writeOff(record: OutputRecord, reason: string, failing: string | null): void {
    this.#counter.addRejected(reason);
    this.#writeReject(record, reason);
    if (failing !== null) this.#remark(failing, null, `${REASONS[reason] ?? "rejected"} (${reason})`, "failure");
  }

  /** What a stage has to say of a document. */
  #tell(id: string, { stage, notes, edits }: StageReport): void {
    for (const note of notes) this.#remark(id, null, `${stage}: ${note}`, "remark");
    for (const edit of edits) this.#trace.add(JSON.stringify(edit));
  }

  /** False where the record is too large for a line. */
  #addRecord(record: OutputRecord): boolean {
    if (this.#settings.emit === "documents") return this.#records.addRecord(record);
    for (const line of emitLines(record, this.#settings.emit)) this.#records.add(JSON.stringify(line));
    return true;
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
    this.#runWaiting(); // those before it
    this.#counter.addRejected(reason);
    this.#writeReject({ ...emptyRecord(id), metadata: { ...EMPTY_METADATA, ...metadata } }, reason);
    this.#remark(metadata.path ?? id, line, message, level);
  }

  #writeReject(record: OutputRecord, reason: string): void {
    if (this.#settings.rejects) this.#rejects.add(JSON.stringify({ ...record, reason }));
  }

  #remark(path: string, line: number | null, message: string, level: Failure["level"]): void {
    this.#failures.push({ path, line, message, level });
  }
}

/** The one of this thread, made for the first lines. */
let lineReader: LineReader | null = null;

const BYTE_ORDER_MARK = 0xfeff;
const SPACE = 0x20;

/** As `isBlankLine` has it: nothing but ASCII white space and control characters. */
function isBlankText(line: string): boolean {
  for (let i = 0; i < line.length; i++) if (line.charCodeAt(i) > SPACE) return false;
  return true;
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
const LESS_THAN = 0x3c;
/** Of a buffer: that of an array of bytes looks at each of them by itself. */
const { includes } = Buffer.prototype;

function mayBeFeed(bytes: Uint8Array): boolean {
  if (!includes.call(bytes, LESS_THAN)) return false;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, FEED_HEAD_BYTES)).toString("latin1");
  return FEED_ROOTS.some((root) => head.includes(root));
}
