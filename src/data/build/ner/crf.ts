// The conditional random field in training: weights, and one step of FTRL-Proximal (McMahan et al. 2013) a sentence.
import { TEMPLATES } from "../../../stages/entities/kernel.ts";
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

/** Which labels a feature has weights for: those that it was seen with, as CRFsuite does. */
export interface Support {
  /** First weight of each feature, and one more. */
  readonly start: Int32Array;
  readonly label: Uint8Array;
}

/** The labels that each feature was seen with in the examples. */
export function collectSupport(examples: readonly Example[], features: number): Support {
  const low = new Uint32Array(features);
  const high = new Uint8Array(features);
  for (const { count, features: numbers, labels } of examples) {
    for (let i = 0; i < count; i++) {
      const label = labels[i] as number;
      for (let t = i * TEMPLATES; t < (i + 1) * TEMPLATES; t++) {
        const feature = numbers[t] as number;
        if (feature < 0) continue;
        if (label < 32) low[feature] = (low[feature] as number) | (1 << label);
        else high[feature] = 1;
      }
    }
  }
  const start = new Int32Array(features + 1);
  const label: number[] = [];
  for (let feature = 0; feature < features; feature++) {
    for (let y = 0; y < LABELS; y++) if (y < 32 ? ((low[feature] as number) >>> y) & 1 : high[feature]) label.push(y);
    start[feature + 1] = label.length;
  }
  return { start, label: Uint8Array.from(label) };
}

/** The example without a random part of its features. */
function thinOut(example: Example, dropout: number, random: () => number): Example {
  return { ...example, features: example.features.map((feature) => (random() < dropout ? -1 : feature)) };
}

/** β of FTRL. */
const START = 0.1;

/** Weights in training. */
export class Crf {
  readonly support: Support;
  readonly weights: Float32Array;
  readonly transitions: Float64Array = new Float64Array(TRANSITIONS);
  private readonly squares: Float32Array;
  private readonly sums: Float32Array;
  private readonly transitionSquares: Float64Array = new Float64Array(TRANSITIONS);
  private readonly free: Lattice;
  private readonly bound: Lattice;
  private readonly slopes: Float64Array = new Float64Array(LABELS);
  private readonly goldMoves: Float64Array = new Float64Array(TRANSITIONS);
  private readonly options: TrainingOptions;

  constructor(support: Support, capacity: number, options: TrainingOptions) {
    this.support = support;
    this.weights = new Float32Array(support.label.length);
    this.squares = new Float32Array(support.label.length);
    this.sums = new Float32Array(support.label.length);
    this.free = new Lattice(capacity);
    this.bound = new Lattice(capacity);
    this.options = options;
  }

  /** Adds up the weights of a sentence's features, times a factor. */
  emissions(example: Example, into: Float64Array, factor = 1): void {
    const { weights } = this;
    const { start, label } = this.support;
    into.fill(0, 0, example.count * LABELS);
    for (let i = 0; i < example.count; i++) {
      const at = i * LABELS;
      for (let t = i * TEMPLATES; t < (i + 1) * TEMPLATES; t++) {
        const feature = example.features[t] as number;
        if (feature < 0) continue;
        const end = start[feature + 1] as number;
        for (let w = start[feature] as number; w < end; w++) {
          const index = at + (label[w] as number);
          into[index] = (into[index] as number) + factor * (weights[w] as number);
        }
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
    const { slopes, free, bound } = this;
    const { start, label } = this.support;
    for (let i = 0; i < example.count; i++) {
      const at = i * LABELS;
      let largest = 0;
      for (let y = 0; y < LABELS; y++) {
        const wanted = example.allowed === null ? (example.labels[i] === y ? 1 : 0) : (bound.marginal[at + y] as number);
        const slope = wanted - (free.marginal[at + y] as number);
        slopes[y] = slope;
        largest = Math.max(largest, Math.abs(slope));
      }
      if (largest < LEAST_SLOPE) continue;
      for (let t = i * TEMPLATES; t < (i + 1) * TEMPLATES; t++) {
        const feature = example.features[t] as number;
        if (feature < 0) continue;
        const end = start[feature + 1] as number;
        for (let w = start[feature] as number; w < end; w++) this.step(w, slopes[label[w] as number] as number);
      }
    }
  }

  private step(w: number, slope: number): void {
    if (slope < LEAST_SLOPE && slope > -LEAST_SLOPE) return;
    const { weights, squares, sums } = this;
    const { rate, sparsity, decay } = this.options;
    const before = squares[w] as number;
    const square = before + slope * slope;
    squares[w] = square;
    const root = Math.sqrt(square);
    const sum = (sums[w] as number) + slope + ((root - Math.sqrt(before)) / rate) * (weights[w] as number);
    sums[w] = sum;
    weights[w] = (sum > sparsity ? sum - sparsity : sum < -sparsity ? sum + sparsity : 0) / ((START + root) / rate + decay);
  }

  private stepTransitions(wanted: Float64Array): void {
    for (let i = 0; i < TRANSITIONS; i++) {
      const slope = (wanted[i] as number) - (this.free.expected[i] as number);
      if (slope === 0) continue;
      const square = (this.transitionSquares[i] as number) + slope * slope;
      this.transitionSquares[i] = square;
      this.transitions[i] = (this.transitions[i] as number) + (this.options.rate * slope) / (Math.sqrt(square) + START);
    }
  }

  private countMoves(example: Example): void {
    const { goldMoves } = this;
    const { labels, count } = example;
    goldMoves.fill(0);
    const add = (move: number): void => {
      goldMoves[move] = (goldMoves[move] as number) + 1;
    };
    const kindOf = (label: number): number => (label === 0 ? 0 : ((label - 1) >> 2) + 1);
    add(START_AT + kindOf(labels[0] as number));
    add(END_AT + kindOf(labels[count - 1] as number));
    for (let i = 1; i < count; i++) {
      const before = labels[i - 1] as number;
      const here = labels[i] as number;
      const place = (before - 1) & 3;
      if (before !== 0 && place < 2) add(INSIDE_AT + 4 * (kindOf(before) - 1) + 2 * place + (((here - 1) & 3) - 1));
      else add(kindOf(before) * KINDS + kindOf(here));
    }
  }
}

/** Gradients below are not worth a step. */
const LEAST_SLOPE = 1e-3;
