import { statSync } from "node:fs";

/** One of `count` equal parts of the inputs; `index` from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** An input with its place among all inputs, laid end to end in order of their paths. */
export interface PlacedInput {
  readonly path: string;
  /** Bytes; 0 for what cannot be looked at. */
  readonly size: number;
  /** A pipe: it can be opened and read once only. */
  readonly isPipe: boolean;
  /** The stretch of this input that the shard takes, in bytes of it: what begins there is the shard's. */
  readonly share: Share;
}

/** Half-open range of byte offsets. */
export interface Share {
  readonly start: number;
  readonly end: number;
}

/** Everything: no shard was asked for. */
export const WHOLE: Share = { start: 0, end: Number.POSITIVE_INFINITY };

export function owns(share: Share, offset: number): boolean {
  return offset >= share.start && offset < share.end;
}

/**
 * Cuts the inputs into shards of equal bytes: laid end to end, shard I of N has what begins in the I-th N-th of all bytes. A small file
 * or a compressed one begins at its first byte; the lines of a large JSONL file and the pieces of a huge text begin where they stand.
 * So the shards put one behind another are the whole, in order, whatever N is.
 */
export function placeInputs(paths: readonly string[], shard: Shard | null): PlacedInput[] {
  const looked = paths.map(look);
  if (shard === null) return paths.map((path, index) => ({ path, ...(looked[index] as Look), share: WHOLE }));
  const total = looked.reduce((sum, { size }) => sum + size, 0);
  const start = Math.floor((total * shard.index) / shard.count);
  const end = shard.index === shard.count - 1 ? Number.POSITIVE_INFINITY : Math.floor((total * (shard.index + 1)) / shard.count);
  let base = 0;
  return paths.map((path, index) => {
    const found = looked[index] as Look;
    const place = { path, ...found, share: { start: start - base, end: end - base } };
    base += found.size;
    return place;
  });
}

type Look = Pick<PlacedInput, "size" | "isPipe">;

function look(path: string): Look {
  if (path === "-") return { size: 0, isPipe: true };
  try {
    const found = statSync(path);
    return { size: found.size, isPipe: !found.isFile() };
  } catch {
    return { size: 0, isPipe: false };
  }
}
