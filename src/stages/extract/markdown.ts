// Markdown to blocks with roles, and the dumps of feeds and pages that mix it with HTML.
import type { ChangeLog } from "../../pipeline/changes.ts";
import { type Bibliography, type Block, EMPTY_BIBLIOGRAPHY, type Role } from "../../pipeline/document.ts";
import { parseByline } from "../../text/bylines.ts";
import { parseDate } from "../../text/dates.ts";
import { decodeEntities } from "./html/entities.ts";
import { htmlFragment } from "./html/fragment.ts";
import { isWideUnit } from "./width.ts";

export interface MarkdownResult {
  readonly blocks: readonly Block[];
  readonly bibliography: Bibliography;
}

const FRONT_MATTER = /^---[ \t]*\n([\s\S]{1,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u;
/** A first line that is one link: the title of a page and its address. */
const LINKED_TITLE = /^\[([^[\]\n]{1,300})\]\((https?:\/\/[^\s)]{1,2000})\)$/u;
const ATX_HEADING = /^(#{1,6})\s+(.*?)(?:\s+#+)?$/u;
const UNDERLINE = /^(?:=+|-+)$/u;
const RULE = /^(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/u;
const FENCE = /^(?:```|~~~)/u;
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/u;
const QUOTE = /^(?:>\s?)+/u;
const TABLE_RULE = /^[\s:|-]+$/u;
const HAS_TAG = /<\/?[a-z][a-z\d]*(?:\s[^<>]*)?\/?>/iu;
const REFERENCE = /^\[[^\]\n]{1,200}\]:\s+\S/u;

/**
 * Blocks and bibliography of a Markdown text. Lines that hold HTML are read as HTML. Consecutive lines of a paragraph are one block, as
 * Markdown has it; the lines of fenced code stay.
 */
export function readMarkdown(raw: string, incoming: Bibliography, changes: ChangeLog): MarkdownResult {
  const front = FRONT_MATTER.exec(raw);
  const facts = new Facts(incoming);
  if (front !== null) facts.readFrontMatter(front[1] as string);
  const body = withoutComments(front === null ? raw : raw.slice(front[0].length));
  const reader = new MarkdownReader(facts, changes);
  for (const line of body.split("\n")) reader.readLine(line);
  return { blocks: reader.finish(), bibliography: facts.bibliography() };
}

function withoutComments(text: string): string {
  let result = "";
  let position = 0;
  for (let start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", position)) {
    const end = text.indexOf("-->", start + 4);
    if (end < 0) break;
    result += text.slice(position, start);
    position = end + 3;
  }
  return position === 0 ? text : result + text.slice(position);
}

/** What the text says of itself; the first value of each kind stays. */
class Facts {
  #found: Bibliography;

  constructor(incoming: Bibliography) {
    this.#found = incoming;
  }

  bibliography(): Bibliography {
    return this.#found;
  }

  fill(values: Partial<Bibliography>): void {
    const now = this.#found;
    this.#found = {
      title: now.title ?? values.title ?? null,
      authors: now.authors.length > 0 ? now.authors : (values.authors ?? []),
      published: now.published ?? values.published ?? null,
      url: now.url ?? values.url ?? null,
      source: now.source ?? values.source ?? null,
      editors: now.editors.length > 0 ? now.editors : (values.editors ?? []),
      tags: now.tags.length > 0 ? now.tags : (values.tags ?? []),
    };
  }

  /** `key: value` lines and simple lists, as Jekyll, Hugo and Hexo write them. */
  readFrontMatter(text: string): void {
    let key = "";
    for (const line of text.split("\n")) {
      const pair = FRONT_LINE.exec(line);
      const item = pair === null ? FRONT_ITEM.exec(line) : null;
      if (pair !== null) key = (pair[1] as string).toLowerCase();
      const value = unquote((pair?.[2] ?? item?.[1] ?? "").trim());
      if (value !== "") this.#readPair(key, value);
    }
  }

  #readPair(key: string, value: string): void {
    const list = value
      .replace(LIST_BRACKETS, "")
      .split(",")
      .map((each) => unquote(each.trim()))
      .filter((each) => each !== "");
    if (key === "title") this.fill({ title: value });
    else if (key === "author" || key === "authors") this.fill({ authors: list });
    else if (key === "date" || key === "published") this.fill({ published: parseDate(value) });
    else if (key === "url" || key === "link" || key === "permalink") this.fill({ url: value });
    else if (key === "source") this.fill({ source: value });
    else if (key === "tags" || key === "keywords") this.#found = { ...this.#found, tags: [...new Set([...this.#found.tags, ...list])] };
  }
}

const FRONT_LINE = /^([\w-]{1,40}):(.*)$/u;
const FRONT_ITEM = /^\s+-\s+(.*)$/u;
const LIST_BRACKETS = /^\[|\]$/gu;
const QUOTED = /^(["'])(.*)\1$/u;

function unquote(text: string): string {
  return QUOTED.exec(text)?.[2] ?? text;
}

/** Reads line by line; a paragraph is open until a blank line or another kind of line. */
class MarkdownReader {
  readonly #facts: Facts;
  readonly #changes: ChangeLog;
  readonly #blocks: Block[] = [];
  #open: string[] = [];
  #openRole: Role = "body";
  #inFence = false;
  #html: string[] = [];
  #isFirst = true;

  constructor(facts: Facts, changes: ChangeLog) {
    this.#facts = facts;
    this.#changes = changes;
  }

  readLine(raw: string): void {
    const line = raw.trimEnd();
    if (this.#inFence || FENCE.test(line)) {
      this.#readFence(line);
      return;
    }
    const text = line.trim();
    if (text === "") {
      this.#close();
      return;
    }
    if (this.#isFirst) {
      this.#isFirst = false;
      if (this.#readLinkedTitle(text)) return;
    }
    if (HAS_TAG.test(text)) {
      this.#closeParagraph();
      this.#html.push(text);
      return;
    }
    if (this.#html.length > 0) this.#closeHtml();
    this.#readMarkup(line, text);
  }

  finish(): Block[] {
    this.#close();
    return this.#blocks;
  }

  #readMarkup(line: string, text: string): void {
    const heading = ATX_HEADING.exec(text);
    if (heading !== null) {
      this.#close();
      this.#readHeading((heading[1] as string).length, heading[2] as string);
    } else if (UNDERLINE.test(text) && this.#open.length === 1 && this.#openRole === "body") {
      const title = this.#open[0] as string;
      this.#open = [];
      this.#readHeading(text.startsWith("=") ? 1 : 2, title);
    } else if (RULE.test(text) || (text.includes("|") && TABLE_RULE.test(text)) || REFERENCE.test(text)) this.#close();
    else this.#readText(line, text);
  }

  #readText(line: string, text: string): void {
    const item = LIST_ITEM.exec(line);
    if (item !== null) {
      this.#close();
      this.#open = [item[1] as string];
      this.#openRole = "list-item";
    } else if (text.startsWith("|")) {
      this.#close();
      this.#push(
        text
          .split("|")
          .map((cell) => cell.trim())
          .filter((cell) => cell !== "")
          .join(" "),
        "body",
      );
    } else this.#open.push(text.replace(QUOTE, ""));
  }

  /** The first heading of the first level is the title of a text that has none yet. */
  #readHeading(level: number, text: string): void {
    const plain = inlineText(text);
    if (level === 1 && this.#blocks.length === 0 && this.#facts.bibliography().title === null) this.#facts.fill({ title: plain });
    else this.#push(plain, "heading");
  }

  #readLinkedTitle(text: string): boolean {
    const match = LINKED_TITLE.exec(text);
    if (match === null) return false;
    this.#facts.fill({ title: withoutColumn(decodeEntities(match[1] as string)), url: match[2] as string });
    return true;
  }

  #readFence(line: string): void {
    if (FENCE.test(line)) {
      this.#close();
      this.#inFence = !this.#inFence;
    } else if (line.trim() !== "") this.#blocks.push({ text: line, role: "body" });
  }

  #close(): void {
    this.#closeParagraph();
    this.#closeHtml();
  }

  #closeParagraph(): void {
    if (this.#open.length === 0) return;
    this.#push(paragraphText(this.#open), this.#openRole);
    this.#open = [];
    this.#openRole = "body";
  }

  #closeHtml(): void {
    if (this.#html.length === 0) return;
    const fragment = htmlFragment(this.#html.join("\n"), this.#blocks.length === 0, this.#changes);
    this.#html = [];
    this.#facts.fill(fragment.bibliography);
    for (const block of fragment.blocks) this.#blocks.push(block);
  }

  #push(text: string, role: Role): void {
    if (text === "") return;
    const byline = this.#blocks.length < 3 ? parseByline(text) : null;
    if (byline !== null && byline.rest === "") {
      this.#facts.fill({
        ...EMPTY_BIBLIOGRAPHY,
        authors: byline.authors,
        source: byline.source,
        published: byline.published,
        editors: byline.editors,
      });
      this.#changes.drop("raw", 0, text, "byline");
    } else this.#blocks.push({ text, role });
  }
}

/** The lines of one paragraph as one text: no blank between Chinese lines. */
function paragraphText(lines: readonly string[]): string {
  if (lines.length === 1) return inlineText(lines[0] as string);
  const text = inlineText(lines.join("\n"));
  return text.replace(LINE_BREAK, (_, at: number) =>
    isWideUnit(text.charCodeAt(at - 1)) && isWideUnit(text.charCodeAt(at + 1)) ? "" : " ",
  );
}

const LINE_BREAK = /\n/gu;

/** The last part of a title behind a spaced dash or bar is the column or site, when the title before it is longer. */
function withoutColumn(title: string): string {
  const match = COLUMN.exec(title);
  return match !== null && (match[1] as string).length > (match[2] as string).length ? (match[1] as string) : title;
}

const COLUMN = /^(.{4,}\S)\s+[-–—|｜_]\s+(\S.{0,20})$/u;

const IMAGE = /!\[[^[\]\n]{0,500}\]\([^()\n]{0,2000}\)/gu;
const LINK = /\[([^[\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)/gu;
const REFERENCE_LINK = /\[([^[\]\n]{1,500})\]\[[^[\]\n]{0,100}\]/gu;
const AUTO_LINK = /<(https?:\/\/[^\s<>]{1,2000})>/gu;
const STRONG = /(\*\*|__)(?=[^\s*_])([^*_\n]{1,1000})(?<=\S)\1/gu;
const EMPHASIS = /(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\*(?![\w*])/gu;
const CODE = /`([^`\n]{1,1000})`/gu;
const ESCAPE = /\\([\\`*_{}[\]()#+.!|>~-])/gu;
const INLINE_MARK = /[[*_`\\<&!]/u;

/** A line without its inline marks: links and images become their text or nothing, emphasis and code lose their marks. */
export function inlineText(text: string): string {
  if (!INLINE_MARK.test(text)) return text.trim();
  return decodeEntities(
    text
      .replace(IMAGE, "")
      .replace(LINK, "$1")
      .replace(REFERENCE_LINK, "$1")
      .replace(AUTO_LINK, "$1")
      .replace(STRONG, "$2")
      .replace(EMPHASIS, "$1")
      .replace(CODE, "$1")
      .replace(ESCAPE, "$1"),
  ).trim();
}
