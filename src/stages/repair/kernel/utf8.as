// UTF-8 that was read as GBK: whether ../double-byte-codec.ts would find a stretch of it in the line at hand, or has to search for lost bytes.
import { BEHIND, GBK_CODES, LINE } from "./memory";
import { costOf, idOf } from "./model";

// Behind the line and its zeros: i16 for each byte that GBK has for it, u16 for each: the unit that it begins.
const NO_BYTE: i32 = -1;
const LOST_BYTE: i32 = -2;
const TRAIL: u32 = 0xffff;
const QUESTION: i32 = 0x3f;

/** What decoding a stretch must gain in 1/16 nat, decoded characters that it must have, and what each may cost at most. */
const MIN_GAIN: i32 = 10 * 16;
const MIN_DECODED: i32 = 2;
const MAX_DECODED_COST: i32 = 152;

let bytes: usize = 0;
let units: usize = 0;
let count: i32 = 0;

/** Whether a stretch of UTF-8 is there that the model likes better, or one in which bytes are lost. */
export function holdsUtf8(length: i32): bool {
  encode(length);
  let end = 0; // of bytes that were followed in vain
  for (let at = 0; at < count; at++) {
    if (unitOf(at) == TRAIL || byteAt(at) < 0xc2) continue;
    if (gains(at)) return true;
    if (at < end || !beginsLossy(at)) continue;
    end = followUtf8(at);
    if (end < count && isLost(byteAt(end))) return true;
  }
  return false;
}

// @ts-ignore
@inline
function byteAt(at: i32): i32 {
  return load<i16>(bytes + (<usize>at << 1));
}

// @ts-ignore
@inline
function unitOf(at: i32): u32 {
  return load<u16>(units + (<usize>at << 1));
}

function put(byte: i32, unit: u32): void {
  store<i16>(bytes + (<usize>count << 1), <i16>byte);
  store<u16>(units + (<usize>count << 1), <u16>unit);
  count++;
}

/** Lays out the bytes that GBK has for the line. */
function encode(length: i32): void {
  bytes = (LINE + (<usize>length << 1) + BEHIND + 15) & ~15;
  units = bytes + (<usize>length << 2) + 16;
  count = 0;
  for (let n = 0; n < length; n++) {
    const unit = <u32>load<u16>(LINE + (<usize>n << 1));
    if (unit == 0xfffd) put(LOST_BYTE, n);
    else if (unit < 0x80) put(unit, n);
    else if (unit == 0x20ac) put(0x80, n);
    else {
      const code = <u32>load<u16>(GBK_CODES + (<usize>unit << 1));
      if (code == 0) put(NO_BYTE, n);
      else {
        put(code >>> 8, n);
        put(code & 0xff, TRAIL);
      }
    }
  }
  store<u64>(bytes + (<usize>count << 1), 0);
  store<u16>(units + (<usize>count << 1), <u16>length);
}

/** Whether the longest valid UTF-8 from there that ends where a character ends is what the model likes better; ASCII may stand inside. */
function gains(at: i32): bool {
  const start = unitOf(at);
  const before = start > 0 ? idOf(unitIn(start - 1)) : 0;
  let previous = before;
  let sum = 0;
  let made = 0;
  let wide = 0;
  let end: u32 = 0;
  let bestSum = 0;
  let bestMade = 0;
  let bestWide = 0;
  for (let index = at; index < count; ) {
    const length = sequenceLength(index);
    if (length == 0) break;
    const code = codeAt(index, length);
    if (!isPlausible(code)) break;
    for (let shift = code >= 0x10000 ? 1 : 0; shift >= 0; shift--) {
      const unit = code < 0x10000 ? code : shift == 1 ? 0xd7c0 + (code >>> 10) : 0xdc00 | (code & 0x3ff);
      sum += costOf(previous, unit);
      previous = idOf(unit);
      made++;
      if (unit >= 0x80) wide++;
    }
    index += length;
    if (unitOf(index) == TRAIL || (length == 1 && unitOf(index - 1) != TRAIL)) continue;
    end = unitOf(index);
    bestSum = sum;
    bestMade = made;
    bestWide = wide;
  }
  if (bestWide < MIN_DECODED || bestSum > bestMade * MAX_DECODED_COST) return false;
  return costOfUnits(start, end, before) - bestSum > MIN_GAIN;
}

// @ts-ignore
@inline
function unitIn(n: u32): u32 {
  return load<u16>(LINE + (<usize>n << 1));
}

function costOfUnits(start: u32, end: u32, before: u32): i32 {
  let sum = 0;
  let previous = before;
  for (let n = start; n < end; n++) {
    sum += costOf(previous, unitIn(n));
    previous = idOf(unitIn(n));
  }
  return sum;
}

/** Bytes of the sequence there, 1 for ASCII; 0 = none. */
function sequenceLength(at: i32): i32 {
  const lead = byteAt(at);
  if (lead < 0x80) return lead < 0 ? 0 : 1;
  const length = lead < 0xc2 ? 0 : lead <= 0xdf ? 2 : lead == 0xe0 ? 0 : lead <= 0xef ? 3 : lead <= 0xf3 ? 4 : 0;
  for (let i = 1; i < length; i++) if ((byteAt(at + i) & ~0x3f) != 0x80) return 0;
  return lead == 0xed && byteAt(at + 1) > 0x9f ? 0 : length;
}

function codeAt(at: i32, length: i32): u32 {
  if (length == 1) return byteAt(at);
  let code = byteAt(at) & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) code = (code << 6) | (byteAt(at + i) & 0x3f);
  return code;
}

/** ASCII, latin-1, marks and signs, CJK: what a page in Chinese may hold. */
function isPlausible(code: u32): bool {
  return (
    code < 0x100 ||
    code - 0x2010 < 0xa000 - 0x2010 ||
    code - 0xf900 < 0xfb00 - 0xf900 ||
    code - 0xfe10 < 0x10000 - 0xfe10 ||
    code - 0x1f300 < 0x1fb00 - 0x1f300
  );
}

/** A lead byte of Chinese text, then continuation bytes, the second of which may be lost. */
function beginsLossy(at: i32): bool {
  const lead = byteAt(at);
  if (!((lead >= 0xe2 && lead <= 0xe9) || lead == 0xef) || (byteAt(at + 1) & ~0x3f) != 0x80) return false;
  const third = byteAt(at + 2);
  return (third & ~0x3f) == 0x80 || isLost(third);
}

// @ts-ignore
@inline
function isLost(byte: i32): bool {
  return byte == LOST_BYTE || byte == QUESTION;
}

/** The place of the first byte that is lost or not of UTF-8. */
function followUtf8(at: i32): i32 {
  let lacks = 0;
  let index = at;
  for (; index < count; index++) {
    const byte = byteAt(index);
    if (byte < 0 || byte == QUESTION) break;
    if (lacks > 0) {
      if (byte < 0x80 || byte > 0xbf) break;
      lacks--;
    } else if (byte >= 0x80) {
      lacks = byte >= 0xe1 && byte <= 0xef ? 2 : byte >= 0xc2 && byte <= 0xdf ? 1 : 0;
      if (lacks == 0) break;
    }
  }
  return index;
}
