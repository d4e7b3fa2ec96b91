// Best label sequence (Viterbi) with the tied transitions of labels.ts, in integers.
import { ROW } from "./kernel.ts";
import { END_AT, INSIDE_AT, KINDS, LABELS, START_AT } from "./labels.ts";

const TYPES = KINDS - 1;
const LOWEST = -0x3fffffff;

/** Work space for `capacity` tokens. */
export class Decoder {
  /** ROW weights a token, of the labels from 1 on; that of label 0 is 0. */
  readonly emissions: Int16Array;
  /** The labels found. */
  readonly labels: Uint8Array;
  private readonly back: Uint8Array;
  private before: Int32Array = new Int32Array(LABELS);
  private here: Int32Array = new Int32Array(LABELS);
  private readonly out: Int32Array = new Int32Array(KINDS);
  private readonly outLabel: Uint8Array = new Uint8Array(KINDS);
  private readonly into: Int32Array = new Int32Array(KINDS);
  private readonly intoLabel: Uint8Array = new Uint8Array(KINDS);

  private readonly transitions: Int32Array;
  /** The most that entering a type from another type can be better than entering it from outside. */
  private readonly gain: number;

  /** @param emissions ROW weights a token; @param transitions see labels.ts */
  constructor(capacity: number, emissions: Int16Array, transitions: Int32Array) {
    this.emissions = emissions;
    this.transitions = transitions;
    const moves = Array.from(transitions.subarray(0, KINDS * KINDS));
    this.gain = Math.max(...moves.map((move, m) => move - (transitions[m % KINDS] as number)));
    this.labels = new Uint8Array(capacity);
    this.back = new Uint8Array(capacity * LABELS);
  }

  /**
   * Fills `labels` for the tokens from `first` to before `next` of `emissions`; the tokens on either side are outside any mention.
   *
   * @param count tokens of the piece: a run at its beginning or end gets the weights of that
   * @param bias taken from the label "outside" of each token, in the unit of the weights: more mentions when above 0
   */
  decode(first: number, next: number, count: number, bias: number): void {
    this.begin(first * ROW, first === 0 ? START_AT : 0, bias);
    for (let i = first + 1; i < next; i++) {
      this.leave();
      this.enterFromAny();
      this.enter(i, bias);
      const kept = this.before;
      this.before = this.here;
      this.here = kept;
    }
    this.trace(first, next, next === count);
  }

  /** @param entry where the weights of entering from outside, or of the first token, begin */
  private begin(at: number, entry: number, bias: number): void {
    const { before, emissions, transitions } = this;
    before.fill(LOWEST);
    before[0] = (transitions[entry] as number) - bias;
    for (let t = 0; t < TYPES; t++) {
      const y = 1 + 4 * t;
      const start = transitions[entry + t + 1] as number;
      before[y] = (emissions[at + y - 1] as number) + start;
      before[y + 3] = (emissions[at + y + 2] as number) + start;
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

  private enterFromAny(): void {
    const { into, intoLabel, out, outLabel, transitions, gain } = this;
    const base = out[0] as number;
    for (let u = 0; u < KINDS; u++) {
      into[u] = base + (transitions[u] as number);
      intoLabel[u] = 0;
    }
    for (let t = 1; t < KINDS; t++) {
      const left = out[t] as number;
      // A mention that is so far behind "outside" is never the best way on.
      if (left + gain <= base) continue;
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

  private enter(token: number, bias: number): void {
    const { before, here, into, intoLabel, emissions, back, transitions } = this;
    const to = token * LABELS;
    here[0] = (into[0] as number) - bias;
    back[to] = intoLabel[0] as number;
    for (let u = 1; u < KINDS; u++) {
      const best = into[u] as number;
      const label = intoLabel[u] as number;
      const y = 4 * u - 3;
      const at = token * ROW + y - 1;
      here[y] = best + (emissions[at] as number);
      here[y + 3] = best + (emissions[at + 3] as number);
      back[to + y] = label;
      back[to + y + 3] = label;
      const m = INSIDE_AT + 4 * (u - 1);
      const begun = before[y] as number;
      const going = before[y + 1] as number;
      const onBegun = begun + (transitions[m] as number);
      const onGoing = going + (transitions[m + 2] as number);
      here[y + 1] = (onBegun > onGoing ? onBegun : onGoing) + (emissions[at + 1] as number);
      back[to + y + 1] = onBegun > onGoing ? y : y + 1;
      const endBegun = begun + (transitions[m + 1] as number);
      const endGoing = going + (transitions[m + 3] as number);
      here[y + 2] = (endBegun > endGoing ? endBegun : endGoing) + (emissions[at + 2] as number);
      back[to + y + 2] = endBegun > endGoing ? y : y + 1;
    }
  }

  private trace(first: number, next: number, isEnd: boolean): void {
    const { before, back, labels, transitions } = this;
    const exit = (kind: number): number => transitions[isEnd ? END_AT + kind : kind * KINDS] as number;
    let best = (before[0] as number) + exit(0);
    let label = 0;
    for (let t = 0; t < TYPES; t++) {
      const move = exit(t + 1);
      for (let y = 3 + 4 * t; y < 5 + 4 * t; y++) {
        const value = (before[y] as number) + move;
        if (value > best) {
          best = value;
          label = y;
        }
      }
    }
    for (let i = next - 1; i >= first; i--) {
      labels[i] = label;
      label = back[i * LABELS + label] as number;
    }
  }
}
