/**
 * Writes src/data/decode-models.bin, the language models of the encoding detector, and the code tables decode-big5.bin and decode-cns.bin.
 *
 *   npx tsx src/data/build/decode-models.ts
 *
 * Sources and licences:
 * - running text in ../shared/train/text (SORA_TRAIN_DIR): counts of characters and of letter pairs; the files and their licences
 *   (CC0, public domain, CC BY, CC BY-SA, MIT, Apache-2.0) are listed in NOTICE and in docs/stages/decode.md
 * - names of countries, languages, currencies, months in 24 languages: CLDR data in Node's ICU (Unicode licence v3)
 * - OpenCC's dictionaries in opencc-js (Apache-2.0): each script's texts also count, weighed less, in the other
 * - the Big5 index with HKSCS: WHATWG Encoding Standard, as iconv-lite ships it (MIT)
 * - CNS 11643: src/data/source/decode-cns11643.txt (Unihan, Unicode licence v3)
 */
import { readFileSync, writeFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import iconv from "iconv-lite";
import * as OpenCC from "opencc-js";
import { COSTED_COUNT, kindOfAscii, UNITS_PER_BIT } from "../../stages/decode/classes.ts";
import { buildAlphabet } from "./decode-alphabets.ts";
import { type Backoff, characterCosts, count, toCost, transitionCosts } from "./decode-cjk.ts";
import { buildPairs } from "./decode-pairs.ts";
import { convertGenres, type Genre, readGenres, readNames, readPhrases } from "./decode-text.ts";

/** Languages with running text, and those with names alone. */
const READ = ["ru", "fr", "de", "cs", "pl", "en"];
const NAMED = "uk bg sr es pt it ca sv da nb fi nl is hu ro hr sk sl el tr he ar fa lt lv et vi th".split(" ");

function decodeRange(encoding: string, leads: readonly [number, number], trails: readonly [number, number]): Set<number> {
  const decoder = new TextDecoder(encoding);
  const characters = new Set<number>();
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (let trail = trails[0]; trail <= trails[1]; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = text.codePointAt(0) as number;
      if (text.length === 1 && code >= 0x4e00 && code <= 0x9fff) characters.add(code);
    }
  }
  return characters;
}

/** Levels of the national standards, from common to rare. */
const LEVELS = {
  gb1: decodeRange("gbk", [0xb0, 0xd7], [0xa1, 0xfe]),
  gb2: decodeRange("gbk", [0xd8, 0xf7], [0xa1, 0xfe]),
  big1: decodeRange("big5", [0xa4, 0xc6], [0x40, 0xfe]),
  big2: decodeRange("big5", [0xc9, 0xf9], [0x40, 0xfe]),
  jis1: decodeRange("euc-jp", [0xb0, 0xcf], [0xa1, 0xfe]),
  ks: decodeRange("euc-kr", [0xca, 0xfd], [0xa1, 0xfe]),
  all: new Set(Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, index) => 0x4e00 + index)),
};
const levels = (...shares: readonly (readonly [keyof typeof LEVELS, number])[]): Backoff[] =>
  shares.map(([level, share]) => ({ share, characters: LEVELS[level] }));

/** Costs of ASCII in every model: kinds after kinds (5 x 5), then 128 characters within their kinds. */
function asciiCosts(genres: readonly Genre[]): Uint8Array {
  const kinds = new Float64Array(25);
  const characters = new Float64Array(128).fill(2);
  for (const { lines, weight } of genres) {
    for (const line of lines) {
      let previous = 0;
      for (const character of `${line.toLowerCase()}\n`) {
        const code = character.charCodeAt(0);
        if (code >= 0x80) continue;
        const kind = kindOfAscii(code);
        kinds[previous * 5 + kind] = (kinds[previous * 5 + kind] as number) + weight;
        characters[code] = (characters[code] as number) + weight;
        previous = kind;
      }
    }
  }
  const costs = new Uint8Array(25 + 128);
  for (let index = 0; index < 25; index++) {
    const row = kinds.subarray(index - (index % 5), index - (index % 5) + 5);
    const share = (kinds[index] as number) / row.reduce((sum, value) => sum + value, 1);
    costs[index] = toCost(0.7 * share + 0.06);
  }
  // Prose has no blank lines and no indents; files have.
  costs[0] = costs[6] = UNITS_PER_BIT;
  for (let code = 0; code < 128; code++) costs[25 + code] = asciiCharacterCost(code, characters);
  return costs;
}

/** Two bits for a capital; signs count evenly, because markup and code use other ones than prose; controls are next to impossible. */
function asciiCharacterCost(code: number, counts: Float64Array): number {
  const kind = kindOfAscii(code);
  if (code < 0x20 || code === 0x7f) return code === 0x0a || code === 0x0d || code === 0x09 ? 0 : (code === 0 ? 22 : 18) * UNITS_PER_BIT;
  if (kind === 4) return 5 * UNITS_PER_BIT;
  const folded = code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
  let total = 0;
  for (let other = 0x20; other < 0x7f; other++)
    if (kindOfAscii(other) === kind && !(other >= 0x41 && other <= 0x5a)) total += counts[other] as number;
  return toCost((counts[folded] as number) / total) + (folded === code ? 0 : 2 * UNITS_PER_BIT);
}

/** Header (JSON, its length first) and parts, deflated together. */
function pack(name: string, header: unknown, parts: readonly Uint8Array[]): void {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const packed = deflateRawSync(Buffer.concat([length, json, ...parts]), { level: 9 });
  writeFileSync(new URL(`../${name}`, import.meta.url), packed);
  console.log(`${name}: ${packed.length} bytes`);
}

/** Weight of a character that was converted from the other script. */
const CONVERTED_SHARE = 0.3;

/** A pair of a phrase counts as if it had been read so often. */
const PHRASE_COUNT = 3;

function packPairs(scripts: readonly (readonly Genre[])[]): void {
  const packed = deflateRawSync(buildPairs(scripts), { level: 9 });
  writeFileSync(new URL("../decode-pairs.bin", import.meta.url), packed);
  console.log(`decode-pairs.bin: ${packed.length} bytes`);
}

function packModels(): void {
  const simplified = readGenres("zh-Hans");
  const traditional = [...readGenres("zh-Hant"), ...readGenres("yue")];
  const hansTexts = [...simplified, ...convertGenres(traditional, OpenCC.Converter({ from: "t", to: "cn" }), CONVERTED_SHARE)];
  const hantTexts = [...traditional, ...convertGenres(simplified, OpenCC.Converter({ from: "cn", to: "tw" }), CONVERTED_SHARE)];
  packPairs([
    [...hansTexts, readPhrases(0, PHRASE_COUNT)],
    [...hantTexts, readPhrases(1, PHRASE_COUNT)],
  ]);
  const hans = count(hansTexts);
  const hant = count(hantTexts);
  const ja = count(readGenres("ja"));
  const ko = count(readGenres("ko"));
  const languages = [
    {
      language: "zh-Hans",
      counts: hans,
      costs: characterCosts(hans, [[hant, 0.03]], levels(["gb1", 0.02], ["gb2", 0.004], ["all", 0.0015])),
    },
    {
      language: "zh-Hant",
      counts: hant,
      costs: characterCosts(hant, [[hans, 0.02]], levels(["big1", 0.02], ["big2", 0.003], ["all", 0.0015])),
    },
    { language: "ja", counts: ja, costs: characterCosts(ja, [[hant, 0.02]], levels(["jis1", 0.03], ["all", 0.003])) },
    { language: "ko", counts: ko, costs: characterCosts(ko, [[hant, 0.4]], levels(["ks", 0.2], ["all", 0.003])) },
  ];
  const alphabets = [
    ...READ.map((language) => buildAlphabet(language, readGenres(language), 20)),
    ...NAMED.map((language) => buildAlphabet(language, readNames(language), 40)),
  ];
  const header = {
    cjk: languages.map(({ language }) => language),
    alphabets: alphabets.map(({ language, letters, signs, signCosts }) => ({ language, letters, signs, signCosts })),
  };
  if (languages.some(({ costs }) => costs.length !== COSTED_COUNT)) throw new Error("wrong length");
  pack("decode-models.bin", header, [
    asciiCosts(readGenres("en")),
    ...languages.map(({ counts }) => transitionCosts(counts)),
    ...languages.map(({ costs }) => costs),
    ...alphabets.map(({ pairs }) => pairs),
  ]);
}

/** Code points in three runs: low bytes, middle bytes, planes; 0 = no character. Cells of several code points stand in the header. */
function packCells(name: string, texts: readonly string[]): void {
  const count = texts.length;
  const bytes = new Uint8Array(count * 3);
  const sequences: [number, string][] = [];
  texts.forEach((text, index) => {
    const code = text.codePointAt(0) as number;
    if (code > 0xffff ? text.length > 2 : text.length > 1) sequences.push([index, text]);
    else if (text !== "\u{fffd}") {
      bytes[index] = code & 0xff;
      bytes[index + count] = (code >> 8) & 0xff;
      bytes[index + 2 * count] = code >> 16;
    }
  });
  pack(name, { count, sequences }, [bytes]);
}

/** Big5 with HKSCS: leads 81 to FE, trails 40 to FE (126 x 191 cells). */
function packBig5(): void {
  const texts: string[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = trail >= 0x7f && trail <= 0xa0 ? "\u{fffd}" : iconv.decode(Buffer.from([lead, trail]), "big5hkscs");
      texts.push(text.includes("\u{fffd}") || text.codePointAt(0) === lead ? "\u{fffd}" : text);
    }
  }
  packCells("decode-big5.bin", texts);
}

/** CNS 11643 planes 1 to 7 and 15, each 94 x 94 cells. */
function packCns(): void {
  const planes = [1, 2, 3, 4, 5, 6, 7, 15];
  const texts = new Array<string>(planes.length * 94 * 94).fill("\u{fffd}");
  for (const line of readFileSync(new URL("../source/decode-cns11643.txt", import.meta.url), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [key, row] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
    const [plane, number] = key.split("-").map(Number) as [number, number];
    const first = (planes.indexOf(plane) * 94 + number - 1) * 94;
    Array.from(row).forEach((character, cell) => {
      texts[first + cell] = character;
    });
  }
  packCells("decode-cns.bin", texts);
}

packModels();
packBig5();
packCns();
