// Valid UTF-8 to UTF-16, sixteen bytes at a time: ASCII, or as many characters of three bytes as there are.
import { PIECE, UNITS } from "./memory";

/** Bits of the bytes that go on with a character, where five stand behind one another. */
const FIVE: u32 = 0b0110110110110110;

/** Decodes the first bytes of the piece; gives the number of UNITS. */
export function decodeUtf8(count: i32): i32 {
  const end = PIECE + <usize>count;
  v128.store(end, i64x2.splat(0));
  let at = PIECE;
  let out = UNITS;
  while (at < end) {
    const bytes = v128.load(at);
    const high = <u32>i8x16.bitmask(bytes);
    if ((high & 1) == 0) {
      v128.store(out, i16x8.extend_low_i8x16_u(bytes));
      v128.store(out, i16x8.extend_high_i8x16_u(bytes), 16);
      if (high == 0) {
        at += 16;
        out += 32;
      } else {
        at += <usize>ctz(high);
        out += <usize>ctz(high) << 1;
      }
      continue;
    }
    const trails = <u32>i8x16.bitmask(i8x16.lt_s(bytes, i8x16.splat(-64)));
    if (trails == FIVE) {
      v128.store(out, threeBytesEach(bytes));
      at += 15;
      out += 10;
      continue;
    }
    // Every third place goes on with no character; at the first other one there is none of three bytes, or the one before has four.
    const threes = <usize>((<u32>ctz(trails ^ FIVE) - 1) / 3);
    if (threes > 0) {
      v128.store(out, threeBytesEach(bytes));
      at += threes * 3;
      out += threes << 1;
      continue;
    }
    const lead = <u32>load<u8>(at);
    if (lead < 0xe0) {
      store<u16>(out, <u16>(((lead & 0x1f) << 6) | trail(at + 1)));
      at += 2;
      out += 2;
    } else {
      const code = ((lead & 7) << 18) | (trail(at + 1) << 12) | (trail(at + 2) << 6) | trail(at + 3);
      store<u16>(out, <u16>(0xd7c0 + (code >> 10)));
      store<u16>(out, <u16>(0xdc00 + (code & 0x3ff)), 2);
      at += 4;
      out += 4;
    }
  }
  return <i32>(((out - UNITS) >> 1) - (at - end)); // zeros behind the end count as ASCII
}

/** The units of five characters. */
// @ts-ignore
@inline
function threeBytesEach(bytes: v128): v128 {
  const trails = i8x16.swizzle(bytes, i8x16(2, 1, 5, 4, 8, 7, 11, 10, 14, 13, -1, -1, -1, -1, -1, -1));
  const leads = i8x16.swizzle(bytes, i8x16(0, -1, 3, -1, 6, -1, 9, -1, 12, -1, -1, -1, -1, -1, -1, -1));
  const low = v128.and(trails, i16x8.splat(0x3f));
  const middle = i16x8.shr_u(v128.and(trails, i16x8.splat(0x3f00)), 2);
  return v128.or(v128.or(i16x8.shl(leads, 12), middle), low);
}

// @ts-ignore
@inline
function trail(at: usize): u32 {
  return <u32>load<u8>(at) & 0x3f;
}
