// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts.
//
// Text as UTF-8 and rows of numbers and strings as JSON, eight UTF-16 units at a time (128-bit SIMD), as `JSON.stringify` and
// `TextEncoder` have it. Whoever calls lays the memory out: strings are stretches of units, and every stretch of bytes that is written
// has `ROOM` bytes to spare behind it.
import { encode, storeDigits } from "./encode";

export { MEMORY_START, ROOM } from "./encode";
export { holdsPairs, pairs, prepare } from "./encode";

/** Kinds of columns, by what a row has for them: nothing, a number, a string, a list of strings, thousandths (../kernel-writer.ts). */
const NONE: u32 = 0;
const INTEGER: u32 = 1;
const STRING: u32 = 2;
const STRINGS: u32 = 3;
/** Bytes of a column: kind, bytes of its literal, and from the 16th on the literal, 32 bytes at most. */
const COLUMN: usize = 64;
/** Instead of a number or the length of a string: null; a string that is written as it is. */
const NULL: i32 = -1;
const RAW: i32 = -2;

/** Writes units as UTF-8; what is no text becomes U+FFFD. Gives the place behind the last byte. */
export function writeUtf8(units: usize, count: i32, to: usize): usize {
  return encode(units, count, to, false);
}

function storeNull(to: usize): usize {
  store<u32>(to, 0x6c6c756e);
  return to + 4;
}

/** Where strings begin. */
let base: usize = 0;

// @ts-ignore
@inline
function unitsOf(at: usize): usize {
  return base + (<usize>load<u32>(at) << 1);
}

/** A string: where it begins, and its length or NULL. */
function storeString(at: usize, to: usize): usize {
  const length = load<i32>(at, 4);
  if (length < 0) return storeNull(to);
  store<u8>(to, 0x22);
  to = encode(unitsOf(at), length, to + 1, true);
  store<u8>(to, 0x22);
  return to + 1;
}

/** Thousandths below 1, without zeros at the end. */
function storeFraction(thousandths: u32, to: usize): usize {
  store<u16>(to, 0x2e30);
  const tens = thousandths / 10;
  const hundreds = tens / 10;
  store<u8>(to, 0x30 + hundreds, 2);
  store<u8>(to, 0x30 + tens - hundreds * 10, 3);
  store<u8>(to, 0x30 + thousandths - tens * 10, 4);
  return to + (thousandths - tens * 10 != 0 ? 5 : tens - hundreds * 10 != 0 ? 4 : 3);
}

/**
 * Writes tables: each of them is the address of its columns, a number of rows, and the values of those.
 *
 * @param from the numbers, up to `end`
 * @param units where strings are counted from
 * @returns the place behind the last byte
 */
export function writeTables(from: usize, end: usize, units: usize, to: usize): usize {
  base = units;
  while (from < end) {
    const columns: usize = load<u32>(from);
    const rows = load<i32>(from, 4);
    const last = columns + ((<usize>load<u32>(columns)) * COLUMN);
    from += 8;
    for (let row = 0; row < rows; row++) {
      if (row > 0) store<u8>(to++, 0x2c);
      for (let column = columns; column < last; ) {
        column += COLUMN;
        v128.store(to, v128.load(column, 16));
        v128.store(to, v128.load(column, 32), 16);
        to += load<u8>(column, 1);
        const kind: u32 = load<u8>(column);
        if (kind == STRING) {
          to = storeString(from, to);
          from += 8;
        } else if (kind == STRINGS) {
          let count = load<i32>(from);
          from += 4;
          store<u8>(to++, 0x5b);
          for (; count > 0; count--) {
            to = storeString(from, to);
            from += 8;
            if (count > 1) store<u8>(to++, 0x2c);
          }
          store<u8>(to++, 0x5d);
        } else if (kind != NONE) {
          const value = load<i32>(from);
          from += 4;
          if (value >= 0) to = kind == INTEGER ? storeDigits(value, to) : storeFraction(value, to);
          else if (value == RAW) {
            to = encode(unitsOf(from), load<i32>(from, 4), to, false);
            from += 8;
          } else to = storeNull(to);
        }
      }
    }
  }
  return to;
}
