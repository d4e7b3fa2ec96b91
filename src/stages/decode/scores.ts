// How many bits each model needs for a piece of text: the shorter the description, the likelier the model. Bytes are scored by the kernel
// (kernel/score.as), which repeats these numbers.
import { BOUNDARY, HAN, KINDS, kindOf, kindOfAscii, OTHER, UNITS_PER_BIT } from "./classes.ts";
import { CUT_CHARACTER } from "./code-points.ts";
import type { AsciiCosts, CjkLanguage } from "./models.ts";

/** What a byte that fits no character costs: damage is paid for, not forbidden. 1/8 bit. */
export const INVALID_BITS = 20;
const INVALID_COST: number = INVALID_BITS * UNITS_PER_BIT;

/** What a character cut off by the end costs: most files end whole. 1/8 bit. */
const CUT_COST: number = 12 * UNITS_PER_BIT;

/** What a Han character without a cost of its own takes. 1/8 bit. */
const RARE_HAN_COST = 20 * UNITS_PER_BIT;

const ASCII_KIND: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => kindOfAscii(code));

/** Extra cost of a change of case inside a word: small letter to capital is the mark of a wrong Cyrillic table. `[previous * 5 + next]` */
export const CASE_COSTS: Uint8Array = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 56, 0, 0, 0, 40, 56, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0]);

/**
 * Cost of code points under a language model, in 1/8 bit.
 *
 * @param count how many of `codes` count
 */
export function scoreCodePoints(codes: Int32Array, count: number, language: CjkLanguage, ascii: AsciiCosts): number {
  const { transitions, costs } = language;
  let units = 0;
  let previous = BOUNDARY;
  for (let i = 0; i < count; i++) {
    const code = codes[i] as number;
    if (code < 0) {
      units += code === CUT_CHARACTER ? CUT_COST : INVALID_COST;
      previous = BOUNDARY;
      continue;
    }
    let kind: number;
    if (code < 0x80) {
      kind = ASCII_KIND[code] as number;
      units += ascii.characters[code] as number;
    } else {
      kind = kindOf(code);
      units += code < 0x10000 ? (costs[code] as number) : RARE_HAN_COST;
    }
    units += transitions[previous * KINDS + kind] as number;
    previous = kind;
  }
  return units;
}

/** Bits of a character within its script's block, of a change of block, and of a change between ASCII and another script. */
const SAME_BLOCK_COST = 7 * UNITS_PER_BIT;
const NEW_BLOCK_COST = 16 * UNITS_PER_BIT;
const SWITCH_COST = 3 * UNITS_PER_BIT;

/** Alphabets and syllabaries with small blocks end here: Hangul jamo are next. */
const LAST_ALPHABET = 0x1100;

/** Cost of code points of any script: letters stay in their block of 128 (Arabic, Thai, Cyrillic …). 1/8 bit. */
export function scoreAnyScript(codes: Int32Array, count: number, ascii: AsciiCosts): number {
  let units = 0;
  let previous = BOUNDARY;
  let block = -1;
  for (let i = 0; i < count; i++) {
    const code = codes[i] as number;
    if (code < 0) {
      units += code === CUT_CHARACTER ? CUT_COST : INVALID_COST;
      previous = BOUNDARY;
    } else if (code < 0x80) {
      const kind = ASCII_KIND[code] as number;
      units += ascii.characters[code] as number;
      units += previous === OTHER ? SWITCH_COST : (ascii.transitions[previous * 5 + kind] as number);
      previous = kind;
    } else {
      units += costInBlock(code, block) + (previous === OTHER ? STAY_COST : SWITCH_COST);
      if (kindOf(code) === OTHER) block = code >> 7;
      previous = OTHER;
    }
  }
  return units;
}

const STAY_COST = UNITS_PER_BIT / 2;

function costInBlock(code: number, block: number): number {
  if (kindOf(code) === HAN) return NEW_BLOCK_COST + SWITCH_COST;
  return code >> 7 === block && code < LAST_ALPHABET ? SAME_BLOCK_COST : NEW_BLOCK_COST;
}
