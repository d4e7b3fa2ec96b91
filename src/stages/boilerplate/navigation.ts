import { foldTable } from "../../text/script.ts";
import { type Finding, hasStop, type Line, lowerCase, Need } from "./line.ts";
import { End, foldUnit, type NeedGroup } from "./need-table.ts";
import { plainSource } from "./pattern-needs.ts";
import { NAVIGATION_WORDS, RELATED_WORDS, SECTION_WORDS, SHARE_TARGETS, TOOL_WORDS } from "./words.ts";

const NAVIGATION: Finding = { rule: "navigation", sure: true };
const BREADCRUMB: Finding = { rule: "breadcrumb", sure: true };
const COUNTER: Finding = { rule: "counter", sure: true };
const RELATED: Finding = { rule: "related", sure: true };
const SHARE: Finding = { rule: "share", sure: true };

const LOOSE_NAVIGATION: Finding = { rule: "navigation", sure: false };
const LOOSE_RELATED: Finding = { rule: "related", sure: false };

const LONGEST_ITEM = 6;
/** A list is a menu with so many known words, which are such a share of it. */
const MOST_MENU_WORDS = 3;
const MENU_SHARE = 0.6;
export const MORE: RegExp = /^更多/u;
const SPLIT = /[\s|>»›→/\\·•:_[\]«‹<()【】-]+/u;
const TRAILING = /[>»›:…\s.]+$/u;
/** Of those what an item may end with. */
const TRAILING_MARKS = "….";

/** A list of labels: every item a word of menus, or most of them and none longer than a menu's item. One word alone must be one that nothing but a menu says. */
export function findMenu(line: Line): Finding | null {
  const { folded } = line;
  if (folded.length > 200 || hasStop(line)) return null;
  const words = itemsOf(folded);
  const items = words.length;
  const counts = countWords(words);
  if (counts === null || items === 0) return null;
  const { menu, related, weak, numbers } = counts;
  const own = related > 0 ? RELATED : NAVIGATION;
  if (related + menu === items) return items === 1 && MORE.test(words[0] as string) ? LOOSE_RELATED : own;
  const known = related + menu + weak;
  if (items === 2) return known === 2 && related + menu > 0 ? own : null;
  if (known >= MOST_MENU_WORDS && known + numbers >= items * MENU_SHARE) return menu + related > 0 ? NAVIGATION : LOOSE_NAVIGATION;
  return related >= 2 && related * 2 >= items ? LOOSE_RELATED : null;
}

/** What stands between separators. */
function itemsOf(folded: string): string[] {
  return folded.split(SPLIT).filter((item) => item !== "");
}

interface WordCounts {
  menu: number;
  related: number;
  weak: number;
  numbers: number;
}

/** Null when an unknown item is too long for a menu: as a rule the first one of a line that is none. */
function countWords(items: readonly string[]): WordCounts | null {
  const counts: WordCounts = { menu: 0, related: 0, weak: 0, numbers: 0 };
  return items.every((item) => countWord(item, counts)) ? counts : null;
}

/** What a word of the lists counts as. */
export const KINDS: ReadonlyMap<string, "menu" | "related" | "weak"> = new Map([
  ...[...TOOL_WORDS, ...SECTION_WORDS].map((word) => [word, "weak"] as const),
  ...[...NAVIGATION_WORDS].map((word) => [word, "menu"] as const),
  ...[...RELATED_WORDS].map((word) => [word, "related"] as const),
]);
/** Of the lists; the words of `RELATED_WORD` can be longer. */
export const LONGEST_WORD: number = Math.max(LONGEST_ITEM, ...[...KINDS.keys()].map((word) => word.length));

function countWord(item: string, counts: WordCounts): boolean {
  if (item.length > LONGEST_WORD && !RELATED_OPENINGS.includes(item.charAt(0)) && !TRAILING_MARKS.includes(item.charAt(item.length - 1)))
    return false;
  const lower = lowerCase(item);
  const word = TRAILING_MARKS.includes(lower.charAt(lower.length - 1)) ? lower.replace(TRAILING, "") : lower;
  const kind = word.length <= LONGEST_WORD ? KINDS.get(word) : undefined;
  if (kind === "related" || (RELATED_OPENINGS.includes(word.charAt(0)) && RELATED_WORD.test(word))) counts.related++;
  else if (kind !== undefined) counts[kind]++;
  else if (NUMBER.test(word)) counts.numbers++;
  else return item.length <= LONGEST_ITEM;
  return true;
}

/** Words that `RELATED_WORDS` need not list. */
const RELATED_WORD =
  /^(?:(?:相关|推荐|热门|热点|最新|最热|精彩|精选|更多|延伸|随机|往期|近期|今日|本周|一周|24小时|48小时|编辑|小编|图片|图文|视频|独家)+(?:新闻|文章|阅读|推荐|资讯|报道|内容|专题|链接|评论|排行榜?|榜单?|回顾|视频|图片|话题|标签|导读)+|(?:您|你)?(?:可能|也许)(?:还|也)?(?:会|想)?(?:感兴趣|喜欢|看)的?\S{0,4}|(?:猜|想)(?:你|您)\S{1,4}|(?:大家|网友|别人|读者|看[过了].{0,8}的人)(?:都|正|也|还)(?:在|爱|喜欢)?(?:看|搜|读)[了过]?|(?:精选|热门|最新|全部|网友|精彩|所有)(?:留言|评论|跟帖|回复|点评|内容)(?:\(\d+\))?)$/u;
/** What those begin with. */
const RELATED_OPENINGS = "也相推热最精更延随往近今本一24编小图视独您你可猜想大网别读看全所";
const NUMBER = /^\d{1,3}$/u;
const DIGIT = /\d/u;

const NEIGHBOUR =
  /^(?:[«<【[]?\s*)?(?:阅读|查看|点击)?(?:上|下|前|后|另)一?(?:篇|页|章|条|则|节|主题|张|话|回|集)(?:文章|新闻|内容|帖子|资讯|日志|博文)?\s*(?::|[»>›】\]]|$)/u;
const NEIGHBOURS_BARE = /^上一(?:篇|页|章|条)\s?\S.*\s下一(?:篇|页|章|条)(?:\s|$)/u;
const PAGES =
  /^(?:共\s?\d+\s?页|第\s?\d+\s?页|\d+\s?\/\s?\d+\s?页?|页码|转到|跳转|\d{1,4}|首页|尾页|末页|上一页|下一页|上页|下页|前一页|后一页|全文|余下全文|\.{2,3}|…|go|第|共|页|条|记录|当前)$/iu;
const PAGE_SPLIT = /[\s|«»<>‹›()[\]【】:,/-]+/u;

/** `上一篇：…`, `下一页`, `« 1 2 3 下一页 »`, `共3页`. The colon or a mark must stand behind the word: 下一页还没写完 is prose. */
export function findNeighbours(line: Line): Finding | null {
  const { folded } = line;
  if (folded.length > 160) return null;
  if ((line.needs & Need.neighbours) !== 0) {
    if (!hasStop(line) && (NEIGHBOUR.test(folded) || NEIGHBOURS_BARE.test(folded))) return NAVIGATION;
    if (isStatus(folded)) return LOOSE_NAVIGATION;
  }
  return (line.needs & Need.pages) !== 0 && HAS_PAGES.test(folded) && arePages(folded) ? NAVIGATION : null;
}

function isStatus(folded: string): boolean {
  return WELCOME.test(folded) || UNFOLD.test(folded) || PAGE_NUMBERS.test(folded) || STATUS.test(folded);
}

function arePages(folded: string): boolean {
  const items = folded.split(PAGE_SPLIT).filter((item) => item !== "");
  return items.length > 0 && items.every((item) => PAGES.test(item));
}

/** `您好，欢迎来到…` in the head of a page; `点击展开剩余70%`. */
const WELCOME = /^(?:您好|你好|hi)[,!~\s]{0,2}欢迎(?:来到|光临|访问|您|登录)[^。]{0,40}$/iu;
const PAGE_NUMBERS = /^(?:\[\d{1,3}\]\s*){2,}$|^(?:[上下前后]一?[页篇章条]\s*){2,}$/u;
/** `该评论已删除`, `加载中，请稍候`, `进入…论坛讨论`. */
const STATUS =
  /^(?:该|此|本)(?:评论|内容|帖子|文章|用户|视频|页面|回复)(?:已|不)(?:经|被)?(?:删除|屏蔽|注销|存在|下架)[。.]?$|^[^。]{0,10}(?:加载|载入|读取)中[,.…\s]{0,6}(?:请(?:稍[候后等]|等待))?[。.…]*$|^(?:请)?(?:先)?(?:登录|注册)(?:后|之后|才)(?:可|能|方可|才能|即可|可以)?(?:发表|查看|评论|回复|参与|阅读|浏览|下载|收藏|关注).{0,10}$|^进入.{2,16}(?:讨论|论坛|频道|专题|首页|主页|查看)$/u;
const UNFOLD = /^(?:点击)?(?:展开|收起|加载|查看)(?:剩余|全文|全部|更多|余下|其余)?\s?(?:\d+%|全文|内容)?$/u;
const HAS_PAGES = /页|余下全文/u;

const POSITION = /^(?:您|你|当前|现在|目前|所在|所处|的|在)*(?:位置|栏目|频道)(?:是|在)?\s*[:>»]/u;
const CRUMB_SPLIT = /\s*(?:[>»›→]+|&gt;|»|::)\s*/u;
const SLASH_SPLIT = /\s*[/|\\-]\s*/u;
const ROOT = /^(?:[\p{Script=Han}a-z]{0,8}(?:首页|主页|网站)|home|index)$/iu;
const LEAF = /^(?:正文|内容|详情|详细内容|文章内容|浏览文章|查看文章|阅读|文章详情|新闻详情|content)$/u;
const CLAUSE = /[,;:]/u;
const LONGEST_CRUMB = 60;
const LONGEST_STEP = 14;

/** `您现在的位置：…`; `首页 > … > 正文`: an ordered path whose first step is a home page or whose last is 正文, or (not sure) of three steps of up to six characters. */
export function findBreadcrumb(line: Line): Finding | null {
  const { folded } = line;
  if (folded.length > 150 || hasStop(line)) return null;
  if (POSITION.test(folded)) return BREADCRUMB;
  const steps = folded.split(CRUMB_SPLIT).filter((step) => step !== "");
  if (steps.length >= 2) {
    if (ROOT.test(steps[0] as string) && steps.every((step) => step.length <= LONGEST_CRUMB)) return BREADCRUMB;
    if (LEAF.test(steps.at(-1) as string) && steps.slice(0, -1).every((step) => step.length <= LONGEST_STEP)) return BREADCRUMB;
    if (steps.length >= 3 && steps.every((step) => step.length <= LONGEST_ITEM && !CLAUSE.test(step)))
      return { rule: "breadcrumb", sure: false };
    return null;
  }
  const parts = folded.split(SLASH_SPLIT).filter((part) => part !== "");
  const isPath = parts.length >= 2 && ROOT.test(parts[0] as string) && parts.every((part) => part.length <= LONGEST_STEP);
  return isPath ? BREADCRUMB : null;
}

const COUNTED =
  "(?:总|累计|全部|最新|热门)?(?:阅读|浏览|点击|访问|人气|评论|点赞|赞|在看|转发|收藏|分享|热度|查看|围观|回复|播放|粉丝|关注|推荐|字数|弹幕|投币|看过|在读|已读|读过|跟贴|跟帖|下载|喜欢|好评|参与|反对|支持|顶|踩|views?|likes?|comments?|reads?|shares?)(?:数|量|次数|人数|率)?";
const AMOUNT = "(?:\\d[\\d.,]*\\s?(?:万|亿|k|w|m)?\\+?)";
const COUNT_UNIT = "(?:次|人|条|个|篇|赞|楼|字|℃|°)?";
const COUNTER_ITEM = new RegExp(
  `^(?:${COUNTED}\\s?[:(\\[]?\\s?${AMOUNT}\\s?${COUNT_UNIT}[)\\]]?|(?:已有|有|共|共有)?\\s?${AMOUNT}\\s?${COUNT_UNIT}\\s?(?:人|已|次)?${COUNTED}(?:过|了)?)\\s*[|·•,/]?\\s*`,
  "iu",
);
/** When, and how long it takes to read. */
const TIME_ITEM =
  /^(?:(?:刚刚|\d+\s?(?:秒|分钟|小时|天|周|个?月|年)前|昨天|前天)(?:\s?\d{1,2}:\d\d)?|(?:本文|全文|文章)?(?:共|约|大约)?\s?\d+\s?字|(?:阅读|读完|预计|朗读|收听|收看|观看|时长|需|需要|约|大约|大概|用时|约需|听全文|全文|本文|\s)*\d+\s?(?:分钟|分|秒)(?:\d+秒)?)[\s,|·•]*/u;
const TOOL_ITEM =
  /^(?:字号|字体(?:大小)?|大小|大|中|小|特大|默认|a[+-]?|t[+-]|打印(?:本[页文])?|收藏(?:本[页文])?|举报|分享|评论|纠错|我要纠错|关闭|朗读|听新闻|听全文|语音播报|播报文章|复制链接|原创|转载|放大|缩小|繁|简|阅读|点赞|转发|在看|赞|踩|微信|微博|qq|已关注|\+?关注|查看原文|只看楼主|倒序(?:浏览|阅读)|电梯直达|:|\||\[|\]|\(|\)|【|】|·|•|\/|,|-)\s*/iu;

const LETTER = /\p{L}/u;

const READING = /[读听]/u;
const EMPTY_COUNT = new RegExp(`^${COUNTED}\\s?:$`, "u");

/** Counters and tools: `阅读 10万+ 点赞 2333`, `评论(0)`, `字号：大 中 小`. All of the line must be made of such items, at least one a count or two tools. */
export function findCounter(line: Line): Finding | null {
  let rest = line.folded;
  if (rest.length > 120 || hasStop(line)) return null;
  if (EMPTY_COUNT.test(rest)) return COUNTER;
  let counts = 0;
  const tools = new Set<string>();
  let times = 0;
  for (let guard = 0; rest !== "" && guard < 40; guard++) {
    const count = COUNTER_ITEM.exec(rest);
    if (count !== null && count[0] !== "") {
      counts++;
      rest = rest.slice(count[0].length);
      continue;
    }
    const time = TIME_ITEM.exec(rest);
    if (time !== null) {
      times++;
      if (READING.test(time[0])) counts++;
      rest = rest.slice(time[0].length);
      continue;
    }
    const tool = TOOL_ITEM.exec(rest);
    if (tool === null) return null;
    if (LETTER.test(tool[0])) tools.add(tool[0].trim());
    rest = rest.slice(tool[0].length);
  }
  if (rest !== "" || counts + tools.size + times < 2) return rest === "" && counts > 0 ? COUNTER : null;
  return counts > 0 || times === 0 ? COUNTER : { rule: "counter", sure: false };
}

const SHARE_LABEL =
  /^(?:一键|欢迎|扫码|扫一扫|微信|点击)?(?:分享|转发|转载|收藏)(?:到|至|给|此文|本文|文章|本页|新闻|按钮|朋友圈|让更多人看到)*\s*[:>]?\s*/u;

/** `分享到：微信 微博 …`. Words of the list alone, too, when there are two and no other. */
export function findShare(line: Line): Finding | null {
  const { folded } = line;
  if (folded.length > 100 || hasStop(line)) return null;
  const label = (line.needs & Need.share) === 0 ? null : SHARE_LABEL.exec(folded);
  const items = itemsOf(folded.slice(label?.[0].length ?? 0));
  if (label === null && items.length < 2) return null;
  if (label !== null && items.length === 0) return label[0].length >= 3 || label[0].includes(":") ? SHARE : null;
  return items.every((item) => SHARE_TARGETS.has(lowerCase(item))) ? SHARE : null;
}

const RELATED_LABEL =
  /^[>»●■◆·•▪☆★【[\s]*(?:相关|延伸|推荐|拓展|扩展|更多|热门|往期|精彩|最新|猜你喜欢|大家都在|编辑|今日|本周|本月|近期|你可能|您可能|为你|为您)\S{0,8}\s?[】\]]?\s*[:>]/u;
const RELATED_CORE = /阅读|推荐|文章|新闻|链接|报道|回顾|喜欢|在看|感兴趣|热点|热文|专题|资讯|精选|内容|原创|关注/u;

/** `相关阅读：` and a title behind it; the label alone is found by `findMenu`. Not sure: prose can open so. */
export function findRelated(line: Line): Finding | null {
  if ((line.needs & Need.related) === 0) return null;
  const label = RELATED_LABEL.exec(line.folded);
  if (label === null || line.folded.length > 100 || hasStop(line) || !RELATED_CORE.test(label[0])) return null;
  return { rule: "related", sure: line.folded.length === label[0].length };
}

/** What a unit may be to a list of words. */
const SEPARATES = 1;
const OPENS_RELATED = 2;
const TRAILS = 4;
const IS_DIGIT = 8;

/** By UTF-16 unit as it is written, for the kernel: what separates items; of the first item what the words of `RELATED_WORD` begin with, and what an item may trail. */
export function makeItemKinds(): Uint8Array {
  const fold = foldTable();
  const kinds = new Uint8Array(0x10000);
  for (let unit = 0; unit < kinds.length; unit++) {
    const character = String.fromCharCode(foldUnit(unit, fold));
    if (SPLIT.test(character)) kinds[unit] = SEPARATES;
    else
      kinds[unit] =
        (RELATED_OPENINGS.includes(character) ? OPENS_RELATED : 0) |
        (TRAILING_MARKS.includes(character) ? TRAILS : 0) |
        (DIGIT.test(character) ? IS_DIGIT : 0);
  }
  return kinds;
}

/** What a counter is made of, which has no wild cards. */
export function counterUnits(): ReadonlySet<string> {
  const literals = [EMPTY_COUNT, COUNTER_ITEM, TIME_ITEM, TOOL_ITEM].map(({ source }) => plainSource(source)).join("");
  return new Set(`${literals}${literals.toUpperCase()}${DIGITS}${CASED}`);
}
const DIGITS = "0123456789";
/** Letters of ASCII to a pattern that is blind to case. */
const CASED = "\u017f\u212a";

/** The inside of a pattern that is anchored at both ends, or at its beginning. */
function inside({ source }: RegExp): string {
  return source.replace(/^\^|\$$/gu, "");
}

/** What the rules of this file look for, menus aside; of lists of items the first one and what every list holds. Patterns are made: at first use only. */
export function navigationNeeds(): readonly NeedGroup[] {
  const item = `(?:${inside(COUNTER_ITEM)}|${inside(TIME_ITEM)}|${inside(TOOL_ITEM)})`;
  return [
    [Need.neighbours, [NEIGHBOUR, NEIGHBOURS_BARE, WELCOME, UNFOLD, PAGE_NUMBERS, STATUS]],
    [
      Need.pages,
      [new RegExp(`^(?=.*(?:${HAS_PAGES.source}))(?:${PAGE_SPLIT.source})?(?:${inside(PAGES)})(?:${PAGE_SPLIT.source}|$)`, "iu")],
    ],
    [Need.path, [POSITION, CRUMB_SPLIT, new RegExp(`^(?:${SLASH_SPLIT.source})*(?:${inside(ROOT)})(?:${SLASH_SPLIT.source})`, "iu")]],
    [Need.share, [SHARE_LABEL]],
    [Need.related, [RELATED_LABEL]],
    [Need.counter, [EMPTY_COUNT, new RegExp(`^${item}+$`, "iu")]],
  ];
}

/** Of an item of a list. */
export const ITEM_NEEDS: readonly NeedGroup[] = [[End.relatedWord, [RELATED_WORD]]];
