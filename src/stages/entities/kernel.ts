// The tagger's work in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript.
import { writeUnits } from "../../text/utf16.ts";
import { type Address, growTo, startWasm, WASM_PAGE } from "../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import { kindProperties, seedsOf, tagProperties } from "./kernel-tables.ts";
import { LABELS } from "./labels.ts";
import type { Lexicon } from "./lexicon.ts";

/** Tokens of a piece at most when tagging. */
export const MAX_TOKENS = 256;
/** UTF-16 units of text that the kernel takes at once. */
const WINDOW = 16384;
/** Features of a token. */
export const TEMPLATES = 31;
/** Places between the features of one token and those of the next. */
export const TEMPLATES_ROOM = 32;
/** The index has 2 to the power of this buckets. */
export const BUCKET_BITS = 16;
/** Features of a bucket: as many checks (see `checkOf`), then as many numbers of rows. */
export const BUCKET_SIZE = 8;
/** Rows at most; the first is all zeros. */
export const ROWS = 65536;
/** Weights of a row and emissions of a token: all labels but "outside", whose weight is always 0. */
export const ROW: number = LABELS - 1;
/** Numbers of a mention: offset of its first unit and behind its last one, type, least lead. */
export const MENTION = 4;

/** Functions of kernel/kernel.as. */
interface Functions {
  layOut(tokens: number, lexiconBits: number, classBits: number): number;
  tokenize(from: number, to: number, bySentence: number): number;
  openGate(count: number): number;
  setGate(threshold: number): void;
  fillLexicon(bytes: number, length: number): void;
  fillRows(counts: number, labels: number, weights: number, rows: number): void;
  features(): void;
  weigh(token: number): void;
  tag(from: number, to: number, all: number): number;
}

/** What a kernel is laid out for. */
export interface KernelOptions {
  /** Tokens of a piece at most; the kernel has room for 2048. */
  readonly capacity: number;
  /** Bytes of room behind all that is kept. */
  readonly spare?: number;
}

/** Memory and code of one tagger; not shared between workers. */
export class Kernel {
  readonly functions: Functions;
  /** UTF-16 units of the text at hand, WINDOW at most. */
  readonly #text: Buffer;
  /** First byte behind all that is kept. */
  readonly end: number;
  readonly #addresses: Readonly<Record<string, Address>>;
  readonly #buffer: ArrayBuffer;

  constructor(lexicon: Lexicon, { capacity, spare = 0 }: KernelOptions) {
    const { memory, exports } = startWasm<Functions & Readonly<Record<string, Address>>>(KERNEL_CODE, WASM_PAGE);
    this.functions = exports;
    this.#addresses = exports;
    const { bytes, slotBits, classBits } = lexicon;
    this.end = this.functions.layOut(capacity, slotBits, classBits);
    growTo(memory, this.end + Math.max(spare, bytes.length));
    this.#buffer = memory.buffer;
    this.#text = Buffer.from(this.#buffer, this.valueOf("text"), 2 * WINDOW);
    this.bytes(this.end, bytes.length).set(bytes);
    this.functions.fillLexicon(this.end, bytes.length);
    this.ints("units", lexicon.units.length).set(lexicon.units);
    this.ints("kinds", 32).set(kindProperties());
    this.bytes(this.valueOf("tags"), 32).set(tagProperties());
    this.ints("seeds", TEMPLATES).set(seedsOf(TEMPLATES));
  }

  /** A number of kernel/memory.as: an address in bytes, or a count. */
  valueOf(name: string): number {
    return (this.#addresses[name] as Address).value;
  }

  /** `count` 32-bit numbers at a named address. */
  ints(name: string, count: number): Int32Array {
    return new Int32Array(this.#buffer, this.valueOf(name), count);
  }

  /** Bytes of the memory. */
  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.#buffer, address, count);
  }

  /** Copies the units of `text` from an offset on, as many as there is room for, and gives their number. */
  copyText(text: string, from: number): number {
    const count = Math.min(text.length - from, WINDOW);
    writeUnits(this.#text, count === text.length ? text : text.slice(from, from + count), 0);
    return count;
  }
}

/** What tells the features of a bucket apart: 16 bits of the hash, never 0. */
export function checkOf(hash: number): number {
  return hash & 0xffff || 1;
}
