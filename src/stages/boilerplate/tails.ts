import { parseByline } from "../../text/bylines.ts";
import type { Edit } from "../../text/edits.ts";
import { factsOf } from "./credits.ts";
import { judgeDisclaimer } from "./disclaimers.ts";
import { type Facts, type Finding, foldText, type Line } from "./line.ts";
import { End, type NeedGroup } from "./need-table.ts";
import { makeSigns, signsOf } from "./signs.ts";

/** A part of a paragraph that goes, with what it says of the document. */
export interface Trim {
  readonly edit: Edit;
  readonly facts: Facts | null;
}

/** How far back from the end of a paragraph its tail is looked for; in UTF-16 units. */
const TAIL = 60;
const DISCLAIMER_TAIL = 320;

/** What may be glued behind a sentence, one item at a time from the end. */
const END_MARK =
  /(?:[([【<]\s*(?:完|全文完|本文完|正文完|全文终|终|end|未完待续|待续|未完|完结)\s*[)\]】>]|[■▲◆□●▌█◾◼⬛]+|-*\s?the\s?end\s?-*|-*\s?\bend\s?-*)\s*$/iu;
const MORE =
  /[([【]?(?:返回\S{1,8}?[,\s]*(?:查看更多|首页)|返回(?:首页|搜狐|列表|顶部)|查看更多|展开全文|阅读(?:原文|全文|更多)|点击(?:查看|阅读|进入)\S{0,8}|我要纠错|纠错|打开\S{0,10}(?:app|客户端)\S{0,8}|更多(?:精彩)?[^\s:]{0,6}(?:请?关注|请(?:下载|点击|登录|扫描|搜索|访问)|尽在)[^\s:]{0,14}|\.{3}查看更多|(?:责任编辑|责编|编辑)\s?[:：])\s*[)\]】>»]*\s*$/iu;
const BRACKET = /[([【]([^()[\]【】。]{2,40})[)\]】]\s*$/u;
const LABEL = /(?<=[。!?…”’"）)】」』\s])((?:责任编辑|责编|编辑|本文编辑|来源|稿源|文章来源|作者|文|图)\s?[:/|丨]\s?[^。!?]{2,30})$/u;
const SENTENCE_END = /[。!?…”’"）)】」』]$/u;
/** A dispatch's own brackets; beside a label of source or editor they are a credit. */
const REPORTER = /^(?!.*(?:来源|稿源|编辑|责编|校对)).*(?:记者|通讯员|报道|电$)/u;
const NOT_CREDIT = /摄|图|供/u;

const NO_TRIMS: readonly Trim[] = [];
/** Items of a tail at the most. */
const MOST_ITEMS = 5;

/**
 * What is glued to the end of a paragraph: end marks, `返回…，查看更多`, `（责任编辑：…）`, `（来源：…）`, one behind the other. A reporter in brackets stays, and is told.
 *
 * @returns the trims from the last to the first; empty when no sentence ends before them
 */
export function trimTail(text: string): readonly Trim[] {
  const trims: Trim[] = [];
  let end = text.length;
  for (let guard = 0; guard < MOST_ITEMS; guard++) {
    const trim = trimItem(text, end);
    if (trim === null) break;
    trims.push(trim);
    end = trim.edit.start;
  }
  if (trims.length === 0) return NO_TRIMS;
  return end > 0 && SENTENCE_END.test(foldText(text.slice(end - 1, end))) ? trims : NO_TRIMS;
}

/** A line of nothing but such items: `（编辑：…）返回…，查看更多`. */
export function findTailLine(line: Line): Finding | null {
  const { text } = line.block;
  if (text.length > TAIL) return null;
  const facts: Facts[] = [];
  let end = text.trimEnd().length;
  for (let guard = 0; guard < MOST_ITEMS && end > line.offset; guard++) {
    const trim = trimItem(text, end);
    if (trim === null) return null;
    if (trim.facts !== null) facts.push(trim.facts);
    end = trim.edit.start;
  }
  if (end > line.offset) return null;
  return { rule: facts.length > 0 ? "byline" : "inline-tail", sure: false, facts: Object.assign({}, ...facts) as Facts };
}

/** The item that ends at `end`, the blanks before it included. */
function trimItem(text: string, end: number): Trim | null {
  const start = Math.max(0, end - TAIL);
  const folded = foldText(text.slice(start, end));
  const from = (index: number): number => start + folded.slice(0, index).trimEnd().length;
  const holds = signsOf(folded, TAIL_SIGNS);
  if (holds === 0) return null;
  const mark = (holds & HOLDS_MARK) === 0 ? null : END_MARK.exec(folded);
  if (mark !== null) return makeTrim(from(mark.index), end, "end-mark", null);
  const more = (holds & HOLDS_MORE) === 0 ? null : MORE.exec(folded);
  if (more !== null) return makeTrim(from(more.index), end, "inline-tail", null);
  if ((holds & HOLDS_CREDIT) === 0) return null;
  const match = BRACKET.exec(folded) ?? LABEL.exec(folded);
  if (match === null || NOT_CREDIT.test(match[1] as string) || REPORTER.test(match[1] as string)) return null;
  const byline = parseByline(text.slice(start + match.index, end).replace(OUTER_BRACKETS, ""));
  if (byline === null || byline.rest.length > 2 || byline.authors.length + byline.editors.length + (byline.source ?? "").length === 0)
    return null;
  return makeTrim(from(match.index), end, "byline", factsOf(byline));
}

/** What each kind of item holds. */
const HOLDS_MARK = 1;
const HOLDS_MORE = 2;
const HOLDS_CREDIT = 4;
const TAIL_SIGNS = makeSigns([
  [HOLDS_MARK, ")]】>■▲◆□●▌█◾◼⬛dD"],
  [HOLDS_MORE, "返查展阅点纠打更编"],
  [HOLDS_CREDIT, ")]】:/|丨"],
]);

/** What the items of a tail and glued notices hold. */
export function tailNeeds(): readonly NeedGroup[] {
  return [
    [End.mark, [END_MARK]],
    [End.more, [MORE]],
    [End.label, [BRACKET, LABEL]],
    [End.notice, [NOTICE_START]],
  ];
}

const OUTER_BRACKETS = /^[\s([（［【]+|[\s)\]）］】]+$/gu;

function makeTrim(start: number, end: number, rule: string, facts: Facts | null): Trim {
  return { edit: { start, end, rule, after: "" }, facts };
}

const NOTICE_START =
  /(?<=[。!?…”’"）)】」』▲■])\s*(?:[*※]+\s?(?=\S)|[([【]?(?=(?:(?:免责|版权|特别|郑重|转载|侵权|重要)(?:声明|提示|说明)|声明:|温馨提示:|风险提示:|本文(?:来源|转载|系|由|仅|为|不|内容|图片)|以上内容|转载请|文章(?:封面|配图|来源)|如有侵权|投资有风险|\(?文中图片)))/u;

/** A disclaimer glued to the last paragraphs of a text, from the end of a sentence on. */
export function trimDisclaimer(text: string): Trim | null {
  const start = Math.max(0, text.length - DISCLAIMER_TAIL);
  const folded = foldText(text.slice(start));
  const match = NOTICE_START.exec(folded);
  if (match === null) return null;
  const notice = folded.slice(match.index + match[0].length);
  const isMarked = match[0].includes("*") || match[0].includes("※");
  const finding = judgeDisclaimer(isMarked ? `*${notice}` : notice);
  return finding?.sure ? makeTrim(start + match.index, text.length, "disclaimer", null) : null;
}
