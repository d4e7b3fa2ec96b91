// What kernel/judge.as does, in TypeScript.
import { FLAG, NEGATIVE } from "../../../src/stages/extract/html/page.ts";
import { type Judged, LEGAL, type Scores } from "../../../src/stages/extract/html/score.ts";
import { FAMILY, familyOf, type Verdicts } from "../../../src/stages/extract/html/select.ts";
import { headingLevel, TAG } from "../../../src/stages/extract/html/tags.ts";
import type { Page } from "./page.ts";

export function judgePage(page: Page, titleBlock: number, neutral: number): Judged {
  const scores = scorePage(page, titleBlock, neutral);
  const root = findRoot(page, scores, titleBlock);
  return { ...scores, root, verdicts: selectBlocks(page, scores, root) };
}

const WITHOUT_STOPS = 0.3;
const SHORT = 0.5;
const SHORT_WEIGHT = 40;
const NEGATIVE_FACTOR = 0.05;
const LONGEST_LEGAL = 600;
/** A negative word on a node that holds more than this share of the page's text describes the layout, not the text. */
const WHOLE_PAGE = 0.7;
const HALF_PAGE = 0.5;
/** The same for a node that holds the title or has a positive word beside the negative one. */
const SUPPORTED_SHARE = 0.2;

/**
 * @param titleBlock the block that shows the title, or -1
 * @param neutral flags of `NEGATIVE` that are not negative on this page: comments in a thread
 */
function scorePage(page: Page, titleBlock: number, neutral: number): Scores {
  const { blocks } = page;
  const plain = new Float64Array(blocks.length + 1);
  const block = new Float64Array(blocks.length);
  const seen = new Set<string>();
  for (let i = 0; i < blocks.length; i++) {
    const { weight, linkShare, stops, text } = blocks[i] as Page["blocks"][number];
    let score = weight * (1 - linkShare);
    if (stops === 0) score *= WITHOUT_STOPS;
    if (weight < SHORT_WEIGHT) score *= SHORT;
    else if (seen.has(text)) score = 0;
    else {
      seen.add(text);
      if (text.length < LONGEST_LEGAL && LEGAL.test(text)) score *= NEGATIVE_FACTOR;
    }
    block[i] = score;
    plain[i + 1] = (plain[i] as number) + score;
  }
  const family = familiesOf(page, plain, titleBlock, NEGATIVE & ~neutral);
  const inNamed = namedAreas(page, family, plain);
  const sum = new Float64Array(blocks.length + 1);
  for (let i = 0; i < blocks.length; i++) {
    const node = (blocks[i] as Page["blocks"][number]).node;
    if (family[node] !== 0) block[i] = (block[i] as number) * NEGATIVE_FACTOR;
    else if (inNamed !== null && inNamed[node] === 0) block[i] = (block[i] as number) * OUTSIDE_NAMED_FACTOR;
    sum[i + 1] = (sum[i] as number) + (block[i] as number);
  }
  return { block, sum, family };
}

/** When elements whose names say "text of the article" hold this share of the page, other text counts less. */
const NAMED_SHARE = 0.1;
const OUTSIDE_NAMED_FACTOR = 0.35;

/** Per node 1 inside such an element; null when they hold too little to go by. */
function namedAreas(page: Page, family: Int32Array, plain: Float64Array): Uint8Array | null {
  const inside = new Uint8Array(page.parent.length);
  let held = 0;
  for (let node = 1; node < inside.length; node++) {
    if (inside[page.parent[node] as number] === 1) {
      inside[node] = 1;
      continue;
    }
    if (((page.flags[node] as number) & FLAG.strongPositive) === 0 || family[node] !== 0) continue;
    inside[node] = 1;
    held += (plain[page.blockTo[node] as number] as number) - (plain[page.blockFrom[node] as number] as number);
  }
  return held > NAMED_SHARE * (plain[page.blocks.length] as number) ? inside : null;
}

function familiesOf(page: Page, plain: Float64Array, titleBlock: number, negative: number): Int32Array {
  const count = page.parent.length;
  const family = new Int32Array(count);
  const total = plain[page.blocks.length] as number;
  const unlinked = unlinkedWeights(page);
  const allUnlinked = unlinked[page.blocks.length] as number;
  for (let node = 1; node < count; node++) {
    const above = family[page.parent[node] as number] as number;
    const flags = page.flags[node] as number;
    let own = flags & negative;
    if (own !== 0 && isExempt(page, node, flags)) own = 0;
    if (own !== 0) {
      const from = page.blockFrom[node] as number;
      const to = page.blockTo[node] as number;
      const share = Math.min(
        ((plain[to] as number) - (plain[from] as number)) / total,
        ((unlinked[to] as number) - (unlinked[from] as number)) / allUnlinked,
      );
      const supported =
        ((flags & (FLAG.positive | FLAG.strongPositive)) !== 0 && (own & SETTLED) === 0) || (titleBlock >= from && titleBlock < to);
      if (share > ((own & FLAG.comments) !== 0 ? WHOLE_PAGE : HALF_PAGE) || (share > SUPPORTED_SHARE && supported)) own = 0;
    }
    family[node] = above | own;
  }
  return family;
}

/** Sums of the weight outside links before each block. */
function unlinkedWeights(page: Page): Float64Array {
  const sums = new Float64Array(page.blocks.length + 1);
  for (let i = 0; i < page.blocks.length; i++) {
    const { weight, linkShare } = page.blocks[i] as Page["blocks"][number];
    sums[i + 1] = (sums[i] as number) + weight * (1 - linkShare);
  }
  return sums;
}

/** Families whose word decides even beside a positive one: post-comments, related-articles. */
const SETTLED = FLAG.comments | FLAG.related | FLAG.aside | FLAG.footer;

function isExempt(page: Page, node: number, flags: number): boolean {
  if ((flags & FLAG.strongPositive) !== 0 && (flags & FLAG.hidden) === 0) return true;
  const tag = page.tag[node] as number;
  return tag === TAG.body || tag === TAG.html || tag === TAG.article || tag === TAG.main;
}

/** Score of a whole node. */
function scoreOf(page: Page, scores: Scores, node: number): number {
  return (scores.sum[page.blockTo[node] as number] as number) - (scores.sum[page.blockFrom[node] as number] as number);
}

/** A child with this share of its parent's score is the better root. */
const DESCEND = 0.7;
const DESCEND_INTO_POSITIVE = 0.6;

/** A named area behind the title is the root when descent finds none, down to this weight. */
const NAMED_WEIGHT = 16;

/** The node of the main text: where descent ends, or the element named as text when that would be the whole page. */
function findRoot(page: Page, scores: Scores, titleBlock: number): number {
  const root = descend(page, scores);
  const tag = page.tag[root] as number;
  if (tag !== TAG.body && tag !== TAG.html && tag !== TAG.root) return root;
  return namedArea(page, scores, titleBlock) ?? root;
}

/** The heaviest element behind the title whose name says that it holds the text. */
function namedArea(page: Page, scores: Scores, titleBlock: number): number | null {
  let best: number | null = null;
  let most = NAMED_WEIGHT;
  for (let node = 1; node < page.parent.length; node++) {
    if (((page.flags[node] as number) & FLAG.strongPositive) === 0 || scores.family[node] !== 0) continue;
    const from = page.blockFrom[node] as number;
    if (titleBlock < 0 || from <= titleBlock || isParagraph(page.tag[node] as number)) continue;
    let weight = 0;
    for (let i = from; i < (page.blockTo[node] as number); i++) {
      const block = page.blocks[i] as Page["blocks"][number];
      weight += block.weight * (1 - block.linkShare);
    }
    if (weight > most) {
      best = node;
      most = weight;
    }
    node = (page.end[node] as number) - 1;
  }
  return best;
}

/** Descends from the page into the child that holds nearly all of the score, as long as there is one. */
function descend(page: Page, scores: Scores): number {
  let node = 0;
  for (;;) {
    const total = scoreOf(page, scores, node);
    let best = -1;
    let bestScore = 0;
    for (let child = node + 1; child < (page.end[node] as number); child = page.end[child] as number) {
      const score = scoreOf(page, scores, child);
      if (score > bestScore) {
        best = child;
        bestScore = score;
      }
    }
    if (best < 0 || isParagraph(page.tag[best] as number)) return node;
    const positive = ((page.flags[best] as number) & (FLAG.positive | FLAG.strongPositive)) !== 0;
    if (bestScore < (positive ? DESCEND_INTO_POSITIVE : DESCEND) * total) return node;
    node = best;
  }
}

function isParagraph(tag: number): boolean {
  return tag === TAG.p || tag === TAG.li || tag === TAG.blockquote || tag === TAG.pre || tag === TAG.tr || headingLevel(tag) > 0;
}

/** Judges every block: outside the root, in an element of a negative family, in a list of links, or kept. */
function selectBlocks(page: Page, scores: Scores, root: number): Verdicts {
  const verdicts = new Uint8Array(page.blocks.length);
  const from = page.blockFrom[root] as number;
  const to = page.blockTo[root] as number;
  const allowed = scores.family[root] as number;
  for (let i = 0; i < page.blocks.length; i++) {
    const flags = scores.family[(page.blocks[i] as Page["blocks"][number]).node] as number;
    const inside = i >= from && i < to;
    const family = inside ? flags & ~allowed : flags;
    verdicts[i] = family !== 0 ? familyOf(family) : inside ? 0 : FAMILY.outside;
  }
  dropLinkLists(page, scores, root, verdicts);
  return verdicts;
}

/** A subtree that is mostly links goes, unless it holds this share of the root's score. */
const LINK_SHARE = 0.5;
const OWN_SHARE = 0.5;

function dropLinkLists(page: Page, scores: Scores, root: number, verdicts: Verdicts): void {
  const weights = new Float64Array(page.blocks.length + 1);
  const linked = new Float64Array(page.blocks.length + 1);
  for (let i = 0; i < page.blocks.length; i++) {
    const { weight, linkShare } = page.blocks[i] as Page["blocks"][number];
    weights[i + 1] = (weights[i] as number) + weight;
    linked[i + 1] = (linked[i] as number) + weight * linkShare;
  }
  for (let node = root + 1; node < (page.end[root] as number); node++) {
    const from = page.blockFrom[node] as number;
    const to = page.blockTo[node] as number;
    const weight = (weights[to] as number) - (weights[from] as number);
    if (to - from < 2 || (linked[to] as number) - (linked[from] as number) < LINK_SHARE * weight) continue;
    const score = scoreOf(page, scores, node);
    if (score > 0 && score >= OWN_SHARE * scoreOf(page, scores, root)) continue;
    for (let i = from; i < to; i++) if (verdicts[i] === 0) verdicts[i] = FAMILY["link-list"];
    node = (page.end[node] as number) - 1;
  }
}
