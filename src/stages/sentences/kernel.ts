// The scanner in WebAssembly (kernel/*.as).
import type { Paragraph } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { KernelMemory } from "../../text/kernel-memory.ts";
import { foldTable } from "../../text/script.ts";
import { type Address, startWasm } from "../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";

/** Bytes that the memory has at first: what is never touched takes none of the machine. */
const FIRST_BYTES = 0x10_0000;
/** Numbers of a paragraph: start, end, role. */
const PARAGRAPH_NUMBERS = 3;

/** Roles as the kernel knows them. */
const BODY = 0;
const HEADING = 1;
const OTHER = 2;

/** What kernel/kernel.as exports. */
interface Functions {
  start(): void;
  split(units: number, paragraphs: number, paragraphCount: number): number;
  readonly FOLDS: Address;
  readonly TEXT: Address;
  readonly SENTENCES: Address;
}

const LETTER = /\p{L}/u;

/** Memory and code; one for all texts of a thread. */
class Kernel {
  readonly memory: KernelMemory;
  readonly #functions: Functions;
  /** Number that says where the sentences are. */
  readonly #sentences: number;

  constructor() {
    const isLetter = (codePoint: number): number => (LETTER.test(String.fromCodePoint(codePoint)) ? 1 : 0);
    const { memory, exports } = startWasm<Functions>(KERNEL_CODE, FIRST_BYTES, { isLetter });
    exports.start();
    new Uint16Array(memory.buffer, exports.FOLDS.value).set(foldTable());
    this.memory = new KernelMemory(memory, exports.TEXT.value);
    this.#functions = exports;
    this.#sentences = exports.SENTENCES.value / Int32Array.BYTES_PER_ELEMENT;
  }

  split(text: string, paragraphs: readonly Paragraph[]): Span[] {
    const { memory } = this;
    const at = memory.write(text, paragraphs.length * PARAGRAPH_NUMBERS);
    if (paragraphs.length > 0) writeParagraphs(memory.numbers, at / Int32Array.BYTES_PER_ELEMENT, paragraphs);
    const count = this.#functions.split(text.length, at, paragraphs.length);
    memory.refresh();
    const { numbers } = memory;
    return readSpans(numbers, ((numbers[this.#sentences] as number) >>> 0) / Int32Array.BYTES_PER_ELEMENT, count);
  }
}

function writeParagraphs(numbers: Int32Array, from: number, paragraphs: readonly Paragraph[]): void {
  for (let i = 0, at = from; i < paragraphs.length; i++, at += PARAGRAPH_NUMBERS) {
    const { start, end, role } = paragraphs[i] as Paragraph;
    numbers[at] = start;
    numbers[at + 1] = end;
    numbers[at + 2] = role === "body" ? BODY : role === "heading" ? HEADING : OTHER;
  }
}

function readSpans(numbers: Int32Array, from: number, count: number): Span[] {
  const spans: Span[] = [];
  for (let i = 0, at = from; i < count; i++, at += 2) spans.push({ start: numbers[at] as number, end: numbers[at + 1] as number });
  return spans;
}

let kernel: Kernel | null = null;

/** The sentences of a text. Without paragraphs all of it is body text. */
export function splitText(text: string, paragraphs: readonly Paragraph[]): Span[] {
  if (kernel?.memory.isLarge) kernel = null;
  kernel ??= new Kernel();
  return kernel.split(text, paragraphs);
}
