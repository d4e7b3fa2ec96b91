/** Bytes of a file four at a time, for `nextHigh`. */
export function wordsOf({ buffer }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, 0, buffer.byteLength >> 2);
}

/** The bits of a word that ASCII has not. */
export const HIGH_BITS: number = 0x80808080 | 0;

/** Where the first byte beyond ASCII stands in [from, end), or `end`. @param words of these bytes: they are read four at a time */
export function nextHigh(bytes: Uint8Array, words: Uint32Array, from: number, end: number): number {
  const base = bytes.byteOffset;
  let at = from;
  for (; ((base + at) & 3) !== 0; at++) if (at >= end || (bytes[at] as number) >= 0x80) return at;
  while (at + 4 <= end && ((words[(base + at) >> 2] as number) & HIGH_BITS) === 0) at += 4;
  while (at < end && (bytes[at] as number) < 0x80) at++;
  return Math.min(at, end);
}
