// Best label sequence (Viterbi) with the tied transitions of labels.ts, in integers.
import { END_AT, INSIDE_AT, KINDS, LABELS, START_AT } from "./labels.ts";

const TYPES = KINDS - 1;
const LOWEST = -0x3fffffff;
/** More than two transitions can make up for, in the unit of the weights (127 is the largest weight of a feature). */
const HOPELESS = 700;

/** Work space for `capacity` tokens. */
export class Decoder {
  readonly emissions: Int32Array;
  /** 1 for tokens that are known to be outside any mention; set before `decode`. */
  readonly outside: Uint8Array;
  /** The labels found. */
  readonly labels: Uint8Array;
  private readonly back: Uint8Array;
  private before: Int32Array = new Int32Array(LABELS);
  private here: Int32Array = new Int32Array(LABELS);
  private readonly out: Int32Array = new Int32Array(KINDS);
  private readonly outLabel: Uint8Array = new Uint8Array(KINDS);
  private readonly into: Int32Array = new Int32Array(KINDS);
  private readonly intoLabel: Uint8Array = new Uint8Array(KINDS);

  constructor(capacity: number) {
    this.emissions = new Int32Array(capacity * LABELS);
    this.labels = new Uint8Array(capacity);
    this.outside = new Uint8Array(capacity);
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
      if (this.outside[i] === 1) this.stayOutside(i * LABELS, transitions, bias);
      else {
        if (this.outside[i - 1] === 1) this.enterFromOutside(transitions);
        else this.enterFromAny(transitions);
        this.enter(i * LABELS, transitions, bias);
      }
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

  /** The token can only be outside: all other labels become impossible. */
  private stayOutside(at: number, transitions: Int32Array, bias: number): void {
    const { here, out, outLabel, emissions, back } = this;
    let best = LOWEST;
    let from = 0;
    for (let t = 0; t < KINDS; t++) {
      const value = (out[t] as number) + (transitions[t * KINDS] as number);
      if (value > best) {
        best = value;
        from = t;
      }
    }
    here.fill(LOWEST);
    here[0] = best + (emissions[at] as number) - bias;
    back[at] = outLabel[from] as number;
  }

  /** Best way into each type when the token before is outside. */
  private enterFromOutside(transitions: Int32Array): void {
    const { into, intoLabel, out } = this;
    const base = out[0] as number;
    for (let u = 0; u < KINDS; u++) {
      into[u] = base + (transitions[u] as number);
      intoLabel[u] = 0;
    }
  }

  private enterFromAny(transitions: Int32Array): void {
    const { into, intoLabel, out, outLabel } = this;
    const base = out[0] as number;
    for (let u = 0; u < KINDS; u++) {
      into[u] = base + (transitions[u] as number);
      intoLabel[u] = 0;
    }
    for (let t = 1; t < KINDS; t++) {
      const left = out[t] as number;
      // A mention that is far behind "outside" already is never the best way on: transitions are smaller than this.
      if (left < base - HOPELESS) continue;
      const label = outLabel[t] as number;
      for (let u = 0, m = t * KINDS; u < KINDS; u++, m++) {
        const value = left + (transitions[m] as number);
        if (value > (into[u] as number)) {
          into[u] = value;
          intoLabel[u] = label;
        }
      }
    }
  }

  private enter(at: number, transitions: Int32Array, bias: number): void {
    const { before, here, into, intoLabel, emissions, back } = this;
    for (let u = 0; u < KINDS; u++) {
      const best = into[u] as number;
      const label = intoLabel[u] as number;
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
