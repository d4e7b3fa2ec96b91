import type { ChangeLog } from "../../pipeline/changes.ts";
import type { Bibliography, Block, Role } from "../../pipeline/document.ts";
import { findReporters } from "../../text/bylines.ts";
import { applyEdits, type Edit } from "../../text/edits.ts";
import type { BoundaryModel } from "./boundary.ts";
import { type GlueOptions, splitGlued } from "./glued.ts";
import type { Lines } from "./kernel.ts";
import type { Facts } from "./line.ts";
import { dropNames } from "./neighbours.ts";
import { judgeAll, openLines } from "./survey.ts";
import { trimDisclaimer, trimTail } from "./tails.ts";
import { findTitle, toldTitle } from "./titles.ts";

/** How many of the first paragraphs may have a byline glued to them. */
const ENDS = 3;

/** Share of a document's text from which a paragraph is its body: the page lost its line breaks. */
const BODY_SHARE = 0.7;

export interface Cleaned {
  readonly blocks: readonly Block[];
  readonly facts: readonly Facts[];
}

const NO_FACTS: readonly Facts[] = [];

/**
 * Drops, trims and splits blocks. The same list when nothing changed. A document of which nothing would be left keeps all its lines:
 * without prose there is nothing that they could be boilerplate of.
 */
export function cleanBlocks(blocks: readonly Block[], known: Bibliography, changes: ChangeLog, model: BoundaryModel): Cleaned {
  const lines = openLines(blocks);
  const title = dropLines(lines, known.title);
  const isKnown = title === known.title || title === null;
  if (isKnown && lines.areAllKept && lines.listMends() === 0 && !lines.namesReporters()) return { blocks, facts: NO_FACTS };
  return cleanLines(blocks, lines, isKnown ? null : title, changes, model);
}

/** Takes the lines that go out, and mends the others. `title`: that a line told. */
function cleanLines(blocks: readonly Block[], lines: Lines, title: string | null, changes: ChangeLog, model: BoundaryModel): Cleaned {
  const facts: Facts[] = title === null ? [] : [{ title }];
  addTold(lines, facts);
  if (lines.keptCount === 0) return { blocks, facts };
  const mends = lines.listMends();
  const mended = mends === 0 ? null : mendAll(lines, mends, model, facts);
  if (lines.namesReporters()) addReporters(lines, facts);
  if (mended === null && lines.areAllKept) return { blocks, facts: facts.length === 0 ? NO_FACTS : facts };
  return { blocks: rebuild(blocks, lines, mended, changes), facts };
}

/** What the lines tell that went. */
function addTold(lines: Lines, facts: Facts[]): void {
  const { goneTold } = lines;
  for (let n = 0; n < goneTold.length; n++) {
    const told = lines.factsOf(goneTold[n] as number);
    if (told !== null) facts.push(told);
  }
}

/** Lines that go change what stands at the ends of a text: rounds until nothing more goes. */
const MOST_ROUNDS = 6;

/** Gives the title of the document. The lines are judged already. */
function dropLines(lines: Lines, known: string | null): string | null {
  let title = known;
  for (let round = 1; ; round++) {
    title = findTitle(lines, title) ?? title ?? toldTitle(lines);
    if (lines.told.length > 0) dropNames(lines);
    if (!lines.settle() || round === MOST_ROUNDS) return title;
    judgeAll(lines);
  }
}

interface Mend {
  readonly edits: readonly Edit[];
  readonly roles: readonly Role[];
}
/** By block. */
type Mended = Map<number, Mend>;

/** Beside the place of a line that may need mending. */
const HAS_TAIL = 1;
const HAS_NOTICE = 2;
const FLAG_BITS = 2;

function mendAll(lines: Lines, count: number, model: BoundaryModel, facts: Facts[]): Mended | null {
  const mended: Mended = new Map();
  const length = lines.keptUnits;
  for (let n = 0; n < count; n++) {
    const place = lines.listed(n) >>> FLAG_BITS;
    const isBody = lines.blockAt(place).text.length >= length * BODY_SHARE;
    mend(lines, lines.listed(n), { isHead: place < ENDS, isBody, model }, mended, facts);
  }
  return mended.size === 0 ? null : mended;
}

/** Trims and splits of one block that stays. */
function mend(lines: Lines, listed: number, options: GlueOptions, mended: Mended, facts: Facts[]): void {
  const line = lines.lineAt(listed >>> FLAG_BITS);
  const { text, role } = lines.blockOf(line);
  const glued = splitGlued(text, role, options);
  const tail = (listed & HAS_TAIL) !== 0 ? trimTail(text) : [];
  const end = tail.at(-1)?.edit.start ?? text.length;
  const notice = mayHaveNotice(lines, listed, end) ? trimDisclaimer(text.slice(0, end)) : null;
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
  mended.set(lines.indexOf(line), { edits, roles: glued?.roles ?? [role] });
}

/** Whether the text up to `end` may end with a disclaimer: one of the last paragraphs, which holds the label or mark of one. */
function mayHaveNotice(lines: Lines, listed: number, end: number): boolean {
  const place = listed >>> FLAG_BITS;
  if (end === lines.blockAt(place).text.length) return (listed & HAS_NOTICE) !== 0;
  return place >= lines.keptCount - ENDS && lines.holdsNotice(lines.lineAt(place), end);
}

/** The reporters that the first or last paragraphs name in brackets; they stay in the text. */
function addReporters(lines: Lines, facts: Facts[]): void {
  const last = lines.keptCount - 1;
  for (const place of [0, Math.min(1, last), last]) {
    const { text } = lines.blockAt(place);
    const authors = text.includes("者") ? findReporters(text) : [];
    if (authors.length === 0) continue;
    facts.push({ authors });
    return;
  }
}

function rebuild(blocks: readonly Block[], lines: Lines, mended: Mended | null, changes: ChangeLog): readonly Block[] {
  const result: Block[] = [];
  const gone = lines.listGone();
  let index = 0;
  for (let n = 0; n < gone; n++) {
    const line = lines.listed(n);
    const end = lines.indexOf(line);
    keep(blocks, index, end, mended, changes, result);
    changes.drop("text", end, (blocks[end] as Block).text, lines.ruleOf(line) as string);
    index = end + 1;
  }
  keep(blocks, index, blocks.length, mended, changes, result);
  return result;
}

/** Adds the blocks from one up to another. */
function keep(blocks: readonly Block[], from: number, to: number, mended: Mended | null, changes: ChangeLog, result: Block[]): void {
  for (let index = from; index < to; index++) {
    const block = blocks[index] as Block;
    const edited = mended === null ? undefined : mended.get(index);
    if (edited === undefined) result.push(block);
    else addMended(block, index, edited, changes, result);
  }
}

function addMended(block: Block, index: number, edited: Mend, changes: ChangeLog, result: Block[]): void {
  changes.edit("text", index, block.text, edited.edits);
  const parts = applyEdits(block.text, edited.edits).split("\n");
  for (const [part, text] of parts.entries()) result.push({ text, role: edited.roles[part] ?? block.role });
}
