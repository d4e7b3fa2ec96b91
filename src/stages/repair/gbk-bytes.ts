import { gbk } from "./legacy-codecs.ts";

/** GBK bytes of a line with the unit offset of each byte; -1 = no GBK character, -2 = a byte that was lost (`?`, U+FFFD). */
export interface GbkBytes {
  readonly bytes: Int16Array;
  /** Offset of the unit that a byte begins; -1 for a trail byte. */
  readonly units: Int32Array;
  readonly length: number;
}

export const NO_BYTE = -1;
export const LOST_BYTE = -2;

/** The bytes that GBK has for a line; U+FFFD counts as a lost byte. */
export function toGbk(text: string): GbkBytes {
  const codec = gbk();
  const bytes = new Int16Array(text.length * 2 + 1);
  const units = new Int32Array(text.length * 2 + 1).fill(-1);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    units[length] = i;
    if (unit === 0xfffd) bytes[length++] = LOST_BYTE;
    else if (unit < 0x80) bytes[length++] = unit;
    else if (unit === 0x20ac) bytes[length++] = 0x80;
    else {
      const code = codec.encode(unit);
      if (code === 0) bytes[length++] = NO_BYTE;
      else {
        bytes[length++] = code >> 8;
        bytes[length++] = code & 0xff;
      }
    }
  }
  units[length] = text.length;
  return { bytes, units, length };
}

/** A decoded stretch: `next` = index of the byte behind it, `end` = offset of the unit behind it. */
export interface Stretch {
  readonly next: number;
  readonly end: number;
  readonly after: string;
}
