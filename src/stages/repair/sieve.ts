// What lets most lines pass the gate without a closer look: sorts of units, and the pairs of them that may be a trace of damage.
import { isAsciiLetter } from "../../text/hanzi.ts";

/** Bits of `SORT_PAIRS`, of those of SUSPECT the two that ask for no neighbours. */
const TRADITIONAL = 2048;
const SIMPLIFIED = 4096;
export const CLOSER_LOOK = 16_384;

/** Sorts of units. */
const Sort = {
  plain: 0,
  traditional: 1,
  simplified: 2,
  mark: 3,
  edge: 4,
  question: 5,
  space: 6,
  closing: 7,
  opening: 8,
  straight: 9,
  paren: 10,
  digit: 11,
  lower: 12,
  lookalike: 13,
  capitalA: 14,
  latin: 15,
  beside: 16,
  always: 17,
} as const;

export const SORT_BITS = 5;
export const SORT_MASK = 31;

/** What is asked of a unit. */
export interface UnitTraits {
  readonly isTraditional: boolean;
  readonly isSimplified: boolean;
  /** One of the kinds that say something whatever stands beside them, or hardly ever occur. */
  readonly isAlways: boolean;
  readonly isMark: boolean;
  readonly isQuestion: boolean;
  readonly isSpace: boolean;
  readonly isParen: boolean;
  /** A letter that looks like a digit. */
  readonly isLookalike: boolean;
  readonly isLatin: boolean;
  /** A space stands astray before it, or behind it; a swallowed byte may stand before it. */
  readonly isClosing: boolean;
  readonly isOpening: boolean;
  readonly isEdge: boolean;
  /** Its bytes in GBK may be those of UTF-8, beginning with a lead byte or a continuation byte. */
  readonly mayBegin: boolean;
  readonly mayFollow: boolean;
}

/** Bits of an entry above its sort and cost. The first one moved up meets the second. */
const MAY_BEGIN = 8_192;
export const MAY_FOLLOW = 16_384;
const ASCII = 0x8000;

/**
 * By unit: its sort, above it its cost (-ln P in steps of 1/16 nat, 0 to 255; 0 for ASCII), and three bits, of which the sign is ASCII's.
 *
 * @param costs by unit
 */
export function makeSieve(traitsOf: (unit: number) => UnitTraits, costs: Uint8Array): Int16Array {
  const sieve = new Int16Array(0x10000);
  for (let unit = 0; unit < sieve.length; unit++) {
    const traits = traitsOf(unit);
    const bits = (traits.mayBegin ? MAY_BEGIN : 0) | (traits.mayFollow ? MAY_FOLLOW : 0) | (unit < 0x80 ? ASCII : 0);
    sieve[unit] = bits | sortOf(unit, traits) | (unit < 0x80 ? 0 : (costs[unit] as number) << SORT_BITS);
  }
  return sieve;
}

function sortOf(unit: number, traits: UnitTraits): number {
  if (traits.isAlways) return Sort.always;
  if (traits.isMark) return Sort.mark;
  if (traits.isQuestion) return Sort.question;
  if (traits.isSpace) return Sort.space;
  if (traits.isParen) return Sort.paren;
  if (traits.isLookalike) return Sort.lookalike;
  if (traits.isLatin) return Sort.latin;
  if (traits.isClosing) return traits.isOpening ? Sort.straight : Sort.closing;
  if (traits.isOpening) return Sort.opening;
  if (traits.isEdge) return Sort.edge;
  if (traits.isTraditional) return Sort.traditional;
  if (traits.isSimplified) return Sort.simplified;
  if ((unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19)) return Sort.digit;
  if (unit === 0x41 || unit === 0xff21) return Sort.capitalA;
  if (isAsciiLetter(unit) && unit >= 0x61) return Sort.lower;
  return (unit >= 0x80 && unit < 0x250) || (unit >= 0x2000 && unit < 0x2123) ? Sort.beside : Sort.plain;
}

/** Bits by two neighbouring sorts (`left << SORT_BITS | right`). */
export const SORT_PAIRS: Uint16Array = makePairs();

function makePairs(): Uint16Array {
  const pairs = new Uint16Array(1 << (2 * SORT_BITS));
  const sorts = Object.values(Sort);
  const add = (lefts: readonly number[], rights: readonly number[], bits: number): void => {
    for (const left of lefts)
      for (const right of rights) {
        const place = (left << SORT_BITS) | right;
        pairs[place] = (pairs[place] as number) | bits;
      }
  };
  const letters = [Sort.lower, Sort.lookalike, Sort.latin, Sort.beside];
  add(sorts, [Sort.traditional], TRADITIONAL);
  add(sorts, [Sort.simplified], SIMPLIFIED);
  add(sorts, [Sort.always], CLOSER_LOOK);
  add([Sort.mark], [Sort.mark, Sort.edge, Sort.question], CLOSER_LOOK);
  add([Sort.space], [Sort.mark, Sort.closing, Sort.straight], CLOSER_LOOK);
  add([Sort.opening, Sort.straight, Sort.paren], [Sort.space], CLOSER_LOOK);
  add([Sort.latin], [Sort.latin, Sort.beside, Sort.space, Sort.closing, Sort.opening], CLOSER_LOOK);
  add([Sort.question], [...letters, Sort.mark, Sort.edge, Sort.question], CLOSER_LOOK);
  add([Sort.paren], letters, CLOSER_LOOK);
  add([Sort.lookalike], [Sort.digit], CLOSER_LOOK);
  add([Sort.digit, Sort.capitalA], [Sort.lookalike], CLOSER_LOOK);
  return pairs;
}

const SHORT_UNITS = 4_096;
const shortUnits = new Uint16Array(SHORT_UNITS);

/** The units of one text; valid up to the next call. */
export function unitsOf(text: string): Uint16Array {
  const units = text.length <= SHORT_UNITS ? shortUnits : new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
