// The converter: one pass over the units, exact at the few places where phrases may stand.
import type { Edit } from "../../text/edits.ts";
import { convertRegion, makeBuffer, type RegionBuffers, reserve, type UnitBuffer } from "./region.ts";
import { diffRegion, type RunSink } from "./region-changes.ts";
import { type ConvertTable, DESCRIPTION_FLAG, LEFT_FLAG, SLOW_FLAG } from "./table.ts";

/** Bits of the pair filter, as in `src/data/build/convert-table.ts`. */
const FILTER_MASK = (1 << 17) - 1;

/** Ideographic description sequences longer than this (code units) are no sequences here, so that the scan stays linear. */
const DESCRIPTION_LIMIT = 256;

/** Scratch space that stays between texts; a larger text's space is given back. */
const KEPT_UNITS = 1 << 20;

/** What a conversion did. */
export interface Conversion {
  /** The same string when nothing changed. */
  readonly text: string;
  /** Number of runs of changed characters. */
  readonly runs: number;
  /** Characters replaced, in code points. */
  readonly chars: number;
}

/** Counts changed runs; neighbouring changes are one run. */
class RunCounter implements RunSink {
  runs = 0;
  chars = 0;
  /** End of the last change. */
  end = -1;

  add(start: number, end: number, _after: string, chars: number): void {
    if (start !== this.end) this.runs++;
    this.end = end;
    this.chars += chars;
  }
}

/** Collects changed runs as edits. */
class EditCollector implements RunSink {
  readonly edits: Edit[] = [];
  readonly #rule: string;

  constructor(rule: string) {
    this.#rule = rule;
  }

  add(start: number, end: number, after: string): void {
    const last = this.edits.at(-1);
    if (last === undefined || last.end !== start) this.edits.push({ start, end, rule: this.#rule, after });
    else this.edits[this.edits.length - 1] = { start: last.start, end, rule: this.#rule, after: last.after + after };
  }
}

/**
 * Converts text by one table. Holds scratch buffers, so one object serves one thread.
 *
 * A unit without a flag stands alone in every step of OpenCC's chain, and one array maps it. Where a match of some step may cover
 * a pair of units, the stretch of such pairs (a region, 2 to 6 units as a rule, 1 % of Taiwan text) goes through the steps one by
 * one. Without overrides the output is that of opencc-js, which a test checks.
 */
export class Converter {
  readonly #table: ConvertTable;
  readonly #buffers: RegionBuffers = { input: makeBuffer(64), middle: makeBuffer(64) };
  readonly #region: UnitBuffer = makeBuffer(64);
  #output: UnitBuffer = makeBuffer(4096);

  constructor(table: ConvertTable) {
    this.#table = table;
  }

  /** Converts text[start, end); `text` of the result is that part. */
  convert(text: string, start = 0, end: number = text.length): Conversion {
    const first = this.#firstChange(text, start, end);
    if (first === end) return { text: start === 0 && end === text.length ? text : text.slice(start, end), runs: 0, chars: 0 };
    const output = this.#output;
    output.length = 0;
    const counter = this.#append(text, first, end, output);
    const changed = Buffer.from(output.units.buffer, 0, output.length * 2).toString("utf16le");
    if (output.units.length > KEPT_UNITS) this.#output = makeBuffer(4096);
    return { text: first === start ? changed : text.slice(start, first) + changed, runs: counter.runs, chars: counter.chars };
  }

  /** The changes of {@link convert} as edits, one for each run of changed characters; UTF-16 offsets of `text`. */
  edits(text: string, rule: string, start = 0, end: number = text.length): readonly Edit[] {
    const { map, flags } = this.#table;
    const collector = new EditCollector(rule);
    for (let i = start; i < end; ) {
      const unit = text.charCodeAt(i);
      const flag = flags[unit] as number;
      const next = flag === 0 ? i : this.#regionEnd(text, i, end, flag);
      if (next > i) {
        if ((flag & DESCRIPTION_FLAG) === 0) diffRegion(text, i, next, this.#convertRegion(text, i, next), collector);
        i = next;
      } else {
        const to = map[unit] as number;
        if (to !== unit) collector.add(i, i + 1, String.fromCharCode(to));
        i++;
      }
    }
    return collector.edits;
  }

  /** The first unit or region that changes, or `end`. */
  #firstChange(text: string, start: number, end: number): number {
    const { map, flags } = this.#table;
    for (let i = start; i < end; ) {
      const unit = text.charCodeAt(i);
      const flag = flags[unit] as number;
      const next = flag === 0 ? i : this.#regionEnd(text, i, end, flag);
      if (next === i) {
        if (map[unit] !== unit) return i;
        i++;
      } else {
        if ((flag & DESCRIPTION_FLAG) === 0 && !equals(text, i, next, this.#convertRegion(text, i, next))) return i;
        i = next;
      }
    }
    return end;
  }

  /** The fast loop: appends the conversion of text[start, end) and counts. */
  #append(text: string, start: number, end: number, output: UnitBuffer): RunCounter {
    const { map, flags } = this.#table;
    const counter = new RunCounter();
    reserve(output, end - start);
    let units = output.units;
    let at = output.length;
    let runs = 0;
    let chars = 0;
    let changing = 0;
    for (let i = start; i < end; ) {
      const unit = text.charCodeAt(i);
      const flag = flags[unit] as number;
      const next = flag === 0 ? i : this.#regionEnd(text, i, end, flag);
      if (next === i) {
        const to = map[unit] as number;
        units[at++] = to;
        const changed = to === unit ? 0 : 1;
        runs += changed & (changing ^ 1);
        chars += changed;
        changing = changed;
        i++;
        continue;
      }
      output.length = at;
      counter.end = changing === 1 ? i : -1;
      this.#appendRegion(text, i, next, (flag & DESCRIPTION_FLAG) !== 0, counter, output);
      reserve(output, end - next);
      changing = counter.end === next ? 1 : 0;
      units = output.units;
      at = output.length;
      i = next;
    }
    output.length = at;
    counter.runs += runs;
    counter.chars += chars;
    return counter;
  }

  #appendRegion(text: string, start: number, end: number, verbatim: boolean, counter: RunCounter, output: UnitBuffer): void {
    if (verbatim) {
      reserve(output, end - start);
      for (let i = start; i < end; i++) output.units[output.length++] = text.charCodeAt(i);
      return;
    }
    const region = this.#convertRegion(text, start, end);
    diffRegion(text, start, end, region, counter);
    reserve(output, region.length);
    for (let i = 0; i < region.length; i++) output.units[output.length++] = region.units[i] as number;
  }

  #convertRegion(text: string, start: number, end: number): UnitBuffer {
    const region = this.#region;
    region.length = 0;
    convertRegion(this.#table, text, start, end, this.#buffers, region);
    return region;
  }

  /** End of the region that starts at `start`; `start` itself where the unit there stands alone. */
  #regionEnd(text: string, start: number, end: number, flag: number): number {
    if (flag & DESCRIPTION_FLAG) return descriptionEnd(text, start, end);
    const { flags, pairs } = this.#table;
    let i = start + 1;
    let left = text.charCodeAt(start);
    while (i < end && ((flags[left] as number) & LEFT_FLAG) !== 0) {
      const right = text.charCodeAt(i);
      const hash = (Math.imul(left, 0x9e37) ^ Math.imul(right, 0x85eb)) & FILTER_MASK;
      if ((((pairs[hash >> 4] as number) >> (hash & 15)) & 1) === 0 || ((flags[right] as number) & DESCRIPTION_FLAG) !== 0) break;
      left = right;
      i++;
    }
    return i > start + 1 || (flag & SLOW_FLAG) !== 0 ? i : start;
  }
}

function equals(text: string, start: number, end: number, region: UnitBuffer): boolean {
  if (region.length !== end - start) return false;
  for (let i = 0; i < region.length; i++) if (region.units[i] !== text.charCodeAt(start + i)) return false;
  return true;
}

/** U+2FF2 and U+2FF3 take three operands, the others two (as opencc-js counts them). */
function operandCount(unit: number): number {
  return unit === 0x2ff2 || unit === 0x2ff3 ? 3 : unit >= 0x2ff0 && unit <= 0x2fff ? 2 : 0;
}

/** End of an ideographic description sequence such as ⿰言五, or `start` when it is not complete. */
function descriptionEnd(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + DESCRIPTION_LIMIT);
  let missing = 1;
  let i = start;
  while (missing > 0 && i < limit) {
    const unit = text.charCodeAt(i);
    missing += operandCount(unit) - 1;
    i += (unit & 0xfc00) === 0xd800 ? 2 : 1;
  }
  return missing === 0 && i <= end ? i : start;
}
