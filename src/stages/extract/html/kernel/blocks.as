// Gathers the text between two block boundaries, white space as a browser shows it, and measures it. The text of a block with a character
// reference or line breaks of its own is left as it stands in the page: TypeScript reads it (../build.ts).
import { BLOCK, blocks, room, set, setFull, text, texts, unitAt } from "./memory";

/** What TypeScript has to read. */
const HAS_REFERENCE: i32 = 1;
const IS_PREFORMATTED: i32 = 2;

export let blockCount: i32 = 0;
/** Units of text behind the last block. */
export let textEnd: i32 = 0;

/** Depth of `<pre>`. */
let preformatted: i32 = 0;
/** Where the text begins in the page, -1 before there is any; and where it ends among the texts. */
let start: i32 = -1;
let writtenTo: i32 = 0;
let ink: i32 = 0;
let linkInk: i32 = 0;
let boldInk: i32 = 0;
let links: i32 = 0;
let inLink: bool = false;
let linkSeen: bool = false;
let inBold: bool = false;

export function startBlocks(): void {
  blockCount = textEnd = writtenTo = preformatted = 0;
  inLink = linkSeen = inBold = false;
  startBlock();
}

function startBlock(): void {
  start = -1;
  ink = linkInk = boldInk = links = 0;
  linkSeen = false;
}

export function openLink(): void {
  inLink = true;
  linkSeen = false;
}

export function closeLink(): void {
  inLink = false;
}

export function setBold(isBold: bool): void {
  inBold = isBold;
}

export function preformat(by: i32): void {
  preformatted += by;
}

// @ts-ignore
@inline
function written(at: i32): u32 {
  return load<u16>(texts + ((<usize>at) << 1));
}

// @ts-ignore
@inline
function write(at: i32, unit: u32): void {
  store<u16>(texts + ((<usize>at) << 1), unit);
}

/** Units that are not white space, as far as it matters for shares: what is up to 20, A0 and 3000. */
function countInk(from: i32, to: i32): i32 {
  let ink = to - from;
  for (let at = from; at < to; at += 8) {
    const units = v128.load(text + ((<usize>at) << 1));
    const blank = v128.or(
      i16x8.le_u(units, i16x8.splat(0x20)),
      v128.or(i16x8.eq(units, i16x8.splat(0xa0)), i16x8.eq(units, i16x8.splat(0x3000))),
    );
    const inside = to - at >= 8 ? 0xff : (1 << (to - at)) - 1;
    ink -= popcnt(i16x8.bitmask(blank) & inside);
  }
  return ink;
}

/** Eight units at a time: there is room behind the last. V8 calls a function of its own for `memory.copy`, which takes longer. */
function copy(from: i32, to: i32): void {
  const out = texts + ((<usize>writtenTo) << 1);
  const source = text + ((<usize>from) << 1);
  const bytes = (<usize>(to - from)) << 1;
  for (let at: usize = 0; at < bytes; at += 16) v128.store(out + at, v128.load(source + at));
  writtenTo += to - from;
}

export function addText(from: i32, to: i32): void {
  const inked = countInk(from, to);
  if (inked == 0 && start < 0) return;
  if (inked == 0 && preformatted == 0) {
    write(writtenTo++, 0x20);
    return;
  }
  memory.copy(texts + (<usize>writtenTo << 1), text + (<usize>from << 1), <usize>(to - from) << 1);
  writtenTo += to - from;
  if (inked == 0) return;
  if (start < 0) start = from;
  ink += inked;
  if (inBold) boldInk += inked;
  if (!inLink) return;
  linkInk += inked;
  if (!linkSeen) links++;
  linkSeen = true;
}

/** Ends the block; an empty one leaves nothing. */
export function flush(node: i32): void {
  if (start < 0) return;
  let marks = preformatted > 0 ? IS_PREFORMATTED : 0;
  for (let at = textEnd; at < writtenTo; at++) {
    if (written(at) == 0x26) {
      marks |= HAS_REFERENCE;
      break;
    }
  }
  if (marks == 0) collapse();
  if (writtenTo > textEnd) endBlock(node, marks);
  writtenTo = textEnd;
  startBlock();
}

/** CJK characters 2, others 0.5; stops are 。！？；， and, before a space or the end, `. , ; ! ?`: as `measure` in ../block-text.ts. */
function endBlock(node: i32, marks: i32): void {
  if (blockCount == room) return setFull();
  let wide = 0;
  let stops = 0;
  write(writtenTo, 0);
  for (let at = textEnd; at < writtenTo; at++) {
    const unit = written(at);
    if (unit >= 0x2e80) {
      wide++;
      stops += i32(unit == 0x3002 || unit == 0xff0c || unit == 0xff01 || unit == 0xff1f || unit == 0xff1b);
    } else if (unit == 0x2e || unit == 0x2c || unit == 0x21 || unit == 0x3f || unit == 0x3b) stops += i32(written(at + 1) <= 0x22);
  }
  const at = blockCount++ * BLOCK;
  set(blocks, at, node);
  set(blocks, at + 1, textEnd);
  set(blocks, at + 2, writtenTo);
  set(blocks, at + 3, wide);
  set(blocks, at + 4, stops);
  set(blocks, at + 5, ink);
  set(blocks, at + 6, linkInk);
  set(blocks, at + 7, boldInk);
  set(blocks, at + 8, links);
  set(blocks, at + 9, start);
  set(blocks, at + 10, marks);
  textEnd = writtenTo;
}

/** White space of ECMAScript. */
function isSpace(unit: u32): bool {
  if (unit < 0x80) return unit == 0x20 || unit - 9 < 5;
  if (unit < 0x2000) return unit == 0xa0 || unit == 0x1680;
  return (
    unit <= 0x200a || unit == 0x2028 || unit == 0x2029 || unit == 0x202f || unit == 0x205f || unit == 0x3000 || unit == 0xfeff
  );
}

/** CJK characters, kana and full-width forms; not hangul, which is written with spaces. */
function isWide(unit: u32): bool {
  return (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xff00 && unit <= 0xff60);
}

/** As `collapseSpace` in ../block-text.ts. */
function collapse(): void {
  let from = textEnd;
  let to = writtenTo;
  while (from < to && isSpace(written(from))) from++;
  while (to > from && isSpace(written(to - 1))) to--;
  const isPlain = !holdsSpaceRun(from, to);
  if (isPlain && from == textEnd) {
    writtenTo = to;
    return;
  }
  let out = textEnd;
  let at = from;
  while (at < to) {
    const unit = written(at);
    if (isPlain || !isSpace(unit)) {
      write(out++, unit);
      at++;
      continue;
    }
    let hasBreak = false;
    const before = written(out - 1);
    while (isSpace(written(at))) hasBreak = written(at++) == 0x0a || hasBreak;
    if (!hasBreak || !isWide(before) || !isWide(written(at))) write(out++, 0x20);
  }
  writtenTo = out;
}

/** Spaces in a row, or one that is no plain space. */
function holdsSpaceRun(from: i32, to: i32): bool {
  let wasSpace = false;
  for (let at = from; at < to; at++) {
    const unit = written(at);
    if (unit > 0x3000 && unit != 0xfeff) {
      wasSpace = false;
      continue;
    }
    if (!isSpace(unit)) wasSpace = false;
    else if (wasSpace || (unit - 9 < 5 && unit != 0x0b) || unit == 0xa0 || unit == 0x3000 || unit == 0x2002 || unit == 0x2003) return true;
    else wasSpace = true;
  }
  return false;
}
