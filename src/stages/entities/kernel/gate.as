// Which tokens can be part of a name at all: see ../gate.ts.
import { EDGE_ID, GATE_UNITS, gate, gateThreshold, ids, open, scores } from "./memory";

const UNIT_BITS: u32 = 14;
const PAIR_BITS: u32 = 17;
const P1: u32 = 0x9e3779b1;
const P2: u32 = 0x85ebca77;

// @ts-ignore
@inline
function mix(value: u32): u32 {
  const mixed = (value ^ (value >>> 15)) * 0x2c1b3c6d;
  return mixed ^ (mixed >>> 12);
}

// @ts-ignore
@inline
function weight(row: u32, byte: u32): i32 {
  return (<i32>(row << (24 - 8 * byte))) >> 24;
}

/** Weights of each token, summed: every row is read once, for all tokens that it speaks about. */
function scoreTokens(count: i32): void {
  let before: u32 = EDGE_ID;
  // What the rows so far say about the tokens i - 2 … i + 1.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = -2; i < count + 2; i++) {
    const here: u32 = i < 0 || i >= count ? EDGE_ID : load<u32>(ids + (i << 2));
    const unit = load<u32>(gate + ((<usize>(mix(here * P1) >>> (32 - UNIT_BITS))) << 2));
    const pair = load<u32>(gate + 4 * GATE_UNITS + ((<usize>(mix(before * P1 + here * P2) >>> (32 - PAIR_BITS))) << 2));
    store<i32>(scores + (i << 2) - 8, a + weight(pair, 3));
    a = b + weight(unit, 0) + weight(pair, 0);
    b = c + weight(unit, 1) + weight(pair, 1);
    c = d + weight(unit, 2) + weight(pair, 2);
    d = weight(unit, 3);
    before = here;
  }
}

/** Opens the tokens that may be part of a name, and their neighbours; false when there is none. */
export function openGate(count: i32): bool {
  scoreTokens(count);
  let any: u32 = 0;
  let before: u32 = 0;
  let here: u32 = u32(load<i32>(scores) > gateThreshold);
  store<i32>(scores + (<usize>count << 2), i32.MIN_VALUE);
  for (let i = 0; i < count; i++) {
    const next: u32 = u32(load<i32>(scores + (<usize>i << 2), 4) > gateThreshold);
    store<u8>(open + i, before | here | next);
    any |= here;
    before = here;
    here = next;
  }
  return any != 0;
}
