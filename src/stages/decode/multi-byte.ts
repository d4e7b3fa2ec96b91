// Big5-HKSCS, CP949 and EUC-TW, which Node's decoders have wrong or not at all. Errors as in the WHATWG standard: a sequence without a
// character gives one U+FFFD, and a bad trail byte that is ASCII is read again as itself.
import { BIG5_ROW, big5Table, big5Units, CNS_PLANE, cnsPlaneIndex, cnsTable, koreanTable } from "./tables.ts";
import { ASCII_UNITS, type UnitBuffer } from "./units.ts";

/**
 * Decodes bytes [0, end) into `out`.
 *
 * @param final no more bytes follow: a cut-off character becomes U+FFFD
 * @returns how many bytes were used; the rest is the beginning of a character
 */
export type MultiByteDecoder = (bytes: Uint8Array, final: boolean, out: UnitBuffer) => number;

/** Big5 with HKSCS. */
export const decodeBig5: MultiByteDecoder = (bytes, final, out) => {
  const { cells, sequences } = big5Table();
  return decodePairs(bytes, final, out, big5Units(), (lead, trail) => {
    if (lead < 0x81 || trail < 0x40) return 0;
    const cell = (lead - 0x81) * BIG5_ROW + trail - 0x40;
    const code = cells[cell] as number;
    if (code !== 0) return code;
    const sequence = sequences.get(cell);
    if (sequence === undefined) return 0;
    out.pushText(sequence);
    return -1;
  });
};

/** EUC-KR with the CP949 extension. */
export const decodeKorean: MultiByteDecoder = (bytes, final, out) => {
  const table = koreanTable();
  return decodePairs(bytes, final, out, table, () => 0);
};

/**
 * @param units BMP characters by `lead << 8 | trail`
 * @param read gives the code point of a pair that has none there, 0 when there is none at all, -1 when it has written the text itself
 */
function decodePairs(
  bytes: Uint8Array,
  final: boolean,
  out: UnitBuffer,
  units: Uint16Array,
  read: (lead: number, trail: number) => number,
): number {
  const end = bytes.length;
  for (let at = out.pushFrom(bytes, 0, ASCII_UNITS, units); at < end; at = out.pushFrom(bytes, at, ASCII_UNITS, units)) {
    const lead = bytes[at] as number;
    if (lead === 0x80 || lead === 0xff) {
      out.push(0xfffd);
      at++;
      continue;
    }
    if (at + 1 === end) {
      if (!final) return at;
      out.push(0xfffd);
      return end;
    }
    const trail = bytes[at + 1] as number;
    const code = read(lead, trail);
    if (code !== -1) out.pushCode(code);
    at += code === 0 && trail < 0x80 ? 1 : 2;
  }
  return end;
}

const SINGLE_SHIFT_2 = 0x8e;

/** EUC-TW: plane 1 as two bytes, every plane as 8E, plane + A0 and two bytes. */
export const decodeEucTw: MultiByteDecoder = (bytes, final, out) => {
  const { cells } = cnsTable();
  const end = bytes.length;
  let at = 0;
  while (at < end) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      out.push(lead);
      at++;
      continue;
    }
    const length = lead === SINGLE_SHIFT_2 ? 4 : lead >= 0xa1 && lead <= 0xfe ? 2 : 1;
    const valid = countHigh(bytes, at, length);
    if (valid < length && at + valid === end) {
      if (!final) return at;
      out.push(0xfffd);
      return end;
    }
    if (length === 1 || valid < length) {
      out.push(0xfffd);
      at += valid;
      continue;
    }
    const plane = length === 4 ? cnsPlaneIndex((bytes[at + 1] as number) - 0xa0) : 0;
    const row = (bytes[at + length - 2] as number) - 0xa1;
    const column = (bytes[at + length - 1] as number) - 0xa1;
    out.pushCode(plane < 0 ? 0 : (cells[plane * CNS_PLANE + row * 94 + column] as number));
    at += length;
  }
  return end;
};

/** How many of the `length` bytes from `at` on belong to one character: the lead, and trails from A1 to FE. */
function countHigh(bytes: Uint8Array, at: number, length: number): number {
  let count = 1;
  while (count < length && at + count < bytes.length && (bytes[at + count] as number) >= 0xa1 && bytes[at + count] !== 0xff) count++;
  return count;
}
