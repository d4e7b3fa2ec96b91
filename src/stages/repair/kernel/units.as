// Classes of UTF-16 units, as ../rules.ts and ../../../text/hanzi.ts have them.
import { LINE } from "./memory";

/** A Han character of the basic plane. */
export function isHanUnit(unit: u32): bool {
  return (
    unit - 0x4e00 <= 0x9fff - 0x4e00 ||
    unit - 0x3400 <= 0x4dbf - 0x3400 ||
    unit - 0xf900 <= 0xfaff - 0xf900 ||
    unit == 0x3007 ||
    unit == 0x3005
  );
}

export function isKana(unit: u32): bool {
  return (unit - 0x3041 <= 0x30ff - 0x3041 && unit != 0x30fb) || unit - 0x31f0 <= 0x31ff - 0x31f0;
}

/** Han, kana, CJK or full-width punctuation; lead surrogates of Han characters. */
export function isCjkUnit(unit: u32): bool {
  return (
    unit - 0x2e80 <= 0x9fff - 0x2e80 ||
    unit - 0xf900 <= 0xfaff - 0xf900 ||
    unit - 0xff00 <= 0xffef - 0xff00 ||
    unit - 0xd840 <= 0xd8bf - 0xd840
  );
}

/** Whether some unit from `start` on, and before `end`, is Han. */
export function hasHan(start: usize, end: usize): bool {
  for (let at = start; at < end; at += 2) if (isHanUnit(load<u16>(at))) return true;
  return false;
}

/** How many units of the line at hand are Han. */
export function countHan(length: i32): i32 {
  let han = 0;
  for (let at = LINE, end = LINE + (<usize>length << 1); at < end; at += 2) han += <i32>isHanUnit(load<u16>(at));
  return han;
}
