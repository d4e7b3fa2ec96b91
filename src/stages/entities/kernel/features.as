// Feature templates of the tagger: each token gets TEMPLATES hashes of 32 bits, which training and tagging look up alike.
// A hash is a sum of products, values times odd constants, a seed for each template, and one final mixing. The bucket of a feature comes from its
// sum without the seed: what several templates say of one character, pair or word lies together, and is read again for the neighbouring tokens.
import { RUN_NONE } from "./context";
import {
  BUCKET_BITS,
  PROFILE_BITS,
  PROFILE_SHIFT,
  TEMPLATES,
  TEMPLATES_ROOM,
  ahead,
  buckets,
  hashes,
  ids,
  kindOf,
  lastWord,
  marks,
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

export const P1: u32 = 0x9e3779b1;
export const P2: u32 = 0x85ebca77;
export const P3: u32 = 0xc2b2ae3d;
export const P4: u32 = 0x27d4eb2f;

/** Templates that most tokens have nothing for: 0 then. */
export const GAP = 24;
export const AHEAD = 26;
export const RUNS = 27;

// @ts-ignore
@inline
function put(out: usize, template: i32, sum: u32): void {
  store<u32>(out + (<usize>template << 2), sum);
}

/** Place of a token in what has `first` as first and `next` behind its last token: begin 0, middle 1, end 2, single 3. */
// @ts-ignore
@inline
export function placeIn(first: i32, next: i32, i: i32): u32 {
  const last = u32(next == i + 1);
  return (last << 1) | u32(last == u32(first == i));
}

/** The features of token `i`, 0 where a template says nothing, and behind the last one; and their buckets. */
export function computeFeatures(i: i32, count: i32, out: usize, bucketsOut: usize): void {
  const at: usize = ids + ((<usize>i) << 2);
  const unit = load<u32>(at);
  const kind = load<u8>(i, kindOf);
  const around: u32 = (<u32>load<u8>(i, kindOf - 1) << 16) | (<u32>kind << 8) | load<u8>(i, kindOf + 1);
  const gap: u32 = <u32>load<u8>(i, spaced) | (i + 1 < count ? <u32>load<u8>(i, spaced + 1) << 1 : 0) | (<u32>load<u8>(i, marks) << 2);
  characterFeatures(at, around, gap, out);
  const word = load<i32>((<usize>i) << 2, wordOf);
  const first = <i32>load<u32>(<usize>word << 2, wordFirst);
  const next = <i32>load<u32>(<usize>word << 2, wordFirst + 4);
  const place = placeIn(first, next, i);
  const shape = place | (<u32>min(next - first, 5) << 2);
  const placed = (place + 1) * P3;
  const tag = load<u32>(<usize>word << 2, wordTag) * P4;
  wordFeatures(word, tag, shape, placed, out);
  const profile: u32 = unit - 0x3400 <= 0x9fff - 0x3400 ? (load<u32>(<usize>unit << 2, units) >>> PROFILE_SHIFT) & PROFILE_BITS : 0x100 | <u32>kind;
  put(out, 25, profile * P2 + tag + shape * P3);
  const ending = load<u32>(<usize>i << 2, ahead);
  put(out, AHEAD, ending * P1 + placed);
  const inRun = load<u8>(i, runKind) != RUN_NONE;
  if (inRun) runFeatures(i, count, out);
  mixAll(out, bucketsOut);
  if (gap == 0) put(out, GAP, 0);
  if (ending == 0) put(out, AHEAD, 0);
  if (!inRun) {
    v128.store(out, i32x4.splat(0), RUNS * 4);
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
  put(out, 9, load<u32>(<usize>word << 2, wordHash) + placed);
  put(out, 10, load<u32>(<usize>word << 2, wordHash - 4) + placed);
  put(out, 11, load<u32>(<usize>word << 2, wordHash + 4) + placed);
  const shaped = tag + shape * P1;
  const before = load<u32>(<usize>word << 2, wordTag - 4);
  const after = load<u32>(<usize>word << 2, wordTag + 4);
  put(out, 12, shaped);
  put(out, 13, shaped + before * P2);
  put(out, 14, shaped + after * P2);
  put(out, 15, shaped + (before | (after << 8)) * P2);
  const own = load<u32>(<usize>word << 2, wordGroup);
  const left = load<u32>(<usize>word << 2, wordGroup - 4);
  const right = load<u32>(<usize>word << 2, wordGroup + 4);
  const tagged = tag + placed;
  put(out, 16, own * P1 + placed);
  put(out, 17, left * P1 + tagged);
  put(out, 18, right * P1 + tagged);
  put(out, 19, (own | (left << 8)) * P1 + placed);
  put(out, 20, (own | (right << 8)) * P1 + placed);
  put(out, 21, (left | (load<u32>(<usize>word << 2, wordGroup - 8) << 8)) * P1 + placed);
  put(out, 22, (right | (load<u32>(<usize>word << 2, wordGroup + 8) << 8)) * P1 + placed);
}

export function runFeatures(i: i32, count: i32, out: usize): void {
  const first = <i32>load<u32>(<usize>i << 2, runFirst);
  const next = <i32>load<u32>(<usize>i << 2, runNext);
  const place = placeIn(first, next, i) | (<u32>load<u8>(i, runKind) << 2);
  const placed = (place + 1) * P3;
  const before = <i32>load<u32>(<usize>first << 2, wordOf) - 1;
  const after = next < count ? <i32>load<u32>(<usize>next << 2, wordOf) : lastWord;
  put(out, RUNS, load<u32>(<usize>before << 2, wordHash) + placed);
  put(out, RUNS + 1, load<u32>(<usize>after << 2, wordHash) + placed);
  put(out, RUNS + 2, (load<u32>(<usize>before << 2, wordTag) | (load<u32>(<usize>after << 2, wordTag) << 8)) * P1 + placed);
  const ends: u32 = (<u32>load<u8>(first, kindOf) << 8) | load<u8>(next, kindOf - 1);
  put(out, RUNS + 3, <u32>min(next - first, 7) * P1 + ends * P2 + placed);
}

/** Final mixing of all sums (the first half of lowbias32), four at a time. */
function mixAll(out: usize, bucketsOut: usize): void {
  for (let t: usize = 0; t < TEMPLATES_ROOM * 4; t += 16) {
    const sum = v128.load(out + t);
    v128.store(bucketsOut + t, i32x4.shr_u(multiply(sum), 32 - <i32>BUCKET_BITS));
    const mixed = multiply(i32x4.add(sum, v128.load(t, seeds)));
    v128.store(out + t, v128.xor(mixed, i32x4.shr_u(mixed, 15)));
  }
}

// @ts-ignore
@inline
export function multiply(sum: v128): v128 {
  return i32x4.mul(v128.xor(sum, i32x4.shr_u(sum, 16)), i32x4.splat(0x7feb352d));
}

/** The features and buckets of all tokens of a piece, TEMPLATES_ROOM a token. */
export function allFeatures(count: i32): void {
  for (let i = 0; i < count; i++) {
    const at: usize = (<usize>i) * (4 * TEMPLATES_ROOM);
    computeFeatures(i, count, hashes + at, buckets + at);
  }
}
