import type { Entity } from "../../pipeline/document.ts";
import { isSpaceUnit } from "../../text/hanzi.ts";
import { type Cue, findCues } from "./cues.ts";
import type { Quoted } from "./marks.ts";

/** A sentence of a paragraph; a quotation is never cut. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

/** One paragraph with what was found in it. UTF-16 offsets of the document. */
export interface Passage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: readonly Quoted[];
  /** The quotations by the offset behind them. */
  readonly quotedByEnd: ReadonlyMap<number, Quoted>;
  /** Cues outside the quotations, in order. */
  readonly cues: readonly Cue[];
  readonly sentences: readonly Sentence[];
  readonly entities: readonly Entity[];
}

const STOPS = "。！？!?";
const CLOSERS = '）)》】』」”’"';
const GOES_ON = "，、；：。,;:）)》";

/** Unit classes of the scans in this folder, one load per unit. */
const CLASS: Uint8Array = new Uint8Array(65536);
/** 。！？ */
export const STOP = 1;
/** Ends a clause. */
export const BREAK = 2;
/** Closes a bracket or a book title. */
export const BRACKET = 4;
/** A quotation mark that may close. */
export const MARK = 8;
const mark = (units: string, bit: number): void => {
  for (const unit of units) CLASS[unit.charCodeAt(0)] = (CLASS[unit.charCodeAt(0)] as number) | bit;
};
mark("。！？!?", STOP);
mark("，,；;：:。！？!?…—（(\n", BREAK);
mark("）)》", BRACKET);
mark("”“\"＂’‘'」』﹂﹄〞〟‟", MARK);

/** The classes of the unit at an offset; 0 behind the end. */
export function classAt(text: string, at: number): number {
  return CLASS[text.charCodeAt(at)] ?? 0;
}

const NO_QUOTES: ReadonlyMap<number, Quoted> = new Map();

/** Reads one paragraph; null when it holds neither marks nor cues. */
export function readPassage(
  text: string,
  start: number,
  end: number,
  entities: readonly Entity[],
  quoted: readonly Quoted[],
): Passage | null {
  const cues: Cue[] = [];
  let from = start;
  for (const quote of quoted) {
    findCues(text, from, quote.open, cues);
    from = quote.after;
  }
  findCues(text, from, end, cues);
  if (quoted.length === 0 && cues.length === 0) return null;
  const quotedByEnd = quoted.length === 0 ? NO_QUOTES : new Map(quoted.map((quote) => [quote.after, quote]));
  return { text, start, end, quoted, quotedByEnd, cues, sentences: splitSentences(text, start, end, quoted), entities };
}

function splitSentences(text: string, start: number, end: number, quoted: readonly Quoted[]): Sentence[] {
  const sentences: Sentence[] = [];
  let from = start;
  let next = 0;
  let opens = quoted[0]?.open ?? end;
  const cut = (at: number): void => {
    if (at > from) sentences.push({ start: from, end: at });
    from = at;
  };
  for (let i = start; i < end; i++) {
    if (i === opens) {
      const quote = quoted[next++] as Quoted;
      opens = quoted[next]?.open ?? end;
      i = quote.after - 1;
      if (isStop(text[quote.end - 1]) && quote.after < end && !GOES_ON.includes(afterSpace(text, quote.after, end))) cut(quote.after);
      continue;
    }
    if (((CLASS[text.charCodeAt(i)] as number) & STOP) === 0) continue;
    while (i + 1 < opens && ((classAt(text, i + 1) & STOP) !== 0 || CLOSERS.includes(text[i + 1] as string))) i++;
    cut(i + 1);
  }
  cut(end);
  return sentences;
}

export function isStop(unit: string | undefined): boolean {
  return unit !== undefined && STOPS.includes(unit);
}

/** The first unit that is no space, or "" at the end. */
export function afterSpace(text: string, from: number, end: number): string {
  const at = skipSpace(text, from, end);
  return at < end ? (text[at] as string) : "";
}

export function skipSpace(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && isSpaceUnit(text.charCodeAt(i))) i++;
  return i;
}

export function skipSpaceBack(text: string, from: number, start: number): number {
  let i = from;
  while (i > start && isSpaceUnit(text.charCodeAt(i - 1))) i--;
  return i;
}

/** The sentence that holds an offset. */
export function sentenceAt(passage: Passage, at: number): Sentence {
  let low = 0;
  let high = passage.sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((passage.sentences[middle] as Sentence).start <= at) low = middle;
    else high = middle - 1;
  }
  return passage.sentences[low] ?? { start: passage.start, end: passage.end };
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

const NO_ENTITIES: Entity[] = [];

/** The entities that lie wholly between two offsets; the list is sorted by start. */
export function entitiesWithin(entities: readonly Entity[], start: number, end: number): Entity[] {
  if (entities.length === 0) return NO_ENTITIES;
  let low = 0;
  let high = entities.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entities[middle] as Entity).start < start) low = middle + 1;
    else high = middle;
  }
  const found: Entity[] = [];
  for (let i = low; i < entities.length; i++) {
    const entity = entities[i] as Entity;
    if (entity.start >= end) break;
    if (entity.end <= end) found.push(entity);
  }
  return found;
}
