// What a slip does to bytes: marks, lost pairs, readings.
import type { DoubleByteCodec } from "./legacy-codecs.ts";
import type { RepairTables } from "./model.ts";

const SCRIPT_WINDOW = 120;
/** Marks that commas were inserted before, and the half-width forms that stand for some of them. */
export const MARKS: string = "！，；：？。、";
const NARROW_MARKS = "!,;:?";

/** Half-width marks and the second byte (behind 0xA3) of their full-width form. */
export const FULL_WIDTH: ReadonlyMap<number, number> = new Map(
  [..."!,:;?()"].map((char) => [char.charCodeAt(0), 0x80 + char.charCodeAt(0)]),
);

/** The script (see RepairTables.scripts) that the text around a slip does not use; 3 = both occur or none. */
export function wrongScript(text: string, at: number, tables: RepairTables): number {
  let balance = 0;
  for (let i = Math.max(0, at - SCRIPT_WINDOW); i < Math.min(text.length, at + SCRIPT_WINDOW); i++) {
    const script = tables.scripts[text.charCodeAt(i)] as number;
    balance += script === 1 ? -1 : script === 2 ? 1 : 0;
  }
  return balance > 1 ? 1 : balance < -1 ? 2 : 3;
}

/** Rows of GBK with user-defined or unassigned places. */
export const LOST_ROWS: readonly number[] = Array.from({ length: 0xfe - 0xa0 }, (_, i) => 0xa1 + i).filter(
  (lead) => lead <= 0xaf || lead >= 0xf8 || lead === 0xd7,
);

/** The keys with the lowest costs, cheapest first. */
export class Cheapest {
  readonly keys: number[] = [];
  readonly #costs: number[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(key: number, cost: number): void {
    let at = this.keys.length;
    if (at === this.#limit && cost >= (this.#costs[at - 1] as number)) return;
    while (at > 0 && (this.#costs[at - 1] as number) > cost) at--;
    this.keys.splice(at, 0, key);
    this.#costs.splice(at, 0, cost);
    if (this.keys.length > this.#limit) {
      this.keys.pop();
      this.#costs.pop();
    }
  }
}

/** GBK bytes of a mark that commas were inserted before, half-width ones as full-width; 0 for anything else. */
export function markBytes(unit: number, codec: DoubleByteCodec): number {
  const char = String.fromCharCode(unit);
  const at = NARROW_MARKS.indexOf(char);
  return at >= 0 ? codec.encode(MARKS.charCodeAt(at)) : MARKS.includes(char) ? codec.encode(unit) : 0;
}
