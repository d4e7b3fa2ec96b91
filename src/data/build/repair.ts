// Builds src/data/repair.bin: `npx tsx src/data/build/repair.ts`. Deterministic.
//
// Sources and licences
// - running text, SORA_TRAIN_DIR/text/zh-*.txt.gz without the CC BY-SA files (news, bysa): CC0, CC BY 4.0, MIT, Apache-2.0, statutes
// - words with frequencies: dict.txt of the PyPI package jieba 0.42.1 (MIT, Sun Junyi), path in SORA_JIEBA_DICT
// - readings: npm package pinyin-pro 3 (MIT), its folder in SORA_PINYIN_PRO
// - variants and Taiwan words: opencc-js 1.4 (MIT; dictionaries of OpenCC, Apache-2.0)
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { foldUnit } from "../../stages/repair/fold.ts";
import { addWord } from "../../stages/repair/word-filter.ts";
import { ByteWriter } from "./repair-writer.ts";

const TRAIN = join(process.env["SORA_TRAIN_DIR"] ?? "../shared/train", "text");
const JIEBA = process.env["SORA_JIEBA_DICT"] ?? "";
const PINYIN = process.env["SORA_PINYIN_PRO"] ?? "";

/** Occurrences in jieba's word list count this much beside one occurrence in running text (60 M words against 4 M characters). */
const JIEBA_WEIGHT = 0.1;
const CHINESE_FILE = /^zh-Han[st]\..*\.txt\.gz$/u;
const SHARE_ALIKE = /news|bysa/u;
const HAN_WORD = /^\p{Script=Han}+$/u;
const HAN_CHAR = /^\p{Script=Han}$/u;
const DISCOUNT = 0.75;
/** How often a two-character word must occur in jieba's list to keep a piece from joining its neighbour. */
const MIN_BLOCKER = 30;
const BIGRAMS = 100_000;
/** Occurrences in jieba's list: at most so many of a weak Taiwan word, at least so many of the mainland word. */
const MOST_IN_MAINLAND = 12;
const LEAST_IN_MAINLAND = 60;
const MIN_WORD = 10;
const WORD_BITS = 10;
const LOG_STEP = 1 / 16;

/** Share of a number behind a character; the sentences of the running text hardly have figures (Common Voice has none), pages do. Set by hand. */
const BEFORE_NUMBER: Readonly<Record<string, number>> = {
  于: 0.15,
  约: 0.3,
  近: 0.1,
  达: 0.15,
  至: 0.2,
  从: 0.06,
  自: 0.06,
  共: 0.1,
  超: 0.05,
  在: 0.04,
  有: 0.04,
  为: 0.04,
  "，": 0.06,
  "。": 0.06,
  "（": 0.2,
  "、": 0.02,
};

type Counts = Map<string, number>;

const add = (counts: Counts, key: string, value: number): void => void counts.set(key, (counts.get(key) ?? 0) + value);
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const quantise = (p: number): number => Math.max(0, Math.min(255, Math.round(-Math.log(p) / LOG_STEP)));

async function readDictionary(name: string): Promise<Map<string, string[]>> {
  const { default: text } = (await import(
    new URL(`../../../node_modules/opencc-js/dist/esm-lib/dict/${name}.js`, import.meta.url).href
  )) as { default: string };
  return new Map(
    text.split("|").map((line) => {
      const [key = "", ...values] = line.split(" ");
      return [key, values];
    }),
  );
}

/** One-character map traditional → simplified, first value only. */
async function simplifiedForms(): Promise<Map<string, string>> {
  const map = new Map<string, string>();
  for (const [key, values] of await readDictionary("TSCharacters")) {
    const [first = key] = values;
    if (key.length === 1 && first.length === 1 && first !== key) map.set(key, first);
  }
  return map;
}

/** Characters that only simplified text has: keys of STCharacters that are no traditional form themselves. */
async function simplifiedOnly(traditional: ReadonlyMap<string, string>): Promise<Set<string>> {
  const set = new Set<string>();
  for (const [key, values] of await readDictionary("STCharacters")) {
    if (key.length === 1 && !values.includes(key) && !traditional.has(key)) set.add(key);
  }
  return set;
}

function trainingLines(): string[] {
  const files = readdirSync(TRAIN).filter((name) => CHINESE_FILE.test(name) && !SHARE_ALIKE.test(name));
  return files.sort(byCode).flatMap((name) =>
    gunzipSync(readFileSync(join(TRAIN, name)))
      .toString("utf8")
      .split("\n"),
  );
}

/** A line as the run time sees it: every unit folded to its class (see fold.ts), then to its simplified form. */
function symbols(text: string, simplified: ReadonlyMap<string, string>): string[] {
  const result: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const folded = String.fromCharCode(foldUnit(text.charCodeAt(i)));
    result.push(simplified.get(folded) ?? folded);
  }
  return result;
}

function countSymbols(simplified: ReadonlyMap<string, string>): { unigrams: Counts; bigrams: Counts } {
  const unigrams: Counts = new Map();
  const bigrams: Counts = new Map();
  const feed = (text: string, weight: number): void => {
    let previous = "";
    for (const symbol of symbols(text, simplified)) {
      add(unigrams, symbol, weight);
      if (previous) add(bigrams, previous + symbol, weight);
      previous = symbol;
    }
  };
  for (const line of trainingLines()) feed(line, 1);
  for (const line of readFileSync(JIEBA, "utf8").split("\n")) {
    const [word = "", frequency = "0"] = line.split(" ");
    if (HAN_WORD.test(word)) feed(word, Number(frequency) * JIEBA_WEIGHT);
  }
  for (const [char, share] of Object.entries(BEFORE_NUMBER)) {
    const least = share * (unigrams.get(char) ?? 0);
    bigrams.set(`${char}0`, Math.max(least, bigrams.get(`${char}0`) ?? 0));
  }
  return { unigrams, bigrams };
}

interface Model {
  readonly ids: Map<string, number>;
  /** Quantised -log P(c) by id. */
  readonly unigrams: number[];
  /** Quantised -log λ(p) by id. */
  readonly backoffs: number[];
  /** [first id, second id, quantised -log P(second | first)], sorted. */
  readonly bigrams: [number, number, number][];
}

/** Absolute discounting, interpolated with unigrams; the bigrams that gain most over the unigram are kept (Stolcke's pruning, simplified). */
function estimate({ unigrams, bigrams }: { unigrams: Counts; bigrams: Counts }): Model {
  const chars = [...unigrams.keys()].sort(byCode);
  const ids = new Map(chars.map((char, id) => [char, id]));
  let total = 0;
  for (const count of unigrams.values()) total += count;
  const p = (char: string): number => ((unigrams.get(char) ?? 0) + 0.3) / (total + 0.3 * 25_000);
  const followers = new Map<string, { total: number; types: number; kept: number }>();
  for (const [pair, count] of bigrams) {
    const entry = followers.get(pair[0] as string) ?? { total: 0, types: 0, kept: 0 };
    entry.total += count;
    entry.types += Math.min(1, count / DISCOUNT);
    followers.set(pair[0] as string, entry);
  }
  const scored = [...bigrams].map(([pair, count]) => {
    const entry = followers.get(pair[0] as string) as { total: number; types: number };
    const lambda = Math.min(0.95, (DISCOUNT * entry.types) / entry.total);
    const base = p(pair[1] as string);
    const probability = Math.max(0, count - DISCOUNT) / entry.total + lambda * base;
    return { pair, count, direct: Math.max(0, count - DISCOUNT) / entry.total, gain: count * Math.log(probability / (lambda * base)) };
  });
  scored.sort((a, b) => b.gain - a.gain || byCode(a.pair, b.pair));
  const kept = scored.slice(0, BIGRAMS);
  for (const { pair, direct } of kept) (followers.get(pair[0] as string) as { kept: number }).kept += direct;
  const lambdaOf = (char: string): number => Math.max(0.02, 1 - (followers.get(char)?.kept ?? 0));
  const triples = kept.map(({ pair, direct }): [number, number, number] => [
    ids.get(pair[0] as string) as number,
    ids.get(pair[1] as string) as number,
    quantise(direct + lambdaOf(pair[0] as string) * p(pair[1] as string)),
  ]);
  triples.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    ids,
    unigrams: chars.map((char) => quantise(p(char))),
    backoffs: chars.map((char) => quantise(lambdaOf(char))),
    bigrams: triples,
  };
}

function writeModel(writer: ByteWriter, { ids, unigrams, backoffs, bigrams }: Model): void {
  writer.varint(ids.size);
  let previous = 0;
  for (const [char, id] of ids) {
    writer.varint(char.charCodeAt(0) - previous);
    previous = char.charCodeAt(0);
    writer.byte(unigrams[id] as number);
    writer.byte(backoffs[id] as number);
  }
  let at = 0;
  for (let id = 0; id < ids.size; id++) {
    let end = at;
    while (end < bigrams.length && bigrams[end]?.[0] === id) end++;
    writer.varint(end - at);
    let last = 0;
    for (; at < end; at++) {
      const [, second, cost] = bigrams[at] as [number, number, number];
      writer.varint(second - last);
      writer.byte(cost);
      last = second;
    }
  }
}

/** Traditional → simplified pairs, characters of simplified text only, and which characters GB2312 has need no table (see gbk.ts). */
function writeScripts(writer: ByteWriter, simplified: ReadonlyMap<string, string>, only: ReadonlySet<string>): void {
  const pairs = [...simplified].sort(([a], [b]) => byCode(a, b));
  writer.varint(pairs.length);
  let previous = 0;
  for (const [key, value] of pairs) {
    writer.varint(key.charCodeAt(0) - previous);
    previous = key.charCodeAt(0);
    writer.varint(value.charCodeAt(0));
  }
  writer.string([...only].sort(byCode).join(""));
}

/** Readings of the Han characters of GBK that GB2312 lacks, and of all that are traditional forms; main reading first. */
async function writeReadings(writer: ByteWriter, simplified: ReadonlyMap<string, string>): Promise<void> {
  const { pinyin } = (await import(pathToFileURL(join(PINYIN, "dist/index.mjs")).href)) as {
    pinyin: (text: string, options: { multiple: boolean; type: "array" }) => string[];
  };
  const chars = gbkHanzi().filter((char) => simplified.has(char) || !inGb2312(char));
  const read = (char: string): string[] => pinyin(char, { multiple: true, type: "array" }).map((one) => one.normalize("NFC"));
  // pinyin-pro knows fewer readings of a traditional form than of its simplified one
  const readings = chars.map((char) => [
    ...new Set([...read(char), ...(simplified.has(char) ? read(simplified.get(char) as string) : [])]),
  ]);
  const syllables = [...new Set(readings.flat())].sort(byCode);
  const ids = new Map(syllables.map((syllable, id) => [syllable, id]));
  writer.string(syllables.join(" "));
  writer.varint(chars.length);
  let previous = 0;
  chars.forEach((char, index) => {
    const own = readings[index] as string[];
    writer.varint(char.charCodeAt(0) - previous);
    previous = char.charCodeAt(0);
    writer.byte(own.length);
    for (const reading of own) writer.varint(ids.get(reading) as number);
  });
}

function gbkHanzi(): string[] {
  const chars = new Set<string>();
  const decoder = new TextDecoder("gbk");
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = decoder.decode(new Uint8Array([lead, trail]));
      if (HAN_CHAR.test(char) && char >= "一" && char <= "\u9fff") chars.add(char);
    }
  }
  return [...chars].sort(byCode);
}

const GB2312 = new Set<string>();
function inGb2312(char: string): boolean {
  if (GB2312.size === 0) {
    const decoder = new TextDecoder("gbk");
    for (let lead = 0xb0; lead <= 0xf7; lead++) {
      for (let trail = 0xa1; trail <= 0xfe; trail++) GB2312.add(decoder.decode(new Uint8Array([lead, trail])));
    }
  }
  return GB2312.has(char);
}

/**
 * Taiwan words → mainland words in simplified characters, all candidates: OpenCC's TWPhrases turned round, then our own list of words that
 * replace-all converters use and OpenCC lacks.
 */
async function writeVariantWords(writer: ByteWriter, simplified: ReadonlyMap<string, string>): Promise<void> {
  const simplify = (text: string): string => [...text].map((char) => simplified.get(char) ?? char).join("");
  const words = new Map<string, Set<string>>();
  const put = (taiwan: string, mainland: string): void => {
    if (![...taiwan].some((char) => simplified.has(char)) || simplify(taiwan) === mainland) return;
    words.set(taiwan, (words.get(taiwan) ?? new Set()).add(mainland));
  };
  for (const [mainland, list] of await readDictionary("TWPhrases")) for (const taiwan of list) put(taiwan, simplify(mainland));
  const own = readFileSync(new URL("../source/repair-variant-words.tsv", import.meta.url), "utf8");
  for (const line of own.split("\n")) {
    const [taiwan = "", mainland = ""] = line.split("\t");
    if (!line.startsWith("#") && mainland) for (const one of mainland.split(" ")) put(taiwan, one);
  }
  putPieces(words, simplify);
  for (const [taiwan, mainland] of await weakWords(simplify)) words.set(taiwan, new Set([`!${mainland}`]));
  const rows = [...words].sort(([a], [b]) => byCode(a, b)).map(([taiwan, mainland]) => `${taiwan}\t${[...mainland].join(" ")}`);
  writer.string(rows.join("\n"));
}

/** Taiwan words without a traditional character, that hardly occur in mainland text; told by `!`, as they say nothing alone. */
async function weakWords(simplify: (text: string) => string): Promise<Map<string, string>> {
  const frequencies = new Map([2, 3, 4].flatMap((length) => [...dictionaryWords(length)]));
  const weak = new Map<string, string>();
  for (const [mainland, list] of await readDictionary("TWPhrases")) {
    const common = frequencies.get(simplify(mainland)) ?? 0;
    for (const taiwan of list) {
      const rare = frequencies.get(taiwan) ?? 0;
      if (taiwan === simplify(taiwan) && HAN_WORD.test(taiwan) && rare <= MOST_IN_MAINLAND && common >= LEAST_IN_MAINLAND)
        weak.set(taiwan, simplify(mainland));
    }
  }
  return weak;
}

/**
 * A mainland word of one character was replaced inside longer words too (领域 → 领網域): one row for each dictionary word that it ends. After `|`
 * the characters that make a word with the first one (认领): then the piece may be a word of its own.
 */
function putPieces(words: Map<string, Set<string>>, simplify: (text: string) => string): void {
  const pairs = dictionaryWords(2);
  for (const [taiwan, mainland] of [...words]) {
    for (const piece of mainland) {
      if (piece.length !== 1) continue;
      mainland.delete(piece);
      for (const [word, frequency] of pairs) {
        if (word[1] !== piece || frequency < 3) continue;
        const first = word[0] as string;
        const before = [...pairs].filter(([other, count]) => other[1] === first && count >= MIN_BLOCKER).map(([other]) => other[0]);
        words.set(first + taiwan, new Set([`${word}|${before.join("")}`]));
      }
    }
    if (mainland.size === 0 || simplify(taiwan) === "") words.delete(taiwan);
  }
}

function dictionaryWords(length: number): Map<string, number> {
  const words = new Map<string, number>();
  for (const line of readFileSync(JIEBA, "utf8").split("\n")) {
    const [word = "", frequency = "0"] = line.split(" ");
    if (word.length === length && HAN_WORD.test(word)) words.set(word, Number(frequency));
  }
  return words;
}

/** Words of three and four characters, as a Bloom filter of WORD_BITS bits a word (see word-filter.ts). */
function writeWords(writer: ByteWriter, simplified: ReadonlyMap<string, string>): number {
  const words = [3, 4].flatMap((length) => [...dictionaryWords(length)].filter(([, count]) => count >= MIN_WORD).map(([word]) => word));
  const bits = words.length * WORD_BITS;
  const filter = new Uint8Array((bits >> 3) + 1);
  for (const word of words)
    addWord(
      filter,
      symbols(word, simplified).map((symbol) => symbol.charCodeAt(0)),
    );
  writer.varint(filter.length);
  for (const byte of filter) writer.byte(byte);
  return words.length;
}

async function main(): Promise<void> {
  const simplified = await simplifiedForms();
  const writer = new ByteWriter();
  writeScripts(writer, simplified, await simplifiedOnly(simplified));
  const scripts = writer.size;
  await writeReadings(writer, simplified);
  const readings = writer.size;
  await writeVariantWords(writer, simplified);
  const words = writer.size;
  const filtered = writeWords(writer, simplified);
  const filter = writer.size;
  const model = estimate(countSymbols(simplified));
  writeModel(writer, model);
  writeFileSync(new URL("../repair.bin", import.meta.url), writer.bytes());
  const sizes = {
    scripts,
    readings: readings - scripts,
    words: words - readings,
    filter: filter - words,
    model: writer.size - filter,
    total: writer.size,
  };
  console.log({ ...sizes, symbols: model.ids.size, bigrams: model.bigrams.length, filtered });
}

await main();
