// Which blocks of the root are text, and which are the page's furniture inside it.
import { FLAG, type Page } from "./page.ts";
import { type Scores, scoreOf } from "./score.ts";

/** What happened to each block: 0 = kept, else the number of a family in `FAMILIES`. */
export type Verdicts = Uint8Array;

const NAMES = [
  "kept",
  "outside",
  "nav",
  "comments",
  "related",
  "share",
  "footer",
  "aside",
  "advertisement",
  "hidden",
  "link-list",
  "byline",
  "title",
  "caption",
  "other-entry",
] as const;

/** Rule ids of the families by number. */
export const FAMILIES: readonly string[] = NAMES;
/** Numbers of the families by rule id. */
export const FAMILY: Readonly<Record<(typeof NAMES)[number], number>> = Object.fromEntries(
  NAMES.map((name, index) => [name, index]),
) as Record<(typeof NAMES)[number], number>;

const FLAG_FAMILIES: readonly (readonly [flag: number, family: number])[] = [
  [FLAG.hidden, FAMILY.hidden],
  [FLAG.comments, FAMILY.comments],
  [FLAG.related, FAMILY.related],
  [FLAG.share, FAMILY.share],
  [FLAG.nav, FAMILY.nav],
  [FLAG.advertisement, FAMILY.advertisement],
  [FLAG.footer, FAMILY.footer],
  [FLAG.aside, FAMILY.aside],
];

/** Judges every block: outside the root, in an element of a negative family, in a list of links, or kept. */
export function selectBlocks(page: Page, scores: Scores, root: number): Verdicts {
  const verdicts = new Uint8Array(page.blockCount);
  const from = page.blockFrom[root] as number;
  const to = page.blockTo[root] as number;
  const allowed = scores.family[root] as number;
  for (let i = 0; i < page.blockCount; i++) {
    const flags = scores.family[page.node[i] as number] as number;
    const inside = i >= from && i < to;
    const family = inside ? flags & ~allowed : flags;
    verdicts[i] = family !== 0 ? familyOf(family) : inside ? 0 : FAMILY.outside;
  }
  dropLinkLists(page, scores, root, verdicts);
  return verdicts;
}

/** Number of the family that a node's negative flags stand for. */
export function familyOf(flags: number): number {
  for (const [flag, family] of FLAG_FAMILIES) if ((flags & flag) !== 0) return family;
  return FAMILY.outside;
}

/** A subtree that is mostly links goes, unless it holds this share of the root's score. */
const LINK_SHARE = 0.5;
const OWN_SHARE = 0.5;

function dropLinkLists(page: Page, scores: Scores, root: number, verdicts: Verdicts): void {
  const weights = new Float64Array(page.blockCount + 1);
  const linked = new Float64Array(page.blockCount + 1);
  for (let i = 0; i < page.blockCount; i++) {
    const weight = page.weight[i] as number;
    weights[i + 1] = (weights[i] as number) + weight;
    linked[i + 1] = (linked[i] as number) + weight * (page.linkShare[i] as number);
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
