// The memory of a kernel that reads texts of any length: a text, and numbers behind it.

import { writeUnits } from "./utf16.ts";
import { growTo, LARGE_MEMORY, type WasmMemory } from "./wasm.ts";

/** Bytes behind a text that a kernel makes zero, and what aligns the numbers behind them. */
const MARGIN = 47;
const ALIGNMENT = 16;
const NUMBER = Int32Array.BYTES_PER_ELEMENT;

export class KernelMemory {
  /** The memory as numbers. Not valid any more when the kernel or {@link write} has made it grow. */
  numbers: Int32Array;
  readonly #memory: WasmMemory;
  readonly #text: number;
  #bytes: Buffer;

  /** @param text address of the texts */
  constructor(memory: WasmMemory, text: number) {
    this.#memory = memory;
    this.#text = text;
    this.#bytes = Buffer.from(memory.buffer);
    this.numbers = new Int32Array(memory.buffer);
  }

  get isLarge(): boolean {
    return this.#bytes.length > LARGE_MEMORY;
  }

  /** Writes a text; gives the address behind it for so many numbers at least. */
  write(text: string, numbers: number): number {
    const end = this.#text + text.length * 2 + MARGIN;
    const behind = end - (end % ALIGNMENT);
    if (growTo(this.#memory, behind + numbers * NUMBER)) this.refresh();
    writeUnits(this.#bytes, text, this.#text);
    return behind;
  }

  /** Once the kernel may have made it grow: then it has another buffer. */
  refresh(): void {
    const { buffer } = this.#memory;
    if (buffer === this.numbers.buffer) return;
    this.#bytes = Buffer.from(buffer);
    this.numbers = new Int32Array(buffer);
  }
}
