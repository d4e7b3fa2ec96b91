// HTML to main text and metadata.
import type { ChangeLog } from "../../../pipeline/changes.ts";
import type { Bibliography, Block } from "../../../pipeline/document.ts";
import { unwrapBlocks } from "../plain.ts";
import { measure } from "./block-text.ts";
import { buildPage } from "./build.ts";
import { type Declared, readDeclared, readScriptDate } from "./declared.ts";
import { keepFirstEntry } from "./entries.ts";
import { dropThreadFurniture, isThread, selectMessages } from "./forum.ts";
import { dropInside } from "./inside.ts";
import { report, textBlocks } from "./output.ts";
import { FLAG, type Page, textOf } from "./page.ts";
import { type Scores, scorePage } from "./score.ts";
import { FAMILY, type Verdicts } from "./select.ts";
import { findTitle, type PageTitle } from "./title.ts";
import { trimEdges } from "./trim.ts";
import { readZone, type ZoneFacts } from "./zone.ts";

export interface Extracted {
  readonly blocks: readonly Block[];
  readonly bibliography: Bibliography;
}

/** Everything that was found out about a page. */
export interface Analysis {
  readonly page: Page;
  readonly declared: Declared;
  readonly title: PageTitle;
  readonly verdicts: Verdicts;
  readonly zone: ZoneFacts;
}

/** Reads a page and judges each of its blocks. @param url address of the page, where known */
export function analysePage(raw: string, url: string | null, keepCaptions: boolean): Analysis {
  const page = buildPage(raw);
  const declared = readDeclared(page);
  let title = findTitle(page);
  const thread = isThread(page, url ?? declared.url, declared.isForum);
  const scores = scorePage(page, title.block, thread ? FLAG.comments : 0);
  const { root } = scores;
  const messages = thread ? selectMessages(page, scores, title.block) : null;
  const verdicts = messages ?? scores.verdicts;
  if (thread && messages === null) dropThreadFurniture(page, title.block, verdicts);
  else if (messages === null) {
    const entry = keepFirstEntry(page, root, verdicts);
    if (entry >= 0) title = { text: textOf(page, entry), block: entry, end: entry };
    trimEdges(page, scores, root, title.block, verdicts);
  }
  dropInside(page, scores, root, keepCaptions, verdicts);
  if (!verdicts.includes(0)) keepUnlinked(page, scores, verdicts);
  const zone = readZone(page, title.block, verdicts);
  for (const index of zone.consumed) if (verdicts[index] === 0) verdicts[index] = FAMILY.byline;
  for (let i = Math.max(0, title.block); i <= title.end; i++) if (verdicts[i] === 0) verdicts[i] = FAMILY.title;
  return { page, declared, title, verdicts, zone };
}

/** Main text and metadata of a page; what came in with the record stays and is filled where it is empty. */
export function extractHtml(raw: string, incoming: Bibliography, changes: ChangeLog, keepCaptions: boolean): Extracted {
  const { page, declared, title, verdicts, zone } = analysePage(raw, incoming.url, keepCaptions);
  for (const note of page.notes) changes.note(note);
  report(page, verdicts, changes);
  const blocks = unwrapBlocks(textBlocks(page, verdicts));
  return {
    blocks: declared.articleBody === null ? blocks : (declaredBlocks(blocks, declared.articleBody) ?? blocks),
    bibliography: fill(incoming, title.text ?? declared.headline, declared, zone, () => readScriptDate(page, raw)),
  };
}

/** Nothing was kept: then what is no link and in no negative element is better than nothing. */
function keepUnlinked(page: Page, scores: Scores, verdicts: Verdicts): void {
  for (let i = 0; i < page.blockCount; i++) {
    if ((page.stops[i] as number) > 0 && (page.linkShare[i] as number) < UNLINKED && scores.family[page.node[i] as number] === 0)
      verdicts[i] = 0;
  }
}

const UNLINKED = 0.3;

/** A declared text counts when it is no mere summary and the page shows less than a quarter of it: such pages load their text by script. */
const SHOWN_SHARE = 0.25;
const SHORTEST_DECLARED = 200;

/** The blocks of JSON-LD's articleBody; null when the page shows its text itself. */
function declaredBlocks(shown: readonly Block[], articleBody: string): readonly Block[] | null {
  const { weight } = measure(articleBody);
  const shownWeight = shown.reduce((sum, block) => sum + measure(block.text).weight, 0);
  if (weight < SHORTEST_DECLARED || shownWeight >= SHOWN_SHARE * weight) return null;
  const page = buildPage(articleBody.replace(LINE_BREAK, "<br>"));
  return Array.from({ length: page.blockCount }, (_, i) => ({ text: textOf(page, i), role: "body" }));
}

const LINE_BREAK = /\r?\n/gu;

function fill(
  incoming: Bibliography,
  title: string | null,
  declared: Declared,
  zone: ZoneFacts,
  scriptDate: () => string | null,
): Bibliography {
  const editors = incoming.editors.length > 0 ? incoming.editors : zone.editors;
  const authors = zone.authors.length > 0 ? zone.authors : declared.authors;
  return {
    title: incoming.title ?? title,
    authors: incoming.authors.length > 0 ? incoming.authors : authors.filter((author) => !editors.includes(author)),
    published: incoming.published ?? declared.published ?? zone.published ?? scriptDate(),
    url: incoming.url ?? declared.url,
    source: incoming.source ?? zone.source ?? declared.source,
    editors,
    tags: incoming.tags.length > 0 ? incoming.tags : declared.tags,
  };
}
