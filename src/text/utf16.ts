// Texts as UTF-16 units in a buffer. By the functions that `write` and `toString` of a Buffer end in, which look for the encoding and check
// what is known here: V8 compiled both into each function that hands a text to a kernel.

/** What every Buffer of Node has, and its types leave out. */
interface Utf16Buffer {
  ucs2Write(text: string, at: number, bytes: number): number;
  ucs2Slice(start: number, end: number): string;
}

/** Writes a text, or as much as there is room for; `at` in bytes. Gives the bytes written. */
export function writeUnits(buffer: Buffer, text: string, at: number): number {
  return (buffer as unknown as Utf16Buffer).ucs2Write(text, at, buffer.length - at);
}

/** The text between two places, in bytes, that are in the buffer. */
export function readUnits(buffer: Buffer, start: number, end: number): string {
  return (buffer as unknown as Utf16Buffer).ucs2Slice(start, end);
}
