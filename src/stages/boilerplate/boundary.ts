import { inflateRawSync } from "node:zlib";

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
    const table = Uint8Array.from(inflateRawSync(deflated));
    const [characters = 0, pairs = 0] = new Uint32Array(table.buffer, 0, 2);
    let at = 8;
    this.#characters = new Uint16Array(table.buffer, at, characters);
    at += characters * 2;
    at += (4 - (at % 4)) % 4;
    this.#pairs = new Uint32Array(table.buffer, at, pairs);
    for (let i = 1; i < pairs; i++) this.#pairs[i] = (this.#pairs[i] as number) + (this.#pairs[i - 1] as number);
    at += pairs * 4;
    const column = (length: number): Int8Array => {
      const values = new Int8Array(table.buffer, at, length);
      at += length;
      return values;
    };
    this.#ends = column(characters);
    this.#starts = column(characters);
    this.#pairEnds = column(pairs);
    this.#pairStarts = column(pairs);
    this.#holds = column(pairs);
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
