// Two-byte text that has lost a byte: everything behind it reads as other characters, until ASCII comes. The cheapest way through the
// bytes, where a byte may be skipped for a price, finds the place (Viterbi's algorithm over byte positions).
import { ASCII, COSTS, KINDS, LENGTHS, MODELS, SAMPLE } from "./memory";
import { BOUNDARY, CUT_COST, entryOf, INVALID_COST, matchSpecial, ROW } from "./score";

const NOWHERE: i32 = i32.MAX_VALUE;
/** Marks a skipped byte among the lengths. */
const SKIP: u8 = 0;

/** The units that the first `count` bytes of the sample take under a model when some are skipped. */
export function align(n: i32, count: i32, length: i32): i32 {
  const model = MODELS + (<usize>n << 4);
  const end = <usize>count;
  for (let at: usize = 0; at <= end; at++) store<i32>(COSTS + (at << 2), NOWHERE);
  store<i32>(COSTS, 0);
  store<u8>(KINDS, <u8>BOUNDARY);
  for (let at: usize = 0; at < end; at++) {
    if (load<i32>(COSTS + (at << 2)) == NOWHERE) continue;
    const byte = <usize>load<u8>(SAMPLE + at);
    if (byte < 0x80) step(model, at, 1, load<u16>(ASCII + (byte << 1)));
    else stepBeyondAscii(model, byte, at, end, <usize>length);
  }
  return load<i32>(COSTS + (end << 2));
}

function stepBeyondAscii(model: usize, byte: usize, at: usize, end: usize, length: usize): void {
  arrive(at, 1, at + 1 == end ? CUT_COST : INVALID_COST, BOUNDARY, SKIP);
  if (at + 1 >= end) return;
  const entry = entryOf(<usize>load<u32>(model), byte, SAMPLE + at);
  if (entry != 0) {
    step(model, at, 2, entry);
    return;
  }
  const special = matchSpecial(load<u32>(model, 8), SAMPLE + at, SAMPLE + length);
  if (special >= 0 && at + <usize>(special >> 16) <= end) step(model, at, <usize>(special >> 16), <u32>special & 0xffff);
}

function step(model: usize, at: usize, length: usize, entry: u32): void {
  const kind = entry >> 8;
  const transition = load<u16>(<usize>load<u32>(model, 4) + <usize>(<u32>load<u8>(KINDS + at) * ROW + (kind << 1)));
  arrive(at, length, <i32>transition + <i32>(entry & 0xff), kind, <u8>length);
}

function arrive(from: usize, bytes: usize, cost: i32, kind: u32, length: u8): void {
  const at = from + bytes;
  const sum = load<i32>(COSTS + (from << 2)) + cost;
  if (sum >= load<i32>(COSTS + (at << 2))) return;
  store<i32>(COSTS + (at << 2), sum);
  store<u8>(KINDS + at, <u8>kind);
  store<u8>(LENGTHS + at, length);
}

/** Puts the offsets of the bytes that `align` has skipped at the end of the first `count` + 1 COSTS, in order; gives their number. */
export function listSkipped(count: i32): i32 {
  let out = COSTS + (<usize>(count + 1) << 2);
  for (let at = <usize>count; at > 0; ) {
    const length = load<u8>(LENGTHS + at);
    if (length == SKIP) {
      out -= 4;
      store<u32>(out, <u32>(at - 1));
    }
    at -= length == SKIP ? 1 : <usize>length;
  }
  return count + 1 - <i32>((out - COSTS) >> 2);
}
