// The words of the tagger: costs, tags and classes, found by the hash of their characters. The search itself is in kernel/words.as.
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

/** Words with a cost and a tag, as the kernel reads them. */
export interface Lexicon {
  /**
   * Open addressing by the upper bits of the hash; 0 is a free slot. Upper half: the lower 16 bits of the hash. Lower half: lengths of the
   * words with this beginning (3 bits), tag (5 bits), and in the low byte the cost of the word, 0 when the entry is only a beginning of words.
   */
  readonly slots: Uint32Array;
  /** A bit for each hash in the table, by its upper 20 bits: turns most hashes away before the table is touched. */
  readonly beginnings: Uint32Array;
  /**
   * Classes of words: open addressing by bits 8 and above of the hash times CLASS_FACTOR, 0 is a free slot. Low byte: the class; above it
   * the bits 0 to 7 and 16 to 31 of that product.
   */
  readonly classes: Uint32Array;
  /** Properties of the 65,536 UTF-16 units; see units.ts. */
  readonly units: Uint32Array;
}

const CLASS_FACTOR = 0x9e3779b1;
const BEGINNING_BITS = 20;

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

/** Reads numbers that are written as differences in base 128, low digits first. */
function readDeltas(bytes: Uint8Array, at: number, count: number): Uint32Array {
  const values = new Uint32Array(count);
  let position = at;
  let value = 0;
  for (let i = 0; i < count; i++) {
    let byte = bytes[position++] as number;
    let delta = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[position++] as number;
      delta |= (byte & 0x7f) << shift;
    }
    value = (value + delta) | 0;
    values[i] = value;
  }
  return values;
}

/**
 * Reads a lexicon: count of entries, bits of the table, bytes of the keys (u32 each), the sorted hashes as differences in base 128, two
 * bytes of value for each; count (u32) and character u16, cost, tag and profile u8 for single characters; count, bits and bytes of keys (u32 each)
 * of the words with a class, their hashes likewise, and a byte of class for each.
 */
export function readLexicon(bytes: Uint8Array): Lexicon {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  const bits = view.getUint32(4, true);
  const valueAt = 12 + view.getUint32(8, true);
  const slots = new Uint32Array(2 ** bits);
  const beginnings = new Uint32Array(2 ** (BEGINNING_BITS - 5));
  readDeltas(bytes, 12, count).forEach((hash, i) => {
    let slot = hash >>> (32 - bits);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    const value = (bytes[valueAt + 2 * i] as number) | ((bytes[valueAt + 2 * i + 1] as number) << 8);
    slots[slot] = ((hash & 0xffff) << 16) | value;
    const bit = hash >>> (32 - BEGINNING_BITS);
    beginnings[bit >>> 5] = (beginnings[bit >>> 5] as number) | (1 << (bit & 31));
  });
  const charactersAt = valueAt + 2 * count;
  const classesAt = charactersAt + 4 + 5 * view.getUint32(charactersAt, true);
  return { slots, beginnings, units: readUnits(bytes, view, charactersAt + 4, classesAt), classes: readClasses(bytes, view, classesAt) };
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

function readClasses(bytes: Uint8Array, view: DataView, at: number): Uint32Array {
  const count = at < bytes.length ? view.getUint32(at, true) : 0;
  if (count === 0) return new Uint32Array(1);
  const classes = new Uint32Array(2 ** view.getUint32(at + 4, true));
  const valueAt = at + 12 + view.getUint32(at + 8, true);
  readDeltas(bytes, at + 12, count).forEach((hash, i) => {
    const product = Math.imul(hash, CLASS_FACTOR);
    let slot = (product >>> 8) & (classes.length - 1);
    while (classes[slot] !== 0) slot = (slot + 1) & (classes.length - 1);
    classes[slot] = (product & 0xffff0000) | ((product & 0xff) << 8) | (bytes[valueAt + i] as number);
  });
  return classes;
}
