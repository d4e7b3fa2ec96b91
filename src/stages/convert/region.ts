// The exact, slow path: OpenCC's steps one after the other over a few characters.
import type { ConvertTable, Trie } from "./table.ts";

/** Units with their number; grows as needed. */
export interface UnitBuffer {
  units: Uint16Array;
  length: number;
}

/** An empty buffer for `capacity` units. */
export function makeBuffer(capacity: number): UnitBuffer {
  return { units: new Uint16Array(capacity), length: 0 };
}

/** Makes room for `more` units. */
export function reserve(buffer: UnitBuffer, more: number): void {
  const needed = buffer.length + more;
  if (needed <= buffer.units.length) return;
  const units = new Uint16Array(Math.max(needed, buffer.units.length * 2));
  units.set(buffer.units.subarray(0, buffer.length));
  buffer.units = units;
}

/** Buffers of one converter, so that a region allocates nothing. */
export interface RegionBuffers {
  readonly input: UnitBuffer;
  readonly middle: UnitBuffer;
}

/** CJK compatibility ideographs: F900 to FAFF, and 2F800 to 2FA1F behind this first half. */
const COMPATIBILITY_FIRST = 0xf900;
const COMPATIBILITY_LAST = 0xfaff;
const COMPATIBILITY_HIGH = 0xd87e;

/**
 * Converts text[start, end), a stretch that no step matches across, and appends the result to `output`.
 *
 * The steps are OpenCC's: compatibility ideographs; then segmentation by phrases, and within each segment the regional step and
 * the last step. Overrides take part in the segmentation, with the longer match, and are final.
 */
export function convertRegion(
  table: ConvertTable,
  text: string,
  start: number,
  end: number,
  buffers: RegionBuffers,
  output: UnitBuffer,
): void {
  const { input } = buffers;
  input.length = 0;
  reserve(input, end - start);
  let compatibility = false;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    input.units[input.length++] = unit;
    if ((unit >= COMPATIBILITY_FIRST && unit <= COMPATIBILITY_LAST) || unit === COMPATIBILITY_HIGH) compatibility = true;
  }
  if (compatibility) normalizeInput(table, buffers);
  let runStart = 0;
  let i = 0;
  while (i < input.length) {
    const own = longestMatch(table, table.own, input, i, input.length);
    const ownEnd = matchEnd;
    const segment = table.segment === null ? 0 : longestMatch(table, table.segment, input, i, input.length);
    const segmentEnd = matchEnd;
    if (own === 0 && segment === 0) {
      i++;
      continue;
    }
    convertSegment(table, runStart, i, buffers, output);
    if (own !== 0 && (segment === 0 || ownEnd >= segmentEnd)) {
      appendValue(table.own, own, output);
      i = ownEnd;
    } else {
      convertSegment(table, i, segmentEnd, buffers, output);
      i = segmentEnd;
    }
    runStart = i;
  }
  convertSegment(table, runStart, input.length, buffers, output);
}

function normalizeInput(table: ConvertTable, buffers: RegionBuffers): void {
  const { input, middle } = buffers;
  middle.length = 0;
  convertStep(table, table.normalize, input, 0, input.length, middle);
  input.length = 0;
  reserve(input, middle.length);
  input.units.set(middle.units.subarray(0, middle.length));
  input.length = middle.length;
}

function convertSegment(table: ConvertTable, start: number, end: number, buffers: RegionBuffers, output: UnitBuffer): void {
  if (start === end) return;
  if (table.first === null) {
    convertStep(table, table.last, buffers.input, start, end, output);
    return;
  }
  buffers.middle.length = 0;
  convertStep(table, table.first, buffers.input, start, end, buffers.middle);
  convertStep(table, table.last, buffers.middle, 0, buffers.middle.length, output);
}

/** One step: the longest key at each place is replaced, other units are copied. */
function convertStep(table: ConvertTable, trie: Trie, from: UnitBuffer, start: number, end: number, to: UnitBuffer): void {
  for (let i = start; i < end; ) {
    const value = longestMatch(table, trie, from, i, end);
    if (value !== 0) {
      appendValue(trie, value, to);
      i = matchEnd;
    } else {
      reserve(to, 1);
      to.units[to.length++] = from.units[i] as number;
      i++;
    }
  }
}

function appendValue(trie: Trie, value: number, to: UnitBuffer): void {
  const length = trie.pool[value] as number;
  reserve(to, length);
  for (let i = 1; i <= length; i++) to.units[to.length++] = trie.pool[value + i] as number;
}

/** End of the last match of {@link longestMatch}: a second result without an object for each call. */
let matchEnd = 0;

/** Place of the value of the longest key at `start`, or 0; its end is left in {@link matchEnd}. */
function longestMatch(table: ConvertTable, trie: Trie, from: UnitBuffer, start: number, end: number): number {
  const { base, check, value } = trie;
  let state = 0;
  let found = 0;
  for (let i = start; i < end; i++) {
    const code = table.codes[from.units[i] as number] as number;
    if (code === 0) break;
    const next = (base[state] as number) + code;
    if (check[next] !== state + 1) break;
    state = next;
    const here = value[state] as number;
    if (here !== 0) {
      found = here;
      matchEnd = i + 1;
    }
  }
  return found;
}
