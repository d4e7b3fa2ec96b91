// Forward-backward over one sentence, in scaled probabilities (Rabiner 1989), with the tied transitions of labels.ts.
import { END_AT, INSIDE_AT, KINDS, LABELS, START_AT, TRANSITIONS } from "../../../stages/entities/labels.ts";

const TYPES = KINDS - 1;

/** Work space for sentences of up to `capacity` tokens. */
export class Lattice {
  readonly emission: Float64Array;
  readonly marginal: Float64Array;
  /** Expected uses of each transition weight. */
  readonly expected: Float64Array = new Float64Array(TRANSITIONS);
  private readonly potential: Float64Array;
  private readonly alpha: Float64Array;
  private readonly beta: Float64Array;
  private readonly out: Float64Array = new Float64Array(KINDS);
  private readonly into: Float64Array = new Float64Array(KINDS);
  private readonly moves: Float64Array = new Float64Array(TRANSITIONS);

  constructor(capacity: number) {
    this.emission = new Float64Array(capacity * LABELS);
    this.marginal = new Float64Array(capacity * LABELS);
    this.potential = new Float64Array(capacity * LABELS);
    this.alpha = new Float64Array(capacity * LABELS);
    this.beta = new Float64Array(capacity * LABELS);
  }

  /** Takes the transition weights; call before `run` whenever they changed. */
  setTransitions(weights: Float64Array): void {
    for (let i = 0; i < TRANSITIONS; i++) this.moves[i] = Math.exp(weights[i] ?? 0);
  }

  /**
   * Computes `marginal` and `expected` from `emission` (log scale).
   *
   * @param allowed 1 for the labels that a token may have, all when null
   */
  run(count: number, allowed: Uint8Array | null): void {
    this.exponentiate(count, allowed);
    this.forward(count);
    this.backward(count);
    this.expect(count);
  }

  private exponentiate(count: number, allowed: Uint8Array | null): void {
    const { emission, potential } = this;
    for (let i = 0; i < count; i++) {
      const at = i * LABELS;
      let best = Number.NEGATIVE_INFINITY;
      for (let y = 0; y < LABELS; y++) {
        const value = emission[at + y] as number;
        if (value > best && (allowed === null || allowed[at + y] === 1)) best = value;
      }
      for (let y = 0; y < LABELS; y++) {
        potential[at + y] = allowed === null || allowed[at + y] === 1 ? Math.exp(Math.max((emission[at + y] as number) - best, -60)) : 0;
      }
    }
  }

  private forward(count: number): void {
    const { potential, alpha, moves, out, into } = this;
    for (let y = 0; y < LABELS; y++) alpha[y] = 0;
    alpha[0] = (potential[0] as number) * (moves[START_AT] as number);
    for (let t = 0; t < TYPES; t++) {
      const y = 1 + 4 * t;
      alpha[y] = (potential[y] as number) * (moves[START_AT + t + 1] as number);
      alpha[y + 3] = (potential[y + 3] as number) * (moves[START_AT + t + 1] as number);
    }
    this.scale(alpha, 0);
    for (let i = 1; i < count; i++) {
      const at = i * LABELS;
      const before = at - LABELS;
      out[0] = alpha[before] as number;
      for (let t = 0; t < TYPES; t++) out[t + 1] = (alpha[before + 3 + 4 * t] as number) + (alpha[before + 4 + 4 * t] as number);
      for (let u = 0; u < KINDS; u++) {
        let sum = 0;
        for (let t = 0; t < KINDS; t++) sum += (out[t] as number) * (moves[t * KINDS + u] as number);
        into[u] = sum;
      }
      alpha[at] = (potential[at] as number) * (into[0] as number);
      for (let t = 0; t < TYPES; t++) {
        const y = at + 1 + 4 * t;
        const z = before + 1 + 4 * t;
        const m = INSIDE_AT + 4 * t;
        alpha[y] = (potential[y] as number) * (into[t + 1] as number);
        alpha[y + 1] =
          (potential[y + 1] as number) *
          ((alpha[z] as number) * (moves[m] as number) + (alpha[z + 1] as number) * (moves[m + 2] as number));
        alpha[y + 2] =
          (potential[y + 2] as number) *
          ((alpha[z] as number) * (moves[m + 1] as number) + (alpha[z + 1] as number) * (moves[m + 3] as number));
        alpha[y + 3] = (potential[y + 3] as number) * (into[t + 1] as number);
      }
      this.scale(alpha, at);
    }
  }

  private scale(values: Float64Array, at: number): void {
    let sum = 0;
    for (let y = 0; y < LABELS; y++) sum += values[at + y] as number;
    const factor = sum > 0 ? 1 / sum : 0;
    for (let y = 0; y < LABELS; y++) values[at + y] = (values[at + y] as number) * factor;
  }

  private backward(count: number): void {
    const { potential, beta, moves, out, into } = this;
    const last = (count - 1) * LABELS;
    for (let y = 0; y < LABELS; y++) beta[last + y] = 0;
    beta[last] = moves[END_AT] as number;
    for (let t = 0; t < TYPES; t++) {
      beta[last + 3 + 4 * t] = moves[END_AT + t + 1] as number;
      beta[last + 4 + 4 * t] = moves[END_AT + t + 1] as number;
    }
    this.scale(beta, last);
    for (let i = count - 2; i >= 0; i--) {
      const at = i * LABELS;
      const after = at + LABELS;
      into[0] = (potential[after] as number) * (beta[after] as number);
      for (let t = 0; t < TYPES; t++) {
        const y = after + 1 + 4 * t;
        into[t + 1] = (potential[y] as number) * (beta[y] as number) + (potential[y + 3] as number) * (beta[y + 3] as number);
      }
      for (let t = 0; t < KINDS; t++) {
        let sum = 0;
        for (let u = 0; u < KINDS; u++) sum += (into[u] as number) * (moves[t * KINDS + u] as number);
        out[t] = sum;
      }
      beta[at] = out[0] as number;
      for (let t = 0; t < TYPES; t++) {
        const y = at + 1 + 4 * t;
        const z = after + 1 + 4 * t;
        const m = INSIDE_AT + 4 * t;
        const middle = (potential[z + 1] as number) * (beta[z + 1] as number);
        const end = (potential[z + 2] as number) * (beta[z + 2] as number);
        beta[y] = middle * (moves[m] as number) + end * (moves[m + 1] as number);
        beta[y + 1] = middle * (moves[m + 2] as number) + end * (moves[m + 3] as number);
        beta[y + 2] = out[t + 1] as number;
        beta[y + 3] = out[t + 1] as number;
      }
      this.scale(beta, at);
    }
  }

  private expect(count: number): void {
    const { alpha, beta, marginal, expected, moves } = this;
    expected.fill(0);
    for (let i = 0; i < count; i++) {
      const at = i * LABELS;
      let sum = 0;
      for (let y = 0; y < LABELS; y++) sum += marginal[at + y] = (alpha[at + y] as number) * (beta[at + y] as number);
      const factor = sum > 0 ? 1 / sum : 0;
      for (let y = 0; y < LABELS; y++) marginal[at + y] = (marginal[at + y] as number) * factor;
      if (i > 0) this.expectMoves(at);
    }
    const last = (count - 1) * LABELS;
    expected[START_AT] = marginal[0] as number;
    expected[END_AT] = marginal[last] as number;
    for (let t = 0; t < TYPES; t++) {
      expected[START_AT + t + 1] = (marginal[1 + 4 * t] as number) + (marginal[4 + 4 * t] as number);
      expected[END_AT + t + 1] = (marginal[last + 3 + 4 * t] as number) + (marginal[last + 4 + 4 * t] as number);
    }
    void moves;
  }

  /** Adds the probabilities of the moves into the token at `at`. */
  private expectMoves(at: number): void {
    const { alpha, beta, potential, expected, moves, out, into } = this;
    const before = at - LABELS;
    out[0] = alpha[before] as number;
    into[0] = (potential[at] as number) * (beta[at] as number);
    for (let t = 0; t < TYPES; t++) {
      out[t + 1] = (alpha[before + 3 + 4 * t] as number) + (alpha[before + 4 + 4 * t] as number);
      const y = at + 1 + 4 * t;
      into[t + 1] = (potential[y] as number) * (beta[y] as number) + (potential[y + 3] as number) * (beta[y + 3] as number);
    }
    let sum = 0;
    for (let t = 0; t < KINDS; t++)
      for (let u = 0; u < KINDS; u++) sum += (out[t] as number) * (into[u] as number) * (moves[t * KINDS + u] as number);
    for (let t = 0; t < TYPES; t++) {
      const y = at + 1 + 4 * t;
      const z = before + 1 + 4 * t;
      const m = INSIDE_AT + 4 * t;
      const middle = (potential[y + 1] as number) * (beta[y + 1] as number);
      const end = (potential[y + 2] as number) * (beta[y + 2] as number);
      sum +=
        (alpha[z] as number) * (middle * (moves[m] as number) + end * (moves[m + 1] as number)) +
        (alpha[z + 1] as number) * (middle * (moves[m + 2] as number) + end * (moves[m + 3] as number));
    }
    const factor = sum > 0 ? 1 / sum : 0;
    for (let t = 0; t < KINDS; t++) {
      const scaled = (out[t] as number) * factor;
      if (scaled === 0) continue;
      for (let u = 0; u < KINDS; u++)
        expected[t * KINDS + u] = (expected[t * KINDS + u] as number) + scaled * (into[u] as number) * (moves[t * KINDS + u] as number);
    }
    for (let t = 0; t < TYPES; t++) {
      const y = at + 1 + 4 * t;
      const z = before + 1 + 4 * t;
      const m = INSIDE_AT + 4 * t;
      const middle = (potential[y + 1] as number) * (beta[y + 1] as number) * factor;
      const end = (potential[y + 2] as number) * (beta[y + 2] as number) * factor;
      expected[m] = (expected[m] as number) + (alpha[z] as number) * middle * (moves[m] as number);
      expected[m + 1] = (expected[m + 1] as number) + (alpha[z] as number) * end * (moves[m + 1] as number);
      expected[m + 2] = (expected[m + 2] as number) + (alpha[z + 1] as number) * middle * (moves[m + 2] as number);
      expected[m + 3] = (expected[m + 3] as number) + (alpha[z + 1] as number) * end * (moves[m + 3] as number);
    }
  }
}
