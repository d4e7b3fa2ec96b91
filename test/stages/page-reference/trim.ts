// What kernel/trim.as does, in TypeScript.
import type { Judged, Scores } from "../../../src/stages/extract/html/score.ts";
import { FAMILY, type Verdicts } from "../../../src/stages/extract/html/select.ts";
import { headingLevel, TAG } from "../../../src/stages/extract/html/tags.ts";
import type { Page, PageBlock } from "./page.ts";

/** What `trimHead` and `trimEnds` do, in place. */
export function trim(page: Page, judged: Judged, titleBlock: number): void {
  const { root, verdicts } = judged;
  dropBeforeTitle(page, judged, root, titleBlock, verdicts);
  addSpill(page, judged, root, verdicts);
  dropLinkLines(page, judged, verdicts);
  dropStrayHead(page, judged, titleBlock, verdicts);
  dropStrayTail(page, judged, verdicts);
}

/** A block that is surely running text. Weight units: 20 Chinese characters. */
const PROSE_WEIGHT = 40;
const PROSE_LINK_SHARE = 0.3;

function isProse(block: PageBlock): boolean {
  return block.stops > 0 && block.weight >= PROSE_WEIGHT && block.linkShare < PROSE_LINK_SHARE;
}

/** Prose that is no notice: the score says so. */
const NOTICE_SHARE = 0.1;

function isKeptProse(page: Page, scores: Scores, verdicts: Verdicts, i: number): boolean {
  const block = page.blocks[i] as PageBlock;
  return verdicts[i] === 0 && isProse(block) && (scores.block[i] as number) > NOTICE_SHARE * block.weight;
}

function firstProse(page: Page, scores: Scores, verdicts: Verdicts): number {
  return verdicts.findIndex((_, i) => isKeptProse(page, scores, verdicts, i));
}

function lastProse(page: Page, scores: Scores, verdicts: Verdicts): number {
  return verdicts.findLastIndex((_, i) => isKeptProse(page, scores, verdicts, i));
}

/** What stands before the title counts for so much of the root's score at most. */
const BEFORE_TITLE_SHARE = 0.2;

function dropBeforeTitle(page: Page, scores: Scores, root: number, titleBlock: number, verdicts: Verdicts): void {
  const from = page.blockFrom[root] as number;
  const to = page.blockTo[root] as number;
  if (titleBlock <= from || titleBlock >= to) return;
  const before = (scores.sum[titleBlock] as number) - (scores.sum[from] as number);
  const all = (scores.sum[to] as number) - (scores.sum[from] as number);
  if (before > BEFORE_TITLE_SHARE * all) return;
  for (let i = from; i < titleBlock; i++) if (verdicts[i] === 0) verdicts[i] = FAMILY.outside;
}

const LEAD_WEIGHT = 12;
const SPILL_DISTANCE = 40;

/** Paragraphs that a stray closing tag put behind the root: children of its ancestors. */
function addSpill(page: Page, scores: Scores, root: number, verdicts: Verdicts): void {
  const start = page.blockTo[root] as number;
  let last = start;
  for (let i = start; i < page.blocks.length && i < last + SPILL_DISTANCE; i++) {
    const block = page.blocks[i] as PageBlock;
    if (
      page.tag[block.node] !== TAG.p ||
      block.stops === 0 ||
      block.weight < LEAD_WEIGHT ||
      block.linkShare >= PROSE_LINK_SHARE ||
      scores.family[block.node] !== 0
    )
      continue;
    const parent = page.parent[block.node] as number;
    if (parent >= root || (page.end[parent] as number) < (page.end[root] as number) || page.tag[parent] === TAG.body) continue;
    verdicts[i] = 0;
    last = i;
  }
}

/** Before the first and behind the last prose, lines that are half links are furniture, but not beside the prose in its own container. */
const EDGE_LINK_SHARE = 0.4;

function dropLinkLines(page: Page, scores: Scores, verdicts: Verdicts): void {
  const first = firstProse(page, scores, verdicts);
  const last = lastProse(page, scores, verdicts);
  if (first < 0) return;
  const firstContainer = containerOf(page, (page.blocks[first] as PageBlock).node);
  const lastContainer = containerOf(page, (page.blocks[last] as PageBlock).node);
  for (let i = 0; i < page.blocks.length; i++) {
    if (verdicts[i] !== 0 || (i >= first && i <= last)) continue;
    const block = page.blocks[i] as PageBlock;
    const container = containerOf(page, block.node);
    if (container === firstContainer || container === lastContainer) continue;
    if (block.linkShare >= EDGE_LINK_SHARE && block.stops === 0) verdicts[i] = FAMILY["link-list"];
  }
}

/** Between the title and the first prose, short lines without a stop count only when they stand in its container or are headings. */
function dropStrayHead(page: Page, scores: Scores, titleBlock: number, verdicts: Verdicts): void {
  const first = firstProse(page, scores, verdicts);
  if (first < 0 || titleBlock < 0) return;
  const container = containerOf(page, (page.blocks[first] as PageBlock).node);
  for (let i = titleBlock + 1; i < first; i++) {
    const block = page.blocks[i] as PageBlock;
    if (verdicts[i] !== 0 || block.stops > 0 || block.node >= container || headingLevelOf(page, block.node) > 0) continue;
    verdicts[i] = FAMILY.outside;
  }
}

/** Behind the last prose, short lines count only when they stand in its own container. */
function dropStrayTail(page: Page, scores: Scores, verdicts: Verdicts): void {
  const last = lastProse(page, scores, verdicts);
  if (last < 0) return;
  const container = containerOf(page, (page.blocks[last] as PageBlock).node);
  for (let i = Math.max(last + 1, page.blockTo[container] as number); i < page.blocks.length; i++) {
    if (verdicts[i] === 0) verdicts[i] = FAMILY.outside;
  }
}

/** The element around a block that holds more than it: paragraphs and the `<div>`s that stand for them do not count. */
function containerOf(page: Page, node: number): number {
  let at = node;
  while (
    at > 0 &&
    !CELLS.has(page.tag[at] as number) &&
    (PARAGRAPHS.has(page.tag[at] as number) || (page.blockTo[at] as number) - (page.blockFrom[at] as number) === 1)
  ) {
    at = page.parent[at] as number;
  }
  return at;
}

const CELLS = new Set<number>([TAG.td, TAG.th, TAG.table, TAG.body, TAG.article, TAG.main]);
const PARAGRAPHS = new Set<number>([TAG.p, TAG.li, TAG.blockquote]);

function headingLevelOf(page: Page, node: number): number {
  for (let at = node, steps = 0; at > 0 && steps < 3; at = page.parent[at] as number, steps++) {
    const level = headingLevel(page.tag[at] as number);
    if (level > 0) return level;
  }
  return 0;
}
