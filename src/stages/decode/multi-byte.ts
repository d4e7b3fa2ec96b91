// Big5-HKSCS, CP949 and EUC-TW, which Node's decoders have wrong or not at all. Errors as in the WHATWG standard: a sequence without a
// character gives one U+FFFD, and a bad trail byte that is ASCII is read again as itself.
import type { PairTables } from "./kernel.ts";
import { big5Table, big5Units, CNS_PLANE, cnsPlaneIndex, cnsTable, koreanTable } from "./tables.ts";
import type { UnitBuffer } from "./units.ts";

/**
 * Decodes bytes [0, end) into `out`.
 *
 * @param final no more bytes follow: a cut-off character becomes U+FFFD
 * @returns how many bytes were used; the rest is the beginning of a character
 */
export type MultiByteDecoder = (bytes: Uint8Array, final: boolean, out: UnitBuffer) => number;

/** Big5 with HKSCS. */
export const BIG5: PairTables = { isGb18030: false, units: big5Units, rare: rareCells };

/** The cells of Big5; the four that stand for two units hold both. */
function rareCells(): Uint32Array {
  const { cells, sequences } = big5Table();
  const rare = cells.slice();
  for (const [cell, text] of sequences) rare[cell] = (text.charCodeAt(0) << 16) | text.charCodeAt(1);
  return rare;
}

/** EUC-KR with the CP949 extension. */
export const KOREAN: PairTables = { isGb18030: false, units: koreanTable, rare: null };

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
