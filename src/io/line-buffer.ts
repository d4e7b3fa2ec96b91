const LINE_FEED = 0x0a;
/** Of UTF-8, for a UTF-16 unit. */
const MOST_BYTES_PER_UNIT = 3;
const FIRST_BYTES = 16_384;

/** Lines as bytes of UTF-8, in a buffer of its own that can be transferred to another thread. Cheaper than joining strings and encoding the whole. */
export class LineBuffer {
  #buffer: Buffer<ArrayBuffer> | null = null;
  #size = 0;

  /** Adds a line and its line feed. */
  add(line: string): void {
    const buffer = this.#reserve(line);
    this.#size += buffer.write(line, this.#size);
    buffer[this.#size++] = LINE_FEED;
  }

  /** What was added; the buffer starts anew. */
  take(): Uint8Array {
    const bytes = this.#buffer === null ? new Uint8Array(0) : this.#buffer.subarray(0, this.#size);
    this.#buffer = null;
    this.#size = 0;
    return bytes;
  }

  /** A buffer with room for the line; the line is measured only where the cheap bound does not do. */
  #reserve(line: string): Buffer<ArrayBuffer> {
    const buffer = this.#buffer;
    if (buffer !== null && buffer.length - this.#size > line.length * MOST_BYTES_PER_UNIT) return buffer;
    const needed = this.#size + Buffer.byteLength(line) + 1;
    if (buffer !== null && buffer.length >= needed) return buffer;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, FIRST_BYTES, this.#size * 2));
    buffer?.copy(grown, 0, 0, this.#size);
    this.#buffer = grown;
    return grown;
  }
}
