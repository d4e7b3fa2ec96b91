// Repeats of sure names where the model saw nothing: all names of a document are looked for in one pass over its text.
import type { EntityType } from "../../pipeline/document.ts";
import { isAsciiDigit } from "../../text/hanzi.ts";
import { unitAt } from "../../text/word-lists.ts";
import { isLatinUnit } from "./classes.ts";
import { createDraft, type Draft, FreePlaces } from "./mentions.ts";

/** Names that are looked for, at most; the first ones of a document. */
const MOST_NAMES = 256;
/** One mention adds two names at most. */
const CAPACITY = MOST_NAMES + 1;
/** Buckets of names by their first two units; a power of two. */
const BUCKET_BITS = 12;
const NONE = -1;

/** Looks for names in a text. Its arrays are reused from document to document. */
export class NameSearch {
  private count = 0;
  private readonly names: string[] = [];
  private readonly types: EntityType[] = [];
  private readonly scores: Float64Array = new Float64Array(CAPACITY);
  /** The first two units of each name. */
  private readonly pairs: Int32Array = new Int32Array(CAPACITY);
  /** Offset behind the last place at which each name stood. */
  private readonly behind: Int32Array = new Int32Array(CAPACITY);
  /** First name of each bucket, and the next one for each name: longer names first. */
  private readonly heads: Int16Array = new Int16Array(1 << BUCKET_BITS).fill(NONE);
  private readonly following: Int16Array = new Int16Array(CAPACITY);
  /** One bit a bucket, set where it has a name: a search looks at 8 lines of the processor's cache instead of 128. */
  private readonly filled: Int32Array = new Int32Array((1 << BUCKET_BITS) >> 5);

  get isFull(): boolean {
    return this.count >= MOST_NAMES;
  }

  /** Adds a name of two units or more, unless it is there already. */
  add(name: string, type: EntityType, score: number): void {
    const { names, heads, following, count } = this;
    const pair = pairOf(name.charCodeAt(0), name.charCodeAt(1));
    let before = NONE;
    let after = heads[bucketOf(pair)] as number;
    while (after !== NONE && (names[after] as string).length >= name.length) {
      if (names[after] === name) return;
      before = after;
      after = following[after] as number;
    }
    if (before === NONE) {
      const bucket = bucketOf(pair);
      heads[bucket] = count;
      this.filled[bucket >> 5] = (this.filled[bucket >> 5] as number) | (1 << (bucket & 31));
    } else following[before] = count;
    following[count] = after;
    names.push(name);
    this.types.push(type);
    this.scores[count] = score;
    this.pairs[count] = pair;
    this.behind[count] = 0;
    this.count++;
  }

  /**
   * The places of the names among mentions, and forgets the names.
   *
   * @param units of the text
   * @param mentions sorted and disjoint
   * @returns sorted, disjoint from each other and from the mentions; at one place the longest name that is free there
   */
  search(text: string, units: Uint16Array, mentions: readonly Draft[]): Draft[] {
    const found: Draft[] = [];
    if (this.count === 0) return found;
    const { heads, filled } = this;
    const free = new FreePlaces(mentions);
    const last = text.length - 1;
    let unit = units[0] as number;
    for (let at = 0; at < last; at++) {
      const next = units[at + 1] as number;
      const pair = pairOf(unit, next);
      unit = next;
      const bucket = bucketOf(pair);
      if ((((filled[bucket >> 5] as number) >> (bucket & 31)) & 1) === 1) this.meet(text, at, pair, heads[bucket] as number, free, found);
    }
    this.clear();
    return found;
  }

  /** Takes the names of a bucket, from `name` on, that stand at an offset. */
  private meet(text: string, at: number, pair: number, name: number, free: FreePlaces, found: Draft[]): void {
    const { pairs, behind, names } = this;
    for (let k = name; k !== NONE; k = this.following[k] as number) {
      if (pairs[k] !== pair || (behind[k] as number) > at || !text.startsWith(names[k] as string, at)) continue;
      const end = at + (names[k] as string).length;
      behind[k] = end;
      if (isWhole(text, at, end) && free.take(at, end))
        found.push(createDraft(text, at, end, this.types[k] as EntityType, null, (this.scores[k] as number) * 0.9));
    }
  }

  private clear(): void {
    for (let k = 0; k < this.count; k++) this.heads[bucketOf(this.pairs[k] as number)] = NONE;
    this.filled.fill(0);
    this.names.length = 0;
    this.types.length = 0;
    this.count = 0;
  }
}

function pairOf(first: number, second: number): number {
  return (first << 16) | second;
}

/** Multiplicative hash (Knuth). */
function bucketOf(pair: number): number {
  return Math.imul(pair, 0x9e3779b1) >>> (32 - BUCKET_BITS);
}

/** No letter or digit goes on before or behind a Latin name. */
function isWhole(text: string, start: number, end: number): boolean {
  return !(joins(text, start) && joins(text, start - 1)) && !(joins(text, end - 1) && joins(text, end));
}

function joins(text: string, at: number): boolean {
  const unit = unitAt(text, at);
  return isLatinUnit(unit) || isAsciiDigit(unit) || unit === 0xb7;
}
