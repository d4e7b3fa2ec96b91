// What is kept becomes blocks with roles, what is not goes to the change log.
import type { ChangeLog } from "../../../pipeline/changes.ts";
import type { Block, Role } from "../../../pipeline/document.ts";
import type { Page, PageBlock } from "./page.ts";
import { FAMILIES, type Verdicts } from "./select.ts";
import { headingLevel, TAG } from "./tags.ts";

/** Adjacent blocks of one family are one stretch of the raw page. */
export function report(page: Page, verdicts: Verdicts, changes: ChangeLog): void {
  for (let i = 0; i < page.blocks.length; ) {
    const verdict = verdicts[i] as number;
    let end = i + 1;
    while (end < page.blocks.length && verdicts[end] === verdict) end++;
    if (verdict !== 0) {
      const rule = FAMILIES[verdict] as string;
      if (changes.tracing) changes.drop("raw", (page.blocks[i] as Page["blocks"][number]).start, joinTexts(page, i, end), rule);
      else changes.tally(rule, 1, lengthOf(page, i, end));
    }
    i = end;
  }
}

function joinTexts(page: Page, from: number, to: number): string {
  return page.blocks
    .slice(from, to)
    .map((block) => block.text)
    .join("\n");
}

function lengthOf(page: Page, from: number, to: number): number {
  let length = to - from - 1;
  for (let i = from; i < to; i++) {
    const { text } = page.blocks[i] as PageBlock;
    length += text.length - (PAIR.test(text) ? (text.match(PAIRS)?.length ?? 0) : 0);
  }
  return length;
}

const PAIR = /[\ud800-\udbff]/;
const PAIRS = /[\ud800-\udbff]/g;

/** The kept blocks. */
export function textBlocks(page: Page, verdicts: Verdicts): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < page.blocks.length; i++) {
    if (verdicts[i] !== 0) continue;
    const block = page.blocks[i] as Page["blocks"][number];
    const role = roleOf(page, block.node);
    blocks.push({ text: block.text, role: role === "body" && isBoldLine(block) ? "heading" : role });
  }
  const bold = blocks.filter((block) => block.role === "heading").length;
  return bold > MOST_HEADINGS * blocks.length ? textBlocksByElement(page, verdicts) : blocks;
}

/** A text that is mostly bold lines has no headings. */
const MOST_HEADINGS = 0.4;
const LONGEST_BOLD_LINE = 60;
const STOP_END = /[。！；，、：.,;:…”]$/u;

/** A short line all in bold, without a stop at its end, is a heading written without a heading's element. */
function isBoldLine(block: PageBlock): boolean {
  return block.boldShare >= 0.99 && block.weight <= LONGEST_BOLD_LINE && block.weight >= 4 && !STOP_END.test(block.text);
}

function textBlocksByElement(page: Page, verdicts: Verdicts): Block[] {
  return page.blocks.filter((_, i) => verdicts[i] === 0).map(({ text, node }) => ({ text, role: roleOf(page, node) }));
}

/** The role that the elements around a block give it. */
export function roleOf(page: Page, node: number): Role {
  for (let at = node, steps = 0; at > 0 && steps < 3; at = page.parent[at] as number, steps++) {
    const tag = page.tag[at] as number;
    if (headingLevel(tag) > 0) return "heading";
    if (tag === TAG.li) return "list-item";
    if (tag === TAG.figcaption || tag === TAG.caption) return "caption";
  }
  return "body";
}
