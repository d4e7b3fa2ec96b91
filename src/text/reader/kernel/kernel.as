// AssemblyScript: `node scripts/kernel.mjs` compiles this file to ../kernel-code.ts. ../line-reader.ts says what the addresses hold.
//
// Reads lines of JSONL that are what most are: one object, each of its keys known and there once, each value a string or null. Everything
// else is said to be something else, and is left to `JSON.parse`. UTF-16 units in, eight at a time; behind the last one stands a line feed.

/** i32: units of a name, by name; then as many units, 16 at most. */
const NAMES: usize = 0x1000;
const NAME_BYTES: usize = 64;
const NAME_UNITS: usize = 16;
/** Where the line ends, whether it is such an object, then for each name the place of its value and how many units it has. */
const RESULT: usize = 0x1800;
const FIELDS: usize = RESULT + 8;
/** Instead of a number of units. */
const ABSENT: i32 = -1;
const NULL: i32 = -2;

const LINE_FEED: u32 = 0x0a;
const QUOTE: u32 = 0x22;
const COLON: u32 = 0x3a;
const COMMA: u32 = 0x2c;
const BACKSLASH: u32 = 0x5c;
const OPENING: u32 = 0x7b;
const CLOSING: u32 = 0x7d;
/** `null`. */
const NULL_UNITS: u64 = 0x006c_006c_0075_006e;

/** What stands behind a backslash, by unit from `"` on: what it stands for; 0 = nothing, 1 = `u`. */
const ESCAPES: usize = memory.data<u8>([
  34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 92, 0, 0, 0, 0, 0, 8, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 13, 0, 9, 1,
]);
const ESCAPES_COUNT: u32 = 84;
/** Quotation marks, backslashes and the first that is no control character, eight times each: V8 loads them faster than it makes them. */
const SPLATS: usize = memory.data<u16>([
  34, 34, 34, 34, 34, 34, 34, 34, 92, 92, 92, 92, 92, 92, 92, 92, 32, 32, 32, 32, 32, 32, 32, 32,
]);

let names: i32 = 0;
/** Where the values of the line end. */
let output: usize = 0;

/** @param count names in `NAMES` */
export function setNames(count: i32): void {
  names = count;
}

/**
 * Reads the line at `from` of what ends at `end`.
 *
 * @param to where its values go: as many units as the line has, and eight more
 */
export function readLine(from: usize, end: usize, to: usize): void {
  for (let n = 0; n < names; n++) store<i32>(FIELDS + (<usize>n << 3), ABSENT, 4);
  output = to;
  const last = load<u16>(from) == OPENING ? readObject(from + 2) : 0;
  const isWhole = last != 0 && (last >= end || load<u16>(last) == LINE_FEED);
  let stop = isWhole ? last : from;
  while (stop < end && load<u16>(stop) != LINE_FEED) stop += 2;
  store<u32>(RESULT, <u32>stop);
  store<i32>(RESULT, isWhole ? 1 : 0, 4);
}

/** White space that no line ends with: a line feed stops it. */
function skip(at: usize): usize {
  while (true) {
    const unit: u32 = load<u16>(at);
    if (unit != 0x20 && unit != 0x09 && unit != 0x0d) return at;
    at += 2;
  }
}

/** The members of an object, and the white space behind it; 0 where there is anything else. */
function readObject(at: usize): usize {
  at = skip(at);
  if (load<u16>(at) == CLOSING) return skip(at + 2);
  while (true) {
    if (load<u16>(at) != QUOTE) return 0;
    const key = at + 2;
    at = key;
    while (at - key <= 2 * NAME_UNITS && load<u16>(at) != QUOTE) at += 2;
    const field = fieldOf(key, at);
    if (field == 0 || load<i32>(field, 4) != ABSENT) return 0;
    at = skip(at + 2);
    if (load<u16>(at) != COLON) return 0;
    at = skip(at + 2);
    if (load<u16>(at) == QUOTE) {
      at = readString(at + 2, field);
      if (at == 0) return 0;
    } else if (load<u64>(at) == NULL_UNITS) {
      store<i32>(field, NULL, 4);
      at += 8;
    } else return 0;
    at = skip(at);
    const unit: u32 = load<u16>(at);
    at = skip(at + 2);
    if (unit == CLOSING) return at;
    if (unit != COMMA) return 0;
  }
}

/** Where the value of a key goes; 0 where it has no such name. */
function fieldOf(key: usize, end: usize): usize {
  const length = <i32>((end - key) >> 1);
  for (let n = 0; n < names; n++) {
    const name = NAMES + <usize>n * NAME_BYTES;
    if (load<i32>(name) != length) continue;
    let at = key;
    while (at < end && load<u16>(at) == load<u16>(name + 4 + (at - key))) at += 2;
    if (at == end) return FIELDS + (<usize>n << 3);
  }
  return 0;
}

/** Writes what a string stands for, up to its mark; 0 where it is none, or no text. */
function readString(at: usize, field: usize): usize {
  const quotes = v128.load(SPLATS), backslashes = v128.load(SPLATS, 16), first = v128.load(SPLATS, 32);
  const start = output;
  let to = start;
  while (true) {
    const units = v128.load(at);
    v128.store(to, units);
    const special = v128.or(v128.or(i16x8.eq(units, quotes), i16x8.eq(units, backslashes)), i16x8.lt_u(units, first));
    if (!v128.any_true(special)) {
      at += 16;
      to += 16;
      continue;
    }
    const plain = (<usize>ctz(i16x8.bitmask(special))) << 1;
    at += plain;
    to += plain;
    const unit: u32 = load<u16>(at);
    if (unit != BACKSLASH) {
      store<u32>(field, <u32>start);
      store<i32>(field, <i32>((to - start) >> 1), 4);
      output = to;
      return unit == QUOTE ? at + 2 : 0;
    }
    const place = <u32>load<u16>(at, 2) - QUOTE;
    const escaped: u32 = place < ESCAPES_COUNT ? load<u8>(ESCAPES + place) : 0;
    if (escaped == 0) return 0;
    at += 4;
    if (escaped > 1) store<u16>(to, escaped);
    else {
      const value = hex(at);
      if (value < 0) return 0;
      at += 8;
      store<u16>(to, value);
      if ((value & 0xf800) == 0xd800) {
        if (value >= 0xdc00 || load<u32>(at) != 0x0075_005c) return 0;
        const second = hex(at + 4);
        if ((second & ~0x3ff) != 0xdc00) return 0;
        at += 12;
        to += 2;
        store<u16>(to, second);
      }
    }
    to += 2;
  }
}

/** Four hexadecimal digits; -1 where they are none. */
function hex(at: usize): i32 {
  let value = 0;
  for (let n = 0; n < 4; n++) {
    const unit: u32 = load<u16>(at + (<usize>n << 1));
    const letter = (unit | 0x20) - 0x61;
    const digit = unit - 0x30 < 10 ? unit - 0x30 : letter < 6 ? letter + 10 : 16;
    if (digit == 16) return -1;
    value = (value << 4) | digit;
  }
  return value;
}
