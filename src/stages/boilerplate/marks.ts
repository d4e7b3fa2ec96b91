import { isAsciiDigit, isAsciiLetter, isHanUnit } from "../../text/hanzi.ts";
import { type Finding, type Line, Need, writtenAt } from "./line.ts";
import type { NeedGroup } from "./need-table.ts";
import { plainSource } from "./pattern-needs.ts";

const END_MARK: Finding = { rule: "end-mark", sure: true };
const DECORATION: Finding = { rule: "decoration", sure: false };

const END =
  /^[\s([{【—\-–*=~_.·•■▲#<«]*(?:全文完|本文完|正文完|完结|完|全文终|剧终|终|未完待续|待续|未完,?待续|end|the\s?end|fin|eof|end\.|完毕|全文结束|正文结束|以上)[\s)\]}】—\-–*=~_.·•■▲#>»。!]*$/iu;
/** What a mark of an end is made of, which has no wild cards; the brackets of {@link BRACKETED_TOOL}, and what tools begin with. */
export function endUnits(): ReadonlySet<string> {
  const literals = plainSource(END.source);
  return new Set(literals + literals.toUpperCase());
}
export const CLOSING_BRACKETS = "】])〕";
export const OPENING_BRACKETS = "【[(〔";
export const TOOL_OPENINGS = "纠我报打关收推举编责分字查返更点进";
const SYMBOLS_ONLY = /^[^\p{L}\p{N}]+$/u;
const SPEECH = /[。!?…“”"‘’—?]/u;
const ARROWS = /^[\s▲▼△▽◆◇■□●○◎★☆↓↑→←⇩⇓👇👆☟☝▶◀►◄※]+$/u;
const PLAIN_WORD = /^(?:以上|终|完结)/u;
const POINTERS = /[▲↓↑■👇]/u;
const SENTENCE = /[。!?]/u;
const BRACKETED_TOOL =
  /^[【[(〔]?\s*(?:纠错|我要纠错|报错|打印|关闭|收藏|推荐|举报|编辑|责任编辑|分享|字号|查看评论|返回|更多|点击进入.{0,12}|进入.{0,8}频道)\s*[】\])〕]$/u;
/** The frame of Markdown and of dumps. */
const FRAME = /^(?:<!--.{0,200}-->|[-=_*~#—─═━·\s]{3,})$/u;

/** `（完）`, `END`, `▲`, rows of arrows, `【纠错】`. Rows of stars and dashes between prose part scenes, and stay. */
export function findEndMark(line: Line): Finding | null {
  const { folded } = line;
  if (folded.length > 60 && !FRAME.test(folded)) return null;
  const mayEnd = (line.needs & Need.endMark) !== 0;
  if (mayEnd && END.test(folded)) return { rule: "end-mark", sure: folded.length > 1 && !PLAIN_WORD.test(folded) };
  if (mayEnd && BRACKETED_TOOL.test(folded)) return { rule: "navigation", sure: true };
  if (!isMarkUnit(folded.charCodeAt(0))) return null;
  if (ARROWS.test(folded)) return folded.length === 1 || POINTERS.test(folded) ? END_MARK : DECORATION;
  if (FRAME.test(folded)) return folded.startsWith("<!--") ? { rule: "decoration", sure: true } : DECORATION;
  return SYMBOLS_ONLY.test(folded) && !SPEECH.test(folded) ? DECORATION : null;
}

/** Whether a unit could be a sign: no Han character and no letter or digit of ASCII. */
function isMarkUnit(unit: number): boolean {
  return !isHanUnit(unit) && !isAsciiDigit(unit) && !isAsciiLetter(unit);
}

/** Marks of speech, as they are written: a line of signs neither begins nor ends with one. */
export const SPEECH_UNITS = '。!?…“”"‘’！？＂';

const TAG_LABEL =
  /^[\s#【[(]*(?:(?:本文|文章|相关|新闻|内容|热门|所属|关键)?(?:标签|标签云|关键词|关键字|主题词|话题|tags?|keywords?)|关键词)\s*(?:[】\])]?\s*[:：]|[】\]])\s*(.*)$/iu;
const TAG_LABEL_BARE = /^(?:标签|tags?|关键词)$/iu;
const TAG_SPLIT = /[\s,;、|/#·•]+/u;
const HASHTAGS = /^(?:#[^#\s。]{1,20}#?\s*)+$/u;
const MOST_TAGS = 20;
const LONGEST_TAG = 16;

/** `标签：… …`, `关键词：…；…`, `#…# #…#`: short words in a list. A sentence behind the colon is prose. */
export function findTags(line: Line): Finding | null {
  const { folded } = line;
  if (TAG_LABEL_BARE.test(folded)) return { rule: "tags", sure: false };
  const match = TAG_LABEL.exec(folded);
  if (match === null) return HASHTAGS.test(folded) && folded.length > 2 ? tagsOf(line, 0, false) : null;
  const values = match[1] as string;
  return values === "" ? { rule: "tags", sure: true } : tagsOf(line, folded.length - values.length, true);
}

function tagsOf(line: Line, start: number, sure: boolean): Finding | null {
  const tags: string[] = [];
  const { folded } = line;
  if (SENTENCE.test(folded.slice(start))) return null;
  for (let at = start; at < folded.length; ) {
    const rest = folded.slice(at);
    const length = rest.search(TAG_SPLIT);
    const end = length < 0 ? folded.length : at + length;
    if (end > at) tags.push(writtenAt(line, at, end));
    at = end + (TAG_SPLIT.exec(folded.slice(end))?.[0].length ?? 0);
    if (end === folded.length) break;
  }
  if (tags.length === 0 || tags.length > MOST_TAGS || tags.some((tag) => tag.length > LONGEST_TAG)) return null;
  return { rule: "tags", sure, facts: { tags } };
}

/** What the rules of this file look for. */
export const SIGN_NEEDS: readonly NeedGroup[] = [
  [Need.endMark, [END, BRACKETED_TOOL]],
  [Need.tags, [TAG_LABEL_BARE, TAG_LABEL, HASHTAGS]],
];
