import { type Arrays, prepareTables } from "../../data/prepare.ts";
import { closerTables } from "./closer-classes.ts";
import { RepairKernel } from "./kernel.ts";
import { readModel, readUnigrams } from "./model-tables.ts";
import { type Readings, readReadings } from "./readings.ts";
import { TableReader } from "./table-reader.ts";
import { addUnit, hasWord, startHash, type WordHash } from "./word-filter.ts";

/** Nats of a step of costs. */
export const LOG_STEP: number = 1 / 16;

/** Character and bigram model over simplified forms; costs are negative natural logarithms of probabilities. */
export interface CharacterModel {
  /** Id of a UTF-16 unit after folding and simplification; 0 = unknown. */
  readonly idOf: (unit: number) => number;
  /** -ln P(unit | previous), in nats; `previous` is an id, 0 at the start of a line. */
  readonly cost: (previous: number, unit: number) => number;
  /** -ln P(text), summed over its units, the first one given `previous`. */
  readonly textCost: (text: string, previous?: number) => number;
  /** Mean cost of the units beyond ASCII; `empty` where there are none. */
  readonly meanCost: (text: string, empty: number) => number;
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
    kernel() {
      if (kernel === null || kernel.isLarge) {
        kernel = new RepairKernel({
          ...prepareTables("repair model", () => readModel(new TableReader(bytes, unigramsAt), simplified, scripts)),
          simplified,
          filter,
          closer: closerTables(() => strongWords(this.variantWords())),
        });
      }
      return kernel;
    },
    model() {
      model ??= makeModel(() => this.kernel());
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

/** What is decoded at once, as arrays; `places` = bytes at which readings, words, word filter and model begin. */
interface Units {
  readonly unitCosts: Uint8Array;
  readonly simplified: Uint16Array;
  readonly simplifiedOnly: Uint16Array;
  readonly scripts: Uint8Array;
  readonly places: Uint32Array;
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

function makeModel(kernel: () => RepairKernel): CharacterModel {
  return {
    idOf: (unit) => kernel().idOf(unit),
    cost: (previous, unit) => kernel().costOf(previous, unit) * LOG_STEP,
    textCost: (text, previous = 0) => kernel().sumCosts(text, previous, 0).sum * LOG_STEP,
    meanCost(text, empty) {
      const { sum, count } = kernel().sumCosts(text, 0, 0x80);
      return count === 0 ? empty : (sum * LOG_STEP) / count;
    },
  };
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

/** Marks the first candidate of a word without traditional characters, which says nothing alone. */
export const WEAK = "!";

function strongWords(words: ReadonlyMap<string, readonly string[]>): string[] {
  return [...words].filter(([, candidates]) => !candidates[0]?.startsWith(WEAK)).map(([word]) => word);
}
