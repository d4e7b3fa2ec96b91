import { lowestBit } from "../../text/bits.ts";
import { findCaption } from "./captions.ts";
import { findContact, findCopyright, findFeed, findUrlLine } from "./contacts.ts";
import { findCredit } from "./credits.ts";
import { findDisclaimer, findOriginalAddress } from "./disclaimers.ts";
import { Family } from "./gate.ts";
import type { Finding, Line } from "./line.ts";
import { findEndMark, findTags } from "./marks.ts";
import { findBreadcrumb, findCounter, findMenu, findNeighbours, findRelated, findShare } from "./navigation.ts";
import { findPromotion } from "./promotion.ts";
import { findTailLine } from "./tails.ts";

/** Where a line stands: what its neighbours are. */
export interface Place {
  /** A neighbour opens with the same mark. */
  readonly hasTwin: boolean;
  /** In the second half of the document. */
  readonly isTail: boolean;
}

type Rule = (line: Line, place: Place) => Finding | null;

/** Of each family, by its bit, in the order in which they are asked. */
const RULES: readonly Rule[] = [
  findEndMark,
  findUrlLine,
  findTags,
  findBreadcrumb,
  findNeighbours,
  (line) => singleWord(findMenu(line), line),
  findShare,
  findCounter,
  (line, place) => findCaption(line, place.hasTwin),
  findCopyright,
  (line) => withAddress(findDisclaimer(line), line),
  (line) => findFeed(line) ?? findPromotion(line),
];

/** The first of the families of the gate that claims a line; null for everything else, prose above all. */
export function judgeLine(line: Line, families: number, place: Place): Finding | null {
  for (let rest = families & ~Family.credit; rest !== 0; rest &= rest - 1) {
    const finding = (RULES[lowestBit(rest)] as Rule)(line, place);
    if (finding !== null) return finding;
  }
  return null;
}

/** The families that only the ends of a text hold, and those that need no gate there. */
export function judgeEnd(line: Line, families: number, place: Place): Finding | null {
  const finding = judgeLine(line, families, place);
  if (finding !== null) return finding;
  return (
    ((families & Family.credit) === 0 ? null : (findCredit(line, place.isTail) ?? findTailLine(line))) ??
    findContact(line) ??
    findRelated(line)
  );
}

/** What is a menu by itself. */
export const SURE_ALONE: RegExp =
  /^(?:首页|网站首页|返回首页|[上下](?:一)?[页篇章条]|登录|登录注册|设为首页|加入收藏|阅读原文|阅读全文|展开全文|查看全文|查看更多|返回顶部|返回列表)$/u;

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
