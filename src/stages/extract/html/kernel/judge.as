// How much main text blocks and nodes hold, which node is the root, and which of its blocks are furniture. Weights and scores are in weight units:
// a Chinese character is 2. docs/stages/extract.md says why.
import { blockCount } from "./blocks";
import {
  blockFroms,
  blockNodes,
  blockTos,
  ends,
  families,
  flags,
  get,
  insides,
  legal,
  linkShares,
  nameMask,
  nameSlots,
  numberAt,
  otherSums,
  parents,
  plainSums,
  scores,
  set,
  setNumber,
  stops,
  sums,
  tags,
  textFroms,
  textSlots,
  textTos,
  texts,
  verdicts,
  weights,
} from "./memory";
import { nodeCount } from "./tree";

/** Flags (../page.ts). */
const POSITIVE: i32 = 1;
const STRONG_POSITIVE: i32 = 2;
const NAV: i32 = 4;
const COMMENTS: i32 = 8;
const RELATED: i32 = 16;
const SHARE: i32 = 32;
const FOOTER: i32 = 64;
const ASIDE: i32 = 128;
const ADVERTISEMENT: i32 = 256;
const HIDDEN: i32 = 512;
/** Any that costs a node its score. */
const NEGATIVE: i32 = NAV | COMMENTS | RELATED | SHARE | FOOTER | ASIDE | ADVERTISEMENT | HIDDEN;
/** Those whose word decides even beside a positive one: post-comments, related-articles. */
const SETTLED: i32 = COMMENTS | RELATED | ASIDE | FOOTER;

/** Families (../select.ts). */
const OUTSIDE: u32 = 1;
const LINK_LIST: u32 = 10;

/** Tags (../tags.ts) as bits: body, html, article, main; body, html and the page itself; p, li, tr, headings, pre, blockquote. */
const EXEMPT: u64 = 0xa180_0000;
const WHOLE: u64 = 0x40_a000_0000;
const PARAGRAPHS: u64 = 0x1007_f026;

const WITHOUT_STOPS: f64 = 0.3;
const SHORT: f64 = 0.5;
const SHORT_WEIGHT: f64 = 40;
const PROSE_LINK_SHARE: f64 = 0.3;
const NEGATIVE_FACTOR: f64 = 0.05;
/** A negative word on a node that holds more than this share of the page's text describes the layout, not the text. */
const WHOLE_PAGE: f64 = 0.7;
const HALF_PAGE: f64 = 0.5;
/** The same for a node that holds the title or has a positive word beside the negative one. */
const SUPPORTED_SHARE: f64 = 0.2;
/** When elements whose names say "text of the article" hold this share of the page, other text counts less. */
const NAMED_SHARE: f64 = 0.1;
const OUTSIDE_NAMED_FACTOR: f64 = 0.35;
/** A child with this share of its parent's score is the better root. */
const DESCEND: f64 = 0.7;
const DESCEND_INTO_POSITIVE: f64 = 0.6;
/** A named area behind the title is the root when descent finds none, down to this weight. */
const NAMED_WEIGHT: f64 = 16;
/** A subtree that is mostly links goes, unless it holds this share of the root's score. */
const LINK_SHARE: f64 = 0.5;
const OWN_SHARE: f64 = 0.5;

/**
 * Judges the page that was read last; gives its root.
 *
 * @param titleBlock the block that shows the title, or -1
 * @param neutral negative flags that are not negative on this page: comments in a thread
 */
export function judge(titleBlock: i32, neutral: i32): i32 {
  scoreTexts();
  findFamilies(titleBlock, NEGATIVE & ~neutral);
  sumScores(findNamed());
  const root = findRoot(titleBlock);
  select(root);
  dropLinkLists(root);
  return root;
}

// @ts-ignore
@inline
function isAmong(tags: u64, tag: i32): bool {
  return ((tags >> <u64>tag) & 1) != 0;
}

/** A block that is surely running text: 20 Chinese characters and a stop. */
export function isProse(block: i32): bool {
  return get(stops, block) > 0 && numberAt(weights, block) >= SHORT_WEIGHT && numberAt(linkShares, block) < PROSE_LINK_SHARE;
}

/** Of the blocks of a node. */
// @ts-ignore
@inline
function between(sums: usize, node: i32): f64 {
  return numberAt(sums, get(blockTos, node)) - numberAt(sums, get(blockFroms, node));
}

/** What each block is worth by itself, and the sums of that and of the weight outside links before each. */
function scoreTexts(): void {
  let plain: f64 = 0;
  let unlinked: f64 = 0;
  setNumber(plainSums, 0, 0);
  setNumber(otherSums, 0, 0);
  for (let i = 0; i < blockCount; i++) {
    const weight = numberAt(weights, i);
    const own = weight * (1 - numberAt(linkShares, i));
    let score = own;
    if (get(stops, i) == 0) score *= WITHOUT_STOPS;
    set(textSlots, i, -1);
    if (weight < SHORT_WEIGHT) score *= SHORT;
    else if (isRepeated(i)) score = 0;
    else if (load<u8>(legal + <usize>i) != 0) score *= NEGATIVE_FACTOR;
    setNumber(scores, i, score);
    plain += score;
    unlinked += own;
    setNumber(plainSums, i + 1, plain);
    setNumber(otherSums, i + 1, unlinked);
  }
}

// @ts-ignore
@inline
function unitAt(at: i32): u32 {
  return load<u16>(texts + ((<usize>at) << 1));
}

/** Whether a block before has the same text. The slots of names are free: what else is in them does not point back. */
function isRepeated(block: i32): bool {
  const from = get(textFroms, block);
  const to = get(textTos, block);
  let hash: u64 = to - from;
  for (let at = from; at < to; at++) hash = rotl<u64>((hash ^ unitAt(at)) * 0x9e3779b97f4a7c15, 27);
  let slot = <u32>((hash * 0x9e3779b97f4a7c15) >> 40) & nameMask;
  for (;;) {
    const found = get(nameSlots, slot);
    if (<u32>found >= <u32>block || get(textSlots, found) != slot) break;
    if (isSame(get(textFroms, found), get(textTos, found), from, to)) return true;
    slot = (slot + 1) & nameMask;
  }
  set(nameSlots, slot, block);
  set(textSlots, block, slot);
  return false;
}

function isSame(a: i32, aEnd: i32, b: i32, bEnd: i32): bool {
  if (aEnd - a != bEnd - b) return false;
  while (a < aEnd) if (unitAt(a++) != unitAt(b++)) return false;
  return true;
}

/** Negative flags that hold for each node, its ancestors' included. */
function findFamilies(titleBlock: i32, negative: i32): void {
  const all = numberAt(plainSums, blockCount);
  const unlinked = numberAt(otherSums, blockCount);
  set(families, 0, 0);
  for (let node = 1; node < nodeCount; node++) {
    const said = get(flags, node);
    let own = said & negative;
    if (own != 0 && (isExempt(node, said) || isLayout(node, said, own, titleBlock, all, unlinked))) own = 0;
    set(families, node, get(families, get(parents, node)) | own);
  }
}

function isExempt(node: i32, said: i32): bool {
  return ((said & STRONG_POSITIVE) != 0 && (said & HIDDEN) == 0) || isAmong(EXEMPT, get(tags, node));
}

function isLayout(node: i32, said: i32, own: i32, titleBlock: i32, all: f64, unlinked: f64): bool {
  const share = min<f64>(between(plainSums, node) / all, between(otherSums, node) / unlinked);
  if (share > ((own & COMMENTS) != 0 ? WHOLE_PAGE : HALF_PAGE)) return true;
  if (!(share > SUPPORTED_SHARE)) return false;
  return (
    ((said & (POSITIVE | STRONG_POSITIVE)) != 0 && (own & SETTLED) == 0) ||
    (titleBlock >= get(blockFroms, node) && titleBlock < get(blockTos, node))
  );
}

/** Marks the nodes inside an element that is named as text; whether such hold enough to go by. */
function findNamed(): bool {
  let held: f64 = 0;
  store<u8>(insides, 0);
  for (let node = 1; node < nodeCount; node++) {
    let isInside = load<u8>(insides + <usize>get(parents, node));
    if (!isInside && (get(flags, node) & STRONG_POSITIVE) != 0 && get(families, node) == 0) {
      isInside = 1;
      held += between(plainSums, node);
    }
    store<u8>(insides + <usize>node, isInside);
  }
  return held > NAMED_SHARE * numberAt(plainSums, blockCount);
}

function sumScores(hasNamed: bool): void {
  let sum: f64 = 0;
  setNumber(sums, 0, 0);
  for (let i = 0; i < blockCount; i++) {
    const node = get(blockNodes, i);
    let score = numberAt(scores, i);
    if (get(families, node) != 0) score *= NEGATIVE_FACTOR;
    else if (hasNamed && !load<u8>(insides + <usize>node)) score *= OUTSIDE_NAMED_FACTOR;
    setNumber(scores, i, score);
    sum += score;
    setNumber(sums, i + 1, sum);
  }
}

/** The node of the main text: where descent ends, or the element named as text when that would be the whole page. */
function findRoot(titleBlock: i32): i32 {
  const root = descend();
  if (!isAmong(WHOLE, get(tags, root)) || titleBlock < 0) return root;
  const named = namedArea(titleBlock);
  return named < 0 ? root : named;
}

/** Descends from the page into the child that holds nearly all of the score, as long as there is one. */
function descend(): i32 {
  let node = 0;
  for (;;) {
    const all = between(sums, node);
    const end = get(ends, node);
    let best = -1;
    let most: f64 = 0;
    for (let child = node + 1; child < end; child = get(ends, child)) {
      const score = between(sums, child);
      if (score > most) {
        best = child;
        most = score;
      }
    }
    if (best < 0 || isAmong(PARAGRAPHS, get(tags, best))) break;
    const isPositive = (get(flags, best) & (POSITIVE | STRONG_POSITIVE)) != 0;
    const least = isPositive ? DESCEND_INTO_POSITIVE : DESCEND;
    if (most < least * all) break;
    node = best;
  }
  return node;
}

/** The heaviest element behind the title whose name says that it holds the text; -1 where there is none. */
function namedArea(titleBlock: i32): i32 {
  let best = -1;
  let most = NAMED_WEIGHT;
  for (let node = 1; node < nodeCount; node++) {
    if ((get(flags, node) & STRONG_POSITIVE) == 0 || get(families, node) != 0) continue;
    const from = get(blockFroms, node);
    if (from <= titleBlock || isAmong(PARAGRAPHS, get(tags, node))) continue;
    let weight: f64 = 0;
    for (let i = from; i < get(blockTos, node); i++) weight += numberAt(weights, i) * (1 - numberAt(linkShares, i));
    if (weight > most) {
      best = node;
      most = weight;
    }
    node = get(ends, node) - 1;
  }
  return best;
}

/** Outside the root, in an element of a negative family, or kept: 0. */
function select(root: i32): void {
  const from = get(blockFroms, root);
  const to = get(blockTos, root);
  const allowed = get(families, root);
  for (let i = 0; i < blockCount; i++) {
    const isInside = i >= from && i < to;
    const said = get(families, get(blockNodes, i));
    const family = isInside ? said & ~allowed : said;
    store<u8>(verdicts + <usize>i, family != 0 ? familyOf(family) : isInside ? 0 : OUTSIDE);
  }
}

/** As `familyOf` in ../select.ts. */
function familyOf(said: i32): u32 {
  if (said & HIDDEN) return 9;
  if (said & COMMENTS) return 3;
  if (said & RELATED) return 4;
  if (said & SHARE) return 5;
  if (said & NAV) return 2;
  if (said & ADVERTISEMENT) return 8;
  return said & FOOTER ? 6 : 7;
}

function dropLinkLists(root: i32): void {
  const end = get(ends, root);
  const all = between(sums, root);
  sumLinks();
  for (let node = root + 1; node < end; node++) {
    const from = get(blockFroms, node);
    const to = get(blockTos, node);
    if (to - from < 2 || between(otherSums, node) < LINK_SHARE * between(plainSums, node)) continue;
    const score = between(sums, node);
    if (score > 0 && score >= OWN_SHARE * all) continue;
    for (let i = from; i < to; i++) if (load<u8>(verdicts + <usize>i) == 0) store<u8>(verdicts + <usize>i, LINK_LIST);
    node = get(ends, node) - 1;
  }
}

/** The weight before each block, and that in links. */
function sumLinks(): void {
  let weighed: f64 = 0;
  let linked: f64 = 0;
  for (let i = 0; i < blockCount; i++) {
    const weight = numberAt(weights, i);
    weighed += weight;
    linked += weight * numberAt(linkShares, i);
    setNumber(plainSums, i + 1, weighed);
    setNumber(otherSums, i + 1, linked);
  }
}
