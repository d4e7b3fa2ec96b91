import { prepareTables } from "../../data/prepare.ts";
import { COSTED_COUNT, COSTED_RANGES, KINDS, kindOf, kindOfAscii, UNITS_PER_BIT } from "./classes.ts";
import { classOfAscii, FIRST_LETTER, FIRST_OWN_LETTER, FOREIGN_LETTER, FOREIGN_SIGN, GAP, isLetter, TYPOGRAPHIC } from "./letters.ts";
import { loadPacked } from "./tables.ts";

/** Costs that all models share, so that plain ASCII favours none: 1/8 bit. */
export interface AsciiCosts {
  /** `transitions[previous kind * 5 + kind]` */
  readonly transitions: Uint8Array;
  /** By character, within its kind. */
  readonly characters: Uint8Array;
}

/** A language that is written in Chinese characters, kana or hangul. */
export interface CjkLanguage {
  readonly language: string;
  /** `transitions[previous * KINDS + kind]`, 1/8 bit; ASCII after ASCII is the shared cost. */
  readonly transitions: Uint16Array;
  /** By BMP code point, within its kind: 1/8 bit. */
  readonly costs: Uint8Array;
}

/** An alphabetic language, before it is bound to an encoding. */
export interface Alphabet {
  readonly language: string;
  readonly letters: ReadonlyMap<string, number>;
  readonly signs: ReadonlyMap<string, number>;
  readonly classes: number;
  /** `pairs[previous * classes + next]`, 1/8 bit. */
  readonly pairs: Uint16Array;
}

export interface Models {
  readonly ascii: AsciiCosts;
  readonly cjk: readonly CjkLanguage[];
  /** By language; expanded at the first call. */
  readonly alphabets: ReadonlyMap<string, () => Alphabet>;
}

interface PackedAlphabet {
  readonly language: string;
  readonly letters: string;
  readonly signs: string;
  readonly signCosts: readonly number[];
}

interface Header {
  readonly cjk: readonly string[];
  readonly alphabets: readonly PackedAlphabet[];
}

let models: Models | undefined;

/** The language models, read from `decode-models.bin` at the first call (a few milliseconds). */
export function loadModels(): Models {
  models ??= readModels();
  return models;
}

function readModels(): Models {
  const { header, body } = loadPacked<Header>("decode-models.bin");
  let at = 0;
  const take = (length: number): Uint8Array => {
    at += length;
    return body.subarray(at - length, at);
  };
  const ascii: AsciiCosts = { transitions: take(25), characters: take(128) };
  const transitions = header.cjk.map(() => take(KINDS * KINDS));
  const costs = header.cjk.map(() => take(COSTED_COUNT));
  const cjk = header.cjk.map((language, index) => ({
    language,
    transitions: shareAscii(transitions[index] as Uint8Array, ascii),
    costs: prepareTables(`decode costs ${language}`, () => ({ costs: spreadCosts(costs[index] as Uint8Array) })).costs,
  }));
  const alphabets = new Map(
    header.alphabets.map((alphabet): [string, () => Alphabet] => {
      const classes = FIRST_OWN_LETTER + Array.from(alphabet.letters).length;
      const pairs = take(classes * classes);
      let expanded: Alphabet | undefined;
      return [
        alphabet.language,
        () => {
          expanded ??= expandAlphabet(alphabet, pairs, ascii);
          return expanded;
        },
      ];
    }),
  );
  return { ascii, cjk, alphabets };
}

function expandAlphabet({ language, letters, signs, signCosts }: PackedAlphabet, own: Uint8Array, ascii: AsciiCosts): Alphabet {
  const classes = FIRST_OWN_LETTER + Array.from(letters).length;
  const { pairs } = prepareTables(`decode pairs of ${language}`, () => {
    const shared = sharePairs(own, classes, ascii);
    separateScripts(shared, classes, letters);
    return { pairs: shared };
  });
  return {
    language,
    letters: new Map(Array.from(letters, (letter, index) => [letter, FIRST_OWN_LETTER + index])),
    signs: new Map(Array.from(signs, (sign, index) => [sign, signCosts[index] as number])),
    classes,
    pairs,
  };
}

function shareAscii(transitions: Uint8Array, ascii: AsciiCosts): Uint16Array {
  const shared = Uint16Array.from(transitions);
  for (let previous = 0; previous < 5; previous++) {
    for (let kind = 0; kind < 5; kind++) shared[previous * KINDS + kind] = ascii.transitions[previous * 5 + kind] as number;
  }
  return shared;
}

/** Costs within their kind of characters that have none of their own: extension A and compatibility ideographs, everything else. */
const RARE_HAN_COST = 23 * UNITS_PER_BIT;
const RARE_COST = 14 * UNITS_PER_BIT;
/** Private use: the user area of GBK, HKSCS in old tables. */
const PRIVATE_COST = 28 * UNITS_PER_BIT;

function spreadCosts(costs: Uint8Array): Uint8Array {
  const spread = new Uint8Array(0x10000).fill(RARE_COST);
  for (const [first, last] of RARE_HAN_RANGES) spread.fill(RARE_HAN_COST, first, last + 1);
  spread.fill(PRIVATE_COST, 0xe000, 0xf900);
  let at = 0;
  for (const [first, last] of COSTED_RANGES) {
    spread.set(costs.subarray(at, at + last - first + 1), first);
    at += last - first + 1;
  }
  return spread;
}

const RARE_HAN_RANGES = [
  [0x2e80, 0x2fff],
  [0x3400, 0x4dbf],
  [0xf900, 0xfaff],
] as const;

/** Cost of each kind of ASCII class in `pairs`: pairs of two ASCII characters get what the other models charge. */
function sharePairs(own: Uint8Array, classes: number, ascii: AsciiCosts): Uint16Array {
  const pairs = Uint16Array.from(own);
  const kinds = new Uint8Array(FIRST_OWN_LETTER);
  const costs = new Uint16Array(FIRST_OWN_LETTER);
  for (let code = 0x20; code < 0x7f; code++) {
    if (code >= 0x41 && code <= 0x5a) continue;
    kinds[classOfAscii(code)] = kindOfAscii(code);
    costs[classOfAscii(code)] = isLetterCode(code) ? (ascii.characters[code] as number) : 0;
  }
  for (let previous = 0; previous < FIRST_OWN_LETTER; previous++) {
    for (let next = 0; next < FIRST_OWN_LETTER; next++) {
      if (isBeyondAscii(previous) || isBeyondAscii(next)) continue;
      pairs[previous * classes + next] =
        (ascii.transitions[(kinds[previous] as number) * 5 + (kinds[next] as number)] as number) + (costs[next] as number);
    }
  }
  return pairs;
}

/** A word of two scripts: hardly ever, whatever a technical text with few Latin words may say. 1/8 bit. */
const MIXED_WORD_COST = 14 * UNITS_PER_BIT;
/** A Latin word in a text of another script. */
const LATIN_WORD_COST = UNITS_PER_BIT;
/** Cyrillic to Thai; letters beyond that, and marks before it, come with Latin ones. */
const OTHER_SCRIPT = /[\u{370}-\u{e7f}]/u;

/** Makes Latin words dear in a model of Cyrillic, Greek, Arabic …: pairs of ASCII cost there what they cost anywhere. */
function separateScripts(pairs: Uint16Array, classes: number, letters: string): void {
  if (!OTHER_SCRIPT.test(letters)) return;
  for (let latin = FIRST_LETTER; latin < FIRST_OWN_LETTER; latin++) {
    pairs[GAP * classes + latin] = (pairs[GAP * classes + latin] as number) + LATIN_WORD_COST;
    for (let own = FIRST_OWN_LETTER; own < classes; own++) {
      for (const index of [latin * classes + own, own * classes + latin]) {
        pairs[index] = Math.max(pairs[index] as number, MIXED_WORD_COST);
      }
    }
  }
}

function isLetterCode(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isBeyondAscii(number: number): boolean {
  return number === FOREIGN_LETTER || number === FOREIGN_SIGN || number === TYPOGRAPHIC;
}

const FOREIGN_COST = 7 * UNITS_PER_BIT;
const UNDEFINED_COST = 20 * UNITS_PER_BIT;
const CAPITAL_COST = 2 * UNITS_PER_BIT;

/**
 * Each byte of an encoding of a language: its class, above 8 bits its letter case (0 none, 1 small ASCII, 2 small, 3 capital ASCII,
 * 4 capital), above 16 its cost within its class.
 *
 * @param table gives the 128 characters of bytes 80 to FF, where they are not known already
 */
export function bindAlphabet(alphabet: Alphabet, encoding: string, table: () => string, ascii: AsciiCosts): Uint32Array {
  return prepareTables(`decode ${encoding} ${alphabet.language}`, () => ({ bytes: describeBytes(alphabet, table(), ascii) })).bytes;
}

function describeBytes(alphabet: Alphabet, table: string, ascii: AsciiCosts): Uint32Array {
  const bytes = new Uint32Array(256);
  for (let byte = 0; byte < 128; byte++) {
    const kind = classOfAscii(byte);
    const isCapital = byte >= 0x41 && byte <= 0x5a;
    const letter = kind >= FIRST_LETTER;
    const cost = letter ? (isCapital ? CAPITAL_COST : 0) : (ascii.characters[byte] as number);
    bytes[byte] = kind | ((letter ? (isCapital ? 3 : 1) : 0) << 8) | (cost << 16);
  }
  for (let byte = 128; byte < 256; byte++) {
    const character = traitsOf(table[byte - 128] as string);
    const [kind, cost] = classify(alphabet, character);
    const letterCase = character.isLetter ? (character.isCapital ? 4 : 2) : 0;
    bytes[byte] = kind | (letterCase << 8) | ((cost + (character.isCapital ? CAPITAL_COST : 0)) << 16);
  }
  return bytes;
}

interface Traits {
  readonly character: string;
  readonly small: string;
  readonly isLetter: boolean;
  readonly isCapital: boolean;
}

/** Remembered, because each occurs in dozens of tables. */
const traits = new Map<string, Traits>();

function traitsOf(character: string): Traits {
  let found = traits.get(character);
  if (!found) {
    const small = character.toLowerCase();
    found = { character, small, isLetter: isLetter(character), isCapital: small !== character };
    traits.set(character, found);
  }
  return found;
}

/** Class of a character beyond ASCII, and its cost within the class. */
function classify(alphabet: Alphabet, { character, small, isLetter }: Traits): readonly [kind: number, cost: number] {
  const own = alphabet.letters.get(small);
  if (own !== undefined) return [own, 0];
  const sign = alphabet.signs.get(character);
  if (sign !== undefined) return [TYPOGRAPHIC, sign];
  const code = character.charCodeAt(0);
  if (code === 0xa0) return [GAP, FOREIGN_COST];
  return [isLetter ? FOREIGN_LETTER : FOREIGN_SIGN, code < 0xa0 || code === 0xfffd ? UNDEFINED_COST : FOREIGN_COST];
}

/**
 * What a language charges for the two-byte characters of an encoding: by `lead << 8 | trail`, `kind << 8 | cost`, 0 = no character.
 *
 * @param codes BMP character by `lead << 8 | trail`, 0 = none
 */
export function costPairs(costs: Uint8Array, encoding: string, codes: Uint16Array): Uint16Array {
  const pairs = new Uint16Array(0x10000);
  const firstTrail = encoding === "euc-jp" || encoding === "euc-tw" ? 0xa1 : 0x40;
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let code = (lead << 8) | firstTrail; code < ((lead << 8) | 0xff); code++) {
      const character = codes[code] as number;
      if (character !== 0) pairs[code] = (kindOf(character) << 8) | (costs[character] as number);
    }
  }
  return pairs;
}
