// The memory of a kernel that reads texts of any length: a text, and numbers behind it.
import { WASM_PAGE, type WasmMemory } from "./wasm.ts";

/** Bytes behind a text that a kernel makes zero, and what aligns the numbers behind them. */
const MARGIN = 47;
const ALIGNMENT = 16;
const NUMBER = Int32Array.BYTES_PER_ELEMENT;

/** From here on a kernel is not worth keeping for the next text: its memory does not shrink. */
const LARGE_BYTES = 16_777_216;

export class KernelMemory {
  /** The memory as numbers. Not valid any more when the kernel or {@link reserve} has made it grow. */
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
    return this.#bytes.length > LARGE_BYTES;
  }

  /** Writes a text; gives the address behind it for so many numbers at least. */
  write(text: string, numbers: number): number {
    const end = this.#text + text.length * 2 + MARGIN;
    const behind = end - (end % ALIGNMENT);
    this.#reserve(behind + numbers * NUMBER);
    this.#bytes.write(text, this.#text, "utf16le");
    return behind;
  }

  #reserve(bytes: number): void {
    const missing = bytes - this.#bytes.length;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / WASM_PAGE));
    this.refresh();
  }

  /** Once the kernel may have made it grow: then it has another buffer. */
  refresh(): void {
    const { buffer } = this.#memory;
    if (buffer === this.numbers.buffer) return;
    this.#bytes = Buffer.from(buffer);
    this.numbers = new Int32Array(buffer);
  }
}
