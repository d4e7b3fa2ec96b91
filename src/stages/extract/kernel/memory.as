// Where everything is in the memory that the kernel shares with TypeScript (../lines.ts), which writes the text and reads the lines.

/** u16: the text, zeros in front of it and behind it. Behind that: the lines. */
export const TEXT: usize = 0x1010;

/** First byte that the memory does not have. */
let limit: usize = 0;

const PAGE_BITS: usize = 16;
/** So that addresses stay below 2^32. */
const MOST_PAGES: i32 = 0xffff;
const FEWEST_MORE_PAGES: i32 = 16;

/** Begins a text that has been written. */
export function beginText(units: i32): void {
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
