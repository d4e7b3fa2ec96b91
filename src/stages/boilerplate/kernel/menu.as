// Whether a line is a list of labels: its items are looked up among the words of menus. What `findMenu` of ../navigation.ts and ../judge.ts say, but for words
// that only a pattern knows.
import { foldOf, FOUND, ITEMS, LONGEST, NOTHING, RULE_SHIFT, signOf, SURE, UNIT_NUMBER, WORD_BITS, WORD_SLOTS, WORDS } from "./memory";
import { ENDS, needsOf, RELATED_WORD } from "./needs";

/** Bits of units in lists of words. */
const SEPARATES: u32 = 1;
const OPENS_RELATED: u32 = 2;
const TRAILS: u32 = 4;
const IS_DIGIT: u32 = 8;

/** What a word may be: an ordinary one, too; of a menu; the head of a link list. */
const WORD_KIND: u32 = 3;
const WEAK: u32 = 1;
const MENU_WORD: u32 = 2;
const RELATED: u32 = 3;
/** Beside it: the name of a network; sure where it stands alone; begins with 更多. */
const TARGET: u32 = 4;
const SURE_ALONE: u32 = 8;
const MORE: u32 = 16;

/** Numbers of rules: see `FIXED_RULES` of ../kernel.ts. */
const RELATED_RULE: u32 = FOUND | (1 << RULE_SHIFT);
const NAVIGATION_RULE: u32 = FOUND | (6 << RULE_SHIFT);
/** Share buttons without a label. */
export const SHARES: u32 = FOUND | SURE | (7 << RULE_SHIFT);

/** In bytes. */
const LONGEST_MENU: usize = 2 * 200;
const LONGEST_ITEM: usize = 2 * 6;
const LONGEST_NUMBER: usize = 2 * 3;
const BLANK: u32 = 0x20;

/** What is known of the items of a line. */
let items = 0;
let menu = 0;
let related = 0;
let weak = 0;
let numbers = 0;
/** Items that may be one of the words of link lists that only a pattern knows. */
let unsure = 0;
/** The last word that is in the lists. */
let word: u32 = 0;

/** What the rule says of a line of labels: an answer; NOTHING where only the rule itself knows; 0 where it is no menu. Without the blanks at its ends. */
export function menuOf(first: usize, last: usize): u32 {
  if (last - first > LONGEST_MENU || !countItems(first, last)) return 0;
  const strong = related + menu + unsure;
  const known = strong + weak;
  const isList = known >= 3 && (known + numbers) * 5 >= items * 3;
  if (items <= 2 ? strong == 0 || known != items : strong != items && !isList && (strong < 2 || strong * 2 < items)) return 0;
  if (unsure > 0) return NOTHING;
  if (strong == items && items == 1 && (word & MORE) != 0) return RELATED_RULE;
  if (strong == items || items == 2) return related > 0 ? RELATED_RULE | SURE : navigation(first, last);
  if (isList) return strong > 0 ? navigation(first, last) : NAVIGATION_RULE;
  return related >= 2 && related * 2 >= items ? RELATED_RULE : 0;
}

/** One word of a menu between two paragraphs may be a heading. */
function navigation(first: usize, last: usize): u32 {
  if (items == 1 && (word & SURE_ALONE) != 0 && itemEnd(first, last) == last && (itemKind(last - 2) & TRAILS) == 0) return NAVIGATION_RULE | SURE;
  for (let at = first; at < last; at += 2) if (foldOf(at) == BLANK) return NAVIGATION_RULE | SURE;
  return NAVIGATION_RULE;
}

/** False where an item that is no word of the lists is too long for a menu. */
function countItems(first: usize, last: usize): bool {
  const longestWord = <usize>load<u16>(LONGEST) << 1;
  items = menu = related = weak = numbers = unsure = 0;
  for (let at = itemStart(first, last); at < last; ) {
    const behind = itemEnd(at, last);
    const length = behind - at;
    const opens = (itemKind(at) & OPENS_RELATED) != 0;
    let end = behind;
    while (end > at && (itemKind(end - 2) & TRAILS) != 0) end -= 2;
    if (length > longestWord && !opens && end == behind) return false;
    items++;
    word = end - at <= longestWord ? wordOf(at, end) : 0;
    const kind = word & WORD_KIND;
    if (kind == RELATED) related++;
    else if (opens && (needsOf(ENDS, at, end) & RELATED_WORD) != 0) unsure++;
    else if (kind == MENU_WORD) menu++;
    else if (kind == WEAK) weak++;
    else if (isNumber(at, end)) numbers++;
    else if (length > LONGEST_ITEM) return false;
    at = itemStart(behind, last);
  }
  return true;
}

/** Whether a line is made of share buttons without a label: several items, all of them networks. */
export function areShares(start: usize, end: usize): bool {
  return countTargets(start, end) > 1;
}

/** Whether it is made of the commonest label, 分享到：, and networks; of other labels only the rule knows. */
export function areLabelledShares(start: usize, end: usize): bool {
  if (end - start < 8 || foldOf(start) != 0x5206 || foldOf(start + 2) != 0x4eab || foldOf(start + 4) != 0x5230) return false;
  return foldOf(start + 6) == COLON && countTargets(start + 8, end) >= 0;
}
const COLON: u32 = 0x3a;

/** Items, -1 where one of them is no network. */
function countTargets(start: usize, end: usize): i32 {
  let count = 0;
  for (let at = itemStart(start, end); at < end; count++) {
    const behind = itemEnd(at, end);
    if ((wordOf(at, behind) & TARGET) == 0) return -1;
    at = itemStart(behind, end);
  }
  return count;
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
  if (end == start || end - start > LONGEST_NUMBER) return false;
  for (let at = start; at < end; at += 2) if ((itemKind(at) & IS_DIGIT) == 0) return false;
  return true;
}

/** What a word of the lists is; 0 for others. */
function wordOf(start: usize, end: usize): u32 {
  let hash: u32 = 0;
  for (let at = start; at < end; at += 2) {
    const number = numberOf(at);
    if (number == 0) return 0;
    hash = (hash + number) * 0x9e3779b1;
  }
  let slot = hash >>> (32 - WORD_BITS);
  let number = wordAt(slot);
  while (number != 0 && !isWord(entryOf(number), start, end)) {
    slot = (slot + 1) & ((1 << WORD_BITS) - 1);
    number = wordAt(slot);
  }
  return number == 0 ? 0 : <u32>load<u8>(entryOf(number));
}

function wordAt(slot: u32): usize {
  return <usize>load<u16>(WORD_SLOTS + (<usize>slot << 1));
}

function entryOf(number: usize): usize {
  return WORDS + ((number - 1) << 5);
}

function isWord(entry: usize, start: usize, end: usize): bool {
  if (<usize>load<u8>(entry, 1) != (end - start) >> 1) return false;
  let own = entry + 2;
  for (let at = start; at < end; at += 2, own += 2) if (<u32>load<u16>(own) != numberOf(at)) return false;
  return true;
}

// @ts-ignore
@inline
function numberOf(at: usize): u32 {
  return <u32>load<u16>(signOf(at), UNIT_NUMBER);
}

// @ts-ignore
@inline
function itemKind(at: usize): u32 {
  return <u32>load<u8>(signOf(at), ITEMS);
}
