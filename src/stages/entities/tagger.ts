import type { EntityType } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { CLASS } from "./classes.ts";
import {
  createFeatureSpace,
  type FeatureSpace,
  FIRST_TEMPLATES,
  firstFeatures,
  furtherFeatures,
  prepareFeatures,
  TEMPLATES,
} from "./features.ts";
import { LABELS, TAGGED_TYPES } from "./labels.ts";
import type { Lexicon } from "./lexicon.ts";
import { addHits, collectHits, createHits, type Hits, type Model } from "./model.ts";
import { createTokens, MAX_TOKENS, type Tokens, tokenize } from "./tokens.ts";
import { Decoder } from "./viterbi.ts";

/** A mention that the model found. */
export interface TaggedMention extends Span {
  readonly type: EntityType;
  /** 0 to 1. */
  readonly score: number;
}

/** Taken from the weight of "outside", on the log scale. Measured on the dev sets in steps of 0.25. */
const BIAS = 0;

/** How far "outside" must lead after the first templates, on the log scale. Measured: see docs/stages/entities.md. */
const SURE = 1.5;

/** Full stops, commas and the like: outside without a look (one name in 500 of the training data holds one). */
function isPause(kind: number): boolean {
  return kind === CLASS.stop || kind === CLASS.comma || kind === CLASS.listComma;
}

/** True when label 0 is ahead of all others by more than `lead`. */
function isOutside(emissions: Int32Array, at: number, lead: number): boolean {
  const limit = (emissions[at] as number) - lead;
  if (limit <= 0) return false;
  for (let y = at + 1; y < at + LABELS; y++) if ((emissions[y] as number) >= limit) return false;
  return true;
}

/** Tags texts with names by a model. */
export class Tagger {
  private readonly lexicon: Lexicon;
  private readonly model: Model;
  private readonly tokens: Tokens = createTokens();
  private readonly space: FeatureSpace = createFeatureSpace();
  private readonly hits: Hits = createHits(MAX_TOKENS * TEMPLATES + 1);
  private readonly decoder: Decoder = new Decoder(MAX_TOKENS);

  constructor(lexicon: Lexicon, model: Model) {
    this.lexicon = lexicon;
    this.model = model;
  }

  /** Adds the mentions of `text` between two offsets to `found`. */
  tag(text: string, start: number, end: number, found: TaggedMention[]): void {
    const { tokens, space, decoder, model } = this;
    let at = start;
    while (at < end) {
      at = tokenize(text, at, end, tokens);
      if (tokens.count === 0) continue;
      prepareFeatures(this.lexicon, tokens, space);
      this.weigh();
      decoder.decode(tokens.count, model.transitions, Math.round(BIAS * model.scale));
      this.collect(found);
    }
  }

  /** Emissions of all tokens. A token that the first templates put far outside any mention is not looked at further. */
  private weigh(): void {
    const { tokens, space, model, hits, decoder } = this;
    const { emissions, outside } = decoder;
    const lead = Math.round(SURE * model.scale);
    emissions.fill(0, 0, tokens.count * LABELS);
    for (let i = 0; i < tokens.count; i++) {
      if (isPause(tokens.kind[i] as number)) continue;
      firstFeatures(space, i);
      collectHits(model, space.hashes, i * TEMPLATES, i * TEMPLATES + FIRST_TEMPLATES, hits, i * LABELS);
    }
    addHits(model, hits, emissions);
    for (let i = 0; i < tokens.count; i++) {
      const sure = isPause(tokens.kind[i] as number) || isOutside(emissions, i * LABELS, lead);
      outside[i] = sure ? 1 : 0;
      if (sure) continue;
      furtherFeatures(tokens, space, i);
      collectHits(model, space.hashes, i * TEMPLATES + FIRST_TEMPLATES, (i + 1) * TEMPLATES, hits, i * LABELS);
    }
    addHits(model, hits, emissions);
  }

  private collect(found: TaggedMention[]): void {
    const { tokens, decoder } = this;
    for (let i = 0; i < tokens.count; i++) {
      const label = decoder.labels[i] ?? 0;
      if (label === 0) continue;
      let last = i;
      while (last + 1 < tokens.count && (((decoder.labels[last] ?? 0) - 1) & 3) < 2) last++;
      const type = TAGGED_TYPES[(label - 1) >> 2];
      if (type !== undefined) {
        found.push({ start: tokens.start[i] ?? 0, end: tokens.end[last] ?? 0, type, score: this.score(i, last) });
      }
      i = last;
    }
  }

  /** How sure the tokens are of their labels: the logistic function of the smallest lead over "outside" or another label. */
  private score(first: number, last: number): number {
    const { emissions, labels } = this.decoder;
    let least = Number.POSITIVE_INFINITY;
    for (let i = first; i <= last; i++) {
      const at = i * LABELS;
      const own = labels[i] ?? 0;
      let rival = Number.NEGATIVE_INFINITY;
      for (let y = 0; y < LABELS; y++) if (y !== own && (emissions[at + y] ?? 0) > rival) rival = emissions[at + y] ?? 0;
      least = Math.min(least, (emissions[at + own] ?? 0) - rival);
    }
    return 1 / (1 + Math.exp(-least / this.model.scale - 0.5));
  }
}
