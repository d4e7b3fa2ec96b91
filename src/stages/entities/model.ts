import { TEMPLATES } from "./features.ts";
import { type Gate, readGate } from "./gate.ts";
import { Kernel } from "./kernel.ts";
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

const SCALE_BYTES = 4;

/**
 * Reads a model: scale (f32), transitions (i16), the number of weights (u32), the index of the kernel (u16), its lists (see `Kernel.fill`),
 * the gate. On a little-endian machine.
 */
export function readModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const transitions = new Int32Array(TRANSITIONS);
  for (let i = 0; i < TRANSITIONS; i++) transitions[i] = view.getInt16(SCALE_BYTES + 2 * i, true);
  const countAt = SCALE_BYTES + 2 * TRANSITIONS;
  const kernel = new Kernel(MAX_TOKENS, TEMPLATES, view.getUint32(countAt, true));
  const { index, lists } = kernel;
  const indexAt = countAt + 4;
  const listsAt = indexAt + index.byteLength;
  new Uint8Array(index.buffer, index.byteOffset, index.byteLength).set(bytes.subarray(indexAt, listsAt));
  lists.set(bytes.subarray(listsAt, listsAt + lists.length));
  kernel.fill();
  return { gate: readGate(bytes, listsAt + lists.length), kernel, transitions, scale: view.getFloat32(0, true) };
}
