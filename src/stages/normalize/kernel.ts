// House style in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript.

import type { ChangeLog } from "../../pipeline/changes.ts";
import { lowestBit } from "../../text/bits.ts";
import { Held } from "../../text/characters.ts";
import type { Edit } from "../../text/edits.ts";
import { HAN_BIT } from "../../text/script.ts";
import { readUnits, writeUnits } from "../../text/utf16.ts";
import { type Address, growTo, LARGE_MEMORY, startWasm, WASM_PAGE, type WasmMemory } from "../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import { fillTraits, RULES } from "./rules.ts";
import { unifiedForms } from "./unified.ts";

/** Bits of a style; the kernel has the same. */
export const Style = {
  forms: 1,
  /** Straight quotation marks and name dots. */
  marks: 2,
  /** Half-width punctuation. */
  widen: 4,
  tighten: 8,
  /** 。 stands somewhere in the document. */
  hasStops: 16,
  /** A title or another field. */
  field: 32,
} as const;

/** Texts are worked on together up to this many, and up to this length in UTF-16 units. */
const BATCH_TEXTS = 1_024;
const BATCH_UNITS = 32_000;
/** Room at first, in UTF-16 units; bytes for each: the units as they came, as they are, and in the output; marks; what the rules need. */
const FIRST_UNITS = 32_768;
const UNIT = 2;
const DRAFT_BYTES = UNIT + 1 + 10;
/** Numbers of a text and of an edit. */
const TEXT_SIZE = 4;
const EDIT_SIZE = 5;
const WORD = 4;
const MARGIN = 64;
/** Functions of kernel/kernel.as. */
interface Functions {
  setHeld(forms: number, nameDot: number, quotes: number, punctuation: number, han: number, mixed: number): void;
  restyle(texts: number, count: number, units: number, draft: number, longest: number, output: number, list: number, style: number): number;
  readonly COUNTS: Address;
  readonly TRAITS: Address;
  readonly UNIFIED: Address;
  readonly UNIFIED_PAIRS: Address;
  readonly MEMORY_START: Address;
}

/** Memory and code. */
class Kernel {
  /** Four numbers for each text: where it begins, its units, what it holds (then the number of its edits), where it ends in the output. */
  texts: Int32Array;
  readonly #memory: WasmMemory;
  readonly #functions: Functions;
  readonly #textsAt: number;
  readonly #unitsAt: number;
  #room = 0;
  #draftAt = 0;
  #outputAt = 0;
  #listAt = 0;
  #bytes: Buffer;
  /** The whole memory, and where the counts are in it. */
  #numbers: Int32Array;
  readonly #countsAt: number;

  constructor() {
    const { memory, exports } = startWasm<Functions>(KERNEL_CODE, WASM_PAGE * PAGES);
    this.#memory = memory;
    this.#functions = exports;
    this.#textsAt = exports.MEMORY_START.value;
    this.#unitsAt = this.#textsAt + BATCH_TEXTS * TEXT_SIZE * WORD;
    this.#bytes = Buffer.from(memory.buffer);
    this.#numbers = new Int32Array(memory.buffer);
    this.#countsAt = exports.COUNTS.value / WORD;
    this.texts = new Int32Array(memory.buffer, this.#textsAt, BATCH_TEXTS * TEXT_SIZE);
    this.reserve(FIRST_UNITS, false);
    const { buffer } = memory;
    fillTraits(new Uint16Array(buffer, exports.TRAITS.value, 0x10000));
    const { units, pairs } = unifiedForms();
    new Uint16Array(buffer, exports.UNIFIED.value, units.length).set(units);
    new Uint16Array(buffer, exports.UNIFIED_PAIRS.value, pairs.length).set(pairs);
    exports.setHeld(Held.forms, Held.nameDot, Held.quotes, Held.punctuation, HAN_BIT, Held.mixed);
  }

  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Makes room for texts of so many units in all. What was in the memory is lost. */
  reserve(units: number, isListed: boolean): void {
    this.#room = Math.max(this.#room, (units + MARGIN) & -MARGIN);
    this.#draftAt = this.#unitsAt + this.#room * UNIT;
    this.#outputAt = Math.ceil((this.#draftAt + this.#room * DRAFT_BYTES) / MARGIN + 3) * MARGIN;
    this.#listAt = this.#outputAt + this.#room * UNIT + MARGIN;
    const end = this.#listAt + (isListed ? this.#room * EDIT_SIZE * WORD : 0) + MARGIN;
    if (!growTo(this.#memory, end)) return;
    this.#bytes = Buffer.from(this.#memory.buffer);
    this.#numbers = new Int32Array(this.#memory.buffer);
    this.texts = new Int32Array(this.#memory.buffer, this.#textsAt, BATCH_TEXTS * TEXT_SIZE);
  }

  /** Gives the rules that have edits, as bits. */
  restyle(joined: string, count: number, longest: number, style: number, isListed: boolean): number {
    writeUnits(this.#bytes, joined, this.#unitsAt);
    const list = isListed ? this.#listAt : 0;
    return this.#functions.restyle(this.#textsAt, count, this.#unitsAt, this.#draftAt, longest, this.#outputAt, list, style);
  }

  /** The texts that changed, one behind another. */
  output(length: number): string {
    return readUnits(this.#bytes, this.#outputAt, this.#outputAt + length * UNIT);
  }

  /** Five numbers for each edit: see kernel/edits.as. */
  edits(count: number): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#listAt, count * EDIT_SIZE);
  }

  /** Adds the edits of the last texts to the counts. */
  tally(rules: number, changes: ChangeLog): void {
    const at = this.#countsAt;
    for (let rest = rules; rest !== 0; rest &= rest - 1) {
      const rule = lowestBit(rest);
      changes.tally(RULES[rule] as string, this.#numbers[at + 2 * rule] as number, this.#numbers[at + 2 * rule + 1] as number);
    }
  }
}

/** What the tables and the room at first take, in pages. */
const PAGES = 14;

/** One for all stages of a thread; started at the first text. */
let kernel: Kernel | null = null;

function startKernel(): Kernel {
  kernel ??= new Kernel();
  return kernel;
}

function giveBack({ size }: Kernel): void {
  if (size > LARGE_MEMORY) kernel = null;
}

/**
 * Texts in house style; the same strings where nothing changes. Counts what it does.
 *
 * @param held what each holds
 * @param style bits of {@link Style}
 */
export function restyleTexts(texts: readonly string[], held: readonly number[], style: number, changes: ChangeLog): readonly string[] {
  const restyled: string[] = [];
  for (let from = 0; from < texts.length; ) from = restyleBatch(texts, held, from, style, changes, restyled);
  return restyled;
}

/** Restyles texts from one on, and gives the place behind the last for which there was room: one at least. */
function restyleBatch(
  texts: readonly string[],
  held: readonly number[],
  from: number,
  style: number,
  changes: ChangeLog,
  restyled: string[],
): number {
  const kernel_ = startKernel();
  kernel_.reserve(Math.max(FIRST_UNITS, (texts[from] as string).length), false);
  const to = batchEnd(texts, from);
  const longest = putTexts(kernel_.texts, texts, held, from, to);
  const joined = to - from === texts.length ? texts : texts.slice(from, to);
  const rules = kernel_.restyle(joined.join(""), to - from, longest, style, false);
  if (rules !== 0) {
    takeTexts(kernel_, texts, from, to, restyled);
    kernel_.tally(rules, changes);
  } else for (let i = from; i < to; i++) restyled.push(texts[i] as string);
  giveBack(kernel_);
  return to;
}

/** The place behind the texts that are restyled together: one at least. */
function batchEnd(texts: readonly string[], from: number): number {
  const most = Math.min(texts.length, from + BATCH_TEXTS);
  let to = from;
  for (let length = 0; to < most; to++) {
    length += (texts[to] as string).length;
    if (to > from && length > BATCH_UNITS) break;
  }
  return to;
}

/** Tells the kernel where each text is; gives the units of the longest. */
function putTexts(numbers: Int32Array, texts: readonly string[], held: readonly number[], from: number, to: number): number {
  let length = 0;
  let longest = 0;
  for (let i = from; i < to; i++) {
    const units = (texts[i] as string).length;
    putText(numbers, i - from, length, units, held[i] as number);
    length += units;
    if (units > longest) longest = units;
  }
  return longest;
}

/** Adds the texts as they are now. */
function takeTexts(kernel_: Kernel, texts: readonly string[], from: number, to: number, restyled: string[]): void {
  const numbers = kernel_.texts;
  const output = kernel_.output(numbers[(to - from) * TEXT_SIZE - 1] as number);
  for (let i = from, start = 0; i < to; i++) {
    const place = (i - from) * TEXT_SIZE;
    const end = numbers[place + 3] as number;
    restyled.push(numbers[place + 2] === 0 ? (texts[i] as string) : output.slice(start, end));
    start = end;
  }
}

function putText(numbers: Int32Array, index: number, start: number, units: number, held: number): void {
  const place = index * TEXT_SIZE;
  numbers[place] = start;
  numbers[place + 1] = units;
  numbers[place + 2] = held;
}

/** What {@link restyleTexts} does to one text. */
export function restyleEdits(text: string, held: number, style: number): readonly Edit[] {
  const kernel_ = startKernel();
  kernel_.reserve(Math.max(FIRST_UNITS, text.length), true);
  putText(kernel_.texts, 0, 0, text.length, held);
  kernel_.restyle(text, 1, text.length, style, true);
  const [, , count = 0, written = 0] = kernel_.texts;
  const output = kernel_.output(written);
  const numbers = kernel_.edits(count);
  const edits: Edit[] = [];
  for (let at = 0; at < numbers.length; at += EDIT_SIZE) {
    const [start, end, rule, from, to] = numbers.subarray(at, at + EDIT_SIZE) as unknown as [number, number, number, number, number];
    edits.push({ start, end, rule: RULES[rule] as string, after: output.slice(from, to) });
  }
  giveBack(kernel_);
  return edits;
}
