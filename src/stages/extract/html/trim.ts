// The edges of the main text: what stands before the title, link lines around the text, sections of links or comments behind it, and a lead
// that stands outside the root.
import { trimEnds, trimHead } from "./kernel.ts";
import { lengthOf, type Page, textOf } from "./page.ts";
import type { Scores } from "./score.ts";
import { FAMILY, type Verdicts } from "./select.ts";
import { TAG } from "./tags.ts";

/** A block that is surely running text. Weight units: 20 Chinese characters. */
const PROSE_WEIGHT = 40;
const PROSE_LINK_SHARE = 0.3;

export function isProse(page: Page, block: number): boolean {
  return (
    (page.stops[block] as number) > 0 &&
    (page.weight[block] as number) >= PROSE_WEIGHT &&
    (page.linkShare[block] as number) < PROSE_LINK_SHARE
  );
}

/** Trims the blocks that `verdicts` keeps, in place. @param verdicts the kernel's (kernel/trim.as) */
export function trimEdges(page: Page, scores: Scores, root: number, titleBlock: number, verdicts: Verdicts): void {
  trimHead(root, titleBlock);
  addLead(page, scores, root, titleBlock, verdicts);
  dropMarkedSections(page, scores, root, verdicts);
  trimEnds(titleBlock);
}

const LEAD_WEIGHT = 12;
const LEAD_DISTANCE = 30;
/** A sentence ends so, or a line of verse. */
const LEAD_END = /[。！？…；，、.!?;,”’」』）)"](?:\s?\[\d{1,3}\])*$/u;

/** Text between the title and the root: a lead, a summary, a poem before its notes. */
function addLead(page: Page, scores: Scores, root: number, titleBlock: number, verdicts: Verdicts): void {
  const from = page.blockFrom[root] as number;
  if (titleBlock < 0 || titleBlock >= from || from - titleBlock > LEAD_DISTANCE) return;
  for (let i = titleBlock + 1; i < from; i++) {
    const node = page.node[i] as number;
    if (
      (page.stops[i] as number) > 0 &&
      (page.weight[i] as number) >= LEAD_WEIGHT &&
      page.links[i] === 0 &&
      scores.family[node] === 0 &&
      LEAD_END.test(textOf(page, i)) &&
      !isInFigure(page, node)
    )
      verdicts[i] = 0;
  }
}

function isInFigure(page: Page, node: number): boolean {
  for (let at = node, steps = 0; at > 0 && steps < 4; at = page.parent[at] as number, steps++) {
    const tag = page.tag[at] as number;
    if (tag === TAG.figure || tag === TAG.figcaption || tag === TAG.caption) return true;
  }
  return false;
}

const MARKER =
  /^[【[■●◆▶>\s]*(?:(?:相关|相關|延伸|扩展|推荐|推薦|精彩|热门|熱門|热点|熱點|最新|更多|其他|其它|往期|今日|本站|编辑|編輯|网友|網友|全部|所有|用户|精选|近期|随机|站内|本周|本月|同类|专题|猜你|你可能|您可能|大家都在|读者)(?:[\u3400-\u9fff]{0,3}(?:新闻|新聞|阅读|閱讀|链接|鏈接|連結|文章|报道|報道|報導|推荐|推薦|专题|專題|内容|資訊|资讯|评论|評論|回顾|精选|排行|排行榜|信息|喜欢|喜歡|感兴趣|看|话题|博文|日志|帖子|视频|图片|稿件|留言))|(?:发表|發表|我要|我来|參與|参与|查看|用户|最新|热门)?(?:评论|評論|点评|跟帖|跟贴|留言)(?:列表|区|板|排行)?|(?:点击|阅读|热点|新闻|一周|本周)?排行(?:榜)?|热词|友情链接|上一篇|下一篇|返回首页|猜你喜欢|related(?:\s+(?:articles?|stories|posts?|news|content|topics|links|coverage))?|recommended(?:\s+\w+)?|more\s+(?:from|stories|news|on|in|articles)\b.{0,40}|read\s+(?:more|next)|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be interested in)|comments?|leave\s+a\s+(?:reply|comment)|share\s+this.{0,20}|most\s+(?:read|popular|viewed|recent).{0,20}|trending(?:\s+\w+)?|popular(?:\s+\w+)?|latest(?:\s+\w+)?|also\s+(?:read|on).{0,30}|view\s+comments|join\s+the\s+(?:discussion|conversation)|about\s+the\s+author)[】\]：:>\s]*(?:[（(]?\d+[）)]?(?:\s?条)?)?[】\]：:>\s]*$/iu;
const COMMENT_MARKER =
  /^(?:(?:最新|最热|最熱|热门|熱門|精彩|精选|全部|所有|网友|網友|用户|共有?)?\s?\d{0,7}\s?(?:条|則|则)?(?:评论|評論|跟帖|跟贴|留言)(?:列表|区|區|板)?\s?[（(]?\d{0,7}[）)]?(?:\s?[条條])?(?:\s?(?:刷新|排序|最新|最热|登录|登錄|文明上网).{0,40})?|(?:发表|發表|我要|参与|參與|添加|写)(?:评论|評論|留言).{0,12}|comments?(?:\s?\(?\d{1,7}\)?)?|\d{1,7}\s(?:comments?|responses?|replies)|leave a (?:reply|comment).{0,20}|tell us what you think)[：:.…]*$|文明上网|理性发言|登[录錄]后(?:才能|可以|可)?(?:发表)?(?:评论|評論)/iu;
/** A section of comments may be longer than the text. */
const COMMENTS_SHARE = 0.75;
const LONGEST_MARKER = 60;
/** A marked section without a container of its own may hold so much of the root's score. */
const MARKED_SHARE = 0.35;

/** `相关阅读`, `热门评论`, `Related stories`: the container that such a line opens goes, or all that follows in its own. */
function dropMarkedSections(page: Page, scores: Scores, root: number, verdicts: Verdicts): void {
  const from = page.blockFrom[root] as number;
  const to = page.blockTo[root] as number;
  const total = (scores.sum[to] as number) - (scores.sum[from] as number);
  let proseSeen = false;
  for (let i = verdicts.indexOf(0, from); i >= 0 && i < to; i = verdicts.indexOf(0, i + 1)) {
    if (isProse(page, i)) proseSeen = true;
    if (lengthOf(page, i) > LONGEST_MARKER || !proseSeen) continue;
    const text = textOf(page, i);
    const opensComments = COMMENT_MARKER.test(text);
    if (!opensComments && !MARKER.test(text)) continue;
    const section = openedBy(page, i, root);
    const end = page.blockTo[section] as number;
    const held = (scores.sum[end] as number) - (scores.sum[i] as number);
    if (held > (opensComments ? COMMENTS_SHARE : MARKED_SHARE) * total) continue;
    for (let k = i; k < end; k++) if (verdicts[k] === 0) verdicts[k] = opensComments ? FAMILY.comments : FAMILY.related;
  }
}

/** The largest node below the root that begins with block `i`, or else the block's own container. */
function openedBy(page: Page, i: number, root: number): number {
  let node = page.node[i] as number;
  const tag = page.tag[node] as number;
  if (node !== root && tag !== TAG.td && (page.blockTo[node] as number) - (page.blockFrom[node] as number) <= 2)
    node = page.parent[node] as number;
  while (node !== root && page.parent[node] !== root && page.blockFrom[page.parent[node] as number] === i)
    node = page.parent[node] as number;
  return node;
}
