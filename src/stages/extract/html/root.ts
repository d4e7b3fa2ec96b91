// The node that holds the main text.
import { FLAG, type Page } from "./page.ts";
import { type Scores, scoreOf } from "./score.ts";
import { headingLevel, TAG } from "./tags.ts";

/** A child with this share of its parent's score is the better root. */
const DESCEND = 0.7;
const DESCEND_INTO_POSITIVE = 0.6;

/** A named area behind the title is the root when descent finds none, down to this weight. */
const NAMED_WEIGHT = 16;

/** The node of the main text: where descent ends, or the element named as text when that would be the whole page. */
export function findRoot(page: Page, scores: Scores, titleBlock: number): number {
  const root = descend(page, scores);
  const tag = page.tag[root] as number;
  if (tag !== TAG.body && tag !== TAG.html && tag !== TAG.root) return root;
  return namedArea(page, scores, titleBlock) ?? root;
}

/** The heaviest element behind the title whose name says that it holds the text. */
function namedArea(page: Page, scores: Scores, titleBlock: number): number | null {
  let best: number | null = null;
  let most = NAMED_WEIGHT;
  for (let node = 1; node < page.nodeCount; node++) {
    if (((page.flags[node] as number) & FLAG.strongPositive) === 0 || scores.family[node] !== 0) continue;
    const from = page.blockFrom[node] as number;
    if (titleBlock < 0 || from <= titleBlock || isParagraph(page.tag[node] as number)) continue;
    let weight = 0;
    for (let i = from; i < (page.blockTo[node] as number); i++) {
      weight += (page.weight[i] as number) * (1 - (page.linkShare[i] as number));
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
