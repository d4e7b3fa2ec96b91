import { inflateRawSync } from "node:zlib";
import { loadTable } from "../../data/load.ts";
import { prepareTables } from "../../data/prepare.ts";

/** A packed table: its header and the bytes behind it. */
export interface Packed<Header> {
  readonly header: Header;
  readonly body: Uint8Array;
}

/** Reads and inflates a table of `src/data` written by `src/data/build/decode-models.ts`. */
export function loadPacked<Header>(name: string): Packed<Header> {
  const { bytes } = prepareTables(name, () => ({ bytes: new Uint8Array(inflateRawSync(loadTable(name))) }));
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return { header: JSON.parse(UTF8.decode(bytes.subarray(4, end))) as Header, body: bytes.subarray(end) };
}

const UTF8 = new TextDecoder();

/** Code points of a coded character set by cell; 0 = no character. */
export interface CodeTable {
  readonly cells: Uint32Array;
  /** Cells that stand for several code points (Big5-HKSCS has four). */
  readonly sequences: ReadonlyMap<number, string>;
}

function loadCodeTable(name: string): CodeTable {
  const { header, body } = loadPacked<{ readonly count: number; readonly sequences: readonly [number, string][] }>(name);
  const { count } = header;
  const { cells } = prepareTables(`${name} cells`, () => {
    const joined = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      joined[i] = (body[i] as number) | ((body[i + count] as number) << 8) | ((body[i + 2 * count] as number) << 16);
    }
    return { cells: joined };
  });
  return { cells, sequences: new Map(header.sequences) };
}

/** Cells in a row of `big5Table`: trails 40 to FE. */
export const BIG5_ROW = 191;
let big5: CodeTable | undefined;

/** Big5 with HKSCS (WHATWG index): cell = (lead - 0x81) * BIG5_ROW + trail - 0x40. Loaded at the first call. */
export function big5Table(): CodeTable {
  big5 ??= loadCodeTable("decode-big5.bin");
  return big5;
}

let big5Pairs: Uint16Array | undefined;

/** The characters of the BMP in `big5Table` by `lead << 8 | trail`; 0 = none. */
export function big5Units(): Uint16Array {
  big5Pairs ??= prepareTables("decode big5 units", () => ({ units: makeBig5Units(big5Table().cells) })).units;
  return big5Pairs;
}

function makeBig5Units(cells: Uint32Array): Uint16Array {
  const units = new Uint16Array(0x10000);
  let cell = 0;
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const code = cells[cell++] as number;
      if (code <= 0xffff) units[(lead << 8) | trail] = code;
    }
  }
  return units;
}

/** Cells in a plane of `cnsTable`. */
export const CNS_PLANE: number = 94 * 94;
let cns: CodeTable | undefined;

/** CNS 11643 planes 1 to 7 and 15: cell = index of the plane * CNS_PLANE + row * 94 + column, both from 0. Loaded at the first call. */
export function cnsTable(): CodeTable {
  cns ??= loadCodeTable("decode-cns.bin");
  return cns;
}

/** Index of a CNS plane in `cnsTable`; -1 for planes without characters in Unicode. */
export function cnsPlaneIndex(plane: number): number {
  if (plane >= 1 && plane <= 7) return plane - 1;
  return plane === 15 ? 7 : -1;
}

let korean: Uint16Array | undefined;

/**
 * CP949 by `lead << 8 | trail`. KS X 1001 is read from `TextDecoder`; the extension, which Node's decoder lacks, holds all other
 * syllables in Unicode order: leads 81 to C6, trails 41-5A, 61-7A, 81-FE, from A1 on up to A0 only (WHATWG index euc-kr).
 */
export function koreanTable(): Uint16Array {
  korean ??= prepareTables("decode korean", () => ({ units: makeKoreanTable() })).units;
  return korean;
}

function makeKoreanTable(): Uint16Array {
  const table = makePairs("euc-kr", [0xa1, 0xfe], [0xa1, 0xfe]);
  const standard = new Uint8Array(0x10000);
  for (let lead = 0xa1; lead <= 0xfe; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) standard[table[(lead << 8) | trail] as number] = 1;
  }
  let syllable = 0xac00;
  for (let lead = 0x81; lead <= 0xc6; lead++) {
    const last = lead < 0xa1 ? 0xfe : 0xa0;
    for (let trail = 0x41; trail <= last && syllable <= 0xd7a3; trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue;
      while (standard[syllable] === 1) syllable++;
      if (syllable <= 0xd7a3) table[(lead << 8) | trail] = syllable++;
    }
  }
  return table;
}

/**
 * BMP characters of a two-byte encoding as Node's own decoder gives them, by `lead << 8 | trail`; 0 where it gives none.
 *
 * @param leads first and last lead byte
 * @param trails first and last trail byte
 */
export function readPairs(encoding: string, leads: readonly [number, number], trails: readonly [number, number]): Uint16Array {
  return prepareTables(`decode pairs ${encoding}`, () => ({ units: makePairs(encoding, leads, trails) })).units;
}

function makePairs(encoding: string, leads: readonly [number, number], trails: readonly [number, number]): Uint16Array {
  const width = trails[1] - trails[0] + 1;
  const bytes = new Uint8Array((leads[1] - leads[0] + 1) * width * 3);
  let at = 0;
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (let trail = trails[0]; trail <= trails[1]; trail++) {
      bytes[at] = lead;
      bytes[at + 1] = trail;
      bytes[at + 2] = 0x0a;
      at += 3;
    }
  }
  const text = new TextDecoder(encoding).decode(bytes);
  const table = new Uint16Array(0x10000);
  let code = 0;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    const unit = text.charCodeAt(start);
    if (end - start === 1 && unit !== 0xfffd && unit >= 0x80) {
      table[((leads[0] + Math.floor(code / width)) << 8) | (trails[0] + (code % width))] = unit;
    }
    code++;
    start = end + 1;
  }
  return table;
}
