// Classes of UTF-16 units for the sentence scanner: one table look-up decides that an ordinary character is passed over.

import { NoteClass } from "../../text/notes.ts";

/** 。！？ and their kin. */
export const TERMINAL = 1;
/** Opening quotation mark. */
export const QUOTE_OPEN = 2;
/** Opening bracket, title marks included. */
export const BRACKET_OPEN = 3;
/** Closing quotation mark. */
export const QUOTE_CLOSE = 4;
/** Closing bracket, title marks included. */
export const BRACKET_CLOSE = 5;
/** `.` and ．: a full stop or not, by its neighbours. */
export const DOT = 6;
/** ~ and ～. */
export const TILDE = 7;
/** First half of a pictograph, or a face of the basic plane. */
export const EMOJI = 8;
/** `"`, opening or closing. */
export const STRAIGHT_QUOTE = 9;
/** `:`, for addresses. */
export const COLON = 10;

/** Opening marks and their closing ones. */
const PAIRS: readonly (readonly [open: string, close: string, isQuote: boolean])[] = [
  ["“", "”", true],
  ["‘", "’", true],
  ["「", "」", true],
  ["『", "』", true],
  ["｢", "｣", true],
  ["﹁", "﹂", true],
  ["﹃", "﹄", true],
  ["〝", "〞", true],
  ["（", "）", false],
  ["(", ")", false],
  ["［", "］", false],
  ["[", "]", false],
  ["【", "】", false],
  ["〔", "〕", false],
  ["〖", "〗", false],
  ["{", "}", false],
  ["｛", "｝", false],
  ["《", "》", false],
  ["〈", "〉", false],
  ["﹝", "﹞", false],
];

const TERMINALS = "。！？!?｡‼⁇⁈⁉︒";

/** U+1F300 to U+1FAFF begin with these. ❤ and ★ are left out: they stand for words, or are bullets. */
const EMOJI_HIGH: readonly number[] = [0xd83c, 0xd83d, 0xd83e];
const FACES = "☹☺☻";

export const LINE_FEED = 0x0a;

/** Units at which the scanner stops: closing marks are looked for from their opening ones, or behind stops. */
export const NOTED: NoteClass = new NoteClass("\n");

/** Class of each unit, 0 = ordinary. */
export const CLASSES: Uint8Array = buildClasses();

/** Closing mark for an opening one: the next character, but for the square and curly brackets and their wide forms. */
export function closingOf(open: number): number {
  return open === 0x5b || open === 0x7b || open === 0xff3b || open === 0xff5b ? open + 2 : open + 1;
}

function buildClasses(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const set = (characters: string, value: number): void => {
    for (let i = 0; i < characters.length; i++) setUnit(characters.charCodeAt(i), value);
  };
  const setUnit = (unit: number, value: number): void => {
    table[unit] = value;
    if (value !== QUOTE_CLOSE && value !== BRACKET_CLOSE) NOTED.add(unit);
  };
  for (const [open, close, isQuote] of PAIRS) {
    set(open, isQuote ? QUOTE_OPEN : BRACKET_OPEN);
    set(close, isQuote ? QUOTE_CLOSE : BRACKET_CLOSE);
  }
  set(TERMINALS, TERMINAL);
  set(".．", DOT);
  set("~～", TILDE);
  set(FACES, EMOJI);
  for (const unit of EMOJI_HIGH) setUnit(unit, EMOJI);
  set('"', STRAIGHT_QUOTE);
  set(":", COLON);
  return table;
}

/** …, ⋯ and their like. */
export function isEllipsis(unit: number): boolean {
  return unit === 0x2026 || unit === 0x22ef || unit === 0x2025;
}

/** ，、；： and half-width and small forms: after them the sentence goes on. */
export function isPause(unit: number): boolean {
  if (unit < 0x80) return unit === 0x2c || unit === 0x3b || unit === 0x3a;
  return unit === 0xff0c || unit === 0x3001 || unit === 0xff1b || unit === 0xff1a || unit === 0xfe50 || unit === 0xfe54 || unit === 0xfe55;
}

/** Marks that join an emoji sequence: variation selectors, zero-width joiner, low surrogates. */
export function isEmojiTail(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00 || unit === 0xfe0f || unit === 0xfe0e || unit === 0x200d || unit === 0x20e3;
}
