// Which script and language a text is in, by counting characters; and the fold of traditional to simplified characters for matchers.
import { prepareTables } from "../data/prepare.ts";
import { FOLD_FROM, FOLD_TO, SIMPLIFIED_ONLY, TRADITIONAL_ONLY } from "../data/script.data.ts";
import { guessLatinLanguage } from "./latin-language.ts";

/** What the characters of a text say. Counts are UTF-16 units of the part that was read (at most {@link SAMPLE_UNITS}). */
export interface ScriptEvidence {
  /** Hans, Hant, Mixed or Jpan; null where no character is one-sided. */
  readonly script: "Hans" | "Hant" | "Mixed" | "Jpan" | null;
  /** BCP 47 primary language subtag; null where there is no evidence. */
  readonly lang: string | null;
  /** Characters that only traditional text holds. */
  readonly traditional: number;
  /** Characters that only simplified text holds (many are Japanese too). */
  readonly simplified: number;
  readonly han: number;
  readonly kana: number;
}

/** Longer texts are read in this many units, taken as windows spread evenly over the text. */
const SAMPLE_UNITS = 65_536;
const WINDOW_UNITS = 4_096;

/**
 * Share of kana among kana and Han characters from which a text is Japanese whatever else it holds. In `../shared/train/text` no
 * Chinese line reaches 0.05, and 99 % of the Japanese lines are over 0.25.
 */
const KANA_SURE = 0.25;
/** From here on Japanese, unless Chinese function words stand in the text (a Chinese page on Japanese songs). */
const KANA_LIKELY = 0.08;
/** Chinese-only function characters among Han characters that outweigh kana. */
const FUNCTION_SHARE = 0.03;
/** A script's share of the one-sided characters, and their number, from which a text is of both scripts. */
const MIXED_SHARE = 0.01;
const MIXED_COUNT = 3;
/** A Han character says about as much as this many letters. */
const LETTERS_PER_HAN = 3;

/** Bits of {@link scriptClasses}. */
export const TRADITIONAL_BIT = 1;
export const SIMPLIFIED_BIT = 2;
/** Both: 著. */
const BOTH_BITS: number = TRADITIONAL_BIT | SIMPLIFIED_BIT;
const FUNCTION_BIT = 4;
export const KANA_BIT = 8;
export const HAN_BIT = 16;
export const HANGUL_BIT = 32;
const LATIN_BIT = 64;
const CYRILLIC_BIT = 128;

/** Pronouns, particles and verbs that Japanese does not write so. */
const FUNCTION_CHARACTERS = "们們这這你她它吗嗎吧呢很没沒哪啊说說么麼还還谁誰让讓";

/** Bits by ranges of units, both ends included. */
const SCRIPT_RANGES: readonly (readonly [first: number, last: number, bit: number])[] = [
  [0x41, 0x5a, LATIN_BIT],
  [0x61, 0x7a, LATIN_BIT],
  [0xc0, 0xd6, LATIN_BIT],
  [0xd8, 0xf6, LATIN_BIT],
  [0xf8, 0x24f, LATIN_BIT],
  [0x400, 0x4ff, CYRILLIC_BIT],
  [0x1100, 0x11ff, HANGUL_BIT],
  [0x3005, 0x3005, HAN_BIT],
  [0x3007, 0x3007, HAN_BIT],
  [0x3041, 0x30fa, KANA_BIT],
  [0x30fd, 0x30ff, KANA_BIT], // not the length mark U+30FC
  [0x3130, 0x318f, HANGUL_BIT],
  [0x31f0, 0x31ff, KANA_BIT],
  [0x3400, 0x4dbf, HAN_BIT],
  [0x4e00, 0x9fff, HAN_BIT],
  [0xac00, 0xd7a3, HANGUL_BIT],
  [0xd840, 0xd8bf, HAN_BIT], // first halves of planes 2 and 3
  [0xf900, 0xfaff, HAN_BIT],
];

let classes: Uint8Array | null = null;
/** The values that occur in {@link scriptClasses}. */
let combinations: readonly number[] = [];

/** A bit set for every UTF-16 unit: {@link TRADITIONAL_BIT}, {@link SIMPLIFIED_BIT} and others. Made at the first call (0.3 ms). */
export function scriptClasses(): Uint8Array {
  if (classes !== null) return classes;
  const table = new Uint8Array(0x10000);
  for (const [first, last, bit] of SCRIPT_RANGES) table.fill(bit, first, last + 1);
  const found = new Set([0, ...SCRIPT_RANGES.map(([, , bit]) => bit)]);
  mark(table, TRADITIONAL_ONLY, TRADITIONAL_BIT, found);
  mark(table, SIMPLIFIED_ONLY, SIMPLIFIED_BIT, found);
  mark(table, FUNCTION_CHARACTERS, FUNCTION_BIT, found);
  mark(table, "著", BOTH_BITS, found);
  combinations = [...found];
  classes = table;
  return table;
}

function mark(table: Uint8Array, characters: string, bit: number, found: Set<number>): void {
  for (let i = 0; i < characters.length; i++) {
    const unit = characters.charCodeAt(i);
    const bits = (table[unit] as number) | bit;
    table[unit] = bits;
    found.add(bits);
  }
}

let folds: Uint16Array | null = null;

/**
 * Simplified form of one UTF-16 unit, without regard to its neighbours (乾 → 干, 裡 → 里; 著 stays): for matchers that compare text of
 * either script with a lexicon in simplified characters. A unit that has no simplified form comes back as it is.
 */
export function foldToSimplified(unit: number): number {
  return (folds ?? foldTable())[unit] as number;
}

/** The table behind {@link foldToSimplified}, for hot loops: 65,536 units. Made at the first call (0.2 ms). */
export function foldTable(): Uint16Array {
  folds ??= prepareTables("fold", () => ({ units: makeFolds() })).units;
  return folds;
}

function makeFolds(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < table.length; unit++) table[unit] = unit;
  for (let i = 0; i < FOLD_FROM.length; i++) table[FOLD_FROM.charCodeAt(i)] = FOLD_TO.charCodeAt(i);
  return table;
}

/** Characters by class, in UTF-16 units. */
export interface ScriptCounts {
  /** Of traditional text only. */
  traditional: number;
  /** Of simplified text only (many are Japanese too). */
  simplified: number;
  /** Function words that only Chinese writes so. */
  functions: number;
  /** 著: of both scripts, but a trace of careless conversion where it is the particle 着. */
  zhu: number;
  kana: number;
  han: number;
  hangul: number;
  latin: number;
  cyrillic: number;
}

/** All zero. */
export function noCounts(): ScriptCounts {
  return { traditional: 0, simplified: 0, functions: 0, zhu: 0, kana: 0, han: 0, hangul: 0, latin: 0, cyrillic: 0 };
}

/**
 * Script and language of a text by counting one-sided characters: right on 914 of 917 development texts of three sentences, none
 * wrong. Reads at most 65,536 units. Wrong on: kanji without kana, simplified text that quotes much traditional text.
 */
export function detectScript(text: string): ScriptEvidence {
  const counts = noCounts();
  if (text.length <= SAMPLE_UNITS) countScript(text, 0, text.length, counts);
  else {
    const windows = SAMPLE_UNITS / WINDOW_UNITS;
    const stride = (text.length - WINDOW_UNITS) / (windows - 1);
    for (let i = 0; i < windows; i++) {
      const start = Math.floor(i * stride);
      countScript(text, start, start + WINDOW_UNITS, counts);
    }
  }
  return classifyScript(counts, text);
}

/**
 * Script and language from counts.
 *
 * @param text read (its head only) where letters other than Han, kana, hangul and Cyrillic decide
 */
export function classifyScript(counts: ScriptCounts, text: string): ScriptEvidence {
  const lang = languageOf(text, counts);
  const script = lang === "ja" ? "Jpan" : lang === "zh" ? chineseScript(counts) : null;
  return { script, lang, traditional: counts.traditional, simplified: counts.simplified, han: counts.han, kana: counts.kana };
}

/** Adds the characters of text[start, end) to `counts`. */
export function countScript(text: string, start: number, end: number, counts: ScriptCounts): void {
  const table = scriptClasses();
  clearHistogram();
  for (let i = start; i < end; i++) {
    const bits = table[text.charCodeAt(i)] as number;
    histogram[bits] = (histogram[bits] as number) + 1;
  }
  addHistogram(counts);
}

function clearHistogram(): void {
  for (let k = 0; k < combinations.length; k++) histogram[combinations[k] as number] = 0;
}

function addHistogram(counts: ScriptCounts): void {
  for (let k = 0; k < combinations.length; k++) {
    const bits = combinations[k] as number;
    const count = histogram[bits] as number;
    if (count > 0 && bits !== 0) addClass(bits, count, counts);
  }
}

/** Scratch of {@link countScript}: how often each combination of bits occurred. */
const histogram = new Int32Array(256);

/** Adds so many units with some bits of {@link scriptClasses}. */
export function addClass(bits: number, count: number, counts: ScriptCounts): void {
  if (bits & HAN_BIT) {
    counts.han += count;
    if ((bits & BOTH_BITS) === BOTH_BITS) counts.zhu += count;
    else if (bits & TRADITIONAL_BIT) counts.traditional += count;
    else if (bits & SIMPLIFIED_BIT) counts.simplified += count;
    if (bits & FUNCTION_BIT) counts.functions += count;
  } else if (bits & LATIN_BIT) counts.latin += count;
  else if (bits & KANA_BIT) counts.kana += count;
  else if (bits & HANGUL_BIT) counts.hangul += count;
  else counts.cyrillic += count;
}

/** Kana outweigh what there is of Chinese. */
export function isJapanese(counts: ScriptCounts): boolean {
  const share = counts.kana / (counts.kana + counts.han);
  if (!(share >= KANA_LIKELY)) return false;
  return counts.functions <= counts.han * FUNCTION_SHARE || (share >= KANA_SURE && counts.functions < 3);
}

function chineseScript(counts: ScriptCounts): "Hans" | "Hant" | "Mixed" | null {
  const { traditional, simplified } = counts;
  if (traditional === 0 && simplified === 0) return null;
  const minor = Math.min(traditional, simplified);
  if (minor >= MIXED_COUNT && minor >= (traditional + simplified) * MIXED_SHARE) return "Mixed";
  if (traditional === simplified) return "Mixed";
  return traditional > simplified ? "Hant" : "Hans";
}

function languageOf(text: string, counts: ScriptCounts): string | null {
  const asian = (counts.han + counts.kana + counts.hangul) * LETTERS_PER_HAN;
  const largest = Math.max(asian, counts.latin, counts.cyrillic);
  if (largest === 0) return otherLanguage(text);
  if (largest === counts.cyrillic) return "ru";
  if (largest === counts.latin && counts.latin > asian) return guessLatinLanguage(text);
  if (counts.hangul > counts.han + counts.kana) return "ko";
  return isJapanese(counts) ? "ja" : "zh";
}

/** Scripts that one language or nearly one uses; the first such letter decides. */
const OTHER_SCRIPTS: readonly (readonly [first: number, last: number, lang: string])[] = [
  [0x370, 0x3ff, "el"],
  [0x590, 0x5ff, "he"],
  [0x600, 0x6ff, "ar"],
  [0x900, 0x97f, "hi"],
  [0xe00, 0xe7f, "th"],
];

function otherLanguage(text: string): string | null {
  const end = Math.min(text.length, WINDOW_UNITS);
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x370 || unit > 0xe7f) continue;
    for (const [first, last, lang] of OTHER_SCRIPTS) if (unit >= first && unit <= last) return lang;
  }
  return null;
}
