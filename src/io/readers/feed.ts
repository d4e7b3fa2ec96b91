import { Parser } from "htmlparser2";

/** One item of a feed; `html` is its fullest text. */
export interface FeedItem {
  readonly html: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly published: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
}

const FEED_ROOT = /^(?:\ufeff|\s|<\?[^>]*>|<!--[\s\S]*?-->)*<(?:rss|feed|rdf:RDF)[\s>]/u;

/** Whether a decoded file is an RSS 0.9x, 1.0, 2.0 or Atom feed: by its root element. */
export function isFeed(text: string): boolean {
  return FEED_ROOT.test(text.slice(0, 2000));
}

/** Elements of an item that hold its text, fullest first. */
const TEXT_ELEMENTS = ["content:encoded", "content", "description", "summary"];
const DATE_ELEMENTS = ["pubdate", "published", "dc:date", "updated"];
const AUTHOR_ELEMENTS = ["dc:creator", "author", "name"];

/**
 * The items of a feed. What an item does not say stays null.
 *
 * Standards: RSS 2.0 with content and Dublin Core modules, RSS 1.0, Atom (RFC 4287).
 */
export function readFeed(xml: string): FeedItem[] {
  const items: FeedItem[] = [];
  let fields: Map<string, string[]> | null = null;
  let link: string | null = null;
  /** Names of the elements that are open inside the item, and the text of the innermost one. */
  const open: { name: string; text: string; isMarkup: boolean }[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "item" || name === "entry") {
          fields = new Map();
          link = null;
          open.length = 0;
          return;
        }
        if (fields === null) return;
        const outer = open.at(-1);
        if (outer?.isMarkup) {
          outer.text += `<${name}>`; // xhtml content of Atom: kept as markup
          return;
        }
        const isLink = name === "link" && attributes["href"] !== undefined;
        if (isLink && (attributes["rel"] ?? "alternate") === "alternate") link ??= attributes["href"] ?? null;
        if (name === "category" && attributes["term"] !== undefined) add(fields, "category", attributes["term"]);
        open.push({ name, text: "", isMarkup: attributes["type"] === "xhtml" });
      },
      ontext(text) {
        const inner = open.at(-1);
        if (inner !== undefined) inner.text += text;
      },
      onclosetag(name) {
        if (fields === null) return;
        if (name === "item" || name === "entry") {
          items.push(toItem(fields, link));
          fields = null;
          return;
        }
        const inner = open.at(-1);
        if (inner === undefined) return;
        if (inner.name !== name && inner.isMarkup) inner.text += `</${name}>`;
        else if (inner.name === name) {
          open.pop();
          if (inner.text.trim() !== "") add(fields, name, inner.text.trim());
        }
      },
    },
    { xmlMode: true, lowerCaseTags: true, decodeEntities: true },
  );
  parser.end(xml);
  return items;
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  fields.set(name, [...(fields.get(name) ?? []), value]);
}

function toItem(fields: ReadonlyMap<string, readonly string[]>, link: string | null): FeedItem {
  const first = (names: readonly string[]): string | null =>
    names.map((name) => fields.get(name)?.[0]).find((value) => value !== undefined) ?? null;
  const authors = AUTHOR_ELEMENTS.map((name) => fields.get(name)).find((values) => values !== undefined) ?? [];
  return {
    html: first(TEXT_ELEMENTS) ?? "",
    title: first(["title"]),
    url: link ?? first(["link"]),
    published: toIsoDate(first(DATE_ELEMENTS)),
    authors: [...new Set(authors)],
    tags: [...new Set(fields.get("category") ?? [])],
  };
}

const ISO = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/u;
const RFC_822 =
  /(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (\d{4})(?: (\d{2}):(\d{2})(?::(\d{2}))?(?: ([+-]\d{2}):?(\d{2})| (?:GMT|UTC|UT|Z))?)?/u;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** ISO 8601 as it stands, RFC 822 turned into it, no more precise than written; null for anything else. */
function toIsoDate(text: string | null): string | null {
  if (text === null) return null;
  if (ISO.test(text)) return text;
  const match = RFC_822.exec(text);
  if (match === null) return null;
  const [all, day = "", month = "", year = "", hour, minute, second, zoneHour, zoneMinute] = match;
  const date = `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (hour === undefined) return date;
  const isUtc = ZULU.test(all);
  const zone = zoneHour === undefined ? (isUtc ? "Z" : "") : `${zoneHour}:${zoneMinute}`;
  return `${date}T${hour}:${minute}${second === undefined ? "" : `:${second}`}${zone}`;
}

const ZULU = /(?:GMT|UTC|UT|Z)$/u;
