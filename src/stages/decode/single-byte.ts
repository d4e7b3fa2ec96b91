/** Bytes 80 to 9F of windows-1252 (WHATWG index; Node 20 gives C1 controls). */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const tables = new Map<string, string>();

/** The 128 characters of bytes 80 to FF; U+FFFD where there is none. The encodings are those of the WHATWG standard that Node knows. */
export function singleByteTable(encoding: string): string {
  let table = tables.get(encoding);
  if (table === undefined) {
    const high = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
    table = new TextDecoder(encoding).decode(high);
    if (encoding === "windows-1252") table = WINDOWS_1252 + Buffer.from(high.subarray(32)).toString("latin1");
    tables.set(encoding, table);
  }
  return table;
}
