// Short lists of characters and words; of a list of words a blank stands behind each.
import { CLASSES } from "./memory";

/** Sets a bit of every unit that begins a word of a list. */
export function markFirst(words: string, bit: u32): void {
  mark(words, bit, true);
}

/** Sets a bit of every unit that ends a word of a list. */
export function markLast(words: string, bit: u32): void {
  mark(words, bit, false);
}

function mark(words: string, bit: u32, isFirst: bool): void {
  for (let i = 0; i < words.length; i++) {
    const at = changetype<usize>(words) + (<usize>i << 1);
    const isWanted = isFirst ? i == 0 || load<u16>(at - 2) == 0x20 : load<u16>(at, 2) == 0x20;
    const unit = load<u16>(at);
    if (isWanted && unit != 0x20) store<u8>(CLASSES + unit, load<u8>(CLASSES + unit) | bit);
  }
}

/** Whether a unit is among some characters. */
export function holds(characters: string, unit: u32): bool {
  const start = changetype<usize>(characters);
  const end = start + (<usize>characters.length << 1);
  for (let at = start; at < end; at += 2) if (load<u16>(at) == unit) return true;
  return false;
}

/** Length of the first of some words that stands at an address, before `end`; 0 where none does. */
export function wordAt(at: usize, end: usize, words: string): i32 {
  return find(at, end, words, false);
}

/** Length of the first of some words that ends at an address and begins no sooner than `start`; 0 where none does. */
export function wordBefore(at: usize, start: usize, words: string): i32 {
  return find(at, start, words, true);
}

function find(at: usize, bound: usize, words: string, isBefore: bool): i32 {
  const last = changetype<usize>(words) + (<usize>words.length << 1);
  for (let word = changetype<usize>(words); word < last; ) {
    let behind = word;
    while (load<u16>(behind) != 0x20) behind += 2;
    const bytes = behind - word;
    const from = isBefore ? at - bytes : at;
    if ((isBefore ? from >= bound : from + bytes <= bound) && isSame(from, word, bytes)) return <i32>(bytes >> 1);
    word = behind + 2;
  }
  return 0;
}

function isSame(a: usize, b: usize, bytes: usize): bool {
  for (let i: usize = 0; i < bytes; i += 2) if (load<u16>(a + i) != load<u16>(b + i)) return false;
  return true;
}
