// Classes of UTF-16 units for the scanner: one table look-up decides that a character is passed over.
import { CLASSES } from "./memory";

/** 。！？ and their kin. */
export const TERMINAL: u32 = 1;
/** Opening quotation mark. */
export const QUOTE_OPEN: u32 = 2;
/** Opening bracket, title marks included. */
export const BRACKET_OPEN: u32 = 3;
/** `.` and ．: a full stop or not, by its neighbours. */
export const DOT: u32 = 4;
/** ~ and ～. */
export const TILDE: u32 = 5;
/** First half of a pictograph, or a face of the basic plane. */
export const EMOJI: u32 = 6;
/** `"`, opening or closing. */
export const STRAIGHT_QUOTE: u32 = 7;
/** `:`, for addresses. */
export const COLON: u32 = 8;
/** The last class at which the scanner stops: closing marks are looked for from their opening ones, or behind stops. */
export const LAST_STOP: u32 = 8;
/** Closing quotation mark. */
export const QUOTE_CLOSE: u32 = 9;
/** Closing bracket, title marks included. */
export const BRACKET_CLOSE: u32 = 10;

/** Opening marks, each with its closing one. */
const QUOTES = "“”‘’「」『』｢｣﹁﹂﹃﹄〝〞";
const BRACKETS = "（）()［］[]【】〔〕〖〗{}｛｝《》〈〉﹝﹞";
const TERMINALS = "。！？!?｡‼⁇⁈⁉︒";
/** U+1F300 to U+1FAFF begin with these. ❤ and ★ are left out: they stand for words, or are bullets. */
const FIRST_EMOJI_HIGH: u32 = 0xd83c;
const LAST_EMOJI_HIGH: u32 = 0xd83e;
const FACES = "☹☺☻";

/** Fills the table, which is zero. */
export function setClasses(): void {
  setPairs(QUOTES, QUOTE_OPEN, QUOTE_CLOSE);
  setPairs(BRACKETS, BRACKET_OPEN, BRACKET_CLOSE);
  setAll(TERMINALS, TERMINAL);
  setAll(".．", DOT);
  setAll("~～", TILDE);
  setAll(FACES, EMOJI);
  for (let unit = FIRST_EMOJI_HIGH; unit <= LAST_EMOJI_HIGH; unit++) store<u8>(CLASSES + unit, EMOJI);
  setAll('"', STRAIGHT_QUOTE);
  setAll(":", COLON);
}

function setAll(characters: string, value: u32): void {
  setPairs(characters, value, value);
}

function setPairs(characters: string, even: u32, odd: u32): void {
  for (let i = 0; i < characters.length; i++) {
    const unit = load<u16>(changetype<usize>(characters) + (<usize>i << 1));
    store<u8>(CLASSES + unit, i & 1 ? odd : even);
  }
}

/** Closing mark for an opening one: the next character, but for the square and curly brackets and their wide forms. */
export function closingOf(open: u32): u32 {
  return open == 0x5b || open == 0x7b || open == 0xff3b || open == 0xff5b ? open + 2 : open + 1;
}

/** …, ⋯ and their like. */
export function isEllipsis(unit: u32): bool {
  return unit == 0x2026 || unit == 0x22ef || unit == 0x2025;
}

/** ，、；： and half-width and small forms: after them the sentence goes on. */
export function isPause(unit: u32): bool {
  if (unit < 0x80) return unit == 0x2c || unit == 0x3b || unit == 0x3a;
  return unit == 0xff0c || unit == 0x3001 || unit == 0xff1b || unit == 0xff1a || unit == 0xfe50 || unit == 0xfe54 || unit == 0xfe55;
}

/** Marks that join an emoji sequence: variation selectors, zero-width joiner, low surrogates. */
export function isEmojiTail(unit: u32): bool {
  return (unit & 0xfc00) == 0xdc00 || unit == 0xfe0f || unit == 0xfe0e || unit == 0x200d || unit == 0x20e3;
}

// The classes of ../../../text/hanzi.ts.

/** A Han character of the basic plane. */
export function isHan(unit: u32): bool {
  return unit - 0x4e00 < 0x5200 || unit - 0x3400 < 0x19c0 || unit - 0xf900 < 0x200 || unit == 0x3007 || unit == 0x3005;
}

// @ts-ignore
@inline
export function isDigit(unit: u32): bool {
  return unit - 0x30 < 10;
}

// @ts-ignore
@inline
export function isLatin(unit: u32): bool {
  return (unit | 0x20) - 0x61 < 26;
}

/** Latin letter or digit. */
export function isWord(unit: u32): bool {
  return isDigit(unit) || isLatin(unit);
}

// @ts-ignore
@inline
export function isSpace(unit: u32): bool {
  // Most units are none of the few ranges that hold spaces.
  return unit <= 0xa0 ? unit == 0x20 || unit - 9 < 5 || unit == 0xa0 : (unit <= 0x3000 || unit == 0xfeff) && isWideSpace(unit);
}

function isWideSpace(unit: u32): bool {
  return (
    unit == 0x3000 ||
    unit - 0x2000 <= 10 ||
    unit == 0x2028 ||
    unit == 0x2029 ||
    unit == 0x202f ||
    unit == 0x205f ||
    unit == 0xfeff
  );
}
