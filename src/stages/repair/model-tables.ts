// The character model as arrays, decoded from repair.bin (format: src/data/build/repair.ts).
import type { Arrays } from "../../data/prepare.ts";
import { foldUnit } from "./fold.ts";
import type { TableReader } from "./table-reader.ts";

const UNKNOWN_COST = 255;
/** Bits of an entry, by unit: id, cost of the unit alone, script; kernel/memory.as knows them too. */
export const ID_BITS: number = 0x3fff;
const COST_SHIFT = 14;
const SCRIPT_SHIFT = 22;

/** `backoffs` by id, from 1 on; the others by UTF-16 unit. */
interface Unigrams {
  readonly ids: Uint16Array;
  readonly unitCosts: Uint8Array;
  readonly backoffs: Uint8Array;
}

/** The model: by unit; by id; of each first character from `starts[id]` to `starts[id + 1]` the second ones, in order, and what they cost. */
export interface ModelTables {
  readonly entries: Uint32Array;
  readonly backoffs: Uint8Array;
  readonly starts: Uint32Array;
  readonly seconds: Uint16Array;
  readonly costs: Uint8Array;
}

/**
 * @param reader at the unigrams
 * @param simplified, scripts see RepairTables
 */
export function readModel(reader: TableReader, simplified: Uint16Array, scripts: Uint8Array): ModelTables & Arrays {
  const { ids, unitCosts, backoffs } = readUnigrams(reader, simplified);
  const entries = Uint32Array.from(
    ids,
    (id, unit) => id | ((unitCosts[unit] as number) << COST_SHIFT) | ((scripts[unit] as number) << SCRIPT_SHIFT),
  );
  return { entries, backoffs, ...readBigrams(reader, backoffs.length - 1) };
}

/** What single units cost. */
export function readUnigrams(reader: TableReader, simplified: Uint16Array): Unigrams {
  const count = reader.varint();
  const costs = new Uint8Array(count + 1).fill(UNKNOWN_COST);
  const backoffs = new Uint8Array(count + 1);
  const idOfSymbol = new Uint16Array(0x10000);
  let unit = 0;
  for (let id = 1; id <= count; id++) {
    unit += reader.varint();
    idOfSymbol[unit] = id;
    costs[id] = reader.byte();
    backoffs[id] = reader.byte();
  }
  const ids = new Uint16Array(0x10000);
  const unitCosts = new Uint8Array(0x10000).fill(UNKNOWN_COST);
  const put = (from: number, to: number, id: number): void => {
    if (to === from + 1) {
      ids[from] = id;
      unitCosts[from] = costs[id] as number;
      return;
    }
    ids.fill(id, from, to);
    unitCosts.fill(costs[id] as number, from, to);
  };
  // Long ranges fold to one symbol each; asking for every unit would take longer than all the rest.
  put(0x3400, 0x10000, idOfSymbol[foldUnit(0x1234)] as number);
  put(0xac00, 0xd7a4, idOfSymbol[foldUnit(0xac00)] as number);
  put(0xe000, 0xf900, idOfSymbol[foldUnit(0xe000)] as number);
  for (let each = 0; each < 0x3400; each++) put(each, each + 1, idOfSymbol[foldUnit(each)] as number);
  for (let each = 0x3400; each < 0xa000; each++) put(each, each + 1, idOfSymbol[simplified[each] || each] as number);
  for (let each = 0xf900; each < 0x10000; each++)
    if (each < 0xfb00 || each >= 0xfe00) put(each, each + 1, idOfSymbol[foldUnit(each)] as number);
  return { ids, unitCosts, backoffs };
}

function readBigrams(reader: TableReader, count: number): Pick<ModelTables, "starts" | "seconds" | "costs"> {
  const starts = new Uint32Array(ID_BITS + 2);
  const seconds: number[] = [];
  const costs: number[] = [];
  for (let first = 1; first <= count; first++) {
    starts[first] = seconds.length;
    let second = 1;
    for (let left = reader.varint(); left > 0; left--) {
      second += reader.varint();
      seconds.push(second);
      costs.push(reader.byte());
    }
  }
  starts.fill(seconds.length, count + 1);
  return { starts, seconds: Uint16Array.from(seconds), costs: Uint8Array.from(costs) };
}
