import { type Finding, type Line, Need, STOP } from "./line.ts";
import type { NeedGroup } from "./need-table.ts";

const CREDIT: Finding = { rule: "image-credit", sure: true };
const CAPTION: Finding = { rule: "caption", sure: true };

const LONGEST_CREDIT = 40;
const LONGEST_CAPTION = 90;

/** `图片来源：…`, `图/…`, `图源 …`, `供图：…`, brackets round it or not. */
const CREDIT_LABEL =
  /^[([【▲△▼◎●■↑*\s]*(?:(?:本文|文中|文章|以上|上述|部分|所有|封面|题|头|首|配|插|附|主|新闻|资料|视频|现场|海报|截|全部)*(?:图片?|照片|图像|视频|素材|配图|题图|插图|头图|首图|海报|截图)(?:和|及|与|、)?(?:图片|视频|文字|资料|数据)?(?:均|皆|都)?(?:来源于?|来自于?|源自|出处|提供|作者|版权|授权|由|源|据|自|摄影|拍摄|制作)+|(?:数据|资料|图表)来源\s*(?=:)|供图\s*(?=[\s:/|丨@])|图[/|丨]|图\s*(?=:)|图片?\s*(?=[:/|丨])|摄影\s*(?=[:/|丨])|制图\s*(?=[:/|丨])|摄\s*(?=[:/|丨])|图文\s*(?=[:/|丨]))\s*[:/|丨@]?\s*\S/u;
/** The credit in brackets, or behind a stop or blank, that ends a caption. */
const CREDIT_END = new RegExp(
  [
    // in brackets: （… 摄）, （校方供图）, （图/…）, （新华社发）
    "[([](?:[^()[\\]]{0,36}(?:摄影?|供图|截图|制图|资料照片|资料图片?)|(?:[^()[\\]]{0,12}(?:图片|照片|视频|图源|图)[\\s:/]?[^()[\\]]{0,24}(?:提供|来源.{0,16}|/.{1,16}))|(?:图片?|照片|配图|图文|视频|素材)(?:均|皆|都)?(?:来自|来源于?|源自|源于|取自|由|据).{0,16}|(?:受访者|本人|家属|主办方|单位|公司|院方|校方|警方|官方|网友|读者|剧组|作者)提供|(?:图|图片|图源|图据|来源图)\\s?[/:丨|]\\s?[^\\d].{0,24}|[^()[\\]]{1,12}(?:社|报|网)(?:记者)?\\S{0,8}\\s?发)[)\\]]",
    // behind a stop, a blank or at the start: 图/…, 供图：…
    "(?:^|[。\\s.|])(?:图片?|图源|摄影?|供图|制图|图片来源|图据|图自|照片)\\s?[/|丨:]\\s?[^\\s。,]{1,24}(?:\\s?[/、]\\s?[^\\s。,]{1,12})?",
    // a name and what it did: …。王某 摄
    "\\s\\S{0,12}(?:记者|社|报|网|中国)\\s?\\S{0,10}\\s?(?:摄|供图)",
    "[。\\s][\\p{Script=Han}·]{2,6}\\s?(?:摄影?|供图|制图|绘)",
    "^[\\p{Script=Han}·]{2,4}\\s(?:摄影?|供图|制图|绘)",
    "[/|丨]\\s?(?:摄|供图|图)",
  ]
    .map((part) => `(?:${part})`)
    .join("|")
    .replace(/^.*$/su, "(?:$&)\\s*[。.]?$"),
  "u",
);
/** What ends a credit of {@link CREDIT_END}, a stop aside; what one holds that ends otherwise. */
export const CREDIT_LAST = ")]摄影图绘";
export const CREDIT_BARS = "/|丨:";
/** What stands before a label of {@link CREDIT_LABEL}, {@link STOCK} or {@link ALL_IMAGES}, blanks aside, and what they begin with. */
export const LABEL_MARKS = "([【▲△▼◎●■↑*";
export const LABEL_OPENINGS = "本文以上部所封题头首配插附主新资视现海截全图照素数供摄制网示效点查高微电手大支";
const POINTER = /^[▲△▼▽↑↓◎◆■●►▶]\s*\S/u;
const CAPTION_OPENING =
  /^[([]?(?:图为|图中|图片为|上图|下图|左图|右图|图[一二三四五六七八九十\d]{1,2}[:为\s]|资料图|资料照片|图片说明|图说|视频截图|效果图|示意图|航拍|▲|△)/u;
const STOCK =
  /^[([【]?(?:资料图片?|资料照片|视频截图|网络图片?|网络配图|图文无关|图片与文无关|图与文无关|图片与内容无关|示意图|效果图|配图|图片|截图|题图|封面图|点击查看(?:大|原|高清)图|点击(?:看|查看)?大图|点击图片(?:进入下一页|查看大图|放大)?|查看图集|图集|高清大图|(?:视频|网页|网络|微博|电视|新闻|手机)截图|大图模式|支持键盘←\s*→翻页)[)\]】]?[。.]?$/u;

const ALL_IMAGES =
  /^[(【]?(?:(?:本文|文中|文内|以上|文章)(?:所有|全部|部分)?(?:图片?|照片|配图|插图)(?:均|皆|都)?|(?:图片?|照片|配图|插图)(?:均|皆|都))(?:为|系|是)\s?[^,。]{0,8}(?:图|图片|照片|截图|制作|提供|拍摄)[)】]?$/u;

/**
 * Credits of images, and captions that carry one or open with a pointer (▲). A caption without either stays: it may be a sentence of the text.
 *
 * @param hasTwin the line before or after opens with the same mark: then it is a list, not a caption
 */
export function findCaption(line: Line, hasTwin: boolean): Finding | null {
  const { folded } = line;
  if (folded.length > LONGEST_CAPTION + 30) return null;
  const mayOpen = (line.needs & Need.captionLabel) !== 0;
  if (mayOpen && (STOCK.test(folded) || ALL_IMAGES.test(folded))) return CREDIT;
  if (
    mayOpen &&
    folded.length <= LONGEST_CREDIT &&
    CREDIT_LABEL.test(folded) &&
    !STOP.test(folded.slice(0, -1)) &&
    !COMPARISON.test(folded)
  )
    return CREDIT;
  const hasCredit = (line.needs & Need.captionCredit) !== 0 && CREDIT_END.test(folded);
  if (hasCredit && folded.length <= LONGEST_CAPTION && (CAPTION_OPENING.test(folded) || POINTER.test(folded) || isShortCaption(folded)))
    return CAPTION;
  if ((line.needs & Need.captionPointer) !== 0 && POINTER.test(folded) && !hasTwin && folded.length <= 60 && IMAGE_POINTER.test(folded))
    return CAPTION;
  return null;
}

const IMAGE_POINTER = /^[▲△▼↑]/u;
const QUOTED = /^[“"]/u;
const COMPARISON = /^图[/|丨]?\s?[:：]?\s?\d/u;
const INNER_STOPS = /[。!?;]/gu;

/** A line that has at most one stop and ends in a credit. */
function isShortCaption(folded: string): boolean {
  return folded.length <= 60 && (folded.match(INNER_STOPS)?.length ?? 0) <= 1 && !QUOTED.test(folded);
}

/** What the rule of this file looks for. */
export const CAPTION_NEEDS: readonly NeedGroup[] = [
  [Need.captionLabel, [STOCK, ALL_IMAGES, CREDIT_LABEL]],
  [Need.captionCredit, [CREDIT_END]],
  [Need.captionPointer, [IMAGE_POINTER]],
];
