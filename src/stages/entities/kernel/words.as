// Cuts a piece into words: the unigram model of jieba, on the table of ../lexicon.ts.
import {
  COST_BITS,
  EDGE_ID,
  KIND_TAG,
  MARGIN,
  beginnings,
  classMask,
  classes,
  cost,
  firstWord,
  ids,
  kindOf,
  kinds,
  lastWord,
  open,
  pairHash,
  pairValue,
  PAUSE,
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
  return ((load<u32>(beginnings + ((bit >>> 5) << 2)) >>> (bit & 31)) & 1) != 0;
}

/** Value of an entry, 0 when there is none. */
// @ts-ignore
@inline
function lookUp(hash: u32): u32 {
  const mask: u32 = (1 << slotBits) - 1;
  const check = hash & 0xffff;
  let slot = hash >>> (32 - slotBits);
  let entry = load<u32>(slots + ((<usize>slot) << 2));
  while (entry != 0 && entry >>> 16 != check) {
    slot = (slot + 1) & mask;
    entry = load<u32>(slots + ((<usize>slot) << 2));
  }
  return entry & 0xffff;
}

// @ts-ignore
@inline
function classOf(hash: u32): u32 {
  const product = hash * P1;
  const check = (product & 0xffff0000) | ((product & 0xff) << 8);
  let slot = (product >>> 8) & classMask;
  let entry = load<u32>(classes + ((<usize>slot) << 2));
  while (entry != 0 && (entry ^ check) > 0xff) {
    slot = (slot + 1) & classMask;
    entry = load<u32>(classes + ((<usize>slot) << 2));
  }
  return entry & 0xff;
}

/** Marks the clauses that have tokens to look at, and closes the pauses between them. */
export function markClauses(count: i32): void {
  for (let i = 0; i < count; i++) {
    const first = i;
    let any: u32 = 0;
    while (i < count && !(load<u32>(kinds + ((<usize>load<u8>(kindOf + i)) << 2)) & PAUSE)) any |= load<u8>(open + i++);
    if (i < count) store<u8>(open + i, 0);
    const next = min(i + 1, count);
    memory.fill(wanted + first, <u8>any, next - first);
  }
}

/** Looks the pairs of characters up that begin words; apart from the search for the path, so that the processor need not wait for one after another. */
function findPairs(count: i32): void {
  for (let i = 0; i < count; i++) {
    const at: usize = (<usize>i) << 2;
    const unit = load<u32>(ids + at);
    let value: u32 = 0;
    if (unit - 0x3400 <= 0x9fff - 0x3400 && i + 1 < count && load<u8>(wanted + i)) {
      const hash = extendHash(extendHash(HASH_SEED, unit), load<u32>(ids + at, 4));
      if (mayBeKnown(hash)) {
        value = lookUp(hash);
        store<u32>(pairHash + at, hash);
      }
    }
    store<u32>(pairValue + at, value);
  }
}

/** Offers a word of `length` tokens; the least key wins: the least cost, then the longest word. */
// @ts-ignore
@inline
function offer(from: usize, length: u32, total: u32): void {
  const at = cost + ((from + length) << 2);
  store<u32>(at, min(load<u32>(at), (total << LENGTH_BITS) | (MOST - length)));
}

/** Least cost of a path to each place, and the length of its last word. */
function findPath(count: i32): void {
  memory.fill(cost, 0xff, (<usize>count + 1) << 2);
  store<u32>(cost, 0);
  for (let i = 0; i < count; i++) {
    const at: usize = (<usize>i) << 2;
    const base = load<u32>(cost + at) >>> LENGTH_BITS;
    const unit = load<u32>(ids + at);
    const single: u32 = unit < 0x10000 ? load<u32>(units + ((<usize>unit) << 2)) & COST_BITS : RUN_COST;
    offer(i, 1, base + single);
    let value = load<u32>(pairValue + at);
    if (value == 0) continue;
    if ((value & 0xff) != 0) offer(i, 2, base + (value & 0xff));
    const lengths = value >>> 13;
    if (lengths == 0) continue;
    const longest = min<u32>(lengths & LONGER ? MAX_WORD : lengths & FOUR ? 4 : 3, count - i);
    let hash = load<u32>(pairHash + at);
    for (let length: u32 = 3; length <= longest; length++) {
      hash = extendHash(hash, load<u32>(ids + at + ((<usize>length - 1) << 2)));
      if (!(lengths & (length == 3 ? THREE : length == 4 ? FOUR : LONGER)) || !mayBeKnown(hash)) continue;
      value = lookUp(hash);
      if ((value & 0xff) != 0) offer(i, length, base + (value & 0xff));
    }
  }
}

/** Words along the cheapest path, from the last one back. */
function followPath(count: i32): void {
  let word = lastWord;
  let position = count;
  store<i32>(wordFirst + ((<usize>word) << 2), count);
  while (position > 0) {
    word--;
    const length = MOST - (load<u32>(cost + ((<usize>position) << 2)) & MOST);
    const begin = position - <i32>length;
    const from: usize = (<usize>begin) << 2;
    const at: usize = (<usize>word) << 2;
    let hash = load<u32>(ids + from);
    let tag: u32 = 0;
    if (length == 1) {
      tag = hash < 0x10000 ? (load<u32>(units + ((<usize>hash) << 2)) >>> TAG_SHIFT) & TAG_BITS : 0;
    } else {
      hash = load<u32>(pairHash + from);
      for (let i: usize = 2; i < <usize>length; i++) hash = extendHash(hash, load<u32>(ids + from + (i << 2)));
      tag = ((length == 2 ? load<u32>(pairValue + from) : lookUp(hash)) >>> 8) & 0x1f;
    }
    if (tag == 0) tag = load<u32>(kinds + ((<usize>load<u8>(kindOf + begin)) << 2)) & KIND_TAG;
    store<i32>(wordFirst + at, begin);
    store<u32>(wordKey + at, hash);
    store<u32>(wordTag + at, tag);
    for (let i = begin; i < position; i++) store<i32>(wordOf + ((<usize>i) << 2), word);
    position = begin;
  }
  setFirstWord(word);
}

/** Classes of the words that are wanted; hashes become products. */
function classify(): void {
  for (let word = firstWord; word < lastWord; word++) {
    const at: usize = (<usize>word) << 2;
    const hash = load<u32>(wordKey + at);
    const group = load<u8>(wanted + load<i32>(wordFirst + at)) ? classOf(hash) : 0;
    store<u32>(wordGroup + at, group);
    store<u32>(wordHash + at, hash * P1);
  }
  for (let i = 1; i <= MARGIN; i++) {
    setEdge(firstWord - i);
    setEdge(lastWord + i - 1);
  }
}

function setEdge(word: i32): void {
  const at = word * 4;
  store<u32>(wordHash + at, EDGE_ID * P1);
  store<u32>(wordTag + at, EDGE_TAG);
  store<u32>(wordGroup + at, EDGE_GROUP);
}

/** Cuts the tokens of a piece into the words with the least total cost. Where a token is not wanted, characters stay words. */
export function findWords(count: i32): void {
  findPairs(count);
  findPath(count);
  followPath(count);
  classify();
}
