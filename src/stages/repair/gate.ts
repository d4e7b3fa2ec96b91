import { prepareTables } from "../../data/prepare.ts";
import { isAsciiLetter } from "../../text/hanzi.ts";
import { mayBeUtf8, utf8Traits } from "./double-byte-codec.ts";
import type { RepairTables } from "./model.ts";
import { CLOSER_LOOK, MAY_FOLLOW, makeSieve, SORT_BITS, SORT_MASK, SORT_PAIRS, type UnitTraits, unitsOf } from "./sieve.ts";

/** What one look at a line says may be wrong with it; each bit opens one expensive rule. */
export const SUSPECT = {
  latin: 1,
  rare: 2,
  lost: 4,
  entity: 8,
  pinyin: 16,
  question: 32,
  invisible: 64,
  doubled: 128,
  homoglyph: 256,
  space: 512,
  repeat: 1024,
  traditional: 2048,
  simplified: 4096,
  strange: 8192,
} as const;

// Kinds of units in the gate's table, low five bits; the rest are scripts.
const EDGE_CLOSING = 1;
const EDGE_OPENING = 2;
const EDGE_MARK = 4;
const PLAIN = 0;
const KIND_ASCII = 1;
/** From here on the neighbours are looked at. */
const KIND_LATIN = 2;
const KIND_INVISIBLE = 11;
const KIND_LOST = 3;
const KIND_AMPERSAND = 4;
const KIND_PAREN = 5;
const KIND_QUESTION = 6;
const KIND_MARK = 7;
const KIND_LOOKALIKE = 8;
const KIND_SPACE = 9;
const KIND_LETTER = 10;
const KIND_PRIVATE = 12;
const KIND_MASK = 31;
const SIMPLIFIED_BIT = 64;
const TRADITIONAL_BIT = 128;

/** Three neighbouring characters whose mean unigram probability is below e^-9.4 (in steps of 1/16 nat, summed); opens the codec rules. */
const COST_MASK = 255;
const RARE_SUM = Math.round(9.4 * 16 * 3);
/** One in so many windows is rare: the whole line may be in another codec. */
const STRANGE_SHARE = 4;
const REPEAT_MIN = 6;
const REPEAT_MAX = 40;
const GRAM_SLOTS = 4096;

/** Format characters and controls that no reader sees. U+200C, U+200D, U+200E and U+200F have uses; invisible.ts looks at their neighbours. */
export function isInvisibleUnit(unit: number): boolean {
  return (
    (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) ||
    (unit >= 0x7f && unit <= 0x9f) ||
    unit === 0xad ||
    unit === 0x61c ||
    unit === 0x180e ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    unit === 0xfeff ||
    (unit >= 0xfff9 && unit <= 0xfffb)
  );
}

/** ，。、；：！？ and the half-width , ; : that may stand doubled. */
/** What a stray space stands before and behind; quote-spaces.ts looks closer. */
const SPACE_BEFORE = '，。、；：！？）》】」』〉”’"';
const SPACE_BEHIND = '（《【「『〈“‘"';
const MARKS = ",;:，。、；：！？";
/** Marks that a swallowed byte may stand before. */
const SLIP_MARKS = "！!，,。、；;：:？?";
const LOST_UNITS = "\ufffd锟烫屯";

/** Looks at lines before anything else does, without allocating. */
export class Gate {
  readonly #kinds: Uint8Array;
  /** Bits of EDGE: what a unit means for a space or a `?` beside it. */
  readonly #edges: Uint8Array;
  readonly #sieve: Int16Array;
  readonly #grams = new Int32Array(GRAM_SLOTS).fill(-1_000_000);
  #base = 0;

  constructor(tables: RepairTables) {
    const { kinds, edges, sieve } = prepareTables("repair gate", () => {
      const made = { kinds: makeKinds(tables), edges: makeEdges() };
      return {
        ...made,
        sieve: makeSieve((unit) => traitsOf(unit, made.kinds[unit] as number, made.edges[unit] as number), tables.unitCosts),
      };
    });
    this.#kinds = kinds;
    this.#edges = edges;
    this.#sieve = sieve;
  }

  /** Offset of this line among all lines seen, so that no gram of another line is near. */
  #nextBase(): number {
    if (this.#base > 0x3fffffff) {
      this.#grams.fill(-1_000_000);
      this.#base = 0;
    }
    return this.#base;
  }

  /** Bits of SUSPECT; 0 = nothing to do. */
  scan(text: string): number {
    return this.scanUnits(text, unitsOf(text), 0);
  }

  /**
   * The same for a line that was laid out.
   *
   * @param start where it begins in `units`
   */
  scanUnits(text: string, units: Uint16Array, start: number): number {
    const sieve = this.#sieve;
    const grams = this.#grams;
    const shift = this.#nextBase() - start;
    const end = start + text.length;
    let found = 0;
    let previous = 0;
    let joined = 0;
    let wide = text.length;
    let windows = 0;
    let rare1 = 0;
    let rare2 = 0;
    let gram = 0;
    let repeat = 0;
    // No branch on what comes in no order: it would be guessed wrong as often as not.
    for (let i = start; i < end; i++) {
      const unit = units[i] as number;
      const entry = sieve[unit] as number;
      found |= SORT_PAIRS[((previous & SORT_MASK) << SORT_BITS) | (entry & SORT_MASK)] as number;
      joined |= (previous << 1) & entry;
      previous = entry;
      const cost = (entry >> SORT_BITS) & COST_MASK;
      if (entry >= 0) {
        windows -= (RARE_SUM - cost - rare1 - rare2) >> 31;
        rare2 = rare1;
        rare1 = cost;
      } else wide--; // ASCII
      // Grams of four units, hashed (eight bits a step, so that the fifth unit back has left): has the same one been seen 6 to 40 units before?
      gram = (gram << 8) ^ Math.imul(unit, 0x9e3779b1);
      const slot = gram >>> 20;
      const distance = shift + i - (grams[slot] as number);
      grams[slot] = shift + i;
      if (distance >= REPEAT_MIN && distance <= REPEAT_MAX && isRepeated(text, i - start - 3 - distance, distance)) repeat = SUSPECT.repeat;
    }
    this.#base = shift + end + REPEAT_MAX + 1;
    if ((found & CLOSER_LOOK) !== 0) found = this.#lookCloser(text);
    if (windows > 0) found |= windows * STRANGE_SHARE >= wide ? SUSPECT.rare | SUSPECT.strange : SUSPECT.rare;
    const isCodec = (found & SUSPECT.rare) !== 0 && (joined & MAY_FOLLOW) !== 0 && mayBeUtf8(units, start, end);
    return isCodec ? found | repeat : (found & ~SUSPECT.rare) | repeat;
  }

  /** What neighbours say of units that may be a trace of damage, and the scripts. */
  #lookCloser(text: string): number {
    const kinds = this.#kinds;
    const edges = this.#edges;
    let bits = 0;
    let scripts = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const kind = kinds[unit] as number;
      scripts |= kind;
      if ((kind & KIND_MASK) >= KIND_LATIN) bits |= look(kind & KIND_MASK, unit, text, i, edges);
    }
    if ((scripts & TRADITIONAL_BIT) !== 0) bits |= SUSPECT.traditional;
    if ((scripts & SIMPLIFIED_BIT) !== 0) bits |= SUSPECT.simplified;
    return bits;
  }
}

function makeKinds(tables: RepairTables): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x80; unit++) kinds[unit] = KIND_ASCII;
  for (let unit = 0x80; unit < 0x100; unit++) kinds[unit] = KIND_LATIN;
  for (const unit of [0xb0, 0xb7, 0xd7]) kinds[unit] = PLAIN;
  for (let unit = 0x370; unit < 0x530; unit++) kinds[unit] = KIND_LOOKALIKE;
  for (let unit = 0xe000; unit <= 0xf8ff; unit++) kinds[unit] = KIND_PRIVATE;
  for (let unit = 0; unit < 0x10000; unit++) if (isInvisibleUnit(unit)) kinds[unit] = KIND_INVISIBLE;
  for (const char of MARKS) kinds[char.charCodeAt(0)] = KIND_MARK;
  for (const char of LOST_UNITS) kinds[char.charCodeAt(0)] = KIND_LOST;
  for (const char of "lIoOｌＩｏＯ") kinds[char.charCodeAt(0)] = KIND_LETTER;
  kinds[0x26] = KIND_AMPERSAND;
  kinds[0x28] = KIND_PAREN;
  kinds[0xff08] = KIND_PAREN;
  kinds[0x3f] = KIND_QUESTION;
  for (const unit of [0x20, 0xa0, 0x3000, 0x2002, 0x2003, 0x2009]) kinds[unit] = KIND_SPACE;
  for (let unit = 0x3400; unit < 0xa000; unit++) if (tables.simplified[unit] !== 0) kinds[unit] = (kinds[unit] as number) | TRADITIONAL_BIT;
  for (const char of tables.simplifiedOnly) {
    const kind = kinds[char.charCodeAt(0)] as number;
    if ((kind & TRADITIONAL_BIT) === 0) kinds[char.charCodeAt(0)] = kind | SIMPLIFIED_BIT;
  }
  return kinds;
}

function traitsOf(unit: number, kindAndScripts: number, edge: number): UnitTraits {
  const kind = kindAndScripts & KIND_MASK;
  return {
    isTraditional: (kindAndScripts & TRADITIONAL_BIT) !== 0,
    isSimplified: (kindAndScripts & SIMPLIFIED_BIT) !== 0,
    isAlways: ALWAYS.includes(kind),
    isMark: kind === KIND_MARK,
    isQuestion: kind === KIND_QUESTION,
    isSpace: kind === KIND_SPACE,
    isParen: kind === KIND_PAREN,
    isLookalike: kind === KIND_LETTER,
    isLatin: kind === KIND_LATIN,
    isClosing: (edge & EDGE_CLOSING) !== 0,
    isOpening: (edge & EDGE_OPENING) !== 0,
    isEdge: (edge & EDGE_MARK) !== 0,
    ...utf8Traits(unit),
  };
}

const ALWAYS: readonly number[] = [KIND_INVISIBLE, KIND_PRIVATE, KIND_LOST, KIND_LOOKALIKE, KIND_AMPERSAND];

function makeEdges(): Uint8Array {
  const edges = new Uint8Array(0x10000);
  const add = (chars: string, bit: number): void => {
    for (let i = 0; i < chars.length; i++) edges[chars.charCodeAt(i)] = (edges[chars.charCodeAt(i)] as number) | bit;
  };
  add(SPACE_BEFORE, EDGE_CLOSING);
  add(SPACE_BEHIND, EDGE_OPENING);
  add(SLIP_MARKS, EDGE_MARK);
  return edges;
}

/** The unit of `length` units at `start` stands there twice in a row. */
function isRepeated(text: string, start: number, length: number): boolean {
  if (start < 0 || start + 2 * length > text.length) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(start + i) !== text.charCodeAt(start + length + i)) return false;
  return true;
}

/** Looks at the neighbours of a unit that may be a trace of damage. */
function look(kind: number, unit: number, text: string, i: number, edges: Uint8Array): number {
  const next = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
  const previous = i > 0 ? text.charCodeAt(i - 1) : 0;
  switch (kind) {
    case KIND_MARK:
      return next !== unit && ((edges[next] as number) & EDGE_MARK) === 0 ? 0 : SUSPECT.doubled;
    case KIND_SPACE:
      return ((edges[next] as number) & EDGE_CLOSING) + ((edges[previous] as number) & EDGE_OPENING) === 0 ? 0 : SUSPECT.space;
    case KIND_LATIN:
      return unit >= 0xa1 && next >= 0x80 && (next < 0x180 || next >= 0x2000) && next < 0x2123 ? SUSPECT.latin : 0;
    case KIND_INVISIBLE:
      return SUSPECT.invisible;
    case KIND_PRIVATE:
      return SUSPECT.invisible | SUSPECT.rare;
    case KIND_LOST:
      return unit === 0xfffd || next === unit || next === 0x65a4 ? SUSPECT.lost : 0;
    case KIND_LOOKALIKE:
      return SUSPECT.homoglyph;
    default:
      return lookAtAscii(kind, unit, next, previous, edges);
  }
}

function lookAtAscii(kind: number, unit: number, next: number, previous: number, edges: Uint8Array): number {
  switch (kind) {
    case KIND_AMPERSAND:
      return next === 0x23 || isAsciiLetter(next) ? SUSPECT.entity : 0;
    case KIND_PAREN:
      return isPinyinLetter(next) && previous >= 0x3400 ? SUSPECT.pinyin : 0;
    case KIND_QUESTION:
      return isPinyinLetter(next) || ((edges[next] as number) & EDGE_MARK) !== 0 ? SUSPECT.question : 0;
    case KIND_LETTER:
      return lookAtLetter(unit, next, previous);
    default:
      return 0;
  }
}

function isPinyinLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xe0 && unit < 0x250);
}

/** l after A, and letters that look like digits beside digits; full-width ones too. */
function lookAtLetter(unit: number, next: number, previous: number): number {
  if ((unit === 0x6c && previous === 0x41) || (unit === 0xff4c && previous === 0xff21)) return SUSPECT.homoglyph;
  return isDigit(previous) || isDigit(next) ? SUSPECT.homoglyph : 0;
}

function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19);
}
