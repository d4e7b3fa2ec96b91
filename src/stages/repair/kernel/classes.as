// What a unit is to the units beside it: ../closer-classes.ts makes the table.
import { CLASSES } from "./memory";

// An entry of the table: the kind of unit at which neighbours are looked at, then what a unit is as a neighbour.
export const KIND: u32 = 15;
export const LOST_KIND: u32 = 1;
export const AMPERSAND: u32 = 2;
export const PAREN: u32 = 3;
export const QUESTION_MARK: u32 = 4;
export const COMMA: u32 = 5;
export const STOP: u32 = 6;
export const LOOKALIKE: u32 = 7;
export const LETTER: u32 = 8;
export const PRIVATE: u32 = 9;
/** A mark before which a comma says nothing. */
export const MARK: u32 = 1 << 4;
/** May begin a syllable of pinyin; is written in syllables. */
export const BEGINS_PINYIN: u32 = 1 << 5;
export const PINYIN_LETTER: u32 = 1 << 6;
/** A mark that a swallowed byte may stand before. */
export const SLIP: u32 = 1 << 7;
/** A digit or a letter that looks like one; any digit or letter. */
export const NUMBER: u32 = 1 << 8;
export const WORD: u32 = 1 << 9;
export const GB2312: u32 = 1 << 10;
/** Begins a Taiwan word. */
export const BEGINS_WORD: u32 = 1 << 11;
/** Any space; marks that no space precedes, and that none follows, in Chinese text. */
export const SPACE_CLASS: u32 = 1 << 12;
export const CLOSING: u32 = 1 << 13;
export const OPENING: u32 = 1 << 14;

// @ts-ignore
@inline
export function unitAt(at: usize): u32 {
  return load<u16>(at);
}

// @ts-ignore
@inline
export function classAt(at: usize): u32 {
  return load<u16>(CLASSES + (<usize>load<u16>(at) << 1));
}

// @ts-ignore
@inline
export function is(what: u32, at: usize): bool {
  return (classAt(at) & what) != 0;
}
