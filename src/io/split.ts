import { closeSync, openSync, readSync, statSync } from "node:fs";
import { createPlan } from "../pipeline/plan.ts";
import { runPlan } from "../pipeline/run.ts";
import { STAGES } from "../stages/index.ts";
import type { Batch, RunSettings } from "./batches.ts";
import { chunkLines } from "./lines.ts";
import { HEAD_BYTES, isJsonLines } from "./sniff.ts";

/** Small files that go to a worker together: bytes in all, and files. */
const GROUP_BYTES = 524_288;
const GROUP_FILES = 256;
/** A larger file is looked at before it is handed out: it may be a container. */
const LARGE_BYTES = 1_048_576;
/** A larger plain-text file is cut at line breaks into records (DESIGN.md §2), of about this many bytes each. */
const HUGE_BYTES = 67_108_864;
const PIECE_BYTES = 4_194_304;
const READ_BYTES = 262_144;

/** Cuts the inputs into batches, in order. Reads no more ahead than the consumer asks for. */
export async function* splitInputs(
  paths: readonly string[],
  settings: RunSettings,
  stdin: AsyncIterable<Uint8Array>,
): AsyncGenerator<Batch> {
  let group: string[] = [];
  let groupBytes = 0;
  for (const path of paths) {
    const size = path === "-" ? Number.POSITIVE_INFINITY : sizeOf(path);
    const isLarge = size > LARGE_BYTES;
    if (group.length > 0 && (isLarge || group.length >= GROUP_FILES || groupBytes + size > GROUP_BYTES)) {
      yield { kind: "files", paths: group };
      group = [];
      groupBytes = 0;
    }
    if (path === "-") yield* splitStream(path, stdin, settings);
    else if (isLarge) yield* splitLargeFile(path, size, settings);
    else {
      group.push(path);
      groupBytes += size;
    }
  }
  if (group.length > 0) yield { kind: "files", paths: group };
}

/** 0 for a file that cannot be looked at: whoever reads it will say why. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

async function* splitLargeFile(path: string, size: number, settings: RunSettings): AsyncGenerator<Batch> {
  const head = readHead(path);
  if (head !== null && isContainer(path, head, settings)) {
    for await (const chunk of chunkLines(readPieces(path))) yield { kind: "lines", path, ...chunk };
  } else if (head !== null && size > HUGE_BYTES && settings.from !== "html") yield* splitHugeText(path, readPieces(path), head, settings);
  else yield { kind: "files", paths: [path] };
}

function isContainer(path: string, head: Uint8Array, { from }: RunSettings): boolean {
  return from === "jsonl" || (from === "auto" && isJsonLines(path, head));
}

/** Standard input: a container is cut into chunks, anything else is one document (cut like a file when it is huge). */
async function* splitStream(path: string, source: AsyncIterable<Uint8Array>, settings: RunSettings): AsyncGenerator<Batch> {
  const iterator = source[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const { done, value } = await iterator.next();
    if (done) break;
    pieces.push(value);
    size += value.length;
  }
  const rest = { [Symbol.asyncIterator]: () => iterator };
  const head = Buffer.concat(pieces);
  if (isContainer(path, head, settings)) {
    for await (const chunk of chunkLines(concat([head], rest))) yield { kind: "lines", path, ...chunk };
    return;
  }
  for await (const piece of rest) {
    pieces.push(piece);
    size += piece.length;
    if (size > HUGE_BYTES) {
      yield* splitHugeText(path, concat(pieces, rest), head, settings);
      return;
    }
  }
  yield { kind: "document", id: path, path, record: 0, bytes: new Uint8Array(Buffer.concat(pieces)), encoding: null };
}

async function* concat(first: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}

/** Cuts text at line breaks into records `path#n`; the encoding found on the head holds for all. */
async function* splitHugeText(
  path: string,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  head: Uint8Array,
  settings: RunSettings,
): AsyncGenerator<Batch> {
  const encoding = await encodingOf(head, settings);
  const unit = encoding.startsWith("utf-16") ? 2 : encoding.startsWith("utf-32") ? 4 : 1;
  let pending = Buffer.alloc(0);
  let record = 0;
  const toBatch = (bytes: Uint8Array): Batch => ({
    kind: "document",
    id: `${path}#${record}`,
    path,
    record: record++,
    bytes: new Uint8Array(bytes),
    encoding,
  });
  for await (const piece of source) {
    pending = Buffer.concat([pending, piece]);
    if (pending.length < PIECE_BYTES) continue;
    const cut =
      lastLineBreak(pending, unit, encoding.endsWith("be")) ||
      (pending.length >= HUGE_BYTES ? pending.length - (pending.length % unit) : 0);
    if (cut === 0) continue;
    yield toBatch(pending.subarray(0, cut));
    pending = pending.subarray(cut);
  }
  if (pending.length > 0) yield toBatch(pending);
}

/** The encoding of a huge file, as the decode stage finds it on the head. */
async function encodingOf(head: Uint8Array, { encoding, encodingHint }: RunSettings): Promise<string> {
  const plan = await createPlan(STAGES, { stages: ["decode"] });
  const encodingHints = { forced: encoding ?? undefined, declared: encodingHint ?? undefined };
  return runPlan(plan, { id: "head", bytes: head, encodingHints }, false).record.metadata.encoding ?? "utf-8";
}

/** Offset behind the last line feed that stands on a code unit of `unit` bytes; 0 when there is none. */
function lastLineBreak(bytes: Buffer, unit: number, isBigEndian: boolean): number {
  const place = isBigEndian ? unit - 1 : 0;
  for (let at = bytes.lastIndexOf(0x0a); at > 0; at = bytes.lastIndexOf(0x0a, at - 1)) {
    if (unit === 1) return at + 1;
    const start = at - place;
    const isAligned = start >= 0 && start % unit === 0 && start + unit <= bytes.length;
    if (isAligned && bytes.subarray(start, start + unit).every((byte, index) => index === place || byte === 0)) return start + unit;
  }
  return 0;
}

/** The first bytes of a file, or null when it cannot be read (whoever reads it whole will say why). */
function readHead(path: string): Uint8Array | null {
  try {
    for (const piece of readPieces(path)) return piece;
    return new Uint8Array(0);
  } catch {
    return null;
  }
}

/** Reads a file in pieces, synchronously: several times faster than a stream. Each piece is a buffer of its own. */
function* readPieces(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
      const size = readSync(file, buffer, 0, READ_BYTES, null);
      if (size === 0) return;
      yield buffer.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}
