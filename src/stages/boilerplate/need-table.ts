import { foldTable } from "../../text/script.ts";
import { ANY, type Clause, clausesOf, EDGE, PAIR } from "./pattern-needs.ts";

/** What a text must hold for some patterns to be tried on it: a bit for each group of patterns. */
export type NeedGroup = readonly [bit: number, patterns: readonly RegExp[]];

/** Groups of patterns for the ends of paragraphs and of texts, as bits: kernel/needs.as. The patterns are listed where their rules are. */
export const End = {
  mark: 1,
  more: 2,
  label: 4,
  notice: 8,
  gluedByline: 16,
  told: 32,
  prepared: 64,
  byline: 128,
  relatedWord: 256,
  renamed: 512,
} as const;

/** Of each group so many clauses are looked for, and all must be there: the first one of every group fills the first word, and so on. */
const WORDS = 4;
/** Units are told apart as numbers below this one; 0 = in no clause. */
const IDS = 1024;
const NUMBER = IDS - 1;
/** Beside the number: the unit counts alone; begins a pair; ends one. */
const ALONE = 0x2000;
const FIRST = 0x4000;
const SECOND = 0x8000;
const SLOTS = 0x4000;
/** Of a slot: the key stands above the place of its words. */
const PLACE_BITS = 11;
const PLACE = (1 << PLACE_BITS) - 1;
/** Knuth's multiplicative hashing: the upper 16 bits are the bit of the sieve, 14 of them the slot. */
const MULTIPLIER = 0x9e3779b1;
const HASH_SHIFT = 16;
const SIEVE = 0x10000 / 32;

export interface NeedTables {
  /** Number of a UTF-16 unit, as it is folded, and bits beside it. */
  readonly ids: Uint16Array;
  /** A bit for each hash that a pair has. */
  readonly sieve: Int32Array;
  /** Two numbers, `first * IDS + second`, or the one of a unit alone, where their hash says or behind it, and the place of their words in `values`; 0 = free. */
  readonly slots: Int32Array;
  readonly values: Int32Array;
  /** The number of the end of a line. */
  readonly edge: number;
}

/** For the kernel (kernel/needs.as), which looks once at each unit, whatever the number of patterns. No group of which a pattern does match is ever missing. */
export function makeNeedTables(groups: readonly NeedGroup[]): NeedTables {
  const clauses = groups.map(([bit, patterns]) => ({ bit, words: clausesOf(patterns, WORDS) }));
  const bits = new Map<number, Int32Array>();
  for (const { bit, words } of clauses) {
    for (let word = 0; word < WORDS; word++) {
      for (const pair of ((words[word] ?? words[0]) as Clause).pairs) {
        const own = bits.get(pair) ?? new Int32Array(WORDS);
        bits.set(pair, own);
        own[word] = (own[word] as number) | bit;
      }
    }
  }
  const numbers = number(bits.keys());
  return { ids: spread(numbers), edge: numbers.get(EDGE) as number, ...fill(bits, numbers) };
}

/** A number for each unit, and its bits. */
function number(pairs: Iterable<number>): Map<number, number> {
  const numbers = new Map<number, number>([[EDGE, 1]]);
  const mark = (unit: number, bit: number): void => {
    numbers.set(unit, (numbers.get(unit) ?? numbers.size + 1) | bit);
  };
  for (const pair of pairs) {
    const first = Math.floor(pair / PAIR);
    if (first !== ANY) mark(first, FIRST);
    mark(pair % PAIR, first === ANY ? ALONE : SECOND);
  }
  if (numbers.size >= IDS) throw new Error(`${numbers.size} units are too many`);
  return numbers;
}

function fill(bits: ReadonlyMap<number, Int32Array>, numbers: ReadonlyMap<number, number>): Pick<NeedTables, "sieve" | "slots" | "values"> {
  if (bits.size > SLOTS / 2) throw new Error(`${bits.size} pairs are too many`);
  const sieve = new Int32Array(SIEVE);
  const slots = new Int32Array(SLOTS);
  const places = new Map<string, number>();
  const values: number[] = new Array<number>(WORDS).fill(0);
  for (const [pair, words] of bits) {
    const first = Math.floor(pair / PAIR);
    const key = (first === ANY ? 0 : (numbers.get(first) as number) & NUMBER) * IDS + ((numbers.get(pair % PAIR) as number) & NUMBER);
    const hash = Math.imul(key, MULTIPLIER) >>> HASH_SHIFT;
    if (first !== ANY) sieve[hash >> 5] = (sieve[hash >> 5] as number) | (1 << (hash & 31));
    const name = words.join();
    const place = places.get(name) ?? values.length / WORDS;
    if (place > PLACE) throw new Error("there are too many sets of bits");
    if (!places.has(name)) values.push(...words);
    places.set(name, place);
    let slot = hash & (SLOTS - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = (key << PLACE_BITS) | place;
  }
  return { sieve, slots, values: Int32Array.from(values) };
}

function spread(numbers: ReadonlyMap<number, number>): Uint16Array {
  const fold = foldTable();
  const ids = new Uint16Array(0x10000);
  for (let unit = 0; unit < ids.length; unit++) ids[unit] = numbers.get(foldUnit(unit, fold)) ?? 0;
  return ids;
}

const IDEOGRAPHIC_SPACE = 0x3000;

/** Simplified and half-width; blanks of every sort become U+0020. */
export function foldUnit(unit: number, fold: Uint16Array): number {
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
  return unit === IDEOGRAPHIC_SPACE || unit === 0xa0 || unit === 0x09 ? 0x20 : (fold[unit] as number);
}
