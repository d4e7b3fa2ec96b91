// The frequent character references, as ../entities.ts replaces them: those of its list, and numbers of printed characters.
import { texts } from "./memory";
import { referenceOf } from "./names";

/** Letters or digits of a reference: more are left to TypeScript. */
const LONGEST: i32 = 8;

// @ts-ignore
@inline
function written(at: i32): u32 {
  return load<u16>(texts + ((<usize>at) << 1));
}

// @ts-ignore
@inline
function write(at: i32, unit: u32): void {
  store<u16>(texts + ((<usize>at) << 1), unit);
}

/** Behind the reference that was read last. */
let next: i32 = 0;

/** Replaces them between two places of `texts`; gives where the text ends then, -1 and nothing done where there are others. */
export function replaceFrequent(from: i32, to: i32): i32 {
  let first = -1;
  for (let at = from; at < to; at++) {
    if (written(at) != 0x26) continue;
    if (readReference(at, to) < 0) return -1;
    if (first < 0) first = at;
  }
  let out = first;
  for (let at = first; at < to; ) {
    const unit = written(at);
    const code = unit == 0x26 ? readReference(at, to) : 0;
    at = code > 0 ? next : at + 1;
    if (code > 0xffff) {
      write(out++, 0xd7c0 + (code >> 10));
      write(out++, 0xdc00 | (code & 0x3ff));
    } else write(out++, code > 0 ? code : unit);
  }
  return out;
}

/** The character that the reference at a `&` stands for; 0 where it is none, -1 where it may be another one. */
function readReference(at: i32, to: i32): i32 {
  const start = at + 1;
  if (start >= to) return 0;
  const unit = written(start);
  if (unit == 0x23) return readNumber(start + 1, to);
  if ((unit | 0x20) - 0x61 >= 26 && unit != 0x17f && unit != 0x212a) return 0; // those two are letters in patterns without case
  let end = start;
  while (end < to && end - start < LONGEST && written(end) - 0x61 < 26) end++;
  if (end == to || written(end) != 0x3b) return -1;
  next = end + 1;
  const character = referenceOf(texts + ((<usize>start) << 1), end - start);
  return character == 0 ? -1 : character;
}

/** As `numeric` in ../entities.ts. */
function readNumber(start: i32, to: i32): i32 {
  const isHex = start < to && (written(start) | 0x20) == 0x78;
  const first = isHex ? start + 1 : start;
  let code = 0;
  let at = first;
  for (; at < to && at - first < LONGEST - 1; at++) {
    const digit = digitOf(written(at), isHex);
    if (digit < 0) break;
    code = code * (isHex ? 16 : 10) + digit;
  }
  if (at == first || (isHex && at - first == LONGEST - 1) || at == to || written(at) != 0x3b) return -1;
  next = at + 1;
  const isPrinted = (code >= 0xa0 && code <= 0x10ffff && code >> 11 != 0x1b) || (code >= 0x20 && code < 0x7f);
  return isPrinted ? code : -1;
}

function digitOf(unit: u32, isHex: bool): i32 {
  if (unit - 0x30 < 10) return unit - 0x30;
  const letter = (unit | 0x20) - 0x61;
  return isHex && letter < 6 ? letter + 10 : -1;
}
