// How many bits each model needs for a piece of text: the shorter the description, the likelier the model.
import { BOUNDARY, HAN, KINDS, kindOf, kindOfAscii, OTHER, UNITS_PER_BIT } from "./classes.ts";
import { CUT_CHARACTER } from "./code-points.ts";
import {
  type AsciiCosts,
  type CjkLanguage,
  type DoubleByteModel,
  HALF_WIDTH,
  RARE_HAN,
  RARE_OTHER,
  type SingleByteModel,
} from "./models.ts";

/** What a byte that fits no character costs: damage is paid for, not forbidden. 1/8 bit. */
export const INVALID_BITS = 20;
export const INVALID_COST: number = INVALID_BITS * UNITS_PER_BIT;

/** What a character cut off by the end costs: most files end whole. 1/8 bit. */
export const CUT_COST: number = 12 * UNITS_PER_BIT;

const ASCII_KIND: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => kindOfAscii(code));

/** Where a scan stands; kept so that a survivor of the first round goes on from there. */
export interface Progress {
  units: number;
  at: number;
  previous: number;
}

export function newProgress(): Progress {
  return { units: 0, at: 0, previous: BOUNDARY };
}

/** Adds the cost of `bytes` up to `end` under a double-byte model. */
export function scoreDoubleByte(bytes: Uint8Array, end: number, model: DoubleByteModel, ascii: AsciiCosts, progress: Progress): void {
  const { pairs, encoding } = model;
  const { transitions } = model.language;
  const characters = ascii.characters;
  let { units, at, previous } = progress;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      const kind = ASCII_KIND[byte] as number;
      units += (transitions[previous * KINDS + kind] as number) + (characters[byte] as number);
      previous = kind;
      at++;
      continue;
    }
    if (at + 1 >= bytes.length) {
      units += CUT_COST;
      at++;
      break;
    }
    const packed = pairs[(byte << 8) | (bytes[at + 1] as number)] as number;
    if (packed !== 0) {
      const kind = packed >> 8;
      units += (transitions[previous * KINDS + kind] as number) + (packed & 0xff);
      previous = kind;
      at += 2;
      continue;
    }
    const special = matchSpecial(encoding, bytes, at);
    if (special < 0) {
      units += INVALID_COST;
      previous = BOUNDARY;
      at++;
    } else {
      const kind = (special >> 8) & 0xff;
      units += (transitions[previous * KINDS + kind] as number) + (special & 0xff);
      previous = kind;
      at += special >> 16;
    }
  }
  progress.units = units;
  progress.at = at;
  progress.previous = previous;
}

/** Characters of one, three or four bytes: `length << 16 | kind << 8 | cost`, or -1. A character cut off by the end is free. */
export function matchSpecial(encoding: string, bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  const second = bytes[at + 1] as number;
  if (encoding === "gb18030") return matchFourByte(bytes, at, second);
  if (encoding === "shift_jis") return lead >= 0xa1 && lead <= 0xdf ? (1 << 16) | HALF_WIDTH : -1;
  if (encoding === "euc-jp") {
    if (lead === 0x8e && second >= 0xa1 && second <= 0xdf) return (2 << 16) | HALF_WIDTH;
    if (lead === 0x8f && second >= 0xa1) return isHigh(bytes, at + 2) ? (3 << 16) | RARE_HAN : -1;
    return -1;
  }
  if (encoding === "euc-tw" && lead === 0x8e && second >= 0xa1 && second <= 0xaf) {
    return isHigh(bytes, at + 2) && isHigh(bytes, at + 3) ? (4 << 16) | (second === 0xa2 ? RARE_HAN - 3 * UNITS_PER_BIT : RARE_HAN) : -1;
  }
  return -1;
}

function isHigh(bytes: Uint8Array, at: number): boolean {
  return at >= bytes.length || (bytes[at] as number) >= 0xa1;
}

/** GB18030: 81-FE 30-39 81-FE 30-39. Leads 81 and 82 begin with letters and extension A, 95 to 98 are the supplementary ideographs. */
function matchFourByte(bytes: Uint8Array, at: number, second: number): number {
  if (second < 0x30 || second > 0x39) return -1;
  const lead = bytes[at] as number;
  const third = bytes[at + 2];
  const fourth = bytes[at + 3];
  if (third !== undefined && (third < 0x81 || third > 0xfe)) return -1;
  if (fourth !== undefined && (fourth < 0x30 || fourth > 0x39)) return -1;
  const han = lead === 0x82 || (lead >= 0x95 && lead <= 0x9a) || (lead === 0x81 && second >= 0x39);
  return (4 << 16) | (han ? RARE_HAN : RARE_OTHER);
}

/** Extra cost of a change of case inside a word: small letter to capital is the mark of a wrong Cyrillic table. `[previous * 5 + next]` */
const CASE_COST: Uint8Array = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 56, 0, 0, 0, 40, 56, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0]);

/** Adds the cost of `bytes` up to `end` under a single-byte model. */
export function scoreSingleByte(bytes: Uint8Array, end: number, model: SingleByteModel, progress: Progress): void {
  const { classes, pairs, classOf, costOf, caseOf } = model;
  let { units, at } = progress;
  let previous = at === 0 ? 0 : (classOf[bytes[at - 1] as number] as number);
  let previousCase = at === 0 ? 0 : (caseOf[bytes[at - 1] as number] as number);
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    const next = classOf[byte] as number;
    const nextCase = caseOf[byte] as number;
    units += (pairs[previous * classes + next] as number) + (costOf[byte] as number) + (CASE_COST[previousCase * 5 + nextCase] as number);
    previous = next;
    previousCase = nextCase;
  }
  progress.units = units;
  progress.at = at;
}

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
      units += code < 0x10000 ? (costs[code] as number) : RARE_HAN & 0xff;
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
