// Gathers the text between two block boundaries, white space as a browser shows it, and measures it.
import {
  blockLinks,
  blockNodes,
  boldShares,
  legal,
  linkShares,
  pairs,
  room,
  set,
  setFull,
  setNumber,
  starts,
  stops,
  text,
  textFroms,
  textTos,
  texts,
  weights,
} from "./memory";
import { replaceFrequent } from "./references";
import { isSpace } from "./values";

/** TypeScript replaces all character references between two places of `texts`; gives where the text ends then, which is no later. */
// @ts-ignore
@external("env", "replaceReferences")
declare function replaceReferences(from: i32, to: i32): i32;

/** A lighter or longer text is no legal notice. */
const LEGAL_WEIGHT: f64 = 40;
const LONGEST_LEGAL: i32 = 600;

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
/** Whether a `&` is in the block. */
let hasReference: bool = false;

export function startBlocks(): void {
  blockCount = textEnd = writtenTo = preformatted = 0;
  inLink = linkSeen = inBold = false;
  startBlock();
}

function startBlock(): void {
  start = -1;
  ink = linkInk = boldInk = links = 0;
  linkSeen = hasReference = false;
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

/** Units that are not white space, as far as it matters for shares: what is up to 20, A0 and 3000. Looks out for a `&`, too. */
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
    hasReference = (i16x8.bitmask(i16x8.eq(units, i16x8.splat(0x26))) & inside) != 0 || hasReference;
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
  copy(from, to);
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
  if (hasReference) replaceAll();
  if (preformatted > 0) endLines(node);
  else {
    const from = collapse();
    if (writtenTo > from) endBlock(node, from, writtenTo);
  }
  textEnd = writtenTo;
  startBlock();
}

function replaceAll(): void {
  const end = replaceFrequent(textEnd, writtenTo);
  writtenTo = end < 0 ? replaceReferences(textEnd, writtenTo) : end;
}

/** Each line with text is a block. */
function endLines(node: i32): void {
  const end = writtenTo;
  let from = textEnd;
  while (from < end) {
    let to = from;
    while (to < end && written(to) != 0x0a && written(to) != 0x0d) to++;
    const next = to + 1 + i32(to + 1 < end && written(to) == 0x0d && written(to + 1) == 0x0a);
    while (to > from && isSpace(written(to - 1))) to--;
    if (to > from) endBlock(node, from, to);
    from = next;
  }
}

/**
 * CJK characters weigh 2, others 0.5; stops are 。！？；， and, before a space or the end, `. , ; ! ?`: as `measure` in ../block-text.ts.
 * Eight units at a time.
 */
function endBlock(node: i32, from: i32, to: i32): void {
  if (blockCount == room) return setFull();
  let wide = 0;
  let stopped = 0;
  let paired = 0;
  write(to, 0);
  for (let at = from; at < to; at += 8) {
    const units = eight(at);
    const inside = to - at >= 8 ? 0xff : (1 << (to - at)) - 1;
    wide += popcnt(i16x8.bitmask(i16x8.ge_u(units, i16x8.splat(0x2e80))) & inside);
    paired += popcnt(i16x8.bitmask(i16x8.eq(v128.and(units, i16x8.splat(<i16>0xfc00)), i16x8.splat(<i16>0xd800))) & inside);
    stopped += popcnt(i16x8.bitmask(v128.or(stopsOf(units), v128.and(pointsOf(units), i16x8.le_u(eight(at + 1), i16x8.splat(0x22))))) & inside);
  }
  const at = blockCount++;
  const weight = 2 * <f64>wide + 0.5 * <f64>(to - from - wide);
  set(blockNodes, at, node);
  set(textFroms, at, from);
  set(textTos, at, to);
  set(stops, at, stopped);
  set(blockLinks, at, links);
  set(starts, at, start);
  set(pairs, at, paired);
  setNumber(weights, at, weight);
  setNumber(linkShares, at, ink == 0 ? 0 : <f64>linkInk / <f64>ink);
  setNumber(boldShares, at, ink == 0 ? 0 : <f64>boldInk / <f64>ink);
  store<u8>(legal + <usize>at, weight >= LEGAL_WEIGHT && to - from < LONGEST_LEGAL ? i32(mayBeLegal(from, to)) : 0);
}

// @ts-ignore
@inline
function eight(at: i32): v128 {
  return v128.load(texts + ((<usize>at) << 1));
}

// @ts-ignore
@inline
function are(units: v128, unit: u32): v128 {
  return i16x8.eq(units, i16x8.splat(<i16>unit));
}

// @ts-ignore
@inline
function areEither(units: v128, a: u32, b: u32): v128 {
  return v128.or(are(units, a), are(units, b));
}

/** 。，！？； */
// @ts-ignore
@inline
function stopsOf(units: v128): v128 {
  return v128.or(are(units, 0x3002), v128.or(areEither(units, 0xff0c, 0xff01), areEither(units, 0xff1f, 0xff1b)));
}

/** . , ! ? ; */
// @ts-ignore
@inline
function pointsOf(units: v128): v128 {
  return v128.or(are(units, 0x2e), v128.or(areEither(units, 0x2c, 0x21), areEither(units, 0x3f, 0x3b)));
}

/** Whether a text has two characters of each way in which `LEGAL` (../score.ts) can match. */
function mayBeLegal(from: i32, to: i32): bool {
  for (let at = from; at < to; at += 8) {
    const a = eight(at);
    const b = eight(at + 1);
    const lower = v128.or(a, i16x8.splat(0x20));
    const lowerNext = v128.or(b, i16x8.splat(0x20));
    let found = v128.and(are(a, 0x7248), areEither(b, 0x6743, 0x6b0a)); // 版权
    found = v128.or(found, v128.and(are(a, 0x8457), are(b, 0x4f5c))); // 著作
    found = v128.or(found, v128.and(are(a, 0x514d), areEither(b, 0x8d23, 0x8cac))); // 免责
    found = v128.or(found, v128.and(are(lower, 0x70), v128.or(areEither(b, 0x5907, 0x5099), areEither(b, 0x8bc1, 0x8b49)))); // P备, P证
    found = v128.or(found, v128.and(are(a, 0x516c), are(b, 0x7f51))); // 公网
    found = v128.or(found, v128.and(are(a, 0x672a), areEither(b, 0x7ecf, 0x7d93))); // 未经
    found = v128.or(found, v128.and(are(a, 0x6587), are(b, 0x660e))); // 文明
    found = v128.or(found, v128.and(are(a, 0x767b), areEither(b, 0x5f55, 0x9304))); // 登录
    found = v128.or(found, v128.and(areEither(a, 0x89c2, 0x89c0), areEither(b, 0x70b9, 0x9ede))); // 观点
    found = v128.or(found, v128.and(are(a, 0x5b58), are(b, 0x50a8))); // 存储
    found = v128.or(found, are(a, 0xa9)); // ©
    found = v128.or(found, v128.and(are(lower, 0x67), are(lowerNext, 0x68))); // rights
    found = v128.or(found, v128.and(are(lower, 0x6f), are(lowerNext, 0x6f))); // cookie
    found = v128.or(found, v128.and(are(lower, 0x72), are(lowerNext, 0x6d))); // terms
    found = v128.or(found, v128.and(are(lower, 0x76), are(lowerNext, 0x61))); // privacy
    if (v128.any_true(found)) return true;
  }
  return false;
}

/** CJK characters, kana and full-width forms; not hangul, which is written with spaces. */
function isWide(unit: u32): bool {
  return (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xff00 && unit <= 0xff60);
}

/**
 * White space as a browser shows it; a line break inside Chinese text is no space. No-break and ideographic spaces count as space. Gives where
 * the text begins.
 */
function collapse(): i32 {
  let from = textEnd;
  let to = writtenTo;
  while (from < to && isSpace(written(from))) from++;
  while (to > from && isSpace(written(to - 1))) to--;
  if (!mayHoldSpaceRun(from, to) || !holdsSpaceRun(from, to)) {
    writtenTo = to;
    return from;
  }
  let out = from;
  let at = from;
  while (at < to) {
    const unit = written(at);
    if (!isSpace(unit)) {
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
  return from;
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

/** Where this is false, `holdsSpaceRun` is: two spaces, or what may be another white space. Eight units at a time. */
function mayHoldSpaceRun(from: i32, to: i32): bool {
  const blank = i16x8.splat(0x20);
  for (let at = from; at < to; at += 8) {
    const units = eight(at);
    const odd = v128.or(
      v128.or(i16x8.lt_u(units, blank), v128.and(i16x8.eq(units, blank), i16x8.eq(eight(at + 1), blank))),
      v128.or(
        v128.or(are(units, 0xa0), are(units, 0x1680)),
        v128.or(areEither(units, 0x3000, 0xfeff), v128.or(isBetween(units, 0x2000, 10), isBetween(units, 0x2028, 0x37))),
      ),
    );
    const inside = to - at >= 8 ? 0xff : (1 << (to - at)) - 1;
    if ((i16x8.bitmask(odd) & inside) != 0) return true;
  }
  return false;
}

// @ts-ignore
@inline
function isBetween(units: v128, first: u32, others: u32): v128 {
  return i16x8.le_u(i16x8.sub(units, i16x8.splat(<i16>first)), i16x8.splat(<i16>others));
}
