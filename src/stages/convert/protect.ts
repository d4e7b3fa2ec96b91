// Parts of a text that conversion must not touch: addresses, markup, code, and Japanese within Chinese.
import type { Span } from "../../text/edits.ts";
import { isHanUnit, isKanaUnit } from "../../text/hanzi.ts";

/** Longest tag and longest code between backticks (UTF-16 units): a stray `<` or backtick must not protect a page. */
const TAG_LIMIT = 2_000;
const CODE_LIMIT = 200;

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const BACKTICK = 0x60;
const NONE: readonly Span[] = [];

/**
 * Spans of a text that stay as they are, sorted and disjoint; none as a rule. Addresses (from `://` or `www.` on), HTML tags with
 * their attributes, code between backticks. Wrong on: Chinese that follows a path without a space right behind a slash.
 */
export function protectedSpans(text: string): readonly Span[] {
  if (!text.includes("://") && !text.includes("www.") && !text.includes("<") && !text.includes("`")) return NONE;
  const spans: Span[] = [];
  let backtick = text.indexOf("`");
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let end = i;
    if (unit === LESS_THAN) end = tagEnd(text, i);
    else if (unit === BACKTICK && i >= backtick) {
      end = codeEnd(text, i);
      if (end === i) backtick = i + CODE_LIMIT; // no partner so near: the next ones up to there have none before it either
    } else if (unit === 0x3a && text.startsWith("://", i)) end = addressEnd(text, i + 3);
    else if (unit === 0x77 && text.startsWith("www.", i)) end = addressEnd(text, i + 4);
    if (end <= i) continue;
    spans.push({ start: i, end });
    i = end - 1;
  }
  return spans;
}

/** `<` before a letter or slash, up to the next `>`; another `<` in between means that it is no tag. */
function tagEnd(text: string, start: number): number {
  const next = text.charCodeAt(start + 1) | 0x20;
  if (next !== 0x2f && !(next >= 0x61 && next <= 0x7a)) return start;
  const limit = Math.min(text.length, start + TAG_LIMIT);
  for (let i = start + 1; i < limit; i++) {
    const unit = text.charCodeAt(i);
    if (unit === GREATER_THAN) return i + 1;
    if (unit === LESS_THAN) return start;
  }
  return start;
}

/** Code between single backticks; fences on lines of their own have none of it between them. */
function codeEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + CODE_LIMIT);
  for (let i = start + 1; i < limit; i++) if (text.charCodeAt(i) === BACKTICK) return i + 1;
  return start;
}

/**
 * End of an address whose host starts at `start`. Han belongs to it behind `/ = - _ ? & # % ( , .` and behind other Han that does; Han behind a
 * letter or digit is the text that goes on.
 */
function addressEnd(text: string, start: number): number {
  let i = start;
  let insideHan = false;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x20 && unit < 0x7f) {
      if (unit === LESS_THAN || unit === 0x22 || unit === BACKTICK) break;
      insideHan = false;
    } else if (isHanUnit(unit)) {
      if (!insideHan && !isAddressPunctuation(text.charCodeAt(i - 1))) break;
      insideHan = true;
    } else break;
  }
  return i;
}

function isAddressPunctuation(unit: number): boolean {
  return ADDRESS_PUNCTUATION.includes(String.fromCharCode(unit));
}
const ADDRESS_PUNCTUATION = "/=-_?&#%(,.:~+";

/** Share of kana from which a stretch is Japanese. */
const KANA_SHARE = 0.2;
/** Written so in Chinese only. */
const CHINESE_ONLY = /[這这們们你妳她了嗎吗吧呢說说沒没很]/u;

/**
 * Stretches between punctuation and spaces that hold kana, in a paragraph that is Chinese as a whole: song titles, names. Sorted,
 * disjoint. A single の in a Chinese shop name keeps its neighbours from being converted.
 */
export function japaneseSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  let kana = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0;
    const isKana = isKanaUnit(unit) && unit !== 0x30fc;
    if (isKana) kana++;
    if (isKana || isHanUnit(unit) || unit === 0x30fc) continue;
    if (kana > 0 && kana >= (i - start) * KANA_SHARE && !CHINESE_ONLY.test(text.slice(start, i))) spans.push({ start, end: i });
    start = i + 1;
    kana = 0;
  }
  return spans;
}

/** Two sorted lists of spans as one sorted list; overlapping spans may follow each other. */
export function mergeSpans(one: readonly Span[], two: readonly Span[]): readonly Span[] {
  if (two.length === 0) return one;
  return [...one, ...two].sort((a, b) => a.start - b.start || a.end - b.end);
}
