// The conversion of laid out texts in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript.

import { readUnits, writeUnits } from "../../text/utf16.ts";
import { type Address, growTo, startWasm, WASM_PAGE, type WasmMemory } from "../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import type { ConvertTable, Trie } from "./table.ts";

/** Room at first: UTF-16 units of texts, parts of them, bytes for one region. */
const FIRST_UNITS = 32_768;
const FIRST_PARTS = 1_024;
const FIRST_SCRATCH = 8_192;
/** Numbers of a part and of a run of changes: see kernel/kernel.as. */
export const PART_SIZE = 4;
export const RUN_SIZE = 4;
const WORD = 4;
/** Bytes behind the units and behind the output, which are read and written in words of up to eight. */
const MARGIN = 16;

/** Functions of kernel/kernel.as. */
interface Functions {
  setTrie(number: number, base: number, check: number, value: number, pool: number): void;
  convert(parts: number, count: number, units: number, length: number, scratch: number, bytes: number, limit: number, list: number): number;
  readonly runs: Address;
  readonly chars: Address;
  readonly MAP: Address;
  readonly CODES: Address;
  readonly FLAGS: Address;
  readonly PAIRS: Address;
  readonly MEMORY_START: Address;
}

/** Memory and code for one table. */
export class ConvertKernel {
  /** Four numbers for each part that is to be converted: where it begins and ends in the text, and, written by `convert`, where it ends in the output, and its runs. */
  parts: Int32Array;
  readonly #memory: WasmMemory;
  readonly #functions: Functions;
  /** First byte behind the tables; of parts, of the list of changes, of scratch and output behind the units. */
  readonly #unitsAt: number;
  #partsAt = 0;
  #listAt = 0;
  #scratchAt = 0;
  #units = FIRST_UNITS;
  #partRoom = FIRST_PARTS;
  #listRoom = 0;
  #scratch = FIRST_SCRATCH;
  #outputUnits = 2 * FIRST_UNITS;
  #bytes: Buffer;

  constructor(table: ConvertTable) {
    const { memory, exports } = startWasm<Functions>(KERNEL_CODE, WASM_PAGE);
    this.#memory = memory;
    this.#functions = exports;
    const tries = [table.normalize, table.own, table.segment, table.first, table.last];
    this.#unitsAt = exports.MEMORY_START.value + tries.reduce((sum, trie) => sum + sizeOf(trie), 0);
    this.#bytes = Buffer.alloc(0);
    this.parts = new Int32Array(0);
    this.#layOut();
    new Int32Array(memory.buffer, exports.MAP.value, table.map.length).set(table.map);
    new Uint16Array(memory.buffer, exports.CODES.value, table.codes.length).set(table.codes);
    new Uint8Array(memory.buffer, exports.FLAGS.value, table.flags.length).set(table.flags);
    new Uint16Array(memory.buffer, exports.PAIRS.value, table.pairs.length).set(table.pairs);
    this.#putTries(tries);
  }

  #putTries(tries: readonly (Trie | null)[]): void {
    let at = this.#functions.MEMORY_START.value;
    const put = (units: Uint16Array, gap = 0): number => {
      const address = at;
      new Uint16Array(this.#memory.buffer, at, units.length).set(units);
      at += units.byteLength + gap * 2;
      return address;
    };
    for (const [number, trie] of tries.entries()) {
      if (trie !== null) this.#functions.setTrie(number, put(trie.base), put(trie.check, MOST_CODES), put(trie.value), put(trie.pool));
    }
  }

  /** Bytes of its memory. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Makes room for a text and its parts. What was in the memory is lost. */
  reserve(units: number, parts: number, isListed: boolean): void {
    const list = isListed ? Math.max(units, FIRST_UNITS) : 0;
    if (units <= this.#units && parts <= this.#partRoom && list <= this.#listRoom) return;
    this.#units = Math.max(this.#units, units);
    this.#outputUnits = Math.max(this.#outputUnits, units);
    this.#partRoom = Math.max(this.#partRoom, parts);
    this.#listRoom = Math.max(this.#listRoom, list);
    this.#layOut();
  }

  #layOut(): void {
    this.#partsAt = (this.#unitsAt + this.#units * 2 + 2 * MARGIN) & -MARGIN;
    this.#listAt = this.#partsAt + this.#partRoom * PART_SIZE * WORD;
    this.#scratchAt = this.#listAt + this.#listRoom * RUN_SIZE * WORD;
    const end = this.#scratchAt + 2 * this.#scratch + this.#outputUnits * 2 + MARGIN;
    growTo(this.#memory, end);
    this.#bytes = Buffer.from(this.#memory.buffer);
    this.parts = new Int32Array(this.#memory.buffer, this.#partsAt, this.#partRoom * PART_SIZE);
  }

  /**
   * Converts parts of a text for which there is room. The rest stays.
   *
   * @returns UTF-16 units of output
   */
  convert(text: string, parts: number, isListed: boolean): number {
    writeUnits(this.#bytes, text, this.#unitsAt);
    for (;;) {
      const list = isListed ? this.#listAt : 0;
      const limit = Math.min(this.#memory.buffer.byteLength, MOST_ADDRESS) - MARGIN;
      const { convert } = this.#functions;
      const length = convert(this.#partsAt, parts, this.#unitsAt, text.length, this.#scratchAt, this.#scratch, limit, list);
      if (length >= 0) return length;
      this.#scratch *= 2;
      this.#outputUnits *= 2;
      this.#layOut();
    }
  }

  /** Part of the output, in UTF-16 units. */
  output(from: number, to: number): string {
    const at = this.#scratchAt + 2 * this.#scratch;
    return readUnits(this.#bytes, at + from * 2, at + to * 2);
  }

  /** Runs of changed characters; neighbouring changes are one run. */
  get runs(): number {
    return this.#functions.runs.value;
  }

  /** Characters replaced, in code points. */
  get chars(): number {
    return this.#functions.chars.value;
  }

  /** Four numbers for each run: where it begins and ends in the text and in the output. */
  get changes(): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#listAt, this.runs * RUN_SIZE);
  }
}

const MOST_ADDRESS = 0xffff_0000;
/** Codes of units: so many zeros stand behind `check`, which is read without a look at its length. */
const MOST_CODES = 65_536;

/** Bytes. */
function sizeOf(trie: Trie | null): number {
  return trie === null ? 0 : trie.base.byteLength + trie.check.byteLength + trie.value.byteLength + trie.pool.byteLength + MOST_CODES * 2;
}
