// GB18030 as in the WHATWG standard §10.2, with the 2022 mappings. Node's own decoder maps every code rightly and gives the tables,
// but cut into pieces it treats damaged characters otherwise than in one, so the automaton is ours (kernel/decode.as).
import { prepareTables } from "../../data/prepare.ts";
import type { PairTables } from "./kernel.ts";
import { readPairs } from "./tables.ts";

let pairs: Uint16Array | undefined;

/** BMP character by `lead << 8 | trail`; 0 where GB18030 has none. */
export function gb18030Table(): Uint16Array {
  pairs ??= readPairs("gb18030", [0x81, 0xfe], [0x40, 0xfe]);
  return pairs;
}

/** Four-byte codes of the BMP, counted from 81308130. */
const BMP_CODES = 39420;

/** BMP characters of the four-byte codes in order, as Node's decoder gives them. */
function quadTable(): Uint16Array {
  return prepareTables("decode gb18030 quads", () => ({ units: makeQuads() })).units;
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

/** GB2312, GBK and GB18030. */
export const GB18030: PairTables = { isGb18030: true, units: gb18030Table, rare: quadTable };
