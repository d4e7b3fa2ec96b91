// The byline zone: short lines beside the title and behind the text that say who wrote it, when and where.
import { type Byline, findReporters, parseByline } from "../../../text/bylines.ts";
import { FLAG, type Page } from "./page.ts";

/** What the zone says. */
export interface ZoneFacts {
  published: string | null;
  authors: string[];
  source: string | null;
  editors: string[];
  /** Blocks that say nothing else. */
  readonly consumed: number[];
}

/** Weight of all blocks that are looked at behind the title before the text begins, about 300 Chinese characters. */
const HEAD_WEIGHT = 600;
const HEAD_BLOCKS = 30;
const BEFORE_TITLE = 6;
/** Blocks at the end of the text, and behind it. */
const TAIL_INSIDE = 4;
const TAIL_BEHIND = 6;
const PROSE_WEIGHT = 90;
const LONGEST_BYLINE = 160;
const ENDS_WITH_LABEL = /[：:]\s*$/u;

/**
 * @param first first block of the main text, @param last its last block
 * @param titleBlock -1 when the page shows no title
 */
export function readZone(page: Page, titleBlock: number, first: number, last: number): ZoneFacts {
  const facts: ZoneFacts = { published: null, authors: [], source: null, editors: [], consumed: [] };
  readHead(page, titleBlock, first, last, facts);
  readTail(page, last, facts);
  readReporters(page, first, last, facts);
  return facts;
}

function readHead(page: Page, titleBlock: number, first: number, last: number, facts: ZoneFacts): void {
  const start = titleBlock >= 0 ? titleBlock + 1 : Math.max(0, first - HEAD_BLOCKS / 2);
  let weight = 0;
  let prose = 0;
  for (let i = start; i < page.blocks.length && i < start + HEAD_BLOCKS && weight < HEAD_WEIGHT && i <= last; i++) {
    const block = page.blocks[i] as Page["blocks"][number];
    weight += block.weight;
    if (block.stops > 0 && block.weight >= PROSE_WEIGHT && ++prose > 1) break;
    i = readLine(page, i, facts);
  }
  if (titleBlock < 0 || facts.published !== null) return;
  for (let i = Math.max(0, titleBlock - BEFORE_TITLE); i < titleBlock; i++)
    if (((page.flags[(page.blocks[i] as Page["blocks"][number]).node] as number) & FLAG.nav) === 0) i = readLine(page, i, facts);
}

function readTail(page: Page, last: number, facts: ZoneFacts): void {
  for (let i = Math.max(0, last - TAIL_INSIDE); i <= last + TAIL_BEHIND && i < page.blocks.length; i++) {
    const block = page.blocks[i] as Page["blocks"][number];
    if (block.linkShare > 0.9) continue;
    const byline = parseByline(block.text);
    // Behind the text dates are those of comments and related pages.
    if (byline !== null && (byline.authors.length > 0 || byline.editors.length > 0 || byline.source !== null))
      take({ ...byline, published: i > last ? null : byline.published }, facts);
  }
}

function readReporters(page: Page, first: number, last: number, facts: ZoneFacts): void {
  if (facts.authors.length > 0) return;
  for (const i of [first, first + 1, last - 1, last]) {
    const block = page.blocks[i];
    if (block === undefined || i < first || i > last) continue;
    const names = findReporters(block.text);
    if (names.length > 0) {
      facts.authors.push(...names);
      return;
    }
  }
}

/** Reads the line at `index`; a label alone takes the next block along. @returns the last block read */
function readLine(page: Page, index: number, facts: ZoneFacts): number {
  const block = page.blocks[index] as Page["blocks"][number];
  if (block.text.length > LONGEST_BYLINE) return index;
  let text = block.text;
  let end = index;
  const next = page.blocks[index + 1];
  if (ENDS_WITH_LABEL.test(text) && text.length <= 12 && next !== undefined && next.text.length <= 40) {
    text = `${text}${next.text}`;
    end = index + 1;
  }
  const byline = parseByline(text);
  if (byline === null) return index;
  take(byline, facts);
  if (byline.rest === "") for (let i = index; i <= end; i++) facts.consumed.push(i);
  return end;
}

function take(byline: Byline, facts: ZoneFacts): void {
  facts.published ??= byline.published;
  facts.source ??= byline.source;
  if (facts.authors.length === 0) facts.authors.push(...byline.authors);
  for (const editor of byline.editors) if (!facts.editors.includes(editor)) facts.editors.push(editor);
}
