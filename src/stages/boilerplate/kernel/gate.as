// The gate: which families could claim a line. ../gate.ts has the tables.
import { CLOSED, isOf, kindOf, NOTICES, OPEN, PAIRS, signOf, UNIT_NUMBER } from "./memory";
import { EDITOR } from "./sorts";

export const COPYRIGHT: u32 = 512;
export const DISCLAIMER: u32 = 1024;
export const PROMOTION: u32 = 2048;
export const MENU: u32 = 32;
export const CREDIT: u32 = 4096;
const ALL_FAMILIES: u32 = 8191;
const SENTENCES: u32 = 256 | COPYRIGHT | DISCLAIMER | PROMOTION;
export const NOTICE_FAMILIES: u32 = DISCLAIMER | COPYRIGHT | PROMOTION;
const OPEN_ENDS: u32 = 1 | 4 | 8 | 16 | MENU | NOTICE_FAMILIES;

/** Kinds of units. */
const MARK: u32 = 1;
const PAIR: u32 = 2;
const WRAPPER: u32 = 4;
const CLOSER: u32 = 8;
const BLANK: u32 = 16;
export const PLAIN_END: u32 = 32;
const COMMA: u32 = 64;
export const STOP: u32 = 128;

const FEWEST_PROMPTS: u32 = 2;
const PROMPT_SHIFT: u32 = 11;
const MENU_SHIFT: u32 = 5;
const UNITS_PER_MENU_WORD: u32 = 12;

/** In bytes. */
const SHORT: usize = 2 * 60;
const LONGEST_OPEN: usize = 2 * 200;
const LONGEST_CANDIDATE: usize = 2 * 320;
const SHORT_NOTICE: usize = 2 * 24;
const EDITOR_RANGE: usize = 2 * 16;
const LEAST_PROSE: usize = 2 * 20;
const LONG_PROSE: usize = 2 * 70;
const COMMA_PROSE: usize = 2 * 40;

/** Families for a line wherever it stands; 0 for prose, as a rule after a look at its first two units and the last one. */
export function gateLine(start: usize, end: usize): u32 {
  const length = end - start;
  if (length == 0 || length > LONGEST_CANDIDATE) return 0;
  let from = start;
  while (from < end && (kindOf(from) & BLANK) != 0) from += 2;
  const kind = from < end ? kindOf(from) : 0;
  if ((kind & MARK) != 0) return ALL_FAMILIES;
  const isSentence = endsLikeSentence(start, end);
  if ((kind & (PAIR | WRAPPER)) != 0 && opensNotice(from, end)) return isSentence ? SENTENCES : ALL_FAMILIES;
  if (length > (isSentence ? SHORT : LONGEST_OPEN)) return 0;
  return bitsOf(from, end, isSentence ? CLOSED : OPEN);
}

function opensNotice(start: usize, end: usize): bool {
  if (start + 2 >= end) return false;
  const first = <u32>load<u16>(signOf(start), UNIT_NUMBER);
  const second = <u32>load<u16>(signOf(start + 2), UNIT_NUMBER);
  if (first == 0 || second == 0) return false;
  const pair = (first << 16) | second;
  let at = PAIRS;
  for (; load<u32>(at) != 0; at += 4) if (load<u32>(at) == pair) return true;
  for (at += 4; load<u32>(at) != 0; at += 4) if (load<u32>(at) == pair) return namesEditor(start + 4, end);
  return false;
}

function namesEditor(start: usize, end: usize): bool {
  for (let at = start; at < start + EDITOR_RANGE && at < end; at += 2) if (isOf(at, EDITOR)) return true;
  return false;
}

function bitsOf(start: usize, end: usize, table: usize): u32 {
  let bits: u32 = 0;
  let prompts: u32 = 0;
  let menus: u32 = 0;
  for (let at = start; at < end; at += 2) {
    const bit = <u32>load<u16>(signOf(at) + table);
    bits |= bit;
    prompts += (bit >> PROMPT_SHIFT) & 1;
    menus += (bit >> MENU_SHIFT) & 1;
  }
  if (prompts < FEWEST_PROMPTS) bits &= ~PROMOTION;
  if (menus * UNITS_PER_MENU_WORD < <u32>((end - start) >> 1)) bits &= ~MENU;
  return bits;
}

/** Families for a short line at the end of a text, beside those of `gateLine`. */
export function gateEnd(start: usize, end: usize, bits: u32): u32 {
  if (endsLikeSentence(start, end)) {
    if (end - start > SHORT_NOTICE) return couldBeNotice(start, end) ? bits | NOTICE_FAMILIES : bits;
    return (bits | bitsOf(start, end, OPEN) | (noticeBits(start, end) != 0 ? NOTICE_FAMILIES : 0)) & ~CREDIT;
  }
  return bits | OPEN_ENDS | bitsOf(start, end, OPEN);
}

/** Whether a paragraph could be a notice all the same: it holds two of their characters. */
export function couldBeNotice(start: usize, end: usize): bool {
  if (end - start > LONGEST_CANDIDATE) return false;
  const bits = noticeBits(start, end);
  return (bits & (bits - 1)) != 0;
}

export function noticeBits(start: usize, end: usize): u32 {
  let bits: u32 = 0;
  for (let at = start; at < end; at += 2) bits |= <u32>load<u16>(signOf(at), NOTICES);
  return bits;
}

function endsLikeSentence(start: usize, end: usize): bool {
  let last = end - 2;
  while (last > start && (kindOf(last) & BLANK) != 0) last -= 2;
  return last >= start && (kindOf(last) & CLOSER) != 0;
}

/** Shaped like prose: a sentence, or long. */
export function isLikeProse(start: usize, end: usize): bool {
  const length = end - start;
  if (length < LEAST_PROSE || length >= LONG_PROSE) return length >= LONG_PROSE;
  if (endsLikeSentence(start, end)) return true;
  if (length < COMMA_PROSE) return false;
  for (let at = start; at < end; at += 2) if ((kindOf(at) & COMMA) != 0) return true;
  return false;
}
