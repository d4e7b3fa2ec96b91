import { kernelWriter } from "./writer/kernel-writer.ts";

/** Shorter stretches are walked through. */
const WORTH_A_TEST = 64;

/** Number of code points of a stretch of UTF-16 units; a lone surrogate counts as one. */
export function countCodePoints(text: string, start = 0, end: number = text.length): number {
  let count = end - start;
  if (count === text.length && count >= WORTH_A_TEST && !kernelWriter().mayHoldPairs(text)) return count;
  for (let i = start; i < end - 1; i++) {
    if (isPairAt(text, i)) {
      count--;
      i++;
    }
  }
  return count;
}

function isPairAt(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

const NO_PAIRS: readonly number[] = [];

function pairEnds(text: string): number[] {
  const ends: number[] = [];
  for (let i = 0; i < text.length - 1; i++) {
    if (isPairAt(text, i)) {
      ends.push(i + 2);
      i++;
    }
  }
  return ends;
}

/** Converts offsets of one text between UTF-16 units and code points. Free for texts of the basic plane. */
export class OffsetMap {
  /** Offsets (UTF-16) just behind each surrogate pair; empty for texts of the basic plane. */
  readonly #pairEnds: readonly number[];

  constructor(text: string) {
    this.#pairEnds = text.length < WORTH_A_TEST || kernelWriter().mayHoldPairs(text) ? pairEnds(text) : NO_PAIRS;
  }

  /** No offset changes: there are no pairs. */
  get isIdentity(): boolean {
    return this.#pairEnds.length === 0;
  }

  /** UTF-16 offset to code point offset; an offset inside a pair counts as the pair's start plus one unit. */
  toCodePoint(offset: number): number {
    return this.#pairEnds.length === 0 ? offset : offset - this.#countUpTo(offset);
  }

  /** Code point offset to UTF-16 offset. */
  toUtf16(offset: number): number {
    const ends = this.#pairEnds;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] as number) - (middle + 1) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }

  #countUpTo(offset: number): number {
    const ends = this.#pairEnds;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
