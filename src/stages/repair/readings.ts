// Readings of Han characters: what a character is read like, and which characters are read so.
import { prepareTables } from "../../data/prepare.ts";
import { gbk } from "./legacy-codecs.ts";
import type { TableReader } from "./table-reader.ts";

/** Readings of Han characters outside GB2312, and of some inside; syllables with tone marks. */
export interface Readings {
  /** Whether the syllable is a reading of the unit. */
  readonly has: (unit: number, syllable: string) => boolean;
  /** The main reading; undefined where none is known. */
  readonly main: (unit: number) => string | undefined;
  /** The number of a reading; -1 where no character is read so. */
  readonly idOf: (syllable: string) => number;
  readonly tables: ReadingTables;
}

/** `ids` from `starts[unit]` to `starts[unit + 1]` are the readings of a unit, the main one first; `codes` (GBK) likewise by reading. */
export interface ReadingTables {
  readonly syllables: Uint8Array;
  readonly starts: Uint16Array;
  readonly ids: Uint16Array;
  readonly codeStarts: Uint16Array;
  readonly codes: Uint16Array;
}

const FIRST_HAN = 0x4e00;
const HAN_END = 0xa000;

/** @param reader at the readings of repair.bin (src/data/build/repair-writer.ts) */
export function readReadings(reader: TableReader): Readings {
  const tables = prepareTables("repair readings", () => ({ ...decodeReadings(reader) }));
  const { syllables, starts, ids } = tables;
  const names = new TextDecoder().decode(syllables).split(" ");
  const idOf = new Map(names.map((name, id) => [name, id]));
  return {
    has: (unit, syllable) => {
      const id = idOf.get(syllable);
      if (id === undefined) return false;
      for (let i = starts[unit] as number; i < (starts[unit + 1] as number); i++) if (ids[i] === id) return true;
      return false;
    },
    main: (unit) => (starts[unit] === starts[unit + 1] ? undefined : names[ids[starts[unit] as number] as number]),
    idOf: (syllable) => idOf.get(syllable) ?? -1,
    tables,
  };
}

function decodeReadings(reader: TableReader): ReadingTables {
  const syllables = Uint8Array.from(reader.slice());
  const count = new TextDecoder().decode(syllables).split(" ").length;
  const byUnit = new Map<number, number[]>();
  let unit = 0;
  for (let left = reader.varint(); left > 0; left--) {
    unit += reader.varint();
    byUnit.set(
      unit,
      Array.from({ length: reader.byte() }, () => reader.varint()),
    );
  }
  const codesOf = Array.from({ length: count }, (): number[] => []);
  const codec = gbk();
  for (let han = FIRST_HAN; han < HAN_END; han++) {
    const code = codec.encode(han);
    if (code !== 0) for (const id of byUnit.get(han) ?? []) codesOf[id]?.push(code);
  }
  const [starts, ids] = joinLists(Array.from({ length: 0x10000 }, (_, each) => byUnit.get(each) ?? []));
  const [codeStarts, codes] = joinLists(codesOf);
  return { syllables, starts, ids, codeStarts, codes };
}

/** Lists one behind another, and where each begins; at the end, where the last one ends. */
function joinLists(lists: readonly (readonly number[])[]): [starts: Uint16Array, items: Uint16Array] {
  const starts = new Uint16Array(lists.length + 1);
  for (const [n, list] of lists.entries()) starts[n + 1] = (starts[n] as number) + list.length;
  return [starts, Uint16Array.from(lists.flat())];
}
