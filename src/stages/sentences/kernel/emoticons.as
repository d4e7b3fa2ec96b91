// Emoticons that stay with a stop: `^_^` `:)` `T_T`, or a short bracket without letters and digits.
import { isDigit } from "./classes";
import { unitAt } from "./memory";

/** Characters that a bracket holds at most. */
const BRACKET_LIMIT: i32 = 8;

/** Whether a character is a letter of any script. */
// @ts-ignore
@external("env", "isLetter")
declare function isLetter(codePoint: u32): bool;

/** The end of the emoticon at `at`; `at` itself where there is none. */
export function emoticonEnd(unit: u32, at: i32, end: i32): i32 {
  let behind = at;
  if (unit == 0x5e) behind = faceEnd(at);
  else if (unit == 0x3a || unit == 0x3b) behind = smileEnd(at);
  else if (unit == 0x54) behind = unitAt(at + 1) == 0x5f && unitAt(at + 2) == 0x54 ? at + 3 : at;
  else if (unit == 0x51) behind = unitAt(at + 1) == 0x41 && unitAt(at + 2) == 0x51 ? at + 3 : at;
  else if (unit == 0x28 || unit == 0xff08) behind = bracketEnd(at, end);
  return behind > end ? at : behind;
}

/** `^^` `^_^` `^.^` `^-^`. */
function faceEnd(at: i32): i32 {
  const second = unitAt(at + 1);
  if (second == 0x5e) return at + 2;
  return (second == 0x5f || second == 0x2e || second == 0x2d) && unitAt(at + 2) == 0x5e ? at + 3 : at;
}

/** `:)` `:-)` `;D` `;-P` and so on. */
function smileEnd(at: i32): i32 {
  const mouth = unitAt(at + 1) == 0x2d ? at + 2 : at + 1;
  const unit = unitAt(mouth);
  return unit == 0x29 || unit == 0x44 || unit == 0x50 ? mouth + 1 : at;
}

function bracketEnd(at: i32, end: i32): i32 {
  let i = at + 1;
  for (let count = 0; count <= BRACKET_LIMIT && i < end; count++) {
    const unit = unitAt(i);
    if (unit == 0x29 || unit == 0xff09) return count == 0 ? at : i + 1;
    if (isDigit(unit)) return at;
    const low = unitAt(i + 1);
    const isPair = (unit & 0xfc00) == 0xd800 && (low & 0xfc00) == 0xdc00;
    const codePoint = isPair ? ((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000 : unit;
    if (unit - 0x4e00 < 0x5200 || isLetter(codePoint)) return at;
    i += isPair ? 2 : 1;
  }
  return at;
}
