// What the class and id of a node say of it, as flags: whole words of them, words joined by `-`, `_` or camel case, and pairs of them. The words
// are those of ../classes.ts.
import { WORD_BITS, wordSlots, words } from "./memory";
import { isSpace } from "./values";

/** Flags (../page.ts). */
const HIDDEN: i32 = 512;
const CAPTION: i32 = 8192;
/** Beside the flags of a word: it means nothing but as the whole class or id. */
const WHOLE_ONLY: i32 = 1 << 30;

/** Of a class and id so much is read, of one of them so many words. */
const LONGEST_NAMES: i32 = 200;
const MOST_WORDS: i32 = 24;
/** Units of the longest word that is known, and more. */
const LONGEST_WORD: i32 = 32;
const FACTOR: u32 = 0x9e3779b1;

/** The name at hand in lower case; where its words begin and end; two of them joined. */
const NAME: usize = memory.data(400, 16);
const PLACES: usize = memory.data(192, 16);
const PAIR: usize = memory.data(80, 16);

// @ts-ignore
@inline
function unitOf(text: usize, at: i32): u32 {
  return load<u16>(text + ((<usize>at) << 1));
}

// @ts-ignore
@inline
function setUnit(text: usize, at: i32, unit: u32): void {
  store<u16>(text + ((<usize>at) << 1), unit);
}

/** Never 0. */
function hashOf(text: usize, length: i32): u32 {
  let hash: u32 = length;
  for (let at = 0; at < length; at++) hash = rotl<u32>((hash ^ unitOf(text, at)) * FACTOR, 15);
  return (hash * FACTOR) | 1;
}

/** Where a word is or would be: its hash, where it begins among `words`, its length and its flags, 32 bits each. */
function slotOf(hash: u32, text: usize, length: i32): usize {
  let slot = hash >> (32 - <u32>WORD_BITS);
  let at = wordSlots + (<usize>slot << 4);
  while (load<u32>(at) != 0 && !(load<u32>(at) == hash && load<i32>(at, 8) == length && isSame(load<i32>(at, 4), text, length))) {
    slot = (slot + 1) & ((1 << <u32>WORD_BITS) - 1);
    at = wordSlots + (<usize>slot << 4);
  }
  return at;
}

function isSame(word: i32, text: usize, length: i32): bool {
  for (let at = 0; at < length; at++) if (unitOf(words, word + at) != unitOf(text, at)) return false;
  return true;
}

/** Adds flags to the words between two places of `words`, which blanks set apart. */
export function setWords(from: i32, to: i32, flags: i32): void {
  let start = from;
  for (let at = from; at <= to; at++) {
    if (at < to && unitOf(words, at) != 0x20) continue;
    const word = words + ((<usize>start) << 1);
    const hash = hashOf(word, at - start);
    const slot = slotOf(hash, word, at - start);
    store<u32>(slot, hash);
    store<i32>(slot, start, 4);
    store<i32>(slot, at - start, 8);
    store<i32>(slot, load<i32>(slot, 12) | flags, 12);
    start = at + 1;
  }
}

/** The flags of a word, `WHOLE_ONLY` among them; 0 for an unknown one. */
function flagsOfWord(text: usize, length: i32): i32 {
  return length > LONGEST_WORD ? 0 : load<i32>(slotOf(hashOf(text, length), text, length), 12);
}

// @ts-ignore
@inline
function isDigit(unit: u32): bool {
  return unit - 0x30 < 10;
}

// @ts-ignore
@inline
function isWordUnit(unit: u32): bool {
  return unit - 0x61 < 26 || isDigit(unit);
}

/** @param names UTF-16 */
export function flagsOfNames(names: usize, length: i32): i32 {
  const cut = min(length, LONGEST_NAMES);
  let flags = 0;
  let start = 0;
  for (let at = 0; at <= cut; at++) {
    if (at < cut && !isSpace(unitOf(names, at))) continue;
    if (at > start) flags |= flagsOfName(names + ((<usize>start) << 1), at - start);
    start = at + 1;
  }
  if (flags & HIDDEN && isShownElsewhere(names, cut)) flags &= ~HIDDEN;
  return namesCaption(names, length) ? flags | CAPTION : flags;
}

/** `hidden md:block`: hidden on small screens only. */
function isShownElsewhere(names: usize, length: i32): bool {
  for (let at = 0; at + 5 <= length; at++) {
    if (unitOf(names, at) != 0x3a) continue;
    // "fle", "gri" and so on: three units behind the colon, and what is left of the word.
    const rest = names + ((<usize>at + 1) << 1);
    const left = length - at - 1;
    const four = load<u64>(rest);
    if (four == 0x0078_0065_006c_0066 || four == 0x0064_0069_0072_0067) return true; // flex, grid
    if (left >= 5 && four == 0x0063_006f_006c_0062 && unitOf(rest, 4) == 0x6b) return true; // block
    if (left >= 5 && four == 0x006c_0062_0061_0074 && unitOf(rest, 4) == 0x65) return true; // table
    if (left >= 6 && four == 0x0069_006c_006e_0069 && load<u32>(rest, 8) == 0x0065_006e) return true; // inline
  }
  return false;
}

/** `caption` or `credit` alone or between blanks, `-` and `_`. */
function namesCaption(names: usize, length: i32): bool {
  let start = 0;
  for (let at = 0; at <= length; at++) {
    const unit: u32 = at < length ? unitOf(names, at) : 0x20;
    if (unit != 0x2d && unit != 0x5f && !isSpace(unit)) continue;
    if ((at - start == 7 || at - start == 6) && isCaption(names + ((<usize>start) << 1), at - start)) return true;
    start = at + 1;
  }
  return false;
}

const LOWER: u64 = 0x0020_0020_0020_0020;

/** Letters in either case; what is none has other bits. */
function isCaption(word: usize, length: i32): bool {
  const first = load<u64>(word) | LOWER;
  const last = load<u64>(word + ((<usize>length - 4) << 1)) | LOWER;
  return length == 7
    ? first == 0x0074_0070_0061_0063 && last == 0x006e_006f_0069_0074
    : first == 0x0064_0065_0072_0063 && last == 0x0074_0069_0064_0065;
}

function flagsOfName(name: usize, length: i32): i32 {
  const isWhole = lower(name, length);
  const whole = isWhole ? flagsOfWord(NAME, length) & ~WHOLE_ONLY : 0;
  if (whole != 0) return whole;
  const count = cut(name, length);
  let flags = 0;
  for (let i = 0; i < count; i++) {
    const start = load<i32>(PLACES + (<usize>i << 3));
    const end = load<i32>(PLACES + (<usize>i << 3), 4);
    const pair = i + 1 < count ? flagsOfPair(start, end, load<i32>(PLACES + (<usize>i << 3), 8), load<i32>(PLACES + (<usize>i << 3), 12)) : 0;
    if (pair != 0) {
      flags |= pair;
      i++;
      continue;
    }
    const own = flagsOfWord(NAME + ((<usize>start) << 1), end - start);
    if (!(own & WHOLE_ONLY)) flags |= own;
  }
  return flags;
}

/** Of two words written as one, or with a `-` between them. */
function flagsOfPair(a: i32, aEnd: i32, b: i32, bEnd: i32): i32 {
  if (bEnd == b || aEnd - a + bEnd - b > LONGEST_WORD) return 0;
  let length = 0;
  for (let at = a; at < aEnd; at++) setUnit(PAIR, length++, unitOf(NAME, at));
  const joint = length;
  for (let at = b; at < bEnd; at++) setUnit(PAIR, length++, unitOf(NAME, at));
  const joined = flagsOfWord(PAIR, length) & ~WHOLE_ONLY;
  if (joined != 0) return joined;
  length = joint;
  setUnit(PAIR, length++, 0x2d);
  for (let at = b; at < bEnd; at++) setUnit(PAIR, length++, unitOf(NAME, at));
  return flagsOfWord(PAIR, length) & ~WHOLE_ONLY;
}

/** Puts a name in lower case into `NAME`. As Unicode has it, K (212A) is a k, and İ (130) an i with a mark, which no word has: false. */
function lower(name: usize, length: i32): bool {
  let isWhole = true;
  for (let at = 0; at < length; at++) {
    const unit = unitOf(name, at);
    if (unit == 0x130) isWhole = false;
    setUnit(NAME, at, unit - 0x41 < 26 ? unit + 0x20 : unit == 0x212a ? 0x6b : unit == 0x130 ? 0x69 : unit);
  }
  return isWhole;
}

/** Cuts the name at what is no letter or digit and at camel case; numbers at the end of a word go. Gives the number of words: empty ones count. */
function cut(name: usize, length: i32): i32 {
  let count = 0;
  let start = 0;
  for (let at = 0; at < length && count < MOST_WORDS; at++) {
    const unit = unitOf(NAME, at);
    const isCamel = at > start && unitOf(name, at) - 0x41 < 26 && isWordUnit(unitOf(name, at - 1));
    const isLastOfWord = unitOf(name, at) == 0x130;
    if (isCamel) {
      place(count++, start, at);
      start = at;
      continue;
    }
    if (isWordUnit(unit) && !isLastOfWord) continue;
    place(count++, start, isLastOfWord ? at + 1 : at);
    while (at + 1 < length && !isWordUnit(unitOf(NAME, at + 1))) at++;
    start = at + 1;
  }
  if (count < MOST_WORDS) place(count++, start, length);
  return count;
}

function place(word: i32, start: i32, end: i32): void {
  while (end > start && isDigit(unitOf(NAME, end - 1))) end--;
  store<i32>(PLACES + (<usize>word << 3), start);
  store<i32>(PLACES + (<usize>word << 3), end, 4);
}
