// Remembers what short regions became: the same few hundred make up most of a text.
import type { UnitBuffer } from "./region.ts";

/** Longest region that is remembered, in units: two to a number. */
const LONGEST = 4;
const SLOTS = 8192;

/** A direct-mapped cache of regions of at most four units whose conversion is as long; a newer one takes the place of an older. */
export class RegionMemo {
  readonly #keys = new Int32Array(SLOTS * 2);
  readonly #values = new Int32Array(SLOTS * 2);

  /** Appends the conversion of text[start, end) to `output` when it is known. */
  recall(text: string, start: number, end: number, output: UnitBuffer): boolean {
    const length = end - start;
    if (length > LONGEST) return false;
    const head = pack(text, start, end);
    const tail = pack(text, start + 2, end);
    const slot = slotOf(head, tail);
    if (this.#keys[slot] !== head || this.#keys[slot + 1] !== tail) return false;
    const one = this.#values[slot] as number;
    const two = this.#values[slot + 1] as number;
    const { units } = output;
    units[0] = one >>> 16;
    units[1] = one & 0xffff;
    units[2] = two >>> 16;
    units[3] = two & 0xffff;
    output.length = length;
    return true;
  }

  /** Keeps a conversion that was made. */
  keep(text: string, start: number, end: number, region: UnitBuffer): void {
    const length = end - start;
    if (length > LONGEST || region.length !== length) return;
    const head = pack(text, start, end);
    const tail = pack(text, start + 2, end);
    const slot = slotOf(head, tail);
    const at = (index: number): number => (index < length ? (region.units[index] as number) : 0);
    this.#keys[slot] = head;
    this.#keys[slot + 1] = tail;
    this.#values[slot] = (at(0) << 16) | at(1);
    this.#values[slot + 1] = (at(2) << 16) | at(3);
  }
}

/** Two units as one number; 0 stands for none (U+0000 is in no region). */
function pack(text: string, start: number, end: number): number {
  const high = start < end ? text.charCodeAt(start) : 0;
  const low = start + 1 < end ? text.charCodeAt(start + 1) : 0;
  return (high << 16) | low;
}

function slotOf(head: number, tail: number): number {
  const hash = Math.imul(head, 0x9e3779b1) ^ Math.imul(tail, 0x85ebca6b);
  return (hash >>> 19) << 1;
}
