// Cuts a piece into words: the unigram model of jieba, on the table of ../lexicon.ts.
import {
  COST_BITS,
  EDGE_ID,
  KIND_TAG,
  MARGIN,
  beginnings,
  candidates,
  classMask,
  classes,
  cost,
  fillBytes,
  firstWord,
  ids,
  kindOf,
  kinds,
  lastWord,
  longHash,
  longWords,
  open,
  pairHash,
  pairValue,
  PAUSE,
  SEARCHED,
  TAG_BITS,
  TAG_SHIFT,
  setFirstWord,
  slotBits,
  slots,
  units,
  wanted,
  wordFirst,
  wordGroup,
  wordHash,
  wordKey,
  wordOf,
  wordTag,
} from "./memory";

const HASH_SEED: u32 = 0x2545f491;
export const P1: u32 = 0x9e3779b1;
/** Cost of a run of letters or digits. */
const RUN_COST: u32 = 60;
/** A key of a path: cost, then what is missing of the longest word. */
const LENGTH_BITS: u32 = 4;
const MOST: u32 = 15;
/** Longest word. */
const MAX_WORD: u32 = 8;
/** Lengths of the words that begin with a pair: 3, 4, more. */
const THREE: u32 = 1;
const FOUR: u32 = 2;
const LONGER: u32 = 4;
const EDGE_TAG = 100;
const EDGE_GROUP = 255;

// @ts-ignore
@inline
function extendHash(hash: u32, unit: u32): u32 {
  const mixed = (hash ^ unit) * P1;
  return mixed ^ (mixed >>> 15);
}

/** False for most hashes that the lexicon lacks. */
// @ts-ignore
@inline
function mayBeKnown(hash: u32): bool {
  const bit = hash >>> 12;
  return ((load<u32>((bit >>> 5) << 2, beginnings) >>> (bit & 31)) & 1) != 0;
}

/** Of eight slots, those that end the search for a check: that have it or are free. */
// @ts-ignore
@inline
function endsAt(at: usize, check: v128): v128 {
  const free = i32x4.splat(0);
  const low = v128.load(at, slots);
  const high = v128.load(at, slots + 16);
  const checks = i16x8.narrow_i32x4_u(i32x4.shr_u(low, 16), i32x4.shr_u(high, 16));
  return v128.or(i16x8.eq(checks, check), i16x8.narrow_i32x4_s(i32x4.eq(low, free), i32x4.eq(high, free)));
}

/** Value of an entry, 0 when there is none: sixteen slots at once, so that hardly any search goes on. */
// @ts-ignore
@inline
function lookUp(hash: u32): u32 {
  const mask: u32 = (1 << slotBits) - 1;
  const check = i16x8.splat(<i16>hash);
  let slot = hash >>> (32 - slotBits);
  let at: usize;
  let bits: i32;
  do {
    at = (<usize>slot) << 2;
    bits = i8x16.bitmask(i8x16.narrow_i16x8_s(endsAt(at, check), endsAt(at + 32, check)));
    slot = (slot + SEARCHED) & mask;
  } while (bits == 0);
  return load<u16>(at + ((<usize>ctz(bits)) << 2), slots);
}

// @ts-ignore
@inline
function classOf(hash: u32): u32 {
  const product = hash * P1;
  const check = (product & 0xffff0000) | ((product & 0xff) << 8);
  let slot = (product >>> 8) & classMask;
  let entry = load<u32>((<usize>slot) << 2, classes);
  while (entry != 0 && (entry ^ check) > 0xff) {
    slot = (slot + 1) & classMask;
    entry = load<u32>((<usize>slot) << 2, classes);
  }
  return entry & 0xff;
}

/** Marks the clauses that have tokens to look at, and closes the pauses between them. */
export function markClauses(count: i32): void {
  for (let i = 0; i < count; i++) {
    const first = i;
    let any: u32 = 0;
    while (i < count && !(load<u32>((<usize>load<u8>(i, kindOf)) << 2, kinds) & PAUSE)) any |= load<u8>(i++, open);
    if (i < count) store<u8>(i, 0, open);
    const next = min(i + 1, count);
    fillBytes(wanted + first, <u8>any, next - first);
  }
}

/** Hashes of all pairs of characters, four at a time. */
function hashPairs(count: i32): void {
  const seed = i32x4.splat(HASH_SEED);
  const p1 = i32x4.splat(P1);
  const end = (<usize>count) << 2;
  for (let at: usize = 0; at < end; at += 16) {
    let hash = i32x4.mul(v128.xor(seed, v128.load(at, ids)), p1);
    hash = v128.xor(hash, i32x4.shr_u(hash, 15));
    hash = i32x4.mul(v128.xor(hash, v128.load(at, ids + 4)), p1);
    v128.store(at, v128.xor(hash, i32x4.shr_u(hash, 15)), pairHash);
    v128.store(at, i32x4.splat(0), pairValue);
  }
}

/** Finds the pairs of characters that begin words; gives the number of those that begin longer ones, whose places are in `candidates` then. */
function findPairs(count: i32): usize {
  hashPairs(count);
  let number: usize = 0;
  const end = (<usize>count - 1) << 2;
  for (let at: usize = 0; at < end; at += 4) {
    store<u32>(number, <u32>at, candidates);
    const known = u32(mayBeKnown(load<u32>(at, pairHash))) & u32(load<u32>(at, ids) - 0x3400 <= 0x9fff - 0x3400);
    number += <usize>(known & load<u8>(at >>> 2, wanted)) << 2;
  }
  let longer: usize = 0;
  for (let n: usize = 0; n < number; n += 4) {
    const at: usize = load<u32>(n, candidates);
    const value = lookUp(load<u32>(at, pairHash));
    store<u32>(at, value, pairValue);
    store<u32>(longer, <u32>at, candidates);
    longer += usize(value >>> 13 != 0) << 2;
  }
  return longer;
}

/** Adds a word of `length` tokens that begins at a place (four times its token) to those to be looked up, if it may be one. */
// @ts-ignore
@inline
function propose(number: usize, at: usize, length: u32, hash: u32, possible: bool): usize {
  store<u32>(number, hash, longHash);
  store<u32>(number, <u32>(at << 2) | length, longWords);
  return number + (usize(possible & mayBeKnown(hash)) << 2);
}

/** Finds the words of three and more characters: their places and lengths are in `longWords`, their costs in `longHash`, and a last one that is none. */
function findLonger(count: i32, candidateEnd: usize): void {
  let number: usize = 0;
  for (let n: usize = 0; n < candidateEnd; n += 4) {
    const at: usize = load<u32>(n, candidates);
    const lengths = load<u32>(at, pairValue) >>> 13;
    const room: u32 = count - <u32>(at >>> 2);
    let hash = extendHash(load<u32>(at, pairHash), load<u32>(at, ids + 8));
    number = propose(number, at, 3, hash, (room >= 3) & ((lengths & THREE) != 0));
    if (!(lengths & (FOUR | LONGER))) continue;
    hash = extendHash(hash, load<u32>(at, ids + 12));
    number = propose(number, at, 4, hash, (room >= 4) & ((lengths & FOUR) != 0));
    if (!(lengths & LONGER)) continue;
    const longest = min<u32>(MAX_WORD, room);
    for (let length: u32 = 5; length <= longest; length++) {
      hash = extendHash(hash, load<u32>(at + ((<usize>length - 1) << 2), ids));
      number = propose(number, at, length, hash, true);
    }
  }
  let found: usize = 0;
  for (let n: usize = 0; n < number; n += 4) {
    const word = load<u32>(n, longWords);
    const own = lookUp(load<u32>(n, longHash)) & COST_BITS;
    store<u32>(found, word, longWords);
    store<u32>(found, own, longHash);
    found += usize(own != 0) << 2;
  }
  store<u32>(found, 0xffffffff, longWords);
}

/** Key of a path that ends with a word of `length` tokens; the least key wins: the least cost, then the longest word. */
// @ts-ignore
@inline
function keyOf(total: u32, length: u32): u32 {
  return (total << LENGTH_BITS) | (MOST - length);
}

/** Least cost of a path to each place, and the length of its last word. */
function findPath(count: i32): void {
  fillBytes(cost, 0xff, (count + <i32>MAX_WORD + 1) << 2);
  let here: u32 = 0;
  let next: u32 = 0xffffffff;
  let long: usize = 0;
  let longAt: u32 = load<u32>(0, longWords) >>> 4;
  const end = (<usize>count) << 2;
  store<u32>(0, here, cost);
  for (let at: usize = 0; at < end; at += 4) {
    const base = here >>> LENGTH_BITS;
    const unit = load<u32>(at, ids);
    const single: u32 = unit < 0x10000 ? load<u32>((<usize>unit) << 2, units) & COST_BITS : RUN_COST;
    const pair = load<u32>(at, pairValue) & COST_BITS;
    const key = pair == 0 ? 0xffffffff : keyOf(base + pair, 2);
    here = min(next, keyOf(base + single, 1));
    store<u32>(at, here, cost + 4);
    next = min(load<u32>(at, cost + 8), key);
    while (longAt == <u32>(at >>> 2)) {
      const length = load<u32>(long, longWords) & MOST;
      const to = at + ((<usize>length) << 2);
      store<u32>(to, min(load<u32>(to, cost), keyOf(base + load<u32>(long, longHash), length)), cost);
      long += 4;
      longAt = load<u32>(long, longWords) >>> 4;
    }
  }
}

/** Words along the cheapest path, from the last one back. */
function followPath(count: i32): void {
  let word: usize = (<usize>lastWord) << 2;
  let position: usize = (<usize>count) << 2;
  store<u32>(word, count, wordFirst);
  while (position > 0) {
    word -= 4;
    const length = MOST - (load<u32>(position, cost) & MOST);
    const from = position - ((<usize>length) << 2);
    const begin = from >>> 2;
    const id = load<u32>(from, ids);
    const alone = length == 1;
    let hash = select<u32>(id, load<u32>(from, pairHash), alone);
    const unit: usize = select<u32>(id, 0, id < 0x10000);
    let tag = select<u32>(load<u32>(unit << 2, units), load<u32>(from, pairValue), alone) >>> TAG_SHIFT;
    // The first and the last token, which are all that most words have.
    store<u32>(from, <u32>(word >>> 2), wordOf);
    store<u32>(position, <u32>(word >>> 2), wordOf - 4);
    if (length > 2) {
      for (let at = from + 8; at < position; at += 4) {
        hash = extendHash(hash, load<u32>(at, ids));
        store<u32>(at, <u32>(word >>> 2), wordOf - 4);
      }
      tag = lookUp(hash) >>> TAG_SHIFT;
    }
    tag = id >= 0x10000 && alone ? 0 : tag & TAG_BITS;
    if (tag == 0) tag = load<u32>((<usize>load<u8>(begin, kindOf)) << 2, kinds) & KIND_TAG;
    store<u32>(word, <u32>begin, wordFirst);
    store<u32>(word, hash, wordKey);
    store<u32>(word, tag, wordTag);
    position = from;
  }
  setFirstWord(<i32>(word >>> 2));
}

/** Classes of the words that are wanted; hashes become products. */
function classify(): void {
  for (let at: usize = (<usize>firstWord) << 2; at < (<usize>lastWord) << 2; at += 4) {
    const hash = load<u32>(at, wordKey);
    let group: u32 = 0;
    if (load<u8>(load<u32>(at, wordFirst), wanted)) group = classOf(hash);
    store<u32>(at, group, wordGroup);
    store<u32>(at, hash * P1, wordHash);
  }
  for (let i = 1; i <= MARGIN; i++) {
    setEdge(firstWord - i);
    setEdge(lastWord + i - 1);
  }
}

function setEdge(word: i32): void {
  const at = word * 4;
  store<u32>(at, EDGE_ID * P1, wordHash);
  store<u32>(at, EDGE_TAG, wordTag);
  store<u32>(at, EDGE_GROUP, wordGroup);
}

/** Cuts the tokens of a piece into the words with the least total cost. Where a token is not wanted, characters stay words. */
export function findWords(count: i32): void {
  findLonger(count, findPairs(count));
  findPath(count);
  followPath(count);
  classify();
}
