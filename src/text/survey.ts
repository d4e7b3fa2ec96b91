// One look at every UTF-16 unit of a document's texts, in WebAssembly (kernel/kernel.as): what most texts need is to be left alone, and this
// is how a stage knows. A loop over strings takes several times as long, and ten times as long until V8 has optimized it.
import { joinTexts } from "./joined.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import { writeUnits } from "./utf16.ts";
import { startWasm } from "./wasm.ts";

/** Texts that are looked at together: as many UTF-16 units, with one between any two, and as many texts at most. */
const WINDOW_UNITS = 32_768;
const WINDOW_TEXTS = 4_096;
/** Addresses in bytes: see kernel/kernel.as. */
const STARTS = 0;
const FOUND = 0x5000;
const SPREAD = 0x15200;
const COUNTS = 0x15a00;
const UNITS = 0x16000;
const SIGNS = 0x27000;
const TABLES = 0x2b000;
const TABLE_BYTES = 0x40000;
/** Sorts of units that are counted, and bits of a sum of their numbers. */
const COUNTED = 9;
const SUM_BITS = 7;
const SCRIPTS = 256;

/** Entries of a table: pairs are told by this many bits of its left unit and, under them, as many of its right unit. */
const PAIRS = 9;
export const RIGHT_SHIFT = 8;
export const LEFT_SHIFT: number = RIGHT_SHIFT + PAIRS;

/** Right sides of pairs, and what is told by a unit alone: scripts (eight bits) and others. */
const RIGHT_MASK: number = ((1 << PAIRS) - 1) << RIGHT_SHIFT;
const SINGLE_MASK: number = (-1 << (LEFT_SHIFT + PAIRS)) | (SCRIPTS - 1);

/** Tables that there are. */
export const TABLE = { repair: 0, characters: 1 } as const;

/** What `sift` of the kernel finds beside bits of entries: a caption that stands twice in a row; rare characters together; many of them; a text that it did not look at. */
export const SIGN = { twice: 1, rare: 2, strange: 4, long: 8 } as const;

/** A list of texts, such as the blocks of a document. */
export interface Texts {
  readonly length: number;
  readonly [index: number]: { readonly text: string };
}

interface Functions {
  sift(table: number, texts: number): number;
  look(table: number, texts: number, last: number): void;
}

interface Kernel {
  readonly functions: Functions;
  readonly starts: Int32Array;
  readonly found: Int32Array;
  readonly signs: Int32Array;
  readonly counts: Int32Array;
  readonly units: Buffer;
  readonly buffer: ArrayBuffer;
}

/** One for all stages of a thread. */
let kernel: Kernel | null = null;

function startKernel(): Kernel {
  const { memory, exports } = startWasm<Functions>(KERNEL_CODE, TABLES + Object.keys(TABLE).length * TABLE_BYTES);
  const { buffer } = memory;
  return {
    functions: exports,
    starts: new Int32Array(buffer, STARTS, WINDOW_TEXTS + 1),
    found: new Int32Array(buffer, FOUND, WINDOW_TEXTS),
    signs: new Int32Array(buffer, SIGNS, WINDOW_TEXTS),
    counts: new Int32Array(buffer, COUNTS, COUNTED),
    units: Buffer.from(buffer, UNITS, WINDOW_UNITS * 2),
    buffer,
  };
}

const NONE: readonly number[] = [];

/** Looks at texts with one table. */
export class Survey {
  /** By unit. */
  readonly entries: Int32Array;
  /** What `look` found in each text, and how many units of each sort there were: valid up to the next look of any survey. */
  readonly found: Int32Array;
  readonly counts: Int32Array;
  readonly #kernel: Kernel;
  readonly #table: number;

  /**
   * @param table one of {@link TABLE}
   * @param entries by unit; the same whenever the table is the same
   */
  constructor(table: number, entries: Int32Array) {
    kernel ??= startKernel();
    this.#kernel = kernel;
    this.#table = TABLES + table * TABLE_BYTES;
    this.found = kernel.found;
    this.counts = kernel.counts;
    this.entries = new Int32Array(kernel.buffer, this.#table, entries.length);
    this.entries.set(entries);
  }

  /** The place of each text that `sift` of the kernel stops, and its signs: bits of entries and {@link SIGN}. */
  sift(texts: Texts): readonly number[] {
    const to = this.#layOut(texts, 0);
    if (to < texts.length) return this.#siftInParts(texts);
    const count = this.#kernel.functions.sift(this.#table, to);
    if (count === 0) return NONE;
    const suspects: number[] = [];
    this.#addSuspects(0, count, suspects);
    return suspects;
  }

  /** The same for more texts than there is room for, or longer ones. */
  #siftInParts(texts: Texts): readonly number[] {
    const suspects: number[] = [];
    for (let from = 0; from < texts.length; ) {
      const to = this.#layOut(texts, from);
      if (to === from) suspects.push(from++, SIGN.long);
      else {
        this.#addSuspects(from, this.#kernel.functions.sift(this.#table, to - from), suspects);
        from = to;
      }
    }
    return suspects;
  }

  #addSuspects(from: number, count: number, suspects: number[]): void {
    const { found, signs } = this.#kernel;
    for (let i = 0; i < count; i++) suspects.push(from + (found[i] as number), signs[i] as number);
  }

  /** {@link sift} of one text that nobody else looks at: its signs, 0 where it is not stopped. */
  siftText(text: string): number {
    if (!this.#layOutOne(text)) return SIGN.long;
    return this.#kernel.functions.sift(this.#table, 1) === 0 ? 0 : (this.#kernel.signs[0] as number);
  }

  /** {@link look} at one text that nobody else looks at; false where it is too long. */
  lookAtOne(text: string, last: number): boolean {
    if (!this.#layOutOne(text)) return false;
    this.#kernel.functions.look(this.#table, 1, last);
    return true;
  }

  /**
   * Looks at texts from the one at `from` on, and gives the place behind the last for which there was room: `from` itself where that text is
   * too long.
   *
   * @param last entry of what follows the last unit of a text
   */
  look(texts: Texts, from: number, last: number): number {
    const to = this.#layOut(texts, from);
    if (to > from) this.#kernel.functions.look(this.#table, to - from, last);
    return to;
  }

  /** What `look` finds in one text. */
  lookAt(text: string, last: number): number {
    const { entries } = this;
    let before = 0;
    let pairs = 0;
    let all = 0;
    for (let i = 0; i < text.length; i++) {
      const entry = entries[text.charCodeAt(i)] as number;
      pairs |= (before >>> PAIRS) & entry;
      all |= entry;
      before = entry;
    }
    pairs |= (before >>> PAIRS) & last;
    return (pairs & RIGHT_MASK) | (all & SINGLE_MASK);
  }

  /** Tells the kernel what a unit with some script bits adds to the counts: {@link COUNTED} numbers, 0 or 1. */
  spread(numbersOf: (bits: number) => readonly number[]): void {
    const sums = new BigUint64Array(this.#kernel.buffer, SPREAD, SCRIPTS);
    for (let bits = 0; bits < SCRIPTS; bits++) {
      sums[bits] = numbersOf(bits).reduce((sum, number, place) => sum | (BigInt(number) << BigInt(place * SUM_BITS)), 0n);
    }
  }

  /** False where there is no room for the text. */
  #layOutOne(text: string): boolean {
    const { starts, units } = this.#kernel;
    if (text.length >= WINDOW_UNITS) return false;
    starts[0] = 0;
    starts[1] = text.length + 1;
    writeUnits(units, text, 0);
    return true;
  }

  /** Lays out texts from the one at `from` on; gives the place behind the last for which there was room. */
  #layOut(texts: Texts, from: number): number {
    const { starts, units } = this.#kernel;
    const most = Math.min(texts.length, from + WINDOW_TEXTS);
    let length = 0;
    let to = from;
    for (; to < most; to++) {
      const { text } = texts[to] as Texts[number];
      if (length + text.length >= WINDOW_UNITS) break;
      starts[to - from] = length;
      length += text.length + 1;
    }
    starts[to - from] = length;
    writeUnits(units, to - from === texts.length ? joinTexts(texts) : joinPart(texts, from, to), 0);
    return to;
  }
}

function joinPart(texts: Texts, from: number, to: number): string {
  const parts: string[] = [];
  for (let i = from; i < to; i++) parts.push((texts[i] as Texts[number]).text);
  return parts.join("\n");
}
