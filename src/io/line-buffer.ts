import type { OutputRecord } from "../pipeline/record.ts";
import { RecordWriter } from "./record-writer.ts";
import { giveBuffer, takeBuffer } from "./spare-buffers.ts";

const LINE_FEED = 0x0a;
/** Of UTF-8, for a UTF-16 unit. */
export const MOST_BYTES_PER_UNIT: number = 3;
const FIRST_BYTES = 16_384;

/** Before anything is added; not given away. */
const EMPTY: Buffer<ArrayBuffer> = Buffer.allocUnsafeSlow(0);

/** Lines as bytes of UTF-8, in a buffer of its own that can be transferred to another thread. Cheaper than joining strings and encoding the whole. */
export class LineBuffer {
  #buffer: Buffer<ArrayBuffer> = EMPTY;
  #size = 0;
  readonly #firstBytes: number;

  /** @param expected bytes; a good guess saves growing */
  constructor(expected = 0) {
    this.#firstBytes = Math.max(FIRST_BYTES, expected);
  }

  /** Adds a line and its line feed. */
  add(line: string): void {
    let buffer = this.#buffer;
    if (buffer.length - this.#size <= line.length * MOST_BYTES_PER_UNIT) buffer = this.#reserve(Buffer.byteLength(line) + 1);
    this.#size += buffer.write(line, this.#size);
    buffer[this.#size++] = LINE_FEED;
  }

  /** Adds a record as `JSON.stringify` gives it, and a line feed; false, and nothing, where that is longer than a string can be (512 MB). */
  addRecord(record: OutputRecord): boolean {
    const line = recordWriter().write(record);
    if (line === null) return this.#addJson(record);
    const size = this.#size;
    const end = size + line.length;
    if (end > this.#buffer.length) this.#reserve(line.length);
    this.#buffer.set(line, size);
    this.#size = end;
    return true;
  }

  #addJson(record: OutputRecord): boolean {
    const json = stringify(record);
    if (json !== null) this.add(json);
    return json !== null;
  }

  /** What was added; the buffer starts anew. */
  take(): Uint8Array {
    const bytes = this.#size === 0 ? new Uint8Array(0) : this.#buffer.subarray(0, this.#size);
    this.#buffer = EMPTY;
    this.#size = 0;
    return bytes;
  }

  /** A buffer with room for so many bytes more. */
  #reserve(bytes: number): Buffer<ArrayBuffer> {
    const needed = this.#size + bytes;
    if (this.#buffer.length >= needed) return this.#buffer;
    const grown = takeBuffer(Math.max(needed, this.#firstBytes, this.#size * 2));
    this.#buffer.copy(grown, 0, 0, this.#size);
    giveBuffer(this.#buffer);
    this.#buffer = grown;
    return grown;
  }
}

let writer: RecordWriter | null = null;

/** The one of this thread, made for the first record. */
function recordWriter(): RecordWriter {
  writer ??= new RecordWriter();
  return writer;
}

function stringify(record: OutputRecord): string | null {
  try {
    return JSON.stringify(record);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
