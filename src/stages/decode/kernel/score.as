// How many units (1/8 bit) each model needs for the sample.
import { ASCII, CASE_COSTS, CODES, INVALID, MODELS, PROGRESS, SAMPLE } from "./memory";

/** As in ../scores.ts and ../classes.ts. */
export const INVALID_COST: i32 = 160;
export const CUT_COST: i32 = 96;
export const BOUNDARY: u32 = 0;
/** Bytes of a row of transitions: twelve kinds. */
export const ROW: u32 = 24;

/** Sorts of models, as in ../kernel.ts; from here on the number of classes of a single-byte model. */
const GB18030: u32 = 1;
const SHIFT_JIS: u32 = 2;
const EUC_JP: u32 = 3;
const EUC_TW: u32 = 4;
const FIRST_SINGLE: u32 = 8;

/** Kind and cost of characters without one of their own, as in ../models.ts. */
const RARE_HAN: i32 = (5 << 8) | 160;
const RARE_OTHER: i32 = (10 << 8) | 128;
const HALF_WIDTH: i32 = (11 << 8) | 48;
const RARE_HAN_IN_PLANE_2: i32 = RARE_HAN - 24;

/** Units of a model that is out. */
export const OUT: i32 = i32.MAX_VALUE;

/**
 * Lets models [first, last) read text up to `end`, as long as they need no more than `hopeless` units beyond the least that any has needed
 * there. Gives the least.
 *
 * @param text its address
 * @param length of all of it
 * @param found the least of other models
 */
export function runFirst(first: i32, last: i32, text: usize, end: i32, length: i32, found: i32, hopeless: i32): i32 {
  let least = found;
  for (let n = first; n < last; n++) least = min(least, runOne(n, text, end, length, least > OUT - hopeless ? OUT : least + hopeless));
  return least;
}

/** Lets models [first, last) go on up to the end of the sample. Whoever has needed more units than `limit` is out. */
export function runOn(first: i32, last: i32, length: i32, limit: i32): void {
  for (let n = first; n < last; n++) {
    const progress = PROGRESS + (<usize>n << 4);
    if (load<i32>(progress) > limit) store<i32>(progress, OUT);
    else if (load<i32>(progress, 4) < length) runOne(n, SAMPLE, length, length, OUT);
  }
}

function runOne(n: i32, text: usize, end: i32, length: i32, limit: i32): i32 {
  const model = MODELS + (<usize>n << 4);
  const progress = PROGRESS + (<usize>n << 4);
  if (load<u32>(model, 8) < FIRST_SINGLE) runDouble(model, progress, text, end, length, limit);
  else runSingle(model, progress, text, end, limit);
  return load<i32>(progress);
}

function runDouble(model: usize, progress: usize, text: usize, end: i32, length: i32, limit: i32): void {
  const pairs = <usize>load<u32>(model);
  const transitions = <usize>load<u32>(model, 4);
  const stop = text + <usize>end;
  const last = text + <usize>length;
  let units = load<i32>(progress);
  let at = text + <usize>load<i32>(progress, 4);
  let previous = load<u32>(progress, 8);
  while (at < stop && units <= limit) {
    const byte = <usize>load<u8>(at);
    let entry: u32;
    if (byte < 0x80) {
      entry = load<u16>(ASCII + (byte << 1));
      at++;
    } else {
      if (at + 1 >= last) {
        units += CUT_COST;
        at++;
        break;
      }
      entry = entryOf(pairs, byte, at);
      if (entry != 0) at += 2;
      else {
        const special = matchSpecial(load<u32>(model, 8), at, last);
        if (special < 0) {
          units += INVALID_COST;
          previous = BOUNDARY;
          at++;
          continue;
        }
        entry = <u32>special & 0xffff;
        at += <usize>(special >> 16);
      }
    }
    const kind = entry >> 8;
    units += <i32>load<u16>(transitions + <usize>(previous * ROW + (kind << 1))) + <i32>(entry & 0xff);
    previous = kind;
  }
  store<i32>(progress, units);
  store<i32>(progress, <i32>(at - text), 4);
  store<u32>(progress, previous, 8);
}

/** Kind and cost of the two-byte character at `at`, 0 for none. */
// @ts-ignore
@inline
export function entryOf(pairs: usize, lead: usize, at: usize): u32 {
  return load<u16>(pairs + ((lead & 0x7f) << 9) + (<usize>load<u8>(at, 1) << 1));
}

/**
 * Characters of one, three or four bytes, the second of which stands before `end`: `length << 16 | kind << 8 | cost`, or -1. A character
 * cut off by the end is free.
 */
export function matchSpecial(sort: u32, at: usize, end: usize): i32 {
  const lead = load<u8>(at);
  const second = load<u8>(at, 1);
  if (sort == GB18030) return matchFourBytes(lead, second, at, end);
  if (sort == SHIFT_JIS) return lead >= 0xa1 && lead <= 0xdf ? (1 << 16) | HALF_WIDTH : -1;
  if (sort == EUC_JP) {
    if (lead == 0x8e && second >= 0xa1 && second <= 0xdf) return (2 << 16) | HALF_WIDTH;
    return lead == 0x8f && second >= 0xa1 && isHigh(at + 2, end) ? (3 << 16) | RARE_HAN : -1;
  }
  if (sort != EUC_TW || lead != 0x8e || second < 0xa1 || second > 0xaf) return -1;
  if (!isHigh(at + 2, end) || !isHigh(at + 3, end)) return -1;
  return (4 << 16) | (second == 0xa2 ? RARE_HAN_IN_PLANE_2 : RARE_HAN);
}

function isHigh(at: usize, end: usize): bool {
  return at >= end || load<u8>(at) >= 0xa1;
}

/** GB18030: 81-FE 30-39 81-FE 30-39. Leads 81 and 82 begin with letters and extension A, 95 to 98 are the supplementary ideographs. */
function matchFourBytes(lead: u8, second: u8, at: usize, end: usize): i32 {
  if (second < 0x30 || second > 0x39) return -1;
  if (at + 2 < end && (load<u8>(at, 2) < 0x81 || load<u8>(at, 2) > 0xfe)) return -1;
  if (at + 3 < end && (load<u8>(at, 3) < 0x30 || load<u8>(at, 3) > 0x39)) return -1;
  const han = lead == 0x82 || (lead >= 0x95 && lead <= 0x9a) || (lead == 0x81 && second >= 0x39);
  return (4 << 16) | (han ? RARE_HAN : RARE_OTHER);
}

/** The table of bytes has class, case (times five), and cost (u16) of each. */
function runSingle(model: usize, progress: usize, text: usize, end: i32, limit: i32): void {
  const pairs = <usize>load<u32>(model);
  const bytes = <usize>load<u32>(model, 4);
  const classes = load<u32>(model, 8);
  const stop = text + <usize>end;
  let units = load<i32>(progress);
  let at = text + <usize>load<i32>(progress, 4);
  let before: u32 = at == text ? 0 : load<u32>(bytes + (<usize>load<u8>(at - 1) << 2));
  for (; at < stop && units <= limit; at++) {
    const entry = load<u32>(bytes + (<usize>load<u8>(at) << 2));
    const pair = ((before & 0xff) * classes + (entry & 0xff)) << 1;
    const change = ((before >> 8) & 0xff) * 5 + ((entry >> 8) & 0xff);
    units += <i32>load<u16>(pairs + <usize>pair) + <i32>(entry >> 16) + <i32>load<u8>(CASE_COSTS + <usize>change);
    before = entry;
  }
  store<i32>(progress, units);
  store<i32>(progress, end, 4);
}

/** As in ../code-points.ts. */
const NO_CHARACTER: i32 = -1;
const CUT_CHARACTER: i32 = -2;

/** Reads the first bytes of the sample as UTF-8; gives the number of CODES. INVALID has the number of those that are none. */
export function readUtf8(count: i32): i32 {
  const end = SAMPLE + <usize>count;
  let out = CODES;
  let invalid = 0;
  for (let at = SAMPLE; at < end; ) {
    const lead = <i32>load<u8>(at);
    if (lead < 0x80) {
      store<i32>(out, lead);
      out += 4;
      at++;
      continue;
    }
    const length: usize = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
    const code = length == 1 ? NO_CHARACTER : readSequence(at, length, end);
    store<i32>(out, code);
    out += 4;
    if (code == NO_CHARACTER) invalid++;
    if (code == CUT_CHARACTER) break;
    at += code < 0 ? 1 : length;
  }
  store<i32>(INVALID, invalid);
  return <i32>((out - CODES) >> 2);
}

function readSequence(at: usize, length: usize, end: usize): i32 {
  let code = <i32>load<u8>(at) & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07);
  for (let i: usize = 1; i < length; i++) {
    if (at + i >= end) return CUT_CHARACTER;
    const byte = <i32>load<u8>(at + i);
    if ((byte & 0xc0) != 0x80) return NO_CHARACTER;
    code = (code << 6) | (byte & 0x3f);
  }
  const lowest = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  return code < lowest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? NO_CHARACTER : code;
}
