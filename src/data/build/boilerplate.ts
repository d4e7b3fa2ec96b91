/**
 * Writes `src/data/boilerplate.bin`: how Chinese clauses begin and end, for finding the end of a heading that runs into its paragraph.
 *
 *     npx tsx src/data/build/boilerplate.ts
 *
 * Sources: counts over the running text of `../shared/train/text/zh-*` (`SORA_TRAIN_DIR`), statutes and dialogue left out: CC0, CC BY, CC BY-SA, MIT and
 * Apache-2.0 texts, named file by file in its README; only counts of single characters and pairs are kept.
 *
 * Layout, deflated: u32 number of characters, u32 number of pairs; u16 characters (ascending); u32 pairs (`first << 16 | second`, ascending, each as the difference from the one before);
 * then i8 columns in sixteenths of a natural logarithm: end and start by character, end, start and hold by pair.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, gunzipSync } from "node:zlib";
import { foldText } from "../../stages/boilerplate/line.ts";
import { isHanUnit } from "../../text/hanzi.ts";

const FOLDER = join(process.env["SORA_TRAIN_DIR"] ?? "../shared/train", "text");
const LEFT_OUT = /law|dialogue/u;
const CHUNK = 4096;
/** Rarer pairs are left to their characters. 8 → 15 costs two points of accuracy and halves the table. */
const LEAST_PAIR = 15;
/** A comma begins and ends a clause, too, but seldom a sentence. */
const COMMA_WEIGHT = 0.35;
/** Weight of the single character's rate in a pair's. */
const BACK_OFF = 8;
const SCALE = 16;

const MARKS_BEFORE = "。!?”“(《";
const MARKS_BEHIND = "。!?”)";
const COMMAS = ",;:";

type Counts = Map<number, number>;
const characters: Counts = new Map();
const pairs: Counts = new Map();
const starts: Counts = new Map();
const ends: Counts = new Map();
const pairStarts: Counts = new Map();
const pairEnds: Counts = new Map();
let total = 0;

const add = (counts: Counts, key: number, value: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + value);
};

function weightOf(unit: number, marks: string): number {
  if (Number.isNaN(unit)) return 1;
  const mark = String.fromCharCode(unit);
  if (marks.includes(mark)) return 1;
  return COMMAS.includes(mark) ? COMMA_WEIGHT : 0;
}

function countLine(line: string): void {
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if (!isHanUnit(unit)) continue;
    const before = line.charCodeAt(i - 1);
    const behind = line.charCodeAt(i + 1);
    total++;
    add(characters, unit, 1);
    if (isHanUnit(behind)) add(pairs, unit * 0x10000 + behind, 1);
    const start = weightOf(before, MARKS_BEFORE);
    const end = weightOf(behind, MARKS_BEHIND);
    if (start > 0) {
      add(starts, unit, start);
      if (isHanUnit(behind)) add(pairStarts, unit * 0x10000 + behind, start);
    }
    if (end > 0) {
      add(ends, unit, end);
      if (isHanUnit(before)) add(pairEnds, before * 0x10000 + unit, end);
    }
  }
}

for (const file of readdirSync(FOLDER).sort()) {
  if (!file.startsWith("zh-") || LEFT_OUT.test(file) || !file.endsWith(".gz")) continue;
  for (const line of gunzipSync(readFileSync(join(FOLDER, file)))
    .toString("utf8")
    .split("\n")) {
    let folded = "";
    for (let i = 0; i < line.length; i += CHUNK) folded += foldText(line.slice(i, i + CHUNK));
    if (folded.length > 5) countLine(folded);
  }
}

const rate = (counts: Counts, key: number): number => ((counts.get(key) ?? 0) + 0.05) / ((characters.get(key) ?? 0) + 1);
const quantise = (value: number): number => Math.max(-128, Math.min(127, Math.round(Math.log(value) * SCALE)));
const pairRate = (counts: Counts, pair: number, backOff: number): number =>
  ((counts.get(pair) ?? 0) + BACK_OFF * backOff) / ((pairs.get(pair) ?? 0) + BACK_OFF);

const characterKeys = [...characters.keys()].sort((a, b) => a - b);
const pairKeys = [...pairs]
  .filter(([, count]) => count >= LEAST_PAIR)
  .map(([pair]) => pair)
  .sort((a, b) => a - b);
const firstOf = (pair: number): number => Math.floor(pair / 0x10000);
const secondOf = (pair: number): number => pair % 0x10000;
const hold = (pair: number): number =>
  ((pairs.get(pair) ?? 0) + 0.3) / (((characters.get(firstOf(pair)) ?? 0) * (characters.get(secondOf(pair)) ?? 0)) / total + 0.3);

const columns = [
  characterKeys.map((key) => quantise(rate(ends, key))),
  characterKeys.map((key) => quantise(rate(starts, key))),
  pairKeys.map((pair) => quantise(pairRate(pairEnds, pair, rate(ends, secondOf(pair))))),
  pairKeys.map((pair) => quantise(pairRate(pairStarts, pair, rate(starts, firstOf(pair))))),
  pairKeys.map((pair) => quantise(hold(pair))),
];
const numbers = Buffer.concat([
  Buffer.from(Uint32Array.of(characterKeys.length, pairKeys.length).buffer),
  Buffer.from(Uint16Array.from(characterKeys).buffer),
]);
const padding = Buffer.alloc((4 - (numbers.length % 4)) % 4);
const table = Buffer.concat([
  numbers,
  padding,
  Buffer.from(Uint32Array.from(pairKeys, (pair, i) => pair - (pairKeys[i - 1] ?? 0)).buffer),
  ...columns.map((column) => Buffer.from(Int8Array.from(column).buffer)),
]);
const deflated = deflateRawSync(table, { level: 9 });
writeFileSync(new URL("../boilerplate.bin", import.meta.url), deflated);
console.log(`${characterKeys.length} characters, ${pairKeys.length} pairs, ${table.length} bytes, deflated ${deflated.length}`);
