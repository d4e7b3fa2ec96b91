import type { Entity } from "../../pipeline/document.ts";
import { isSpaceUnit } from "../../text/hanzi.ts";
import { type Cue, findCues, NO_CUES } from "./cues.ts";
import { NO_QUOTED, type Quoted } from "./marks.ts";
import { Scan } from "./source.ts";
import { CLOSER, classAt, classOf, firstAt, type Source, STOP } from "./units.ts";

/** One paragraph with what was found in it. UTF-16 offsets of the document. */
export interface Passage extends Source {
  readonly start: number;
  readonly end: number;
  readonly quoted: readonly Quoted[];
  /** Cues outside the quotations, in order. */
  readonly cues: readonly Cue[];
  /** Of the whole document, sorted by start. */
  readonly entities: readonly Entity[];
  /** Where they start. */
  readonly entityStarts: Int32Array;
  readonly scan: Scan;
  /** Where its sentences end, a quotation never being cut; null until somebody asks. */
  ends: readonly number[] | null;
}

const GOES_ON = "，、；：。,;:）)》";

const NO_ENTITIES: readonly Entity[] = [];
const FIRST_ENTITIES = 256;

/**
 * Reads one document after the other, and one paragraph of it after the other; what it tells holds until the next. One for all, so that
 * the functions of this folder see objects of one kind and nothing is made for a paragraph.
 */
export class Reader implements Passage {
  text = "";
  units: Uint16Array = new Uint16Array(1);
  readonly scan: Scan = new Scan();
  start = 0;
  end = 0;
  quoted: readonly Quoted[] = NO_QUOTED;
  cues: Cue[] = NO_CUES;
  entities: readonly Entity[] = NO_ENTITIES;
  entityStarts: Int32Array = new Int32Array(FIRST_ENTITIES);
  #hasEntityStarts = false;
  ends: readonly number[] | null = null;

  /** @param entities sorted by start */
  readDocument(text: string, entities: readonly Entity[]): void {
    this.scan.read(text);
    this.text = text;
    this.units = this.scan.units;
    this.entities = entities;
    this.#hasEntityStarts = false;
  }

  /** Before anybody asks for an entity of the document. */
  readEntities(): void {
    if (this.#hasEntityStarts) return;
    this.#hasEntityStarts = true;
    const { entities } = this;
    if (this.entityStarts.length < entities.length) this.entityStarts = new Int32Array(entities.length * 2);
    const starts = this.entityStarts;
    for (let i = 0; i < entities.length; i++) starts[i] = (entities[i] as Entity).start;
  }

  /** @param begin index of the first place in the paragraph where a cue may begin */
  readPassage(start: number, end: number, quoted: readonly Quoted[], begin: number): void {
    this.start = start;
    this.end = end;
    this.quoted = quoted;
    this.cues = NO_CUES;
    this.ends = null;
    let next = begin;
    let from = start;
    for (let i = 0; i < quoted.length; i++) {
      const quote = quoted[i] as Quoted;
      next = findCues(this, next, from, quote.open);
      from = quote.after;
    }
    findCues(this, next, from, end);
  }
}

function splitSentences(passage: Passage): readonly number[] {
  const { start, end, quoted } = passage;
  const { offsets: stops, count } = passage.scan.stops;
  const ends: number[] = [];
  let from = start;
  let next = firstAt(stops, count, start);
  for (let i = 0; i <= quoted.length; i++) {
    const quote = i < quoted.length ? (quoted[i] as Quoted) : null;
    const limit = quote === null ? end : quote.open;
    for (; next < count && (stops[next] as number) < limit; next++) {
      if ((stops[next] as number) < from) continue;
      from = behindStop(passage, stops[next] as number, limit);
      ends.push(from);
    }
    if (quote === null) break;
    while (next < count && (stops[next] as number) < quote.after) next++;
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

/** Index of the first entity that begins at or behind an offset. */
export function firstEntityFrom({ entities, entityStarts }: Passage, at: number): number {
  return firstAt(entityStarts, entities.length, at);
}

/** True where `accepts` holds for an entity that lies wholly between two offsets. */
export function someEntity(passage: Passage, start: number, end: number, accepts: (entity: Entity) => boolean): boolean {
  const { entities, entityStarts } = passage;
  for (let i = firstEntityFrom(passage, start); i < entities.length; i++) {
    if ((entityStarts[i] as number) >= end) break;
    const entity = entities[i] as Entity;
    if (entity.end <= end && accepts(entity)) return true;
  }
  return false;
}
