// The title of a page and the block that shows it.
import { FLAG, lengthOf, NEGATIVE, type Page, textOf } from "./page.ts";
import { headingLevel } from "./tags.ts";

export interface PageTitle {
  readonly text: string | null;
  /** The block that shows it, -1 when none does. */
  readonly block: number;
  /** The last block that shows it: a heading may have several lines. */
  readonly end: number;
}

/** Bars that set the site's and the column's name apart in `<title>`. */
const SITE_BAR = /\s*(?:[_|｜»]+|\s[-–—·:]+\s|[-–—]{2,}|(?<=[\u3400-\u9fff\uff00-\uffef”》])[-–—](?=[\u3400-\u9fff]))\s*/u;
const NOT_LETTER = /[^\p{L}\p{N}]+/gu;
/** A shorter title would agree with too much. Folded characters. */
const SHORTEST = 4;
const LONGEST = 200;

/** Letters and digits only, lower case, compatibility forms levelled: how titles are compared. */
export function foldTitle(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(NOT_LETTER, "");
}

/**
 * The title: the heading or block that agrees with `<title>` or og:title, else the only h1, else the block that is named a title in front
 * of the text, else og:title, else `<title>` without the site's name. Null when the page has none of these.
 */
export function findTitle(page: Page): PageTitle {
  const declared = declaredTitles(page);
  let shown = shownTitle(page, declared.map((title) => `\n${foldTitle(title)}`).join(""));
  if (shown < 0) shown = singleHeading(page);
  if (shown < 0) shown = namedTitle(page);
  if (shown >= 0) return wholeHeading(page, shown);
  const first = declared[0];
  const text = first === undefined ? null : cleanTitle(first.split(SITE_BAR)[0] || first);
  return { text: text === null || foldTitle(text).length < 2 ? null : text, block: -1, end: -1 };
}

const EDIT_MARK = /\s?[[【［](?:编辑|編輯|edit|源代码|编辑源代码|原创|图|多图|组图)[\]】］]$/iu;

const STRAY_END = /[\s_|｜-]+$/u;

function cleanTitle(text: string): string {
  return text.replace(EDIT_MARK, "").replace(STRAY_END, "").trim();
}

/** A heading with `<br>` or blocks in it is one title. */
function wholeHeading(page: Page, block: number): PageTitle {
  const heading = headingNodeOf(page, page.node[block] as number);
  const from = heading < 0 ? block : (page.blockFrom[heading] as number);
  const to = heading < 0 ? block + 1 : (page.blockTo[heading] as number);
  const start = to - from > MOST_LINES ? block : from;
  const end = to - from > MOST_LINES ? block : to - 1;
  let text = textOf(page, start);
  for (let i = start + 1; i <= end; i++) text += ` ${textOf(page, i)}`;
  if (text.length > LONGEST) return { text: textOf(page, block), block, end: block };
  return { text: cleanTitle(text), block: start, end };
}

const MOST_LINES = 3;

function declaredTitles(page: Page): string[] {
  const titles: string[] = [];
  for (const key of ["og:title", "twitter:title", "headline", "title"]) {
    const meta = page.metas.find((each) => each.key === key && each.content.trim() !== "");
    if (meta) titles.push(meta.content.trim());
  }
  if (page.title !== null && page.title !== "") titles.push(page.title);
  return titles;
}

/**
 * The best block whose text opens a declared title: headings before others, h1 before h2, longer before shorter.
 *
 * @param declared folded, each behind a line feed
 */
function shownTitle(page: Page, declared: string): number {
  let best = -1;
  let bestRank = 0;
  for (let i = 0; i < page.blockCount; i++) {
    if ((page.linkShare[i] as number) > 0.5 || lengthOf(page, i) > LONGEST) continue;
    if (!mayOpen(page.texts, page.textFrom[i] as number, page.textTo[i] as number, declared)) continue;
    const node = page.node[i] as number;
    const level = headingLevelOf(page, node);
    const titled = level > 0 || ((page.flags[node] as number) & FLAG.title) !== 0;
    if (!titled && (page.weight[i] as number) < 12) continue;
    const folded = foldTitle(textOf(page, i));
    if (folded.length < SHORTEST || !declared.includes(`\n${folded}`)) continue;
    const rank = folded.length + (level === 1 ? LONGEST : level > 0 ? 40 - level : titled ? 20 : 0);
    if (rank > bestRank) {
      best = i;
      bestRank = rank;
    }
  }
  return best;
}

const LETTER = /[\p{L}\p{N}]/u;
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
const COMPATIBILITY = 0xf900;

/** A cheap test before folding: whether the first letter of a text may fold to one that opens a title; compatibility forms pass. */
function mayOpen(texts: string, from: number, to: number, declared: string): boolean {
  const unit = texts.charCodeAt(from);
  if (unit >= FIRST_HAN && unit <= LAST_HAN) return opens(declared, unit);
  const letter = LETTER.exec(texts.slice(from, to))?.[0].toLowerCase();
  if (letter === undefined) return false;
  return letter.charCodeAt(0) > COMPATIBILITY || (letter.length === 1 && opens(declared, letter.charCodeAt(0)));
}

/** Whether a UTF-16 unit stands behind a line feed. */
function opens(declared: string, unit: number): boolean {
  for (let at = 0; at >= 0; at = declared.indexOf("\n", at + 1)) if (declared.charCodeAt(at + 1) === unit) return true;
  return false;
}

/** The one h1 with text; -1 when there are none or several. */
function singleHeading(page: Page): number {
  let found = -1;
  for (let i = 0; i < page.blockCount; i++) {
    const node = page.node[i] as number;
    if (headingLevelOf(page, node) !== 1 || (page.linkShare[i] as number) > 0.5 || lengthOf(page, i) > LONGEST) continue;
    if (foldTitle(textOf(page, i)).length < 2) continue;
    if (found >= 0 && headingNodeOf(page, page.node[found] as number) === headingNodeOf(page, node)) continue;
    if (found >= 0) return -1;
    found = i;
  }
  return found;
}

/** So far in front of the first paragraph a block named "title" may stand. */
const TITLE_DISTANCE = 25;

/** The last block before the text whose class says that it is a title. */
function namedTitle(page: Page): number {
  const prose = firstLongProse(page);
  for (let i = prose - 1; i >= Math.max(0, prose - TITLE_DISTANCE); i--) {
    const flags = page.flags[page.node[i] as number] as number;
    if ((flags & FLAG.title) === 0 || (flags & NEGATIVE) !== 0) continue;
    if ((page.linkShare[i] as number) < 0.5 && lengthOf(page, i) <= LONGEST && foldTitle(textOf(page, i)).length >= SHORTEST) return i;
  }
  return -1;
}

function firstLongProse(page: Page): number {
  for (let i = 0; i < page.blockCount; i++)
    if ((page.stops[i] as number) > 0 && (page.weight[i] as number) >= 60 && (page.linkShare[i] as number) < 0.3) return i;
  return -1;
}

function headingNodeOf(page: Page, node: number): number {
  for (let at = node, steps = 0; at > 0 && steps < 3; at = page.parent[at] as number, steps++)
    if (headingLevel(page.tag[at] as number) > 0) return at;
  return -1;
}

/** Level of the heading that a node is in, looking at the node and two ancestors; 0 when none. */
export function headingLevelOf(page: Page, node: number): number {
  for (let at = node, steps = 0; at > 0 && steps < 3; at = page.parent[at] as number, steps++) {
    const level = headingLevel(page.tag[at] as number);
    if (level > 0) return level;
  }
  return 0;
}
