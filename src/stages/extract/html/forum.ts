// Threads: forum topics, questions with answers, bulletin boards. Every post is text, and what surrounds the posts is not.
import { findDate } from "../../../text/dates.ts";
import { FLAG, type Page, textOf } from "./page.ts";
import type { Scores } from "./score.ts";
import { FAMILY, familyOf, type Verdicts } from "./select.ts";

const SOFTWARE = /discuz|phpwind|phpbb|vbulletin|xenforo|invision|ip\.board|mybb|flarum|discourse|nodebb|bbpress|simple machines|fluxbb/iu;
const THREAD_URL =
  /(?:^|[./_-])(?:bbs\w{0,12}|forum|forums|thread|threads|topic|topics|tieba|question|questions|faq|ask|zhidao|wenda|viewthread|showthread|viewtopic|discussion|discussions)(?:[./_?=&-]|\d|$)/iu;
const THREAD_CLASS =
  /(?:^|[\s_-])(?:viewthread|viewtopic|showthread|phpbb|bbpress|single-topic|topic-template|thread_view|discuz|qapage)(?:[\s_-]|$)/iu;

/** Whether a page is a thread, by its software, its address, its declared type or the class of its body. */
export function isThread(page: Page, url: string | null, declaredForum: boolean): boolean {
  if (declaredForum) return true;
  if (page.metas.some((meta) => meta.key === "generator" && SOFTWARE.test(meta.content))) return hasMessages(page);
  if (url !== null && THREAD_URL.test(url.slice(0, 300))) return hasMessages(page);
  for (let node = 1; node < Math.min(4, page.nodeCount); node++)
    if (page.name[node] !== 0 && THREAD_CLASS.test(page.nameOf(page.name[node] as number))) return hasMessages(page);
  return false;
}

function hasMessages(page: Page): boolean {
  for (let node = 0; node < page.nodeCount; node++) if (((page.flags[node] as number) & (FLAG.message | FLAG.comments)) !== 0) return true;
  return false;
}

/** Messages that hold less than this share of the page's unlinked text are no messages. */
const MESSAGE_SHARE = 0.1;
/** But for a first message within so many blocks of the title: a post may be one line. */
const TITLE_DISTANCE = 15;

/**
 * The blocks of the posts.
 *
 * @returns null when no messages can be told apart
 */
export function selectMessages(page: Page, scores: Scores, titleBlock: number): Verdicts | null {
  const inside = messageAreas(page, scores);
  const verdicts = new Uint8Array(page.blockCount).fill(FAMILY.outside);
  let all = 0;
  let held = 0;
  for (let i = 0; i < page.blockCount; i++) {
    const node = page.node[i] as number;
    const family = scores.family[node] as number;
    if (family !== 0) {
      verdicts[i] = familyOf(family);
      continue;
    }
    const weight = (page.weight[i] as number) * (1 - (page.linkShare[i] as number));
    all += weight;
    if (i <= titleBlock || inside[node] === 0) continue;
    verdicts[i] = 0;
    held += weight;
  }
  const first = verdicts.indexOf(0);
  const nearTitle = titleBlock >= 0 && first - titleBlock <= TITLE_DISTANCE;
  return first >= 0 && (nearTitle || held >= MESSAGE_SHARE * all) ? verdicts : null;
}

/** Per node 1 inside a message, the smaller ones where they are nested (a post that holds its own text area). */
function messageAreas(page: Page, scores: Scores): Uint8Array {
  const count = page.nodeCount;
  const inside = new Uint8Array(count);
  for (let node = 1; node < count; node++) {
    if (inside[page.parent[node] as number] === 1) {
      inside[node] = 1;
      continue;
    }
    const flags = page.flags[node] as number;
    if ((flags & FLAG.message) === 0 || scores.family[node] !== 0) continue;
    if (!holdsMessage(page, node)) inside[node] = 1;
  }
  return inside;
}

function holdsMessage(page: Page, node: number): boolean {
  for (let inner = node + 1; inner < (page.end[node] as number); inner++)
    if (((page.flags[inner] as number) & FLAG.message) !== 0) return true;
  return false;
}

const LONGEST_FURNITURE = 40;
const FEWEST_REPEATS = 3;

/**
 * Where the messages have no names of their own: what stands before the title goes, and short lines without a stop that are links, repeat
 * themselves (reply, report) or name a date.
 */
export function dropThreadFurniture(page: Page, titleBlock: number, verdicts: Verdicts): void {
  const counts = new Map<string, number>();
  for (let i = 0; i < page.blockCount; i++) if (verdicts[i] === 0) counts.set(textOf(page, i), (counts.get(textOf(page, i)) ?? 0) + 1);
  for (let i = 0; i < page.blockCount; i++) {
    if (verdicts[i] !== 0) continue;
    const text = textOf(page, i);
    if (i < titleBlock) verdicts[i] = FAMILY.outside;
    else if ((page.stops[i] as number) > 0 || (page.weight[i] as number) >= LONGEST_FURNITURE) continue;
    else if ((page.linkShare[i] as number) > 0.5 || (counts.get(text) ?? 0) >= FEWEST_REPEATS) verdicts[i] = FAMILY["link-list"];
    else if (findDate(text) !== null) verdicts[i] = FAMILY.byline;
  }
}
