/** Counts of the Chinese, Japanese and Korean models: how kinds of characters follow one another, and characters within a kind. */
import { COSTED_COUNT, COSTED_RANGES, HAN, HANGUL, KINDS, kindOf, OTHER, UNITS_PER_BIT } from "../../stages/decode/classes.ts";
import type { Genre } from "./decode-text.ts";

/** Weighted counts of one language. */
export interface Counts {
  /** `transitions[previous * KINDS + kind]` */
  readonly transitions: Float64Array;
  readonly characters: Map<number, number>;
}

export function count(genres: readonly Genre[]): Counts {
  const transitions = new Float64Array(KINDS * KINDS);
  const characters = new Map<number, number>();
  for (const { lines, weight } of genres) {
    for (const line of lines) {
      let previous = 0;
      for (const character of line) {
        const code = character.codePointAt(0) as number;
        const kind = kindOf(code);
        transitions[previous * KINDS + kind] = (transitions[previous * KINDS + kind] as number) + weight;
        if (code >= 0x80) characters.set(code, (characters.get(code) ?? 0) + weight);
        previous = kind;
      }
      transitions[previous * KINDS] = (transitions[previous * KINDS] as number) + weight;
    }
  }
  return { transitions, characters };
}

/** Rounds a probability to units of 1/8 bit in a byte. */
export function toCost(probability: number): number {
  return Math.max(0, Math.min(255, Math.round(-Math.log2(probability) * UNITS_PER_BIT)));
}

/** Share of a row that is spread evenly, since no training text has markup, tables or addresses between its characters. */
const TRANSITION_SMOOTHING = 0.06;

export function transitionCosts(counts: Counts): Uint8Array {
  const costs = new Uint8Array(KINDS * KINDS);
  for (let previous = 0; previous < KINDS; previous++) {
    const row = counts.transitions.subarray(previous * KINDS, (previous + 1) * KINDS);
    const sum = row.reduce((total, value) => total + value, 0) + 20;
    row.forEach((value, kind) => {
      const even = kind === OTHER || kind > HANGUL ? 0.02 : 0.1;
      const share = (value + 20 * even) / sum;
      costs[previous * KINDS + kind] = toCost((1 - TRANSITION_SMOOTHING) * share + TRANSITION_SMOOTHING * even);
    });
  }
  return costs;
}

/** A set of characters over which a share of the probability is spread evenly. */
export interface Backoff {
  readonly share: number;
  readonly characters: ReadonlySet<number>;
}

/**
 * Costs of the characters of `COSTED_RANGES` within their kinds.
 *
 * @param mixture other languages' counts, with the share of the probability that they get
 * @param backoffs for Han: sets from common to rare (levels of the standards), so that an unseen character of a common set stays cheap
 */
export function characterCosts(own: Counts, mixture: readonly (readonly [Counts, number])[], backoffs: readonly Backoff[]): Uint8Array {
  const ownShare = 1 - mixture.reduce((sum, [, share]) => sum + share, 0);
  const sources = [[own, ownShare] as const, ...mixture].map(([counts, share]) => ({ counts, share, totals: totalsByKind(counts) }));
  const sizes = sizesByKind();
  const backoffShare = backoffs.reduce((sum, { share }) => sum + share, 0);
  const probabilityOf = (code: number): number => {
    const kind = kindOf(code);
    let seen = 0;
    for (const { counts, share, totals } of sources) {
      seen += (share * (counts.characters.get(code) ?? 0)) / Math.max(totals[kind] as number, 1);
    }
    if (kind !== HAN) {
      const evenly = sources.some(({ totals }) => (totals[kind] as number) > 0) ? 0.02 : 1;
      return (1 - evenly) * seen + evenly / (sizes[kind] as number);
    }
    let rare = 0;
    for (const { share, characters } of backoffs) if (characters.has(code)) rare += share / characters.size;
    return (1 - backoffShare) * seen + rare;
  };
  const costs = new Uint8Array(COSTED_COUNT);
  let index = 0;
  for (const [first, last] of COSTED_RANGES) {
    for (let code = first; code <= last; code++) costs[index++] = toCost(Math.max(probabilityOf(code), 1e-9));
  }
  return costs;
}

function totalsByKind(counts: Counts): Float64Array {
  const totals = new Float64Array(KINDS);
  for (const [code, value] of counts.characters) {
    const kind = kindOf(code);
    totals[kind] = (totals[kind] as number) + value;
  }
  return totals;
}

function sizesByKind(): Float64Array {
  const sizes = new Float64Array(KINDS);
  for (const [first, last] of COSTED_RANGES) {
    for (let code = first; code <= last; code++) sizes[kindOf(code)] = (sizes[kindOf(code)] as number) + 1;
  }
  return sizes;
}
