// GB18030 as in the WHATWG standard §10.2, with the 2022 mappings. Node's own decoder maps every code rightly and gives the tables,
// but cut into pieces it treats damaged characters otherwise than in one, so the automaton is ours.
import { prepareTables } from "../../data/prepare.ts";
import type { MultiByteDecoder } from "./multi-byte.ts";
import { readPairs } from "./tables.ts";
import { ASCII_UNITS, type UnitBuffer } from "./units.ts";

let pairs: Uint16Array | undefined;

/** BMP character by `lead << 8 | trail`; 0 where GB18030 has none. */
export function gb18030Table(): Uint16Array {
  pairs ??= readPairs("gb18030", [0x81, 0xfe], [0x40, 0xfe]);
  return pairs;
}

/** Four-byte codes of the BMP, and the first one beyond it, counted from 81308130. */
const BMP_CODES = 39420;
const FIRST_SUPPLEMENTARY = 189_000;

let quads: Uint16Array | undefined;

/** BMP characters of the four-byte codes in order, as Node's decoder gives them. */
function quadTable(): Uint16Array {
  quads ??= prepareTables("decode gb18030 quads", () => ({ units: makeQuads() })).units;
  return quads;
}

function makeQuads(): Uint16Array {
  const bytes = new Uint8Array(BMP_CODES * 4);
  for (let code = 0; code < BMP_CODES; code++) {
    bytes[code * 4] = 0x81 + Math.floor(code / 12600);
    bytes[code * 4 + 1] = 0x30 + (Math.floor(code / 1260) % 10);
    bytes[code * 4 + 2] = 0x81 + (Math.floor(code / 10) % 126);
    bytes[code * 4 + 3] = 0x30 + (code % 10);
  }
  const text = new TextDecoder("gb18030", { ignoreBOM: true }).decode(bytes);
  return Uint16Array.from({ length: BMP_CODES }, (_, code) => text.charCodeAt(code));
}

/** Decodes GB2312, GBK and GB18030. */
export const decodeGb18030: MultiByteDecoder = (bytes, final, out) => {
  const table = gb18030Table();
  let at = out.pushFrom(bytes, 0, ASCII_UNITS, table);
  while (at < bytes.length) {
    const used = decodeRarity(bytes, at, final, out);
    if (used === 0) return at;
    at = out.pushFrom(bytes, at + used, ASCII_UNITS, table);
  }
  return at;
};

/** Four-byte characters, 80 (the euro sign of old GBK) and errors. Returns the bytes used, 0 when more are needed. */
function decodeRarity(bytes: Uint8Array, at: number, final: boolean, out: UnitBuffer): number {
  const lead = bytes[at] as number;
  if (lead === 0x80 || lead === 0xff) {
    out.push(lead === 0x80 ? 0x20ac : 0xfffd);
    return 1;
  }
  const second = bytes[at + 1];
  if (second === undefined || second < 0x30 || second > 0x39) return endPair(second, final, out);
  const third = bytes[at + 2];
  const fourth = bytes[at + 3];
  const isCut = third === undefined || (third >= 0x81 && third <= 0xfe && fourth === undefined);
  if (isCut && !final) return 0;
  if (isCut) {
    // The standard gives one U+FFFD for all that is left.
    out.push(0xfffd);
    return bytes.length - at;
  }
  if (third < 0x81 || third > 0xfe || fourth === undefined || fourth < 0x30 || fourth > 0x39) {
    out.push(0xfffd);
    return 1;
  }
  out.pushCode(readQuad((((lead - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30));
  return 4;
}

/** A lead with a trail that makes no character: an ASCII trail is read again. */
function endPair(trail: number | undefined, final: boolean, out: UnitBuffer): number {
  if (trail === undefined && !final) return 0;
  out.push(0xfffd);
  return trail === undefined || trail < 0x80 ? 1 : 2;
}

/** Code point of a four-byte code counted from 81308130; 0 when there is none. */
function readQuad(code: number): number {
  if (code < BMP_CODES) return quadTable()[code] as number;
  const supplementary = code - FIRST_SUPPLEMENTARY;
  return supplementary >= 0 && supplementary < 0x100000 ? 0x10000 + supplementary : 0;
}
