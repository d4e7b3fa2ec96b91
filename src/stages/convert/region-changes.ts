// What changed within a region.
import type { UnitBuffer } from "./region.ts";

/** Receives runs of changed characters in order. */
export interface RunSink {
  /**
   * @param start UTF-16 offsets of what is replaced
   * @param chars how many code points it holds
   * @param units where the new text stands, from `from` to `to`
   */
  add(start: number, end: number, chars: number, units: Uint16Array, from: number, to: number): void;
}

const isSurrogate = (unit: number): boolean => (unit & 0xf800) === 0xd800;

/**
 * Reports how `region` differs from text[start, end): unit by unit where both are as long and of the basic plane, else what is left
 * between the common head and tail. A run never parts a surrogate pair.
 */
export function diffRegion(text: string, start: number, end: number, region: UnitBuffer, sink: RunSink): void {
  if (region.length === end - start && !hasSurrogate(text, start, end)) {
    for (let i = start; i < end; i++) {
      const at = i - start;
      if (region.units[at] !== text.charCodeAt(i)) sink.add(i, i + 1, 1, region.units, at, at + 1);
    }
    return;
  }
  let head = 0;
  const most = Math.min(region.length, end - start);
  while (head < most && region.units[head] === text.charCodeAt(start + head)) head++;
  let tail = 0;
  while (tail < most - head && region.units[region.length - 1 - tail] === text.charCodeAt(end - 1 - tail)) tail++;
  if (head > 0 && (text.charCodeAt(start + head - 1) & 0xfc00) === 0xd800) head--;
  if (tail > 0 && (text.charCodeAt(end - tail) & 0xfc00) === 0xdc00) tail--;
  if (head + tail === end - start && head + tail === region.length) return;
  const chars = countCodePoints(text, start + head, end - tail);
  sink.add(start + head, end - tail, chars, region.units, head, region.length - tail);
}

function hasSurrogate(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (isSurrogate(text.charCodeAt(i))) return true;
  return false;
}

function countCodePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) count++;
  return count;
}
