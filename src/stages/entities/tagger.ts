import type { EntityType } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { MENTION } from "./kernel.ts";
import { TAGGED_TYPES } from "./labels.ts";
import { createDraft, type Draft } from "./mentions.ts";
import type { Model } from "./model.ts";

/** Mentions less sure than this are left out: more of them are wrong than right. Measured: test/ablations.md. */
const LEAST_SCORE = 0.16;

/** Longer runs are no names (one token may be a word of thousands of letters). In UTF-16 units. */
const LONGEST_NAME = 200;

/** Leads whose scores are computed beforehand: all but a few in ten thousand. */
const LEAST_LEAD = -128;
const KNOWN_LEADS = 1_024;

/** Tags texts with names by a model. */
export class Tagger {
  readonly #model: Model;
  readonly #mentions: Int32Array;
  /** Where the text ends that was tagged. */
  readonly #outcome: Int32Array;
  readonly #scores: Float64Array;

  constructor(model: Model) {
    this.#model = model;
    this.#mentions = model.kernel.ints("mentions", MENTION * model.kernel.valueOf("MENTIONS_ROOM"));
    this.#outcome = model.kernel.ints("outcome", 1);
    this.#scores = Float64Array.from({ length: KNOWN_LEADS }, (_, i) => scoreOf(LEAST_LEAD + i, model.scale));
  }

  /** Adds the mentions of some lines of `text`, in order, to `found`. */
  tag(text: string, lines: readonly Span[], found: Draft[]): void {
    const { kernel } = this.#model;
    // The kernel has the text from `base` to before `behind`: all of it, unless it is long.
    let base = 0;
    let behind = kernel.copyText(text, 0);
    for (let n = 0; n < lines.length; n++) {
      const { start, end } = lines[n] as Span;
      for (let at = start; at < end; at = base + (this.#outcome[0] as number)) {
        if (at < base || (end > behind && at > base)) {
          base = at;
          behind = at + kernel.copyText(text, at);
        }
        const to = Math.min(end, behind);
        this.#collect(kernel.functions.tag(at - base, to - base, Number(to === end)), text, base, found);
      }
    }
  }

  #collect(count: number, text: string, base: number, found: Draft[]): void {
    const mentions = this.#mentions;
    for (let m = 0; m < count * MENTION; m += MENTION) {
      const start = base + (mentions[m] as number);
      const end = base + (mentions[m + 1] as number);
      const lead = mentions[m + 3] as number;
      const known = lead >= LEAST_LEAD && lead < LEAST_LEAD + KNOWN_LEADS;
      const score = known ? (this.#scores[lead - LEAST_LEAD] as number) : scoreOf(lead, this.#model.scale);
      if (score < LEAST_SCORE || end - start > LONGEST_NAME) continue;
      const type = TAGGED_TYPES[mentions[m + 2] as number] as EntityType;
      found.push(createDraft(text, start, end, type, null, score));
    }
  }
}

/** How sure the tokens of a mention are of their labels: the logistic function of the smallest lead over "outside" or another label. */
function scoreOf(lead: number, scale: number): number {
  return 1 / (1 + Math.exp(-lead / scale - 0.5));
}
