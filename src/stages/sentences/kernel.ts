// The scanner in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript.
import type { Paragraph } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { foldTable } from "../../text/script.ts";
import { startWasm, WASM_PAGE, type WasmMemory } from "../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";

/** Bytes that the memory has at first: what is never touched takes none of the machine. */
const FIRST_BYTES = 0x10_0000;
/** Memory that is given back behind a large text. */
const LARGE_BYTES = 16_777_216;
/** Of zeros behind the text, and what aligns the paragraphs behind them. */
const MARGIN = 47;
const ALIGNMENT = 16;
/** Numbers of a paragraph: start, end, role. */
const PARAGRAPH_NUMBERS = 3;

/** Roles as the kernel knows them. */
const BODY = 0;
const HEADING = 1;
const OTHER = 2;

interface Address {
  readonly value: number;
}

/** What kernel/kernel.as exports. */
interface Functions {
  start(): void;
  split(units: number, paragraphs: number, paragraphCount: number): number;
  readonly FOLDS: Address;
  readonly TEXT: Address;
  readonly sentences: Address;
}

const LETTER = /\p{L}/u;

/** Memory and code; one for all texts of a thread. */
class Kernel {
  readonly #memory: WasmMemory;
  readonly #functions: Functions;
  readonly #text: number;
  #bytes: Buffer;
  #numbers: Int32Array;

  constructor() {
    const isLetter = (codePoint: number): number => (LETTER.test(String.fromCodePoint(codePoint)) ? 1 : 0);
    const { memory, exports } = startWasm<Functions>(KERNEL_CODE, FIRST_BYTES, { isLetter });
    this.#memory = memory;
    this.#functions = exports;
    this.#text = exports.TEXT.value;
    this.#bytes = Buffer.from(memory.buffer);
    this.#numbers = new Int32Array(memory.buffer);
    exports.start();
    new Uint16Array(memory.buffer, exports.FOLDS.value).set(foldTable());
  }

  get isLarge(): boolean {
    return this.#bytes.length > LARGE_BYTES;
  }

  split(text: string, paragraphs: readonly Paragraph[]): Span[] {
    const end = this.#text + text.length * 2 + MARGIN;
    const paragraphsAt = end - (end % ALIGNMENT);
    this.#reserve(paragraphsAt + paragraphs.length * PARAGRAPH_NUMBERS * Int32Array.BYTES_PER_ELEMENT);
    this.#bytes.write(text, this.#text, "utf16le");
    this.#writeParagraphs(paragraphs, paragraphsAt / Int32Array.BYTES_PER_ELEMENT);
    const count = this.#functions.split(text.length, paragraphsAt, paragraphs.length);
    this.#look();
    return this.#read(count);
  }

  #writeParagraphs(paragraphs: readonly Paragraph[], from: number): void {
    const numbers = this.#numbers;
    for (let i = 0, at = from; i < paragraphs.length; i++, at += PARAGRAPH_NUMBERS) {
      const { start, end, role } = paragraphs[i] as Paragraph;
      numbers[at] = start;
      numbers[at + 1] = end;
      numbers[at + 2] = role === "body" ? BODY : role === "heading" ? HEADING : OTHER;
    }
  }

  #read(count: number): Span[] {
    const numbers = this.#numbers;
    const sentences: Span[] = [];
    let at = (this.#functions.sentences.value >>> 0) / Int32Array.BYTES_PER_ELEMENT;
    for (let i = 0; i < count; i++, at += 2) sentences.push({ start: numbers[at] as number, end: numbers[at + 1] as number });
    return sentences;
  }

  #reserve(bytes: number): void {
    const missing = bytes - this.#bytes.length;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / WASM_PAGE));
    this.#look();
  }

  /** A memory that has grown has another buffer. */
  #look(): void {
    const { buffer } = this.#memory;
    if (buffer === this.#numbers.buffer) return;
    this.#bytes = Buffer.from(buffer);
    this.#numbers = new Int32Array(buffer);
  }
}

let kernel: Kernel | null = null;

/** The sentences of a text. Without paragraphs all of it is body text. */
export function splitText(text: string, paragraphs: readonly Paragraph[]): Span[] {
  if (kernel?.isLarge) kernel = null;
  kernel ??= new Kernel();
  return kernel.split(text, paragraphs);
}
