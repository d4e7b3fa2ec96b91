import { foldToSimplified } from "../../text/script.ts";
import { findCaption } from "./captions.ts";
import { findContact, findCopyright, findFeed, findUrlLine } from "./contacts.ts";
import { findCredit } from "./credits.ts";
import { findDisclaimer, findOriginalAddress } from "./disclaimers.ts";
import type { Finding, Line } from "./line.ts";
import { findEndMark, findTags } from "./marks.ts";
import { findBreadcrumb, findCounter, findMenu, findNeighbours, findRelated, findShare } from "./navigation.ts";
import { findPromotion } from "./promotion.ts";

/** Where a line stands: what its neighbours are. */
export interface Place {
  /** A neighbour opens with the same mark. */
  readonly hasTwin: boolean;
  /** In the second half of the document. */
  readonly isTail: boolean;
}

/** The first family that claims a line; null for everything else, prose above all. */
export function judgeLine(line: Line, place: Place): Finding | null {
  return (
    findEndMark(line) ??
    findUrlLine(line) ??
    findTags(line) ??
    findBreadcrumb(line) ??
    findNeighbours(line) ??
    singleWord(findMenu(line), line) ??
    findShare(line) ??
    findCounter(line) ??
    findCaption(line, place.hasTwin) ??
    findCopyright(line) ??
    withAddress(findDisclaimer(line), line) ??
    findFeed(line) ??
    findPromotion(line) ??
    findCredit(line, place.isTail) ??
    findContact(line) ??
    findRelated(line)
  );
}

const SURE_ALONE =
  /^(?:首页|网站首页|返回首页|[上下](?:一)?[页篇章条]|登录|登录注册|设为首页|加入收藏|阅读原文|阅读全文|查看更多|返回顶部|返回列表)$/u;

/** One word of a menu between two paragraphs may be a heading. */
function singleWord(finding: Finding | null, line: Line): Finding | null {
  if (finding === null || finding.rule !== "navigation") return finding;
  return line.folded.includes(" ") || SURE_ALONE.test(line.folded) ? finding : { rule: finding.rule, sure: false };
}

function withAddress(finding: Finding | null, line: Line): Finding | null {
  if (finding === null) return null;
  const address = findOriginalAddress(line.folded);
  return address === null ? finding : { ...finding, facts: { url: line.folded.slice(address.start, address.end) } };
}

/** Lines up to here are looked at when they do not end like a sentence, or hold a trigger; longer ones for their first character. In UTF-16 units. */
const SHORT = 60;
const LONGEST_CANDIDATE = 320;
/** A longer line that does not end like a sentence is taken for prose all the same. */
const LONGEST_OPEN = 200;

const SENTENCE_CLOSERS = '。！？!?…”』」’"';
/** Characters of which every line of prose that a rule could claim holds one (the marks and words of the lexicon that prose seldom has). */
const TRIGGERS = "码阅载赞博邮扫签责摄供©@>»|｜▲版编QqＱ权删声免荐欢迎谢赏群订绍享综责标关注：:";
/** Marks that open a notice or caption of any length. */
const HEAD_MARKS = "※*＊▲△（(【[［©>#";
/** The first two characters of notices and prompts, folded; as `pairAt` gives them. */
const HEAD_PAIRS: ReadonlySet<number> = new Set(
  "免责 特别 郑重 严正 版权 重要 法律 声明 申明 温馨 友情 投资 转载 图片 图为 图源 扫码 扫描 长按 点击 关注 欢迎 喜欢 觉得 更多 今天 今日 本期 下面 本站 本网 本平 本公 本文 本号 本页 本信 本资 本频 本内 本作 本图 以上 上述 如有 如涉 如果 如需 如您 若有 若涉 若您 若本 凡本 凡注 凡是 未经 侵权 文章 文中 原标 责任 编辑 资料 该文 此文 部分 股市 风险 平台 我们 所有 近期 提示 注: 注： 注意 备注 说明 特此 来源 co 安全 作者 由于 内容 原文 网站 小编 爆料 联系 商务 合作 Co co © 投资 感谢 谢谢 记得 订阅 转发 喜欢 想了 就这"
    .split(" ")
    .map((pair) => pairAt(pair, 0)),
);

const trigger = makeTable(TRIGGERS);
const headMark = makeTable(HEAD_MARKS);

function makeTable(characters: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = 1;
  return table;
}

/**
 * The gate: whether any rule could claim a block. Short lines that do not end like a sentence, short ones that hold a trigger, longer
 * ones that open like a notice; most prose is passed after one or two characters.
 */
export function isCandidate(text: string): boolean {
  const { length } = text;
  if (length === 0 || length > LONGEST_CANDIDATE) return false;
  let start = 0;
  while (start < length && text.charCodeAt(start) <= 0x20) start++;
  if (headMark[text.charCodeAt(start)] === 1 || HEAD_PAIRS.has(pairAt(text, start))) return true;
  if (!endsLikeSentence(text)) return length <= LONGEST_OPEN;
  if (length > SHORT) return false;
  for (let i = start; i < length; i++) if (trigger[foldToSimplified(text.charCodeAt(i))] === 1) return true;
  return false;
}

/** Two characters as one number, folded to simplified. */
function pairAt(text: string, start: number): number {
  return foldToSimplified(text.charCodeAt(start)) * 0x10000 + foldToSimplified(text.charCodeAt(start + 1) || 0);
}

export function endsLikeSentence(text: string): boolean {
  let end = text.length - 1;
  while (end > 0 && text.charCodeAt(end) <= 0x20) end--;
  return SENTENCE_CLOSERS.includes(text.charAt(end));
}
