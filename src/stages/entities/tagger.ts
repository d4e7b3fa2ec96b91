import type { EntityType } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { CLASS } from "./classes.ts";
import { computeFeatures, createFeatureSpace, type FeatureSpace, prepareFeatures } from "./features.ts";
import { createGateScores, openGate } from "./gate.ts";
import { ROW } from "./kernel.ts";
import { TAGGED_TYPES } from "./labels.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Model } from "./model.ts";
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

/** Mentions less sure than this are left out: more of them are wrong than right. Measured: test/ablations.md. */
const LEAST_SCORE = 0.16;

/** Longer runs are no names (one token may be a word of thousands of letters). In UTF-16 units. */
const LONGEST_NAME = 200;

/** Full stops, commas and the like: outside without a look (one name in 500 of the training data holds one). */
function isPause(kind: number): boolean {
  return kind === CLASS.stop || kind === CLASS.comma || kind === CLASS.listComma;
}

/** Tags texts with names by a model. */
export class Tagger {
  private readonly lexicon: Lexicon;
  private readonly model: Model;
  private readonly tokens: Tokens = createTokens();
  private readonly space: FeatureSpace;
  private readonly decoder: Decoder;
  private readonly gateScores: Int32Array = createGateScores(MAX_TOKENS);
  /** 1 for the tokens that are looked at. */
  private readonly open: Uint8Array = new Uint8Array(MAX_TOKENS);
  /** 1 for the tokens of clauses that hold such. */
  private readonly wanted: Uint8Array = new Uint8Array(MAX_TOKENS + 1);

  constructor(lexicon: Lexicon, model: Model) {
    this.lexicon = lexicon;
    this.model = model;
    this.space = createFeatureSpace(MAX_TOKENS, model.kernel.hashes);
    this.decoder = new Decoder(MAX_TOKENS, model.kernel.emissions, model.transitions);
  }

  /** Adds the mentions of `text` between two offsets to `found`. */
  tag(text: string, start: number, end: number, found: TaggedMention[]): void {
    const { tokens, model, open } = this;
    let at = start;
    while (at < end) {
      at = tokenize(text, at, end, tokens, true);
      if (tokens.count === 0 || !openGate(model.gate, tokens, this.gateScores, open)) continue;
      this.markClauses();
      prepareFeatures(this.lexicon, tokens, this.space, this.wanted);
      this.weigh();
      this.decode(found);
    }
  }

  /** Marks the clauses that have tokens to look at; pauses are none of them. */
  private markClauses(): void {
    const { tokens, open, wanted } = this;
    const { kind, count } = tokens;
    for (let i = 0; i < count; i++) {
      const first = i;
      let any = 0;
      for (; i < count && !isPause(kind[i] as number); i++) any |= open[i] as number;
      if (i < count) open[i] = 0;
      wanted.fill(any, first, i + 1);
    }
  }

  /** Emissions of the tokens that are looked at. */
  private weigh(): void {
    const { tokens, space, open } = this;
    const { kernel } = this.model;
    let chosen = 0;
    for (let i = 0; i < tokens.count; i++) {
      if (open[i] === 0) continue;
      computeFeatures(tokens, space, i);
      kernel.chosen[chosen++] = i;
    }
    kernel.weigh(chosen);
  }

  /** Labels each run of tokens that are looked at. */
  private decode(found: TaggedMention[]): void {
    const { tokens, model, open, decoder } = this;
    const { count } = tokens;
    const bias = Math.round(BIAS * model.scale);
    for (let i = 0; i < count; i++) {
      if (open[i] === 0) continue;
      const first = i;
      while (i < count && open[i] === 1) i++;
      decoder.decode(first, i, count, bias);
      this.collect(first, i, found);
    }
  }

  private collect(from: number, to: number, found: TaggedMention[]): void {
    const { tokens, decoder } = this;
    for (let i = from; i < to; i++) {
      const label = decoder.labels[i] ?? 0;
      if (label === 0) continue;
      let last = i;
      while (last + 1 < to && (((decoder.labels[last] ?? 0) - 1) & 3) < 2) last++;
      const type = TAGGED_TYPES[(label - 1) >> 2];
      const [start, end, score] = [tokens.start[i] ?? 0, tokens.end[last] ?? 0, this.score(i, last)];
      if (type !== undefined && score >= LEAST_SCORE && end - start <= LONGEST_NAME) found.push({ start, end, type, score });
      i = last;
    }
  }

  /** How sure the tokens are of their labels: the logistic function of the smallest lead over "outside" or another label. */
  private score(first: number, last: number): number {
    const { emissions, labels } = this.decoder;
    let least = Number.POSITIVE_INFINITY;
    for (let i = first; i <= last; i++) {
      const at = i * ROW - 1;
      const own = labels[i] ?? 0;
      let rival = 0;
      for (let y = 1; y <= ROW; y++) if (y !== own && (emissions[at + y] ?? 0) > rival) rival = emissions[at + y] ?? 0;
      least = Math.min(least, (emissions[at + own] ?? 0) - rival);
    }
    return 1 / (1 + Math.exp(-least / this.model.scale - 0.5));
  }
}
