// UTF-8 that was read as windows-1252 or latin-1: its sequences in the line at hand.
import { LATIN_BYTES, LINE } from "./memory";
import { hasHan, isCjkUnit } from "./units";

/** How often UTF-8 may have been read as latin-1 on the way. */
const MAX_LAYERS: i32 = 4;
/** Share of a run of latin letters that must be UTF-8; GBK bytes have short stretches of it by chance. */
const MIN_COVERAGE: f64 = 0.8;
/** From so many characters on, a stretch may hold other scripts as well; that many valid sequences are no chance. */
const MIN_LONG: i32 = 8;
/** The same over a line without Han characters. */
const MIN_LINE_COVERAGE: f64 = 0.6;

/** Where the found edits are: i32 each of start, end (of the line), start and end of what stands there instead, which lies from `latinAfter` on. */
export let latinList: usize = 0;
export let latinAfter: usize = 0;
/** Whether all latin letters are UTF-8, or nothing says that any are. */
export let latinWhole: bool = false;

/** Where the last stretch that was read ended, and the text made of it. */
let stretchEnd: usize = 0;
let madeEnd: usize = 0;

/** Stretches of UTF-8 sequences written with latin letters, and their number; a run of latin letters counts when nearly all of it is UTF-8. */
export function findLatin(length: i32): i32 {
  const end = LINE + (<usize>length << 1);
  latinAfter = end;
  latinList = (end + (<usize>length << 1) + 15) & ~15;
  let made = latinAfter;
  let edits: i32 = 0;
  let isCertain = false;
  let covered: i32 = 0;
  let high: i32 = 0;
  for (let at = LINE; at < end; ) {
    if (byteOf(at) < 0x80) {
      at += 2;
      continue;
    }
    const first = edits;
    const before = covered;
    const start = at;
    for (; at < end && byteOf(at) >= 0x80; ) {
      if (!readStretch(at, end, made)) {
        if (isMark(load<u16>(at))) covered++;
        at += 2;
        continue;
      }
      const next = stretchEnd;
      if (peel(made)) {
        addEdit(edits++, at, next, made);
        covered += <i32>((next - at) >>> 1);
        isCertain = isCertain || isStrong(at, next, end, made);
        made = madeEnd;
      }
      at = next;
    }
    const run = <i32>((at - start) >>> 1);
    high += run;
    if (<f64>(covered - before) < <f64>run * MIN_COVERAGE) edits = first;
  }
  latinWhole = covered == high || !isCertain;
  return isCertain && (<f64>covered >= <f64>high * MIN_LINE_COVERAGE || hasHan(LINE, end)) ? edits : 0;
}

function addEdit(n: i32, start: usize, end: usize, made: usize): void {
  const edit = latinList + (<usize>n << 4);
  store<i32>(edit, <i32>((start - LINE) >>> 1));
  store<i32>(edit, <i32>((end - LINE) >>> 1), 4);
  store<i32>(edit, <i32>((made - latinAfter) >>> 1), 8);
  store<i32>(edit, <i32>((madeEnd - latinAfter) >>> 1), 12);
}

/** The byte that windows-1252 or latin-1 shows as the unit there; -1 when there is none. */
// @ts-ignore
@inline
function byteOf(at: usize): i32 {
  const unit = <i32>load<u16>(at);
  if (unit < 0x100) return unit;
  if (unit > 0x2122) return -1;
  const byte = <i32>load<u8>(LATIN_BYTES + <usize>unit);
  return byte == 0 ? -1 : byte;
}

/** A mark that good Chinese text has and windows-1252 too: quotation marks, dashes, dots. */
function isMark(unit: u32): bool {
  return unit >= 0x2010 || unit == 0xb7;
}

/** Reads the longest run of complete UTF-8 sequences from `start`, and writes it decoded; false when none begins there. They may lie in one place. */
function readStretch(start: usize, end: usize, made: usize): bool {
  let at = start;
  madeEnd = made;
  for (;;) {
    const length = sequenceLength(at, end);
    if (length == 0) break;
    let code = byteOf(at) & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) code = (code << 6) | (byteOf(at + (<usize>i << 1)) & 0x3f);
    at += <usize>length << 1;
    if (code >= 0x10000) {
      store<u16>(madeEnd, 0xd7c0 + (code >>> 10));
      store<u16>(madeEnd, 0xdc00 | (code & 0x3ff), 2);
      madeEnd += 4;
    } else {
      store<u16>(madeEnd, code);
      madeEnd += 2;
    }
  }
  stretchEnd = at;
  return at > start;
}

/** Units of the UTF-8 sequence at `at`: 2 to 4, or 0. No surrogates, no overlong forms, nothing beyond U+10FFFF. */
function sequenceLength(at: usize, end: usize): i32 {
  const lead = byteOf(at);
  const length = lead < 0xc2 || at >= end ? 0 : lead <= 0xdf ? 2 : lead <= 0xef ? 3 : lead <= 0xf4 ? 4 : 0;
  if (length == 0 || at + (<usize>length << 1) > end) return 0;
  for (let i = 1; i < length; i++) if ((byteOf(at + (<usize>i << 1)) & ~0x3f) != 0x80) return 0;
  const second = byteOf(at + 2);
  if (
    (lead == 0xe0 && second < 0xa0) ||
    (lead == 0xed && second > 0x9f) ||
    (lead == 0xf0 && second < 0x90) ||
    (lead == 0xf4 && second > 0x8f)
  )
    return 0;
  return length;
}

/** Decodes further layers while the text is UTF-8 in latin letters again; false when the result is nothing that Chinese pages hold. */
function peel(made: usize): bool {
  for (let layer = 1; layer < MAX_LAYERS && holdsSequence(made); layer++) {
    const end = madeEnd;
    if (!readStretch(made, end, made) || stretchEnd != end) return false;
  }
  let odd = 0;
  for (let at = made; at < madeEnd; at += 2) {
    let code = <u32>load<u16>(at);
    if (code - 0xd800 < 0x400) {
      at += 2;
      code = ((code - 0xd7c0) << 10) | (load<u16>(at) & 0x3ff);
    }
    if (!isPlausible(code)) odd++;
  }
  const length = <i32>((madeEnd - made) >>> 1);
  return odd == 0 || (length >= MIN_LONG && odd * 2 < length);
}

/** Whether a UTF-8 sequence of more than one byte stands anywhere in what was made. */
function holdsSequence(made: usize): bool {
  for (let at = made; at < madeEnd; at += 2) if (sequenceLength(at, madeEnd) > 0) return true;
  return false;
}

/** Latin-1, letters of pinyin, marks and signs, CJK, emoji. */
function isPlausible(code: u32): bool {
  if (code < 0x180) return code >= 0xa0;
  if (code < 0x2e80) return code - 0x1cd <= 0x1dc - 0x1cd || code >= 0x2010;
  return (
    code < 0xa000 ||
    code - 0xf900 < 0xfb00 - 0xf900 ||
    code - 0xfe10 < 0x10000 - 0xfe10 ||
    code - 0x1f000 < 0x1fb00 - 0x1f000 ||
    code - 0x20000 < 0x2a6e0 - 0x20000
  );
}

/** Evidence enough by itself: something Chinese in it, or latin-1 marks between Han characters (`Â·`, `â€œ`). */
function isStrong(start: usize, next: usize, end: usize, made: usize): bool {
  for (let at = made; at < madeEnd; at += 2) if (isCjkUnit(load<u16>(at))) return true;
  return (start > LINE && isCjkUnit(load<u16>(start - 2))) || (next < end && isCjkUnit(load<u16>(next)));
}
