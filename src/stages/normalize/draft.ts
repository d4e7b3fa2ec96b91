import type { Edit } from "../../text/edits.ts";
import { KIND, Kind } from "./classes.ts";

/** The rules of this stage, in the order of their numbers in a draft. */
export const RULES = [
  "",
  "full-width-latin",
  "compatibility-ideograph",
  "straight-quotes",
  "half-width-punctuation",
  "name-dot",
  "han-latin-spacing",
] as const;

export type RuleNumber = 1 | 2 | 3 | 4 | 5 | 6;
export const Rule = {
  fullWidthLatin: 1,
  compatibilityIdeograph: 2,
  straightQuotes: 3,
  halfWidthPunctuation: 4,
  nameDot: 5,
  hanLatinSpacing: 6,
} as const;

/**
 * A block while several rules work on it: each unit is as it was, replaced by another unit, or gone.
 * No rule of this stage makes text longer, so that offsets stay those of the block as it came.
 */
export class Draft {
  readonly text: string;
  readonly length: number;
  /** False until a rule changed something since the last `settle`. */
  changed = false;
  readonly #units: Uint16Array;
  readonly #rules: Uint8Array;
  readonly #gone: Uint8Array;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
    this.#units = new Uint16Array(text.length);
    for (let i = 0; i < text.length; i++) this.#units[i] = text.charCodeAt(i);
    this.#rules = new Uint8Array(text.length);
    this.#gone = new Uint8Array(text.length);
  }

  /** The unit at a place as it stands now; 0 outside the block. */
  unit(i: number): number {
    return this.#units[i] ?? 0;
  }

  /** The kind (`Kind`) of the unit at a place; `other` outside the block. */
  kind(i: number): number {
    return KIND[this.#units[i] ?? 0] as number;
  }

  isGone(i: number): boolean {
    return this.#gone[i] === 1;
  }

  /** The nearest place before `i` that is not gone; -1 when there is none. */
  before(i: number): number {
    let place = i - 1;
    while (place >= 0 && this.#gone[place] === 1) place--;
    return place;
  }

  /** The nearest place after `i` that is not gone; `length` when there is none. */
  after(i: number): number {
    let place = i + 1;
    while (place < this.length && this.#gone[place] === 1) place++;
    return place;
  }

  /** The same, blanks passed over. */
  visibleBefore(i: number): number {
    let place = this.before(i);
    while (place >= 0 && isBlankKind(this.kind(place))) place = this.before(place);
    return place;
  }

  visibleAfter(i: number): number {
    let place = this.after(i);
    while (place < this.length && isBlankKind(this.kind(place))) place = this.after(place);
    return place;
  }

  replace(i: number, unit: number, rule: RuleNumber): void {
    if (this.#units[i] === unit) return;
    this.#units[i] = unit;
    this.#rules[i] = rule;
    this.changed = true;
  }

  remove(i: number, rule: RuleNumber): void {
    if (this.#gone[i] === 1) return;
    this.#gone[i] = 1;
    this.#rules[i] = rule;
    this.changed = true;
  }

  /** What was done, in offsets of the block; neighbouring changes of one rule are one edit. */
  edits(): Edit[] {
    const edits: Edit[] = [];
    for (let start = 0; start < this.length; ) {
      const rule = this.#rules[start] as number;
      let end = start + 1;
      if (rule !== 0) {
        while (end < this.length && this.#rules[end] === rule) end++;
        const after = this.#written(start, end);
        if (after !== this.text.slice(start, end)) edits.push({ start, end, rule: RULES[rule] as string, after });
      }
      start = end;
    }
    return edits;
  }

  #written(start: number, end: number): string {
    let written = "";
    for (let i = start; i < end; i++) if (this.#gone[i] === 0) written += String.fromCharCode(this.#units[i] as number);
    return written;
  }
}

function isBlankKind(kind: number): boolean {
  return kind === Kind.space || kind === Kind.ideographicSpace;
}
