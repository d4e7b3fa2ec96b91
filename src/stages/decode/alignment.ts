// Two-byte text that has lost a byte: everything behind it reads as other characters, until ASCII comes. The cheapest way through the
// bytes, where a byte may be skipped for a price, finds the place (Viterbi's algorithm over byte positions).
import { BOUNDARY, KINDS, kindOfAscii } from "./classes.ts";
import type { AsciiCosts, DoubleByteModel } from "./models.ts";
import { CUT_COST, INVALID_COST, matchSpecial } from "./scores.ts";

/** The cheapest reading of a piece of text. */
export interface Alignment {
  /** Cost in 1/8 bit. */
  readonly units: number;
  /** Offsets of the bytes that belong to no character, in order. */
  readonly skipped: readonly number[];
}

/** What stands at a position on the cheapest way there. */
interface Way {
  readonly costs: Float64Array;
  readonly kinds: Uint8Array;
  readonly lengths: Uint8Array;
}

/** Aligns bytes [0, end) under a double-byte model. */
export function align(bytes: Uint8Array, end: number, model: DoubleByteModel, ascii: AsciiCosts): Alignment {
  const way: Way = {
    costs: new Float64Array(end + 1).fill(Number.POSITIVE_INFINITY),
    kinds: new Uint8Array(end + 1),
    lengths: new Uint8Array(end + 1),
  };
  way.costs[0] = 0;
  way.kinds[0] = BOUNDARY;
  for (let at = 0; at < end; at++) {
    if (way.costs[at] === Number.POSITIVE_INFINITY) continue;
    const byte = bytes[at] as number;
    if (byte < 0x80) step(way, model, at, 1, kindOfAscii(byte), ascii.characters[byte] as number);
    else stepBeyondAscii(way, model, bytes, at, end);
  }
  return { units: way.costs[end] as number, skipped: findSkipped(way, end) };
}

/** Marks a skipped byte among the lengths. */
const SKIP = 0;

function stepBeyondAscii(way: Way, model: DoubleByteModel, bytes: Uint8Array, at: number, end: number): void {
  skip(way, at, at + 1 === end ? CUT_COST : INVALID_COST);
  if (at + 1 >= end) return;
  const packed = model.pairs[((bytes[at] as number) << 8) | (bytes[at + 1] as number)] as number;
  if (packed !== 0) {
    step(way, model, at, 2, packed >> 8, packed & 0xff);
    return;
  }
  const special = matchSpecial(model.encoding, bytes, at);
  if (special >= 0 && at + (special >> 16) <= end) step(way, model, at, special >> 16, (special >> 8) & 0xff, special & 0xff);
}

function step(way: Way, model: DoubleByteModel, at: number, length: number, kind: number, cost: number): void {
  const transition = model.language.transitions[(way.kinds[at] as number) * KINDS + kind] as number;
  arrive(way, at + length, (way.costs[at] as number) + transition + cost, kind, length);
}

function skip(way: Way, at: number, cost: number): void {
  arrive(way, at + 1, (way.costs[at] as number) + cost, BOUNDARY, SKIP);
}

function arrive(way: Way, at: number, cost: number, kind: number, length: number): void {
  if (cost >= (way.costs[at] as number)) return;
  way.costs[at] = cost;
  way.kinds[at] = kind;
  way.lengths[at] = length;
}

function findSkipped(way: Way, end: number): number[] {
  const skipped: number[] = [];
  for (let at = end; at > 0; ) {
    const length = way.lengths[at] as number;
    if (length === SKIP) skipped.push(at - 1);
    at -= Math.max(length, 1);
  }
  return skipped.reverse();
}
