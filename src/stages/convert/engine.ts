// The converter: one pass over the units, exact at the few places where phrases may stand.
import type { Edit } from "../../text/edits.ts";
import { convertRegion, makeBuffer, type RegionBuffers, reserve, type UnitBuffer } from "./region.ts";
import { diffRegion, type RunSink } from "./region-changes.ts";
import { RegionMemo } from "./region-memo.ts";
import { type ConvertTable, DESCRIPTION_FLAG, LEFT_FLAG, rightBit, SLOW_FLAG } from "./table.ts";

/** Bits of the pair filter, as in `src/data/build/convert-table.ts`. */
const FILTER_MASK = (1 << 17) - 1;

/** Ideographic description sequences longer than this (code units) are no sequences here, so that the scan stays linear. */
const DESCRIPTION_LIMIT = 48;

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

/**
 * Counts changed runs; neighbouring changes are one run. A converter keeps one: were none alive at a garbage collection, V8 would
 * forget its hidden class and throw away the compiled loops that know it (measured: a third of the speed).
 */
class RunCounter implements RunSink {
  runs = 0;
  chars = 0;
  /** End of the last change. */
  end = -1;

  reset(): void {
    this.runs = 0;
    this.chars = 0;
    this.end = -1;
  }

  add(start: number, end: number, chars: number): void {
    if (start !== this.end) this.runs++;
    this.end = end;
    this.chars += chars;
  }
}

/** Collects changed runs as edits; kept like the counter. */
class EditCollector implements RunSink {
  edits: Edit[] = [];
  rule = "";

  begin(rule: string): void {
    this.edits = [];
    this.rule = rule;
  }

  add(start: number, end: number, _chars: number, units: Uint16Array, from: number, to: number): void {
    let after = "";
    for (let i = from; i < to; i++) after += String.fromCharCode(units[i] as number);
    this.push(start, end, after);
  }

  push(start: number, end: number, after: string): void {
    const last = this.edits.at(-1);
    if (last === undefined || last.end !== start) this.edits.push({ start, end, rule: this.rule, after });
    else this.edits[this.edits.length - 1] = { start: last.start, end, rule: this.rule, after: last.after + after };
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
  readonly #memo = new RegionMemo();
  readonly #counter = new RunCounter();
  readonly #collector = new EditCollector();
  #output: UnitBuffer = makeBuffer(4096);
  /** The units of `#output` as bytes. */
  #bytes: Buffer = Buffer.alloc(0);

  constructor(table: ConvertTable) {
    this.#table = table;
  }

  /** Converts text[start, end); `text` of the result is that part. */
  convert(text: string, start = 0, end: number = text.length): Conversion {
    const first = this.#firstChange(text, start, end);
    if (first === end) return { text: start === 0 && end === text.length ? text : text.slice(start, end), runs: 0, chars: 0 };
    const output = this.#output;
    output.length = 0;
    reserve(output, end - start);
    for (let i = start; i < first; i++) output.units[output.length++] = text.charCodeAt(i);
    const counter = this.#append(text, first, end, output);
    if (this.#bytes.buffer !== output.units.buffer) this.#bytes = Buffer.from(output.units.buffer);
    const converted = this.#bytes.toString("utf16le", 0, output.length * 2);
    if (output.units.length > KEPT_UNITS) this.#output = makeBuffer(4096);
    return { text: converted, runs: counter.runs, chars: counter.chars };
  }

  /** The changes of {@link convert} as edits, one for each run of changed characters; UTF-16 offsets of `text`. */
  edits(text: string, rule: string, start = 0, end: number = text.length): readonly Edit[] {
    const { map, flags } = this.#table;
    const collector = this.#collector;
    collector.begin(rule);
    for (let i = start; i < end; ) {
      const unit = text.charCodeAt(i);
      const next = flags[unit] === 0 ? i : this.#regionEnd(text, i, end);
      if (next > i) {
        if (((flags[unit] as number) & DESCRIPTION_FLAG) === 0) diffRegion(text, i, next, this.#convertRegion(text, i, next), collector);
        i = next;
      } else {
        const to = (map[unit] as number) & 0xffff;
        if (to !== unit) collector.push(i, i + 1, String.fromCharCode(to));
        i++;
      }
    }
    return collector.edits;
  }

  /** The first unit or region that changes, or `end`. */
  #firstChange(text: string, start: number, end: number): number {
    const { map, flags, pairs } = this.#table;
    let i = start;
    let unit = start < end ? text.charCodeAt(start) : 0;
    while (i < end) {
      let isAlone = true;
      while (i < end) {
        const right = i + 1 < end ? text.charCodeAt(i + 1) : 0;
        const entry = map[unit] as number;
        if (((entry >> (16 + rightBit(right))) & 1) !== 0 && (isLivePair(pairs, unit, right) || (flags[unit] as number) > LEFT_FLAG)) {
          isAlone = false;
          break;
        }
        if ((entry & 0xffff) !== unit) return i;
        unit = right;
        i++;
      }
      if (isAlone) break;
      const next = Math.max(this.#regionEnd(text, i, end), i + 1);
      if (((flags[unit] as number) & DESCRIPTION_FLAG) === 0 && !equals(text, i, next, this.#convertRegion(text, i, next))) return i;
      i = next;
      unit = i < end ? text.charCodeAt(i) : 0;
    }
    return end;
  }

  /**
   * The fast loop: appends the conversion of text[start, end) and counts. The inner loop calls nothing, so that the compiler keeps
   * the arrays' addresses in registers.
   */
  #append(text: string, start: number, end: number, output: UnitBuffer): RunCounter {
    const { map, flags, pairs } = this.#table;
    const counter = this.#counter;
    counter.reset();
    reserve(output, end - start);
    let units = output.units;
    let at = output.length;
    let runs = 0;
    let chars = 0;
    let changing = 0;
    let i = start;
    let unit = text.charCodeAt(start);
    while (i < end) {
      let isAlone = true;
      while (i < end) {
        const right = i + 1 < end ? text.charCodeAt(i + 1) : 0;
        const entry = map[unit] as number;
        if (((entry >> (16 + rightBit(right))) & 1) !== 0 && (isLivePair(pairs, unit, right) || (flags[unit] as number) > LEFT_FLAG)) {
          isAlone = false;
          break;
        }
        const to = entry & 0xffff;
        units[at++] = to;
        const difference = to ^ unit;
        const changed = (difference | -difference) >>> 31; // 0 or 1 without a branch, which traditional text would mispredict
        runs += changed & (changing ^ 1);
        chars += changed;
        changing = changed;
        unit = right;
        i++;
      }
      if (isAlone) break;
      const next = Math.max(this.#regionEnd(text, i, end), i + 1);
      output.length = at;
      counter.end = changing === 1 ? i : -1;
      this.#appendRegion(text, i, next, counter, output);
      reserve(output, end - next);
      changing = counter.end === next ? 1 : 0;
      units = output.units;
      at = output.length;
      i = next;
      unit = i < end ? text.charCodeAt(i) : 0;
    }
    output.length = at;
    counter.runs += runs;
    counter.chars += chars;
    return counter;
  }

  #appendRegion(text: string, start: number, end: number, counter: RunCounter, output: UnitBuffer): void {
    if (((this.#table.flags[text.charCodeAt(start)] as number) & DESCRIPTION_FLAG) !== 0) {
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
    if (this.#memo.recall(text, start, end, region)) return region;
    convertRegion(this.#table, text, start, end, this.#buffers, region);
    this.#memo.keep(text, start, end, region);
    return region;
  }

  /** End of the region that starts at `start`; `start` itself where the unit there stands alone. */
  #regionEnd(text: string, start: number, end: number): number {
    const { flags, pairs } = this.#table;
    let left = text.charCodeAt(start);
    const flag = flags[left] as number;
    if (flag & DESCRIPTION_FLAG) return descriptionEnd(text, start, end);
    let i = start + 1;
    while (i < end && ((flags[left] as number) & LEFT_FLAG) !== 0) {
      const right = text.charCodeAt(i);
      if (!isLivePair(pairs, left, right) || ((flags[right] as number) & DESCRIPTION_FLAG) !== 0) break;
      left = right;
      i++;
    }
    return i > start + 1 || (flag & SLOW_FLAG) !== 0 ? i : start;
  }
}

/** The filter of live pairs: false positives cost time only. */
function isLivePair(pairs: Uint16Array, left: number, right: number): boolean {
  const hash = (Math.imul(left, 0x9e37) ^ Math.imul(right, 0x85eb)) & FILTER_MASK;
  return (((pairs[hash >> 4] as number) >> (hash & 15)) & 1) !== 0;
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
