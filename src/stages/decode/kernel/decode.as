// Bytes of two-byte encodings to UTF-16. Errors as in the WHATWG standard: a sequence without a character gives one U+FFFD, and a bad
// trail byte that is ASCII is read again as itself.
import { PIECE, UNITS, USED } from "./memory";

/** Instead of the address of a table that is only needed for rare characters, as in ../kernel.ts. */
const NOT_LOADED: usize = 1;
/** Instead of the number of units: that table is needed. */
const NEEDS_RARE: i32 = -1;
const ERROR: u32 = 0xfffd;

let out: usize = 0;
let needsRare: bool = false;

// @ts-ignore
@inline
function push(unit: u32): void {
  store<u16>(out, <u16>unit);
  out += 2;
}

/** Appends a code point, U+FFFD for 0. */
function pushCode(code: u32): void {
  if (code > 0xffff) {
    push(0xd800 + ((code - 0x10000) >> 10));
    push(0xdc00 + (code & 0x3ff));
  } else push(code == 0 ? ERROR : code);
}

/** Writes ASCII, and pairs that have a unit in the table. Gives the place of the first byte that is neither. */
function fill(from: usize, end: usize, table: usize): usize {
  let at = from;
  let to = out;
  while (at < end) {
    const byte = <usize>load<u8>(at);
    if (byte < 0x80) {
      const bytes = v128.load(at);
      v128.store(to, i16x8.extend_low_i8x16_u(bytes));
      v128.store(to, i16x8.extend_high_i8x16_u(bytes), 16);
      const count = min(<usize>ctz(i8x16.bitmask(bytes) | 0x10000), end - at);
      at += count;
      to += count << 1;
    } else {
      if (at + 1 == end) break;
      const unit = load<u16>(table + ((byte & 0x7f) << 9) + (<usize>load<u8>(at, 1) << 1));
      if (unit == 0) break;
      store<u16>(to, unit);
      at += 2;
      to += 2;
    }
  }
  out = to;
  return at;
}

/** Gives the number of UNITS; USED has the bytes that they are made of: what is left is the beginning of a character. */
function finish(at: usize): i32 {
  if (needsRare) return NEEDS_RARE;
  store<u32>(USED, <u32>(at - PIECE));
  return <i32>((out - UNITS) >> 1);
}

/**
 * Decodes the first bytes of the piece.
 *
 * @param isLast no more bytes follow: a cut-off character becomes U+FFFD
 * @param table units by pair
 * @param quads units of the four-byte codes in order, see ../gb18030.ts
 */
export function decodeGb18030(count: i32, isLast: bool, table: usize, quads: usize): i32 {
  const end = PIECE + <usize>count;
  out = UNITS;
  needsRare = false;
  let at = fill(PIECE, end, table);
  while (at < end) {
    const used = decodeRarity(at, end, isLast, quads);
    if (used == 0) break;
    at = fill(at + used, end, table);
  }
  return finish(at);
}

/** Four-byte characters, 80 (the euro sign of old GBK) and errors. Gives the bytes used, 0 when more are needed. */
function decodeRarity(at: usize, end: usize, isLast: bool, quads: usize): usize {
  const lead = <u32>load<u8>(at);
  if (lead == 0x80 || lead == 0xff) {
    push(lead == 0x80 ? 0x20ac : ERROR);
    return 1;
  }
  const left = end - at;
  const second = <u32>load<u8>(at, 1);
  if (left == 1 || second < 0x30 || second > 0x39) {
    if (left == 1 && !isLast) return 0;
    push(ERROR);
    return left == 1 || second < 0x80 ? 1 : 2;
  }
  const third = <u32>load<u8>(at, 2);
  const isCut = left == 2 || (left == 3 && third >= 0x81 && third <= 0xfe);
  if (isCut && !isLast) return 0;
  const fourth = <u32>load<u8>(at, 3);
  if (isCut || third < 0x81 || third > 0xfe || fourth < 0x30 || fourth > 0x39) {
    push(ERROR);
    return isCut ? left : 1; // the standard gives one U+FFFD for all that is left
  }
  const code = (((lead - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30;
  if (code < BMP_CODES && quads == NOT_LOADED) needsRare = true;
  else pushCode(readQuad(code, quads));
  return 4;
}

/** As in ../gb18030.ts. */
const BMP_CODES: u32 = 39_420;
const FIRST_SUPPLEMENTARY: u32 = 189_000;

/** Code point of a four-byte code counted from 81308130; 0 when there is none. */
function readQuad(code: u32, quads: usize): u32 {
  if (code < BMP_CODES) return load<u16>(quads + (<usize>code << 1));
  return code >= FIRST_SUPPLEMENTARY && code - FIRST_SUPPLEMENTARY < 0x100000 ? 0x10000 + code - FIRST_SUPPLEMENTARY : 0;
}

/** Cells of a row of the table for rare characters: trails 40 to FE. */
const CELLS: u32 = 191;

/**
 * The same for encodings of two bytes.
 *
 * @param cells code points by lead and trail for what the table has not; above 10FFFF they are two units; 0 = there are no others
 */
export function decodePairs(count: i32, isLast: bool, table: usize, cells: usize): i32 {
  const end = PIECE + <usize>count;
  out = UNITS;
  needsRare = false;
  let at = fill(PIECE, end, table);
  while (at < end) {
    const lead = <u32>load<u8>(at);
    if (lead == 0x80 || lead == 0xff) {
      push(ERROR);
      at = fill(at + 1, end, table);
      continue;
    }
    if (at + 1 == end) {
      if (!isLast) break;
      push(ERROR);
      at = end;
      break;
    }
    const trail = <u32>load<u8>(at, 1);
    const code = cells == 0 || trail < 0x40 || trail > 0xfe ? 0 : readCell(cells, (lead - 0x81) * CELLS + trail - 0x40);
    if (code > 0x10ffff) {
      push(code >> 16);
      push(code);
    } else pushCode(code);
    at = fill(at + (code == 0 && trail < 0x80 ? 1 : 2), end, table);
  }
  return finish(at);
}

function readCell(cells: usize, cell: u32): u32 {
  if (cells == NOT_LOADED) {
    needsRare = true;
    return 0;
  }
  return load<u32>(cells + (<usize>cell << 2));
}
