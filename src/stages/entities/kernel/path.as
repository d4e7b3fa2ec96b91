// Best labels (Viterbi) of a run of tokens, eight types at a time. States are begin, middle, end and single of each type, and outside;
// leaving a mention by its end or as a single token is the same (../labels.ts).
import { ROW, TYPES, emissions, labels, mentions, moves, scratch, steps } from "./memory";

const LOWEST: i32 = -0x3fffffff;

// Moves: 9 rows of 12 i32, from outside and each type: to the types 1–8, then to outside. Then, 8 i32 each: begin→middle, begin→end,
// middle→middle, middle→end; the first token's 8 and outside; the last token's 8 and outside; from each type to outside 8 and outside; the largest gain.
const FROM = 48;
const BEGIN_MIDDLE: usize = 9 * FROM;
const BEGIN_END: usize = BEGIN_MIDDLE + 32;
const MIDDLE_MIDDLE: usize = BEGIN_END + 32;
const MIDDLE_END: usize = MIDDLE_MIDDLE + 32;
const FIRST: usize = MIDDLE_END + 32;
const LAST: usize = FIRST + FROM;
const EXIT: usize = LAST + FROM;
const GAIN: usize = EXIT + FROM;

// A step, 16 bytes: for each type the kind (0 outside, 1–8) that it was entered from; the kind that outside was entered from;
// bits of the types whose middle began, whose end began, and which the token before left by an end.
const OUTSIDE: usize = 8;
const MIDDLE_BEGUN: usize = 9;
const END_BEGUN: usize = 10;
const LEFT_BY_END: usize = 11;

// States before the present token, in `scratch`: 8 i32 each of begin, middle, end, single, the better of end and single, and outside.
const MIDDLE: usize = 32;
const END: usize = 64;
const SINGLE: usize = 96;
const DONE: usize = 128;
const OUT: usize = 160;

function begin(token: i32, moves0: usize): void {
  for (let half: usize = 0; half < 32; half += 16) {
    const start = v128.load(moves0 + half);
    const e = half >> 1;
    const at = emissions + (<usize>token) * (2 * ROW) + e;
    v128.store(half, i32x4.add(start, v128.load_ext<i16>(at)), scratch);
    v128.store(half + MIDDLE, i32x4.splat(LOWEST), scratch);
    v128.store(half + END, i32x4.splat(LOWEST), scratch);
    v128.store(half + SINGLE, i32x4.add(start, v128.load_ext<i16>(at, 48)), scratch);
  }
  store<i32>(OUT, load<i32>(moves0 + 32), scratch);
}

function step(token: i32): void {
  const out: usize = steps + ((<usize>token) << 4);
  const outside = load<i32>(OUT, scratch);
  // Leaving.
  const end0 = v128.load(END, scratch);
  const end1 = v128.load(END + 16, scratch);
  const single0 = v128.load(SINGLE, scratch);
  const single1 = v128.load(SINGLE + 16, scratch);
  const done0 = i32x4.max_s(end0, single0);
  const done1 = i32x4.max_s(end1, single1);
  store<u8>(out + LEFT_BY_END, i32x4.bitmask(i32x4.gt_s(end0, single0)) | (i32x4.bitmask(i32x4.gt_s(end1, single1)) << 4));
  // Entering: from outside, or from a type that is not hopelessly behind.
  let to0 = i32x4.add(i32x4.splat(outside), v128.load(moves));
  let to1 = i32x4.add(i32x4.splat(outside), v128.load(moves, 16));
  let toOutside = outside + load<i32>(32, moves);
  let kind0 = i32x4.splat(0);
  let kind1 = i32x4.splat(0);
  let kindOutside: i32 = 0;
  const enough = i32x4.splat(outside - load<i32>(GAIN, moves));
  let near = i32x4.bitmask(i32x4.gt_s(done0, enough)) | (i32x4.bitmask(i32x4.gt_s(done1, enough)) << 4);
  if (near) {
    v128.store(DONE, done0, scratch);
    v128.store(DONE, done1, scratch + 16);
    do {
      const type = ctz(near);
      near &= near - 1;
      const left = load<i32>(DONE + ((<usize>type) << 2), scratch);
      const from: usize = moves + (<usize>type + 1) * FROM;
      const kind = i32x4.splat(type + 1);
      const value0 = i32x4.add(i32x4.splat(left), v128.load(from));
      const value1 = i32x4.add(i32x4.splat(left), v128.load(from, 16));
      kind0 = v128.bitselect(kind, kind0, i32x4.gt_s(value0, to0));
      kind1 = v128.bitselect(kind, kind1, i32x4.gt_s(value1, to1));
      to0 = i32x4.max_s(to0, value0);
      to1 = i32x4.max_s(to1, value1);
      const value = left + load<i32>(from + 32);
      if (value > toOutside) {
        toOutside = value;
        kindOutside = type + 1;
      }
    } while (near);
  }
  const kinds16 = i16x8.narrow_i32x4_s(kind0, kind1);
  v128.store_lane<i64>(out, i8x16.narrow_i16x8_u(kinds16, kinds16), 0);
  store<u8>(out + OUTSIDE, kindOutside);
  store<i32>(OUT, toOutside, scratch);
  // Going on.
  const begun0 = v128.load(scratch);
  const begun1 = v128.load(16, scratch);
  const going0 = v128.load(MIDDLE, scratch);
  const going1 = v128.load(MIDDLE + 16, scratch);
  const a0 = i32x4.add(begun0, v128.load(moves, BEGIN_MIDDLE));
  const a1 = i32x4.add(begun1, v128.load(moves, BEGIN_MIDDLE + 16));
  const b0 = i32x4.add(going0, v128.load(moves, MIDDLE_MIDDLE));
  const b1 = i32x4.add(going1, v128.load(moves, MIDDLE_MIDDLE + 16));
  store<u8>(out + MIDDLE_BEGUN, i32x4.bitmask(i32x4.gt_s(a0, b0)) | (i32x4.bitmask(i32x4.gt_s(a1, b1)) << 4));
  const c0 = i32x4.add(begun0, v128.load(moves, BEGIN_END));
  const c1 = i32x4.add(begun1, v128.load(moves, BEGIN_END + 16));
  const d0 = i32x4.add(going0, v128.load(moves, MIDDLE_END));
  const d1 = i32x4.add(going1, v128.load(moves, MIDDLE_END + 16));
  store<u8>(out + END_BEGUN, i32x4.bitmask(i32x4.gt_s(c0, d0)) | (i32x4.bitmask(i32x4.gt_s(c1, d1)) << 4));
  const at: usize = emissions + (<usize>token) * (2 * ROW);
  v128.store(scratch, i32x4.add(to0, v128.load_ext<i16>(at)));
  v128.store(scratch, i32x4.add(to1, v128.load_ext<i16>(at, 8)), 16);
  v128.store(scratch, i32x4.add(i32x4.max_s(a0, b0), v128.load_ext<i16>(at, 16)), MIDDLE);
  v128.store(scratch, i32x4.add(i32x4.max_s(a1, b1), v128.load_ext<i16>(at, 24)), MIDDLE + 16);
  v128.store(scratch, i32x4.add(i32x4.max_s(c0, d0), v128.load_ext<i16>(at, 32)), END);
  v128.store(scratch, i32x4.add(i32x4.max_s(c1, d1), v128.load_ext<i16>(at, 40)), END + 16);
  v128.store(scratch, i32x4.add(to0, v128.load_ext<i16>(at, 48)), SINGLE);
  v128.store(scratch, i32x4.add(to1, v128.load_ext<i16>(at, 56)), SINGLE + 16);
}

/** Label of having left a mention of a kind (0: outside) before the token of this step. */
// @ts-ignore
@inline
function leftLabel(kind: u32, at: usize): u32 {
  if (kind == 0) return 0;
  return 4 * kind - ((<u32>load<u8>(at + LEFT_BY_END) >>> (kind - 1)) & 1);
}

/** Label of the token before one that has the label. */
function labelBefore(label: u32, at: usize): u32 {
  if (label == 0) return leftLabel(load<u8>(at + OUTSIDE), at);
  const type = (label - 1) >>> 2;
  const state = (label - 1) & 3;
  if (state == 0 || state == 3) return leftLabel(load<u8>(at + type), at);
  const begun = (<u32>load<u8>(at + (state == 1 ? MIDDLE_BEGUN : END_BEGUN)) >>> type) & 1;
  return 4 * type + 2 - begun;
}

function lastLabel(exit: usize): u32 {
  let best = load<i32>(OUT, scratch) + load<i32>(exit + 32);
  let label: u32 = 0;
  for (let type: u32 = 0; type < TYPES; type++) {
    const at: usize = (<usize>type) << 2;
    const move = load<i32>(exit + at);
    const end = load<i32>(END + at, scratch) + move;
    if (end > best) {
      best = end;
      label = 4 * type + 3;
    }
    const single = load<i32>(SINGLE + at, scratch) + move;
    if (single > best) {
      best = single;
      label = 4 * type + 4;
    }
  }
  return label;
}

/** Lead of a label over "outside" and all others. */
function leadOf(token: i32, label: u32): i32 {
  const at: usize = emissions + (<usize>token) * (2 * ROW);
  const own: usize = at + (((label - 1) & 3) * TYPES + ((label - 1) >>> 2)) * 2;
  const value = load<i16>(own);
  store<i16>(own, 0);
  let most = i16x8.max_s(
    i16x8.max_s(v128.load(at), v128.load(at, 16)),
    i16x8.max_s(i16x8.max_s(v128.load(at, 32), v128.load(at, 48)), i16x8.splat(0)),
  );
  store<i16>(own, value);
  most = i16x8.max_s(most, i8x16.shuffle(most, most, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  most = i16x8.max_s(most, i8x16.shuffle(most, most, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  most = i16x8.max_s(most, i8x16.shuffle(most, most, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  return value - i16x8.extract_lane_s(most, 0);
}

/** Adds the mentions among labelled tokens: first and last token, type, least lead. */
function collect(first: i32, next: i32, found: i32): i32 {
  for (let i = first; i < next; i++) {
    let label: u32 = load<u8>(i, labels);
    if (label == 0) continue;
    const out: usize = mentions + ((<usize>found) << 4);
    found++;
    store<i32>(out, i);
    store<i32>(out, (label - 1) >>> 2, 8);
    let least = leadOf(i, label);
    while (i + 1 < next && ((label - 1) & 3) < 2) {
      label = load<u8>(++i, labels);
      least = min(least, leadOf(i, label));
    }
    store<i32>(out, i, 4);
    store<i32>(out, least, 12);
  }
  return found;
}

/**
 * Labels the tokens from `first` to before `next`; those on either side are outside any mention.
 *
 * @param found mentions so far
 * @returns mentions now
 */
export function decode(first: i32, next: i32, count: i32, found: i32): i32 {
  begin(first, first == 0 ? moves + FIRST : moves);
  for (let i = first + 1; i < next; i++) step(i);
  let label = lastLabel(moves + (next == count ? LAST : EXIT));
  if (label == 0 && next - first == 1) return found;
  for (let i = next - 1; i >= first; i--) {
    store<u8>(i, label, labels);
    if (i > first) label = labelBefore(label, steps + ((<usize>i) << 4));
  }
  return collect(first, next, found);
}
