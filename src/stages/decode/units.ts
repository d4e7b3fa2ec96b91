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
    const units = this.#units;
    const end = bytes.length;
    let length = this.#length;
    let at = start;
    while (at < end) {
      const byte = bytes[at] as number;
      const single = singles[byte] as number;
      if (single !== 0 || byte === 0) {
        units[length++] = single;
        at++;
        continue;
      }
      if (at + 1 === end) break;
      const unit = pairs[(byte << 8) | (bytes[at + 1] as number)] as number;
      if (unit === 0) break;
      units[length++] = unit;
      at += 2;
    }
    this.#length = length;
    return at;
  }

  /** What was written since the last call. */
  take(): string {
    const text = Buffer.from(this.#units.buffer, 0, this.#length * 2).toString("utf16le");
    this.#length = 0;
    return text;
  }
}
