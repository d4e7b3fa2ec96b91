// Classes of UTF-16 units for the scans of this folder: one load tells a scan whether a unit needs a look, and whether a regular
// expression could match at all, most of which begin or end with one of a few units.

import { NoteClass } from "../../text/notes.ts";

/** One bit a class. */
const CLASSES: Uint32Array = new Uint32Array(65536);

/** 。！？ */
export const STOP = 1;
/** Ends a clause, seen from behind. */
export const BREAK = 2;
/** Closes a bracket or a book title. */
export const BRACKET = 4;
/** A quotation mark that may close. */
export const MARK = 8;
/** Goes with the stop before it. */
export const CLOSER = 0x10;
export const COMMA = 0x20;
export const COLON = 0x40;
/** Ends a clause, seen from its beginning. */
export const CLAUSE_END = 0x80;
/** Tells a quotation from a quoted term. */
export const PAUSE = 0x100;
/** No part of a mention at its edges: `[\s、，,]`. */
export const LOOSE = 0x200;
/** No part of a statement at its end: `[\s，。；！？：,:;!?]`. */
export const TRAILING = 0x400;
/** Quotation marks by family. */
export const DOUBLE = 0x800;
export const SINGLE = 0x1000;
export const CORNER = 0x2000;
export const ANY_MARK: number = DOUBLE | SINGLE | CORNER;
/** First units: of a link, of a time or place, of a pronoun, of what is no speaker. */
export const LINK = 0x4000;
export const LEAD = 0x8000;
export const PRONOUN = 0x10000;
export const NO_BEGINNING = 0x20000;
/** Last units: of an adverb, of a time, of what is no speaker, of a manner word before 说. */
export const ADVERB = 0x40000;
export const TIME = 0x80000;
export const NO_END = 0x100000;
export const MANNER = 0x200000;
/** Units without which there is no phrase, no gesture, no relayed source. */
export const PHRASE = 0x400000;
export const GESTURE = 0x800000;
export const RELAY = 0x1000000;
/** Units beside which some cue is part of another word: before it, behind it. */
export const NOT_BEHIND = 0x2000000;
export const NOT_BEFORE = 0x4000000;
/** First units of cues. */
export const CUE = 0x20000000;
/** Transliterate foreign names. */
export const FOREIGN = 0x40000000;
/** Behind a quotation, ends its clause. */
export const ENDING = 0x8000000;
/** Behind a cue, leaves no room for a statement. */
export const CLOSING = 0x10000000;

/** Classes of what the scan of a document notes. */
const NOTED_CLASSES = ANY_MARK | STOP | CUE;
export const NOTED: NoteClass = new NoteClass();

/** Puts units into a class. */
export function classify(units: string, bit: number): void {
  for (let i = 0; i < units.length; i++) classifyUnit(units.charCodeAt(i), bit);
}

/** Puts a unit into a class. */
export function classifyUnit(unit: number, bit: number): void {
  CLASSES[unit] = (CLASSES[unit] as number) | bit;
  if ((bit & NOTED_CLASSES) !== 0) NOTED.add(unit);
}

/** All that `\s` matches. */
export const WHITE: string =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

classify("。！？!?", STOP);
classify("，,；;：:。！？!?…—（(\n", BREAK);
classify("）)》", BRACKET);
classify("”“\"＂’‘'」』﹂﹄〞〟‟", MARK);
classify("）)》】』」”’\"'", CLOSER);
classify("，,", COMMA);
classify("：:", COLON);
classify("，,；;：:。！？!?", CLAUSE_END);
classify("，。！？；：…,.!?", PAUSE);
classify(`${WHITE}、，,`, LOOSE);
classify(`${WHITE}，。；！？：,:;!?`, TRAILING);

/** The classes of a unit. */
export function classOf(unit: number): number {
  return CLASSES[unit] as number;
}

/** A text, and its units in an array (loops over an array are faster than over a string) with a 0 behind them. */
export interface Source {
  readonly text: string;
  readonly units: Uint16Array;
}

/** Index of the first of so many sorted offsets at or behind another one. */
export function firstAt(offsets: Int32Array, count: number, at: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An empty list, made as one that held something: V8 compiles anew where lists that never held an object meet others. */
export function emptyList<T extends object>(): T[] {
  const list: object[] = [{}];
  list.pop();
  return list as T[];
}

/** The classes of the unit at an offset; 0 outside the text. */
export function classAt({ text, units }: Source, at: number): number {
  return at >= 0 && at < text.length ? (CLASSES[units[at] as number] as number) : 0;
}

/** All classes of which a stretch holds a unit. */
export function classesWithin({ units }: Source, start: number, end: number): number {
  let all = 0;
  for (let i = start; i < end; i++) all |= CLASSES[units[i] as number] as number;
  return all;
}

/** True where a word stands at an offset, wholly before `end`. */
export function standsAt({ text }: Source, word: string, at: number, end: number): boolean {
  return at + word.length <= end && text.startsWith(word, at);
}

/** True where a list of units holds one. */
export function holds(list: readonly number[], unit: number): boolean {
  for (let i = 0; i < list.length; i++) if (list[i] === unit) return true;
  return false;
}
