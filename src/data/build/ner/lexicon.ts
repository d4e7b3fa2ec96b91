// Builds src/data/entities-lexicon.bin: the word lexicon of the entity tagger.
//
//   npx tsx src/data/build/ner/lexicon.ts DICT
//
// DICT: jieba's dictionary (lines "word frequency tag"), from the npm package nodejieba (submodules/cppjieba/dict/jieba.dict.utf8)
// or @node-rs/jieba (dict.txt); MIT, Sun Junyi. Added: names of countries, regions, languages and currencies of
// Intl.DisplayNames (Unicode CLDR, Unicode licence).
import { readFileSync, writeFileSync } from "node:fs";
import { extendHash, HASH_SEED, MAX_WORD, UNKNOWN_CHARACTER_COST, WORD_TAG, wordHash } from "../../../stages/entities/lexicon.ts";

const BITS = 19;
/** Words seen less often are left out, unless their tag is one of a name. */
const MINIMUM = 3;
const TAB_OR_SPACE = /[\t ]/u;
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
  longest: number;
}

function collectEntries(words: Iterable<Word>, total: number): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  const owner = new Map<number, string>();
  for (const { text, count, tag } of words) {
    if (text.length < 2) continue;
    const beginning = extendHash(extendHash(HASH_SEED, text.charCodeAt(0)), text.charCodeAt(1)) >>> 0;
    const start = entries.get(beginning) ?? { cost: 0, tag: 0, longest: 1 };
    start.longest = Math.max(start.longest, text.length - 1);
    entries.set(beginning, start);
    const hash = wordHash(text);
    if ((owner.get(hash) ?? text) !== text || hash === 0) continue;
    owner.set(hash, text);
    const entry = entries.get(hash) ?? { cost: 0, tag: 0, longest: 1 };
    entry.cost = costOf(count, total);
    entry.tag = tag;
    entries.set(hash, entry);
  }
  return entries;
}

function pack(entries: Map<number, Entry>, characters: Word[], total: number): Buffer {
  const sorted = [...entries].sort(([one], [two]) => one - two);
  const keys: number[] = [];
  const values: number[] = [];
  let previous = 0;
  for (const [hash, { cost, tag, longest }] of sorted) {
    let delta = hash - previous;
    previous = hash;
    while (delta >= 0x80) {
      keys.push((delta % 0x80) | 0x80);
      delta = Math.floor(delta / 0x80);
    }
    keys.push(delta);
    values.push(cost, tag | (longest << 5));
  }
  const header = Buffer.alloc(12);
  header.writeUInt32LE(sorted.length, 0);
  header.writeUInt32LE(BITS, 4);
  header.writeUInt32LE(keys.length, 8);
  const tail = Buffer.alloc(4 + 4 * characters.length);
  tail.writeUInt32LE(characters.length, 0);
  characters.forEach(({ text, count, tag }, i) => {
    tail.writeUInt16LE(text.charCodeAt(0), 4 + 4 * i);
    tail.writeUInt8(Math.min(costOf(count, total), UNKNOWN_CHARACTER_COST), 6 + 4 * i);
    tail.writeUInt8(tag, 7 + 4 * i);
  });
  return Buffer.concat([header, Buffer.from(keys), Buffer.from(values), tail]);
}

function main(path: string): void {
  const all = readDictionary(path);
  const total = [...all.values()].reduce((sum, { count }) => sum + count, 0);
  addRegions(all);
  const words = [...all.values()].filter(({ text, count }) => text.length === 1 || count >= MINIMUM);
  const entries = collectEntries(words, total);
  const bytes = pack(
    entries,
    words.filter(({ text }) => text.length === 1),
    total,
  );
  writeFileSync(new URL("../../entities-lexicon.bin", import.meta.url), bytes);
  console.log(`${words.length} words, ${entries.size} entries, ${bytes.length} bytes`);
}

main(process.argv[2] ?? "test/bench/node_modules/@node-rs/jieba/dict.txt");
