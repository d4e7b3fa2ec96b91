// Work on bytes in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript: a file, a sample of it that the models score,
// and pieces to decode.
import { type Address, growTo, startWasm, type WasmMemory } from "../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import type { Controls } from "./signatures.ts";

interface Functions {
  countControls(count: number): number;
  countHigh(count: number): number;
  nextLine(from: number, length: number, isUtf8: boolean): number;
  takeSample(from: number, end: number, limit: number): number;
  readUtf8(count: number): number;
  runFirst(first: number, last: number, text: number, end: number, length: number, found: number, hopeless: number): number;
  runOn(first: number, last: number, length: number, limit: number): void;
  settle(first: number, last: number, length: number, utf8: number, hopeless: number): number;
  align(model: number, count: number, length: number): number;
  listSkipped(count: number): number;
  decodeUtf8(count: number): number;
  decodeGb18030(count: number, isLast: boolean, table: number, quads: number): number;
  decodePairs(count: number, isLast: boolean, table: number, cells: number): number;
}

/** Of kernel/memory.as. */
type Addresses = Readonly<
  Record<
    | "CASE_COSTS"
    | "ASCII"
    | "MODELS"
    | "PROGRESS"
    | "MOST_MODELS"
    | "SAMPLE"
    | "CODES"
    | "PIECE"
    | "UNITS"
    | "COSTS"
    | "TABLES"
    | "FILE"
    | "SLACK",
    Address
  >
>;

/** Places of what functions give beside their results, as i32. */
const LINE_START = 0;
const USED = 1;
const INVALID = 2;
const MARGIN = 3;
/** Numbers of a model's progress, and of a model. */
const MODEL_NUMBERS = 4;

/** Numbers of the two-byte encodings, as in kernel/score.as. */
const SORTS: Readonly<Record<string, number>> = { gb18030: 1, shift_jis: 2, "euc-jp": 3, "euc-tw": 4, big5: 5, "euc-kr": 6 };
/** Instead of the address of a table that is only needed for rare characters. */
const NOT_LOADED = 1;
const NEEDS_RARE = -1;
/** Memory at the start: room for files of 1.2 MB. More comes when it is needed, and by so much of what there is. What is never used takes none. */
const FIRST_BYTES = 4_194_304;
const GROWTH = 0.25;
/** In tables of two-byte characters: lead 80. */
const FIRST_PAIR = 0x8000;

/** How many bytes around the non-ASCII characters are looked at. Every model has decided long before; see docs/stages/decode.md. */
export const SAMPLE_BYTES = 4096;
/** Bytes that `setSample` and `decode` take at most, as in kernel/memory.as. */
export const MOST_SAMPLE_BYTES = 65_536;
export const PIECE_BYTES = 131_072;

/** Units that no model has, and that a model has which is out. */
export const OUT: number = 2 ** 31 - 1;

/** A table in the kernel's memory. */
export type Table = number & { readonly brand: "Table" };

/** A two-byte encoding that the kernel decodes. */
export interface PairTables {
  readonly isGb18030: boolean;
  /** BMP characters by `lead << 8 | trail`. */
  readonly units: () => Uint16Array;
  /** What rare characters need, asked for with the first of them; null where there are none. */
  readonly rare: (() => Uint16Array | Uint32Array) | null;
}

/** A piece that was decoded. */
export interface Piece {
  readonly text: string;
  /** Bytes that it is made of: what is left begins a character. */
  readonly used: number;
}

/** Memory and code; one for each thread. */
export class DecodeKernel {
  readonly #functions: Functions & Addresses;
  readonly #memory: WasmMemory;
  readonly #sampleAt: number;
  readonly #pieceAt: number;
  readonly #unitsAt: number;
  readonly #fileAt: number;
  /** These two as places of `#numbers`. */
  readonly #progressAt: number;
  readonly #codesAt: number;
  #tablesEnd: number;
  #models = 0;
  readonly #pairTables = new Map<PairTables, { readonly units: Table; rare: number }>();
  #bytes!: Buffer;
  #numbers!: Int32Array;

  constructor() {
    const { memory, exports } = startWasm<Functions & Addresses>(KERNEL_CODE, FIRST_BYTES);
    this.#functions = exports;
    this.#memory = memory;
    this.#sampleAt = exports.SAMPLE.value;
    this.#pieceAt = exports.PIECE.value;
    this.#unitsAt = exports.UNITS.value;
    this.#fileAt = exports.FILE.value;
    this.#progressAt = exports.PROGRESS.value >> 2;
    this.#codesAt = exports.CODES.value >> 2;
    this.#tablesEnd = exports.TABLES.value;
    this.#view();
  }

  #view(): void {
    this.#bytes = Buffer.from(this.#memory.buffer);
    this.#numbers = new Int32Array(this.#memory.buffer, 0, this.#functions.TABLES.value >> 2);
  }

  /** Makes bytes the file. */
  load(bytes: Uint8Array): void {
    const end = this.#fileAt + bytes.length + this.#functions.SLACK.value;
    const size = this.#bytes.length;
    if (end > size && growTo(this.#memory, Math.max(end, size * (1 + GROWTH)))) this.#view();
    this.#bytes.set(bytes, this.#fileAt);
  }

  /** Control characters in the first bytes of the file. */
  countControls(count: number): Controls {
    const sum = this.#functions.countControls(count);
    return { zeros: sum & 0xffff, others: sum >>> 16 };
  }

  /**
   * The next line of the file from `from` on that is not ASCII: its end, line feed included; 0 where there is none. `lineStart` then has its
   * beginning.
   *
   * @param isUtf8 only a line of which the first sequences beyond ASCII have the form of UTF-8
   */
  nextLine(from: number, length: number, isUtf8: boolean): number {
    return this.#functions.nextLine(from, length, isUtf8);
  }

  get lineStart(): number {
    return this.#numbers[LINE_START] as number;
  }

  /** Makes what is beyond ASCII in bytes [from, end) of the file, and a little around it, the sample; gives its length. */
  takeSample(from: number, end: number, limit: number): number {
    return this.#functions.takeSample(from, end, limit);
  }

  /** Makes bytes the sample, at most `MOST_SAMPLE_BYTES`. */
  setSample(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#sampleAt);
  }

  /** The sample, valid until there is another. */
  sample(length: number): Uint8Array {
    return this.#bytes.subarray(this.#sampleAt, this.#sampleAt + length);
  }

  /** Bytes beyond ASCII in the first bytes of the sample. */
  countHigh(count: number): number {
    return this.#functions.countHigh(count);
  }

  /** Reads the first bytes of the sample as UTF-8; gives the number of code points. */
  readUtf8(count: number): number {
    return this.#functions.readUtf8(count);
  }

  /** How many of the code points that were read last are `NO_CHARACTER`. */
  get invalid(): number {
    return this.#numbers[INVALID] as number;
  }

  /** The code points that were read last, valid until the next are. */
  codes(count: number): Int32Array {
    return this.#numbers.subarray(this.#codesAt, this.#codesAt + count);
  }

  /** Copies a table for good. */
  addTable(table: Uint8Array | Uint16Array | Uint32Array): Table {
    const at = this.#tablesEnd;
    const bytes = new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
    if (at + bytes.length > this.#fileAt) throw new RangeError("too many tables");
    this.#bytes.set(bytes, at);
    this.#tablesEnd = (at + bytes.length + 3) & ~3;
    return at as Table;
  }

  /** Tables of all models: u16 kind and cost by ASCII character, cost by change of case. */
  setShared(ascii: Uint16Array, caseCosts: Uint8Array): void {
    const { ASCII, CASE_COSTS } = this.#functions;
    this.#bytes.set(new Uint8Array(ascii.buffer, ascii.byteOffset, ascii.byteLength), ASCII.value);
    this.#bytes.set(caseCosts, CASE_COSTS.value);
  }

  /** Adds a model of a two-byte encoding; gives its number. @param pairs from lead 80 on */
  addDouble(encoding: string, pairs: Table, transitions: Table): number {
    return this.#addModel(pairs, transitions, SORTS[encoding] ?? 0);
  }

  /** Adds a model of a single-byte encoding; gives its number. */
  addSingle(pairs: Table, bytes: Table, classes: number): number {
    return this.#addModel(pairs, bytes, classes);
  }

  #addModel(first: Table, second: Table, sort: number): number {
    const { MODELS, MOST_MODELS } = this.#functions;
    if (this.#models === MOST_MODELS.value) throw new RangeError("too many models");
    const at = (MODELS.value >> 2) + this.#models * MODEL_NUMBERS;
    this.#numbers[at] = first;
    this.#numbers[at + 1] = second;
    this.#numbers[at + 2] = sort;
    return this.#models++;
  }

  /** Puts a model at the beginning of a text, with so many units. */
  start(model: number, units: number): void {
    const at = this.#progressAt + model * MODEL_NUMBERS;
    this.#numbers[at] = units;
    this.#numbers[at + 1] = 0;
    this.#numbers[at + 2] = 0;
  }

  /**
   * Lets models [first, last) read the sample, of that length, up to `end`. Gives the least units of any and of `found`; whoever needs
   * `hopeless` more stops somewhere.
   */
  runFirst(first: number, last: number, end: number, length: number, found: number, hopeless: number): number {
    return this.#functions.runFirst(first, last, this.#sampleAt, end, length, found, hopeless);
  }

  /** Lets models [first, last) go on up to the end of the sample. Whoever has needed more units than `limit` is out. */
  runOn(first: number, last: number, length: number, limit: number): void {
    this.#functions.runOn(first, last, length, limit);
  }

  /**
   * Lets two-byte models [first, last), which were started, read a sample of that length, over 192. Gives the best one where there is no doubt,
   * else -1. `margin` then has the units that the next encoding needs more, or `OUT`.
   *
   * @param utf8 what UTF-8 needs when it has too many invalid sequences
   */
  settle(first: number, last: number, length: number, utf8: number, hopeless: number): number {
    return this.#functions.settle(first, last, length, utf8, hopeless);
  }

  get margin(): number {
    return this.#numbers[MARGIN] as number;
  }

  /** The units that a model needs for other bytes than the sample, at most `PIECE_BYTES`. */
  scoreOther(bytes: Uint8Array, model: number): number {
    this.#bytes.set(bytes, this.#pieceAt);
    this.start(model, 0);
    return this.#functions.runFirst(model, model + 1, this.#pieceAt, bytes.length, bytes.length, OUT, 0);
  }

  /** The units that a model needs for a sample of that length. */
  score(model: number, length: number): number {
    this.start(model, 0);
    return this.#functions.runFirst(model, model + 1, this.#sampleAt, length, length, OUT, 0);
  }

  /** Units that a model has needed, or `OUT`. */
  unitsOf(model: number): number {
    return this.#numbers[this.#progressAt + model * MODEL_NUMBERS] as number;
  }

  /**
   * The fewest units that a two-byte model needs for bytes that may have lost some, where a byte can be skipped for a price.
   *
   * @param count bytes of the sample that are read
   */
  align(model: number, count: number, length: number): number {
    return this.#functions.align(model, count, length);
  }

  /** Offsets of what `align` has skipped, in order. */
  skipped(count: number): number[] {
    const skipped = this.#functions.listSkipped(count);
    const end = (this.#functions.COSTS.value >> 2) + count + 1;
    return Array.from(this.#numbers.subarray(end - skipped, end));
  }

  /** Decodes valid UTF-8, at most `PIECE_BYTES`. */
  decodeUtf8(bytes: Uint8Array): string {
    this.#bytes.set(bytes, this.#pieceAt);
    return this.#text(this.#functions.decodeUtf8(bytes.length));
  }

  #text(units: number): string {
    return this.#bytes.toString("utf16le", this.#unitsAt, this.#unitsAt + units * 2);
  }

  /** Decodes bytes, at most `PIECE_BYTES`. @param isLast no more follow: a cut-off character becomes U+FFFD */
  decode(bytes: Uint8Array, isLast: boolean, tables: PairTables): Piece {
    let found = this.#pairTables.get(tables);
    if (found === undefined) {
      found = { units: this.addTable(tables.units().subarray(FIRST_PAIR)), rare: tables.rare === null ? 0 : NOT_LOADED };
      this.#pairTables.set(tables, found);
    }
    this.#bytes.set(bytes, this.#pieceAt);
    const { decodeGb18030, decodePairs } = this.#functions;
    const decode = tables.isGb18030 ? decodeGb18030 : decodePairs;
    let count = decode(bytes.length, isLast, found.units, found.rare);
    if (count === NEEDS_RARE && tables.rare !== null) {
      found.rare = this.addTable(tables.rare());
      count = decode(bytes.length, isLast, found.units, found.rare);
    }
    return { text: this.#text(count), used: this.#numbers[USED] as number };
  }
}

let kernel: DecodeKernel | null = null;

/** The kernel of this thread. */
export function decodeKernel(): DecodeKernel {
  kernel ??= new DecodeKernel();
  return kernel;
}
