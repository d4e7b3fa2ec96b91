import type { ChangeLog } from "../../pipeline/changes.ts";
import type { Bibliography, Block, Role } from "../../pipeline/document.ts";
import { findReporters } from "../../text/bylines.ts";
import { applyEdits, type Edit } from "../../text/edits.ts";
import { layOut } from "../../text/layout.ts";
import type { BoundaryModel } from "./boundary.ts";
import { holdsNotice } from "./gate.ts";
import { type GlueOptions, splitGlued } from "./glued.ts";
import { holdsReporter } from "./glued-byline.ts";
import { LEAST_PARAGRAPH } from "./glued-headings.ts";
import type { Facts } from "./line.ts";
import { dropByNeighbours } from "./neighbours.ts";
import { type Entry, judgeEntries, makeEntries } from "./survey.ts";
import { couldHaveTail, DISCLAIMER_TAIL, trimDisclaimer, trimTail } from "./tails.ts";
import { findTitle } from "./titles.ts";

/** How many of the last paragraphs may have a disclaimer glued to them, and of the first a byline. */
const ENDS = 3;

/** Share of a document's text from which a paragraph is its body: the page lost its line breaks. */
const BODY_SHARE = 0.7;

export interface Cleaned {
  readonly blocks: readonly Block[];
  readonly facts: readonly Facts[];
}

/**
 * Drops, trims and splits blocks. The same list when nothing changed. A document of which nothing would be left keeps all its lines:
 * without prose there is nothing that they could be boilerplate of.
 */
export function cleanBlocks(blocks: readonly Block[], known: Bibliography, changes: ChangeLog, model: BoundaryModel): Cleaned {
  const layout = layOut(blocks);
  const entries = makeEntries(blocks, layout);
  const { kept, title } = dropLines(entries, known.title, layout.units);
  const facts: Facts[] = title === known.title || title === null ? [] : [{ title }];
  for (const { facts: told } of entries) if (told !== null) facts.push(told);
  if (kept.length === 0) return { blocks, facts };
  const mended: Mended = new Map();
  let length = 0;
  for (const { start, end } of kept) length += end - start;
  for (let place = 0; place < kept.length; place++) {
    const entry = kept[place] as Entry;
    const isTail = place >= kept.length - ENDS;
    if (!mayNeedMending(entry, place < ENDS, isTail, layout.units)) continue;
    const isBody = entry.end - entry.start >= length * BODY_SHARE;
    mend(entry, { isHead: place < ENDS, isBody, model }, isTail, layout.units, mended, facts);
  }
  facts.push(...reporters(kept));
  return { blocks: rebuild(blocks, entries, mended, changes), facts };
}

/** Most paragraphs are neither long nor first with a reporter, and end with a sentence. */
function mayNeedMending({ start, end, block }: Entry, isHead: boolean, isTail: boolean, units: Uint16Array): boolean {
  return (
    end - start >= LEAST_PARAGRAPH ||
    couldHaveTail(units, start, end) ||
    (isHead && holdsReporter(block.text)) ||
    (isTail && holdsNotice(units, start, end, DISCLAIMER_TAIL))
  );
}

/** Lines that go change what stands at the ends of a text: rounds until nothing more goes. */
const MOST_ROUNDS = 6;

function dropLines(
  entries: readonly Entry[],
  known: string | null,
  units: Uint16Array,
): { readonly kept: readonly Entry[]; readonly title: string | null } {
  let kept = entries;
  let title = known;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    judgeEntries(kept, units);
    title = findTitle(kept, title) ?? title ?? toldTitle(kept);
    dropByNeighbours(kept);
    const rest = kept.filter(({ rule }) => rule === null);
    if (rest.length === kept.length) break;
    kept = rest;
  }
  return { kept, title };
}

/** The title that a line told which goes. */
function toldTitle(entries: readonly Entry[]): string | null {
  return entries.find(({ rule, facts }) => rule !== null && facts?.title !== undefined)?.facts?.title ?? null;
}

type Mended = Map<number, { readonly edits: readonly Edit[]; readonly roles: readonly Role[] }>;

/** Trims and splits of one block that stays. */
function mend(entry: Entry, options: GlueOptions, isTail: boolean, units: Uint16Array, mended: Mended, facts: Facts[]): void {
  const { start } = entry;
  const { text, role } = entry.block;
  const glued = splitGlued(text, role, options);
  const tail = couldHaveTail(units, start, entry.end) ? trimTail(text) : [];
  const end = tail.at(-1)?.edit.start ?? text.length;
  const notice = isTail && holdsNotice(units, start, start + end, DISCLAIMER_TAIL) ? trimDisclaimer(text.slice(0, end)) : null;
  if (glued === null && tail.length === 0 && notice === null) return;
  const edits: Edit[] = glued === null ? [] : [...glued.edits];
  if (glued?.facts) facts.push(glued.facts);
  for (const trim of notice === null ? tail : [...tail, notice]) {
    if (trim.edit.start < (glued?.edits.at(-1)?.end ?? 1)) break;
    edits.push(trim.edit);
    if (trim.facts !== null) facts.push(trim.facts);
  }
  if (edits.length === 0) return;
  edits.sort((a, b) => a.start - b.start);
  mended.set(entry.index, { edits, roles: glued?.roles ?? [role] });
}

/** The reporters that the first or last paragraphs name in brackets; they stay in the text. */
function reporters(kept: readonly Entry[]): Facts[] {
  for (const entry of [...kept.slice(0, 2), ...kept.slice(-1)]) {
    const authors = entry.block.text.includes("者") ? findReporters(entry.block.text) : [];
    if (authors.length > 0) return [{ authors }];
  }
  return [];
}

function rebuild(blocks: readonly Block[], entries: readonly Entry[], mended: Mended, changes: ChangeLog): readonly Block[] {
  if (mended.size === 0 && entries.every(({ rule }) => rule === null)) return blocks;
  const result: Block[] = [];
  let next = 0;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block;
    const entry = entries[next];
    const rule = entry?.index === index ? entry.rule : null;
    if (entry?.index === index) next++;
    const edited = mended.size === 0 ? undefined : mended.get(index);
    if (rule !== null) changes.drop("text", index, block.text, rule);
    else if (edited === undefined) result.push(block);
    else {
      changes.edit("text", index, block.text, edited.edits);
      const parts = applyEdits(block.text, edited.edits).split("\n");
      for (const [part, text] of parts.entries()) result.push({ text, role: edited.roles[part] ?? block.role });
    }
  }
  return result;
}
