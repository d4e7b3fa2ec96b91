// The edges of the main text, as far as numbers tell them; ../trim.ts has the rest, and says why.
import { blockCount } from "./blocks";
import { isProse } from "./judge";
import {
  blockFroms,
  blockNodes,
  blockTos,
  ends,
  families,
  get,
  linkShares,
  numberAt,
  parents,
  scores,
  stops,
  sums,
  tags,
  verdicts,
  weights,
} from "./memory";

/** Families (../select.ts). */
const OUTSIDE: u32 = 1;
const LINK_LIST: u32 = 10;
/** Tags (../tags.ts), some as bits: td, th, table, body, article, main; p, li, blockquote; headings. */
const P: i32 = 1;
const BODY: i32 = 29;
const CELLS: u64 = 0x2180_0058;
const PARAGRAPHS: u64 = 0x1000_0006;
const HEADINGS: u64 = 0x3_f000;

/** What stands before the title counts for so much of the root's score at most. */
const BEFORE_TITLE_SHARE: f64 = 0.2;
/** Of a paragraph that a stray closing tag put behind the root. */
const SPILL_DISTANCE: i32 = 40;
const SPILL_WEIGHT: f64 = 12;
const SPILL_LINK_SHARE: f64 = 0.3;
/** Of a line of links before the first and behind the last prose. */
const EDGE_LINK_SHARE: f64 = 0.4;
/** Prose that is no notice: the score says so. */
const NOTICE_SHARE: f64 = 0.1;

// @ts-ignore
@inline
function isKept(block: i32): bool {
  return load<u8>(verdicts + <usize>block) == 0;
}

// @ts-ignore
@inline
function setVerdict(block: i32, verdict: u32): void {
  store<u8>(verdicts + <usize>block, verdict);
}

// @ts-ignore
@inline
function isAmong(tags: u64, tag: i32): bool {
  return ((tags >> <u64>tag) & 1) != 0;
}

/** What stands before the title goes, and what a stray closing tag put behind the root comes. */
export function trimHead(root: i32, titleBlock: i32): void {
  dropBeforeTitle(root, titleBlock);
  addSpill(root);
}

function dropBeforeTitle(root: i32, titleBlock: i32): void {
  const from = get(blockFroms, root);
  const to = get(blockTos, root);
  if (titleBlock <= from || titleBlock >= to) return;
  const before = numberAt(sums, titleBlock) - numberAt(sums, from);
  if (before > BEFORE_TITLE_SHARE * (numberAt(sums, to) - numberAt(sums, from))) return;
  for (let i = from; i < titleBlock; i++) if (isKept(i)) setVerdict(i, OUTSIDE);
}

/** Paragraphs behind the root that are children of its ancestors. */
function addSpill(root: i32): void {
  let last = get(blockTos, root);
  for (let i = last; i < blockCount && i < last + SPILL_DISTANCE; i++) {
    const node = get(blockNodes, i);
    if (get(tags, node) != P || get(stops, i) == 0 || numberAt(weights, i) < SPILL_WEIGHT) continue;
    if (numberAt(linkShares, i) >= SPILL_LINK_SHARE || get(families, node) != 0) continue;
    const parent = get(parents, node);
    if (parent >= root || get(ends, parent) < get(ends, root) || get(tags, parent) == BODY) continue;
    setVerdict(i, 0);
    last = i;
  }
}

/** Lines of links around the prose, and short lines that are not beside it. */
export function trimEnds(titleBlock: i32): void {
  let first = 0;
  while (first < blockCount && !isKeptProse(first)) first++;
  if (first == blockCount) return;
  let last = blockCount - 1;
  while (!isKeptProse(last)) last--;
  const head = containerOf(get(blockNodes, first));
  const tail = containerOf(get(blockNodes, last));
  for (let i = 0; i < blockCount; i++) if (i < first || i > last) dropLinkLine(i, head, tail);
  if (titleBlock >= 0) for (let i = titleBlock + 1; i < first; i++) dropStray(i, head);
  for (let i = max(last + 1, get(blockTos, tail)); i < blockCount; i++) if (isKept(i)) setVerdict(i, OUTSIDE);
}

function isKeptProse(block: i32): bool {
  return isKept(block) && isProse(block) && numberAt(scores, block) > NOTICE_SHARE * numberAt(weights, block);
}

/** A line that is half links is furniture, but not beside the prose in its own container. */
function dropLinkLine(block: i32, head: i32, tail: i32): void {
  if (!isKept(block) || numberAt(linkShares, block) < EDGE_LINK_SHARE || get(stops, block) != 0) return;
  const container = containerOf(get(blockNodes, block));
  if (container != head && container != tail) setVerdict(block, LINK_LIST);
}

/** Between the title and the first prose, a short line without a stop counts only when it stands in its container or is a heading. */
function dropStray(block: i32, container: i32): void {
  const node = get(blockNodes, block);
  if (isKept(block) && get(stops, block) == 0 && node < container && !isInHeading(node)) setVerdict(block, OUTSIDE);
}

/** As `headingLevelOf` in ../title.ts. */
function isInHeading(node: i32): bool {
  let at = node;
  for (let steps = 0; at > 0 && steps < 3; steps++) {
    if (isAmong(HEADINGS, get(tags, at))) return true;
    at = get(parents, at);
  }
  return false;
}

/** The element around a block that holds more than it: paragraphs and the `<div>`s that stand for them do not count. */
function containerOf(node: i32): i32 {
  let at = node;
  while (at > 0) {
    const tag = get(tags, at);
    if (isAmong(CELLS, tag) || !(isAmong(PARAGRAPHS, tag) || get(blockTos, at) - get(blockFroms, at) == 1)) break;
    at = get(parents, at);
  }
  return at;
}
