// Pieces of text as the kernel of the tagger sees them: tokens, words, features.
import { Kernel, TEMPLATES, TEMPLATES_ROOM } from "../../../stages/entities/kernel.ts";
import type { Lexicon } from "../../../stages/entities/lexicon.ts";

/** Tokens of a piece in parallel arrays, which are used again for the next one. */
export interface Tokens {
  readonly count: number;
  /** UTF-16 offset of the first unit of each token. */
  readonly start: Int32Array;
  /** UTF-16 offset behind the last unit. */
  readonly end: Int32Array;
  /** The unit itself, or a hash above 0xffff for a run of letters (case folded) or digits (by length, years apart). */
  readonly id: Int32Array;
  /** One of CLASS (classes.ts). */
  readonly kind: Uint8Array;
}

/** Features of tokens, and the buckets of the index that each belongs to. */
export interface Features {
  readonly hashes: Uint32Array;
  readonly buckets: Uint32Array;
}

/** Cuts texts into pieces. */
export class Pieces {
  readonly #kernel: Kernel;
  #count = 0;

  /** @param capacity tokens of a piece at most */
  constructor(lexicon: Lexicon, capacity: number) {
    this.#kernel = new Kernel(lexicon, { capacity });
  }

  /**
   * Reads the next piece of `text`; offsets of its tokens count from `from`.
   *
   * @param bySentence ends it behind a sentence
   * @returns where the piece ends
   */
  read(text: string, from: number, bySentence: boolean): number {
    const length = this.#kernel.copyText(text, from);
    const next = this.#kernel.functions.tokenize(0, length, Number(bySentence));
    this.#count = this.#kernel.valueOf("count");
    return from + next;
  }

  /** Tokens of the piece. */
  get tokens(): Tokens {
    const kernel = this.#kernel;
    const [start, end, id] = (["tokenStart", "tokenEnd", "ids"] as const).map((name) => kernel.ints(name, this.#count)) as [
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    return { count: this.#count, start, end, id, kind: kernel.bytes(kernel.valueOf("kindOf"), this.#count) };
  }

  /** Features of all tokens of the piece and their buckets, TEMPLATES a token; 0 where a template says nothing. */
  features(): Features {
    this.#kernel.functions.features();
    return { hashes: this.#compact("hashes"), buckets: this.#compact("buckets") };
  }

  #compact(name: "hashes" | "buckets"): Uint32Array {
    const spread = this.#kernel.ints(name, this.#count * TEMPLATES_ROOM);
    const values = new Uint32Array(this.#count * TEMPLATES);
    for (let i = 0; i < this.#count; i++) values.set(spread.subarray(i * TEMPLATES_ROOM, i * TEMPLATES_ROOM + TEMPLATES), i * TEMPLATES);
    return values;
  }

  /** Hashes of the words of the piece, and the first token of each; `features` comes first. */
  words(): { readonly hash: Int32Array; readonly first: Int32Array } {
    const from = this.#kernel.valueOf("firstWord");
    const [hash, first] = (["wordKey", "wordFirst"] as const).map((name) =>
      this.#kernel.ints(name, this.#kernel.valueOf("lastWord")).subarray(from),
    ) as [Int32Array, Int32Array];
    return { hash, first };
  }
}
