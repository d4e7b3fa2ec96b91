// HZ (RFC 1843), ISO-2022-CN with its extension (RFC 1922) and ISO-2022-KR (RFC 1557): decoders with a state.
import { gb2312Table } from "./escapes.ts";
import { CNS_PLANE, cnsPlaneIndex, cnsTable, koreanTable } from "./tables.ts";
import type { UnitBuffer } from "./units.ts";

/** A decoder that keeps its shift state between pieces. Returns the bytes used, like `MultiByteDecoder`. */
export interface StatefulDecoder {
  decode(bytes: Uint8Array, final: boolean, out: UnitBuffer): number;
}

const LINE_FEED = 0x0a;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const ESCAPE = 0x1b;
const TILDE = 0x7e;

/** HZ: `~{` to `~}` is GB 2312, `~~` a tilde, `~` at a line end nothing; a line end leaves the Chinese mode. */
export class HzDecoder implements StatefulDecoder {
  #chinese = false;

  decode(bytes: Uint8Array, final: boolean, out: UnitBuffer): number {
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at] as number;
      if (byte !== TILDE && (!this.#chinese || byte < 0x21)) {
        if (byte === LINE_FEED) this.#chinese = false;
        out.push(byte < 0x80 ? byte : 0xfffd);
        at++;
        continue;
      }
      const next = bytes[at + 1];
      if (next === undefined) {
        if (!final) return at;
        out.push(0xfffd);
        return bytes.length;
      }
      at += byte === TILDE ? this.#readTilde(next, out) : this.#readPair(byte, next, out);
    }
    return at;
  }

  #readTilde(next: number, out: UnitBuffer): number {
    if (next === 0x7b) this.#chinese = true;
    else if (next === 0x7d) this.#chinese = false;
    else if (next === TILDE) out.push(TILDE);
    else if (next !== LINE_FEED) {
      out.push(TILDE);
      return 1;
    } else this.#chinese = false;
    return 2;
  }

  #readPair(first: number, second: number, out: UnitBuffer): number {
    const code = second < 0x21 ? 0 : (gb2312Table()[((first | 0x80) << 8) | second | 0x80] as number);
    out.pushCode(code);
    return code === 0 && second < 0x21 ? 1 : 2;
  }
}

/** What a designation selects: a table of 94 x 94 code points. */
type PairReader = (row: number, column: number) => number;

const readGb: PairReader = (row, column) => gb2312Table()[((row + 0xa1) << 8) | (column + 0xa1)] as number;
const readKorean: PairReader = (row, column) => koreanTable()[((row + 0xa1) << 8) | (column + 0xa1)] as number;
const readPlane =
  (plane: number): PairReader =>
  (row, column) =>
    cnsTable().cells[cnsPlaneIndex(plane) * CNS_PLANE + row * 94 + column] as number;

/** Designations: three bytes behind ESC. `E` is ISO-IR-165, which holds GB 2312. */
const DESIGNATIONS: Readonly<Record<string, readonly [set: "shifted" | "second" | "third", read: PairReader]>> = {
  "$)A": ["shifted", readGb],
  "$)E": ["shifted", readGb],
  "$)G": ["shifted", readPlane(1)],
  "$)C": ["shifted", readKorean],
  "$*H": ["second", readPlane(2)],
  "$+I": ["third", readPlane(3)],
  "$+J": ["third", readPlane(4)],
  "$+K": ["third", readPlane(5)],
  "$+L": ["third", readPlane(6)],
  "$+M": ["third", readPlane(7)],
};

/** ISO-2022-CN, -CN-EXT and -KR. A line end forgets the designations of the Chinese ones (RFC 1922 §3), not that of the Korean one. */
export class Iso2022Decoder implements StatefulDecoder {
  readonly #keepsDesignation: boolean;
  #sets: { shifted?: PairReader; second?: PairReader; third?: PairReader } = {};
  #out = false;

  constructor(korean: boolean) {
    this.#keepsDesignation = korean;
    if (korean) this.#sets.shifted = readKorean;
  }

  decode(bytes: Uint8Array, final: boolean, out: UnitBuffer): number {
    let at = 0;
    while (at < bytes.length) {
      const used = this.#step(bytes, at, final, out);
      if (used === 0) return at;
      at += used;
    }
    return at;
  }

  /** Reads one character or escape; returns its length, 0 when it is cut off. */
  #step(bytes: Uint8Array, at: number, final: boolean, out: UnitBuffer): number {
    const byte = bytes[at] as number;
    if (byte === ESCAPE) return this.#readEscape(bytes, at, final, out);
    if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      this.#out = byte === SHIFT_OUT;
      return 1;
    }
    if (byte === LINE_FEED || byte === 0x0d) {
      this.#out = false;
      if (!this.#keepsDesignation) this.#sets = {};
    }
    if (this.#out && byte > 0x20 && byte < 0x7f) return this.#readPair(bytes, at, 0, this.#sets.shifted, final, out);
    out.push(byte < 0x80 ? byte : 0xfffd);
    return 1;
  }

  #readEscape(bytes: Uint8Array, at: number, final: boolean, out: UnitBuffer): number {
    const next = bytes[at + 1];
    if (next === 0x4e) return this.#readPair(bytes, at, 2, this.#sets.second, final, out);
    if (next === 0x4f) return this.#readPair(bytes, at, 2, this.#sets.third, final, out);
    if (at + 4 > bytes.length && !final) return 0;
    const designation = DESIGNATIONS[String.fromCharCode(...bytes.subarray(at + 1, at + 4))];
    if (designation === undefined) {
      out.push(0xfffd);
      return 1;
    }
    this.#sets[designation[0]] = designation[1];
    return 4;
  }

  /** Reads the pair behind `skip` bytes of a single shift. */
  #readPair(bytes: Uint8Array, at: number, skip: number, read: PairReader | undefined, final: boolean, out: UnitBuffer): number {
    if (at + skip + 2 > bytes.length) {
      if (!final) return 0;
      out.push(0xfffd);
      return bytes.length - at;
    }
    const row = ((bytes[at + skip] as number) & 0x7f) - 0x21;
    const column = ((bytes[at + skip + 1] as number) & 0x7f) - 0x21;
    const valid = row >= 0 && column >= 0 && row < 94 && column < 94;
    out.pushCode(valid && read ? read(row, column) : 0);
    return valid ? skip + 2 : skip + 1;
  }
}
