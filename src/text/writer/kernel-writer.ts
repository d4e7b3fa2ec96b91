// Text to bytes in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript.

import { writeUnits } from "../utf16.ts";
import { startWasm, WASM_PAGE } from "../wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";

/** Numbers and units of strings that the memory has room for, and bytes that are made of them. What is never used takes no memory. */
const NUMBERS = 32_768;
const UNITS = 196_608;
/** Of JSON, for a unit and for a number with its column. */
const MOST_BYTES_PER_UNIT = 6;
const MOST_BYTES_PER_NUMBER = 48;
/** Of the columns of all tables. */
const COLUMN_BYTES = 12_288;
/** Of one column: kind, length of the literal, and from the 16th on the literal. */
const COLUMN = 64;
const LITERAL = 16;
const MOST_LITERAL_BYTES = 32;
/** Shorter strings are copied unit by unit: a call of V8's takes as long. */
const WORTH_A_CALL = 24;
/** Instead of a number or the length of a string. */
const NULL = -1;
const RAW = -2;

/** Functions of kernel/kernel.as. */
interface Functions {
  prepare(): void;
  holdsPairs(units: number, count: number): number;
  writeUtf8(units: number, count: number, to: number): number;
  writeTables(from: number, end: number, units: number, to: number): number;
  readonly pairs: { value: number };
  readonly MEMORY_START: { readonly value: number };
  readonly ROOM: { readonly value: number };
}

/** What a row has for a column: nothing, a whole number or null, a string or null, strings, a fraction or null. */
export type ColumnKind = "none" | "integer" | "string" | "strings" | "fraction";
const KINDS: Readonly<Record<ColumnKind, number>> = { none: 0, integer: 1, string: 2, strings: 3, fraction: 4 };

/** The columns of a table: what is written before each value, ASCII, and what the value is. */
export type Columns = readonly (readonly [literal: string, kind: ColumnKind])[];

/** Where the columns of a table are in the kernel's memory. */
export type Table = number & { readonly brand: "Table" };

/** Memory and code; one for each thread. */
export class KernelWriter {
  readonly #functions: Functions;
  readonly #bytes: Buffer;
  /** The same bytes: a part of a buffer takes several times as long to make as one of an array. */
  readonly #array: Uint8Array;
  readonly #numbers: Int32Array;
  readonly #units: Uint16Array;
  readonly #numbersAt: number;
  readonly #unitsAt: number;
  readonly #outputAt: number;
  #columnsEnd: number;
  #numberCount = 0;
  #unitCount = 0;

  constructor() {
    const most = COLUMN_BYTES + NUMBERS * (4 + MOST_BYTES_PER_NUMBER) + UNITS * (2 + MOST_BYTES_PER_UNIT);
    const { memory, exports } = startWasm<Functions>(KERNEL_CODE, most + WASM_PAGE);
    this.#functions = exports;
    this.#functions.prepare();
    const { MEMORY_START, ROOM } = this.#functions;
    this.#columnsEnd = MEMORY_START.value;
    this.#numbersAt = this.#columnsEnd + COLUMN_BYTES;
    this.#unitsAt = this.#numbersAt + NUMBERS * 4;
    this.#outputAt = this.#unitsAt + UNITS * 2 + ROOM.value;
    this.#bytes = Buffer.from(memory.buffer);
    this.#array = new Uint8Array(memory.buffer);
    this.#numbers = new Int32Array(memory.buffer, this.#numbersAt, NUMBERS);
    this.#units = new Uint16Array(memory.buffer, this.#unitsAt, UNITS);
  }

  /** Declares a table. */
  table(columns: Columns): Table {
    const at = this.#columnsEnd;
    this.#bytes.writeUInt32LE(columns.length, at);
    for (const [n, [literal, kind]] of columns.entries()) {
      const column = at + (n + 1) * COLUMN;
      if (literal.length > MOST_LITERAL_BYTES) throw new RangeError(`too long: ${literal}`);
      this.#bytes[column] = KINDS[kind];
      this.#bytes[column + 1] = this.#bytes.write(literal, column + LITERAL, "latin1");
    }
    this.#columnsEnd = at + (columns.length + 1) * COLUMN;
    if (this.#columnsEnd > this.#numbersAt) throw new RangeError("too many columns");
    return at as Table;
  }

  /** Text in UTF-8, valid up to the next call of anything here; null when it is too long. A surrogate that stands alone becomes U+FFFD. Not between `begin` and `finish`. */
  encode(text: string): Uint8Array | null {
    if (text.length > UNITS) return null;
    this.#functions.pairs.value = 0;
    writeUnits(this.#bytes, text, this.#unitsAt);
    const end = this.#functions.writeUtf8(this.#unitsAt, text.length, this.#outputAt);
    return this.#array.subarray(this.#outputAt, end);
  }

  /** Whether a text may hold surrogate pairs: it holds one half, or is too long. Not between `begin` and `finish`. */
  mayHoldPairs(text: string): boolean {
    if (text.length > UNITS) return true;
    writeUnits(this.#bytes, text, this.#unitsAt);
    return this.#functions.holdsPairs(this.#unitsAt, text.length) !== 0;
  }

  /** Surrogate pairs in what was encoded last. */
  get pairs(): number {
    return this.#functions.pairs.value;
  }

  /** Begins to collect rows. */
  begin(): void {
    this.#numberCount = 0;
    this.#unitCount = 0;
  }

  /** So many rows of a table follow, value by value. */
  rows(table: Table, count: number): void {
    this.#number(table);
    this.#number(count);
  }

  /** Any number: what is no whole one from 0 to 2^31 - 1 is left to V8. */
  integer(value: number): void {
    if ((value | 0) === value && value >= 0) this.#number(value);
    else this.#raw(JSON.stringify(value));
  }

  integerOrNull(value: number | null): void {
    if (value === null) this.#number(NULL);
    else this.integer(value);
  }

  /** Any number too: as a rule it lies between 0 and 1 and has three decimals at most. */
  fraction(value: number): void {
    const thousandths = Math.round(value * 1000);
    if (thousandths > 0 && thousandths < 1000 && thousandths / 1000 === value) this.#number(thousandths);
    else this.#raw(JSON.stringify(value));
  }

  string(text: string): void {
    const { length } = text;
    this.#number(this.#unitCount);
    this.#number(length);
    this.#put(text, length);
  }

  stringOrNull(text: string | null): void {
    if (text !== null) this.string(text);
    else {
      this.#number(0);
      this.#number(NULL);
    }
  }

  /** The string that was given last, again. */
  again(): void {
    const numbers = this.#numbers;
    const at = this.#numberCount;
    numbers[at] = numbers[at - 2] as number;
    numbers[at + 1] = numbers[at - 1] as number;
    this.#numberCount = at + 2;
  }

  strings(list: readonly string[]): void {
    this.#number(list.length);
    for (let i = 0; i < list.length; i++) this.string(list[i] as string);
  }

  /** The rows as JSON, valid up to the next call of anything here; null when there were too many of them. */
  finish(): Uint8Array | null {
    if (this.#numberCount > NUMBERS || this.#unitCount > UNITS) return null;
    const { writeTables } = this.#functions;
    const numbersEnd = this.#numbersAt + this.#numberCount * 4;
    const end = writeTables(this.#numbersAt, numbersEnd, this.#unitsAt, this.#outputAt);
    return this.#array.subarray(this.#outputAt, end);
  }

  /** Behind the last one a number is lost, which `finish` notices. */
  #number(value: number): void {
    this.#numbers[this.#numberCount++] = value;
  }

  #raw(text: string): void {
    this.#number(RAW);
    this.string(text);
  }

  #put(text: string, length: number): void {
    const at = this.#unitCount;
    this.#unitCount = at + length;
    if (at + length > UNITS) return;
    if (length > WORTH_A_CALL) writeUnits(this.#bytes, text, this.#unitsAt + at * 2);
    else for (let i = 0; i < length; i++) this.#units[at + i] = text.charCodeAt(i);
  }
}

let kernel: KernelWriter | null = null;

/** The kernel of this thread. */
export function kernelWriter(): KernelWriter {
  kernel ??= new KernelWriter();
  return kernel;
}
