import type { EntityType } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { MENTION } from "./kernel.ts";
import { TAGGED_TYPES } from "./labels.ts";
import type { Model } from "./model.ts";

/** A mention that the model found. */
export interface TaggedMention extends Span {
  readonly type: EntityType;
  /** 0 to 1. */
  readonly score: number;
}

/** Mentions less sure than this are left out: more of them are wrong than right. Measured: test/ablations.md. */
const LEAST_SCORE = 0.16;

/** Longer runs are no names (one token may be a word of thousands of letters). In UTF-16 units. */
const LONGEST_NAME = 200;

/** Tags texts with names by a model. */
export class Tagger {
  readonly #model: Model;
  readonly #mentions: Int32Array;
  /** Where the text ends that was tagged. */
  readonly #outcome: Int32Array;

  constructor(model: Model) {
    this.#model = model;
    this.#mentions = model.kernel.ints("mentions", MENTION * model.kernel.valueOf("MENTIONS_ROOM"));
    this.#outcome = model.kernel.ints("outcome", 1);
  }

  /** Adds the mentions of `text` between two offsets to `found`. */
  tag(text: string, start: number, end: number, found: TaggedMention[]): void {
    const { kernel } = this.#model;
    for (let at = start; at < end; at += this.#outcome[0] as number) {
      const length = kernel.copyText(text, at, end);
      this.#collect(kernel.functions.tag(length, Number(at + length === end)), at, found);
    }
  }

  #collect(count: number, base: number, found: TaggedMention[]): void {
    const mentions = this.#mentions;
    for (let m = 0; m < count * MENTION; m += MENTION) {
      const start = base + (mentions[m] as number);
      const end = base + (mentions[m + 1] as number);
      const type = TAGGED_TYPES[mentions[m + 2] as number] as EntityType;
      const score = this.#score(mentions[m + 3] as number);
      if (score >= LEAST_SCORE && end - start <= LONGEST_NAME) found.push({ start, end, type, score });
    }
  }

  /** How sure the tokens of a mention are of their labels: the logistic function of the smallest lead over "outside" or another label. */
  #score(lead: number): number {
    return 1 / (1 + Math.exp(-lead / this.#model.scale - 0.5));
  }
}
