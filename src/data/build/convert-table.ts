// Puts together the bytes of `src/data/convert.bin`.
import { readFileSync } from "node:fs";
import * as OpenCC from "opencc-js/t2cn";
import { rightBit } from "../../stages/convert/table.ts";
import { type Chain, fuseUnits, livePairs } from "./convert-fuse.ts";
import { buildDoubleArray, type DoubleArray } from "./double-array.ts";
import { type Entries, FIRST, HK_VARIANTS, LAST, NORMALIZATION, PHRASES, TS_CHARACTERS, WORDS } from "./opencc.ts";

/** Bits of the pair filter: a false positive costs time only. The engine has the same number. */
const FILTER_BITS = 17;

interface Override {
  readonly key: string;
  readonly value: string;
  /** `all`, or names of tables joined by commas. */
  readonly where: string;
}

/** The tables: source locale of opencc-js, and whether the word list of `convert.vocabulary` goes before it. */
export const TABLES: Readonly<Record<string, { readonly locale: string; readonly words: boolean }>> = {
  auto: { locale: "tw", words: false },
  autop: { locale: "tw", words: true },
  t: { locale: "t", words: false },
  tw: { locale: "tw", words: false },
  hk: { locale: "hk", words: false },
  twp: { locale: "twp", words: false },
  hkp: { locale: "hkp", words: false },
};

function readSource(name: string): Override[] {
  const lines = readFileSync(new URL(`../source/${name}`, import.meta.url), "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [key, value, where = "all"] = line.split("\t");
      if (!key || !value) throw new Error(`${name}: fields are missing: ${line}`);
      return { key, value, where };
    });
}

/** Hong Kong's variants that the Taiwan chain does not know: the automatic table serves both regions. */
function hongKongEntries(): Entries {
  const simplify = new Map(TS_CHARACTERS);
  return HK_VARIANTS.map(([from, to]) => [from, simplify.get(to) ?? to] as const).filter(
    ([from, to]) => from !== to && !simplify.has(from),
  );
}

/** OpenCC's Taiwan and Hong Kong words, simplified; the project's own list comes before them and holds back the ordinary ones. */
function regionalWords(): Entries {
  const simplify = OpenCC.Converter({ from: "t", to: "cn" });
  return WORDS.map(([key, value]) => [key, simplify(value)] as const);
}

function chainOf(name: string, withOverrides: boolean, overrides: readonly Override[], words: readonly Override[]): Chain {
  const { locale, words: withWords } = TABLES[name] as { locale: string; words: boolean };
  if (!withOverrides) return { locale, own: [] };
  const rows = overrides.filter(({ where }) => where === "all" || where.split(",").includes(name));
  const own = [...(withWords ? words : []), ...rows].map(({ key, value }) => [key, value] as const);
  // what is simplified already stays: a key for each value of two or more characters
  const guards = own.filter(([, value]) => value.length > 1).map(([, value]) => [value, value] as const);
  const regional = name.startsWith("auto") ? hongKongEntries() : [];
  return { locale, own: [...own, ...guards, ...(withWords ? regionalWords() : []), ...regional] };
}

/** Named arrays of 16-bit units. */
class TableFile {
  readonly #sections: { name: string; data: Uint16Array }[] = [];

  add(name: string, data: Iterable<number>): void {
    this.#sections.push({ name, data: Uint16Array.from(data) });
  }

  addTrie(name: string, trie: DoubleArray): void {
    for (const part of ["base", "check", "value", "pool"] as const) this.add(`${name}.${part}`, trie[part]);
  }

  /** Header length in bytes (uint32), header (JSON: name → [offset, length] in units of the body), body; little-endian. */
  toBytes(): Uint8Array {
    const index: Record<string, [number, number]> = {};
    let offset = 0;
    for (const { name, data } of this.#sections) {
      index[name] = [offset, data.length];
      offset += data.length;
    }
    const json = JSON.stringify(index);
    const header = Buffer.from(json.padEnd(Math.ceil(json.length / 2) * 2));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.length);
    return Buffer.concat([length, header, ...this.#sections.map(({ data }) => Buffer.from(data.buffer))]);
  }
}

function unitsOf(texts: Iterable<string>): number[] {
  const units = new Set<number>();
  for (const text of texts) for (let i = 0; i < text.length; i++) units.add(text.charCodeAt(i));
  return [...units].sort((a, b) => a - b);
}

/** For each left side the classes of its right sides, as `rightBit` of `src/stages/convert/table.ts` numbers them. */
function rightFilters(left: readonly number[], pairs: ReadonlySet<string>): number[] {
  const filters = new Map(left.map((unit) => [unit, 0]));
  for (const pair of pairs) {
    const unit = pair.charCodeAt(0);
    filters.set(unit, (filters.get(unit) as number) | (1 << rightBit(pair.charCodeAt(1))));
  }
  return left.map((unit) => filters.get(unit) as number);
}

function pairFilter(pairs: ReadonlySet<string>): Uint16Array {
  const filter = new Uint16Array(1 << (FILTER_BITS - 4));
  for (const pair of pairs) {
    const hash = (Math.imul(pair.charCodeAt(0), 0x9e37) ^ Math.imul(pair.charCodeAt(1), 0x85eb)) & ((1 << FILTER_BITS) - 1);
    filter[hash >> 4] = (filter[hash >> 4] as number) | (1 << (hash & 15));
  }
  return filter;
}

/**
 * The bytes of the table file.
 *
 * @param withOverrides false: OpenCC's chains as they are, for the test that compares them with opencc-js
 */
export function buildConvertTable(withOverrides: boolean): Uint8Array {
  const overrides = readSource("convert-overrides.tsv");
  const words = [...readSource("convert-vocabulary.tsv"), ...readSource("convert-guards.tsv")];
  const file = new TableFile();
  const locales = Object.values(FIRST).flatMap((entries) => entries ?? []);
  const keys = [...NORMALIZATION, ...LAST, ...locales].map(([key]) => key);
  const values = locales.map(([, value]) => value); // what the last step reads
  const alphabet = unitsOf([...keys, ...values, ...[...overrides, ...words].flatMap(({ key, value }) => [key, value])]);
  const codes = new Map(alphabet.map((unit, index) => [unit, index + 1]));
  const codeOf = (unit: number): number => codes.get(unit) as number;
  file.add("alphabet", alphabet);
  file.addTrie("normalize", buildDoubleArray(NORMALIZATION, codeOf));
  file.addTrie("segment", buildDoubleArray(PHRASES, codeOf));
  file.addTrie("last", buildDoubleArray(LAST, codeOf));
  for (const [locale, entries] of Object.entries(FIRST)) if (entries) file.addTrie(`first.${locale}`, buildDoubleArray(entries, codeOf));
  for (const name of Object.keys(TABLES)) {
    const chain = chainOf(name, withOverrides, overrides, words);
    const units = fuseUnits(chain, alphabet);
    const pairs = livePairs(chain);
    file.add(`${name}.from`, units.from);
    file.add(`${name}.to`, units.to);
    file.add(`${name}.slow`, units.slow);
    const left = unitsOf([...pairs].map((pair) => pair.charAt(0)));
    file.add(`${name}.left`, left);
    file.add(`${name}.rights`, rightFilters(left, pairs));
    file.add(`${name}.pairs`, pairFilter(pairs));
    file.addTrie(`${name}.own`, buildDoubleArray(chain.own, codeOf));
  }
  return file.toBytes();
}
