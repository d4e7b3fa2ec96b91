import type { Tokens } from "./tokens.ts";

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

/** Words with a cost and a tag, found by the hash of their characters. */
export interface Lexicon {
  /**
   * Open addressing by the upper bits of the hash; 0 is a free slot. Upper half: the lower 16 bits of the hash. Lower half: tag, longest
   * word with this beginning (3 bits), and in the low byte the cost of the word, 0 when the entry is only a beginning of words.
   */
  readonly slots: Uint32Array;
  readonly shift: number;
  /** A bit for each hash in the table, by its upper 20 bits: turns most pairs of characters away before the table is touched. */
  readonly beginnings: Uint32Array;
  readonly characterCost: Uint8Array;
  readonly characterTag: Uint8Array;
  /** How characters behave in names, two bits each: as a surname, in given names, in foreign names by sound, in place names. */
  readonly characterProfile: Uint8Array;
  /** Word classes by the hash of the word: open addressing, 0 is a free slot. */
  readonly classKeys: Uint32Array;
  readonly classes: Uint8Array;
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

/** Value of an entry, 0 when there is none; one in some 50,000 unknown words is taken for another. */
export function lookUp(lexicon: Lexicon, hash: number): number {
  const { slots } = lexicon;
  const mask = slots.length - 1;
  const check = hash & 0xffff;
  let slot = hash >>> lexicon.shift;
  for (;;) {
    const entry = slots[slot] as number;
    if (entry === 0) return 0;
    if (entry >>> 16 === check) return entry & 0xffff;
    slot = (slot + 1) & mask;
  }
}

const BEGINNING_SHIFT = 32 - 20;

function mayBegin(lexicon: Lexicon, hash: number): boolean {
  const bit = hash >>> BEGINNING_SHIFT;
  return (((lexicon.beginnings[bit >>> 5] as number) >>> (bit & 31)) & 1) !== 0;
}

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
  return makeLexicon(readArrays(bytes));
}

/** The arrays of a lexicon, to be prepared by the build. */
export type LexiconArrays = Omit<Lexicon, "shift">;

/** A lexicon of its arrays. */
export function makeLexicon(arrays: LexiconArrays): Lexicon {
  return { ...arrays, shift: 32 - Math.log2(arrays.slots.length) };
}

/** See `readLexicon`. */
export function readArrays(bytes: Uint8Array): LexiconArrays {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  const bits = view.getUint32(4, true);
  const valueAt = 12 + view.getUint32(8, true);
  const size = 2 ** bits;
  const slots = new Uint32Array(size);
  const beginnings = new Uint32Array(2 ** (32 - BEGINNING_SHIFT - 5));
  const hashes = readDeltas(bytes, 12, count);
  for (let i = 0; i < count; i++) {
    const hash = hashes[i] as number;
    let slot = hash >>> (32 - bits);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    const value = (bytes[valueAt + 2 * i] as number) | ((bytes[valueAt + 2 * i + 1] as number) << 8);
    slots[slot] = ((hash & 0xffff) << 16) | value;
    const bit = hash >>> BEGINNING_SHIFT;
    beginnings[bit >>> 5] = (beginnings[bit >>> 5] as number) | (1 << (bit & 31));
  }
  const characterCost = new Uint8Array(0x10000).fill(UNKNOWN_CHARACTER_COST);
  const characterTag = new Uint8Array(0x10000);
  const charactersAt = valueAt + 2 * count;
  const characters = view.getUint32(charactersAt, true);
  const characterProfile = new Uint8Array(0x10000);
  const classesAt = charactersAt + 4 + 5 * characters;
  for (let at = charactersAt + 4; at < classesAt; at += 5) {
    const unit = view.getUint16(at, true);
    characterCost[unit] = bytes[at + 2] ?? 0;
    characterTag[unit] = bytes[at + 3] ?? 0;
    characterProfile[unit] = bytes[at + 4] ?? 0;
  }
  return { slots, beginnings, characterCost, characterTag, characterProfile, ...readClasses(bytes, view, classesAt) };
}

function readClasses(bytes: Uint8Array, view: DataView, at: number): { classKeys: Uint32Array; classes: Uint8Array } {
  const count = at < bytes.length ? view.getUint32(at, true) : 0;
  const size = count === 0 ? 1 : 2 ** view.getUint32(at + 4, true);
  const classKeys = new Uint32Array(size);
  const classes = new Uint8Array(size);
  if (count === 0) return { classKeys, classes };
  const valueAt = at + 12 + view.getUint32(at + 8, true);
  readDeltas(bytes, at + 12, count).forEach((hash, i) => {
    let slot = classSlot(hash, size);
    while (classKeys[slot] !== 0) slot = (slot + 1) & (size - 1);
    classKeys[slot] = hash;
    classes[slot] = bytes[valueAt + i] ?? 0;
  });
  return { classKeys, classes };
}

function classSlot(hash: number, size: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 8) & (size - 1);
}

/** Class of a word, 0 when it has none. */
function classOf(lexicon: Lexicon, hash: number): number {
  const { classKeys, classes } = lexicon;
  const size = classKeys.length;
  let slot = classSlot(hash, size);
  for (;;) {
    const key = classKeys[slot] ?? 0;
    if (key === 0) return 0;
    if (key === hash >>> 0) return classes[slot] ?? 0;
    slot = (slot + 1) & (size - 1);
  }
}

/** Cost of a character that the lexicon does not know: that of a word seen once. */
export const UNKNOWN_CHARACTER_COST = 180;

/** Words of a piece of text, for each token the word that covers it. */
export interface Words {
  /** Index of the word of each token. */
  readonly of: Int32Array;
  /** First token of each word, and one more: the count of tokens. */
  readonly first: Int32Array;
  readonly hash: Int32Array;
  readonly tag: Uint8Array;
  /** Class of each word by its neighbours in running text, 0 unknown. */
  readonly group: Uint8Array;
  count: number;
  readonly cost: Int32Array;
  readonly back: Int32Array;
  readonly pathTag: Uint8Array;
  readonly pathHash: Int32Array;
}

/** Room for the words of `capacity` tokens. */
export function createWords(capacity: number): Words {
  return {
    of: new Int32Array(capacity + 1),
    first: new Int32Array(capacity + 2),
    hash: new Int32Array(capacity + 1),
    tag: new Uint8Array(capacity + 1),
    group: new Uint8Array(capacity + 1),
    count: 0,
    cost: new Int32Array(capacity + 1 + MAX_WORD),
    back: new Int32Array(capacity + 1 + MAX_WORD),
    pathTag: new Uint8Array(capacity + 1 + MAX_WORD),
    pathHash: new Int32Array(capacity + 1 + MAX_WORD),
  };
}

/**
 * Cuts tokens into the words with the least total cost (the unigram model of jieba, on our table).
 *
 * @param wanted 0 for tokens that may stay characters: their words are not looked up
 */
export function findWords(lexicon: Lexicon, tokens: Tokens, words: Words, wanted: Uint8Array | null = null): void {
  relaxAll(lexicon, tokens, words, wanted);
  const { back, pathTag, pathHash, of, first, tag, hash, group } = words;
  const { count } = tokens;
  let total = 0;
  for (let at = count; at > 0; at = back[at] as number) total++;
  words.count = total;
  first[total] = count;
  let position = count;
  for (let word = total - 1; word >= 0; word--) {
    const begin = back[position] as number;
    first[word] = begin;
    tag[word] = pathTag[position] as number;
    hash[word] = pathHash[position] as number;
    group[word] = wanted === null || wanted[begin] === 1 ? classOf(lexicon, pathHash[position] as number) : 0;
    for (let i = begin; i < position; i++) of[i] = word;
    position = begin;
  }
}

/** Cost of a run of letters or digits. */
const RUN_COST = 60;

/** Finds the cheapest word that ends at each place, in `cost`, `back`, `pathTag` and `pathHash`. */
function relaxAll(lexicon: Lexicon, tokens: Tokens, words: Words, wanted: Uint8Array | null): void {
  const { count, id } = tokens;
  const { cost, back, pathTag, pathHash } = words;
  const { characterCost, characterTag } = lexicon;
  cost.fill(0x7fffffff, 0, count + 1);
  cost[0] = 0;
  const relax = (from: number, length: number, total: number, tag: number, hash: number): void => {
    const to = from + length;
    if (total >= (cost[to] as number)) return;
    cost[to] = total;
    back[to] = from;
    pathTag[to] = tag;
    pathHash[to] = hash;
  };
  for (let i = 0; i < count; i++) {
    const base = cost[i] as number;
    const unit = id[i] as number;
    const single = unit < 0x10000;
    relax(i, 1, base + (single ? (characterCost[unit] as number) : RUN_COST), single ? (characterTag[unit] as number) : 0, unit);
    if (unit < 0x3400 || unit > 0x9fff || i + 1 >= count || (wanted !== null && wanted[i] === 0)) continue;
    let hash = extendHash(extendHash(HASH_SEED, unit), id[i + 1] as number);
    if (!mayBegin(lexicon, hash)) continue;
    let value = lookUp(lexicon, hash);
    if (value === 0) continue;
    const longest = Math.min(value >>> 13, count - i - 1) + 1;
    for (let length = 2; ; ) {
      if ((value & 0xff) !== 0) relax(i, length, base + (value & 0xff), (value >>> 8) & 0x1f, hash);
      if (++length > longest) break;
      hash = extendHash(hash, id[i + length - 1] as number);
      value = lookUp(lexicon, hash);
    }
  }
}
