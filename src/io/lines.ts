/** Bytes of JSONL that are handed to a worker at a time; measured best at 256 to 512 kB. */
const BATCH_BYTES = 393_216;
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
 */
export async function* chunkLines(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<LineChunk> {
  let record = 0;
  let line = 1;
  let offset = 0;
  let pieces: Uint8Array[] = [];
  let size = 0;
  const take = (rest: Uint8Array | null): LineChunk => {
    const bytes = joinBytes(pieces, size);
    const chunk = { bytes, record, line, offset };
    offset += bytes.length;
    pieces = rest === null || rest.length === 0 ? [] : [rest];
    size = rest?.length ?? 0;
    return chunk;
  };
  const guarded = new EndOnError(source);
  for await (const piece of guarded) {
    const lastBreak = piece.lastIndexOf(LINE_FEED);
    if (lastBreak < 0 || size + piece.length < BATCH_BYTES) {
      pieces.push(piece);
      size += piece.length;
      continue;
    }
    pieces.push(piece.subarray(0, lastBreak + 1));
    size += lastBreak + 1;
    const chunk = take(piece.subarray(lastBreak + 1));
    const counted = countLines(chunk.bytes);
    record += counted.records;
    line += counted.lines;
    yield chunk;
  }
  if (guarded.failure === null) {
    if (size > 0) yield take(null);
    return;
  }
  // Damage: the whole lines before it are given, the broken one is not.
  const bytes = joinBytes(pieces, size);
  const end = bytes.lastIndexOf(LINE_FEED) + 1;
  if (end > 0) yield { bytes: bytes.slice(0, end), record, line, offset };
  throw guarded.failure.error;
}

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

/** Always a copy: the chunk is transferred to a worker, the pieces belong to the reader. */
function joinBytes(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

function countLines(bytes: Uint8Array): { records: number; lines: number } {
  let records = 0;
  let lines = 0;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (!isBlankLine(bytes, start, end < 0 ? bytes.length : end)) records++;
    lines++;
    if (end < 0) break;
    start = end + 1;
  }
  return { records, lines };
}
