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

  /** Appends a unit from a table for each byte. */
  pushFrom(bytes: Uint8Array, table: Uint16Array): void {
    for (let at = 0; at < bytes.length; at++) this.#units[this.#length++] = table[bytes[at] as number] as number;
  }

  /** What was written since the last call. */
  take(): string {
    const text = Buffer.from(this.#units.buffer, 0, this.#length * 2).toString("utf16le");
    this.#length = 0;
    return text;
  }
}
