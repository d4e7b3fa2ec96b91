import { isAsciiDigit } from "../../text/hanzi.ts";
import { CLASS, characterClass, isLatinUnit, latinShape } from "./classes.ts";

/** Longest piece of text that is tagged at once, in tokens; longer paragraphs are cut at a sentence end or here. */
export const MAX_TOKENS = 256;

/**
 * Tokens of one piece of text in parallel arrays: a run of Latin letters and a run of digits are one token each, every other
 * UTF-16 unit is its own; blanks are no tokens, only remembered in `spaced`. The arrays are reused from piece to piece.
 */
export interface Tokens {
  count: number;
  /** UTF-16 offset of the first unit of each token. */
  readonly start: Int32Array;
  /** UTF-16 offset behind the last unit. */
  readonly end: Int32Array;
  /** The unit itself, or a hash above 0xffff for a run of letters (case folded) or digits (by length, years apart). */
  readonly id: Int32Array;
  /** One of `CLASS`. */
  readonly kind: Uint8Array;
  /** 1 where blanks stand before the token. */
  readonly spaced: Uint8Array;
}

/** Room for `capacity` tokens. */
export function createTokens(capacity: number = MAX_TOKENS): Tokens {
  return {
    count: 0,
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    id: new Int32Array(capacity),
    kind: new Uint8Array(capacity),
    spaced: new Uint8Array(capacity),
  };
}

/**
 * Fills `tokens` with the tokens of `text` from `from` on, until `to`, or until the room is full; when the room runs out, the
 * tokens behind the last sentence end (in the last two thirds) are given back, so that the next piece starts there.
 *
 * @param bySentence ends the piece behind each sentence end and the marks that close it
 * @returns offset where the next piece starts; `to` when all was read
 */
export function tokenize(text: string, from: number, to: number, tokens: Tokens, bySentence = false): number {
  const capacity = tokens.start.length;
  let count = 0;
  let position = from;
  let breakAt = 0; // tokens up to the last sentence end
  let spaced = 0;
  while (position < to && count < capacity) {
    const unit = text.charCodeAt(position);
    if (unit === 0x20 || unit === 0x3000 || unit === 0xa0 || unit === 0x09) {
      position++;
      spaced = 1;
      continue;
    }
    if (bySentence && breakAt > 0 && !endsSentence(characterClass(unit))) break;
    const end = tokenEnd(text, position, to, unit);
    tokens.start[count] = position;
    tokens.end[count] = end;
    tokens.spaced[count] = spaced;
    describe(text, position, end, unit, tokens, count);
    count++;
    if (tokens.kind[count - 1] === CLASS.stop) breakAt = count;
    position = end;
    spaced = 0;
  }
  if (position < to && count === capacity && breakAt > capacity / 3) {
    count = breakAt;
    position = tokens.end[count - 1] ?? position;
  }
  tokens.count = count;
  return position;
}

/** A stop, or a mark that closes what it ends. */
function endsSentence(kind: number): boolean {
  return kind === CLASS.stop || kind === CLASS.close || kind === CLASS.bracketClose || kind === CLASS.bookClose;
}

function tokenEnd(text: string, start: number, to: number, unit: number): number {
  let end = start + 1;
  if (isDigitUnit(unit)) {
    while (end < to && isDigitUnit(text.charCodeAt(end))) end++;
  } else if (isLatinUnit(unit)) {
    while (end < to && isLatinUnit(text.charCodeAt(end))) end++;
  } else if (unit >= 0xd800 && unit <= 0xdbff && end < to) end++;
  return end;
}

/** ASCII and full-width digits. */
function isDigitUnit(unit: number): boolean {
  return isAsciiDigit(unit) || (unit >= 0xff10 && unit <= 0xff19);
}

function describe(text: string, start: number, end: number, unit: number, tokens: Tokens, index: number): void {
  if (isDigitUnit(unit)) {
    tokens.kind[index] = CLASS.digits;
    const length = end - start;
    const first = unit & 0xf;
    tokens.id[index] = 0x10000 + (length === 4 && first >= 1 && first <= 2 ? 9 : Math.min(length, 6));
  } else if (isLatinUnit(unit)) {
    tokens.kind[index] = latinShape(text, start, end);
    tokens.id[index] = latinHash(text, start, end);
  } else {
    tokens.kind[index] = characterClass(unit);
    tokens.id[index] = unit;
  }
}

/** Case-folded FNV hash of a run of letters, above the range of single units. */
function latinHash(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) {
    let unit = text.charCodeAt(i);
    if (unit >= 0xff21) unit -= 0xfee0;
    if (unit < 0x80) unit |= 0x20;
    hash = Math.imul(hash ^ unit, 0x01000193);
  }
  return (hash & 0x7fffffff) | 0x20000;
}
