import { prepareTables } from "../../data/prepare.ts";
import { kindOfAscii } from "./classes.ts";
import { gb18030Table } from "./gb18030.ts";
import { type DecodeKernel, decodeKernel, type Table } from "./kernel.ts";
import { type Alphabet, bindAlphabet, costPairs, loadModels } from "./models.ts";
import { CASE_COSTS } from "./scores.ts";
import { singleByteTable } from "./single-byte.ts";
import { BIG5_ROW, big5Table, cnsTable, koreanTable, readPairs } from "./tables.ts";

/** An encoding and a language. */
export interface Candidate {
  readonly encoding: string;
  /** What it must make up for before its first character, in bits: how rare it is among Chinese corpora. */
  readonly prior: number;
  /** Its number in the kernel. */
  readonly model: number;
}

/** Candidates whose models follow one another in the kernel. */
export interface Group {
  readonly candidates: readonly Candidate[];
  readonly first: number;
  /** Behind the last one. */
  readonly end: number;
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

let doubleByte: Group | undefined;
let read: Group | undefined;
let named: Group | undefined;

/** Two-byte encodings with their languages; tables are built at the first call. */
export function doubleByteGroup(): Group {
  doubleByte ??= addDouble(decodeKernel());
  return doubleByte;
}

/** Single-byte encodings of the languages learnt from running text; tables are built at the first call. */
export function readGroup(): Group {
  read ??= addSingle(READ);
  return read;
}

/** Single-byte encodings of the languages learnt from names; tables are built at the first call. */
export function namedGroup(): Group {
  named ??= addSingle(NAMED);
  return named;
}

/** Whether a name is that of a two-byte encoding among the candidates. */
export function isDoubleByte(name: string): boolean {
  return DOUBLE.some(([encoding]) => encoding === name);
}

function groupOf(candidates: readonly Candidate[]): Group {
  const first = candidates[0]?.model ?? 0;
  return { candidates, first, end: first + candidates.length };
}

/** Pairs of a two-byte encoding from this one on: lead 80. */
const FIRST_PAIR = 0x8000;

function addDouble(kernel: DecodeKernel): Group {
  const { ascii, cjk } = loadModels();
  const entries = Uint16Array.from(ascii.characters, (cost, code) => (kindOfAscii(code) << 8) | cost);
  kernel.setShared(entries, CASE_COSTS);
  const transitions = new Map(cjk.map(({ language, transitions }) => [language, kernel.addTable(transitions)]));
  const candidates = DOUBLE.map(([encoding, language, prior]) => {
    const { pairs } = prepareTables(`decode ${encoding} ${language}`, () => {
      const costs = cjk.find((one) => one.language === language)?.costs as Uint8Array;
      return { pairs: costPairs(costs, encoding, codesOf(encoding)).slice(FIRST_PAIR) };
    });
    return { encoding, prior, model: kernel.addDouble(encoding, kernel.addTable(pairs), transitions.get(language) as Table) };
  });
  return groupOf(candidates);
}

function addSingle(entries: readonly SingleByteEntry[]): Group {
  const { alphabets, ascii } = loadModels();
  const candidates = entries.flatMap(([encoding, prior, languages]) =>
    languages.split(" ").flatMap((name) => {
      const alphabet = alphabets.get(name)?.();
      if (!alphabet) return [];
      return [
        {
          encoding,
          prior,
          model: addAlphabet(
            alphabet,
            bindAlphabet(alphabet, encoding, () => singleByteTable(encoding), ascii),
          ),
        },
      ];
    }),
  );
  return groupOf(candidates);
}

const pairTables = new Map<string, Table>();

/** Adds a single-byte model to the kernel. @param bytes of `bindAlphabet` */
export function addAlphabet({ language, pairs, classes }: Alphabet, bytes: Uint32Array): number {
  const kernel = decodeKernel();
  const table = pairTables.get(language) ?? kernel.addTable(pairs);
  pairTables.set(language, table);
  return kernel.addSingle(table, kernel.addTable(bytes), classes);
}

const codes = new Map<string, Uint16Array>();

/** BMP characters of a two-byte encoding by `lead << 8 | trail`. */
export function codesOf(encoding: string): Uint16Array {
  const table = codes.get(encoding) ?? readCodes(encoding);
  codes.set(encoding, table);
  return table;
}

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
