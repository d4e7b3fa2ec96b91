// The node that holds the main text.
import { FLAG, type Page } from "./page.ts";
import { type Scores, scoreOf } from "./score.ts";
import { headingLevel, TAG } from "./tags.ts";

/** A child with this share of its parent's score is the better root. */
const DESCEND = 0.7;
const DESCEND_INTO_POSITIVE = 0.6;

/** Descends from the page into the child that holds nearly all of the score, as long as there is one. */
export function findRoot(page: Page, scores: Scores): number {
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
