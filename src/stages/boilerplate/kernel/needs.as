// Which groups of patterns could match a text: one look at each of its units, whatever the number of patterns. ../need-table.ts makes the tables.
import { EDGES, IDS, isOf, KEYS, signOf, SIEVE_BYTES, SIEVES, SLOT_BYTES, SLOTS, VALUE_BYTES, VALUES } from "./memory";
import { TRIMMED } from "./sorts";

export const LINES: usize = 0;
export const ENDS: usize = 1;
/** Groups of ENDS: see ../need-table.ts. */
const TAIL_MARK: u32 = 1 | 2;
const TAIL_LABEL: u32 = 4;
const BYLINE: u32 = 128;
export const NOTICE: u32 = 8;
export const GLUED_BYLINE: u32 = 16;
export const RELATED_WORD: u32 = 256;
const CREDITS: u32 = 32 | 64 | BYLINE;

const NUMBER: u32 = 1023;
const NUMBER_BITS: u32 = 10;
const ALONE_SHIFT: u32 = 13;
const FIRST_SHIFT: u32 = 14;
const SECOND_SHIFT: u32 = 15;
const PLACE_BITS: u32 = 11;
const PLACE: u32 = 2047;
const MULTIPLIER: u32 = 0x9e3779b1;
const HASH_SHIFT: u32 = 16;
const SLOT_MASK: u32 = 0x3fff;

/** In bytes. */
export const LONGEST_LINE: usize = 2 * 400;

/** The bits of the groups of which a pattern could match a line without the blanks at its ends. */
export function needsOfLine(start: usize, end: usize): u32 {
  const from = firstOf(start, end);
  return needsOf(LINES, from, min(lastOf(from, end), from + LONGEST_LINE));
}

/** What a line needs of the groups of ENDS. */
export function endNeedsOfLine(start: usize, end: usize): u32 {
  const from = firstOf(start, end);
  return needsOf(ENDS, from, min(lastOf(from, end), from + LONGEST_LINE));
}

/** Whether what needs this could be a byline, a credit or an item of a tail. */
export function couldBeCredit(needs: u32): bool {
  return (needs & CREDITS) != 0 || couldBeTail(needs);
}

/** Whether what needs this could be an item of a tail: what stands behind a label is read as a byline. */
export function couldBeTail(needs: u32): bool {
  return (needs & TAIL_MARK) != 0 || (needs & (TAIL_LABEL | BYLINE)) == (TAIL_LABEL | BYLINE);
}

export function firstOf(start: usize, end: usize): usize {
  let first = start;
  while (first < end && isOf(first, TRIMMED)) first += 2;
  return first;
}

export function lastOf(start: usize, end: usize): usize {
  let last = end;
  while (last > start && isOf(last - 2, TRIMMED)) last -= 2;
  return last;
}

/** At most 400 units. */
export function needsOf(table: usize, start: usize, end: usize): u32 {
  const sieve = SIEVES + table * SIEVE_BYTES;
  const ids = IDS + (table << 1);
  const edge = <u32>load<u16>(EDGES + (table << 1));
  let before = edge;
  let keys = KEYS;
  for (let at = start; at <= end; at += 2) {
    const own = at < end ? <u32>load<u16>(signOf(at) + ids) : edge;
    const key = ((before & NUMBER) << NUMBER_BITS) | (own & NUMBER);
    const hash = (key * MULTIPLIER) >>> HASH_SHIFT;
    store<u32>(keys, key);
    const isPair = (before >>> FIRST_SHIFT) & (own >>> SECOND_SHIFT) & (load<u32>(sieve + (<usize>(hash >>> 5) << 2)) >>> (hash & 31)) & 1;
    keys += <usize>isPair << 2;
    store<u32>(keys, own & NUMBER);
    keys += <usize>((own >>> ALONE_SHIFT) & 1) << 2;
    before = own;
  }
  return wordsOf(table, keys);
}

function wordsOf(table: usize, end: usize): u32 {
  const slots = SLOTS + table * SLOT_BYTES;
  const values = VALUES + table * VALUE_BYTES;
  let words = i32x4.splat(0);
  for (let at = KEYS; at < end; at += 4) {
    const key = load<u32>(at);
    let place = ((key * MULTIPLIER) >>> HASH_SHIFT) & SLOT_MASK;
    let slot = load<u32>(slots + (<usize>place << 2));
    while (slot != 0 && slot >>> PLACE_BITS != key) {
      place = (place + 1) & SLOT_MASK;
      slot = load<u32>(slots + (<usize>place << 2));
    }
    words = v128.or(words, v128.load(values + (<usize>(slot & PLACE) << 4)));
  }
  return (
    i32x4.extract_lane(words, 0) & i32x4.extract_lane(words, 1) & i32x4.extract_lane(words, 2) & i32x4.extract_lane(words, 3)
  );
}
