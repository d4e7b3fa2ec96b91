// Weights of the open tokens of a piece: the rows of their features, added up.
//
// What a feature of few possible values says is looked up once and remembered by that value; the others are looked for in the index. All sums
// of a piece are mixed together, and all rows found before any is added: the processor then waits for many of them at once.
import { RUN_NONE } from "./context";
import { AHEAD, GAP, P1, P2, P3, P4, RUNS, computeFeatures, multiply, placeIn, runFeatures } from "./features";
import {
  LETTER_RECORDS,
  LIST,
  MARGIN,
  NO_RECORD,
  PLAIN_RECORDS,
  PROFILE_BITS,
  PROFILE_SHIFT,
  ROW,
  ROW_SHIFT,
  SUMS,
  SUM_ROW,
  TEMPLATES,
  TEMPLATES_ROOM,
  addresses,
  afterRows,
  ahead,
  beforeRows,
  buckets,
  characterRows,
  checks,
  emissions,
  extras,
  groupRows,
  hashes,
  ids,
  index,
  kindOf,
  kindRows,
  leftRows,
  lists,
  marks,
  open,
  openTokens,
  pairRows,
  records,
  rightRows,
  rows,
  runKind,
  seeds,
  shapeRows,
  spaced,
  sumChecks,
  sums,
  units,
  wordFirst,
  wordGroup,
  wordHash,
  wordOf,
  wordTag,
} from "./memory";

/** A bucket has 2^BUCKET_SHIFT bytes, its checks the first half of them. */
const BUCKET_SHIFT = 5;
const CHECKS = 16;
/** Bit of a place that no bucket has. */
const NONE = 1 << CHECKS;

/** Of a record of letters: the number of the last piece that used it (u16), the id of the letters and one more (u32). */
const PIECE: usize = 10;
const OWNER: usize = 12;

/** Rows that each token has: those that are remembered, then those of `sums`. */
const REMEMBERED: usize = 16;
const ALWAYS: usize = REMEMBERED + SUMS;

/** What a row's number, times 2^ROW_SHIFT, is for the feature with a check at an address; 0 where the index has no such feature. */
// @ts-ignore
@inline
function find(bucket: usize, check: v128): u32 {
  const found = i8x16.bitmask(i16x8.eq(v128.load(bucket, index), check));
  const row: u32 = load<u16>(bucket + <usize>ctz(found | NONE), index + CHECKS);
  return select<u32>(row, 0, found != 0) << <u32>ROW_SHIFT;
}

/** Checks of hashes; that of 0 is 0, of no other one. */
// @ts-ignore
@inline
function checksOf(hash: v128): v128 {
  const zero = i32x4.splat(0);
  const check = v128.and(hash, i32x4.splat(0xffff));
  return i32x4.sub(check, v128.and(i32x4.eq(check, zero), i32x4.ne(hash, zero)));
}

/** Rows of the features of one token, which are in `hashes` and `buckets`. */
function findRows(): void {
  for (let t: usize = 0; t < TEMPLATES_ROOM * 4; t += 16) v128.store(t, checksOf(v128.load(t, hashes)), checks);
  for (let t: usize = 0; t < TEMPLATES * 4; t += 4) {
    store<u32>(t, find(load<u32>(t, buckets) << BUCKET_SHIFT, v128.load16_splat(t, checks)), addresses);
  }
}

/**
 * Adds up `number` rows of a list into the emissions of token `i`. A row is added up as numbers of 16 bits, and once more their upper halves: those
 * are the weights of one state, and what they leave of the former those of another, each 128 too much.
 */
// @ts-ignore
@inline
function addRows(i: i32, list: usize, number: usize): void {
  let all0 = i16x8.splat(0);
  let all1 = i16x8.splat(0);
  let odd0 = i16x8.splat(0);
  let odd1 = i16x8.splat(0);
  const end = list + (number << 2);
  for (let at = list; at < end; at += 4) {
    const row: usize = load<u32>(at);
    const low = v128.load(row, rows);
    const high = v128.load(row, rows + 16);
    all0 = i16x8.add(all0, low);
    all1 = i16x8.add(all1, high);
    odd0 = i16x8.add(odd0, i16x8.shr_s(low, 8));
    odd1 = i16x8.add(odd1, i16x8.shr_s(high, 8));
  }
  const bias = i16x8.splat(<i16>(number << 7));
  const out: usize = (<usize>i) * (2 * ROW);
  v128.store(out, i16x8.sub(i16x8.sub(all0, i16x8.shl(odd0, 8)), bias), emissions);
  v128.store(out, odd0, emissions + 16);
  v128.store(out, i16x8.sub(i16x8.sub(all1, i16x8.shl(odd1, 8)), bias), emissions + 32);
  v128.store(out, odd1, emissions + 48);
}

/** Emissions of token `i` from the features in `hashes` and `buckets`. */
export function weigh(i: i32): void {
  findRows();
  addRows(i, addresses, TEMPLATES);
}

/** Pieces so far; a record tells by it whether it is in use. */
let piece: u32 = 0;

/** The record of a run of letters: it takes that of another one, unless this piece needs both. */
function recordOf(id: u32): usize {
  const record: usize = (<usize>(PLAIN_RECORDS + (id & (LETTER_RECORDS - 1)))) << 4;
  if (load<u32>(record, characterRows + OWNER) != id + 1) {
    if (load<u16>(record, characterRows + PIECE) == <u16>piece) return NO_RECORD;
    v128.store(record, i32x4.splat(0), characterRows);
    store<u32>(record, id + 1, characterRows + OWNER);
  }
  store<u16>(record, <u16>piece, characterRows + PIECE);
  return record;
}

/** The record of each token's character, from two places before the first one to behind the last. */
function findRecords(count: i32): void {
  piece++;
  const end = (<usize>count + 2 * MARGIN) << 2;
  for (let at: usize = 0; at < end; at += 4) {
    const id = load<u32>(at, ids - 4 * MARGIN);
    store<u32>(at, <u32>(id < PLAIN_RECORDS ? (<usize>id) << 4 : recordOf(id)), records - 4 * MARGIN);
  }
}

/** Takes the row that is remembered at `entry` into the list, or remembers the one that was found for a template; negative when it has none. */
// @ts-ignore
@inline
function recall(list: usize, place: usize, entry: usize, template: usize, learning: bool): u32 {
  if (learning) {
    const found = load<u32>(template << 2, addresses);
    store<u32>(list + (place << 2), found);
    store<u16>(entry, (found >>> <u32>ROW_SHIFT) + 1);
    return 0;
  }
  const row = <u32>load<u16>(entry) - 1;
  store<u32>(list + (place << 2), row << <u32>ROW_SHIFT);
  return row;
}

/** Goes through the remembered features of token `i`; negative when one of them is not known. */
// @ts-ignore
@inline
function recallAll(i: i32, word: i32, place: u32, shape: u32, list: usize, learning: bool): u32 {
  const at: usize = (<usize>i) << 2;
  let known = recall(list, 0, characterRows + load<u32>(at, records), 0, learning);
  known |= recall(list, 1, characterRows + 2 + load<u32>(at, records - 4), 1, learning);
  known |= recall(list, 2, characterRows + 4 + load<u32>(at, records + 4), 2, learning);
  known |= recall(list, 3, characterRows + 6 + load<u32>(at, records - 8), 3, learning);
  known |= recall(list, 4, characterRows + 8 + load<u32>(at, records + 8), 4, learning);
  const own: usize = (<usize>word) << 2;
  const tag: usize = load<u32>(own, wordTag);
  const shaped = (tag << 5) | <usize>shape;
  known |= recall(list, 5, shapeRows + (shaped << 1), 12, learning);
  known |= recall(list, 6, beforeRows + (((shaped << 7) | load<u32>(own, wordTag - 4)) << 1), 13, learning);
  known |= recall(list, 7, afterRows + (((shaped << 7) | load<u32>(own, wordTag + 4)) << 1), 14, learning);
  const group: usize = load<u32>(own, wordGroup);
  const left: usize = load<u32>(own, wordGroup - 4);
  const right: usize = load<u32>(own, wordGroup + 4);
  known |= recall(list, 8, groupRows + (((group << 2) | <usize>place) << 1), 16, learning);
  const tagged = ((tag << 2) | <usize>place) << 8;
  known |= recall(list, 9, leftRows + ((tagged | left) << 1), 17, learning);
  known |= recall(list, 10, rightRows + ((tagged | right) << 1), 18, learning);
  const placed = pairRows + ((<usize>place) << 3);
  known |= recall(list, 11, placed + (((group << 8) | left) << 5), 19, learning);
  known |= recall(list, 12, placed + 2 + (((group << 8) | right) << 5), 20, learning);
  known |= recall(list, 13, placed + 4 + (((left << 8) | load<u32>(own, wordGroup - 8)) << 5), 21, learning);
  known |= recall(list, 14, placed + 6 + (((right << 8) | load<u32>(own, wordGroup + 8)) << 5), 22, learning);
  const around: usize = (<usize>load<u8>(i, kindOf - 1) << 10) | (<usize>load<u8>(i, kindOf) << 5) | load<u8>(i, kindOf + 1);
  return known | recall(list, 15, kindRows + (around << 1), 23, learning);
}

// @ts-ignore
@inline
function setSum(place: usize, number: usize, sum: u32): void {
  store<u32>(sums + number * SUM_ROW + place, sum);
}

/** Sums of the features that are looked for in the index; `place` is that of the token in the rows of sums. */
// @ts-ignore
@inline
function addSums(i: i32, word: i32, place: u32, shape: u32, to: usize): void {
  const at: usize = (<usize>i) << 2;
  const b = load<u32>(at, ids - 4);
  const c = load<u32>(at, ids);
  const d = load<u32>(at, ids + 4);
  setSum(to, 0, b * P1 + c * P2);
  setSum(to, 1, c * P1 + d * P2);
  setSum(to, 2, load<u32>(at, ids - 8) * P1 + b * P2);
  setSum(to, 3, d * P1 + load<u32>(at, ids + 8) * P2);
  const own: usize = (<usize>word) << 2;
  const placed = (place + 1) * P3;
  setSum(to, 4, load<u32>(own, wordHash) + placed);
  setSum(to, 5, load<u32>(own, wordHash - 4) + placed);
  setSum(to, 6, load<u32>(own, wordHash + 4) + placed);
  const tag = load<u32>(own, wordTag) * P4;
  setSum(to, 7, tag + shape * P1 + (load<u32>(own, wordTag - 4) | (load<u32>(own, wordTag + 4) << 8)) * P2);
  const profile: u32 =
    c - 0x3400 <= 0x9fff - 0x3400 ? (load<u32>((<usize>c) << 2, units) >>> PROFILE_SHIFT) & PROFILE_BITS : 0x100 | <u32>load<u8>(i, kindOf);
  setSum(to, 8, profile * P2 + tag + shape * P3);
}

/** Templates of the rows of sums. */
// @ts-ignore
@inline
function templateOf(number: usize): usize {
  return number < 7 ? number + 5 : number == 7 ? 15 : 25;
}

/** Turns the sums of `number` tokens into buckets and checks. */
function mixSums(number: usize): void {
  for (let row: usize = 0; row < SUMS; row++) {
    const seed = i32x4.splat(load<i32>(templateOf(row) << 2, seeds));
    const from = row * SUM_ROW;
    const end = from + (number << 2);
    for (let at = from; at < end; at += 16) {
      const sum = v128.load(at, sums);
      const mixed = multiply(i32x4.add(sum, seed));
      v128.store(at, checksOf(v128.xor(mixed, i32x4.shr_u(mixed, 15))), sumChecks);
      v128.store(at, i32x4.shl(i32x4.shr_u(multiply(sum), 16), BUCKET_SHIFT), sums);
    }
  }
}

/** Looks one feature up. */
function findOne(template: usize, sum: u32): u32 {
  const mixed = multiply(i32x4.splat(sum + load<u32>(template << 2, seeds)));
  const check = i32x4.extract_lane(checksOf(v128.xor(mixed, i32x4.shr_u(mixed, 15))), 0);
  const bucket = <u32>i32x4.extract_lane(multiply(i32x4.splat(sum)), 0) >>> 16;
  return find((<usize>bucket) << BUCKET_SHIFT, i16x8.splat(<i16>check));
}

/** Adds the rows of features that few tokens have to the list; gives their number. */
// @ts-ignore
@inline
function findExtras(i: i32, count: i32, place: u32, list: usize): usize {
  let more = list + (ALWAYS << 2);
  const ending = load<u32>((<usize>i) << 2, ahead);
  if (ending != 0) {
    store<u32>(more, findOne(AHEAD, ending * P1 + (place + 1) * P3));
    more += 4;
  }
  const gap: u32 = <u32>load<u8>(i, spaced) | (i + 1 < count ? <u32>load<u8>(i, spaced + 1) << 1 : 0) | (<u32>load<u8>(i, marks) << 2);
  if (gap != 0) {
    const around: u32 = (<u32>load<u8>(i, kindOf - 1) << 16) | (<u32>load<u8>(i, kindOf) << 8) | load<u8>(i, kindOf + 1);
    store<u32>(more, findOne(GAP, around * P1 + gap * P2));
    more += 4;
  }
  if (load<u8>(i, runKind) != RUN_NONE) {
    runFeatures(i, count, hashes);
    for (let t: usize = RUNS; t < TEMPLATES; t++, more += 4) store<u32>(more, findOne(t, load<u32>(t << 2, hashes)));
  }
  return (more - list) >>> 2;
}

/** Finds the remembered and the rare rows of token `i`, and the sums of the others; it is the number `n` of the open tokens. */
function collect(i: i32, n: usize, count: i32): void {
  const word = load<i32>((<usize>i) << 2, wordOf);
  const first = load<i32>((<usize>word) << 2, wordFirst);
  const next = load<i32>((<usize>word) << 2, wordFirst + 4);
  const place = placeIn(first, next, i);
  const shape = place | (<u32>min(next - first, 5) << 2);
  const list = lists + n * (4 * LIST);
  if (<i32>recallAll(i, word, place, shape, list, false) < 0) {
    computeFeatures(i, count, hashes, buckets);
    findRows();
    recallAll(i, word, place, shape, list, true);
    v128.store(NO_RECORD, i32x4.splat(0), characterRows);
  }
  addSums(i, word, place, shape, n << 2);
  store<u8>(n, <u8>findExtras(i, count, place, list), extras);
}

/** Finds the rows of the sums of the `n`th open token. */
// @ts-ignore
@inline
function findSums(n: usize): void {
  const at = n << 2;
  const list = lists + n * (4 * LIST) + (REMEMBERED << 2);
  for (let row: usize = 0; row < SUMS; row++) {
    store<u32>(list + (row << 2), find(load<u32>(sums + row * SUM_ROW + at), v128.load16_splat(sumChecks + row * SUM_ROW + at)));
  }
}

/** Lists the open tokens; gives their number. */
function listOpen(count: i32): usize {
  let number: usize = 0;
  for (let i = 0; i < count; i++) {
    store<i32>(number << 2, i, openTokens);
    number += load<u8>(i, open);
  }
  return number;
}

/** Emissions of the open tokens of a piece. */
export function weighAll(count: i32): void {
  findRecords(count);
  const number = listOpen(count);
  for (let n: usize = 0; n < number; n++) collect(load<i32>(n << 2, openTokens), n, count);
  mixSums(number);
  for (let n: usize = 0; n < number; n++) findSums(n);
  for (let n: usize = 0; n < number; n++) addRows(load<i32>(n << 2, openTokens), lists + n * (4 * LIST), load<u8>(n, extras));
}
