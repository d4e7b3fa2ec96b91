// Looks at the bytes of a file, sixteen at a time.
import { FILE, LINE_START, SAMPLE } from "./memory";

const LINE_FEED: u8 = 0x0a;

/** Where the first byte beyond ASCII stands in [from, end), or `end`. */
function nextHigh(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const bits = i8x16.bitmask(v128.load(at));
    if (bits != 0) return min(at + ctz(bits), end);
  }
  return end;
}

/** Behind the next line feed in [from, end), or `end`. */
function nextFeed(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const bits = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(LINE_FEED)));
    if (bits != 0) return min(at + ctz(bits) + 1, end);
  }
  return end;
}

/** Zero bytes in the first bytes of the file, and above 16 bits other controls: not tab, line ends, form feed, escape and backspace. */
export function countControls(count: i32): i32 {
  const end = FILE + <usize>count;
  let sum = 0;
  for (let at = FILE; at < end; at += 16) {
    const bytes = v128.load(at);
    const zero = i8x16.eq(bytes, i8x16.splat(0));
    const space = v128.or(i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x08)), i8x16.splat(5)), i8x16.eq(bytes, i8x16.splat(0x1b)));
    const low = v128.andnot(v128.andnot(i8x16.lt_u(bytes, i8x16.splat(0x20)), space), zero);
    const other = v128.or(low, i8x16.eq(bytes, i8x16.splat(0x7f)));
    const left = end - at;
    const mask: i32 = left < 16 ? (1 << <i32>left) - 1 : 0xffff;
    sum += popcnt(i8x16.bitmask(zero) & mask) + (popcnt(i8x16.bitmask(other) & mask) << 16);
  }
  return sum;
}

/** Bytes beyond ASCII in the first bytes of the sample. */
export function countHigh(count: i32): i32 {
  const end = SAMPLE + <usize>count;
  let sum = 0;
  for (let at = SAMPLE; at < end; at += 16) {
    const left = end - at;
    const mask: i32 = left < 16 ? (1 << <i32>left) - 1 : 0xffff;
    sum += popcnt(i8x16.bitmask(v128.load(at)) & mask);
  }
  return sum;
}

/** So many ASCII bytes in a row end a stretch, as `gaps` has it. */
const GAP_BYTES: u32 = 8;
/** ASCII before the first non-ASCII byte of a stretch. */
const CONTEXT_BYTES: usize = 6;
/** Bits of sixteen bytes, without those of the context: they make no gap. */
const BEHIND_CONTEXT: u32 = 0xffc0;
/** More than this is sampled at several places, each read up to so far; it begins within so many bytes. */
const WHOLE_BYTES: u64 = 16_384;
const PLACES: u64 = 8;
const PLACE_BYTES: usize = 65_536;
const START_BYTES: usize = 4_096;

/**
 * The non-ASCII stretches of bytes [from, end) of the file with a little ASCII around them, joined by line feeds. A stretch begins where
 * no encoding can be inside a character: behind eight ASCII bytes. A big file gives its beginning and pieces from seven places further on.
 * Gives the length of the sample, `limit` at most.
 */
export function takeSample(from: usize, end: usize, limit: i32): usize {
  const first = FILE + from;
  const last = FILE + end;
  const to = SAMPLE + <usize>limit;
  const length = <u64>(end - from);
  if (length <= WHOLE_BYTES) return collect(first, last, SAMPLE, to) - SAMPLE;
  const share = (<usize>limit) / <usize>PLACES;
  let out = collect(first, first + <usize>(length >> 1), SAMPLE, SAMPLE + 2 * share);
  for (let place: u64 = 1; place < PLACES; place++) {
    const start = findStart(first + <usize>((length * place) / PLACES), last);
    out = collect(start, last - start < PLACE_BYTES ? last : start + PLACE_BYTES, out, min(to, out + share));
  }
  if (out == SAMPLE) out = collect(first, last, out, to);
  return out - SAMPLE;
}

/** A place behind a control or a space (never part of a longer character) at or after `from`. */
function findStart(from: usize, last: usize): usize {
  const end = last - from < START_BYTES ? last : from + START_BYTES;
  for (let at = from; at < end; at++) if (load<u8>(at) < 0x30) return at + 1;
  return from;
}

/** Copies stretches from [from, to) to `used` until they reach `limit`; gives their end. */
function collect(from: usize, to: usize, used: usize, limit: usize): usize {
  let at = from;
  let out = used;
  while (at < to && out < limit) {
    at = nextHigh(at, to);
    if (at >= to) break;
    let start = at - from < CONTEXT_BYTES ? from : at - CONTEXT_BYTES;
    while (start > from && start < at && load<u8>(start) >= 0x80) start++;
    if (out > SAMPLE) store<u8>(out++, LINE_FEED);
    at = start;
    let counted = BEHIND_CONTEXT;
    let before: u32 = 0;
    while (at < to && out < limit) {
      const bytes = v128.load(at);
      v128.store(out, bytes);
      const quiet = ((~i8x16.bitmask(bytes) & counted) << (GAP_BYTES - 1)) | before;
      const count = min(min<usize>(16, to - at), limit - out);
      const gap = <usize>ctz(gaps(quiet) | 0x10000);
      at += min(count, gap + 1);
      out += min(count, gap + 1);
      if (gap < 16 && gap + 1 <= count) break;
      counted = 0xffff;
      before = quiet >> 16;
    }
  }
  return out;
}

/** Where so many bits begin as there are bytes in a gap, all of them set. */
function gaps(quiet: u32): u32 {
  const two = quiet & (quiet >> 1);
  const four = two & (two >> 2);
  return four & (four >> 4);
}

/** Sequences looked at before the whole line is: text in another encoding seldom passes the first. */
const FIRST_SEQUENCES: i32 = 3;

/**
 * The end of the next line of the file from `from` on that is not ASCII, line feed included; 0 where there is none. LINE_START has its
 * beginning.
 *
 * @param isUtf8 only a line of which the first sequences beyond ASCII have the form of UTF-8
 */
export function nextLine(from: usize, length: usize, isUtf8: bool): usize {
  const last = FILE + length;
  let start = FILE + from;
  while (true) {
    const high = nextHigh(start, last);
    if (high >= last) return 0;
    const end = nextFeed(high, last);
    if (!isUtf8 || beginsLikeUtf8(high, end)) {
      let first = high;
      while (first > start && load<u8>(first - 1) != LINE_FEED) first--;
      store<u32>(LINE_START, <u32>(first - FILE));
      return end - FILE;
    }
    start = end;
  }
}

function beginsLikeUtf8(high: usize, end: usize): bool {
  let seen = 0;
  for (let at = high; at < end && seen < FIRST_SEQUENCES; at++) {
    const lead = load<u8>(at);
    if (lead < 0x80) continue;
    const trails: usize = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || at + trails >= end) return false;
    for (let i: usize = 0; i < trails; i++) if ((load<u8>(++at) & 0xc0) != 0x80) return false;
    seen++;
  }
  return true;
}
