import { prepareTables } from "../../data/prepare.ts";
import { SIGN, Survey, TABLE, type Texts } from "../../text/survey.ts";
import { mayBeUtf8, utf8Traits } from "./double-byte-codec.ts";
import { isLookalike } from "./homoglyphs.ts";
import { Kind, look } from "./looks.ts";
import type { RepairTables } from "./model.ts";
import { isBreak } from "./repeats.ts";
import {
  ALWAYS_ENTRY,
  CLOSER_PAIRS,
  COST_MASK,
  INVISIBLE_ENTRY,
  LATIN_PAIR,
  LOOKALIKE_LETTERS,
  makeSieve,
  PAIRS_MASK,
  SIDE_SHIFT,
  SIMPLIFIED_ENTRY,
  SPACE_PAIRS,
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

  constructor(tables: RepairTables) {
    const { kinds, sieve } = prepareTables("repair gate", () => {
      const made = makeKinds(tables);
      return { kinds: made, sieve: makeSieve((unit) => traitsOf(unit, made[unit] as number), tables.unitCosts) };
    });
    this.#kinds = kinds;
    this.#survey = new Survey(TABLE.repair, sieve);
  }

  /** The place of each text in which a rule has something to look at, and its bits of SUSPECT. */
  suspects(texts: Texts): readonly number[] {
    const found = this.#survey.sift(texts);
    if (found.length === 0) return found;
    const suspects: number[] = [];
    for (let i = 0; i < found.length; i += 2) {
      const place = found[i] as number;
      const bits = this.bitsOf((texts[place] as Texts[number]).text, found[i + 1] as number);
      if (bits !== 0) suspects.push(place, bits);
    }
    return suspects;
  }

  /** Bits of SUSPECT; 0 = nothing to do. */
  scan(text: string): number {
    const signs = this.#survey.siftText(text);
    return signs === 0 ? 0 : this.bitsOf(text, signs);
  }

  /** Bits of SUSPECT for what a look at all units has found. */
  bitsOf(text: string, signs: number): number {
    const found = signs === SIGN.long ? this.signsOf(text) : signs;
    let bits = 0;
    if ((found & SIGN.twice) !== 0) bits |= SUSPECT.repeat;
    if ((found & TRADITIONAL_ENTRY) !== 0) bits |= SUSPECT.scripts;
    if ((found & LATIN_PAIR) !== 0) bits |= SUSPECT.latin;
    if ((found & SPACE_PAIRS) !== 0) bits |= SUSPECT.space;
    if ((found & INVISIBLE_ENTRY) !== 0) bits |= SUSPECT.invisible;
    if ((found & (CLOSER_PAIRS | ALWAYS_ENTRY)) !== 0) bits |= this.#lookCloser(text);
    if ((found & SIGN.rare) !== 0) bits |= SUSPECT.rare;
    if ((found & SIGN.strange) !== 0) bits |= SUSPECT.strange;
    const isCodec = (bits & SUSPECT.rare) !== 0 && (found & UTF8_PAIR) !== 0 && mayBeUtf8(text);
    return isCodec ? bits : bits & ~SUSPECT.rare;
  }

  /** What the kernel would find in a text that is too long for it; of repeats and scripts no less. */
  signsOf(text: string): number {
    const { entries } = this.#survey;
    let pairs = 0;
    let all = 0;
    let before = 0;
    let wide = 0;
    let windows = 0;
    let rare1 = 0;
    let rare2 = 0;
    for (let i = 0; i < text.length; i++) {
      const entry = entries[text.charCodeAt(i)] as number;
      pairs |= (before >>> SIDE_SHIFT) & entry;
      all |= entry;
      before = entry;
      if (entry < 0) continue; // ASCII
      wide++;
      const cost = entry & COST_MASK;
      if (cost + rare1 + rare2 > RARE_SUM) windows++;
      rare2 = rare1;
      rare1 = cost;
    }
    const isMixed = (all & TRADITIONAL_ENTRY) !== 0 && (all & SIMPLIFIED_ENTRY) !== 0;
    return (
      SIGN.twice |
      (isMixed ? TRADITIONAL_ENTRY | SIMPLIFIED_ENTRY : 0) |
      (pairs & PAIRS_MASK) |
      (all & (ALWAYS_ENTRY | INVISIBLE_ENTRY)) |
      (windows > 0 ? SIGN.rare : 0) |
      (windows > 0 && windows * STRANGE_SHARE >= wide ? SIGN.strange : 0)
    );
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
    isInvisible: (kind & KIND_MASK) === Kind.invisible,
    isBreak: isBreak(unit),
    ...utf8Traits(unit),
  };
}

const ALWAYS: readonly number[] = [Kind.private, Kind.lookalike, Kind.ampersand];
