// The title of a page and the block that shows it.
import { FLAG, type Page } from "./page.ts";
import { headingLevel } from "./tags.ts";

export interface PageTitle {
  readonly text: string | null;
  /** The block that shows it, -1 when none does. */
  readonly block: number;
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
 * The title: the heading or block that agrees with `<title>` or og:title, else the only h1, else og:title, else `<title>` without the
 * site's name. Null when the page has none of these.
 */
export function findTitle(page: Page): PageTitle {
  const declared = declaredTitles(page);
  const shown = shownTitle(page, declared.map(foldTitle));
  if (shown >= 0) return { text: textOf(page, shown), block: shown };
  const single = singleHeading(page);
  if (single >= 0) return { text: textOf(page, single), block: single };
  const first = declared[0];
  if (first === undefined) return { text: null, block: -1 };
  return { text: first.split(SITE_BAR)[0]?.trim() || first, block: -1 };
}

function textOf(page: Page, index: number): string {
  return (page.blocks[index] as Page["blocks"][number]).text;
}

function declaredTitles(page: Page): string[] {
  const titles: string[] = [];
  for (const key of ["og:title", "twitter:title", "headline", "title"]) {
    const meta = page.metas.find((each) => each.key === key && each.content.trim() !== "");
    if (meta) titles.push(meta.content.trim());
  }
  if (page.title !== null && page.title !== "") titles.push(page.title);
  return titles;
}

/** The best block whose text opens a declared title: headings before others, h1 before h2, longer before shorter. */
function shownTitle(page: Page, declared: readonly string[]): number {
  let best = -1;
  let bestRank = 0;
  for (let i = 0; i < page.blocks.length; i++) {
    const block = page.blocks[i] as Page["blocks"][number];
    if (block.text.length > LONGEST || block.linkShare > 0.5) continue;
    const level = headingLevelOf(page, block.node);
    const titled = level > 0 || ((page.flags[block.node] as number) & FLAG.title) !== 0;
    if (!titled && block.weight < 12) continue;
    const folded = foldTitle(block.text);
    if (folded.length < SHORTEST || !declared.some((title) => title.startsWith(folded))) continue;
    const rank = folded.length + (level === 1 ? 60 : level > 0 ? 40 - level : titled ? 20 : 0);
    if (rank > bestRank) {
      best = i;
      bestRank = rank;
    }
  }
  return best;
}

/** The one h1 with text; -1 when there are none or several. */
function singleHeading(page: Page): number {
  let found = -1;
  for (let i = 0; i < page.blocks.length; i++) {
    const block = page.blocks[i] as Page["blocks"][number];
    if (headingLevelOf(page, block.node) !== 1 || block.linkShare > 0.5 || block.text.length > LONGEST) continue;
    if (found >= 0) return -1;
    found = i;
  }
  return found;
}

/** Level of the heading that a node is in, looking at the node and two ancestors; 0 when none. */
export function headingLevelOf(page: Page, node: number): number {
  for (let at = node, steps = 0; at > 0 && steps < 3; at = page.parent[at] as number, steps++) {
    const level = headingLevel(page.tag[at] as number);
    if (level > 0) return level;
  }
  return 0;
}
