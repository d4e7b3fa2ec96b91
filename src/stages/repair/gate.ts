import { prepareTables } from "../../data/prepare.ts";
import { SIGN, Survey, TABLE, type Texts } from "../../text/survey.ts";
import { utf8Traits } from "./double-byte-codec.ts";
import { isLookalike } from "./homoglyphs.ts";
import { isInvisibleUnit } from "./invisible.ts";
import type { RepairTables } from "./model.ts";
import { isBreak } from "./repeats.ts";
import {
  ALWAYS_ENTRY,
  COST_MASK,
  INVISIBLE_ENTRY,
  makeSieve,
  PAIRS_MASK,
  SIDE_SHIFT,
  SIMPLIFIED_ENTRY,
  TRADITIONAL_ENTRY,
  type UnitTraits,
} from "./sieve.ts";

/** Three neighbouring characters whose mean unigram probability is below e^-9.4 (in steps of 1/16 nat, summed); opens the codec rules. */
const RARE_SUM = Math.round(9.4 * 16 * 3);
/** One in so many windows is rare: the whole line may be in another codec. */
const STRANGE_SHARE = 4;

/** Looks at lines before anything else does. */
export class Gate {
  readonly #tables: RepairTables;
  readonly #survey: Survey;

  constructor(tables: RepairTables) {
    const { sieve } = prepareTables("repair gate", () => ({ sieve: makeSieve(traitsIn(tables), tables.unitCosts) }));
    this.#tables = tables;
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
    return this.#tables.kernel().suspect(text, signs === SIGN.long ? this.signsOf(text) : signs);
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
}

function traitsIn(tables: RepairTables): (unit: number) => UnitTraits {
  const simplifiedOnly = new Set(Array.from(tables.simplifiedOnly, (char) => char.charCodeAt(0)));
  return (unit) => {
    const isTraditional = unit >= 0x3400 && unit < 0xa000 && tables.simplified[unit] !== 0;
    const isPrivate = unit >= 0xe000 && unit <= 0xf8ff;
    return {
      isTraditional,
      isSimplified: !isTraditional && simplifiedOnly.has(unit),
      isAlways: isPrivate || isLookalike(unit) || unit === AMPERSAND || unit === REPLACEMENT,
      isInvisible: isInvisibleUnit(unit),
      isBreak: isBreak(unit),
      ...utf8Traits(unit),
    };
  };
}

const AMPERSAND = 0x26;
const REPLACEMENT = 0xfffd;
