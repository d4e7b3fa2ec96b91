import { prepareTables } from "../../data/prepare.ts";
import { gb18030Table } from "./gb18030.ts";
import { bindAlphabet, bindPairs, type DoubleByteModel, loadModels, type Models, type SingleByteModel } from "./models.ts";
import { singleByteTable } from "./single-byte.ts";
import { BIG5_ROW, big5Table, cnsTable, koreanTable, readPairs } from "./tables.ts";

/** What a model must make up for before its first character, in bits: how rare its encoding and language are among Chinese corpora. */
export interface Candidate<Model> {
  readonly model: Model;
  readonly prior: number;
}

const DOUBLE: readonly (readonly [encoding: string, language: string, prior: number])[] = [
  ["gb18030", "zh-Hans", 0],
  ["gb18030", "zh-Hant", 3],
  ["big5", "zh-Hant", 0],
  ["euc-tw", "zh-Hant", 12],
  ["shift_jis", "ja", 6],
  ["euc-jp", "ja", 7],
  ["euc-kr", "ko", 7],
];

type SingleByteEntry = readonly [encoding: string, prior: number, languages: string];

/** Languages learnt from running text. */
const READ: readonly SingleByteEntry[] = [
  ["windows-1251", 7, "ru"],
  ["koi8-r", 12, "ru"],
  ["iso-8859-5", 12, "ru"],
  ["ibm866", 12, "ru"],
  ["x-mac-cyrillic", 14, "ru"],
  ["windows-1252", 3, "fr de en"],
  ["windows-1250", 5, "cs pl"],
  ["iso-8859-2", 6, "cs pl"],
];

/** Languages learnt from names: consulted where nothing reads well yet. */
const NAMED: readonly SingleByteEntry[] = [
  ["windows-1251", 10, "uk bg sr"],
  ["koi8-u", 15, "uk"],
  ["iso-8859-5", 11, "bg sr"],
  ["windows-1252", 9, "es pt it ca sv da nb fi nl is"],
  ["windows-1250", 13, "hu ro hr sk sl"],
  ["iso-8859-2", 14, "hu ro hr sk sl"],
  ["windows-1253", 12, "el"],
  ["iso-8859-7", 13, "el"],
  ["windows-1254", 12, "tr"],
  ["windows-1255", 12, "he"],
  ["windows-1256", 12, "ar fa"],
  ["windows-1257", 12, "lt lv et"],
  ["windows-1258", 12, "vi"],
  ["windows-874", 14, "th"],
];

let doubleByte: readonly Candidate<DoubleByteModel>[] | undefined;
let read: readonly Candidate<SingleByteModel>[] | undefined;
let named: readonly Candidate<SingleByteModel>[] | undefined;

/** Two-byte encodings with their languages; tables are built at the first call. */
export function doubleByteCandidates(): readonly Candidate<DoubleByteModel>[] {
  if (doubleByte) return doubleByte;
  const { cjk } = loadModels();
  const codes = new Map<string, Uint16Array>();
  doubleByte = DOUBLE.flatMap(([encoding, name, prior]) => {
    const language = cjk.find((one) => one.language === name);
    if (!language) return [];
    const table = codes.get(encoding) ?? readCodes(encoding);
    codes.set(encoding, table);
    return [{ model: bindPairs(language, encoding, table), prior }];
  });
  return doubleByte;
}

/** Single-byte encodings of the languages learnt from running text; tables are built at the first call. */
export function readCandidates(): readonly Candidate<SingleByteModel>[] {
  read ??= bindAll(READ);
  return read;
}

/** Single-byte encodings of the languages learnt from names; tables are built at the first call. */
export function namedCandidates(): readonly Candidate<SingleByteModel>[] {
  named ??= bindAll(NAMED);
  return named;
}

function bindAll(entries: readonly SingleByteEntry[]): Candidate<SingleByteModel>[] {
  const models = loadModels();
  return entries.flatMap(([encoding, prior, languages]) => languages.split(" ").flatMap((name) => bind(models, encoding, name, prior)));
}

function bind(models: Models, encoding: string, name: string, prior: number): Candidate<SingleByteModel>[] {
  const alphabet = models.alphabets.get(name);
  return alphabet ? [{ model: bindAlphabet(alphabet(), encoding, singleByteTable(encoding), models.ascii), prior }] : [];
}

/** BMP characters by `lead << 8 | trail`. */
function readCodes(encoding: string): Uint16Array {
  if (encoding === "gb18030") return gb18030Table();
  if (encoding === "shift_jis") return readPairs("shift_jis", [0x81, 0xfc], [0x40, 0xfc]);
  if (encoding === "euc-jp") return readPairs("euc-jp", [0xa1, 0xfe], [0xa1, 0xfe]);
  if (encoding === "euc-kr") return koreanTable();
  const spreadCells = (): Uint16Array =>
    encoding === "big5" ? spread(big5Table().cells, 0x81, 0x40, BIG5_ROW) : spread(cnsTable().cells.subarray(0, 94 * 94), 0xa1, 0xa1, 94);
  return prepareTables(`decode codes ${encoding}`, () => ({ units: spreadCells() })).units;
}

/** Supplementary characters become one that has no cost of its own: rare, but a character. */
const RARE_CHARACTER = 0x4dbf;

function spread(cells: Uint32Array, lead: number, trail: number, row: number): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let first = 0, start = lead << 8; first < cells.length; first += row, start += 0x100) {
    for (let column = 0; column < row; column++) {
      const code = cells[first + column] as number;
      if (code !== 0) table[start | (trail + column)] = code > 0xffff ? RARE_CHARACTER : code;
    }
  }
  return table;
}
