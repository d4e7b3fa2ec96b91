// Which tokens can be part of a name at all: a linear model over single tokens and pairs, small enough for the processor's cache.
// It turns two tokens in three away before words, features and labels are looked for.
import type { Tokens } from "./tokens.ts";

/** Weights of the gate. Each unit and each pair has a row of four int8, the lowest byte first, one for each token that it speaks about. */
export interface Gate {
  /** By hash of a unit at place j; for the tokens j − 1, j, j + 1, j + 2. */
  readonly units: Int32Array;
  /** By hash of the units at j − 1 and j; for the tokens j − 1, j, j + 1, j − 2. */
  readonly pairs: Int32Array;
  /** A token at or below is not part of a name. */
  readonly threshold: number;
}

const UNIT_BITS = 14;
const PAIR_BITS = 17;

/** Id of the places before the first and behind the last token. */
export const EDGE_ID = 1;
/** Places before the first token in `scores`. */
export const MARGIN = 4;

/** Row of a unit. */
export function unitRow(id: number): number {
  return mix(Math.imul(id, 0x9e3779b1)) >>> (32 - UNIT_BITS);
}

/** Row of a pair of units. */
export function pairRow(before: number, here: number): number {
  return mix((Math.imul(before, 0x9e3779b1) + Math.imul(here, 0x85ebca77)) | 0) >>> (32 - PAIR_BITS);
}

function mix(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 12);
}

/** Weights that speak about a token: its own row and those of its neighbours. */
export const GATE_FEATURES = 8;

/**
 * Numbers of the weights that speak about token `i`: 4 × row + byte, the rows of pairs behind those of units.
 *
 * @param id ids of tokens, with EDGE_ID at two places before and behind each piece
 */
export function gateFeatures(id: Int32Array, i: number, into: Int32Array): void {
  const [a, b, c, d, e] = [id[i - 2] as number, id[i - 1] as number, id[i] as number, id[i + 1] as number, id[i + 2] as number];
  into[0] = 4 * unitRow(d);
  into[1] = 4 * unitRow(c) + 1;
  into[2] = 4 * unitRow(b) + 2;
  into[3] = 4 * unitRow(a) + 3;
  into[4] = FIRST_PAIR + 4 * pairRow(c, d);
  into[5] = FIRST_PAIR + 4 * pairRow(b, c) + 1;
  into[6] = FIRST_PAIR + 4 * pairRow(a, b) + 2;
  into[7] = FIRST_PAIR + 4 * pairRow(d, e) + 3;
}

const FIRST_PAIR = 4 * 2 ** UNIT_BITS;

/** Reads the weights of a gate: threshold (i32), then all rows of units and of pairs, on a little-endian machine. */
export function readGate(bytes: Uint8Array, at: number): Gate {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = 2 ** UNIT_BITS;
  const rows = new Int32Array(GATE_ROWS);
  new Uint8Array(rows.buffer).set(bytes.subarray(at + 4, at + 4 + GATE_ROWS * 4));
  return { threshold: view.getInt32(at, true), units: rows.subarray(0, units), pairs: rows.subarray(units) };
}

/** Rows of units and pairs together. */
export const GATE_ROWS: number = 2 ** UNIT_BITS + 2 ** PAIR_BITS;

/** Work space of a gate for `capacity` tokens. */
export function createGateScores(capacity: number): Int32Array {
  return new Int32Array(capacity + 2 * MARGIN);
}

/**
 * Sets `open` to 1 for the tokens that may be part of a name, and for their neighbours, to 0 for the others.
 *
 * @returns true when there is one
 */
export function openGate(gate: Gate, tokens: Tokens, scores: Int32Array, open: Uint8Array): boolean {
  const { count } = tokens;
  scoreTokens(gate, tokens, scores);
  open.fill(0, 0, count);
  let any = false;
  for (let i = 0; i < count; i++) {
    if ((scores[i + MARGIN] as number) <= gate.threshold) continue;
    any = true;
    if (i > 0) open[i - 1] = 1;
    open[i] = 1;
    if (i + 1 < count) open[i + 1] = 1;
  }
  return any;
}

/** Adds up the weights of all tokens into `scores`, MARGIN places later. Every row is read once, for all tokens that it speaks about. */
export function scoreTokens(gate: Gate, tokens: Tokens, scores: Int32Array): void {
  const { units, pairs } = gate;
  const { count, id } = tokens;
  scores.fill(0, 0, count + 2 * MARGIN);
  let before = EDGE_ID;
  for (let i = -2; i < count + 2; i++) {
    const here = i < 0 || i >= count ? EDGE_ID : (id[i] as number);
    const unit = units[unitRow(here)] as number;
    const pair = pairs[pairRow(before, here)] as number;
    const at = i + MARGIN;
    scores[at - 2] = (scores[at - 2] as number) + (pair >> 24);
    scores[at - 1] = (scores[at - 1] as number) + ((unit << 24) >> 24) + ((pair << 24) >> 24);
    scores[at] = (scores[at] as number) + ((unit << 16) >> 24) + ((pair << 16) >> 24);
    scores[at + 1] = (scores[at + 1] as number) + ((unit << 8) >> 24) + ((pair << 8) >> 24);
    scores[at + 2] = (scores[at + 2] as number) + (unit >> 24);
    before = here;
  }
}
