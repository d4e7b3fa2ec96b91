// The words of the tagger: costs, tags and classes, found by the hash of their characters. The search itself is in kernel/words.as.
import { prepareTables } from "../../data/prepare.ts";
import { classifyUnits } from "./classes.ts";
import { propertiesOf } from "./units.ts";

/** Tags of words in the lexicon, a coarse grouping of the tags of the jieba dictionary. */
export const WORD_TAG = {
  none: 0,
  noun: 1,
  person: 2,
  foreignPerson: 3,
  place: 4,
  organisation: 5,
  otherName: 6,
  verb: 7,
  adjective: 8,
  adverb: 9,
  numeral: 10,
  measure: 11,
  pronoun: 12,
  preposition: 13,
  conjunction: 14,
  particle: 15,
  position: 16,
  time: 17,
  locative: 18,
  idiom: 19,
  verbNoun: 20,
  other: 21,
  latin: 22,
  digits: 23,
  punctuation: 24,
  work: 25,
  product: 26,
  event: 27,
  title: 28,
} as const;

/** Longest word of the lexicon, in characters. */
export const MAX_WORD = 8;

/** Bits of an entry that say how long the words are that begin with its two characters, beside those two: three, four, more. */
export function lengthBit(characters: number): number {
  if (characters < 3) return 0;
  return characters === 3 ? 1 : characters === 4 ? 2 : 4;
}

/**
 * The file of a lexicon: count of entries, bits of the table, bytes of the keys (u32 each), the sorted hashes as differences in base 128, two
 * bytes of value for each; count (u32) and character u16, cost, tag and profile u8 for single characters; count, bits and bytes of keys (u32 each)
 * of the words with a class, their hashes likewise, and a byte of class for each. Value: in the low byte the cost of the word, 0 when the entry
 * is only a beginning of words; tag (5 bits), lengths of the words with this beginning (3 bits). The kernel makes its tables of it (kernel/fill.as).
 */
export interface Lexicon {
  readonly bytes: Uint8Array;
  /** Bits of the number of slots for words, for classes. */
  readonly slotBits: number;
  readonly classBits: number;
  /** Properties of the 65,536 UTF-16 units; see units.ts. */
  readonly units: Uint32Array;
}

/** Hash of a word, one unit more. */
export function extendHash(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

export const HASH_SEED = 0x2545f491;

/** Hash of a whole word. */
export function wordHash(word: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = extendHash(hash, word.charCodeAt(i));
  return hash >>> 0;
}

/** Cost of a character that the lexicon does not know: that of a word seen once. */
export const UNKNOWN_CHARACTER_COST = 180;

/** Reads a lexicon, all but the words. */
export function readLexicon(bytes: Uint8Array): Lexicon {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const charactersAt = 12 + view.getUint32(8, true) + 2 * view.getUint32(0, true);
  const classesAt = charactersAt + 4 + 5 * view.getUint32(charactersAt, true);
  return {
    bytes,
    slotBits: view.getUint32(4, true),
    classBits: classesAt < bytes.length ? view.getUint32(classesAt + 4, true) : 0,
    units: prepareTables("entities-units", () => ({ units: readUnits(bytes, view, charactersAt + 4, classesAt) })).units,
  };
}

function readUnits(bytes: Uint8Array, view: DataView, from: number, to: number): Uint32Array {
  const kinds = classifyUnits();
  const units = Uint32Array.from(kinds, (kind, unit) => propertiesOf(unit, kind, UNKNOWN_CHARACTER_COST, WORD_TAG.none, 0));
  for (let at = from; at < to; at += 5) {
    const unit = view.getUint16(at, true);
    units[unit] = propertiesOf(unit, kinds[unit] as number, bytes[at + 2] as number, bytes[at + 3] as number, bytes[at + 4] as number);
  }
  return units;
}
