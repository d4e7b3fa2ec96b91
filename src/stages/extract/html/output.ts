// What is kept becomes blocks with roles, what is not goes to the change log.
import type { ChangeLog } from "../../../pipeline/changes.ts";
import type { Block, Role } from "../../../pipeline/document.ts";
import type { Page } from "./page.ts";
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
  for (let i = from; i < to; i++) length += (page.blocks[i] as Page["blocks"][number]).text.length;
  return length;
}

/** The kept blocks. */
export function textBlocks(page: Page, verdicts: Verdicts): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < page.blocks.length; i++) {
    if (verdicts[i] !== 0) continue;
    const block = page.blocks[i] as Page["blocks"][number];
    blocks.push({ text: block.text, role: roleOf(page, block.node) });
  }
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
