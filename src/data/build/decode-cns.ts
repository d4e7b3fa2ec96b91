/**
 * Writes src/data/source/decode-cns11643.txt: the characters of CNS 11643 in code order, the source of the EUC-TW and ISO-2022-CN tables.
 *
 *   npx tsx src/data/build/decode-cns.ts Unihan_IRGSources.txt
 *
 * Sources: `kIRG_TSource` of the Unihan database (Unicode licence v3) for the ideographs of planes 1 to 7 and 15. The symbols of plane 1
 * are in the order of Big5's symbol area (CNS 11643-1986 and Big5 come from the same committee), so they are read from the WHATWG Big5
 * index as iconv-lite ships it (MIT).
 */
import { readFileSync, writeFileSync } from "node:fs";
import iconv from "iconv-lite";

const ROW = 94;
const PLANES = [1, 2, 3, 4, 5, 6, 7, 15];
const SOURCE_LINE = /^U\+([0-9A-F]+)\tkIRG_TSource\tT([0-9A-F])-([0-9A-F]{2})([0-9A-F]{2})$/u;
/** Marks a code without a character in the text file. */
const GAP = "\u{fffd}";

/** Character of each (plane, row, cell), row and cell counted from 0. */
function readUnihan(path: string): Map<number, string[]> {
  const planes = new Map(PLANES.map((plane) => [plane, new Array<string>(ROW * ROW).fill(GAP)]));
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const match = SOURCE_LINE.exec(line);
    if (!match) continue;
    const [, code, plane, row, cell] = match as unknown as [string, string, string, string, string];
    const index = (Number.parseInt(row, 16) - 0x21) * ROW + Number.parseInt(cell, 16) - 0x21;
    const cells = planes.get(Number.parseInt(plane, 16));
    if (cells) cells[index] = String.fromCodePoint(Number.parseInt(code, 16));
  }
  return planes;
}

/** The n-th character of a run of Big5 codes that starts at `first` (157 cells a row). */
function big5Run(first: number, count: number): string[] {
  const cells: string[] = [];
  for (let code = first; cells.length < count; code++) {
    const trail = code & 0xff;
    if (trail === 0x7f) code += 0x22;
    else if (trail === 0xff) code += 0x41;
    cells.push(iconv.decode(Buffer.from([code >> 8, code & 0xff]), "big5hkscs"));
  }
  return cells;
}

/**
 * Symbols of plane 1. Where the standard's order differs from Big5's (dashes, primes, arrows, ﹥ ﹦, Earth and Sun signs …) the
 * character is named by its row and cell; checked against glibc's EUC-TW: the same but for what Unihan has renewed since.
 */
function addSymbols(plane: string[]): void {
  const put = (code: number, characters: readonly string[]): void => {
    const first = ((code >> 8) - 0x21) * ROW + (code & 0xff) - 0x21;
    characters.forEach((character, index) => {
      plane[first + index] = character;
    });
  };
  put(0x2121, big5Run(0xa140, 234));
  put(0x2421, big5Run(0xa2af, 174));
  put(0x2126, ["・"]);
  put(0x2136, ["︱", "—", "︲", "–"]);
  put(0x216a, ["′", "‵"]);
  put(0x2223, ["‾"]);
  put(0x2242, ["﹦", "﹥", "∼"]);
  put(0x2253, ["♁", "☉"]);
  put(0x2257, ["→", "←"]);
  put(0x225d, ["‖", "｜"]);
  put(0x2621, Array.from("①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"));
  put(0x4221, Array.from("␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␡"));
}

const planes = readUnihan(process.argv[2] ?? "Unihan_IRGSources.txt");
addSymbols(planes.get(1) as string[]);
const lines = [
  "# CNS 11643 in code order: plane-row, then the 94 cells of the row (U+FFFD = no character). Made by src/data/build/decode-cns.ts from",
  "# Unihan kIRG_TSource (Unicode licence v3) and, for the symbols of plane 1, the WHATWG Big5 index (iconv-lite, MIT).",
];
for (const [plane, cells] of planes) {
  for (let row = 0; row < ROW; row++) {
    const text = cells.slice(row * ROW, (row + 1) * ROW).join("");
    if (text !== GAP.repeat(ROW)) lines.push(`${plane}-${row + 1} ${text}`);
  }
}
writeFileSync(new URL("../source/decode-cns11643.txt", import.meta.url), `${lines.join("\n")}\n`);
