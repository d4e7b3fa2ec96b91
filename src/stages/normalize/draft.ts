import type { Edit } from "../../text/edits.ts";
import { KIND, Kind } from "../../text/kinds.ts";

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

/** Kinds of blanks, for `find`. */
export const BLANKS: number = (1 << Kind.space) | (1 << Kind.ideographicSpace);

const GONE = 0x80;
const RULE_MASK = 0x7f;
/** Blocks up to this length share their arrays from one to the next, in UTF-16 units. */
const LONGEST_SHARED = 4096;

/**
 * A block while several rules work on it: each unit is as it was, replaced by another unit, or gone.
 * No rule of this stage makes text longer, so that offsets stay those of the block as it came.
 * One object serves block after block: most are short, and arrays cost more than what is done with them.
 */
export class Draft {
  text = "";
  length = 0;
  /** False until a rule changed something since it was set so. */
  changed = false;
  #units: Uint16Array;
  /** The rule that changed each unit, and whether it is gone. */
  #marks: Uint8Array;
  readonly #sharedUnits = new Uint16Array(LONGEST_SHARED);
  readonly #sharedMarks = new Uint8Array(LONGEST_SHARED);
  /** Places that were changed lie between these. */
  #first = 0;
  #last = -1;

  constructor() {
    this.#units = this.#sharedUnits;
    this.#marks = this.#sharedMarks;
  }

  /** Begins with another block. */
  load(text: string): void {
    const { length } = text;
    this.text = text;
    this.length = length;
    this.changed = false;
    this.#first = length;
    this.#last = -1;
    const isShort = length <= LONGEST_SHARED;
    this.#units = isShort ? this.#sharedUnits : new Uint16Array(length);
    this.#marks = isShort ? this.#sharedMarks : new Uint8Array(length);
    if (isShort) this.#marks.fill(0, 0, length);
    const units = this.#units;
    for (let i = 0; i < length; i++) units[i] = text.charCodeAt(i);
  }

  /** The unit at a place as it stands now; 0 outside the block. */
  unit(i: number): number {
    return i >= 0 && i < this.length ? (this.#units[i] as number) : 0;
  }

  /** The kind (`Kind`) of the unit at a place; `other` outside the block. */
  kind(i: number): number {
    return i >= 0 && i < this.length ? (KIND[this.#units[i] as number] as number) : Kind.other;
  }

  isGone(i: number): boolean {
    return i >= 0 && i < this.length && ((this.#marks[i] as number) & GONE) !== 0;
  }

  /**
   * The first place from `from` on that is not gone and whose kind is one of some; `length` when there is none.
   *
   * @param kinds a bit (1 << kind) for each
   */
  find(from: number, kinds: number): number {
    const { length } = this;
    const units = this.#units;
    const marks = this.#marks;
    let i = from;
    while (i < length && (((1 << (KIND[units[i] as number] as number)) & kinds) === 0 || ((marks[i] as number) & GONE) !== 0)) i++;
    return i;
  }

  /** The first blank from `from` on that is not gone; `length` when there is none. */
  nextBlank(from: number): number {
    return this.find(from, BLANKS);
  }

  /** The nearest place before `i` that is not gone; -1 when there is none. */
  before(i: number): number {
    let place = i - 1;
    while (place >= 0 && this.isGone(place)) place--;
    return place;
  }

  /** The nearest place after `i` that is not gone; `length` when there is none. */
  after(i: number): number {
    let place = i + 1;
    while (place < this.length && this.isGone(place)) place++;
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
    this.#mark(i, rule | ((this.#marks[i] as number) & GONE));
  }

  remove(i: number, rule: RuleNumber): void {
    if (!this.isGone(i)) this.#mark(i, rule | GONE);
  }

  #mark(i: number, mark: number): void {
    this.#marks[i] = mark;
    this.changed = true;
    if (i < this.#first) this.#first = i;
    if (i > this.#last) this.#last = i;
  }

  /** What was done, in offsets of the block; neighbouring changes of one rule are one edit. */
  edits(): Edit[] {
    const edits: Edit[] = [];
    for (let start = this.#first; start <= this.#last; ) {
      const rule = (this.#marks[start] as number) & RULE_MASK;
      let end = start + 1;
      if (rule !== 0) {
        while (end <= this.#last && ((this.#marks[end] as number) & RULE_MASK) === rule) end++;
        const after = this.#written(start, end);
        if (after !== this.text.slice(start, end)) edits.push({ start, end, rule: RULES[rule] as string, after });
      }
      start = end;
    }
    return edits;
  }

  #written(start: number, end: number): string {
    let written = "";
    for (let i = start; i < end; i++) if (!this.isGone(i)) written += String.fromCharCode(this.#units[i] as number);
    return written;
  }
}

function isBlankKind(kind: number): boolean {
  return kind === Kind.space || kind === Kind.ideographicSpace;
}
