// What a unit is to the units beside it, as a table for the closer look at a line (kernel/closer.as), which knows the bits, too.
import { type Arrays, prepareTables } from "../../data/prepare.ts";
import { AFTER_COMMA, COMMAS, TWICE } from "./doubled.ts";
import { isLookalike, isWordUnit, NUMBER_UNITS } from "./homoglyphs.ts";
import { isGb2312, isPinyinLetter, isSyllableLetter } from "./pinyin.ts";
import { NO_SPACE_AFTER, NO_SPACE_BEFORE, SPACES } from "./quote-spaces.ts";
import { LOOKALIKE_LETTERS, SLIP_MARKS } from "./sieve.ts";

/** Kinds of units at which neighbours are looked at. */
const KIND = { lost: 1, ampersand: 2, paren: 3, question: 4, comma: 5, stop: 6, lookalike: 7, letter: 8, private: 9 } as const;
/** What a unit is as a neighbour. */
const CLASS = {
  mark: 16,
  beginsPinyin: 32,
  pinyinLetter: 64,
  slip: 128,
  number: 256,
  word: 512,
  gb2312: 1024,
  beginsWord: 2048,
  space: 4096,
  closing: 8192,
  opening: 16384,
} as const;

/** Destroyed text and what stands in its place. */
const LOST_UNITS = "\ufffd锟烫屯";
/** Bits of a set of hashes, which have as many values. */
const SET_BITS = 65_536;
/** Units of a word that count. */
const LONGEST_WORD = 16;

/** `classes` by unit; a bit by hash of the first two units of words (`pairs`), and of all (`words`). */
export interface CloserTables extends Arrays {
  readonly classes: Uint16Array;
  readonly pairs: Uint8Array;
  readonly words: Uint8Array;
}

/** @param known words of two units at least, which are found */
export function closerTables(known: () => Iterable<string>): CloserTables {
  return prepareTables("repair closer", () => {
    const classes = Uint16Array.from({ length: 0x10000 }, (_, unit) => kindOf(unit) | classOf(unit));
    const pairs = new Uint8Array(SET_BITS / 8);
    const words = new Uint8Array(SET_BITS / 8);
    for (const word of known()) {
      classes[word.charCodeAt(0)] = (classes[word.charCodeAt(0)] as number) | CLASS.beginsWord;
      addHash(pairs, word, 2);
      addHash(words, word, Math.min(word.length, LONGEST_WORD));
    }
    return { classes, pairs, words };
  });
}

function addHash(set: Uint8Array, word: string, length: number): void {
  let hash = 0;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x9e3779b1);
  const slot = hash >>> 16;
  set[slot >> 3] = (set[slot >> 3] as number) | (1 << (slot & 7));
}

function kindOf(unit: number): number {
  const char = String.fromCharCode(unit);
  if (LOOKALIKE_LETTERS.includes(char)) return KIND.letter;
  if (LOST_UNITS.includes(char)) return KIND.lost;
  if (COMMAS.includes(char)) return KIND.comma;
  if (TWICE.includes(char)) return KIND.stop;
  if (char === "&") return KIND.ampersand;
  if (char === "(") return KIND.paren;
  if (char === "?") return KIND.question;
  if (unit >= 0xe000 && unit <= 0xf8ff) return KIND.private;
  return isLookalike(unit) ? KIND.lookalike : 0;
}

function classOf(unit: number): number {
  const char = String.fromCharCode(unit);
  return (
    (AFTER_COMMA.includes(char) ? CLASS.mark : 0) |
    (isPinyinLetter(unit) ? CLASS.beginsPinyin : 0) |
    (isSyllableLetter(char) ? CLASS.pinyinLetter : 0) |
    (SLIP_MARKS.includes(char) ? CLASS.slip : 0) |
    (NUMBER_UNITS.includes(char) ? CLASS.number : 0) |
    (isWordUnit(unit) ? CLASS.word : 0) |
    (isGb2312(unit) ? CLASS.gb2312 : 0) |
    (SPACES.includes(char) ? CLASS.space : 0) |
    (NO_SPACE_BEFORE.includes(char) ? CLASS.closing : 0) |
    (NO_SPACE_AFTER.includes(char) ? CLASS.opening : 0)
  );
}
