// Which tokens can be part of a name at all: a linear model over single tokens and pairs, small enough for the processor's cache.
// It turns two tokens in three away before words, features and labels are looked for.

// Each unit and each pair has a row of four int8, one for each token that it speaks about: a unit at place j, found by its hash, for the
// tokens j − 1, j, j + 1, j + 2; a pair at j − 1 and j for the tokens j − 1, j, j + 1, j − 2. The kernel adds them up (kernel/gate.as).
const UNIT_BITS = 14;
const PAIR_BITS = 17;

/** Id of the places before the first and behind the last token. */
export const EDGE_ID = 1;
/** Row of a unit. */
function unitRow(id: number): number {
  return mix(Math.imul(id, 0x9e3779b1)) >>> (32 - UNIT_BITS);
}

/** Row of a pair of units. */
function pairRow(before: number, here: number): number {
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

/** Rows of units and pairs together. */
export const GATE_ROWS: number = 2 ** UNIT_BITS + 2 ** PAIR_BITS;
