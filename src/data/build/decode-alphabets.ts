/** Letter-pair costs of alphabetic languages. */
import {
  ALPHABET_DIGIT,
  ASCII_PUNCTUATION,
  classOfAscii,
  FIRST_OWN_LETTER,
  FOREIGN_LETTER,
  FOREIGN_SIGN,
  GAP,
  isLetter,
  TYPOGRAPHIC,
} from "../../stages/decode/letters.ts";
import { toCost } from "./decode-cjk.ts";
import type { Genre } from "./decode-text.ts";

export interface AlphabetModel {
  readonly language: string;
  /** Letters beyond a to z, lower case. */
  readonly letters: string;
  /** Signs beyond ASCII, and their costs among themselves in 1/8 bit. */
  readonly signs: string;
  readonly signCosts: readonly number[];
  /** `pairs[previous * classes + next]`, 1/8 bit. */
  readonly pairs: Uint8Array;
}

/** A character seen less often than this share of all is not one of the language (loan words, names). */
const RARE = 2e-5;

/** Signs that texts of any language may have. Each counts as if seen `COMMON_SIGN_COUNT` times more, at a word's edge. */
const COMMON_SIGNS = "«»“”„‘’‚–—…•·©®™°§£€¥×±½²№";
const COMMON_SIGN_COUNT = 4;

interface Inventory {
  readonly letters: readonly string[];
  readonly signs: ReadonlyMap<string, number>;
}

function takeInventory(genres: readonly Genre[]): Inventory {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { lines, weight } of genres) {
    for (const line of lines) {
      for (const character of line.toLowerCase()) {
        total += weight;
        if (character > "\u{7f}") counts.set(character, (counts.get(character) ?? 0) + weight);
      }
    }
  }
  for (const sign of COMMON_SIGNS) counts.set(sign, (counts.get(sign) ?? 0) + Math.max(COMMON_SIGN_COUNT, total * RARE));
  const common = [...counts].filter(([, value]) => value >= Math.max(total * RARE, 2)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    letters: common.filter(([character]) => isLetter(character)).map(([character]) => character),
    signs: new Map(common.filter(([character]) => !isLetter(character))),
  };
}

function countPairs(genres: readonly Genre[], classOf: (character: string) => number, classes: number): Float64Array {
  const pairs = new Float64Array(classes * classes);
  for (const { lines, weight } of genres) {
    for (const line of lines) {
      let previous = 0;
      for (const character of `${line.toLowerCase()} `) {
        const next = classOf(character);
        const index = previous * classes + next;
        pairs[index] = (pairs[index] as number) + weight;
        previous = next;
      }
    }
  }
  return pairs;
}

/**
 * @param strength pseudo-count of the back-off to single letters
 */
export function buildAlphabet(language: string, genres: readonly Genre[], strength: number): AlphabetModel {
  const { letters, signs } = takeInventory(genres);
  const classes = FIRST_OWN_LETTER + letters.length;
  const own = new Map(letters.map((letter, index) => [letter, FIRST_OWN_LETTER + index]));
  const classOf = (character: string): number => {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) return classOfAscii(code);
    return own.get(character) ?? (signs.has(character) ? TYPOGRAPHIC : isLetter(character) ? FOREIGN_LETTER : FOREIGN_SIGN);
  };
  const counts = countPairs(genres, classOf, classes);
  const singles = new Float64Array(classes);
  counts.forEach((value, index) => {
    singles[index % classes] = (singles[index % classes] as number) + value;
  });
  for (const edge of [GAP, ALPHABET_DIGIT, ASCII_PUNCTUATION]) {
    for (const index of [edge * classes + TYPOGRAPHIC, TYPOGRAPHIC * classes + edge])
      counts[index] = (counts[index] as number) + 10 * COMMON_SIGN_COUNT;
  }
  const total = singles.reduce((sum, value) => sum + value, 0);
  const pairs = new Uint8Array(classes * classes);
  for (let previous = 0; previous < classes; previous++) {
    const row = counts.subarray(previous * classes, (previous + 1) * classes);
    const rowTotal = row.reduce((sum, value) => sum + value, 0);
    for (let next = 0; next < classes; next++) {
      const single = ((singles[next] as number) + 0.5) / (total + 0.5 * classes);
      const probability = ((row[next] as number) + strength * single) / (rowTotal + strength);
      pairs[previous * classes + next] = toCost(0.998 * probability + 0.002 / classes);
    }
  }
  const signTotal = [...signs.values()].reduce((sum, value) => sum + value, 0);
  return {
    language,
    letters: letters.join(""),
    signs: [...signs.keys()].join(""),
    signCosts: [...signs.values()].map((value) => toCost(value / signTotal)),
    pairs,
  };
}
