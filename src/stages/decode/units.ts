import { HIGH_BITS, wordsOf } from "./high-bytes.ts";

/** ASCII by byte, 0 for the rest. */
export const ASCII_UNITS: Uint16Array = Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? byte : 0));

/** UTF-16 text that is written unit by unit. Decoders fill it and take the string out. */
export class UnitBuffer {
  #units: Uint16Array;
  #length = 0;

  /** @param capacity units that surely suffice; `reserve` makes room for more */
  constructor(capacity: number) {
    this.#units = new Uint16Array(Math.max(capacity, 16));
  }

  /** Makes room for `count` more units. */
  reserve(count: number): void {
    if (this.#length + count <= this.#units.length) return;
    const larger = new Uint16Array(Math.max(this.#units.length * 2, this.#length + count));
    larger.set(this.#units.subarray(0, this.#length));
    this.#units = larger;
  }

  /** Appends one UTF-16 unit. */
  push(unit: number): void {
    this.#units[this.#length++] = unit;
  }

  /** Appends a code point, U+FFFD for 0. */
  pushCode(code: number): void {
    if (code > 0xffff) {
      this.#units[this.#length++] = 0xd800 + ((code - 0x10000) >> 10);
      this.#units[this.#length++] = 0xdc00 + (code & 0x3ff);
    } else this.#units[this.#length++] = code === 0 ? 0xfffd : code;
  }

  /** Appends every unit of a string. */
  pushText(text: string): void {
    for (let i = 0; i < text.length; i++) this.#units[this.#length++] = text.charCodeAt(i);
  }

  /**
   * Writes bytes one unit each from a table, as long as they have one: the fast path of every decoder.
   *
   * @param pairs unit by `lead << 8 | trail`, 0 where there is none; null for single-byte encodings
   * @param singles unit by byte, 0 where the byte is a lead
   * @returns the place of the first byte that is neither
   */
  pushFrom(bytes: Uint8Array, start: number, singles: Uint16Array, pairs: Uint16Array): number {
    const at = fill(this.#units, this.#length, bytes, start, singles, pairs);
    this.#length = filledTo;
    return at;
  }

  /** What was written since the last call. */
  take(): string {
    const text = Buffer.from(this.#units.buffer, 0, this.#length * 2).toString("utf16le");
    this.#length = 0;
    return text;
  }
}

/** Where the units that were filled last end. */
let filledTo = 0;

/** `pushFrom`, from `length` units on. Most bytes of a page are ASCII, which stands for itself everywhere: four at a time. */
function fill(units: Uint16Array, length: number, bytes: Uint8Array, start: number, singles: Uint16Array, pairs: Uint16Array): number {
  const words = wordsOf(bytes);
  const base = bytes.byteOffset;
  const end = bytes.length;
  let out = length;
  let at = start;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      units[out++] = byte;
      at++;
      while (((base + at) & 3) === 0 && at + 4 <= end) {
        const word = words[(base + at) >> 2] as number;
        if ((word & HIGH_BITS) !== 0) break;
        units[out] = word & 0xff;
        units[out + 1] = (word >> 8) & 0xff;
        units[out + 2] = (word >> 16) & 0xff;
        units[out + 3] = word >>> 24;
        out += 4;
        at += 4;
      }
      continue;
    }
    const single = singles[byte] as number;
    if (single !== 0) {
      units[out++] = single;
      at++;
      continue;
    }
    if (at + 1 === end) break;
    const unit = pairs[(byte << 8) | (bytes[at + 1] as number)] as number;
    if (unit === 0) break;
    units[out++] = unit;
    at += 2;
  }
  filledTo = out;
  return at;
}
