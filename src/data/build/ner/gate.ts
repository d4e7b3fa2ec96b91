// Trains the gate of the tagger: logistic regression (AdaGrad) on hashed units and pairs, from running text that the model has labelled
// and from the labelled sentences.
import { EDGE_ID, GATE_FEATURES, GATE_ROWS, gateFeatures } from "../../../stages/entities/gate.ts";
import { shuffle } from "./random.ts";

/** Weights of a gate as they are stored. */
export interface GateWeights {
  /** GATE_ROWS × 4. */
  readonly rows: Int8Array;
  readonly threshold: number;
}

/** A gate that lets all pass. */
export const OPEN_GATE: GateWeights = { rows: new Int8Array(GATE_ROWS * 4), threshold: -1 };

const EPOCHS = 3;
const RATE = 0.1;
/** How much more a token of a name counts than another. */
const POSITIVE = 4;
/** Gradients below are not worth a step. */
const LEAST = 2e-3;
/** Steps of the stored weights on the log scale. */
const SCALE = 16;

/** Ids of tokens and whether each is part of a name, piece by piece. */
export class GateExamples {
  private readonly ids: number[] = [EDGE_ID, EDGE_ID];
  private readonly inside: number[] = [OUT, OUT];

  /** Adds a piece. */
  add(id: Int32Array, inside: Uint8Array): void {
    for (const one of id) this.ids.push(one);
    for (const one of inside) this.inside.push(one);
    this.ids.push(EDGE_ID, EDGE_ID);
    this.inside.push(OUT, OUT);
  }

  /** Number of tokens and edges. */
  get length(): number {
    return this.ids.length;
  }

  /**
   * Learns the weights.
   *
   * @param threshold log-odds at or below which a token is turned away
   */
  train(threshold: number, random: () => number): GateWeights {
    const id = Int32Array.from(this.ids);
    const inside = Uint8Array.from(this.inside);
    const weights = new Float32Array(GATE_ROWS * 4);
    const squares = new Float32Array(weights.length).fill(0.1);
    const order = Int32Array.from(inside.keys()).filter((i) => inside[i] !== OUT);
    const into = new Int32Array(GATE_FEATURES);
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      shuffle(order, random);
      for (const i of order) {
        gateFeatures(id, i, into);
        let sum = 0;
        for (const w of into) sum += weights[w] as number;
        const wanted = inside[i] as number;
        const slope = (wanted === 1 ? POSITIVE : 1) * (wanted - 1 / (1 + Math.exp(-sum)));
        if (slope < LEAST && slope > -LEAST) continue;
        for (const w of into) {
          const square = (squares[w] as number) + slope * slope;
          squares[w] = square;
          weights[w] = (weights[w] as number) + (RATE * slope) / Math.sqrt(square);
        }
      }
    }
    const rows = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight * SCALE))));
    return { rows, threshold: Math.round(threshold * SCALE) };
  }
}

/** Mark of an edge in `inside`. */
const OUT = 2;
