// Whether a line could be a list of labels: its items are looked up among the words of menus. What `findMenu` of ../navigation.ts counts, as far as a word
// may be one.
import { ITEMS, LONGEST, MENU_BITS, MENU_WORDS, signOf, UNIT_NUMBER } from "./memory";
import { ENDS, firstOf, lastOf, needsOf, RELATED_WORD } from "./needs";

/** Bits of units in lists of words. */
const SEPARATES: u32 = 1;
const OPENS_RELATED: u32 = 2;
const TRAILS: u32 = 4;
const IS_DIGIT: u32 = 8;

/** A word that is no more than an ordinary one; the others are 2. Beside it: the name of a network. */
const WEAK: u32 = 1;
const MENU_WORD: u32 = 3;
const TARGET: u32 = 4;

/** In bytes. */
const LONGEST_MENU: usize = 2 * 200;
const LONGEST_ITEM: usize = 2 * 6;
const LONGEST_NUMBER: usize = 2 * 3;

export function couldBeMenu(start: usize, end: usize): bool {
  const first = firstOf(start, end);
  const last = lastOf(first, end);
  if (last - first > LONGEST_MENU) return false;
  const longestWord = <usize>load<u16>(LONGEST) << 1;
  let items = 0;
  let strong = 0;
  let weak = 0;
  let numbers = 0;
  for (let at = itemStart(first, last); at < last; ) {
    const behind = itemEnd(at, last);
    const length = behind - at;
    const opens = (itemKind(at) & OPENS_RELATED) != 0;
    let end = behind;
    while (end > at && (itemKind(end - 2) & TRAILS) != 0) end -= 2;
    if (length > longestWord && !opens && end == behind) return false;
    items++;
    const kind = end - at <= longestWord ? kindOf(at, end) & MENU_WORD : 0;
    if (kind > WEAK || (opens && (needsOf(ENDS, at, end) & RELATED_WORD) != 0)) strong++;
    else if (kind == WEAK) weak++;
    else if (isNumber(at, end)) numbers++;
    else if (length > LONGEST_ITEM) return false;
    at = itemStart(behind, last);
  }
  const known = strong + weak;
  if (items <= 2) return strong > 0 && known == items;
  return strong == items || (known >= 3 && (known + numbers) * 5 >= items * 3) || (strong >= 2 && strong * 2 >= items);
}

/** Necessary for share buttons without a label: several items, all of them networks. */
export function couldBeShares(start: usize, end: usize): bool {
  let items = 0;
  for (let at = itemStart(start, end); at < end; items++) {
    const behind = itemEnd(at, end);
    if ((kindOf(at, behind) & TARGET) == 0) return false;
    at = itemStart(behind, end);
  }
  return items > 1;
}

function itemStart(from: usize, end: usize): usize {
  let at = from;
  while (at < end && (itemKind(at) & SEPARATES) != 0) at += 2;
  return at;
}

function itemEnd(from: usize, end: usize): usize {
  let at = from;
  while (at < end && (itemKind(at) & SEPARATES) == 0) at += 2;
  return at;
}

function isNumber(start: usize, end: usize): bool {
  if (end - start > LONGEST_NUMBER) return false;
  for (let at = start; at < end; at += 2) if ((itemKind(at) & IS_DIGIT) == 0) return false;
  return true;
}

/** The kind of a word of the lists, or of one that hashes alike; 0 for others. */
function kindOf(start: usize, end: usize): u32 {
  let hash: u32 = 0;
  for (let at = start; at < end; at += 2) {
    const number = <u32>load<u16>(signOf(at), UNIT_NUMBER);
    if (number == 0) return 0;
    hash = (hash + number) * 0x9e3779b1;
  }
  return <u32>load<u8>(MENU_WORDS + <usize>(hash >>> (32 - MENU_BITS)));
}

// @ts-ignore
@inline
function itemKind(at: usize): u32 {
  return <u32>load<u8>(signOf(at), ITEMS);
}
