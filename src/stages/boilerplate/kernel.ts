// The lines of a document in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript.
import type { Block } from "../../pipeline/document.ts";
import { joinTexts } from "../../text/joined.ts";
import { readUnits, writeUnits } from "../../text/utf16.ts";
import { type Address, growTo, LARGE_MEMORY, startWasm, WASM_PAGE, type WasmMemory } from "../../text/wasm.ts";
import { Family } from "./gate.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import type { Facts, Finding, Line } from "./line.ts";
import { kernelTables, TABLES_START } from "./unit-table.ts";

/** Functions and numbers of kernel/kernel.as. */
interface Exports {
  layOut(blocks: number, units: number): number;
  open(blocks: number): number;
  judge(): number;
  settle(): number;
  listMends(): number;
  listGone(lines: number): number;
  listTitles(end: number, opening: number): number;
  listNames(opening: number): number;
  foldLine(record: number): number;
  holdsNotice(start: number, end: number): number;
  namesReporters(): number;
  needsOfRecord(record: number): number;
  possible(families: number, needs: number, start: number, end: number): number;
  needsOf(table: number, start: number, end: number): number;
  couldBeCredit(needs: number): number;
  readonly verdict: Address;
  readonly starts: Address;
  readonly kept: Address;
  readonly lines: Address;
  readonly records: Address;
  readonly units: Address;
}

/** What the kernel tells: numbers of four bytes, as in kernel/memory.as. */
const STATE = 0x68fe0 >>> 2;
const LINE_COUNT = STATE;
const KEPT_COUNT = STATE + 1;
const HEAD_END = STATE + 2;
const KEPT_UNITS = STATE + 3;
const FOLDED_START = STATE + 4;
/** Where a folded line lies, in bytes. */
const FOLDED = 0x68000;

/** Fields of a record, of four bytes, as in kernel/memory.as. */
const RECORD = 16;
const BLOCK = 0;
const START = 1;
const END = 2;
const TRAITS = 3;
const GATE = 4;
const FAMILIES = 5;
const NEEDS = 6;
const PLACES = [8, 10, 10] as const;
const ANSWERS = [9, 11, 12] as const;
const END_FAMILIES = 13;
const RULE = 15;
/** Of the traits. */
const ENDS_SHIFT = 8;

/** Answers. */
const NOTHING = 1;
const FOUND = 2;
const SURE = 4;
const FULL_CREDIT = 8;
const RULE_SHIFT = 4;

/** Rules by which a line goes without a finding of its own, by their numbers; some are those of kernel/settle.as and kernel/menu.as. Findings are numbered behind them. */
const FIXED_RULES = ["", "related", "promotion", "source-line", "title-line", "repeated-title", "navigation", "share"] as const;
const FIRST_FINDING = 8;
/** One of the rules that have numbers of their own. */
export type FixedRule = Exclude<(typeof FIXED_RULES)[number], "">;
const RELATED = FIXED_RULES.indexOf("related");

/** What the kernel asks: the rules for any place, those for the ends, those of notices. */
export const Ask = { alone: 0, atEnd: 1, asNotice: 2 } as const;
const SORT_BITS = 2;

/** Room that there is at first, in blocks and units. */
const FIRST_BLOCKS = 2_048;
const FIRST_UNITS = 131_072;

/** A document's lines, one document at a time: the blocks that are not blank. `place`: among those that are left; `line`: among all. */
export class Lines {
  #memory: WasmMemory;
  #kernel: Exports;
  #blocks: readonly Block[] = [];
  #numbers: Int32Array;
  #units: Uint16Array;
  #bytes: Buffer;
  #roomBlocks = 0;
  #roomUnits = 0;
  #starts = 0;
  #unitsAt = 0;
  #records = 0;
  #kept = 0;
  #list = 0;
  #findings: Finding[] = [];
  /** Lines of which a rule told facts. */
  #told: number[] = [];
  #goneTold: number[] = [];

  constructor() {
    const { bytes } = kernelTables();
    const { memory, exports } = startWasm<Exports>(KERNEL_CODE, TABLES_START + bytes.length + WASM_PAGE);
    this.#memory = memory;
    this.#kernel = exports;
    new Uint8Array(memory.buffer, TABLES_START, bytes.length).set(bytes);
    this.#numbers = new Int32Array(memory.buffer);
    this.#units = new Uint16Array(memory.buffer);
    this.#bytes = Buffer.from(memory.buffer);
    this.#reserve(FIRST_BLOCKS, FIRST_UNITS);
  }

  /** Whether it should give way to a new one: it has grown. */
  get isLarge(): boolean {
    return this.#bytes.length > LARGE_MEMORY;
  }

  /** Takes the blocks of a document; gives the number of questions. */
  open(blocks: readonly Block[]): number {
    if (blocks.length >= this.#roomBlocks) this.#reserve(blocks.length * 2, this.#roomUnits);
    const numbers = this.#numbers;
    const starts = this.#starts;
    let length = 0;
    for (let i = 0; i < blocks.length; i++) {
      const { text } = blocks[i] as Block;
      numbers[starts + i] = length;
      length += text.length + 1;
    }
    numbers[starts + blocks.length] = length;
    if (length > this.#roomUnits) this.#reserve(this.#roomBlocks, length);
    writeUnits(this.#bytes, joinTexts(blocks), this.#unitsAt);
    this.#units[(this.#unitsAt >>> 1) + length - 1] = 0;
    this.#blocks = blocks;
    if (this.#findings.length > 0) this.#findings = [];
    if (this.#told.length > 0) this.#told = [];
    if (this.#goneTold.length > 0) this.#goneTold = [];
    return this.#kernel.open(blocks.length);
  }

  #reserve(blocks: number, units: number): void {
    const end = this.#kernel.layOut(blocks, units) >>> 0;
    if (growTo(this.#memory, end)) {
      const { buffer } = this.#memory;
      this.#numbers = new Int32Array(buffer);
      this.#units = new Uint16Array(buffer);
      this.#bytes = Buffer.from(buffer);
    }
    const { starts, units: unitsAt, records, kept, lines } = this.#kernel;
    this.#starts = starts.value >>> 2;
    this.#unitsAt = unitsAt.value >>> 0;
    this.#records = records.value >>> 2;
    this.#kept = kept.value >>> 2;
    this.#list = lines.value >>> 2;
    this.#roomBlocks = blocks;
    this.#roomUnits = units;
  }

  /** Goes on where it stopped for answers; gives the number of questions. */
  judge(): number {
    return this.#kernel.judge();
  }

  /** Drops what goes with its neighbours; false when nothing goes. */
  settle(): boolean {
    if (this.#kernel.settle() === 0) return false;
    const told = this.#told;
    if (told.length > 0) {
      this.#told = told.filter((line) => this.#get(line, RULE) === 0);
      if (this.#told.length < told.length) this.#goneTold.push(...told.filter((line) => this.#get(line, RULE) !== 0));
    }
    return true;
  }

  get keptCount(): number {
    return this.#numbers[KEPT_COUNT] as number;
  }

  /** The place of the first prose, or the number of lines that are left. */
  get headEnd(): number {
    return this.#numbers[HEAD_END] as number;
  }

  get areAllKept(): boolean {
    return this.#numbers[KEPT_COUNT] === this.#numbers[LINE_COUNT];
  }

  /** An entry of the last list. Of questions: see `lineOf` and `sortOf`. */
  listed(n: number): number {
    return this.#numbers[this.#list + n] as number;
  }

  lineOf(question: number): number {
    return question >>> SORT_BITS;
  }

  /** One of {@link Ask}. */
  sortOf(question: number): 0 | 1 | 2 {
    return (question & 3) as 0 | 1 | 2;
  }

  /** Families that a question is for. */
  familiesOf(question: number): number {
    return this.#get(question >>> SORT_BITS, this.sortOf(question) === Ask.alone ? FAMILIES : END_FAMILIES);
  }

  placeOf(question: number): number {
    return this.#get(question >>> SORT_BITS, PLACES[this.sortOf(question)]);
  }

  /** A line as the rules read it. */
  read(line: number): Line {
    const record = this.#records + line * RECORD;
    const units = this.#kernel.foldLine(record * 4);
    const numbers = this.#numbers;
    const index = numbers[record + BLOCK] as number;
    return {
      index,
      block: this.#blocks[index] as Block,
      folded: readUnits(this.#bytes, FOLDED, FOLDED + units * 2),
      offset: numbers[FOLDED_START] as number,
      needs: numbers[record + NEEDS] as number,
      ends: (numbers[record + TRAITS] as number) >>> ENDS_SHIFT,
    };
  }

  /** Keeps what the rules said. */
  answer(question: number, finding: Finding | null): void {
    const line = question >>> SORT_BITS;
    let answer: number = NOTHING;
    if (finding !== null) {
      const { rule, sure, facts } = finding;
      const isFull = facts?.published !== undefined && (facts.source !== undefined || facts.authors !== undefined);
      const number = rule === "related" ? RELATED : FIRST_FINDING + this.#findings.push(finding) - 1;
      answer = FOUND | (sure ? SURE : 0) | (isFull ? FULL_CREDIT : 0) | (number << RULE_SHIFT);
      if (facts !== undefined) this.#told.push(line);
    }
    this.#numbers[this.#records + line * RECORD + ANSWERS[this.sortOf(question)]] = answer;
  }

  #get(line: number, field: number): number {
    return this.#numbers[this.#records + line * RECORD + field] as number;
  }

  /** The line at a place. */
  lineAt(place: number): number {
    return this.#numbers[this.#kept + place] as number;
  }

  indexOf(line: number): number {
    return this.#get(line, BLOCK);
  }

  blockOf(line: number): Block {
    return this.#blocks[this.indexOf(line)] as Block;
  }

  blockAt(place: number): Block {
    return this.blockOf(this.lineAt(place));
  }

  /** The rule by which a line goes. */
  ruleOf(line: number): string | null {
    const number = this.#get(line, RULE);
    if (number === 0) return null;
    return number < FIRST_FINDING ? (FIXED_RULES[number] as string) : (this.#findings[number - FIRST_FINDING] as Finding).rule;
  }

  ruleAt(place: number): string | null {
    return this.ruleOf(this.lineAt(place));
  }

  /** What a line that goes tells about the document. */
  factsOf(line: number): Facts | null {
    const number = this.#get(line, RULE) - FIRST_FINDING;
    return number < 0 ? null : ((this.#findings[number] as Finding).facts ?? null);
  }

  /** The lines that are left of which a rule told facts, in their order. */
  get told(): readonly number[] {
    if (this.#told.length > 1) this.#told = inOrder(this.#told);
    return this.#told;
  }

  /** Those that went. */
  get goneTold(): readonly number[] {
    return this.#goneTold.length > 1 ? inOrder(this.#goneTold) : this.#goneTold;
  }

  /** Lists the lines that go, in their order; gives their number. */
  listGone(): number {
    return this.#kernel.listGone(this.lineCount);
  }

  /**
   * Lists the places before one of lines that are left and could be a title; gives their number.
   *
   * @param opening the first unit that a key of the title holds; 0 for any line
   */
  listTitles(end: number, opening: number): number {
    return this.#kernel.listTitles(end, opening);
  }

  /** The same of lines that could be a name that begins with this unit. */
  listNames(opening: number): number {
    return this.#kernel.listNames(opening);
  }

  drop(place: number, rule: FixedRule): void {
    this.#numbers[this.#records + this.lineAt(place) * RECORD + RULE] = FIXED_RULES.indexOf(rule);
  }

  get lineCount(): number {
    return this.#numbers[LINE_COUNT] as number;
  }

  /** Units of the lines that are left. */
  get keptUnits(): number {
    return this.#numbers[KEPT_UNITS] as number;
  }

  /** Lists places that may need mending, a flag for a tail and one for a notice under them; gives their number. */
  listMends(): number {
    return this.#kernel.listMends();
  }

  /** Whether the end of a line's first units holds the label or mark of a notice. */
  holdsNotice(line: number, length: number): boolean {
    const start = this.#get(line, START);
    return this.#kernel.holdsNotice(start, start + length * 2) !== 0;
  }

  namesReporters(): boolean {
    return this.#kernel.namesReporters() !== 0;
  }

  /** Of one text, for tests: families that the gate lets ask; what it needs as a line and as an end (`End`); those of some families that could claim it. */
  inspect(text: string, families: number): Inspected {
    this.open([{ text, role: "body" }]);
    if (this.lineCount === 0) return { gate: 0, needs: 0, ends: 0, possible: 0, verdict: null };
    const [start, end] = [this.#get(0, START), this.#get(0, END)];
    const needs = this.#kernel.needsOfRecord(this.#records * 4);
    const possible = this.#kernel.possible(families, needs, start, end);
    const ends = this.#kernel.needsOf(ENDS, start, end);
    const credit = this.#kernel.couldBeCredit(ends) === 0 ? Family.credit : 0;
    return { gate: this.#get(0, GATE), needs, ends, possible: possible & ~credit, verdict: possible === 0 ? null : this.#verdict() };
  }

  #verdict(): Inspected["verdict"] {
    const answer = this.#kernel.verdict.value;
    if (answer === 0) return null;
    return { rule: FIXED_RULES[answer >>> RULE_SHIFT] as string, sure: (answer & SURE) !== 0 };
  }
}

/** Each once. */
function inOrder(lines: readonly number[]): number[] {
  return [...new Set(lines)].sort((a, b) => a - b);
}

interface Inspected {
  readonly gate: number;
  readonly needs: number;
  readonly ends: number;
  readonly possible: number;
  /** What the first family says that is possible, where the kernel knows. */
  readonly verdict: Pick<Finding, "rule" | "sure"> | null;
}

/** The second table of kernel/needs.as. */
const ENDS = 1;
