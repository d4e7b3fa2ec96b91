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

/** Letters of languages of which names are all we have, so that rare ones in names are not taken for foreign. Orthographies as taught. */
const ALPHABETS: Readonly<Record<string, string>> = {
  es: "áéíñóúü",
  pt: "áâãàçéêíóôõú",
  it: "àèéìòù",
  ca: "àçèéíïòóúü",
  sv: "åäöé",
  da: "æøåé",
  nb: "æøåé",
  fi: "äöå",
  is: "áéíóúýðþæö",
  nl: "éëïöü",
  hu: "áéíóöőúüű",
  ro: "ăâîşţ",
  hr: "čćđšž",
  sk: "áäčďéíĺľňóôŕšťúýž",
  sl: "čšž",
  tr: "çğıöşü",
  lt: "ąčęėįšųūž",
  lv: "āčēģīķļņšūž",
  et: "äõöüšž",
};
/** What a letter of these counts at least, of all characters: a letter of two per mille. */
const LEAST_SHARE = 0.002;

/** Letters of their neighbours, which Western and Central European texts have in names: seldom, but not as foreign as Cyrillic. */
const WESTERN = "áàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿß";
const CENTRAL = "áâăäąćčçďđéęëěíîĺľłńňóôöőŕřśšşťţúůüűýźžż";
const NEIGHBOURS: Readonly<Record<string, string>> = { fr: WESTERN, de: WESTERN, en: WESTERN, cs: CENTRAL, pl: CENTRAL };
const NEIGHBOUR_SHARE = 0.0001;

/** The letters that count at least a share of all, and the shares; own letters of the texts are not among them. */
function leastShares(language: string): [letter: string, share: number][] {
  const own = ALPHABETS[language] ?? "";
  return [
    ...Array.from(own, (letter): [string, number] => [letter, LEAST_SHARE]),
    ...Array.from(NEIGHBOURS[language] ?? "", (letter): [string, number] => [letter, NEIGHBOUR_SHARE]),
  ];
}

interface Inventory {
  readonly letters: readonly string[];
  readonly signs: ReadonlyMap<string, number>;
}

function takeInventory(language: string, genres: readonly Genre[]): Inventory {
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
  for (const [letter, share] of leastShares(language)) counts.set(letter, Math.max(counts.get(letter) ?? 0, total * share));
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

/** Lets a letter follow any letter and be followed like a vowel, in proportion to how often the other occurs. */
function addRareLetter(counts: Float64Array, classes: number, letter: number, least: number): void {
  for (let other = 0; other < FIRST_OWN_LETTER; other++) {
    const row = counts.subarray(other * classes, (other + 1) * classes);
    const share = row.reduce((sum, value) => sum + value, 0) * least;
    counts[other * classes + letter] = (counts[other * classes + letter] as number) + share;
    counts[letter * classes + other] = (counts[letter * classes + other] as number) + share;
  }
}

/**
 * @param strength pseudo-count of the back-off to single letters
 */
export function buildAlphabet(language: string, genres: readonly Genre[], strength: number): AlphabetModel {
  const { letters, signs } = takeInventory(language, genres);
  const classes = FIRST_OWN_LETTER + letters.length;
  const own = new Map(letters.map((letter, index) => [letter, FIRST_OWN_LETTER + index]));
  const classOf = (character: string): number => {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) return classOfAscii(code);
    return own.get(character) ?? (signs.has(character) ? TYPOGRAPHIC : isLetter(character) ? FOREIGN_LETTER : FOREIGN_SIGN);
  };
  const counts = countPairs(genres, classOf, classes);
  for (const [letter, share] of leastShares(language)) addRareLetter(counts, classes, own.get(letter) as number, share);
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
