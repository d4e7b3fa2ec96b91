import { inflateRawSync } from "node:zlib";
import { type Arrays, prepareTables } from "../../data/prepare.ts";

/** What `src/data/build/boilerplate.ts` counted: natural logarithms, by folded UTF-16 units. */
export class BoundaryModel {
  readonly #characters: Uint16Array;
  readonly #pairs: Uint32Array;
  readonly #ends: Int8Array;
  readonly #starts: Int8Array;
  readonly #pairEnds: Int8Array;
  readonly #pairStarts: Int8Array;
  readonly #holds: Int8Array;

  /** @param deflated `boilerplate.bin` */
  constructor(deflated: Uint8Array) {
    const counts = prepareTables("boilerplate.bin", () => readCounts(deflated));
    this.#characters = counts.characters;
    this.#pairs = counts.pairs;
    this.#ends = counts.ends;
    this.#starts = counts.starts;
    this.#pairEnds = counts.pairEnds;
    this.#pairStarts = counts.pairStarts;
    this.#holds = counts.holds;
  }

  /**
   * How much speaks for the end of one clause and the beginning of another before `text[at]`: log rate of ends behind the two units before, plus log rate of
   * starts at the two units from there on, minus what holds the two units beside the border together.
   *
   * @param text folded
   */
  score(text: string, at: number): number {
    const left = text.charCodeAt(at - 1);
    const right = text.charCodeAt(at);
    return this.#end(text.charCodeAt(at - 2), left) + this.#start(right, text.charCodeAt(at + 1)) - this.#hold(left, right);
  }

  #end(first: number, second: number): number {
    const pair = find(this.#pairs, first * 0x10000 + second);
    return (pair >= 0 ? this.#pairEnds[pair] : this.#ends[find(this.#characters, second)]) ?? UNKNOWN;
  }

  #start(first: number, second: number): number {
    const pair = find(this.#pairs, first * 0x10000 + second);
    return (pair >= 0 ? this.#pairStarts[pair] : this.#starts[find(this.#characters, first)]) ?? UNKNOWN;
  }

  #hold(first: number, second: number): number {
    const pair = find(this.#pairs, first * 0x10000 + second);
    return pair >= 0 ? (this.#holds[pair] as number) : LOOSE;
  }
}

interface Counts {
  readonly characters: Uint16Array;
  readonly pairs: Uint32Array;
  readonly ends: Int8Array;
  readonly starts: Int8Array;
  readonly pairEnds: Int8Array;
  readonly pairStarts: Int8Array;
  readonly holds: Int8Array;
}

function readCounts(deflated: Uint8Array): Counts & Arrays {
  const table = Uint8Array.from(inflateRawSync(deflated));
  const [characterCount = 0, pairCount = 0] = new Uint32Array(table.buffer, 0, 2);
  let at = 8;
  const characters = new Uint16Array(table.buffer, at, characterCount);
  at += characterCount * 2;
  at += (4 - (at % 4)) % 4;
  const pairs = new Uint32Array(table.buffer, at, pairCount);
  for (let i = 1; i < pairCount; i++) pairs[i] = (pairs[i] as number) + (pairs[i - 1] as number);
  at += pairCount * 4;
  const column = (length: number): Int8Array => {
    at += length;
    return new Int8Array(table.buffer, at - length, length);
  };
  return {
    characters,
    pairs,
    ends: column(characterCount),
    starts: column(characterCount),
    pairEnds: column(pairCount),
    pairStarts: column(pairCount),
    holds: column(pairCount),
  };
}

/** One unit of every score is a sixteenth of a natural logarithm. */
export const SCORE_UNIT = 16;
/** For units that the table lacks: letters and digits begin and end clauses now and then. */
const UNKNOWN = -2 * SCORE_UNIT;
/** What holds a pair together that is too rare for the table. */
const LOOSE = -0.7 * SCORE_UNIT;

/** Place of a value in an ascending table, or -1. */
function find(table: Uint16Array | Uint32Array, value: number): number {
  let low = 0;
  let high = table.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = table[middle] as number;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
