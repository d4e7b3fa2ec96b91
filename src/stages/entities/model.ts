import { TEMPLATES } from "./features.ts";
import { type Gate, readGate } from "./gate.ts";
import { Kernel, PLACES, ROW } from "./kernel.ts";
import { TRANSITIONS } from "./labels.ts";
import { MAX_TOKENS } from "./tokens.ts";

/** The weights of the tagger, ready for look-up. */
export interface Model {
  readonly gate: Gate;
  /** Holds the weights of the features. */
  readonly kernel: Kernel;
  /** In the unit of the weights; see labels.ts. */
  readonly transitions: Int32Array;
  /** Weights are this many times the log scale. */
  readonly scale: number;
}

const HEADER = 4;

/**
 * Reads a model: scale (f32), transitions (i16), the index of the kernel (u16), the number of weights of each row (u8), all labels and all
 * weights (i8) row by row behind their count (u32), the gate. On a little-endian machine.
 */
export function readModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const transitions = new Int32Array(TRANSITIONS);
  for (let i = 0; i < TRANSITIONS; i++) transitions[i] = view.getInt16(HEADER + 2 * i, true);
  const kernel = new Kernel(MAX_TOKENS, TEMPLATES);
  const { index } = kernel;
  const indexAt = HEADER + 2 * TRANSITIONS;
  const countsAt = indexAt + index.byteLength;
  new Uint8Array(index.buffer, index.byteOffset, index.byteLength).set(bytes.subarray(indexAt, countsAt));
  const weightCount = view.getUint32(countsAt + PLACES, true);
  const labelsAt = countsAt + PLACES + 4;
  fillRows(kernel.rows, bytes, countsAt, labelsAt, labelsAt + weightCount);
  return { gate: readGate(bytes, labelsAt + 2 * weightCount), kernel, transitions, scale: view.getFloat32(0, true) };
}

/**
 * The weight of "outside" is taken from the others, so that it is always 0. The labels of a row come in rising order, "outside" (0) first
 * where it has a weight.
 */
function fillRows(rows: Int8Array, bytes: Uint8Array, countsAt: number, labelsAt: number, weightsAt: number): void {
  const words = new Int32Array(rows.buffer, rows.byteOffset, rows.length / 4);
  let weight = 0;
  for (let row = 0; row < PLACES; row++) {
    const end = weight + (bytes[countsAt + row] as number);
    let outside = 0;
    if (weight < end && bytes[labelsAt + weight] === 0) {
      outside = signed(bytes[weightsAt + weight++] as number);
      const four = Math.imul(-outside & 0xff, 0x01010101);
      for (let word = (row * ROW) / 4; word < ((row + 1) * ROW) / 4; word++) words[word] = four;
    }
    const at = row * ROW - 1;
    for (; weight < end; weight++) {
      const value = signed(bytes[weightsAt + weight] as number) - outside;
      rows[at + (bytes[labelsAt + weight] as number)] = value > 127 ? 127 : value < -127 ? -127 : value;
    }
  }
}

function signed(byte: number): number {
  return (byte << 24) >> 24;
}
