// Feature templates of the tagger: each token gets TEMPLATES hashes of 32 bits, which training and tagging look up alike.
// A hash is a sum of products, values times odd constants, a seed for each template, and one final mixing. The bucket of a feature comes from its
// sum without the seed: what several templates say of one character, pair or word lies together, and is read again for the neighbouring tokens.
import { RUN_NONE } from "./context";
import {
  BUCKET_BITS,
  BUCKET_SIZE,
  ROW,
  ROW_SHIFT,
  PROFILE_BITS,
  PROFILE_SHIFT,
  TEMPLATES,
  TEMPLATES_ROOM,
  addresses,
  ahead,
  buckets,
  checks,
  emissions,
  hashes,
  ids,
  index,
  kindOf,
  lastWord,
  marks,
  rows,
  runFirst,
  runKind,
  runNext,
  seeds,
  spaced,
  units,
  wordFirst,
  wordGroup,
  wordHash,
  wordOf,
  wordTag,
} from "./memory";

/** A bucket has 2^BUCKET_SHIFT bytes. */
const BUCKET_SHIFT = 5;
/** Bit of a place that no bucket has. */
const NONE = 1 << 8;

const P1: u32 = 0x9e3779b1;
const P2: u32 = 0x85ebca77;
const P3: u32 = 0xc2b2ae3d;
const P4: u32 = 0x27d4eb2f;

/** Templates that most tokens have nothing for: 0 then. */
const GAP = 24;
const AHEAD = 26;
const RUNS = 27;

// @ts-ignore
@inline
function put(out: usize, template: i32, sum: u32): void {
  store<u32>(out + (<usize>template << 2), sum);
}

// @ts-ignore
@inline
function word32(base: usize, place: i32): u32 {
  return load<u32>(base + ((<usize>place) << 2));
}

/** Place of a token in what has `first` as first and `next` behind its last token: begin 0, middle 1, end 2, single 3. */
// @ts-ignore
@inline
function placeIn(first: i32, next: i32, i: i32): u32 {
  return first == i ? (next == i + 1 ? 3 : 0) : next == i + 1 ? 2 : 1;
}

/** The features of token `i`, 0 where a template says nothing, and behind the last one; and their buckets. */
export function computeFeatures(i: i32, count: i32, out: usize, bucketsOut: usize): void {
  const at: usize = ids + ((<usize>i) << 2);
  const unit = load<u32>(at);
  const kind = load<u8>(kindOf + i);
  const around: u32 = (<u32>load<u8>(kindOf + i - 1) << 16) | (<u32>kind << 8) | load<u8>(kindOf + i + 1);
  const gap: u32 = <u32>load<u8>(spaced + i) | (i + 1 < count ? <u32>load<u8>(spaced + i + 1) << 1 : 0) | (<u32>load<u8>(marks + i) << 2);
  characterFeatures(at, around, gap, out);
  const word = load<i32>(wordOf + ((<usize>i) << 2));
  const first = <i32>word32(wordFirst, word);
  const next = <i32>word32(wordFirst, word + 1);
  const place = placeIn(first, next, i);
  const shape = place | (<u32>min(next - first, 5) << 2);
  const placed = (place + 1) * P3;
  const tag = word32(wordTag, word) * P4;
  wordFeatures(word, tag, shape, placed, out);
  const profile: u32 = unit - 0x3400 <= 0x9fff - 0x3400 ? (word32(units, unit) >>> PROFILE_SHIFT) & PROFILE_BITS : 0x100 | <u32>kind;
  put(out, 25, profile * P2 + tag + shape * P3);
  const ending = word32(ahead, i);
  put(out, AHEAD, ending * P1 + placed);
  const inRun = load<u8>(runKind + i) != RUN_NONE;
  if (inRun) runFeatures(i, count, out);
  mixAll(out, bucketsOut);
  if (gap == 0) put(out, GAP, 0);
  if (ending == 0) put(out, AHEAD, 0);
  if (!inRun) {
    v128.store(out, i32x4.splat(0), RUNS * 4 - 0);
  }
  put(out, <i32>TEMPLATES, 0);
}

function characterFeatures(at: usize, around: u32, gap: u32, out: usize): void {
  const a = load<u32>(at - 8);
  const b = load<u32>(at - 4);
  const c = load<u32>(at);
  const d = load<u32>(at, 4);
  const e = load<u32>(at, 8);
  put(out, 0, c * P1);
  put(out, 1, b * P1);
  put(out, 2, d * P1);
  put(out, 3, a * P1);
  put(out, 4, e * P1);
  put(out, 5, b * P1 + c * P2);
  put(out, 6, c * P1 + d * P2);
  put(out, 7, a * P1 + b * P2);
  put(out, 8, d * P1 + e * P2);
  put(out, 23, around);
  put(out, GAP, around * P1 + gap * P2);
}

function wordFeatures(word: i32, tag: u32, shape: u32, placed: u32, out: usize): void {
  put(out, 9, word32(wordHash, word) + placed);
  put(out, 10, word32(wordHash, word - 1) + placed);
  put(out, 11, word32(wordHash, word + 1) + placed);
  const shaped = tag + shape * P1;
  const before = word32(wordTag, word - 1);
  const after = word32(wordTag, word + 1);
  put(out, 12, shaped);
  put(out, 13, shaped + before * P2);
  put(out, 14, shaped + after * P2);
  put(out, 15, shaped + (before | (after << 8)) * P2);
  const own = word32(wordGroup, word);
  const left = word32(wordGroup, word - 1);
  const right = word32(wordGroup, word + 1);
  const tagged = tag + placed;
  put(out, 16, own * P1 + placed);
  put(out, 17, left * P1 + tagged);
  put(out, 18, right * P1 + tagged);
  put(out, 19, (own | (left << 8)) * P1 + placed);
  put(out, 20, (own | (right << 8)) * P1 + placed);
  put(out, 21, (left | (word32(wordGroup, word - 2) << 8)) * P1 + placed);
  put(out, 22, (right | (word32(wordGroup, word + 2) << 8)) * P1 + placed);
}

function runFeatures(i: i32, count: i32, out: usize): void {
  const first = <i32>word32(runFirst, i);
  const next = <i32>word32(runNext, i);
  const place = placeIn(first, next, i) | (<u32>load<u8>(runKind + i) << 2);
  const placed = (place + 1) * P3;
  const before = <i32>word32(wordOf, first) - 1;
  const after = next < count ? <i32>word32(wordOf, next) : lastWord;
  put(out, RUNS, word32(wordHash, before) + placed);
  put(out, RUNS + 1, word32(wordHash, after) + placed);
  put(out, RUNS + 2, (word32(wordTag, before) | (word32(wordTag, after) << 8)) * P1 + placed);
  const ends: u32 = (<u32>load<u8>(kindOf + first) << 8) | load<u8>(kindOf + next - 1);
  put(out, RUNS + 3, <u32>min(next - first, 7) * P1 + ends * P2 + placed);
}

/** Final mixing of all sums (the first half of lowbias32), four at a time. */
function mixAll(out: usize, bucketsOut: usize): void {
  for (let t: usize = 0; t < TEMPLATES_ROOM * 4; t += 16) {
    const sum = v128.load(out + t);
    v128.store(bucketsOut + t, i32x4.shr_u(multiply(sum), 32 - <i32>BUCKET_BITS));
    const mixed = multiply(i32x4.add(sum, v128.load(seeds + t)));
    v128.store(out + t, v128.xor(mixed, i32x4.shr_u(mixed, 15)));
  }
}

// @ts-ignore
@inline
function multiply(sum: v128): v128 {
  return i32x4.mul(v128.xor(sum, i32x4.shr_u(sum, 16)), i32x4.splat(0x7feb352d));
}

/** The features and buckets of all tokens of a piece, TEMPLATES_ROOM a token. */
export function allFeatures(count: i32): void {
  for (let i = 0; i < count; i++) {
    const at: usize = (<usize>i) * (4 * TEMPLATES_ROOM);
    computeFeatures(i, count, hashes + at, buckets + at);
  }
}

/** Addresses of the buckets, and checks, of the features of one token; a feature that is 0 has no check. */
function findBuckets(): void {
  const zero = i32x4.splat(0);
  for (let t: usize = 0; t < TEMPLATES_ROOM * 4; t += 16) {
    v128.store(addresses + t, i32x4.add(i32x4.splat(<i32>index), i32x4.shl(v128.load(buckets + t), BUCKET_SHIFT)));
    const hash = v128.load(hashes + t);
    const check = v128.and(hash, i32x4.splat(0xffff));
    v128.store(checks + t, i32x4.sub(check, v128.and(i32x4.eq(check, zero), i32x4.ne(hash, zero))));
  }
}

/**
 * Adds up the rows of the features of token `i`, which are in `hashes` and `buckets`, into its emissions. The rows are found first and added then, so that
 * the processor waits for many of them at once.
 */
export function weigh(i: i32): void {
  findBuckets();
  for (let t: usize = 0; t < TEMPLATES * 4; t += 4) {
    const bucket: usize = load<u32>(addresses + t);
    const found = i16x8.bitmask(i16x8.eq(v128.load(bucket), v128.load16_splat(checks + t)));
    const row: u32 = load<u16>(bucket + ((<usize>ctz(found | NONE)) << 1), 2 * BUCKET_SIZE);
    store<u32>(addresses + t, select<u32>(row, 0, found != 0) << <u32>ROW_SHIFT);
  }
  let sum0 = i16x8.splat(0);
  let sum1 = i16x8.splat(0);
  let sum2 = i16x8.splat(0);
  let sum3 = i16x8.splat(0);
  for (let t: usize = 0; t < TEMPLATES * 4; t += 4) {
    const row: usize = rows + load<u32>(addresses + t);
    sum0 = i16x8.add(sum0, v128.load_ext<i8>(row));
    sum1 = i16x8.add(sum1, v128.load_ext<i8>(row, 8));
    sum2 = i16x8.add(sum2, v128.load_ext<i8>(row, 16));
    sum3 = i16x8.add(sum3, v128.load_ext<i8>(row, 24));
  }
  const out: usize = emissions + (<usize>i) * (2 * ROW);
  v128.store(out, sum0);
  v128.store(out, sum1, 16);
  v128.store(out, sum2, 32);
  v128.store(out, sum3, 48);
}
