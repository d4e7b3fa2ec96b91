// Searches in WebAssembly (kernel/*.as), and the memory that they share with TypeScript: the model, the codecs, the text at hand.
import type { Edit } from "../../text/edits.ts";
import { SIGN } from "../../text/survey.ts";
import { readUnits, writeUnits } from "../../text/utf16.ts";
import { type Address, growTo, LARGE_MEMORY, startWasm, type WasmMemory } from "../../text/wasm.ts";
import type { CloserTables } from "./closer-classes.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import { big5Tables, gbkTables, LATIN_BYTES_BY_UNIT, unassignedCodes } from "./legacy-codecs.ts";
import { ID_BITS, type ModelTables } from "./model-tables.ts";
import type { ReadingTables } from "./readings.ts";
import { SUSPECT } from "./suspects.ts";

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
const BIG5_CODES = 0x460000;
const BIG5_UNITS = 0x480000;
const CLASSES = 0x490000;
const WORD_PAIRS = 0x4b0000;
const WORDS = 0x4b2000;
const LATIN_BYTES = 0x4b4000;
const LINE = 0x4b6210;

/** UTF-16 units of a text with slips at most, and of a line, or of the pieces of a longer one. */
const MAX_UNITS = 2048;
const LINE_UNITS = 32_768;
/** Units on both sides of a piece that are there as neighbours. */
const BESIDE = 64;
/** Bytes for each unit of a line: itself, what it becomes, and an edit of four numbers for each two; bytes behind. */
const BYTES_OF_UNIT = 12;
const BEHIND_LINE = 128;
const MEMORY_BYTES: number = LINE + LINE_UNITS * BYTES_OF_UNIT + BEHIND_LINE;
/** Units that are looked for twice in a row. */
const MOST_REPEATED = 40;
/** Numbers of an edit: start, end, start and end of what stands there instead. */
const EDIT_NUMBERS = 4;

/** Functions of kernel/kernel.as, and what they leave. */
interface Functions {
  setFilterSize(bits: number): void;
  costOf(previous: number, unit: number): number;
  sumCosts(length: number, previous: number, least: number): number;
  readonly summed: Address;
  countScripts(length: number): number;
  countHan(length: number): number;
  suspect(signs: number, from: number, to: number, length: number): number;
  findLatin(length: number): number;
  findRepeats(length: number, to: number): number;
  readonly latinAfter: Address;
  readonly latinList: Address;
  readonly latinWhole: Address;
  beginLine(): void;
  feedLine(length: number): number;
  chooseReading(allowed: number): number;
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

/** Bits of {@link RepairKernel.otherCodec}: the bytes of a line that was read as GBK are Big5, or the other way round. */
export const CODEC = { big5: 1, gbk: 2 } as const;

/** What {@link RepairKernel.latin} finds; `isWhole`: all latin letters are UTF-8, or nothing says that any are. */
interface FoundLatin {
  readonly edits: readonly Edit[];
  readonly isWhole: boolean;
}

/** Memory and code of the searches of one thread. */
export class RepairKernel {
  /** -ln P(unit | previous) in 1/16 nat; `previous` is an id, 0 at the start of a line. */
  readonly costOf: (previous: number, unit: number) => number;
  readonly #memory: WasmMemory;
  readonly #functions: Functions;
  // Views of the memory, made anew when it has grown.
  #buffer!: ArrayBuffer;
  #entries!: Uint32Array;
  #bytes!: Buffer;
  #annotations!: Int16Array;
  #lengths!: Uint8Array;
  #hasReadings = false;
  #hasBig5 = false;

  /**
   * @param tables of the model; `simplified`: simplified forms by unit; `filter`: words; `closer`: for the closer look
   */
  constructor(tables: ModelTables & { readonly simplified: Uint16Array; readonly filter: Uint8Array; readonly closer: CloserTables }) {
    const { memory, exports } = startWasm<Functions>(KERNEL_CODE, MEMORY_BYTES);
    this.#functions = exports;
    this.#memory = memory;
    this.costOf = exports.costOf;
    this.#view();
    const { buffer } = memory;
    this.#entries.set(tables.entries);
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
    this.#put(CLASSES, tables.closer.classes);
    new Uint8Array(buffer, WORD_PAIRS).set(tables.closer.pairs);
    new Uint8Array(buffer, WORDS).set(tables.closer.words);
    new Uint8Array(buffer, LATIN_BYTES).set(LATIN_BYTES_BY_UNIT);
    this.#annotations.fill(-1);
  }

  #view(): void {
    const { buffer } = this.#memory;
    this.#buffer = buffer;
    this.#entries = new Uint32Array(buffer, ENTRIES, 0x10000);
    this.#bytes = Buffer.from(buffer);
    this.#annotations = new Int16Array(buffer, ANNOTATIONS, MAX_UNITS);
    this.#lengths = new Uint8Array(buffer, LENGTHS, MAX_UNITS);
  }

  /** A long line has made the memory too large to be kept. */
  get isLarge(): boolean {
    return this.#buffer.byteLength > LARGE_MEMORY;
  }

  /** Id of a unit for the model. */
  idOf(unit: number): number {
    return (this.#entries[unit] as number) & ID_BITS;
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
    for (let from = 0; from < text.length; from += LINE_UNITS) {
      const part = this.#layOut(text, from);
      sum += this.#functions.sumCosts(part.length, before, least);
      count += this.#functions.summed.value;
      before = this.idOf(part.charCodeAt(part.length - 1));
    }
    return { sum, count };
  }

  /** Makes a piece of a text the line at hand: all of it, as a rule. */
  #layOut(text: string, from: number): string {
    const part = text.length <= LINE_UNITS ? text : text.slice(from, from + LINE_UNITS);
    writeUnits(this.#bytes, part, LINE);
    return part;
  }

  /**
   * Bits of SUSPECT for a line: what its signs say, and what a closer look says of its units.
   *
   * @param signs what a look at all units has found (src/text/survey.ts)
   */
  suspect(text: string, signs: number): number {
    const { length } = text;
    if (length > LINE_UNITS) return this.#suspectLong(text, signs);
    writeUnits(this.#bytes, text, LINE);
    if ((signs & SIGN.strange) !== 0) this.#needBig5();
    return this.#functions.suspect(signs, 0, length, length);
  }

  #suspectLong(text: string, signs: number): number {
    let bits = 0;
    const step = LINE_UNITS - 2 * BESIDE;
    for (let from = 0; from < text.length; from += step) {
      const start = Math.max(0, from - BESIDE);
      const part = text.slice(start, from + step + BESIDE);
      writeUnits(this.#bytes, part, LINE);
      bits |= this.#functions.suspect(signs, from - start, Math.min(from + step, text.length) - start, part.length);
    }
    return (bits & SUSPECT.strange) === 0 || this.otherCodec(text, CODEC.big5 | CODEC.gbk) !== 0 ? bits : bits & ~SUSPECT.strange;
  }

  /** How many units only simplified text has, and how many only traditional text. */
  countScripts(text: string): { readonly simplified: number; readonly traditional: number } {
    let simplified = 0;
    let traditional = 0;
    for (let from = 0; from < text.length; from += LINE_UNITS) {
      const counts = this.#functions.countScripts(this.#layOut(text, from).length);
      simplified += counts & 0xffff;
      traditional += counts >>> 16;
    }
    return { simplified, traditional };
  }

  /** How many units are Han characters. */
  countHan(text: string): number {
    let han = 0;
    for (let from = 0; from < text.length; from += LINE_UNITS) han += this.#functions.countHan(this.#layOut(text, from).length);
    return han;
  }

  /** UTF-8 written with the latin letters of windows-1252: stretches that are surely some. */
  latin(text: string): FoundLatin {
    const { length } = text;
    if (growTo(this.#memory, LINE + length * BYTES_OF_UNIT + BEHIND_LINE)) this.#view();
    writeUnits(this.#bytes, text, LINE);
    const { findLatin, latinAfter, latinList, latinWhole } = this.#functions;
    const count = findLatin(length);
    const edits: Edit[] = [];
    if (count > 0) {
      const numbers = new Int32Array(this.#buffer, latinList.value, count * EDIT_NUMBERS);
      const from = latinAfter.value;
      const made = readUnits(this.#bytes, from, from + (numbers[numbers.length - 1] as number) * 2);
      for (let i = 0; i < numbers.length; i += EDIT_NUMBERS) {
        const after = made.slice(numbers[i + 2], numbers[i + 3]);
        edits.push({ start: numbers[i] as number, end: numbers[i + 1] as number, rule: "utf8-as-latin", after });
      }
    }
    return { edits, isWhole: latinWhole.value !== 0 };
  }

  /**
   * The reading of a line in the other of GBK and Big5 that the model likes far better; 0 where there is none.
   *
   * @param allowed bits of {@link CODEC}
   */
  otherCodec(text: string, allowed: number): number {
    this.#needBig5();
    this.#functions.beginLine();
    for (let from = 0; from < text.length; from += LINE_UNITS)
      if (this.#functions.feedLine(this.#layOut(text, from).length) === 0) return 0;
    return this.#functions.chooseReading(allowed);
  }

  #needBig5(): void {
    if (this.#hasBig5) return;
    const { codes, units } = big5Tables();
    this.#put(BIG5_CODES, codes);
    this.#put(BIG5_UNITS, units);
    this.#hasBig5 = true;
  }

  /** Places at which units stand twice in a row, each with the fewest of such units. */
  repeats(text: string): readonly number[] {
    const found: number[] = [];
    const step = LINE_UNITS - 2 * MOST_REPEATED;
    for (let from = 0; ; from += step) {
      const part = this.#layOut(text, from);
      const isLast = from + part.length === text.length;
      const count = this.#functions.findRepeats(part.length, isLast ? part.length : step);
      const list = new Int32Array(this.#buffer, (LINE + part.length * 2 + 3) & ~3, count * 2);
      for (let i = 0; i < list.length; i += 2) found.push(from + (list[i] as number), list[i + 1] as number);
      if (isLast) return found;
    }
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
    writeUnits(this.#bytes, text, TEXT);
    if (decodeSlip(text.length, start, context, keepsPrivate ? 1 : 0) === 0) return null;
    const after = readUnits(this.#bytes, OUT_END - slipLength.value * 2, OUT_END);
    return { end: slipEnd.value, after, gain: slipGain.value };
  }
}
