// HTML without a page around it: the body of a feed item, or tags inside a Markdown dump. All of it is content but for its edges.
import type { ChangeLog } from "../../../pipeline/changes.ts";
import { type Bibliography, type Block, EMPTY_BIBLIOGRAPHY } from "../../../pipeline/document.ts";
import { parseByline } from "../../../text/bylines.ts";
import { parseDate } from "../../../text/dates.ts";
import { buildPage } from "./build.ts";
import { roleOf } from "./output.ts";
import { type Page, textOf } from "./page.ts";

export interface Fragment {
  readonly blocks: readonly Block[];
  readonly bibliography: Bibliography;
}

/** Blocks at either end that may be a date or a byline. */
const EDGE = 4;
/** Signs of a service that re-publishes a feed. */
const FEED_SERVICE = /(?:RSS|订阅|訂閱|feed)/iu;
const LONGEST_SERVICE_LINE = 40;
const ADDRESS = /^https?:\/\/\S+$/iu;

/** @param isHead nothing but a title stands before it: a date line there is the date of publication */
export function htmlFragment(html: string, isHead: boolean, changes: ChangeLog): Fragment {
  const page = buildPage(html);
  for (const note of page.notes) changes.note(note);
  const dropped = new Uint8Array(page.blockCount);
  const bibliography = readEdges(page, isHead, dropped);
  dropFeedTail(page, dropped);
  const blocks: Block[] = [];
  for (let i = 0; i < page.blockCount; i++) {
    const text = textOf(page, i);
    if (dropped[i] === 0) blocks.push({ text, role: roleOf(page, page.node[i] as number) });
    else changes.drop("raw", page.start[i] as number, text, dropped[i] === BYLINE ? "byline" : "feed-service");
  }
  return { blocks, bibliography };
}

const BYLINE = 1;
const SERVICE = 2;

function readEdges(page: Page, isHead: boolean, dropped: Uint8Array): Bibliography {
  let found = EMPTY_BIBLIOGRAPHY;
  for (let i = 0; i < page.blockCount; i++) {
    if (i >= EDGE && i < page.blockCount - EDGE) continue;
    const text = textOf(page, i);
    const byline = parseByline(text);
    if (
      byline === null ||
      byline.rest !== "" ||
      (byline.authors.length === 0 && byline.source === null && byline.editors.length === 0 && !(isHead && i < EDGE))
    )
      continue;
    dropped[i] = BYLINE;
    found = {
      ...found,
      authors: found.authors.length > 0 ? found.authors : byline.authors,
      editors: found.editors.length > 0 ? found.editors : byline.editors,
      source: found.source ?? byline.source,
      published: found.published ?? (isHead ? byline.published : null),
    };
  }
  const time = page.times[0];
  return isHead && found.published === null && time !== undefined ? { ...found, published: parseDate(time.value) } : found;
}

/** `获取更多RSS：` and the addresses behind it, at the end. */
function dropFeedTail(page: Page, dropped: Uint8Array): void {
  for (let i = page.blockCount - 1; i >= 0; i--) {
    const text = textOf(page, i);
    if (dropped[i] !== 0 || ADDRESS.test(text)) continue;
    if (text.length > LONGEST_SERVICE_LINE || !FEED_SERVICE.test(text)) return;
    for (let k = i; k < page.blockCount; k++) if (dropped[k] === 0) dropped[k] = SERVICE;
    return;
  }
}
