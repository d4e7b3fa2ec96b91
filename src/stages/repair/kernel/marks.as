// What characters and bytes of a slip may be.
import { UNASSIGNED } from "./memory";
import { gbkCode } from "./model";

// @ts-ignore
@inline
export function isUnassigned(lead: u32, trail: u32): bool {
  return load<u8>(UNASSIGNED + ((lead << 8) | trail)) != 0;
}

/** A digit or letter of ASCII. */
export function isWord(unit: u32): bool {
  return unit - 0x30 < 10 || (unit | 0x20) - 0x61 < 26;
}

/** `!,:;?()`, whose full-width forms have 0xA3 before a byte that is theirs and 0x80. */
export function hasFullWidth(unit: u32): bool {
  return unit == 0x21 || unit == 0x2c || unit == 0x3a || unit == 0x3b || unit == 0x3f || unit == 0x28 || unit == 0x29;
}

/** `！，；：？。、`, the marks that commas were inserted before. */
export function isWideMark(unit: u32): bool {
  return unit - 0x3001 < 2 || unit == 0xff01 || unit == 0xff0c || unit == 0xff1a || unit == 0xff1b || unit == 0xff1f;
}

/** GBK bytes of such a mark, half-width ones `!,;:?` as full-width; 0 for anything else. */
export function markBytes(unit: u32): u32 {
  const wide = unit == 0x21 || unit == 0x2c || unit == 0x3a || unit == 0x3b || unit == 0x3f ? unit + 0xfee0 : unit;
  return isWideMark(wide) ? gbkCode(wide) : 0;
}
