// The weights of the tagger, read into its kernel.
import { GATE_ROWS } from "./gate.ts";
import { BUCKET_BITS, BUCKET_SIZE, Kernel, MAX_TOKENS } from "./kernel.ts";
import { layOutMoves } from "./kernel-tables.ts";
import { TRANSITIONS } from "./labels.ts";
import type { Lexicon } from "./lexicon.ts";

/** A kernel with a model in it. */
export interface Model {
  readonly kernel: Kernel;
  /** Weights are this many times the log scale. */
  readonly scale: number;
}

/** Bytes of the index: checks and numbers of rows, u16. */
export const INDEX_BYTES: number = 4 * BUCKET_SIZE * 2 ** BUCKET_BITS;
/** Bytes in front of the index: scale (f32), transitions (i16), threshold of the gate (i32), numbers of rows and of their weights (u32). */
export const HEAD_BYTES: number = 4 + 2 * TRANSITIONS + 12;

/**
 * Reads a model: head, index, rows of the gate, then of each row the number of weights (u8), of all rows the labels (u8) and the weights (i8).
 * On a little-endian machine.
 */
export function readModel(bytes: Uint8Array, lexicon: Lexicon): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const transitions = Int32Array.from({ length: TRANSITIONS }, (_, i) => view.getInt16(4 + 2 * i, true));
  const [threshold, rows, weights] = [-12, -8, -4].map((at) => view.getInt32(HEAD_BYTES + at, true)) as [number, number, number];
  const lists = rows + 2 * weights;
  const kernel = new Kernel(lexicon, { capacity: MAX_TOKENS, spare: lists });
  const moves = layOutMoves(transitions);
  kernel.ints("moves", moves.length).set(moves);
  let at = HEAD_BYTES;
  const load = (address: number, length: number): void => {
    kernel.bytes(address, length).set(bytes.subarray(at, at + length));
    at += length;
  };
  load(kernel.valueOf("index"), INDEX_BYTES);
  load(kernel.valueOf("gate"), 4 * GATE_ROWS);
  kernel.functions.setGate(threshold);
  load(kernel.end, lists);
  kernel.functions.fillRows(kernel.end, kernel.end + rows, kernel.end + rows + weights, rows);
  return { kernel, scale: view.getFloat32(0, true) };
}
