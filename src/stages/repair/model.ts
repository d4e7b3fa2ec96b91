import { type Arrays, prepareTables } from "../../data/prepare.ts";
import { foldUnit } from "./fold.ts";
import { RepairKernel } from "./kernel.ts";
import { type Readings, readReadings } from "./readings.ts";
import { TableReader } from "./table-reader.ts";
import { addUnit, hasWord, startHash, type WordHash } from "./word-filter.ts";

/** Nats of a step of costs. */
export const LOG_STEP: number = 1 / 16;
const UNKNOWN_COST = 255;
/** Of the table of bigrams; the kernel (kernel/memory.as) knows it too. */
const HASH_BITS = 18;
const HASH_SIZE = 1 << HASH_BITS;
/** Bits of an entry, by unit: id, cost of the unit alone, script. */
const ID_BITS = 0x3fff;
const COST_SHIFT = 14;
const SCRIPT_SHIFT = 22;

/** Character and bigram model over simplified forms; costs are negative natural logarithms of probabilities. */
export interface CharacterModel {
  /** Id of a UTF-16 unit after folding and simplification; 0 = unknown. */
  readonly idOf: (unit: number) => number;
  /** -ln P(unit | previous), in nats; `previous` is an id, 0 at the start of a line. */
  readonly cost: (previous: number, unit: number) => number;
  /** -ln P(text), summed over its units, the first one given `previous`. */
  readonly textCost: (text: string, previous?: number) => number;
}

/** All tables of the stage; bigrams, readings and words are decoded at first need. */
export interface RepairTables {
  /** -ln P by UTF-16 unit in steps of 1/16 nat, 255 = unknown; for the gate. */
  readonly unitCosts: Uint8Array;
  /** Traditional unit → simplified unit; 0 = no other simplified form. */
  readonly simplified: Uint16Array;
  /** Units that only simplified text has. */
  readonly simplifiedOnly: string;
  /** By unit: 1 = simplified text only, 2 = traditional, 0 = both or neither. */
  readonly scripts: Uint8Array;
  /** The model and codecs, for searches. */
  readonly kernel: () => RepairKernel;
  readonly model: () => CharacterModel;
  readonly readings: () => Readings;
  /** Nats that the last three or four characters are worth as a word of the dictionary: 0 where they are none. */
  readonly wordBonus: (text: string) => number;
  /** Taiwan word → mainland candidates. */
  readonly variantWords: () => ReadonlyMap<string, readonly string[]>;
}

/** Decodes repair.bin (format: src/data/build/repair.ts). */
export function readTables(bytes: Uint8Array): RepairTables {
  const units = prepareTables("repair", () => readUnits(bytes));
  const { simplified, simplifiedOnly, scripts, places } = units;
  const [readingsAt = 0, wordsAt = 0, filterAt = 0, unigramsAt = 0] = places;
  const filter = new TableReader(bytes, filterAt).slice();
  let kernel: RepairKernel | null = null;
  let model: CharacterModel | null = null;
  let readings: Readings | null = null;
  let variantWords: Map<string, readonly string[]> | null = null;
  return {
    unitCosts: units.unitCosts,
    simplified,
    simplifiedOnly: String.fromCharCode(...simplifiedOnly),
    scripts,
    kernel: () => {
      kernel ??= new RepairKernel({
        ...prepareTables("repair model", () => readModel(new TableReader(bytes, unigramsAt), units)),
        simplified,
        filter,
      });
      return kernel;
    },
    model() {
      model ??= makeModel(this.kernel());
      return model;
    },
    readings: () => {
      readings ??= readReadings(new TableReader(bytes, readingsAt));
      return readings;
    },
    wordBonus: (text) => wordBonus(filter, text, simplified),
    variantWords: () => {
      variantWords ??= readWords(new TableReader(bytes, wordsAt).slice());
      return variantWords;
    },
  };
}

/** `backoffs` by id, from 1 on; the others by UTF-16 unit. */
interface Unigrams {
  readonly ids: Uint16Array;
  readonly unitCosts: Uint8Array;
  readonly backoffs: Uint8Array;
}

/** What is decoded at once, as arrays; `places` = bytes at which readings, words, word filter and model begin. */
interface Units {
  readonly unitCosts: Uint8Array;
  readonly simplified: Uint16Array;
  readonly simplifiedOnly: Uint16Array;
  readonly scripts: Uint8Array;
  readonly places: Uint32Array;
}

/** What the kernel needs of the model: by unit; by id; a hash table of bigrams. */
export interface ModelTables {
  readonly entries: Uint32Array;
  readonly backoffs: Uint8Array;
  readonly keys: Int32Array;
  readonly values: Uint8Array;
}

function readUnits(bytes: Uint8Array): Units & Arrays {
  const reader = new TableReader(bytes);
  const simplified = new Uint16Array(0x10000);
  let unit = 0;
  for (let count = reader.varint(); count > 0; count--) {
    unit += reader.varint();
    simplified[unit] = reader.varint();
  }
  const only = reader.string();
  const simplifiedOnly = Uint16Array.from({ length: only.length }, (_, i) => only.charCodeAt(i));
  const scripts = Uint8Array.from(simplified, (one) => (one === 0 ? 0 : 2));
  for (const one of simplifiedOnly) scripts[one] = 1;
  const readingsAt = reader.at;
  skipReadings(reader);
  const wordsAt = reader.at;
  reader.slice();
  const filterAt = reader.at;
  reader.slice();
  const unigramsAt = reader.at;
  const { unitCosts } = readUnigrams(reader, simplified);
  return { unitCosts, simplified, simplifiedOnly, scripts, places: Uint32Array.of(readingsAt, wordsAt, filterAt, unigramsAt) };
}

function readModel(reader: TableReader, { simplified, scripts }: Units): ModelTables & Arrays {
  const { ids, unitCosts, backoffs } = readUnigrams(reader, simplified);
  const entries = Uint32Array.from(
    ids,
    (id, unit) => id | ((unitCosts[unit] as number) << COST_SHIFT) | ((scripts[unit] as number) << SCRIPT_SHIFT),
  );
  return { entries, backoffs, ...readBigrams(reader, backoffs.length - 1) };
}

function readUnigrams(reader: TableReader, simplified: Uint16Array): Unigrams {
  const count = reader.varint();
  const costs = new Uint8Array(count + 1).fill(UNKNOWN_COST);
  const backoffs = new Uint8Array(count + 1);
  const idOfSymbol = new Uint16Array(0x10000);
  let unit = 0;
  for (let id = 1; id <= count; id++) {
    unit += reader.varint();
    idOfSymbol[unit] = id;
    costs[id] = reader.byte();
    backoffs[id] = reader.byte();
  }
  const ids = new Uint16Array(0x10000);
  const unitCosts = new Uint8Array(0x10000).fill(UNKNOWN_COST);
  const put = (from: number, to: number, id: number): void => {
    if (to === from + 1) {
      ids[from] = id;
      unitCosts[from] = costs[id] as number;
      return;
    }
    ids.fill(id, from, to);
    unitCosts.fill(costs[id] as number, from, to);
  };
  // Long ranges fold to one symbol each; asking for every unit would take longer than all the rest.
  put(0x3400, 0x10000, idOfSymbol[foldUnit(0x1234)] as number);
  put(0xac00, 0xd7a4, idOfSymbol[foldUnit(0xac00)] as number);
  put(0xe000, 0xf900, idOfSymbol[foldUnit(0xe000)] as number);
  for (let each = 0; each < 0x3400; each++) put(each, each + 1, idOfSymbol[foldUnit(each)] as number);
  for (let each = 0x3400; each < 0xa000; each++) put(each, each + 1, idOfSymbol[simplified[each] || each] as number);
  for (let each = 0xf900; each < 0x10000; each++)
    if (each < 0xfb00 || each >= 0xfe00) put(each, each + 1, idOfSymbol[foldUnit(each)] as number);
  return { ids, unitCosts, backoffs };
}

function readBigrams(reader: TableReader, count: number): { keys: Int32Array; values: Uint8Array } {
  const keys = new Int32Array(HASH_SIZE);
  const values = new Uint8Array(HASH_SIZE);
  for (let first = 1; first <= count; first++) {
    let second = 1;
    for (let left = reader.varint(); left > 0; left--) {
      second += reader.varint();
      const key = (first << 14) | second;
      let slot = hash(key);
      while (keys[slot] !== 0) slot = (slot + 1) & (HASH_SIZE - 1);
      keys[slot] = key;
      values[slot] = reader.byte();
    }
  }
  return { keys, values };
}

function makeModel({ entries, backoffs, keys, values }: ModelTables): CharacterModel {
  const cost = (previous: number, unit: number): number => {
    const entry = entries[unit] as number;
    const base = (entry >>> COST_SHIFT) & 0xff;
    const id = entry & ID_BITS;
    if (previous === 0 || id === 0) return base * LOG_STEP;
    const key = (previous << 14) | id;
    for (let slot = hash(key); ; slot = (slot + 1) & (HASH_SIZE - 1)) {
      const found = keys[slot];
      if (found === key) return (values[slot] as number) * LOG_STEP;
      if (found === 0) return ((backoffs[previous] as number) + base) * LOG_STEP;
    }
  };
  const idOf = (unit: number): number => (entries[unit] as number) & ID_BITS;
  const textCost = (text: string, previous = 0): number => {
    let sum = 0;
    let last = previous;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      sum += cost(last, unit);
      last = idOf(unit);
    }
    return sum;
  };
  return { idOf, cost, textCost };
}

/** Fibonacci hashing to HASH_BITS bits. */
function hash(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/** A bigram model knows nothing of longer words; what one is worth was tried on slips of own making: 2 to 5 do alike. */
const BONUS_3 = 3;
const BONUS_4 = 4;

function wordBonus(filter: Uint8Array, text: string, simplified: Uint16Array): number {
  let han = 0;
  while (han < 4 && han < text.length && isHanOf(text.charCodeAt(text.length - 1 - han))) han++;
  if (han === 4 && hasWord(filter, hashOf(text, 4, simplified))) return BONUS_4;
  return han >= 3 && hasWord(filter, hashOf(text, 3, simplified)) ? BONUS_3 : 0;
}

function isHanOf(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff;
}

function hashOf(text: string, length: number, simplified: Uint16Array): WordHash {
  const hash = startHash();
  for (let i = text.length - length; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    addUnit(hash, simplified[unit] || unit);
  }
  return hash;
}

function skipReadings(reader: TableReader): void {
  reader.slice();
  for (let count = reader.varint(); count > 0; count--) {
    reader.varint();
    for (let left = reader.byte(); left > 0; left--) reader.varint();
  }
}

function readWords(bytes: Uint8Array): Map<string, readonly string[]> {
  const rows = new TextDecoder().decode(bytes).split("\n");
  return new Map(
    rows.map((row) => {
      const [taiwan = "", mainland = ""] = row.split("\t");
      return [taiwan, mainland.split(" ")];
    }),
  );
}

/**
 * Mean cost of the units beyond ASCII, in 1/16 nat.
 *
 * @param empty what a text without any costs
 */
export function meanCost(text: string, model: CharacterModel, empty: number): number {
  let sum = 0;
  let count = 0;
  let previous = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) {
      sum += model.cost(previous, unit);
      count++;
    }
    previous = model.idOf(unit);
  }
  return count === 0 ? empty : sum / count;
}
