// Cuts a page into tags and text, by the rules of HTML's tokenizer as far as they matter here: comments, declarations and values that nobody
// asks for are passed over. A tag that the page ends in is dropped.
import { closeTag, endTag, nameAttribute, nameTag, readText, valueAttribute } from "./tree";
import { isFull, length, text, unitAt } from "./memory";
import { PLAIN_TEXT, RAW_TEXT, elementOf, traitsOf } from "./names";

const LT: u32 = 0x3c;
const GT: u32 = 0x3e;
const SLASH: u32 = 0x2f;
const EQUALS: u32 = 0x3d;
const EXCLAMATION: u32 = 0x21;
const QUESTION: u32 = 0x3f;
const DASH: u32 = 0x2d;
const QUOTE: u32 = 0x22;
const APOSTROPHE: u32 = 0x27;
const BRACKET: u32 = 0x5d;

/** Where a unit stands next, `length` where it does not. */
function find(unit: u32, from: i32): i32 {
  const wanted = i16x8.splat(<i16>unit);
  let at = from;
  for (; at + 8 <= length; at += 8) {
    const found = i16x8.bitmask(i16x8.eq(v128.load(text + ((<usize>at) << 1)), wanted));
    if (found) return at + ctz(found);
  }
  while (at < length && unitAt(at) != unit) at++;
  return min(at, length);
}

/** Where a unit stands twice next, `length` where it does not. */
function findTwice(unit: u32, from: i32): i32 {
  let at = find(unit, from);
  while (at < length && unitAt(at + 1) != unit) at = find(unit, at + 1);
  return at;
}

/** Units below 64, as bits: tab, line feed, form feed, carriage return, space; these, `/` and `>`; these and `=`. */
const BLANKS: u64 = 0x100003600;
const NAME_ENDS: u64 = 0x4000800100003600;
const ATTRIBUTE_ENDS: u64 = 0x6000800100003600;

// @ts-ignore
@inline
function isAmong(units: u64, unit: u32): bool {
  return unit < 64 && ((units >> <u64>unit) & 1) != 0;
}

// @ts-ignore
@inline
function isBlank(unit: u32): bool {
  return isAmong(BLANKS, unit);
}

// @ts-ignore
@inline
function isNameEnd(unit: u32): bool {
  return isAmong(NAME_ENDS, unit);
}

// @ts-ignore
@inline
function isLetter(unit: u32): bool {
  return (unit | 0x20) - 0x61 < 26;
}

/** A letter, `/`, `!` or `?` follows; a `/` only when anything follows it. */
function opensMarkup(at: i32): bool {
  const next = unitAt(at + 1);
  return isLetter(next) || next == EXCLAMATION || next == QUESTION || (next == SLASH && at + 2 < length);
}

/** Walks the page from its beginning to its end. */
export function tokenize(): void {
  let from = 0;
  while (from < length && !isFull) {
    let at = find(LT, from);
    // A `<` before anything else than a tag, a comment or a declaration is text, and opens it.
    while (at < length && !opensMarkup(at)) {
      if (at > from) readText(from, at);
      from = at;
      at = find(LT, at + 1);
    }
    if (at > from) readText(from, at);
    if (at == length) return;
    from = readMarkup(at + 1);
  }
}

/** Gives where what follows begins. */
function readMarkup(at: i32): i32 {
  const unit = unitAt(at);
  if (unit == SLASH) return isLetter(unitAt(at + 1)) ? readClosingTag(at + 1) : find(GT, at + 1) + 1;
  if (unit == EXCLAMATION) return readDeclaration(at + 1);
  return unit == QUESTION ? find(GT, at + 1) + 1 : readTag(at);
}

/** Comments, CDATA sections, and everything else that begins with `<!`. */
function readDeclaration(at: i32): i32 {
  if (unitAt(at) == DASH && unitAt(at + 1) == DASH) return behindComment(at + 2);
  // "[CDATA[", four units at a time
  const first = text + ((<usize>at) << 1);
  if (load<u64>(first) != 0x00410044_0043005b || load<u64>(first, 6) != 0x005b0041_00540041) return find(GT, at) + 1;
  const start = at + 7;
  let end = findTwice(BRACKET, start);
  while (end < length && unitAt(end + 2) != GT) end = findTwice(BRACKET, end + 1);
  if (end >= length) return length;
  readText(start, end + 2);
  return end + 3;
}

/** A comment ends with `-->` or `--!>`; `<!-->` and `<!--->` are empty ones. */
function behindComment(start: i32): i32 {
  if (unitAt(start) == GT) return start + 1;
  if (unitAt(start) == DASH && unitAt(start + 1) == GT) return start + 2;
  for (let at = findTwice(DASH, start); at < length; at = findTwice(DASH, at + 1)) {
    const next = unitAt(at + 2);
    if (next == GT) return at + 3;
    if (next == EXCLAMATION && unitAt(at + 3) == GT) return at + 4;
  }
  return length;
}

function readClosingTag(start: i32): i32 {
  const end = nameEnd(start);
  if (end >= length) return length;
  closeTag(start, end);
  return find(GT, end) + 1;
}

function readTag(start: i32): i32 {
  const end = nameEnd(start);
  if (end >= length) return length;
  const element = elementOf(start, end);
  nameTag(element, start, end);
  const body = readAttributes(end);
  if (body >= length) return length;
  const traits = traitsOf(element);
  if (traits & RAW_TEXT) return readRawText(body, end - start, element);
  if (!(traits & PLAIN_TEXT)) return body;
  readText(body, length);
  return length;
}

/** Gives where the text behind the tag begins. */
function readAttributes(from: i32): i32 {
  let at = from;
  while (at < length) {
    const unit = unitAt(at);
    if (unit == GT) {
      endTag(false);
      return at + 1;
    }
    if (unit == SLASH) {
      at = skipBlanks(at + 1);
      if (unitAt(at) != GT) continue;
      endTag(true);
      return at + 1;
    }
    at = isBlank(unit) ? at + 1 : readAttribute(at);
  }
  return length;
}

function readAttribute(start: i32): i32 {
  // The first character is part of the name, whatever it is.
  let end = start + 1;
  while (end < length && !isAmong(ATTRIBUTE_ENDS, unitAt(end))) end++;
  if (end >= length) return length;
  nameAttribute(start, end);
  let at = skipBlanks(end);
  if (unitAt(at) != EQUALS) return at;
  at = skipBlanks(at + 1);
  if (at >= length) return length;
  const quote = unitAt(at);
  if (quote == QUOTE || quote == APOSTROPHE) {
    const close = find(quote, at + 1);
    if (close >= length) return length;
    valueAttribute(at + 1, close);
    return close + 1;
  }
  let stop = at;
  while (stop < length && unitAt(stop) != GT && !isBlank(unitAt(stop))) stop++;
  if (stop < length) valueAttribute(at, stop);
  return stop;
}

/** Up to the closing tag of the same name; up to the end of the page where there is none. */
function readRawText(start: i32, nameLength: i32, element: u32): i32 {
  for (let at = find(LT, start); at < length; at = find(LT, at + 1)) {
    if (unitAt(at + 1) != SLASH) continue;
    const end = at + 2 + nameLength;
    if (end >= length || !isNameEnd(unitAt(end)) || elementOf(at + 2, end) != element) continue;
    if (at > start) readText(start, at);
    return readClosingTag(at + 2);
  }
  if (start < length) readText(start, length);
  return length;
}

function nameEnd(start: i32): i32 {
  let end = start;
  while (end < length && !isNameEnd(unitAt(end))) end++;
  return end;
}

function skipBlanks(from: i32): i32 {
  let at = from;
  while (at < length && isBlank(unitAt(at))) at++;
  return at;
}
