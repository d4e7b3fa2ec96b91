// Best label sequence (Viterbi) with the tied transitions of labels.ts, in integers.
import { END_AT, INSIDE_AT, KINDS, LABELS, START_AT } from "./labels.ts";

const TYPES = KINDS - 1;
const LOWEST = -0x3fffffff;

/** Work space for `capacity` tokens. */
export class Decoder {
  readonly emissions: Int32Array;
  /** The labels found. */
  readonly labels: Uint8Array;
  private readonly back: Uint8Array;
  private before: Int32Array = new Int32Array(LABELS);
  private here: Int32Array = new Int32Array(LABELS);
  private readonly out: Int32Array = new Int32Array(KINDS);
  private readonly outLabel: Uint8Array = new Uint8Array(KINDS);

  constructor(capacity: number) {
    this.emissions = new Int32Array(capacity * LABELS);
    this.labels = new Uint8Array(capacity);
    this.back = new Uint8Array(capacity * LABELS);
  }

  /**
   * Fills `labels` for the first `count` tokens of `emissions`.
   *
   * @param bias taken from the label "outside" of each token, in the unit of the weights: more mentions when above 0
   */
  decode(count: number, transitions: Int32Array, bias: number): void {
    this.begin(transitions, bias);
    for (let i = 1; i < count; i++) {
      this.leave();
      this.enter(i * LABELS, transitions, bias);
      const kept = this.before;
      this.before = this.here;
      this.here = kept;
    }
    this.trace(count, transitions);
  }

  private begin(transitions: Int32Array, bias: number): void {
    const { before, emissions } = this;
    before.fill(LOWEST);
    before[0] = (emissions[0] as number) + (transitions[START_AT] as number) - bias;
    for (let t = 0; t < TYPES; t++) {
      const y = 1 + 4 * t;
      const start = transitions[START_AT + t + 1] as number;
      before[y] = (emissions[y] as number) + start;
      before[y + 3] = (emissions[y + 3] as number) + start;
    }
  }

  /** Best way to be done with a mention of each type. */
  private leave(): void {
    const { before, out, outLabel } = this;
    out[0] = before[0] as number;
    outLabel[0] = 0;
    for (let t = 0; t < TYPES; t++) {
      const end = before[3 + 4 * t] as number;
      const single = before[4 + 4 * t] as number;
      out[t + 1] = end > single ? end : single;
      outLabel[t + 1] = end > single ? 3 + 4 * t : 4 + 4 * t;
    }
  }

  private enter(at: number, transitions: Int32Array, bias: number): void {
    const { before, here, out, outLabel, emissions, back } = this;
    for (let u = 0; u < KINDS; u++) {
      let best = LOWEST;
      let from = 0;
      for (let t = 0, m = u; t < KINDS; t++, m += KINDS) {
        const value = (out[t] as number) + (transitions[m] as number);
        if (value > best) {
          best = value;
          from = t;
        }
      }
      const label = outLabel[from] as number;
      if (u === 0) {
        here[0] = best + (emissions[at] as number) - bias;
        back[at] = label;
        continue;
      }
      const y = 4 * u - 3;
      here[y] = best + (emissions[at + y] as number);
      here[y + 3] = best + (emissions[at + y + 3] as number);
      back[at + y] = label;
      back[at + y + 3] = label;
      const m = INSIDE_AT + 4 * (u - 1);
      const begun = before[y] as number;
      const going = before[y + 1] as number;
      const onBegun = begun + (transitions[m] as number);
      const onGoing = going + (transitions[m + 2] as number);
      here[y + 1] = (onBegun > onGoing ? onBegun : onGoing) + (emissions[at + y + 1] as number);
      back[at + y + 1] = onBegun > onGoing ? y : y + 1;
      const endBegun = begun + (transitions[m + 1] as number);
      const endGoing = going + (transitions[m + 3] as number);
      here[y + 2] = (endBegun > endGoing ? endBegun : endGoing) + (emissions[at + y + 2] as number);
      back[at + y + 2] = endBegun > endGoing ? y : y + 1;
    }
  }

  private trace(count: number, transitions: Int32Array): void {
    const { before, back, labels } = this;
    let best = (before[0] as number) + (transitions[END_AT] as number);
    let label = 0;
    for (let t = 0; t < TYPES; t++) {
      for (const y of [3 + 4 * t, 4 + 4 * t]) {
        const value = (before[y] as number) + (transitions[END_AT + t + 1] as number);
        if (value > best) {
          best = value;
          label = y;
        }
      }
    }
    for (let i = count - 1; i >= 0; i--) {
      labels[i] = label;
      label = back[i * LABELS + label] as number;
    }
  }
}
