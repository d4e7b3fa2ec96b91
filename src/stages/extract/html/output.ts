// What is kept becomes blocks with roles, what is not goes to the change log.
import type { ChangeLog } from "../../../pipeline/changes.ts";
import type { Block, Role } from "../../../pipeline/document.ts";
import { lengthOf, type Page, textOf } from "./page.ts";
import { FAMILIES, type Verdicts } from "./select.ts";
import { headingLevel, TAG } from "./tags.ts";

/** Adjacent blocks of one family are one stretch of the raw page. */
export function report(page: Page, verdicts: Verdicts, changes: ChangeLog): void {
  for (let i = 0; i < page.blockCount; ) {
    const verdict = verdicts[i] as number;
    let end = i + 1;
    while (end < page.blockCount && verdicts[end] === verdict) end++;
    if (verdict !== 0) {
      const rule = FAMILIES[verdict] as string;
      if (changes.tracing) changes.drop("raw", page.start[i] as number, joinTexts(page, i, end), rule);
      else changes.tally(rule, 1, charactersOf(page, i, end));
    }
    i = end;
  }
}

function joinTexts(page: Page, from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => textOf(page, from + i)).join("\n");
}

function charactersOf(page: Page, from: number, to: number): number {
  let length = to - from - 1;
  for (let i = from; i < to; i++) length += lengthOf(page, i) - (page.pairs[i] as number);
  return length;
}

/** The kept blocks. */
export function textBlocks(page: Page, verdicts: Verdicts): Block[] {
  const blocks: Block[] = [];
  for (let i = verdicts.indexOf(0); i >= 0; i = verdicts.indexOf(0, i + 1)) {
    const text = textOf(page, i);
    const role = roleOf(page, page.node[i] as number);
    blocks.push({ text, role: role === "body" && isBoldLine(page, i, text) ? "heading" : role });
  }
  let bold = 0;
  for (const block of blocks) if (block.role === "heading") bold++;
  return bold > MOST_HEADINGS * blocks.length ? textBlocksByElement(page, verdicts) : blocks;
}

/** A text that is mostly bold lines has no headings. */
const MOST_HEADINGS = 0.4;
const LONGEST_BOLD_LINE = 60;
const STOP_END = /[。！；，、：.,;:…”]$/u;

/** A short line all in bold, without a stop at its end, is a heading written without a heading's element. */
function isBoldLine(page: Page, block: number, text: string): boolean {
  const weight = page.weight[block] as number;
  return (page.boldShare[block] as number) >= 0.99 && weight <= LONGEST_BOLD_LINE && weight >= 4 && !STOP_END.test(text);
}

function textBlocksByElement(page: Page, verdicts: Verdicts): Block[] {
  const blocks: Block[] = [];
  for (let i = verdicts.indexOf(0); i >= 0; i = verdicts.indexOf(0, i + 1))
    blocks.push({ text: textOf(page, i), role: roleOf(page, page.node[i] as number) });
  return blocks;
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
