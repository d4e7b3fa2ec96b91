// Searches in WebAssembly (kernel/*.as), and the memory that they share with TypeScript: the model, the codecs, the text at hand.
import { type Address, startWasm } from "../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import { big5Tables, gbkTables, unassignedCodes } from "./legacy-codecs.ts";
import { ID_BITS, type ModelTables } from "./model-tables.ts";
import type { ReadingTables } from "./readings.ts";

/** Addresses in bytes: see kernel/memory.as. */
const ENTRIES = 0;
const SIMPLIFIED = 0x40000;
const GBK_CODES = 0x60000;
const GBK_UNITS = 0x80000;
const UNASSIGNED = 0x90000;
const BACKOFFS = 0xa0000;
const FILTER = 0xa4000;
const READING_STARTS = 0xc0000;
const READING_IDS = 0xe0010;
const CODE_STARTS = 0xf0000;
const CODES = 0xf2000;
const BIGRAM_STARTS = 0x100000;
const SECONDS = 0x110000;
const SECOND_COSTS = 0x150000;
const TEXT = 0x180000;
const ANNOTATIONS = 0x181000;
const LENGTHS = 0x182000;
const OUT_END = 0x183800;
const READINGS_OF_LINE = 0x188000;
const BIG5_CODES = 0x460000;
const BIG5_UNITS = 0x480000;
const MEMORY_BYTES = 0x490000;

/** UTF-16 units of a text at most. */
const MAX_UNITS = 2048;

/** Functions of kernel/kernel.as, and what they leave. */
interface Functions {
  setFilterSize(bits: number): void;
  costOf(previous: number, unit: number): number;
  sumCosts(length: number, previous: number, least: number): number;
  readonly summed: Address;
  beginLine(): void;
  feedLine(length: number): number;
  decodeSlip(length: number, start: number, context: number, keepsPrivate: number): number;
  readonly slipEnd: Address;
  readonly slipGain: Address;
  readonly slipLength: Address;
}

/** What a search leaves: offset behind the slip, what stands there instead, 1/16 nats gained. */
export interface Found {
  readonly end: number;
  readonly after: string;
  readonly gain: number;
}

/** What {@link RepairKernel.readings} gives, numbers by place. */
export const LINE = { cost: 0, count: 1, isNone: 3, own: 0, big5: 4, gbk: 8, cjk: 12, kana: 13, size: 14 } as const;

/** Memory and code of the searches of one thread. */
export class RepairKernel {
  /** -ln P(unit | previous) in 1/16 nat; `previous` is an id, 0 at the start of a line. */
  readonly costOf: (previous: number, unit: number) => number;
  readonly idOf: (unit: number) => number;
  readonly #functions: Functions;
  readonly #buffer: ArrayBuffer;
  readonly #text: Buffer;
  readonly #annotations: Int16Array;
  readonly #lengths: Uint8Array;
  readonly #readings: Int32Array;
  #hasReadings = false;
  #hasBig5 = false;

  /**
   * @param tables of the model; `simplified`: simplified forms by unit; `filter`: words
   */
  constructor(tables: ModelTables & { readonly simplified: Uint16Array; readonly filter: Uint8Array }) {
    const { memory, exports } = startWasm<Functions>(KERNEL_CODE, MEMORY_BYTES);
    this.#functions = exports;
    const { buffer } = memory;
    this.#buffer = buffer;
    this.costOf = exports.costOf;
    const entries = new Uint32Array(buffer, ENTRIES, tables.entries.length);
    entries.set(tables.entries);
    this.idOf = (unit) => (entries[unit] as number) & ID_BITS;
    new Uint8Array(buffer, BACKOFFS).set(tables.backoffs);
    new Uint32Array(buffer, BIGRAM_STARTS).set(tables.starts);
    new Uint16Array(buffer, SECONDS).set(tables.seconds);
    new Uint8Array(buffer, SECOND_COSTS).set(tables.costs);
    const codec = gbkTables();
    this.#put(SIMPLIFIED, tables.simplified);
    this.#put(GBK_CODES, codec.codes);
    this.#put(GBK_UNITS, codec.units);
    new Uint8Array(buffer, UNASSIGNED).set(unassignedCodes());
    new Uint8Array(buffer, FILTER).set(tables.filter);
    this.#functions.setFilterSize(tables.filter.length * 8);
    this.#text = Buffer.from(buffer, TEXT, MAX_UNITS * 2);
    this.#readings = new Int32Array(buffer, READINGS_OF_LINE, LINE.size);
    this.#annotations = new Int16Array(buffer, ANNOTATIONS, MAX_UNITS).fill(-1);
    this.#lengths = new Uint8Array(buffer, LENGTHS, MAX_UNITS);
  }

  #put(address: number, units: Uint16Array): void {
    new Uint16Array(this.#buffer, address, units.length).set(units);
  }

  /**
   * Sums what the units of a text cost that are not below `least`, in 1/16 nat; `count` units.
   *
   * @param previous id of the character before
   */
  sumCosts(text: string, previous: number, least: number): { readonly sum: number; readonly count: number } {
    let sum = 0;
    let count = 0;
    let before = previous;
    for (let from = 0; from < text.length; from += MAX_UNITS) {
      const part = text.length <= MAX_UNITS ? text : text.slice(from, from + MAX_UNITS);
      this.#text.write(part, "utf16le");
      sum += this.#functions.sumCosts(part.length, before, least);
      count += this.#functions.summed.value;
      before = this.idOf(part.charCodeAt(part.length - 1));
    }
    return { sum, count };
  }

  /**
   * What a line costs as it stands (`own`), in Big5 where it was read as GBK (`big5`), and the other way round (`gbk`), in 1/16 nat and of units
   * beyond ASCII; whether a codec has not all of it; CJK and kana. Null where both have not: {@link LINE}. Valid up to the next call.
   */
  readings(text: string): Int32Array | null {
    if (!this.#hasBig5) {
      const { codes, units } = big5Tables();
      this.#put(BIG5_CODES, codes);
      this.#put(BIG5_UNITS, units);
      this.#hasBig5 = true;
    }
    this.#functions.beginLine();
    for (let from = 0; from < text.length; from += MAX_UNITS) {
      const part = text.length <= MAX_UNITS ? text : text.slice(from, from + MAX_UNITS);
      this.#text.write(part, "utf16le");
      if (this.#functions.feedLine(part.length) === 0) return null;
    }
    return this.#readings;
  }

  /** Forgets the text at hand. */
  clearAnnotations(): void {
    if (this.#hasReadings) this.#annotations.fill(-1);
  }

  /** Says that a reading stands in brackets behind a place of the text at hand. */
  annotate(at: number, reading: number, length: number, { starts, ids, codeStarts, codes }: ReadingTables): void {
    if (!this.#hasReadings) {
      this.#put(READING_STARTS, starts);
      this.#put(READING_IDS, ids);
      this.#put(CODE_STARTS, codeStarts);
      this.#put(CODES, codes);
      this.#hasReadings = true;
    }
    this.#annotations[at] = reading;
    this.#lengths[at] = length;
  }

  /**
   * Decodes the slip that may begin at the `?` at `start`; null when the text as it stands is the best reading.
   *
   * @param text MAX_UNITS at most
   * @param context behind the character before the slip
   */
  decodeSlip(text: string, start: number, context: number, keepsPrivate: boolean): Found | null {
    const { decodeSlip, slipEnd, slipGain, slipLength } = this.#functions;
    this.#text.write(text, "utf16le");
    if (decodeSlip(text.length, start, context, keepsPrivate ? 1 : 0) === 0) return null;
    const size = slipLength.value * 2;
    const after = Buffer.from(this.#buffer, OUT_END - size, size).toString("utf16le");
    return { end: slipEnd.value, after, gain: slipGain.value };
  }
}
