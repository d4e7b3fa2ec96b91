import { prepareTables } from "../../data/prepare.ts";
import { Survey, TABLE, type Texts } from "../../text/survey.ts";
import { mayBeUtf8, utf8Traits } from "./double-byte-codec.ts";
import { isLookalike } from "./homoglyphs.ts";
import { Kind, look } from "./looks.ts";
import type { RepairTables } from "./model.ts";
import {
  ALWAYS_ENTRY,
  CLOSER_PAIRS,
  COST_MASK,
  LOOKALIKE_LETTERS,
  makeSieve,
  SIDE_SHIFT,
  SIMPLIFIED_ENTRY,
  TRADITIONAL_ENTRY,
  type UnitTraits,
  UTF8_PAIR,
} from "./sieve.ts";
import { SUSPECT } from "./suspects.ts";

// An entry of the table of kinds: one of Kind, and scripts.
const KIND_MASK = 31;
const SIMPLIFIED_BIT = 64;
const TRADITIONAL_BIT = 128;

/** Three neighbouring characters whose mean unigram probability is below e^-9.4 (in steps of 1/16 nat, summed); opens the codec rules. */
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

const MARKS = ",，。、；";
const LOST_UNITS = "\ufffd锟烫屯";
const SPACES: readonly number[] = [0x20, 0xa0, 0x3000, 0x2002, 0x2003, 0x2009];

/** Looks at lines before anything else does. */
export class Gate {
  readonly #kinds: Uint8Array;
  readonly #survey: Survey;
  readonly #grams = new Int32Array(GRAM_SLOTS).fill(-1_000_000);
  #base = 0;

  constructor(tables: RepairTables) {
    const { kinds, sieve } = prepareTables("repair gate", () => {
      const made = makeKinds(tables);
      return { kinds: made, sieve: makeSieve((unit) => traitsOf(unit, made[unit] as number), tables.unitCosts) };
    });
    this.#kinds = kinds;
    this.#survey = new Survey(TABLE.repair, sieve);
  }

  /** The places of the texts for which {@link scan} may have more than nothing and one script to say. */
  suspects(texts: Texts): readonly number[] {
    return this.#survey.sift(texts);
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
    const { entries } = this.#survey;
    const grams = this.#grams;
    const base = this.#nextBase();
    let pairs = 0;
    let all = 0;
    let before = 0;
    let wide = text.length;
    let windows = 0;
    let rare1 = 0;
    let rare2 = 0;
    let gram = 0;
    let repeat = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const entry = entries[unit] as number;
      pairs |= (before >>> SIDE_SHIFT) & entry;
      all |= entry;
      before = entry;
      if (entry >= 0) {
        const cost = entry & COST_MASK;
        windows -= (RARE_SUM - cost - rare1 - rare2) >> 31;
        rare2 = rare1;
        rare1 = cost;
      } else wide--; // ASCII
      // Grams of four units, hashed (eight bits a step, so that the fifth unit back has left): has the same one been seen 6 to 40 units before?
      gram = (gram << 8) ^ Math.imul(unit, 0x9e3779b1);
      const slot = gram >>> 20;
      const distance = base + i - (grams[slot] as number);
      grams[slot] = base + i;
      if (distance >= REPEAT_MIN && distance <= REPEAT_MAX && isRepeated(text, i - 3 - distance, distance)) repeat = SUSPECT.repeat;
    }
    this.#base = base + text.length + REPEAT_MAX + 1;
    let found =
      repeat | ((all & TRADITIONAL_ENTRY) !== 0 ? SUSPECT.traditional : 0) | ((all & SIMPLIFIED_ENTRY) !== 0 ? SUSPECT.simplified : 0);
    if (((pairs & CLOSER_PAIRS) | (all & ALWAYS_ENTRY)) !== 0) found |= this.#lookCloser(text);
    if (windows > 0) found |= windows * STRANGE_SHARE >= wide ? SUSPECT.rare | SUSPECT.strange : SUSPECT.rare;
    const isCodec = (found & SUSPECT.rare) !== 0 && (pairs & UTF8_PAIR) !== 0 && mayBeUtf8(text);
    return isCodec ? found : found & ~SUSPECT.rare;
  }

  /** What neighbours say of units that may be a trace of damage. */
  #lookCloser(text: string): number {
    const kinds = this.#kinds;
    let bits = 0;
    for (let i = 0; i < text.length; i++) {
      const kind = (kinds[text.charCodeAt(i)] as number) & KIND_MASK;
      if (kind !== Kind.plain) bits |= look(kind, text, i);
    }
    return bits;
  }
}

function makeKinds(tables: RepairTables): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  for (let unit = 0xa1; unit < 0x100; unit++) kinds[unit] = Kind.latin;
  for (const unit of [0xb0, 0xb7, 0xd7]) kinds[unit] = Kind.plain;
  for (let unit = 0x370; unit < 0x530; unit++) if (isLookalike(unit)) kinds[unit] = Kind.lookalike;
  for (let unit = 0xe000; unit <= 0xf8ff; unit++) kinds[unit] = Kind.private;
  for (let unit = 0; unit < 0x10000; unit++) if (isInvisibleUnit(unit)) kinds[unit] = Kind.invisible;
  for (const char of MARKS) kinds[char.charCodeAt(0)] = Kind.mark;
  for (const char of LOST_UNITS) kinds[char.charCodeAt(0)] = Kind.lost;
  for (const char of LOOKALIKE_LETTERS) kinds[char.charCodeAt(0)] = Kind.letter;
  kinds[0x26] = Kind.ampersand;
  kinds[0x28] = Kind.paren;
  kinds[0x3f] = Kind.question;
  for (const unit of SPACES) kinds[unit] = Kind.space;
  for (let unit = 0x3400; unit < 0xa000; unit++) if (tables.simplified[unit] !== 0) kinds[unit] = (kinds[unit] as number) | TRADITIONAL_BIT;
  for (const char of tables.simplifiedOnly) {
    const kind = kinds[char.charCodeAt(0)] as number;
    if ((kind & TRADITIONAL_BIT) === 0) kinds[char.charCodeAt(0)] = kind | SIMPLIFIED_BIT;
  }
  return kinds;
}

function traitsOf(unit: number, kind: number): UnitTraits {
  return {
    isTraditional: (kind & TRADITIONAL_BIT) !== 0,
    isSimplified: (kind & SIMPLIFIED_BIT) !== 0,
    isAlways: ALWAYS.includes(kind & KIND_MASK) || unit === 0xfffd,
    ...utf8Traits(unit),
  };
}

const ALWAYS: readonly number[] = [Kind.invisible, Kind.private, Kind.lookalike, Kind.ampersand];

/** The unit of `length` units at `start` stands there twice in a row. */
function isRepeated(text: string, start: number, length: number): boolean {
  if (start < 0 || start + 2 * length > text.length) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(start + i) !== text.charCodeAt(start + length + i)) return false;
  return true;
}
