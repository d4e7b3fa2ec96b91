// How much main text a block and a node hold.
import { FLAG, lengthOf, NEGATIVE, type Page, textOf } from "./page.ts";
import { TAG } from "./tags.ts";

/** Scores of one page. All in weight units (a Chinese character is 2). */
export interface Scores {
  /** Per block. */
  readonly block: Float64Array;
  /** Sums of `block` before each index: the score of blocks a to b is sum[b] - sum[a]. */
  readonly sum: Float64Array;
  /** Negative flags that hold for each node, its ancestors' included; 0 = none. */
  readonly family: Int32Array;
}

const WITHOUT_STOPS = 0.3;
const SHORT = 0.5;
const SHORT_WEIGHT = 40;
const NEGATIVE_FACTOR = 0.05;
/** Notices that are prose to look at: copyright, liability, registration, cookies. They only count less here; what remains of them is for the line rules. */
const LEGAL =
  /版权所有|版權所有|著作权归|著作權歸|免责声明|免責聲明|[I1]CP[备備证證]|公网安备|未[经經].{0,12}(?:授权|授權|许可|許可|同意).{0,16}(?:转载|轉載|使用|复制|複製)|(?:文明上网|登[录錄]后).{0,12}(?:发言|评论|評論)|观点仅代表|觀點僅代表|信息存储空间|all rights reserved|copyright ©|©\s?\d{4}|\bcookies?\b.{0,80}(?:experience|consent|website|privacy|accept|browser)|(?:experience|consent|website|privacy).{0,80}\bcookies?\b|terms of (?:use|service)|privacy policy/iu;
/** Every match of `LEGAL` has one of these, in either case: a class is read in a tenth of the time. */
const MAY_BE_LEGAL = /[权權责責未网登仅僅储©cmvCMV]/;
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
export function scorePage(page: Page, titleBlock: number, neutral: number): Scores {
  const count = page.blockCount;
  const plain = new Float64Array(count + 1);
  const block = new Float64Array(count);
  const seen = new Set<string>();
  for (let i = 0; i < count; i++) {
    const weight = page.weight[i] as number;
    let score = weight * (1 - (page.linkShare[i] as number));
    if (page.stops[i] === 0) score *= WITHOUT_STOPS;
    if (weight < SHORT_WEIGHT) score *= SHORT;
    else {
      const text = textOf(page, i);
      if (seen.has(text)) score = 0;
      else {
        seen.add(text);
        if (lengthOf(page, i) < LONGEST_LEGAL && isLegal(text)) score *= NEGATIVE_FACTOR;
      }
    }
    block[i] = score;
    plain[i + 1] = (plain[i] as number) + score;
  }
  const family = familiesOf(page, plain, titleBlock, NEGATIVE & ~neutral);
  const inNamed = namedAreas(page, family, plain);
  const sum = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    const node = page.node[i] as number;
    if (family[node] !== 0) block[i] = (block[i] as number) * NEGATIVE_FACTOR;
    else if (inNamed !== null && inNamed[node] === 0) block[i] = (block[i] as number) * OUTSIDE_NAMED_FACTOR;
    sum[i + 1] = (sum[i] as number) + (block[i] as number);
  }
  return { block, sum, family };
}

/** Whether a text is such a notice. */
function isLegal(text: string): boolean {
  return MAY_BE_LEGAL.test(text) && LEGAL.test(text);
}

/** When elements whose names say "text of the article" hold this share of the page, other text counts less. */
const NAMED_SHARE = 0.1;
const OUTSIDE_NAMED_FACTOR = 0.35;

/** Per node 1 inside such an element; null when they hold too little to go by. */
function namedAreas(page: Page, family: Int32Array, plain: Float64Array): Uint8Array | null {
  const inside = new Uint8Array(page.nodeCount);
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
  return held > NAMED_SHARE * (plain[page.blockCount] as number) ? inside : null;
}

function familiesOf(page: Page, plain: Float64Array, titleBlock: number, negative: number): Int32Array {
  const count = page.nodeCount;
  const family = new Int32Array(count);
  const total = plain[page.blockCount] as number;
  const unlinked = unlinkedWeights(page);
  const allUnlinked = unlinked[page.blockCount] as number;
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
  const sums = new Float64Array(page.blockCount + 1);
  for (let i = 0; i < page.blockCount; i++) {
    sums[i + 1] = (sums[i] as number) + (page.weight[i] as number) * (1 - (page.linkShare[i] as number));
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
export function scoreOf(page: Page, scores: Scores, node: number): number {
  return (scores.sum[page.blockTo[node] as number] as number) - (scores.sum[page.blockFrom[node] as number] as number);
}
