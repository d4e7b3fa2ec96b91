import { createHash } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import type { Batch, InputDigest, RunSettings } from "./batches.ts";
import { readDescriptor } from "./descriptor.ts";
import { encodingOf, HUGE_BYTES, splitHugeText } from "./huge.ts";
import { describeReadError } from "./inputs.ts";
import { chunkLines } from "./lines.ts";
import { compressionOf, decompress } from "./readers/compressed.ts";
import { DamagedInput, type Pieces } from "./readers/damaged.ts";
import { isParquet, readParquet } from "./readers/parquet.ts";
import { isWarc, readWarc } from "./readers/warc.ts";
import { type LookedInput, looked, owns, type PlacedInput, type Share, WHOLE } from "./shards.ts";
import { FileGroup, isContainer } from "./small-files.ts";
import { HEAD_BYTES, isJsonLines } from "./sniff.ts";

/** A larger file is read here, in pieces: it may be a container, or huge. */
const LARGE_BYTES = 1_048_576;

/** Where the bytes of `-` come from, and who wants to know of files that were read here. */
export interface Sources {
  readonly openStdin: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly onInput?: (digest: InputDigest) => void;
}

/** Cuts the inputs into batches, in order. Reads no more ahead than the consumer asks for. */
export async function* splitInputs(inputs: readonly PlacedInput[], settings: RunSettings, sources: Sources): AsyncGenerator<Batch> {
  const group = new FileGroup();
  const isFast = !areContainers(settings);
  for (let at = 0; at < inputs.length; ) {
    if (isFast) at = group.fill(inputs, at);
    if (group.isFull) yield* group.take();
    else if (at < inputs.length) yield* splitInput(inputs[at++] as PlacedInput, group, settings, sources);
  }
  yield* group.take();
}

/** Containers and large files are read here, in pieces; a small one goes to the others. */
async function* splitInput(input: PlacedInput, group: FileGroup, settings: RunSettings, sources: Sources): AsyncGenerator<Batch> {
  const found = looked(input);
  const { path, size, isPipe, share } = found;
  const isLarge = isPipe || size > LARGE_BYTES || areContainers(settings);
  if (!isLarge && !owns(share, 0)) return; // small ones belong to one shard whole, whatever they hold
  if (!isLarge && group.isFullFor(size)) yield* group.take();
  const content = isLarge ? null : group.read(path, size);
  if (isLarge || (content !== null && isContainer(content))) {
    yield* group.take();
    yield* splitStream(found, settings, sources);
  } else group.add(path, size, content);
}

function areContainers({ from }: RunSettings): boolean {
  return from === "warc" || from === "parquet";
}

/** Gives what can be read; damage becomes a failure that names the file and the place. */
async function* splitStream(input: LookedInput, settings: RunSettings, { openStdin, onInput }: Sources): AsyncGenerator<Batch> {
  const { path, share, isPipe } = input;
  const size = isPipe ? Number.POSITIVE_INFINITY : input.size;
  const meter = new Meter(path === "-" ? openStdin() : readPieces(path));
  try {
    yield* splitContent({ path, size, share, settings }, meter.pieces());
    const sha256 = meter.sha256();
    if (sha256 !== null) onInput?.({ path, bytes: meter.bytes, sha256 });
  } catch (error) {
    const isDamage = error instanceof DamagedInput;
    if (!isDamage && (error as NodeJS.ErrnoException).code === undefined) throw error;
    const message = isDamage ? `${error.message}, at byte ${error.offset ?? meter.bytes}` : describeReadError(error);
    yield {
      kind: "failed",
      reason: isDamage ? "read:damaged" : "read:unreadable",
      failures: [{ path, line: null, message, level: "failure" }],
    };
  }
}

/** Counts and hashes what is read. */
class Meter {
  bytes = 0;
  readonly #source: Pieces | Iterable<Uint8Array>;
  readonly #hash = createHash("sha256");
  #isComplete = false;

  constructor(source: Pieces | Iterable<Uint8Array>) {
    this.#source = source;
  }

  async *pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of this.#source) {
      this.bytes += piece.length;
      this.#hash.update(piece);
      yield piece;
    }
    this.#isComplete = true;
  }

  /** Null when the source was not read to its end. */
  sha256(): string | null {
    return this.#isComplete ? this.#hash.digest("hex") : null;
  }
}

/** What the readers of one input need to know. */
interface Task {
  readonly path: string;
  /** Bytes; infinite where nobody knows. */
  readonly size: number;
  readonly share: Share;
  readonly settings: RunSettings;
}

/** Chooses the reader by content (and `--from`), unpacking first. Only plain JSONL and plain text are shared among shards. */
async function* splitContent(task: Task, source: Pieces): AsyncGenerator<Batch> {
  const { head, pieces } = await peek(source);
  const { path, share, settings } = task;
  const { from, column } = settings;
  const compression = compressionOf(head);
  const isPacked = compression !== null || (from === "auto" && (isParquet(head) || isWarc(head))) || from === "parquet" || from === "warc";
  if (isPacked && !owns(share, 0)) return;
  const whole = { ...task, size: Number.POSITIVE_INFINITY, share: WHOLE };
  if (compression !== null) yield* splitContent(whole, decompress(pieces, compression));
  else if (from === "parquet" || (isPacked && isParquet(head))) yield* splitLines(whole, readParquet(path, column));
  else if (isPacked) yield* splitLines(whole, readWarc(pieces));
  else if (from === "jsonl" || (from === "auto" && isJsonLines(path, head))) yield* splitLines(task, pieces);
  else yield* splitDocument(task, head, pieces);
}

async function* splitLines({ path, size, share }: Task, pieces: Pieces): AsyncGenerator<Batch> {
  for await (const { offset, ...chunk } of chunkLines(pieces, undefined, Math.min(size, share.toByte))) {
    if (offset >= share.toByte) return;
    if (owns(share, offset)) yield { kind: "lines", path, ...chunk };
  }
}

/** One document, or a huge text in parts. What holds no text is not read to its end. */
async function* splitDocument(task: Task, head: Uint8Array, pieces: Pieces): AsyncGenerator<Batch> {
  const { path, share, settings } = task;
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
  let encoding: string | null = null;
  for await (const piece of pieces) {
    start.push(piece);
    size += piece.length;
    if (size <= LARGE_BYTES) continue;
    encoding ??= await encodingOf(head, settings);
    if (encoding === null) {
      if (owns(share, 0)) yield whole(head);
      return;
    }
    if (size <= HUGE_BYTES || settings.from === "html") continue;
    for await (const { offset, batch } of splitHugeText(path, concat(start, pieces), encoding)) {
      if (offset >= share.toByte) return;
      if (owns(share, offset)) yield batch;
    }
    return;
  }
  if (owns(share, 0)) yield whole(Buffer.concat(start));
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

/** Lets go of what it has given: the beginning of a huge file must not stay in memory. */
async function* concat(first: Uint8Array[], rest: Pieces): AsyncGenerator<Uint8Array> {
  for (let piece = first.shift(); piece !== undefined; piece = first.shift()) yield piece;
  yield* rest;
}

async function* failing(first: readonly Uint8Array[], error: unknown): AsyncGenerator<Uint8Array> {
  yield* first;
  throw error;
}

function* readPieces(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
  try {
    yield* readDescriptor(file);
  } finally {
    closeSync(file);
  }
}
