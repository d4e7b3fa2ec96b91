// Bytes to code points for scoring. Decoding proper is in decoder.ts.

/** A sequence that is no character. */
export const NO_CHARACTER = -1;
/** A character cut off by the end. */
export const CUT_CHARACTER = -2;

/** Code points and how many there are. */
export interface CodePoints {
  readonly codes: Int32Array;
  readonly count: number;
  /** How many of them are `NO_CHARACTER`. */
  readonly invalid: number;
}

/** Two-byte characters by `lead << 8 | trail`; anything else beyond ASCII is `NO_CHARACTER`. */
export function readDoubleByte(bytes: Uint8Array, table: Uint16Array): CodePoints {
  const codes = new Int32Array(bytes.length);
  let count = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] as number;
    const code = lead < 0x80 ? lead : (table[(lead << 8) | (bytes[at + 1] ?? 0)] as number);
    if (code === 0 && lead >= 0x80) invalid++;
    codes[count++] = code === 0 ? NO_CHARACTER : code;
    if (code >= 0x80) at++;
  }
  return { codes, count, invalid };
}

/** UTF-16 without regard to a byte order mark. */
export function readUtf16(bytes: Uint8Array, end: number, bigEndian: boolean): CodePoints {
  const [high, low] = bigEndian ? [0, 1] : [1, 0];
  const codes = new Int32Array(end >> 1);
  let count = 0;
  for (let at = 0; at + 1 < end; at += 2) {
    const unit = ((bytes[at + high] as number) << 8) | (bytes[at + low] as number);
    if ((unit & 0xf800) !== 0xd800) {
      codes[count++] = unit === 0xfffe || unit === 0xffff ? NO_CHARACTER : unit;
      continue;
    }
    const second = at + 3 < end ? ((bytes[at + 2 + high] as number) << 8) | (bytes[at + 2 + low] as number) : 0;
    if ((unit & 0x400) === 0 && (second & 0xfc00) === 0xdc00) {
      codes[count++] = 0x10000 + ((unit & 0x3ff) << 10) + (second & 0x3ff);
      at += 2;
    } else codes[count++] = NO_CHARACTER;
  }
  return { codes, count, invalid: codes.subarray(0, count).filter((code) => code === NO_CHARACTER).length };
}

/** UTF-32 without regard to a byte order mark. */
export function readUtf32(bytes: Uint8Array, end: number, bigEndian: boolean): CodePoints {
  const codes = new Int32Array(end >> 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = 0; at + 3 < end; at += 4) {
    const code = view.getUint32(at, !bigEndian);
    codes[count++] = code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? NO_CHARACTER : code;
  }
  return { codes, count, invalid: codes.subarray(0, count).filter((code) => code === NO_CHARACTER).length };
}
