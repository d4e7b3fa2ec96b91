// What lets most lines pass the gate without a closer look: a table of all units for the survey of a document, with the pairs of neighbours
// that may be a trace of damage.
import { LEFT_SHIFT, RIGHT_SHIFT } from "../../text/survey.ts";

/** Bits of an entry; the kernel (src/text/kernel/kernel.as) knows them too. Cost: -ln P in steps of 1/16 nat; 0 for ASCII. */
export const COST_MASK = 255;
export const SIDE_SHIFT: number = LEFT_SHIFT - RIGHT_SHIFT;
export const TRADITIONAL_ENTRY: number = 1 << 26;
export const SIMPLIFIED_ENTRY: number = 1 << 27;
/** Asks for a closer look whatever stands beside it, or hardly ever occurs. */
export const ALWAYS_ENTRY: number = 1 << 28;
/** No part of a caption that stands twice. */
const BREAK_ENTRY: number = 1 << 29;
export const INVISIBLE_ENTRY: number = 1 << 30;
/** The sign. */
const ASCII_ENTRY: number = 1 << 31;

const SPACES = " \u00a0\u3000\u2002\u2003\u2009";
/** What a stray space stands before and behind; quote-spaces.ts looks closer. */
export const SPACE_BEFORE = '，。、；：！？）》】」』〉”’"';
export const SPACE_BEHIND = '（《【「『〈“‘"';
/** Marks that a swallowed byte may stand before. */
export const SLIP_MARKS = "！!，,。、；;：:？?";
const DIGITS = "0123456789０１２３４５６７８９";
/** Letters that look like digits; full-width ones too. */
export const LOOKALIKE_LETTERS = "lIoOｌＩｏＯ";

type Range = readonly [first: number, last: number];
const SMALL: Range = [0x61, 0x7a];
/** Letters of pinyin with tones: up to the end of Latin Extended-B, and ḿ. */
const TONED: readonly Range[] = [
  [0xe0, 0x24f],
  [0x1e3f, 0x1e3f],
];
/** What latin letters turn into when bytes are read as Windows-1252, but for punctuation that stands behind words. */
const BESIDE_LATIN: readonly Range[] = [
  [0x80, 0x17f],
  [0x2000, 0x2122],
];

interface Side {
  readonly units?: string;
  readonly ranges?: readonly Range[];
}

/** Pairs of neighbours that ask for a closer look. Up to {@link PAIRS}, with the one of UTF-8 in the last place. */
const RULES: readonly (readonly [left: Side, right: Side])[] = [
  // A comma before another mark, a full stop twice; what is left of destroyed text
  [{ units: ",，。、；锟烫屯" }, { units: ",，。、；：！？;:!?斤烫屯" }],
  [{ units: SPACES }, { units: SPACE_BEFORE }],
  [{ units: SPACE_BEHIND }, { units: SPACES }],
  // Windows-1252
  [
    {
      ranges: [
        [0xa1, 0xac],
        [0xae, 0xaf],
        [0xb1, 0xb6],
        [0xb8, 0xd6],
        [0xd8, 0xff],
      ],
    },
    { ranges: BESIDE_LATIN },
  ],
  // Pinyin behind a bracket or a swallowed byte
  [{ units: "?(" }, { units: SLIP_MARKS, ranges: [SMALL, ...TONED] }],
  [{ units: LOOKALIKE_LETTERS }, { units: DIGITS }],
  [{ units: DIGITS }, { units: LOOKALIKE_LETTERS }],
  [{ units: "AＡ" }, { units: "lｌ" }],
];
const UTF8_RULE = 8;
/** Right sides of all pairs; kernel/closer.as knows what they say. */
export const PAIRS_MASK: number = ((1 << (UTF8_RULE + 1)) - 1) << RIGHT_SHIFT;
const UTF8_PAIR: number = 1 << (UTF8_RULE + RIGHT_SHIFT);

/** What is asked of a unit beside the pairs above. */
export interface UnitTraits {
  readonly isTraditional: boolean;
  readonly isSimplified: boolean;
  readonly isAlways: boolean;
  readonly isInvisible: boolean;
  /** Never stands in a caption. */
  readonly isBreak: boolean;
  /** Its bytes in GBK may be those of UTF-8, beginning with a lead byte or a continuation byte. */
  readonly mayBegin: boolean;
  readonly mayFollow: boolean;
}

/** @param costs by unit */
export function makeSieve(traitsOf: (unit: number) => UnitTraits, costs: Uint8Array): Int32Array {
  const sieve = new Int32Array(0x10000);
  for (let unit = 0; unit < sieve.length; unit++) {
    const traits = traitsOf(unit);
    sieve[unit] =
      (traits.isTraditional ? TRADITIONAL_ENTRY : 0) |
      (traits.isSimplified ? SIMPLIFIED_ENTRY : 0) |
      (traits.isAlways ? ALWAYS_ENTRY : 0) |
      (traits.isInvisible ? INVISIBLE_ENTRY : 0) |
      (traits.isBreak ? BREAK_ENTRY : 0) |
      (traits.mayBegin ? 1 << (UTF8_RULE + LEFT_SHIFT) : 0) |
      (traits.mayFollow ? UTF8_PAIR : 0) |
      (unit < 0x80 ? ASCII_ENTRY : (costs[unit] as number));
  }
  for (const [rule, [left, right]] of RULES.entries()) {
    addSide(sieve, left, 1 << (rule + LEFT_SHIFT));
    addSide(sieve, right, 1 << (rule + RIGHT_SHIFT));
  }
  return sieve;
}

function addSide(sieve: Int32Array, { units = "", ranges = [] }: Side, bit: number): void {
  const all: Range[] = ranges.concat(Array.from(units, (char): Range => [char.charCodeAt(0), char.charCodeAt(0)]));
  for (const [first, last] of all) for (let unit = first; unit <= last; unit++) sieve[unit] = (sieve[unit] as number) | bit;
}
