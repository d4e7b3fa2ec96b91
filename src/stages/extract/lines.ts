// The lines of a plain text, read in WebAssembly (kernel/*.as).
import { KernelMemory } from "../../text/kernel-memory.ts";
import { startWasm } from "../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";

/** Bytes that the memory has at first: what is never touched takes none of the machine. */
const FIRST_BYTES = 0x10_0000;
/** Numbers of a line, of which the first says where it begins: where it begins and ends without blanks, and flags. */
export const LINE = { start: 1, end: 2, flags: 3, size: 4 } as const;
/** Flags: it may begin with a marker; it was broken at the column of its text, which then has one; it begins with a blank. */
export const MAY_BE_ITEM = 1;
export const BROKEN = 2;
export const INDENTED = 4;
/** What a text may hold, in the last bits of the number of its lines. */
const MARKUP = 1;
const RETURN = 2;
const BRACKET = 4;
const FOUND_BITS = 3;

/** In a text with brackets that make no links nothing but this, together with other marks, would make it Markdown. */
const FENCE = "~~~";

/** What kernel/kernel.as exports. */
interface Functions {
  readText(units: number, at: number): number;
  readLines(units: number, at: number, count: number): void;
  readonly TEXT: { readonly value: number };
}

/** Memory and code; one for all texts of a thread. */
class Kernel {
  readonly memory: KernelMemory;
  readonly functions: Functions;

  constructor() {
    const { memory, exports } = startWasm<Functions>(KERNEL_CODE, FIRST_BYTES);
    this.memory = new KernelMemory(memory, exports.TEXT.value);
    this.functions = exports;
  }
}

let kernel: Kernel | null = null;

function startKernel(): Kernel {
  if (kernel === null || kernel.memory.isLarge) kernel = new Kernel();
  return kernel;
}

/** The lines of one text: valid until the next one is read. */
export interface Lines {
  readonly count: number;
  /** Whether the text may be HTML or Markdown. */
  readonly mayBeMarkup: boolean;
  /** Whether a carriage return stands in it. */
  readonly holdsReturn: boolean;
  /** As {@link LINE} has them, for each line from `first` on. */
  readonly numbers: Int32Array;
  readonly first: number;
}

/** Reads a text that may be plain. */
export function readText(text: string): Lines {
  const { memory, functions } = startKernel();
  const at = memory.write(text, 0);
  const found = functions.readText(text.length, at);
  memory.refresh();
  return {
    count: found >>> FOUND_BITS,
    mayBeMarkup: (found & MARKUP) !== 0 || ((found & BRACKET) !== 0 && text.includes(FENCE)),
    holdsReturn: (found & RETURN) !== 0,
    numbers: memory.numbers,
    first: at / Int32Array.BYTES_PER_ELEMENT,
  };
}

/** Takes texts for the lines of one. */
export function readLines(texts: readonly string[]): Lines {
  const { memory, functions } = startKernel();
  const joined = texts.join("\n");
  const at = memory.write(joined, texts.length * LINE.size);
  const { numbers } = memory;
  const first = at / Int32Array.BYTES_PER_ELEMENT;
  for (let i = 0, from = 0; i < texts.length; i++) {
    numbers[first + i * LINE.size] = from;
    from += (texts[i] as string).length + 1;
  }
  functions.readLines(joined.length, at, texts.length);
  return { count: texts.length, mayBeMarkup: false, holdsReturn: false, numbers, first };
}

/** Whether a line was broken at the column of its text, which then has one. */
export function isBroken({ numbers, first }: Lines, line: number): boolean {
  return line >= 0 && ((numbers[first + line * LINE.size + LINE.flags] as number) & BROKEN) !== 0;
}
