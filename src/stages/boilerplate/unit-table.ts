// What UTF-16 units are to the kernel: units that are alike in everything have one entry.
import { type Arrays, prepareTables } from "../../data/prepare.ts";
import { isAsciiDigit, isAsciiLetter, isHanUnit } from "../../text/hanzi.ts";
import { foldTable } from "../../text/script.ts";
import { CREDIT_BARS, CREDIT_LAST, LABEL_MARKS, LABEL_OPENINGS } from "./captions.ts";
import { EDITORS, HEAD_PAIRS, makeGateTables, WRAPPER_PAIRS } from "./gate.ts";
import { FIRST_HAN, isBlankUnit, LAST_HAN } from "./line.ts";
import { SPEECH_UNITS } from "./marks.ts";
import { counterUnits, KINDS, LONGEST_WORD, makeItemKinds } from "./navigation.ts";
import { foldUnit, makeNeedTables, type NeedTables } from "./need-table.ts";
import { allNeeds, endNeeds } from "./needs.ts";
import { SHARE_TARGETS } from "./words.ts";

/** What the kernel's memory begins with: kernel/memory.as. */
export interface KernelTables extends Arrays {
  readonly bytes: Uint8Array;
}

/** Addresses: as in kernel/memory.as. */
export const TABLES_START = 0x1000;
const TABLES_END = 0x89000;
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
const MENU_WORDS = 0x66000;
const MENU_BITS = 13;
const TARGET = 4;
const FOLDS = 0x69000;
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
  bytes.set(hashWords(numbers, fold), MENU_WORDS - TABLES_START);
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
  const classes = new Uint16Array(0x10000);
  const entries: number[] = [];
  const places = new Map<string, number>();
  for (let unit = 0; unit < classes.length; unit++) {
    const character = String.fromCharCode(unit);
    const sorts = SORTS.reduce((bits, is, bit) => bits | (is(unit, character) ? 1 << bit : 0), 0);
    const kind = (kinds[unit] as number) | ((items[unit] as number) << 8);
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

/** By hash of their numbers: 1 for a word of menus that is also an ordinary one, 2 for others (of two that hash alike the higher); 4 for share buttons. */
function hashWords(numbers: ReadonlyMap<string, number>, fold: Uint16Array): Uint8Array {
  const words = new Uint8Array(1 << MENU_BITS);
  const hashOf = (word: string): number =>
    numbersOf(word, numbers, fold).reduce((sum, number) => Math.imul(sum + number, MULTIPLIER), 0) >>> (32 - MENU_BITS);
  for (const [word, kind] of KINDS) words[hashOf(word)] = Math.max(words[hashOf(word)] as number, kind === "weak" ? 1 : 2);
  for (const word of SHARE_TARGETS) words[hashOf(word)] = (words[hashOf(word)] as number) | TARGET;
  return words;
}
