// Builds the flat tree of a page from its tags: block elements as nodes, their names, and what only some tags say as notes. Everything is an
// offset into the page; TypeScript makes strings of what is asked for.
import { addText, blockCount, closeLink, flush, openLink, preformat, setBold } from "./blocks";
import {
  DEEPEST,
  MOST_ELEMENTS,
  NOTE,
  blockFroms,
  blockTos,
  ends,
  flags,
  get,
  nodeNames,
  notes,
  open,
  parents,
  room,
  set,
  setFull,
  stack,
  tags,
  unitAt,
} from "./memory";
import {
  BLOCK_KIND,
  BOLD,
  LINE_BREAK,
  LINK,
  LINK_ELEMENT,
  META,
  RUBY,
  RUBY_TEXT,
  RULE,
  SCRIPT,
  SKIPPED,
  STYLE,
  TIME,
  TITLE,
  attributeOf,
  closesOf,
  elementOf,
  flagsOfElement,
  kindOf,
  packName,
  tagOf,
  traitsOf,
} from "./names";
import { flagsOf, numberOfNames, numberOfTag, startNames } from "./strings";
import { VALUES, clearValues, isSpace } from "./values";

/** Nodes of one page; what comes behind belongs to the nodes that are open then. */
const MOST_NODES: i32 = 1_000_000;
const LONGEST_ATTRIBUTE: i32 = 4000;
/** Longer names of tags are cut. */
const LONGEST_TAG: i32 = 40;

/** Tags (../tags.ts). */
const TD: u32 = 3;
const TABLE: u32 = 6;
const PRE: u32 = 18;
/** Bits of the elements that a closing tag inside them does not reach across (HTML: "in scope"): td, th, table, body, html. */
const SCOPES: u64 = 0xa000_0058;
/** Bits of those whose own closing tags do: td, th, tr, table, tbody, body, html, caption. */
const TABLE_PARTS: u64 = 0x3_a000_0078;
const ROOT: i32 = 38;
/** Of the page itself: no tag closes it. */
const NO_ELEMENT: u32 = MOST_ELEMENTS - 1;

/** Attributes (../kernel.ts). */
const CLASS: u32 = 1;
const ID: u32 = 2;
const INLINE_STYLE: u32 = 3;
const HIDDEN: u32 = 4;
const ROLE: u32 = 5;
const HREF: u32 = 6;
const KEY: u32 = 7;
const CONTENT: u32 = 8;
const REL: u32 = 9;
const TYPE: u32 = 10;
const DATETIME: u32 = 11;
/** `content`, packed. */
const CONTENT_ENDING: u64 = 0x33ce505394;
/** `display` and `none`. */
const DISPLAY: u64 = 0x425340c059;
const NONE: u64 = 0x38f385;

/** Of a node (../page.ts). */
const IS_HIDDEN: i32 = 512;

/** Kinds of notes (../kernel.ts). */
const NOTE_ROLE: i32 = 2;
const NOTE_KEY: i32 = 3;
const NOTE_META: i32 = 4;
const NOTE_LINK: i32 = 5;
const NOTE_TIME: i32 = 6;
const NOTE_TITLE: i32 = 7;
const NOTE_SCRIPT: i32 = 8;

/** Of a page that is nested too deep, or has too many elements. */
export const TOO_DEEP: i32 = 1;
export const TOO_MANY: i32 = 2;

export let nodeCount: i32 = 0;
export let noteCount: i32 = 0;
export let excesses: i32 = 0;

let depth: i32 = 0;
/** The tag at hand: its element, 0 for an unknown one; whether it opens a node all the same; its name. */
let element: u32 = 0;
let isUnknownBlock: bool = false;
let nameStart: i32 = 0;
let nameEnd: i32 = 0;
let attribute: u32 = 0;
let isHidden: bool = false;
let hasHref: bool = false;

/** The skipped element that is open, 0 = none, and how deep in itself. */
let skipped: u32 = 0;
let skippedDepth: i32 = 0;
let inTitle: bool = false;
let titleSeen: bool = false;
let bold: i32 = 0;

export function startPage(): void {
  nodeCount = 1;
  startNames();
  noteCount = excesses = depth = bold = skippedDepth = 0;
  skipped = 0;
  inTitle = titleSeen = false;
  setNode(0, 0, ROOT, 0, 0);
  push(0, NO_ELEMENT);
}

export function endPage(): void {
  flush(topNode());
  while (depth > 0) pop();
}

function note(kind: i32, a: i32, b: i32, c: i32, d: i32): void {
  if (noteCount == room) return setFull();
  const at = noteCount++ * NOTE;
  set(notes, at, kind);
  set(notes, at + 1, a);
  set(notes, at + 2, b);
  set(notes, at + 3, c);
  set(notes, at + 4, d);
}

// @ts-ignore
@inline
function valueStart(attribute: u32): i32 {
  return load<i32>(VALUES + (<usize>attribute << 3));
}

// @ts-ignore
@inline
function valueEnd(attribute: u32): i32 {
  return load<i32>(VALUES + (<usize>attribute << 3), 4);
}

function noteValue(kind: i32, a: i32, attribute: u32): void {
  if (valueEnd(attribute) > valueStart(attribute)) note(kind, a, valueStart(attribute), valueEnd(attribute), 0);
}

export function nameTag(found: u32, start: i32, end: i32): void {
  element = found;
  nameStart = start;
  nameEnd = min(end, start + LONGEST_TAG);
  isUnknownBlock = found == 0 && isBlockName(nameStart, nameEnd);
  clearValues();
  isHidden = hasHref = false;
}

/** An element that HTML does not define (`<news-content>`): a block when its name is compound, else inline. */
function isBlockName(start: i32, end: i32): bool {
  for (let at = start; at < end; at++) if (unitAt(at) == 0x2d) return true;
  return packName(end - 7, end) == CONTENT_ENDING && end - start >= 7;
}

export function nameAttribute(start: i32, end: i32): void {
  const isIgnored = isUnknownBlock ? false : kindOf(element) == 0;
  attribute = isIgnored ? 0 : attributeOf(start, end);
  if (attribute == HIDDEN) isHidden = true;
  else if (attribute == HREF) {
    hasHref = true;
    store<u64>(VALUES + (HREF << 3), 0);
  }
}

export function valueAttribute(start: i32, end: i32): void {
  if (attribute == 0) return;
  const at = VALUES + (<usize>attribute << 3);
  store<i32>(at, start);
  store<i32>(at, min(end, start + LONGEST_ATTRIBUTE), 4);
  if (attribute == HREF) hasHref = end > start;
}

export function endTag(selfClosed: bool): void {
  if (skipped != 0) {
    if (element == skipped && !selfClosed) skippedDepth++;
    return;
  }
  if (isUnknownBlock) return openNode();
  switch (kindOf(element)) {
    case BLOCK_KIND:
      openNode();
      break;
    case SKIPPED:
      if (selfClosed && !(traitsOf(element) & (SCRIPT | STYLE))) break;
      skipped = element;
      skippedDepth = 1;
      break;
    case LINK:
      closeLink();
      if (hasHref) openLink();
      break;
    case BOLD:
      if (!selfClosed && bold++ == 0) setBold(true);
      break;
    case LINE_BREAK:
    case RULE:
      flush(topNode());
      break;
    case META:
      readMeta();
      break;
    case TIME:
      noteValue(NOTE_TIME, blockCount, DATETIME);
      break;
    default:
      if (traitsOf(element) & TITLE) inTitle = !titleSeen;
  }
}

function readMeta(): void {
  if (traitsOf(element) & LINK_ELEMENT) {
    if (valueEnd(REL) > valueStart(REL)) {
      note(NOTE_LINK, valueStart(REL), valueEnd(REL), valueStart(HREF), valueEnd(HREF));
    }
  } else if (valueEnd(KEY) > valueStart(KEY) && valueEnd(CONTENT) > valueStart(CONTENT)) {
    note(NOTE_META, valueStart(KEY), valueEnd(KEY), valueStart(CONTENT), valueEnd(CONTENT));
  }
}

export function closeTag(start: i32, end: i32): void {
  const found = elementOf(start, end);
  const name = found != 0 ? found : numberOfUnknown(start, end, false);
  if (skipped != 0) {
    if (found != skipped) leaveSkippedFor(found, name);
    else if (--skippedDepth == 0) skipped = 0;
    return;
  }
  if (traitsOf(found) & TITLE) inTitle = false;
  switch (kindOf(found)) {
    case 0:
      // Whether it is open or was: text ends here.
      if (found == 0 && name != 0) closeNode(name, 0);
      break;
    case LINK:
      closeLink();
      break;
    case BOLD:
      if (bold > 0 && --bold == 0) setBold(false);
      break;
    case BLOCK_KIND:
      closeNode(name, tagOf(found));
      break;
    case LINE_BREAK:
      flush(topNode());
      break;
    default:
  }
}

/** An unknown name of a node as a number behind those of the elements, 0 where no node has it. */
function numberOfUnknown(start: i32, end: i32, isNew: bool): u32 {
  const number = numberOfTag(start, min(end, start + LONGEST_TAG), isNew);
  return number == 0 ? 0 : MOST_ELEMENTS + number;
}

export function readText(start: i32, end: i32): void {
  if (skipped != 0) {
    if (traitsOf(skipped) & SCRIPT) note(NOTE_SCRIPT, start, end, valueStart(TYPE), valueEnd(TYPE));
  } else if (!inTitle) addText(start, end);
  else if (!titleSeen) {
    titleSeen = true;
    note(NOTE_TITLE, start, min(end, start + LONGEST_ATTRIBUTE), 0, 0);
  }
}

/** An unclosed `<select>` or `<object>` ends where an element around it does. Scripts and styles are closed by the tokenizer. */
function leaveSkippedFor(found: u32, name: u32): void {
  if (traitsOf(found) & RUBY && traitsOf(skipped) & RUBY_TEXT) skipped = 0;
  if (traitsOf(skipped) & (SCRIPT | STYLE) || get(open, name) == 0) return;
  skipped = 0;
  skippedDepth = 0;
  closeNode(name, tagOf(found));
}

/** Whether the inline style of the tag at hand holds `display: none`, with up to three blanks on either side of the colon. */
function hidesElement(): bool {
  const end = valueEnd(INLINE_STYLE);
  for (let at = valueStart(INLINE_STYLE); at + 12 <= end; at++) {
    if ((unitAt(at) | 0x20) != 0x64 || packName(at, at + 7) != DISPLAY) continue;
    let next = skipSpaces(at + 7, end);
    if (next == end || unitAt(next) != 0x3a) continue;
    next = skipSpaces(next + 1, end);
    if (end - next >= 4 && packName(next, next + 4) == NONE) return true;
  }
  return false;
}

function skipSpaces(from: i32, end: i32): i32 {
  let at = from;
  while (at < end && at < from + 3 && isSpace(unitAt(at))) at++;
  return at;
}

// Nodes

function topNode(): i32 {
  return depth == 0 ? 0 : load<i32>(stack + (<usize>(depth - 1) << 3));
}

function setNode(node: i32, parent: i32, tag: i32, flag: i32, name: i32): void {
  set(parents, node, parent);
  set(tags, node, tag);
  set(flags, node, flag);
  set(nodeNames, node, name);
  set(ends, node, node + 1);
  set(blockFroms, node, blockCount);
  set(blockTos, node, blockCount);
}

function push(node: i32, name: u32): void {
  const at = stack + ((<usize>depth) << 3);
  store<i32>(at, node);
  store<u32>(at, name, 4);
  depth++;
  set(open, name, get(open, name) + 1);
}

function pop(): void {
  depth--;
  const at = stack + ((<usize>depth) << 3);
  const node = load<i32>(at);
  const name = load<u32>(at, 4);
  set(ends, node, nodeCount);
  set(blockTos, node, blockCount);
  set(open, name, get(open, name) - 1);
  const tag = get(tags, node);
  if (tag == PRE) preformat(-1);
  if (tag == TD || tag == TABLE) {
    closeLink();
    bold = 0;
    setBold(false);
  }
}

function openNode(): void {
  flush(topNode());
  const tag = tagOf(element);
  const closes = closesOf(element);
  while (depth > 1 && isAmong(closes, get(tags, topNode()))) pop();
  if (depth >= DEEPEST || nodeCount >= MOST_NODES) {
    excesses |= depth >= DEEPEST ? TOO_DEEP : TOO_MANY;
    return;
  }
  if (nodeCount == room) return setFull();
  const name = numberOfNames();
  const said = flagsOfElement(element) | flagsOf(name) | (isHidden || hidesElement() ? IS_HIDDEN : 0);
  const node = nodeCount++;
  setNode(node, topNode(), tag, said, name);
  noteValue(NOTE_ROLE, node, ROLE);
  noteValue(NOTE_KEY, node, KEY);
  push(node, element != 0 ? element : numberOfUnknown(nameStart, nameEnd, true));
  if (tag == PRE) preformat(1);
}

/** A closing tag closes what is open inside its element, but never reaches out of a table cell. */
function closeNode(name: u32, tag: u32): void {
  flush(topNode());
  if (get(open, name) == 0) return;
  const isTablePart = isAmong(TABLE_PARTS, tag);
  for (let level = depth - 1; level > 0; level--) {
    const at = stack + (<usize>level << 3);
    if (load<u32>(at, 4) == name) {
      while (depth > level) pop();
      return;
    }
    if (!isTablePart && isAmong(SCOPES, get(tags, load<i32>(at)))) return;
  }
}

// @ts-ignore
@inline
function isAmong(tags: u64, tag: u32): bool {
  return ((tags >> <u64>tag) & 1) != 0;
}
