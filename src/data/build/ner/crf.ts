// The conditional random field in training: weights, and one step of FTRL-Proximal (McMahan et al. 2013) a sentence.

import { TEMPLATES } from "../../../stages/entities/features.ts";
import { END_AT, INSIDE_AT, KINDS, LABELS, START_AT, TRANSITIONS } from "../../../stages/entities/labels.ts";
import { Lattice } from "./lattice.ts";

/** A sentence ready to be learnt. */
export interface Example {
  readonly count: number;
  /** Feature numbers, TEMPLATES a token; -1 where the feature is not in the model. */
  readonly features: Int32Array;
  readonly labels: Uint8Array;
  /** Labels that are possible where some types are unknown; null when `labels` says all. */
  readonly allowed: Uint8Array | null;
}

/** Knobs of the training. */
export interface TrainingOptions {
  readonly rate: number;
  /** L1: how far the gradients of a weight must add up before it leaves 0. */
  readonly sparsity: number;
  /** L2. */
  readonly decay: number;
  /** Chance that a feature of a token is left out in a step (dropout), so that no single feature carries a decision. */
  readonly dropout: number;
}

/** The example without a random part of its features. */
function thinOut(example: Example, dropout: number, random: () => number): Example {
  return { ...example, features: example.features.map((feature) => (random() < dropout ? -1 : feature)) };
}

/** β of FTRL. */
const START = 0.1;

/** Weights in training. */
export class Crf {
  readonly weights: Float32Array;
  readonly transitions: Float64Array = new Float64Array(TRANSITIONS);
  private readonly squares: Float32Array;
  private readonly sums: Float32Array;
  private readonly transitionSquares: Float64Array = new Float64Array(TRANSITIONS);
  private readonly free: Lattice;
  private readonly bound: Lattice;
  private readonly gradient: Float64Array = new Float64Array(LABELS);
  private readonly goldMoves: Float64Array = new Float64Array(TRANSITIONS);
  private readonly options: TrainingOptions;

  constructor(features: number, capacity: number, options: TrainingOptions) {
    this.weights = new Float32Array(features * LABELS);
    this.squares = new Float32Array(features * LABELS);
    this.sums = new Float32Array(features * LABELS);
    this.free = new Lattice(capacity);
    this.bound = new Lattice(capacity);
    this.options = options;
  }

  /** Adds up the weights of a sentence's features. */
  emissions(example: Example, into: Float64Array, factor = 1): void {
    const { weights } = this;
    for (let i = 0; i < example.count; i++) {
      const at = i * LABELS;
      for (let y = 0; y < LABELS; y++) into[at + y] = 0;
      for (let t = 0; t < TEMPLATES; t++) {
        const feature = example.features[i * TEMPLATES + t] as number;
        if (feature < 0) continue;
        const from = feature * LABELS;
        for (let y = 0; y < LABELS; y++) into[at + y] = (into[at + y] as number) + factor * (weights[from + y] as number);
      }
    }
  }

  /** One step uphill on the (marginal) log-likelihood of a sentence. */
  learn(whole: Example, random: () => number): void {
    const { free, bound } = this;
    const { dropout } = this.options;
    const example = dropout === 0 ? whole : thinOut(whole, dropout, random);
    this.emissions(example, free.emission, 1 / (1 - dropout));
    free.setTransitions(this.transitions);
    free.run(example.count, null);
    if (example.allowed !== null) {
      bound.emission.set(free.emission.subarray(0, example.count * LABELS));
      bound.setTransitions(this.transitions);
      bound.run(example.count, example.allowed);
    } else this.countMoves(example);
    this.stepFeatures(example);
    this.stepTransitions(example.allowed === null ? this.goldMoves : bound.expected);
  }

  private stepFeatures(example: Example): void {
    const { weights, squares, sums, gradient, free, bound } = this;
    const { rate, sparsity, decay } = this.options;
    const touched = new Uint8Array(LABELS);
    for (let i = 0; i < example.count; i++) {
      const at = i * LABELS;
      let many = 0;
      for (let y = 0; y < LABELS; y++) {
        const wanted = example.allowed === null ? (example.labels[i] === y ? 1 : 0) : (bound.marginal[at + y] as number);
        const slope = wanted - (free.marginal[at + y] as number);
        if (slope > 1e-3 || slope < -1e-3) {
          gradient[many] = slope;
          touched[many++] = y;
        }
      }
      if (many === 0) continue;
      for (let t = 0; t < TEMPLATES; t++) {
        const feature = example.features[i * TEMPLATES + t] as number;
        if (feature < 0) continue;
        const base = feature * LABELS;
        for (let k = 0; k < many; k++) {
          const slope = gradient[k] as number;
          const index = base + (touched[k] as number);
          const before = squares[index] as number;
          const square = before + slope * slope;
          squares[index] = square;
          const root = Math.sqrt(square);
          const sum = (sums[index] as number) + slope + ((root - Math.sqrt(before)) / rate) * (weights[index] as number);
          sums[index] = sum;
          weights[index] = (sum > sparsity ? sum - sparsity : sum < -sparsity ? sum + sparsity : 0) / ((START + root) / rate + decay);
        }
      }
    }
  }

  private stepTransitions(wanted: Float64Array): void {
    for (let i = 0; i < TRANSITIONS; i++) {
      const slope = (wanted[i] as number) - (this.free.expected[i] as number);
      if (slope === 0) continue;
      const square = (this.transitionSquares[i] as number) + slope * slope;
      this.transitionSquares[i] = square;
      this.transitions[i] = (this.transitions[i] as number) + (this.options.rate * slope) / (Math.sqrt(square) + 0.1);
    }
  }

  private countMoves(example: Example): void {
    const { goldMoves } = this;
    const { labels, count } = example;
    goldMoves.fill(0);
    const kindOf = (label: number): number => (label === 0 ? 0 : ((label - 1) >> 2) + 1);
    goldMoves[START_AT + kindOf(labels[0] as number)] = 1;
    goldMoves[END_AT + kindOf(labels[count - 1] as number)] = 1;
    for (let i = 1; i < count; i++) {
      const before = labels[i - 1] as number;
      const here = labels[i] as number;
      const place = (before - 1) & 3;
      if (before !== 0 && place < 2)
        goldMoves[INSIDE_AT + 4 * (kindOf(before) - 1) + 2 * place + (((here - 1) & 3) - 1)] =
          (goldMoves[INSIDE_AT + 4 * (kindOf(before) - 1) + 2 * place + (((here - 1) & 3) - 1)] as number) + 1;
      else goldMoves[kindOf(before) * KINDS + kindOf(here)] = (goldMoves[kindOf(before) * KINDS + kindOf(here)] as number) + 1;
    }
  }
}
