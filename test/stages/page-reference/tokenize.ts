// What kernel/tokens.as does, in TypeScript: cuts a page into tags and text, by the rules of HTML's tokenizer as far as they matter here.
// Comments, declarations and values that nobody asks for are passed over. Tests hold it to htmlparser2's tokenizer.

/** Receives what is found, in order. All offsets are those of the page. */
export interface TokenSink {
  onopentagname(start: number, end: number): void;
  onattribname(start: number, end: number): void;
  /** The value of the attribute named last, without quotes; an attribute without a value has none. */
  onattribdata(start: number, end: number): void;
  /** `end`: where the `>` stands. */
  onopentagend(end: number): void;
  onselfclosingtag(end: number): void;
  onclosetag(start: number, end: number): void;
  ontext(start: number, end: number): void;
}

const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const DASH = 0x2d;
const CDATA = "[CDATA[";

/** Elements whose content is text up to their own closing tag, markup or not. */
const RAW_TEXT = new Set(["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"]);
const LONGEST_RAW_TEXT = 9;
/** All behind it is text. */
const PLAIN_TEXT = "plaintext";

/** Walks a page from its beginning to its end. Takes time linear in its length; a tag that the page ends in is dropped. */
export function tokenize(raw: string, sink: TokenSink): void {
  let from = 0;
  while (from < raw.length) {
    let at = raw.indexOf("<", from);
    // A `<` before anything else than a tag, a comment or a declaration is text, and opens it.
    while (at >= 0 && !opensMarkup(raw, at)) {
      if (at > from) sink.ontext(from, at);
      from = at;
      at = raw.indexOf("<", at + 1);
    }
    if (at < 0) {
      sink.ontext(from, raw.length);
      return;
    }
    if (at > from) sink.ontext(from, at);
    from = readMarkup(raw, at + 1, sink);
  }
}

/** A letter, `/`, `!` or `?` follows; a `/` only when anything follows it. */
function opensMarkup(raw: string, at: number): boolean {
  const next = raw.charCodeAt(at + 1);
  return isLetter(next) || next === EXCLAMATION || next === QUESTION || (next === SLASH && at + 2 < raw.length);
}

/** @returns where what follows begins */
function readMarkup(raw: string, at: number, sink: TokenSink): number {
  switch (raw.charCodeAt(at)) {
    case SLASH:
      return isLetter(raw.charCodeAt(at + 1)) ? readClosingTag(raw, at + 1, sink) : behind(raw, ">", at + 1);
    case EXCLAMATION:
      return readDeclaration(raw, at + 1, sink);
    case QUESTION:
      return behind(raw, ">", at + 1);
    default:
      return readTag(raw, at, sink);
  }
}

/** Comments, CDATA sections, and everything else that begins with `<!`. */
function readDeclaration(raw: string, at: number, sink: TokenSink): number {
  if (raw.startsWith("--", at)) return behindComment(raw, at + 2);
  if (!raw.startsWith(CDATA, at)) return behind(raw, ">", at);
  const start = at + CDATA.length;
  const end = raw.indexOf("]]>", start);
  if (end < 0) return raw.length;
  sink.ontext(start, end + 2);
  return end + 3;
}

/** A comment ends with `-->` or `--!>`; `<!-->` and `<!--->` are empty ones. */
function behindComment(raw: string, start: number): number {
  if (raw.charCodeAt(start) === GT) return start + 1;
  if (raw.charCodeAt(start) === DASH && raw.charCodeAt(start + 1) === GT) return start + 2;
  for (let at = raw.indexOf("--", start); at >= 0; at = raw.indexOf("--", at + 1)) {
    const next = raw.charCodeAt(at + 2);
    if (next === GT) return at + 3;
    if (next === EXCLAMATION && raw.charCodeAt(at + 3) === GT) return at + 4;
  }
  return raw.length;
}

function readClosingTag(raw: string, start: number, sink: TokenSink): number {
  const end = nameEnd(raw, start);
  if (end >= raw.length) return raw.length;
  sink.onclosetag(start, end);
  return behind(raw, ">", end);
}

function readTag(raw: string, start: number, sink: TokenSink): number {
  const end = nameEnd(raw, start);
  if (end >= raw.length) return raw.length;
  sink.onopentagname(start, end);
  const body = readAttributes(raw, end, sink);
  if (body >= raw.length) return raw.length;
  const length = end - start;
  if (length < 3 || length > LONGEST_RAW_TEXT) return body;
  const name = lowerCase(raw, start, end);
  if (RAW_TEXT.has(name)) return readRawText(raw, body, name, sink);
  if (name !== PLAIN_TEXT) return body;
  sink.ontext(body, raw.length);
  return raw.length;
}

/** @returns where the text behind the tag begins */
function readAttributes(raw: string, from: number, sink: TokenSink): number {
  const { length } = raw;
  let at = from;
  while (at < length) {
    const unit = raw.charCodeAt(at);
    if (unit === GT) {
      sink.onopentagend(at);
      return at + 1;
    }
    if (unit === SLASH) {
      at = skipBlanks(raw, at + 1);
      if (raw.charCodeAt(at) !== GT) continue;
      sink.onselfclosingtag(at);
      return at + 1;
    }
    at = isBlank(unit) ? at + 1 : readAttribute(raw, at, sink);
  }
  return length;
}

function readAttribute(raw: string, start: number, sink: TokenSink): number {
  const { length } = raw;
  // The first character is part of the name, whatever it is.
  let end = start + 1;
  while (end < length && !isNameEnd(raw.charCodeAt(end)) && raw.charCodeAt(end) !== EQUALS) end++;
  if (end >= length) return length;
  sink.onattribname(start, end);
  let at = skipBlanks(raw, end);
  if (raw.charCodeAt(at) !== EQUALS) return at;
  at = skipBlanks(raw, at + 1);
  if (at >= length) return length;
  const quote = raw.charCodeAt(at);
  if (quote === 0x22 || quote === 0x27) {
    const close = raw.indexOf(quote === 0x22 ? '"' : "'", at + 1);
    if (close < 0) return length;
    sink.onattribdata(at + 1, close);
    return close + 1;
  }
  let stop = at;
  while (stop < length && raw.charCodeAt(stop) !== GT && !isBlank(raw.charCodeAt(stop))) stop++;
  if (stop < length) sink.onattribdata(at, stop);
  return stop;
}

/** Up to the closing tag of the same name; up to the end of the page where there is none. */
function readRawText(raw: string, start: number, name: string, sink: TokenSink): number {
  for (let at = raw.indexOf("</", start); at >= 0; at = raw.indexOf("</", at + 2)) {
    const end = at + 2 + name.length;
    if (end >= raw.length || !isNameEnd(raw.charCodeAt(end)) || lowerCase(raw, at + 2, end) !== name) continue;
    if (at > start) sink.ontext(start, at);
    return readClosingTag(raw, at + 2, sink);
  }
  if (start < raw.length) sink.ontext(start, raw.length);
  return raw.length;
}

/** Where what follows the next `mark` begins; the end of the page where there is none. */
function behind(raw: string, mark: string, from: number): number {
  const at = raw.indexOf(mark, from);
  return at < 0 ? raw.length : at + mark.length;
}

function nameEnd(raw: string, start: number): number {
  let end = start;
  while (end < raw.length && !isNameEnd(raw.charCodeAt(end))) end++;
  return end;
}

function skipBlanks(raw: string, from: number): number {
  let at = from;
  while (at < raw.length && isBlank(raw.charCodeAt(at))) at++;
  return at;
}

/** A part of the page with its letters in lower case; most names are so already, and asking costs less than changing. */
export function lowerCase(raw: string, start: number, end: number): string {
  const name = raw.slice(start, end);
  for (let i = start; i < end; i++) {
    const unit = raw.charCodeAt(i);
    if ((unit >= 0x41 && unit <= 0x5a) || unit >= 0x80) return name.toLowerCase();
  }
  return name;
}

function isNameEnd(unit: number): boolean {
  return unit === GT || unit === SLASH || isBlank(unit);
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0c || unit === 0x0d;
}

function isLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
}
