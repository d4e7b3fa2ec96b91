/** Bytes 80 to 9F of windows-1252 (WHATWG index; Node 20 gives C1 controls). */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Bytes A0 to FF of iso-8859-16, which Node lacks (WHATWG index). */
const ISO_8859_16 = "\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

const tables = new Map<string, string>();

/** What Node gives for the holes of windows-874. */
const PRIVATE_USE = /[\ue000-\uf8fe]/gu;

/** The 128 characters of bytes 80 to FF; U+FFFD where there is none. The encodings are those of the WHATWG standard that Node knows. */
export function singleByteTable(encoding: string): string {
  let table = tables.get(encoding);
  if (table === undefined) {
    const high = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
    if (encoding === "windows-1252") table = WINDOWS_1252 + Buffer.from(high.subarray(32)).toString("latin1");
    else if (encoding === "iso-8859-16") table = Buffer.from(high.subarray(0, 32)).toString("latin1") + ISO_8859_16;
    else table = new TextDecoder(encoding).decode(high).replaceAll(PRIVATE_USE, "\u{fffd}");
    tables.set(encoding, table);
  }
  return table;
}
