// Where everything is in the memory that the kernel shares with TypeScript (../kernel.ts), which writes the text and reads the sentences.

/** u8 by unit: its class, 0 = ordinary, in four bits, and what words of reporting.as it begins or ends. */
export const CLASSES: usize = 0x4000;
const CLASS_BITS: u32 = 15;
/** u16 by unit: its simplified form. */
export const FOLDS: usize = 0x14000;
/** u32: address of the sentences. */
export const SENTENCES: usize = 0x34000;
/** u16: the text, zeros in front of it and behind it. Behind that: roles of paragraphs, lines, sentences. */
export const TEXT: usize = 0x34010;

/** UTF-16 units of the text. */
export let length: i32 = 0;

/** First byte that the memory does not have. */
let limit: usize = 0;

const PAGE_BITS: usize = 16;
/** So that addresses stay below 2^32. */
const MOST_PAGES: i32 = 0xffff;
const FEWEST_MORE_PAGES: i32 = 16;

/** Begins a text that has been written. */
export function beginText(units: i32): void {
  length = units;
  limit = <usize>memory.size() << PAGE_BITS;
  const end = TEXT + (<usize>units << 1);
  v128.store(end, i64x2.splat(0));
  v128.store(end, i64x2.splat(0), 16);
}

/** Sees to it that the memory reaches to an address. */
// @ts-ignore
@inline
export function reserve(end: usize): void {
  if (end > limit) grow(end);
}

function grow(end: usize): void {
  const size = memory.size();
  const missing = <i32>((end - limit) >> PAGE_BITS) + 1;
  const wanted = min(max(missing, max(FEWEST_MORE_PAGES, size >> 1)), MOST_PAGES - size);
  if (wanted < missing || (memory.grow(wanted) < 0 && memory.grow(missing) < 0)) unreachable();
  limit = <usize>memory.size() << PAGE_BITS;
}

// @ts-ignore
@inline
export function unitAt(at: i32): u32 {
  return load<u16>(TEXT + (<usize>at << 1));
}

// @ts-ignore
@inline
export function classOf(unit: u32): u32 {
  return load<u8>(CLASSES + unit) & CLASS_BITS;
}

// @ts-ignore
@inline
export function classAt(at: i32): u32 {
  return classOf(unitAt(at));
}

// @ts-ignore
@inline
export function fold(unit: u32): u32 {
  return load<u16>(FOLDS + (<usize>unit << 1));
}
