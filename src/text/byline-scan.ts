// How a byline is cut into labels, words and separators.
import { LABELS, type Label, LONGEST_LABEL } from "./byline-words.ts";
import { dateAt } from "./dates.ts";

const BLANKS =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const SEPARATORS = "|丨│┃｜•·‧,，;；、/／()（）[]［］【】《》〔〕“”\"'<>—–―_~～-";
const COLONS = ":：";
const BARS = "|丨│｜/／";

/** Bits of {@link CLASSES}. */
const BLANK = 1;
const SEPARATOR = 2;
const COLON = 4;
const BAR = 8;
const LABEL_START = 16;
const LABEL_SECOND = 32;
/** A label of one character. */
const LABEL_ALONE = 64;

/** What a UTF-16 unit is to a byline. */
const CLASSES = new Uint8Array(0x10000);
mark(BLANKS, BLANK | SEPARATOR);
mark(SEPARATORS, SEPARATOR);
mark(COLONS, COLON | BAR);
mark(BARS, BAR);
for (const label of LABELS.keys()) {
  mark(label.charAt(0) + label.charAt(0).toUpperCase(), label.length === 1 ? LABEL_START | LABEL_ALONE : LABEL_START);
  mark(label.charAt(1) + label.charAt(1).toUpperCase(), LABEL_SECOND);
}
mark("\u212a", LABEL_SECOND); // a k in lower case

function mark(characters: string, bits: number): void {
  for (let i = 0; i < characters.length; i++) {
    const unit = characters.charCodeAt(i);
    CLASSES[unit] = (CLASSES[unit] as number) | bits;
  }
}

function isOf(line: string, index: number, bits: number): boolean {
  return index < line.length && ((CLASSES[line.charCodeAt(index)] as number) & bits) !== 0;
}

/** A blank, comma, bar, bracket, dash, quotation mark or colon stands there. */
export function isBetween(line: string, index: number): boolean {
  return isOf(line, index, SEPARATOR | COLON);
}
export const HAN: RegExp = /\p{Script=Han}/u;

/** A label found in a line. */
export interface FoundLabel {
  readonly label: Label;
  /** Behind the colon or bar, or behind the label where it has none. */
  readonly end: number;
  readonly colon: boolean;
}

/** The longest label that begins at `index`; blanks inside it (`作　者：`) do not matter where a colon follows. */
export function labelAt(line: string, index: number): FoundLabel | null {
  if (!isOf(line, index, LABEL_START | BLANK) || !mayBeLabel(line, index)) return null;
  let key = "";
  let best: FoundLabel | null = null;
  for (let at = index, blanks = 0; at < line.length && key.length < LONGEST_LABEL && blanks < 6; at++) {
    const bits = CLASSES[line.charCodeAt(at)] as number;
    if ((bits & BLANK) !== 0) {
      blanks++;
      continue;
    }
    if ((bits & (SEPARATOR | COLON)) !== 0) break;
    key += line.charAt(at).toLowerCase();
    const label = LABELS.get(key);
    if (label !== undefined) best = endLabel(line, at + 1, blanks === 0, label) ?? best;
  }
  return best;
}

/** Whether a second character of some label follows a first one that is none by itself. */
function mayBeLabel(line: string, index: number): boolean {
  return isOf(line, index, BLANK | LABEL_ALONE) || isOf(line, skipBlanks(line, index + 1), LABEL_SECOND);
}

/** A label that ends at `end`, where what follows lets it be one. */
function endLabel(line: string, end: number, isWhole: boolean, label: Label): FoundLabel | null {
  const behind = skipBlanks(line, end);
  if (isOf(line, behind, BAR) && (isWhole || isOf(line, behind, COLON))) return { label, end: behind + 1, colon: true };
  const hasBlank = behind > end;
  const stands = isWhole && ((hasBlank && label.bare) || (isDateLabel(label) && dateAt(line, behind, hasBlank) !== null));
  return stands ? { label, end, colon: false } : null;
}

function isDateLabel(label: Label): boolean {
  return label.kind === "published" || label.kind === "updated";
}

function skipBlanks(line: string, index: number): number {
  let at = index;
  while (isOf(line, at, BLANK)) at++;
  return at;
}

/** Where the word at `start` ends; a label glued to a value (`张三来源：`) is not part of it. Dots stay inside (`example.com`, `奥·哈`). */
export function wordEnd(line: string, start: number, isValue: boolean): number {
  let at = start + 1;
  while (at < line.length) {
    const bits = CLASSES[line.charCodeAt(at)] as number;
    if ((bits & COLON) !== 0) {
      if (isAddress(line, start, at)) return addressEnd(line, at);
      return isValue ? beforeLabel(line, start, at) : at;
    }
    if ((bits & SEPARATOR) !== 0 && !isInnerDot(line, at)) return at;
    at++;
  }
  return at;
}

function isAddress(line: string, start: number, colon: number): boolean {
  return line.startsWith("//", colon + 1) && line.slice(start, colon).startsWith("http");
}

function addressEnd(line: string, colon: number): number {
  let at = colon;
  while (at < line.length && !isOf(line, at, BLANK)) at++;
  return at;
}

/** The longest label that ends at the colon and does not open the word. */
function beforeLabel(line: string, start: number, colon: number): number {
  for (let length = Math.min(LONGEST_LABEL, colon - start - 1); length >= 2; length--) {
    if (LABELS.has(line.slice(colon - length, colon).toLowerCase())) return colon - length;
  }
  return colon;
}

function isInnerDot(line: string, at: number): boolean {
  const character = line.charAt(at);
  if (character === "-" || character === "'" || character === "_") return isBeside(line, at, LATIN_OR_DIGIT);
  return (character === "·" || character === "•" || character === "‧") && isBeside(line, at, HAN);
}

/** Whether the characters on both sides match. */
function isBeside(line: string, at: number, pattern: RegExp): boolean {
  return pattern.test(line.charAt(at - 1)) && pattern.test(line.charAt(at + 1));
}

const LATIN_OR_DIGIT = /[\p{Script=Latin}\d]/u;

/** Whether brackets stand right around the word. */
export function isBracketed(line: string, start: number, end: number): boolean {
  const open = line[skipBack(line, start) - 1] ?? "";
  const close = line[skipBlanks(line, end)] ?? "";
  return OPENERS.includes(open) && open !== "" && CLOSERS.includes(close) && close !== "";
}

const OPENERS = "([（［【";
const CLOSERS = ")]）］】";

function skipBack(line: string, index: number): number {
  let at = index;
  while (at > 0 && isOf(line, at - 1, BLANK)) at--;
  return at;
}

/** The span takes the bracket before it along. */
export function openedAt(line: string, start: number): number {
  const at = skipBack(line, start);
  return OPENERS.includes(line[at - 1] ?? " ") ? at - 1 : start;
}

/** The span takes the bracket behind it along. */
export function closedAt(line: string, end: number): number {
  const at = skipBlanks(line, end);
  return CLOSERS.includes(line[at] ?? " ") ? at + 1 : end;
}
