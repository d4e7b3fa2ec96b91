// Where the tables are; ../engine.ts writes them.

/** i32 by unit: `ConvertTable.map`. */
export const MAP: usize = 0x1000;
/** u16 by unit: `ConvertTable.codes`. */
export const CODES: usize = 0x41000;
/** u8 by unit: `ConvertTable.flags`. */
export const FLAGS: usize = 0x61000;
/** u16: `ConvertTable.pairs`. */
export const PAIRS: usize = 0x71000;

/** The tries: four addresses for each, of `base`, `check`, `value` and `pool`; 0 = there is none. */
const TRIES: usize = 0x100;
export const NORMALIZE: usize = TRIES;
export const OWN: usize = TRIES + 16;
export const SEGMENT: usize = TRIES + 32;
export const FIRST: usize = TRIES + 48;
export const LAST: usize = TRIES + 64;

/** u64, two for each slot: short regions that were converted, and what they became. */
export const MEMO: usize = 0x75000;
export const MEMO_BITS: u64 = 12;

/** First byte behind these. */
export const MEMORY_START: usize = 0x85000;

/** Bits of the flags. */
export const LEFT_FLAG: u32 = 1;
export const SLOW_FLAG: u32 = 2;
export const DESCRIPTION_FLAG: u32 = 4;

/** Mask of the pair filter: see src/data/build/convert-table.ts. */
const FILTER_MASK: u32 = (1 << 17) - 1;

export function setTrie(number: i32, base: usize, check: usize, value: usize, pool: usize): void {
  const at = TRIES + (<usize>number << 4);
  store<u32>(at, <u32>base);
  store<u32>(at, <u32>check, 4);
  store<u32>(at, <u32>value, 8);
  store<u32>(at, <u32>pool, 12);
}

// @ts-ignore
@inline
export function flagsOf(unit: u32): u32 {
  return load<u8>(FLAGS + unit);
}

/** The place of a pair in the filter. */
// @ts-ignore
@inline
export function pairHash(left: u32, right: u32): u32 {
  return ((left * 0x9e37) ^ (right * 0x85eb)) & FILTER_MASK;
}

/** The filter of live pairs, in the lowest bit: false positives cost time only. */
// @ts-ignore
@inline
export function pairBits(hash: u32): u32 {
  return load<u16>(PAIRS + ((hash >>> 4) << 1)) >>> (hash & 15);
}

/** End of the last match of {@link longestMatch}. */
export let matchEnd: usize = 0;

/** Address of the value (length, units) of the longest key at `from`, or 0. */
export function longestMatch(trie: usize, from: usize, end: usize): usize {
  const base = <usize>load<u32>(trie);
  if (base == 0) return 0;
  const check = <usize>load<u32>(trie, 4);
  const value = <usize>load<u32>(trie, 8);
  let state: u32 = 0;
  let found: u32 = 0;
  for (let at = from; at < end; at += 2) {
    const code = <u32>load<u16>(CODES + (<usize>load<u16>(at) << 1));
    if (code == 0) break;
    const next = <u32>load<u16>(base + (<usize>state << 1)) + code;
    if (<u32>load<u16>(check + (<usize>next << 1)) != state + 1) break;
    state = next;
    const here = <u32>load<u16>(value + (<usize>state << 1));
    if (here == 0) continue;
    found = here;
    matchEnd = at + 2;
  }
  return found == 0 ? 0 : <usize>load<u32>(trie, 12) + (<usize>found << 1);
}
