// Furniture in the middle of the text: captions of figures, pointers to other pages, advertisement marks, teasers of other articles.
import { FLAG, type Page, textOf } from "./page.ts";
import type { Scores } from "./score.ts";
import { FAMILY, type Verdicts } from "./select.ts";
import { TAG } from "./tags.ts";
import { headingLevelOf } from "./title.ts";

const POINTER =
  /^[【[（(•·▶>\s]*(?:(?:相关|相關|延伸|扩展|推荐|推薦|更多|拓展|关联)(?:阅读|閱讀|新闻|新聞|报道|報道|報導|链接|文章)?|阅读更多|點擊閱讀|点击阅读|点击查看|详情|更多详情|related|read (?:more|also|next)|see also|also read|more|watch|listen|baca juga|lire aussi|lesen sie auch)\s?[】\])）]?\s?[：:>»→-]/iu;
const POINTER_LINK_SHARE = 0.5;
const ADVERTISEMENT_MARK =
  /^(?:广告|廣告|推广|推廣|ad|ads|advert|advertisement|advertising|sponsored|スポンサーリンク|広告|pr|anzeige|publicité|publicidad|iklan)\s?[：:]?$/iu;
/** Credits of agencies, in English only: Chinese ones are the business of the line rules. */
const CREDIT =
  /^[(（]?(?:additional\s)?(?:reporting|editing|writing|photo|photos|photograph|photographs|image|image credit|photo credit|image copyright)\s?(?:by\b|:|copyright\b|credit\b)/iu;
const LONGEST_CREDIT = 300;
/** A WordPress shortcode that was not carried out: `[button link="…"]Send it[/button]`. */
const SHORTCODE = /^\[[a-z][a-z_-]{1,30}(?:\s[^[\]]{0,200})?\][^[\]]{0,200}\[\/[a-z][a-z_-]{1,30}\]$/iu;
/** `Image 1 of 5`, `图 2/8` on a line of its own. */
const GALLERY_COUNTER = /^(?:image|photo|slide|图|圖|图片|圖片)\s?\d{1,3}\s?(?:of|\/|／)\s?\d{1,3}$/iu;
/** What a page shows to browsers that lack something. */
const WITHOUT_SCRIPT =
  /(?:requires?|enable|启用|開啟|开启|打开) ?javascript|javascript (?:is|must be) (?:disabled|required|enabled)|browser (?:does not|doesn't) support|playback is (?:un|not )supported|浏览器(?:不支持|版本过低)|瀏覽器不支援/iu;
/** Every match of it has one of these. */
const MAY_BE_WITHOUT_SCRIPT = /[jwyJWY览覽]/;
/** Calls to follow or subscribe, in English only for the same reason. */
const CALL =
  /^[\p{P}\s]*(?:follow|listen to|subscribe|sign up|get |download|want |email us|join|like us|visit us|need more|have a (?:tip|story))/iu;
const CHANNEL = /click here|twitter|facebook|instagram|youtube|podcast|newsletter|spotify|e-?mail|\bapps?\b|magazine|subscri/iu;

/** Drops what is not the text's own, in place. @param keepCaptions keep the captions of figures as blocks of their own role */
export function dropInside(page: Page, scores: Scores, root: number, keepCaptions: boolean, verdicts: Verdicts): void {
  for (let i = verdicts.indexOf(0); i >= 0; i = verdicts.indexOf(0, i + 1)) {
    const text = textOf(page, i);
    if (text.length <= 20 && ADVERTISEMENT_MARK.test(text)) verdicts[i] = FAMILY.advertisement;
    else if (text.length <= LONGEST_CREDIT && (asksForScript(text) || SHORTCODE.test(text))) verdicts[i] = FAMILY.hidden;
    else if (text.length <= LONGEST_CREDIT && CREDIT.test(text)) verdicts[i] = FAMILY.byline;
    else if ((page.links[i] as number) > 0 && text.length <= LONGEST_CREDIT && CALL.test(text) && CHANNEL.test(text))
      verdicts[i] = FAMILY.share;
    else if ((page.linkShare[i] as number) >= POINTER_LINK_SHARE && POINTER.test(text)) verdicts[i] = FAMILY.related;
    else if (text.length <= 20 && GALLERY_COUNTER.test(text)) verdicts[i] = FAMILY.caption;
    else if (!keepCaptions && isCaption(page, page.node[i] as number)) verdicts[i] = FAMILY.caption;
  }
  dropTeasers(page, scores, root, verdicts);
}

/** Whether a text is what a page shows to browsers that lack something. */
function asksForScript(text: string): boolean {
  return MAY_BE_WITHOUT_SCRIPT.test(text) && WITHOUT_SCRIPT.test(text);
}

/** Inside a figure, or in an element that is named a caption. Captions of tables stay. */
export function isCaption(page: Page, node: number): boolean {
  for (let at = node, steps = 0; at > 0 && steps < 5; at = page.parent[at] as number, steps++) {
    const tag = page.tag[at] as number;
    if (tag === TAG.figcaption || tag === TAG.figure) return true;
    if (steps < 3 && ((page.flags[at] as number) & FLAG.caption) !== 0) return true;
  }
  return false;
}

const MOST_TEASERS_SHARE = 0.85;
const FEWEST_TEASERS = 3;
const HEADING_LINK_SHARE = 0.9;

/** Three or more siblings of one class that each open with a linked heading are teasers of other pages. */
function dropTeasers(page: Page, scores: Scores, root: number, verdicts: Verdicts): void {
  if (!holdsTeasers(page, root)) return;
  for (let parent = root; parent < (page.end[root] as number); parent++) {
    const groups = new Map<number, number[]>();
    for (let child = parent + 1; child < (page.end[parent] as number); child = page.end[child] as number) {
      if (page.name[child] === 0 || !opensWithLinkedHeading(page, child)) continue;
      const group = groups.get(page.name[child] as number);
      if (group) group.push(child);
      else groups.set(page.name[child] as number, [child]);
    }
    for (const group of groups.values()) if (group.length >= FEWEST_TEASERS) dropGroup(page, scores, root, group, verdicts);
  }
}

/** Whether there are linked headings enough: each teaser has one of its own. */
function holdsTeasers(page: Page, root: number): boolean {
  let headings = 0;
  for (let i = page.blockFrom[root] as number; i < (page.blockTo[root] as number); i++) if (isLinkedHeading(page, i)) headings++;
  return headings >= FEWEST_TEASERS;
}

function opensWithLinkedHeading(page: Page, node: number): boolean {
  const from = page.blockFrom[node] as number;
  return from < (page.blockTo[node] as number) && isLinkedHeading(page, from);
}

function isLinkedHeading(page: Page, block: number): boolean {
  return (page.linkShare[block] as number) >= HEADING_LINK_SHARE && headingLevelOf(page, page.node[block] as number) > 0;
}

function dropGroup(page: Page, scores: Scores, root: number, group: readonly number[], verdicts: Verdicts): void {
  const scoreOfRange = (from: number, to: number): number => (scores.sum[to] as number) - (scores.sum[from] as number);
  let held = 0;
  for (const node of group) held += scoreOfRange(page.blockFrom[node] as number, page.blockTo[node] as number);
  if (held > MOST_TEASERS_SHARE * scoreOfRange(page.blockFrom[root] as number, page.blockTo[root] as number)) return;
  for (const node of group)
    for (let i = page.blockFrom[node] as number; i < (page.blockTo[node] as number); i++)
      if (verdicts[i] === 0) verdicts[i] = FAMILY.related;
}
