// UTF-16 units to UTF-8, plain or as the inside of a JSON string.

/** First byte that the caller may use. */
export const MEMORY_START: usize = 4096;
/** Bytes that may be overwritten behind what is written, and read behind what is read. */
export const ROOM: usize = 64;

/** What follows the backslash for an ASCII character; 117 (u) = its number in four digits. */
const ESCAPES: usize = memory.data<u8>([
  117, 117, 117, 117, 117, 117, 117, 117, 98, 116, 110, 117, 102, 114, 117, 117, 117, 117, 117, 117, 117, 117, 117, 117, 117, 117, 117, 117,
  117, 117, 117, 117, 0, 0, 34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 92, 0, 0, 0,
]);
const DIGITS: usize = memory.data<u8>([48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102]);
/** The same number eight times, for each of several: V8 loads them faster than it makes them. */
const SPLATS: usize = 2048;
/** For each set of narrow ones among four units: which bytes of their four quadruples are written. */
const ORDER: usize = SPLATS + 256;

/** Surrogate pairs that were written since someone set this to 0. */
export let pairs: i32 = 0;

// @ts-ignore
@inline
function splat(place: usize): v128 {
  return v128.load(SPLATS + (place << 4));
}

/** Must be called once. */
export function prepare(): void {
  v128.store(SPLATS, i16x8.splat(<i16>0xf800));
  v128.store(SPLATS, i16x8.splat(<i16>0xd800), 16);
  v128.store(SPLATS, i16x8.splat(<i16>0xff80), 32);
  v128.store(SPLATS, i16x8.splat(<i16>0xffe0), 48);
  v128.store(SPLATS, i16x8.splat(0x22), 64);
  v128.store(SPLATS, i16x8.splat(0x5c), 80);
  v128.store(SPLATS, i16x8.splat(<i16>0x3f00), 96);
  v128.store(SPLATS, i16x8.splat(<i16>0x80e0), 112);
  v128.store(SPLATS, i16x8.splat(0x3f), 128);
  v128.store(SPLATS, i16x8.splat(0x80), 144);
  v128.store(SPLATS, i16x8.splat(0), 160);
  v128.store(SPLATS, i16x8.splat(<i16>0xfc00), 176);
  for (let narrow: u32 = 0; narrow < 16; narrow++) {
    let at: usize = ORDER + (<usize>narrow << 4);
    memory.fill(at, 0x80, 16);
    for (let lane: u32 = 0; lane < 4; lane++) {
      const size: u32 = (narrow >> lane) & 1 ? 1 : 3;
      for (let n: u32 = 0; n < size; n++) store<u8>(at++, lane * 4 + n);
    }
  }
}

/**
 * Writes units as UTF-8, eight at a time: those of three bytes and plain ASCII without a branch, others one by one.
 *
 * @param json escapes what JSON escapes, and surrogates that stand alone; else these become U+FFFD
 * @returns the place behind the last byte
 */
export function encode(from: usize, count: i32, to: usize, json: bool): usize {
  const end = from + ((<usize>count) << 1);
  const zero = splat(10);
  while (from < end) {
    const u = v128.load(from);
    const top = v128.and(u, splat(0));
    const narrow = i16x8.eq(top, zero);
    let rare = v128.or(i16x8.eq(top, splat(1)), v128.xor(narrow, i16x8.eq(v128.and(u, splat(2)), zero)));
    if (json) {
      rare = v128.or(rare, i16x8.eq(v128.and(u, splat(3)), zero));
      rare = v128.or(rare, v128.or(i16x8.eq(u, splat(4)), i16x8.eq(u, splat(5))));
    }
    let masks = i8x16.bitmask(i8x16.narrow_i16x8_s(narrow, rare));
    const left = <i32>((end - from) >> 1);
    if (left < 8) masks |= 0x100 << left;
    const two = v128.or(v128.or(v128.and(i16x8.shl(u, 2), splat(6)), i16x8.shr_u(u, 12)), splat(7));
    const firsts = v128.bitselect(u, two, narrow);
    const thirds = v128.or(v128.and(u, splat(8)), splat(9));
    const low = masks & 15;
    const lower = i8x16.shuffle(firsts, thirds, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23);
    const upper = i8x16.shuffle(firsts, thirds, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31);
    v128.store(to, i8x16.swizzle(lower, v128.load(ORDER + (<usize>low << 4))));
    v128.store(to + 12 - (popcnt(low) << 1), i8x16.swizzle(upper, v128.load(ORDER + <usize>(masks & 0xf0))));
    if (masks < 0x100) {
      to += 24 - (popcnt(masks) << 1);
      from += 16;
      continue;
    }
    const whole = ctz(masks >> 8);
    to += whole * 3 - (popcnt(masks & ((1 << whole) - 1)) << 1);
    from += whole << 1;
    if (from >= end) break;
    const isPair = from + 2 < end && (load<u16>(from) & 0xfc00) == 0xd800 && (load<u16>(from, 2) & 0xfc00) == 0xdc00;
    to = isPair ? storePair(from, to) : storeRare(load<u16>(from), json, to);
    from += isPair ? 4 : 2;
  }
  return to;
}

/** Whether there is a first half of a pair among units; overwrites the 16 bytes behind them. */
export function holdsPairs(from: usize, count: i32): bool {
  const end = from + ((<usize>count) << 1);
  v128.store(end, i64x2.splat(0));
  const mask = splat(11), first = splat(1);
  let found = i64x2.splat(0);
  for (; from < end; from += 16) found = v128.or(found, i16x8.eq(v128.and(v128.load(from), mask), first));
  return v128.any_true(found);
}

function storePair(from: usize, to: usize): usize {
  const point = (((<u32>load<u16>(from)) & 0x3ff) << 10) + ((<u32>load<u16>(from, 2)) & 0x3ff) + 0x10000;
  store<u8>(to, 0xf0 | (point >> 18));
  store<u8>(to, 0x80 | ((point >> 12) & 0x3f), 1);
  store<u8>(to, 0x80 | ((point >> 6) & 0x3f), 2);
  store<u8>(to, 0x80 | (point & 0x3f), 3);
  pairs++;
  return to + 4;
}

function storeRare(unit: u32, json: bool, to: usize): usize {
  if (unit < 0x80) return storeEscape(unit, load<u8>(ESCAPES + unit), to);
  if (unit < 0x800) {
    store<u8>(to, 0xc0 | (unit >> 6));
    store<u8>(to, 0x80 | (unit & 0x3f), 1);
    return to + 2;
  }
  if (json) return storeEscape(unit, 117, to);
  store<u32>(to, 0xbdbfef);
  return to + 3;
}

function storeEscape(unit: u32, escape: u32, to: usize): usize {
  store<u8>(to, 0x5c);
  store<u8>(to, escape, 1);
  if (escape != 117) return to + 2;
  for (let n: u32 = 0; n < 4; n++) store<u8>(to + n, load<u8>(DIGITS + ((unit >> (12 - n * 4)) & 15)), 2);
  return to + 6;
}

/** @param value a whole number that is not negative */
export function storeDigits(value: i32, to: usize): usize {
  let end = to + 1;
  for (let rest = value; rest >= 10; rest /= 10) end++;
  let rest: u32 = value;
  for (let at = end; at > to; ) {
    const tenth = rest / 10;
    store<u8>(--at, 0x30 + rest - tenth * 10);
    rest = tenth;
  }
  return end;
}
