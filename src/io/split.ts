import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Batch, RunSettings } from "./batches.ts";
import { encodingOf, HUGE_BYTES, splitHugeText } from "./huge.ts";
import { describeReadError } from "./inputs.ts";
import { chunkLines } from "./lines.ts";
import { compressionOf, decompress } from "./readers/compressed.ts";
import { DamagedInput, type Pieces } from "./readers/damaged.ts";
import { isParquet, readParquet } from "./readers/parquet.ts";
import { isWarc, readWarc } from "./readers/warc.ts";
import { HEAD_BYTES, isJsonLines } from "./sniff.ts";

/** Small files that go to a worker together: bytes in all, and files. */
const GROUP_BYTES = 524_288;
const GROUP_FILES = 256;
/** A larger file is read here, in pieces: it may be a container, or huge. */
const LARGE_BYTES = 1_048_576;
/** Enough for every magic number. */
const MAGIC_BYTES = 16;
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
    const { size, isStream } = path === "-" ? { size: 0, isStream: true } : lookAt(path, settings);
    if (group.length > 0 && (isStream || group.length >= GROUP_FILES || groupBytes + size > GROUP_BYTES)) {
      yield { kind: "files", paths: group };
      group = [];
      groupBytes = 0;
    }
    if (isStream) yield* splitGuarded(path, path === "-" ? stdin : readPieces(path), settings);
    else {
      group.push(path);
      groupBytes += size;
    }
  }
  if (group.length > 0) yield { kind: "files", paths: group };
}

/** Whether a file must be read here, in pieces: large ones and containers. One that cannot be opened goes to a worker, which says why. */
function lookAt(path: string, { from }: RunSettings): { size: number; isStream: boolean } {
  try {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      const magic = new Uint8Array(MAGIC_BYTES);
      readSync(file, magic, 0, MAGIC_BYTES, 0);
      const isContainer = compressionOf(magic) !== null || isWarc(magic) || isParquet(magic) || from === "warc" || from === "parquet";
      return { size, isStream: size > LARGE_BYTES || isContainer };
    } finally {
      closeSync(file);
    }
  } catch {
    return { size: 0, isStream: false };
  }
}

/** Gives what can be read; damage becomes a failure that names the file and the place. */
async function* splitGuarded(path: string, source: Pieces | Iterable<Uint8Array>, settings: RunSettings): AsyncGenerator<Batch> {
  const counter = { bytes: 0 };
  try {
    yield* splitContent(path, counted(source, counter), settings);
  } catch (error) {
    const isDamage = error instanceof DamagedInput;
    if (!isDamage && (error as NodeJS.ErrnoException).code === undefined) throw error;
    const message = isDamage ? `${error.message}, at byte ${error.offset ?? counter.bytes}` : describeReadError(error);
    yield {
      kind: "failed",
      reason: isDamage ? "read:damaged" : "read:unreadable",
      failures: [{ path, line: null, message, level: "failure" }],
    };
  }
}

async function* counted(source: Pieces | Iterable<Uint8Array>, counter: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    counter.bytes += piece.length;
    yield piece;
  }
}

/** Chooses the reader by content (and `--from`), unpacking first. */
async function* splitContent(path: string, source: Pieces, settings: RunSettings): AsyncGenerator<Batch> {
  const { head, pieces } = await peek(source);
  const { from } = settings;
  const compression = compressionOf(head);
  if (compression !== null) yield* splitContent(path, decompress(pieces, compression), settings);
  else if (from === "parquet" || (from === "auto" && isParquet(head))) yield* splitLines(path, readParquet(path, settings.column));
  else if (from === "warc" || (from === "auto" && isWarc(head))) yield* splitLines(path, readWarc(pieces));
  else if (from === "jsonl" || (from === "auto" && isJsonLines(path, head))) yield* splitLines(path, pieces);
  else yield* splitDocument(path, head, pieces, settings);
}

async function* splitLines(path: string, pieces: Pieces): AsyncGenerator<Batch> {
  for await (const chunk of chunkLines(pieces)) yield { kind: "lines", path, ...chunk };
}

/** One document, or a huge text in parts. What holds no text is not read to its end. */
async function* splitDocument(path: string, head: Uint8Array, pieces: Pieces, settings: RunSettings): AsyncGenerator<Batch> {
  const whole = (bytes: Uint8Array): Batch => ({
    kind: "document",
    id: path,
    path,
    record: 0,
    bytes: new Uint8Array(bytes),
    encoding: null,
  });
  const start: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    start.push(piece);
    size += piece.length;
    if (size <= LARGE_BYTES) continue;
    const encoding = await encodingOf(head, settings);
    if (encoding === null) yield whole(head);
    else yield* splitLargeText(path, concat(start, pieces), encoding, settings);
    return;
  }
  yield whole(Buffer.concat(start));
}

async function* splitLargeText(path: string, pieces: Pieces, encoding: string, settings: RunSettings): AsyncGenerator<Batch> {
  const start: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    start.push(piece);
    size += piece.length;
    if (size <= HUGE_BYTES || settings.from === "html") continue;
    yield* splitHugeText(path, concat(start, pieces), encoding);
    return;
  }
  yield { kind: "document", id: path, path, record: 0, bytes: new Uint8Array(Buffer.concat(start)), encoding: null };
}

/** The first `HEAD_BYTES` (or all there is), and everything again from the start. */
async function peek(source: Pieces): Promise<{ head: Uint8Array; pieces: Pieces }> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  let failure: { readonly error: unknown } | null = null;
  while (size < HEAD_BYTES) {
    try {
      const { done, value } = await iterator.next();
      if (done) break;
      first.push(value);
      size += value.length;
    } catch (error) {
      failure = { error }; // damage behind a few bytes: they are given first
      break;
    }
  }
  const rest = { [Symbol.asyncIterator]: () => iterator };
  return { head: Buffer.concat(first), pieces: failure === null ? concat(first, rest) : failing(first, failure.error) };
}

async function* concat(first: readonly Uint8Array[], rest: Pieces): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}

async function* failing(first: readonly Uint8Array[], error: unknown): AsyncGenerator<Uint8Array> {
  yield* first;
  throw error;
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
