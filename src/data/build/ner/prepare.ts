// Sentences → examples: tokens, labels and numbered features.
import { TEMPLATES } from "../../../stages/entities/kernel.ts";
import type { Lexicon } from "../../../stages/entities/lexicon.ts";
import { allowedLabels, labelTokens, type Sentence } from "./corpus.ts";
import type { Example } from "./crf.ts";
import { type Features, Pieces } from "./pieces.ts";

/** Longest sentence that is learnt, in tokens. */
export const CAPACITY = 2048;

/** Numbers of features by their hash: open addressing. */
export class FeatureIndex {
  private readonly keys: Uint32Array;
  private readonly values: Int32Array;
  private readonly buckets: Uint16Array;
  size = 0;

  /** Room for nine tenths of 2 to the power of `bits` features. */
  constructor(bits = 24) {
    this.keys = new Uint32Array(2 ** bits);
    this.values = new Int32Array(2 ** bits);
    this.buckets = new Uint16Array(2 ** bits);
  }

  /** Slot of a hash; a new one gets the value `fresh`. */
  private slotOf(hash: number): number {
    const mask = this.keys.length - 1;
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 8) & mask;
    for (;;) {
      const key = this.keys[slot] as number;
      if (key === hash || key === 0) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** Counts one more use of a hash, which belongs to a bucket of the kernel's index. */
  count(hash: number, bucket: number): void {
    const key = hash === 0 ? 1 : hash;
    const slot = this.slotOf(key);
    if (this.keys[slot] === 0) {
      this.keys[slot] = key;
      this.buckets[slot] = bucket;
      if (++this.size > this.keys.length * 0.9) throw new RangeError("too many features");
    }
    this.values[slot] = (this.values[slot] as number) + 1;
  }

  /** Turns counts into numbers: features seen at least `minimum` times, in the order of their hashes. */
  freeze(minimum: number): Uint32Array {
    const kept: number[] = [];
    this.keys.forEach((key, slot) => {
      if (key !== 0 && (this.values[slot] as number) >= minimum) kept.push(key);
    });
    const hashes = Uint32Array.from(kept).sort();
    this.values.fill(-1);
    hashes.forEach((hash, number) => {
      this.values[this.slotOf(hash)] = number;
    });
    return hashes;
  }

  /** Buckets of hashes that are kept. */
  bucketsOf(hashes: Uint32Array): Uint16Array {
    return Uint16Array.from(hashes, (hash) => this.buckets[this.slotOf(hash)] as number);
  }

  /** Number of a feature after `freeze`, -1 when it is not kept. */
  numberOf(hash: number): number {
    const key = hash === 0 ? 1 : hash;
    const slot = this.slotOf(key);
    return this.keys[slot] === 0 ? -1 : (this.values[slot] as number);
  }
}

/** Computes tokens and features sentence by sentence. */
export class Preparer {
  private readonly pieces: Pieces;
  private readonly disabled: Uint8Array;

  constructor(lexicon: Lexicon, disabled: Uint8Array = new Uint8Array(TEMPLATES)) {
    this.pieces = new Pieces(lexicon, CAPACITY);
    this.disabled = disabled;
  }

  /** Hashes of a sentence's features and its labels; null when the labels do not fit the tokens. */
  hashes(sentence: Sentence): (Features & { readonly labels: Uint8Array }) | null {
    if (this.pieces.read(sentence.text, 0, false) < sentence.text.length) return null;
    const { tokens } = this.pieces;
    if (tokens.count === 0) return null;
    const labels = labelTokens(sentence, tokens);
    if (labels === null) return null;
    return { ...this.pieces.features(), labels };
  }

  /** Counts the features of all sentences. */
  countAll(sentences: readonly Sentence[], index: FeatureIndex): void {
    for (const sentence of sentences) {
      const found = this.hashes(sentence);
      found?.hashes.forEach((hash, i) => {
        if (hash !== 0 && this.disabled[i % TEMPLATES] === 0) index.count(hash, found.buckets[i] as number);
      });
    }
  }

  /** The sentence as an example; null when its labels do not fit. */
  example(sentence: Sentence, index: FeatureIndex): Example | null {
    const found = this.hashes(sentence);
    if (found === null) return null;
    const features = new Int32Array(found.hashes.length);
    found.hashes.forEach((hash, i) => {
      features[i] = hash !== 0 && this.disabled[i % TEMPLATES] === 0 ? index.numberOf(hash) : -1;
    });
    return {
      count: found.labels.length,
      features,
      labels: found.labels,
      allowed: sentence.partial ? allowedLabels(found.labels) : null,
    };
  }
}
