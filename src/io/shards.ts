import { statSync } from "node:fs";

/** One of `count` equal parts of the inputs; `index` from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** An input with its place among all inputs, laid end to end in order of their paths. */
export interface PlacedInput {
  readonly path: string;
  /** Bytes; 0 for what cannot be looked at, null where nobody has looked yet. */
  readonly size: number | null;
  /** A pipe: it can be opened and read once only. */
  readonly isPipe: boolean;
  /** The stretch of this input that the shard takes, in bytes of it: what begins there is the shard's. */
  readonly share: Share;
}

/**
 * Half-open range of byte offsets. Not `start` and `end`: V8 keeps one layout for all literals of the same names, and a number that is no
 * small integer (`WHOLE`) in one of them would make each `end` of a span a number on the heap.
 */
export interface Share {
  readonly fromByte: number;
  readonly toByte: number;
}

/** Everything: no shard was asked for. */
export const WHOLE: Share = { fromByte: 0, toByte: Number.POSITIVE_INFINITY };

export function owns(share: Share, offset: number): boolean {
  return offset >= share.fromByte && offset < share.toByte;
}

/**
 * Cuts the inputs into shards of equal bytes: laid end to end, shard I of N has what begins in the I-th N-th of all bytes. A small file
 * or a compressed one begins at its first byte; the lines of a large JSONL file and the pieces of a huge text begin where they stand.
 * So the shards put one behind another are the whole, in order, whatever N is.
 */
export function placeInputs(paths: readonly string[], shard: Shard): LookedInput[] {
  const looks = lookAt(paths);
  const total = looks.reduce((sum, { size }) => sum + size, 0);
  const start = Math.floor((total * shard.index) / shard.count);
  const end = shard.index === shard.count - 1 ? Number.POSITIVE_INFINITY : Math.floor((total * (shard.index + 1)) / shard.count);
  let base = 0;
  return paths.map((path, index) => {
    const found = looks[index] as Look;
    const place = { path, ...found, share: { fromByte: start - base, toByte: end - base } };
    base += found.size;
    return place;
  });
}

/** All of the inputs, none of which is looked at: that takes as long as reading a small one. */
export function wholeInputs(paths: readonly string[], pipes: ReadonlySet<string>): PlacedInput[] {
  return paths.map((path) => ({ path, size: null, isPipe: path === "-" || pipes.has(path), share: WHOLE }));
}

/** An input whose size is known. */
export type LookedInput = PlacedInput & { readonly size: number };

export function looked(input: PlacedInput): LookedInput {
  const { path, size, share } = input;
  return size === null ? { path, ...look(path), share } : (input as LookedInput);
}

/** Sizes of files, in their order. */
export function lookAt(paths: readonly string[]): readonly Look[] {
  return paths.map(look);
}

type Look = Pick<LookedInput, "size" | "isPipe">;

function look(path: string): Look {
  if (path === "-") return { size: 0, isPipe: true };
  try {
    const found = statSync(path);
    return { size: found.size, isPipe: !found.isFile() };
  } catch {
    return { size: 0, isPipe: false };
  }
}
