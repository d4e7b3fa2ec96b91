import { PatientReader } from "./patience.ts";
import { giveBuffer, takeBuffer } from "./spare-buffers.ts";

/** Bytes of JSONL that are handed to a worker at a time; measured best at 256 to 512 kB. */
const BATCH_BYTES = 393_216;
/** Towards the end of an input of known size they are fewer, at most this part of what is left, so that all threads end at about the same time. */
const PART_OF_REST = 8;
const LEAST_BATCH_BYTES = 131_072;
const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** Whole lines of a container, and where they stand in it. */
export interface LineChunk {
  readonly bytes: Uint8Array;
  /** 0-based number of the first record (blank lines do not count). */
  readonly record: number;
  /** 1-based number of the first line. */
  readonly line: number;
  /** Byte of the stream that the chunk begins at. */
  readonly offset: number;
}

/** Whether a line holds nothing but ASCII white space. */
export function isBlankLine(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((bytes[i] as number) > SPACE) return false;
  return true;
}

/**
 * Cuts a stream at line feeds into chunks of about `BATCH_BYTES`; a longer line stays whole.
 * Memory: one chunk. A last line without a line feed is a line.
 *
 * @param patience how long complete lines wait for the source to say more, in milliseconds of waiting; without end when absent
 * @param expected bytes of the stream, as far as is known
 */
export async function* chunkLines(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  patience: number = Number.POSITIVE_INFINITY,
  expected: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<LineChunk> {
  const guarded = new EndOnError(source);
  const lines = new PendingLines();
  for await (const piece of withPauses(guarded, patience, lines)) {
    if (piece === null) yield lines.takeComplete();
    else if (lines.add(piece) && lines.size >= batchBytes(expected - lines.end)) yield lines.takeComplete();
  }
  if (guarded.failure === null) {
    if (lines.size > 0) yield lines.takeAll();
    return;
  }
  // Damage: the whole lines before it are given, the broken one is not.
  if (lines.hasComplete) yield lines.takeComplete();
  throw guarded.failure.error;
}

function batchBytes(rest: number): number {
  return Math.min(BATCH_BYTES, Math.max(LEAST_BATCH_BYTES, rest / PART_OF_REST));
}

/** The pieces of a source; null where it has let complete lines wait for too long. */
async function* withPauses(source: EndOnError, patience: number, lines: PendingLines): AsyncGenerator<Uint8Array | null> {
  if (patience === Number.POSITIVE_INFINITY) {
    yield* source;
    return;
  }
  const reader = new PatientReader(source);
  try {
    for (let waited = 0; ; ) {
      const started = performance.now();
      const step = lines.hasComplete ? await reader.nextWithin(patience - waited) : await reader.next();
      if (step?.done) return;
      waited += performance.now() - started;
      yield step === null ? null : step.value;
      if (step === null || !lines.hasComplete) waited = 0;
    }
  } finally {
    await reader.close();
  }
}

/** What a stream has given and is not handed out yet. */
class PendingLines {
  #buffer: Buffer<ArrayBuffer> = NOTHING;
  /** Bytes up to the last line feed. */
  #complete = 0;
  #record = 0;
  #line = 1;
  #offset = 0;
  size = 0;

  /** Bytes of the stream up to the end of the last piece. */
  get end(): number {
    return this.#offset + this.size;
  }

  get hasComplete(): boolean {
    return this.#complete > 0;
  }

  /** Copies a piece; whether it ends a line. */
  add(piece: Uint8Array): boolean {
    const needed = this.size + piece.length;
    if (needed > this.#buffer.length) this.#grow(Math.max(needed, 2 * this.size));
    this.#buffer.set(piece, this.size);
    const lastBreak = piece.lastIndexOf(LINE_FEED);
    if (lastBreak >= 0) this.#complete = this.size + lastBreak + 1;
    this.size = needed;
    return lastBreak >= 0;
  }

  /** Everything, at the end of the stream. */
  takeAll(): LineChunk {
    this.#complete = this.size;
    return this.takeComplete();
  }

  /** The complete lines, in a buffer of their own; the beginning of the next one stays. */
  takeComplete(): LineChunk {
    const bytes = new Uint8Array(this.#buffer.buffer, 0, this.#complete);
    const rest = this.#buffer.subarray(this.#complete, this.size);
    const chunk = { bytes, record: this.#record, line: this.#line, offset: this.#offset };
    const counted = countLines(bytes);
    this.#record += counted.records;
    this.#line += counted.lines;
    this.#offset += bytes.length;
    this.#buffer = NOTHING;
    this.size = 0;
    this.#complete = 0;
    if (rest.length > 0) this.add(rest);
    return chunk;
  }

  #grow(bytes: number): void {
    const larger = takeBuffer(bytes);
    larger.set(this.#buffer.subarray(0, this.size));
    giveBuffer(this.#buffer);
    this.#buffer = larger;
  }
}

const NOTHING = Buffer.alloc(0);

/** Ends where its source throws, and keeps the error. */
class EndOnError {
  readonly #source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  failure: { readonly error: unknown } | null = null;

  constructor(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#source;
    } catch (error) {
      this.failure = { error };
    }
  }
}

/** Of a buffer: that of an array of bytes looks at each of them by itself. */
const { indexOf } = Buffer.prototype;

function countLines(bytes: Uint8Array): { records: number; lines: number } {
  let records = 0;
  let lines = 0;
  let start = 0;
  while (start < bytes.length) {
    const end = indexOf.call(bytes, LINE_FEED, start);
    if (!isBlankLine(bytes, start, end < 0 ? bytes.length : end)) records++;
    lines++;
    if (end < 0) break;
    start = end + 1;
  }
  return { records, lines };
}
