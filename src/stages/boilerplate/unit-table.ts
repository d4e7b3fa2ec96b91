// What UTF-16 units are to the kernel: units that are alike in everything have one entry.
import { type Arrays, prepareTables } from "../../data/prepare.ts";
import { isAsciiDigit, isAsciiLetter, isHanUnit } from "../../text/hanzi.ts";
import { foldTable } from "../../text/script.ts";
import { CREDIT_BARS, CREDIT_LAST, LABEL_MARKS, LABEL_OPENINGS } from "./captions.ts";
import { EDITORS, HEAD_PAIRS, makeGateTables, WRAPPER_PAIRS } from "./gate.ts";
import { SURE_ALONE } from "./judge.ts";
import { FIRST_HAN, isBlankUnit, LAST_HAN } from "./line.ts";
import { CLOSING_BRACKETS, endUnits, OPENING_BRACKETS, SPEECH_UNITS, TOOL_OPENINGS } from "./marks.ts";
import { counterUnits, KINDS, LONGEST_WORD, MORE, makeItemKinds } from "./navigation.ts";
import { foldUnit, makeNeedTables, type NeedTables } from "./need-table.ts";
import { allNeeds, endNeeds } from "./needs.ts";
import { SHARE_TARGETS } from "./words.ts";

/** What the kernel's memory begins with: kernel/memory.as. */
export interface KernelTables extends Arrays {
  readonly bytes: Uint8Array;
}

/** Addresses: as in kernel/memory.as. */
export const TABLES_START = 0x1000;
const TABLES_END = 0x99000;
const CLASSES = 0x1000;
const SIGNS = 0x21000;
const SIEVES = 0x31000;
const SIEVE_BYTES = 0x2000;
const SLOTS = 0x35000;
const SLOT_BYTES = 0x10000;
const VALUES = 0x55000;
const VALUE_BYTES = 0x8000;
const PAIRS = 0x65000;
const LONGEST = 0x65ff0;
const EDGES = 0x65ff8;
const FOLDS = 0x69000;
const WORD_SLOTS = 0x89000;
const WORD_BITS = 13;
const WORDS = 0x8d000;
/** Of a word: bytes, and most units. */
const WORD_SIZE = 32;
const MOST_LENGTH = 15;
/** What a word may be: kernel/menu.as. */
const WORD_KINDS = { weak: 1, menu: 2, related: 3 } as const;
/** Beside what a unit is to a list of words: kernel/possible.as. */
const ENDING = 16;
const CLOSING = 32;
const OPENING = 64;
const TOOL = 128;
const TARGET = 4;
const ALONE = 8;
const OPENS_MORE = 16;
/** Knuth's multiplicative hashing. */
const MULTIPLIER = 0x9e3779b1;

/** Of an entry, in 16 bits each. */
const ENTRY = 8;
const MOST_ENTRIES = 4096;

/** What the kernel asks of single units, as bits: kernel/sorts.as. */
const SORTS: readonly ((unit: number, character: string) => boolean)[] = [
  isBlankUnit,
  (_, character) => character.trim() === "",
  (unit) => !isHanUnit(unit) && !isAsciiDigit(unit) && !isAsciiLetter(unit),
  (_, character) => SPEECH_UNITS.includes(character),
  (_, character) => EDITORS.includes(character),
  (_, character) => character === "者",
  (_, character) => "者员員生".includes(character),
  (_, character) => "（(".includes(character),
  (_, character) => character === "。",
  (_, character) => " \u3000\u00a0".includes(character),
  (unit) => isKeyed(foldUnit(unit, foldTable())),
  (unit) => counted().has(folded(unit)) || BLANK.test(folded(unit)),
  (unit) => CREDIT_LAST.includes(folded(unit)),
  (unit) => CREDIT_BARS.includes(folded(unit)),
  (unit) => LABEL_MARKS.includes(folded(unit)) || BLANK.test(folded(unit)),
  (unit) => LABEL_OPENINGS.includes(folded(unit)),
];
const BLANK = /\s/u;

let countedUnits: ReadonlySet<string> | null = null;
function counted(): ReadonlySet<string> {
  countedUnits ??= counterUnits();
  return countedUnits;
}

function folded(unit: number): string {
  return String.fromCharCode(foldUnit(unit, foldTable()));
}

export function kernelTables(): KernelTables {
  return prepareTables("boilerplate kernel", () => ({ bytes: makeTables() }));
}

function makeTables(): Uint8Array {
  const bytes = new Uint8Array(TABLES_END - TABLES_START);
  const fold = foldTable();
  const needs = [makeNeedTables(allNeeds()), makeNeedTables(endNeeds())] as const;
  const place16 = (values: ArrayLike<number>, at: number): void => {
    new Uint16Array(bytes.buffer, at - TABLES_START, values.length).set(values);
  };
  const place32 = (values: ArrayLike<number>, at: number): void => {
    new Int32Array(bytes.buffer, at - TABLES_START, values.length).set(values);
  };
  const numbers = numberUnits(fold);
  const { classes, entries } = makeEntries(fold, needs, numbers);
  place16(classes, CLASSES);
  place16(entries, SIGNS);
  for (const [table, { sieve, slots, values }] of needs.entries()) {
    if (values.length * 4 > VALUE_BYTES) throw new Error("there are too many sets of bits");
    place32(sieve, SIEVES + table * SIEVE_BYTES);
    place32(slots, SLOTS + table * SLOT_BYTES);
    place32(values, VALUES + table * VALUE_BYTES);
  }
  const pairs = [HEAD_PAIRS, WRAPPER_PAIRS].map((words) => words.split(" ").map((pair) => numbersOf(pair, numbers, fold)));
  place32(
    pairs.flatMap((list) => [...list.map(([first = 0, second = 0]) => first * 0x10000 + second), 0]),
    PAIRS,
  );
  const { slots, entries: words } = listWords(numbers, fold);
  place16(slots, WORD_SLOTS);
  place16(words, WORDS);
  place16(
    Uint16Array.from({ length: 0x10000 }, (_, unit) => foldUnit(unit, fold)),
    FOLDS,
  );
  place16([LONGEST_WORD], LONGEST);
  place16(
    needs.map(({ edge }) => edge),
    EDGES,
  );
  return bytes;
}

/** Of every unit where its entry is, in bytes; and the entries: fields as in kernel/memory.as. */
function makeEntries(
  fold: Uint16Array,
  [lines, ends]: readonly [NeedTables, NeedTables],
  numbers: ReadonlyMap<string, number>,
): { classes: Uint16Array; entries: number[] } {
  const { open, closed, kinds, notices } = makeGateTables();
  const items = makeItemKinds();
  const endings = endUnits();
  const classes = new Uint16Array(0x10000);
  const entries: number[] = [];
  const places = new Map<string, number>();
  for (let unit = 0; unit < classes.length; unit++) {
    const character = String.fromCharCode(unit);
    const sorts = SORTS.reduce((bits, is, bit) => bits | (is(unit, character) ? 1 << bit : 0), 0);
    const own = folded(unit);
    const ending =
      (endings.has(own) || BLANK.test(own) ? ENDING : 0) |
      (CLOSING_BRACKETS.includes(own) ? CLOSING : 0) |
      (OPENING_BRACKETS.includes(own) ? OPENING : 0) |
      (TOOL_OPENINGS.includes(own) ? TOOL : 0);
    const kind = (kinds[unit] as number) | (((items[unit] as number) | ending) << 8);
    const number = numbers.get(plain(unit, fold)) ?? 0;
    const entry = [open[unit], closed[unit], notices[unit], kind, lines.ids[unit], ends.ids[unit], number, sorts] as number[];
    const key = entry.join();
    const place = places.get(key) ?? entries.length * 2;
    if (!places.has(key)) entries.push(...entry);
    places.set(key, place);
    classes[unit] = place;
  }
  if (entries.length > MOST_ENTRIES * ENTRY) throw new Error(`${entries.length / ENTRY} sorts of units are too many`);
  return { classes, entries };
}

/** A Han character of the first block (letters all, which no change of case makes or takes), or a letter or digit of ASCII; folded. */
function isKeyed(unit: number): boolean {
  return (unit >= FIRST_HAN && unit <= LAST_HAN) || isAsciiDigit(unit) || isAsciiLetter(unit);
}

/** Folded, in lower case. */
function plain(unit: number, fold: Uint16Array): string {
  return String.fromCharCode(foldUnit(unit, fold)).toLowerCase();
}

/** A number for each unit of the words of menus and share buttons, and of the beginnings of notices. */
function numberUnits(fold: Uint16Array): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const character of [...KINDS.keys(), ...SHARE_TARGETS, HEAD_PAIRS, WRAPPER_PAIRS].join("").replaceAll(" ", "")) {
    const key = plain(character.charCodeAt(0), fold);
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
  }
  return numbers;
}

function numbersOf(word: string, numbers: ReadonlyMap<string, number>, fold: Uint16Array): number[] {
  return [...word].map((character) => numbers.get(plain(character.charCodeAt(0), fold)) as number);
}

/** The words of menus and share buttons: what each is, its length and the numbers of its units; and by hash of these the place of each, from 1 on. */
function listWords(numbers: ReadonlyMap<string, number>, fold: Uint16Array): { slots: Uint16Array; entries: Uint16Array } {
  const words = [...new Set([...KINDS.keys(), ...SHARE_TARGETS])];
  const slots = new Uint16Array(1 << WORD_BITS);
  const entries = new Uint16Array((words.length * WORD_SIZE) / 2);
  for (const [n, word] of words.entries()) {
    const own = numbersOf(word, numbers, fold);
    if (own.length > MOST_LENGTH) throw new Error(`${word} is too long`);
    let slot = own.reduce((sum, number) => Math.imul(sum + number, MULTIPLIER), 0) >>> (32 - WORD_BITS);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = n + 1;
    entries.set([bitsOf(word) | (own.length << 8), ...own], (n * WORD_SIZE) / 2);
  }
  return { slots, entries };
}

function bitsOf(word: string): number {
  const kind = KINDS.get(word);
  return (
    (kind === undefined ? 0 : WORD_KINDS[kind]) |
    (SHARE_TARGETS.has(word) ? TARGET : 0) |
    (SURE_ALONE.test(word) ? ALONE : 0) |
    (MORE.test(word) ? OPENS_MORE : 0)
  );
}
