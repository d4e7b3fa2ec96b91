import type { Entity } from "../../pipeline/document.ts";
import { isSpaceUnit } from "../../text/hanzi.ts";
import { type Cue, findCues } from "./cues.ts";
import type { Quoted } from "./marks.ts";
import { CLOSER, classAt, classOf, firstAt, type Source, STOP } from "./units.ts";

/** One paragraph with what was found in it. UTF-16 offsets of the document. */
export interface Passage extends Source {
  readonly start: number;
  readonly end: number;
  readonly quoted: readonly Quoted[];
  /** Cues outside the quotations, in order. */
  readonly cues: readonly Cue[];
  /** Entities that begin in it. */
  readonly entities: readonly Entity[];
  /** Where its sentences end, a quotation never being cut; null until somebody asks. */
  ends: readonly number[] | null;
}

const GOES_ON = "，、；：。,;:）)》";

const NO_ENTITIES: readonly Entity[] = [];

/**
 * Reads one paragraph.
 *
 * @param begin index of the first of `source.begins` in it
 * @param entities of the document, sorted by start
 * @param entity index of the first one that begins in the paragraph
 */
export function readPassage(
  source: Source,
  start: number,
  end: number,
  quoted: readonly Quoted[],
  begin: number,
  entities: readonly Entity[],
  entity: number,
): Passage {
  const cues: Cue[] = [];
  let next = begin;
  let from = start;
  for (let i = 0; i < quoted.length; i++) {
    const quote = quoted[i] as Quoted;
    next = findCues(source, next, from, quote.open, cues);
    from = quote.after;
  }
  findCues(source, next, from, end, cues);
  let behind = entity;
  while (behind < entities.length && (entities[behind] as Entity).start < end) behind++;
  const within = behind === entity ? NO_ENTITIES : entities.slice(entity, behind);
  const { text, units, marks, stops, begins } = source;
  return { text, units, marks, stops, begins, start, end, quoted, cues, entities: within, ends: null };
}

function splitSentences(passage: Passage): readonly number[] {
  const { stops, start, end, quoted } = passage;
  const ends: number[] = [];
  let from = start;
  let next = firstAt(stops, start);
  for (let i = 0; i <= quoted.length; i++) {
    const quote = i < quoted.length ? (quoted[i] as Quoted) : null;
    const limit = quote === null ? end : quote.open;
    for (; next < stops.length && (stops[next] as number) < limit; next++) {
      if ((stops[next] as number) < from) continue;
      from = behindStop(passage, stops[next] as number, limit);
      ends.push(from);
    }
    if (quote === null) break;
    while (next < stops.length && (stops[next] as number) < quote.after) next++;
    if (!isStopAt(passage, quote.end - 1) || quote.after <= from || quote.after >= end) continue;
    if (GOES_ON.includes(afterSpace(passage, quote.after, end))) continue;
    from = quote.after;
    ends.push(from);
  }
  if (end > from) ends.push(end);
  return ends;
}

function behindStop({ units }: Source, at: number, limit: number): number {
  let i = at + 1;
  while (i < limit && (classOf(units[i] as number) & (STOP | CLOSER)) !== 0) i++;
  return i;
}

/** True where 。！？ stands at an offset. */
export function isStopAt(source: Source, at: number): boolean {
  return (classAt(source, at) & STOP) !== 0;
}

/** The first unit that is no space, or "" at the end. */
export function afterSpace(source: Source, from: number, end: number): string {
  const at = skipSpace(source, from, end);
  return at < end ? (source.text[at] as string) : "";
}

export function skipSpace(source: Source, from: number, end: number): number {
  let i = from;
  while (i < end && isSpaceUnit(source.units[i] as number)) i++;
  return i;
}

export function skipSpaceBack(source: Source, from: number, start: number): number {
  let i = from;
  while (i > start && isSpaceUnit(source.units[i - 1] as number)) i--;
  return i;
}

/** Index of the sentence that holds an offset. */
function sentenceIndex(ends: readonly number[], at: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where the sentence begins that holds an offset. */
export function sentenceStart(passage: Passage, at: number): number {
  passage.ends ??= splitSentences(passage);
  const index = sentenceIndex(passage.ends, at);
  return index > 0 ? (passage.ends[index - 1] as number) : passage.start;
}

/** Where the sentence ends that holds an offset. */
export function sentenceEnd(passage: Passage, at: number): number {
  passage.ends ??= splitSentences(passage);
  return passage.ends[sentenceIndex(passage.ends, at)] ?? passage.end;
}

/** The quotation behind which an offset is; null where there is none. */
export function quotedBefore(quoted: readonly Quoted[], at: number): Quoted | null {
  let low = 0;
  let high = quoted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quoted[middle] as Quoted).after < at) low = middle + 1;
    else high = middle;
  }
  const found = low < quoted.length ? (quoted[low] as Quoted) : null;
  return found !== null && found.after === at ? found : null;
}

/** Index of the first cue that ends behind `at`. */
export function firstCueAfter(cues: readonly Cue[], at: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle] as Cue).end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first entity that begins at or behind an offset; the list is sorted by start. */
export function firstEntityFrom(entities: readonly Entity[], at: number): number {
  let low = 0;
  let high = entities.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entities[middle] as Entity).start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True where `accepts` holds for an entity that lies wholly between two offsets. */
export function someEntity(entities: readonly Entity[], start: number, end: number, accepts: (entity: Entity) => boolean): boolean {
  for (let i = firstEntityFrom(entities, start); i < entities.length; i++) {
    const entity = entities[i] as Entity;
    if (entity.start >= end) break;
    if (entity.end <= end && accepts(entity)) return true;
  }
  return false;
}
