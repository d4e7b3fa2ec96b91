// Which tokens can be part of a name at all: see ../gate.ts.
import { setEdges } from "./context";
import { GATE_PAIRS, GATE_UNITS, gate, gatePairs, gateUnits, ids, open, scores } from "./memory";

const UNIT_BITS: u32 = 14;
const PAIR_BITS: u32 = 17;
const P1: u32 = 0x9e3779b1;
const P2: u32 = 0x85ebca77;

/** Log-odds at or below which a token is turned away. */
let gateThreshold: i32 = 0;

/** The upper bits of a mixed sum, times the four bytes of a row. */
// @ts-ignore
@inline
function rowsOf(sum: v128, bits: u32): v128 {
  const mixed = i32x4.mul(v128.xor(sum, i32x4.shr_u(sum, 15)), i32x4.splat(0x2c1b3c6d));
  return i32x4.shl(i32x4.shr_u(v128.xor(mixed, i32x4.shr_u(mixed, 12)), 32 - bits), 2);
}

/** Weights of a row. */
// @ts-ignore
@inline
function weights(row: v128): v128 {
  return i16x8.extend_low_i8x16_s(row);
}

/** Finds the rows of all units and pairs, from two places before the first token to two behind the last one. */
function findRows(count: i32): void {
  const p1 = i32x4.splat(P1);
  const p2 = i32x4.splat(P2);
  const end = (<usize>count + 4) << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const here = v128.load(at, ids - 8);
    const unit = i32x4.mul(here, p1);
    const pair = i32x4.add(i32x4.mul(v128.load(at, ids - 12), p1), i32x4.mul(here, p2));
    v128.store(at, rowsOf(unit, UNIT_BITS), gateUnits);
    v128.store(at, rowsOf(pair, PAIR_BITS), gatePairs);
  }
}

/** Weights of each token, summed: every row is read once, for all tokens that it speaks about. */
function scoreTokens(count: i32): void {
  findRows(count);
  // What the rows so far say about the tokens from two before the one at hand on.
  let sums = i16x8.splat(0);
  const end = (<usize>count + 4) << 1;
  for (let at: usize = 0; at < end; at += 2) {
    sums = i16x8.add(sums, weights(v128.load32_zero(load<u32>(at << 1, gatePairs), gate + 4 * GATE_UNITS)));
    v128.store16_lane(at, sums, 0, scores - 8);
    sums = i8x16.shuffle(sums, i16x8.splat(0), 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
    sums = i16x8.add(sums, weights(v128.load32_zero(load<u32>(at << 1, gateUnits), gate)));
  }
}

/** Opens the tokens that may be part of a name, and their neighbours; false when there is none. */
export function openGate(count: i32): bool {
  setEdges(count);
  scoreTokens(count);
  const end = (<usize>count) << 1;
  store<i16>(0, i16.MIN_VALUE, scores - 2);
  v128.store(end, i16x8.splat(i16.MIN_VALUE), scores);
  const threshold = i16x8.splat(<i16>gateThreshold);
  let any = i16x8.splat(0);
  for (let at: usize = 0; at < end; at += 16) {
    const near = v128.or(i16x8.gt_s(v128.load(at, scores - 2), threshold), i16x8.gt_s(v128.load(at, scores + 2), threshold));
    const here = i16x8.gt_s(v128.load(at, scores), threshold);
    any = v128.or(any, here);
    const flags = i16x8.shr_u(v128.or(near, here), 15);
    v128.store64_lane(at >>> 1, i8x16.narrow_i16x8_u(flags, flags), 0, open);
  }
  return v128.any_true(any);
}

/** Puts the rows of pairs in the order in which `scoreTokens` adds their weights: that of the token two places before comes first. */
export function setGate(threshold: i32): void {
  gateThreshold = threshold;
  for (let at: usize = 0; at < 4 * GATE_PAIRS; at += 16) {
    const four = v128.load(at, gate + 4 * GATE_UNITS);
    v128.store(at, v128.or(i32x4.shl(four, 8), i32x4.shr_u(four, 24)), gate + 4 * GATE_UNITS);
  }
}
