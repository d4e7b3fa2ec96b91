// Journals: the front page of a blog holds several entries, newest first. A record is one document, so the first entry is taken.
import { dateAt } from "../../../text/dates.ts";
import { lengthOf, type Page, textOf } from "./page.ts";
import { FAMILY, type Verdicts } from "./select.ts";
import { isProse } from "./trim.ts";

/** Fewer dated lines may be anything. */
const FEWEST_ENTRIES = 3;
const LONGEST_DATE = 40;
const LONGEST_TITLE = 100;

/**
 * Takes all entries but the first out of `verdicts`.
 *
 * Entries are told by lines that hold nothing but a date with a clock, alike in place and element, in descending order, each behind a title;
 * no text may stand before the first. A thread is in ascending order, and the dates of a chronicle have no clock.
 *
 * @returns the block with the title of the first entry, -1 when the page is no journal
 */
export function keepFirstEntry(page: Page, root: number, verdicts: Verdicts): number {
  const from = page.blockFrom[root] as number;
  const to = page.blockTo[root] as number;
  const lines = datedLines(page, from, to);
  const first = lines[0];
  const second = lines[1];
  if (first === undefined || second === undefined || lines.length < FEWEST_ENTRIES || first.block <= from) return -1;
  for (let i = from; i < first.block; i++) if (verdicts[i] === 0 && isProse(page, i)) return -1;
  for (let i = 1; i < lines.length; i++) if ((lines[i] as DatedLine).iso > (lines[i - 1] as DatedLine).iso) return -1;
  if (lines.some(({ block }) => lengthOf(page, block - 1) > LONGEST_TITLE)) return -1;
  for (let i = second.block - 1; i < to; i++) if (verdicts[i] === 0) verdicts[i] = FAMILY["other-entry"];
  return first.block - 1;
}

interface DatedLine {
  readonly block: number;
  readonly iso: string;
}

/** The lines that are alike to the first of their kind. */
function datedLines(page: Page, from: number, to: number): DatedLine[] {
  const groups = new Map<string, DatedLine[]>();
  for (let i = from; i < to; i++) {
    if ((page.links[i] as number) > 0 || lengthOf(page, i) > LONGEST_DATE) continue;
    const text = textOf(page, i);
    const node = page.node[i] as number;
    const date = dateAt(text, 0, false);
    if (date === null || date.end < text.length || !date.iso.includes("T")) continue;
    const place = `${page.tag[node]} ${page.name[node]} ${depthOf(page, node)}`;
    const group = groups.get(place);
    if (group) group.push({ block: i, iso: date.iso });
    else groups.set(place, [{ block: i, iso: date.iso }]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

function depthOf(page: Page, node: number): number {
  let depth = 0;
  for (let at = node; at > 0; at = page.parent[at] as number) depth++;
  return depth;
}
