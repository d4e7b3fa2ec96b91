// What a page declares of itself: JSON-LD, meta elements, `<time>`, script variables. In that order of trust; nothing is guessed.
import { looksLikeChineseName, MEDIA_NAME, NO_NAME } from "../../../text/byline-words.ts";
import { parseDate } from "../../../text/dates.ts";
import type { Page } from "./page.ts";

/** Values as they were declared; null and empty where nothing was. */
export interface Declared {
  readonly published: string | null;
  readonly authors: readonly string[];
  readonly source: string | null;
  readonly url: string | null;
  readonly tags: readonly string[];
  /** From JSON-LD; some pages show it nowhere else. */
  readonly articleBody: string | null;
  readonly headline: string | null;
  readonly isForum: boolean;
}

const DATE_KEYS = [
  "article:published_time",
  "og:article:published_time",
  "og:published_time",
  "datepublished",
  "news:published_time",
  "og:release_date",
  "publishdate",
  "publish_date",
  "publish-date",
  "pubdate",
  "pub_date",
  "publishtime",
  "pubtime",
  "weibo:article:create_at",
  "bytedance:published_time",
  "sailthru.date",
  "parsely-pub-date",
  "dc.date.issued",
  "dcterms.created",
  "dc.date",
  "date",
  "firstcreatedtime",
];
const AUTHOR_KEYS = ["author", "article:author", "og:article:author", "dc.creator", "byl", "sailthru.author", "parsely-author"];
const SOURCE_KEYS = ["contentsource", "source", "article:source", "og:article:source", "article_source", "mediaid"];
const TAG_KEYS = ["keywords", "news_keywords", "article:tag"];

const LONGEST_JSON = 400_000;
const MOST_TAGS = 20;
const LONGEST_VALUE = 40;
const TAG_BREAK = /[,，;；、|]+/u;
const NAME_BREAK = /[,，;；、|&/]+|\sand\s/u;
const LATIN_NAME = /^[\p{Lu}][\p{L}.'’-]*(?:\s[\p{L}.'’-]+){1,4}$/u;
const SPACED_HAN = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u;
const ARTICLE_TYPE = /(?:Article|Posting|Report|Blog|WebPage|QAPage|Question)$/u;
const FORUM_TYPE = /^(?:DiscussionForumPosting|QAPage|Question)$/u;
const SCRIPT_DATE =
  /(?:publish_?time|publish_?date|pub_?time|pub_?date|create_?time|ptime)["']?\s{0,3}[:=]\s{0,3}["']([12][^"']{7,30})["']/iu;
const SCRIPT_EPOCH = /\bvar\s{1,3}ct\s{0,3}=\s{0,3}["'](\d{10})["']/u;
const LONGEST_SCRIPT = 200_000;

export function readDeclared(page: Page): Declared {
  const linked = readJsonLd(page.jsonLd);
  const authors = linked.authors.length > 0 ? linked.authors : metaAuthors(page);
  const outlet = linked.outlet ?? metaValues(page, AUTHOR_KEYS).find((value) => MEDIA_NAME.test(value) && value.length <= LONGEST_VALUE);
  return {
    published: linked.published ?? firstDate(metaValues(page, DATE_KEYS)),
    authors,
    source:
      metaValues(page, SOURCE_KEYS).find((value) => value.length <= LONGEST_VALUE && !NO_NAME.has(value.toLowerCase())) ?? outlet ?? null,
    url: page.canonical ?? metaValues(page, ["og:url"])[0] ?? null,
    tags: splitTags(metaValues(page, TAG_KEYS)),
    articleBody: linked.articleBody,
    headline: linked.headline,
    isForum: linked.isForum,
  };
}

/** Dates that only a script or `<time>` holds: weaker than what the byline says. */
export function readScriptDate(page: Page, raw: string): string | null {
  for (const [start, end] of page.scripts) {
    if (end - start > LONGEST_SCRIPT) continue;
    const script = raw.slice(start, end);
    const epoch = script.includes("ct") ? SCRIPT_EPOCH.exec(script) : null;
    if (epoch !== null) return beijingTime(Number(epoch[1]));
    const date = SCRIPT_DATE.exec(script);
    const iso = date === null ? null : parseDate(date[1] as string);
    if (iso !== null) return iso;
  }
  return null;
}

/** A Unix time as clocks in China show it, zone given. */
function beijingTime(seconds: number): string {
  return `${new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19)}+08:00`;
}

function metaValues(page: Page, keys: readonly string[]): string[] {
  const values: string[] = [];
  for (const key of keys)
    for (const meta of page.metas) if (meta.key === key && meta.content.trim() !== "") values.push(meta.content.trim());
  return values;
}

function firstDate(values: readonly string[]): string | null {
  for (const value of values) {
    const iso = parseDate(value);
    if (iso !== null && !iso.startsWith("--")) return iso;
  }
  return null;
}

/** A meta author counts when it looks like a person: templates put the site, an agency or an address there. */
function metaAuthors(page: Page): string[] {
  const site = `${page.title ?? ""} ${metaValues(page, ["og:site_name", "application-name"]).join(" ")}`;
  const authors: string[] = [];
  for (const value of metaValues(page, AUTHOR_KEYS)) {
    for (const name of personsIn(value)) if (!site.includes(name) && !authors.includes(name)) authors.push(name);
    if (authors.length > 0) break;
  }
  return authors;
}

function personsIn(value: string): string[] {
  return value
    .split(NAME_BREAK)
    .flatMap((part) => (SPACED_HAN.test(part) ? part.split(SPACED_HAN) : [part]))
    .map((part) => part.trim())
    .filter((part) => (looksLikeChineseName(part) || LATIN_NAME.test(part)) && !NO_NAME.has(part.toLowerCase()) && !TEAM.test(part));
}

const TEAM = /\b(?:team|staff|editor|editors|admin|news|media|press|inc|ltd)\b/iu;

function splitTags(values: readonly string[]): string[] {
  const tags: string[] = [];
  for (const value of values) {
    for (const part of value.split(TAG_BREAK)) {
      const tag = part.trim();
      if (tag !== "" && tag.length <= LONGEST_VALUE && !tags.includes(tag) && tags.length < MOST_TAGS) tags.push(tag);
    }
    if (tags.length > 0) break;
  }
  return tags;
}

interface Linked {
  published: string | null;
  authors: string[];
  outlet: string | null;
  articleBody: string | null;
  headline: string | null;
  isForum: boolean;
}

function readJsonLd(scripts: readonly string[]): Linked {
  const found: Linked = { published: null, authors: [], outlet: null, articleBody: null, headline: null, isForum: false };
  for (const script of scripts) {
    if (script.length > LONGEST_JSON) continue;
    for (const item of itemsOf(parseJson(script), 0)) readItem(item, found);
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Raw line breaks inside strings are the usual fault of such scripts.
    try {
      return JSON.parse(text.replace(CONTROL, " "));
    } catch {
      return null;
    }
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f]+/gu;

/** The properties that are read; any may be missing or of any type. */
interface Item {
  readonly "@type"?: unknown;
  readonly "@graph"?: unknown;
  readonly mainEntity?: unknown;
  readonly datePublished?: unknown;
  readonly pubDate?: unknown;
  readonly articleBody?: unknown;
  readonly headline?: unknown;
  readonly author?: unknown;
  readonly name?: unknown;
}

/** The objects of a JSON-LD script: itself, the members of an array and of `@graph`. */
function itemsOf(value: unknown, depth: number): Item[] {
  if (Array.isArray(value)) return depth > 3 ? [] : value.slice(0, 50).flatMap((each) => itemsOf(each, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  const item = value as Item;
  const graph = item["@graph"];
  const main = item.mainEntity;
  return [item, ...(graph === undefined ? [] : itemsOf(graph, depth + 1)), ...(main === undefined ? [] : itemsOf(main, depth + 1))];
}

function readItem(item: Item, found: Linked): void {
  const types = (Array.isArray(item["@type"]) ? item["@type"] : [item["@type"]]).filter((type) => typeof type === "string");
  if (types.some((type) => FORUM_TYPE.test(type))) found.isForum = true;
  if (types.length > 0 && !types.some((type) => ARTICLE_TYPE.test(type))) return;
  const date = item.datePublished ?? item.pubDate;
  if (typeof date === "string") found.published ??= parseDate(date);
  if (typeof item.articleBody === "string") found.articleBody ??= item.articleBody;
  if (typeof item.headline === "string") found.headline ??= item.headline;
  if (found.authors.length > 0) return;
  for (const author of Array.isArray(item.author) ? item.author : [item.author]) readAuthor(author, found);
}

function readAuthor(author: unknown, found: Linked): void {
  const name = typeof author === "string" ? author : typeof author === "object" && author !== null ? (author as Item).name : undefined;
  if (typeof name !== "string" || name.length > LONGEST_VALUE) return;
  const value = name.trim();
  if (MEDIA_NAME.test(value)) found.outlet ??= value;
  else for (const person of personsIn(value)) if (!found.authors.includes(person)) found.authors.push(person);
}
