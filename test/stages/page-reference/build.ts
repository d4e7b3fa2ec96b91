// What kernel/tree.as does, in TypeScript: one pass over the tags and texts of a page into flat arrays.

import { flagsOfRole, flagsOfTag } from "../../../src/stages/extract/html/classes.ts";
import { decodeEntities } from "../../../src/stages/extract/html/entities.ts";
import { FLAG, type Meta, type PageTime } from "../../../src/stages/extract/html/page.ts";
import { ELEMENTS, type Element, KIND, TAG, UNKNOWN_BLOCK } from "../../../src/stages/extract/html/tags.ts";
import { BlockText } from "./block-text.ts";
import { flagsOfNames } from "./names.ts";
import type { Page, PageBlock } from "./page.ts";
import { lowerCase, type TokenSink, tokenize } from "./tokenize.ts";

/** Deeper elements belong to the node at this depth: real pages stay below 100. */
const DEEPEST = 512;
/** Nodes of one page; what comes behind belongs to the nodes that are open then. */
const MOST_NODES = 1_000_000;
const LONGEST_ATTRIBUTE = 4000;
const MOST_SCRIPTS = 500;

/** Elements that a closing tag inside them does not reach across (HTML: "in scope"). */
const SCOPES = new Set<number>([TAG.td, TAG.th, TAG.table, TAG.body, TAG.html]);
const TABLE_PARTS = new Set<number>([TAG.td, TAG.th, TAG.tr, TAG.table, TAG.tbody, TAG.body, TAG.html, TAG.caption]);

/** Reads a page. Never throws; time and memory are linear in its length. */
export function buildPage(raw: string): Page {
  const builder = new PageBuilder(raw);
  tokenize(raw, builder);
  return builder.finish();
}

/** Receives what the tokenizer finds. */
class PageBuilder implements TokenSink {
  readonly #raw: string;
  readonly #parent: number[] = [0];
  readonly #tag: number[] = [TAG.root];
  readonly #flags: number[] = [0];
  readonly #classId: number[] = [0];
  readonly #end: number[] = [0];
  readonly #blockFrom: number[] = [0];
  readonly #blockTo: number[] = [0];
  readonly #classes: string[] = [""];
  readonly #classIds = new Map<string, number>();
  readonly #classFlags: number[] = [0];
  readonly #blocks: PageBlock[] = [];
  readonly #metas: Meta[] = [];
  readonly #times: PageTime[] = [];
  readonly #jsonLd: string[] = [];
  readonly #scripts: (readonly [number, number])[] = [];
  readonly #notes = new Set<string>();
  #title: string | null = null;
  #canonical: string | null = null;

  /** Open nodes, innermost last, with the names that close them. */
  readonly #stack: number[] = [0];
  readonly #names: string[] = [""];
  /** How many of each name are open, so that a stray closing tag costs nothing. */
  readonly #open = new Map<string, number>();
  readonly #text: BlockText;

  // The tag that is being read.
  #name = "";
  #element: Element | null = null;
  #attribute = 0;
  #className = "";
  #id = "";
  #style = "";
  #hidden = false;
  #role = "";
  #href = "";
  #key = "";
  #content = "";
  #rel = "";
  #type = "";
  #datetime = "";

  /** Name of the skipped element that is open (`script` …), and how deep in itself. */
  #skipped = "";
  #skippedDepth = 0;
  #inTitle = false;
  #bold = 0;

  constructor(raw: string) {
    this.#raw = raw;
    this.#text = new BlockText(raw);
  }

  onopentagname(start: number, end: number): void {
    const name = lowerCase(this.#raw, start, Math.min(end, start + 40));
    this.#name = name;
    this.#element = ELEMENTS.get(name) ?? (name.includes("-") || name.endsWith("content") ? UNKNOWN_BLOCK : null);
    this.#className =
      this.#id =
      this.#style =
      this.#role =
      this.#href =
      this.#key =
      this.#content =
      this.#rel =
      this.#type =
      this.#datetime =
        "";
    this.#hidden = false;
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#element === null ? 0 : attributeNumber(this.#raw, start, end);
    if (this.#attribute === ATTRIBUTE.hidden) this.#hidden = true;
    else if (this.#attribute === ATTRIBUTE.href) this.#href = " ";
  }

  onattribdata(start: number, end: number): void {
    const attribute = this.#attribute;
    if (attribute === 0) return;
    const value = this.#raw.slice(start, Math.min(end, start + LONGEST_ATTRIBUTE));
    switch (attribute) {
      case ATTRIBUTE.class:
        this.#className = value;
        break;
      case ATTRIBUTE.id:
        this.#id = value;
        break;
      case ATTRIBUTE.style:
        this.#style = value;
        break;
      case ATTRIBUTE.role:
        this.#role = value.toLowerCase();
        break;
      case ATTRIBUTE.href:
        this.#href = value;
        break;
      case ATTRIBUTE.key:
        this.#key = value.toLowerCase();
        break;
      case ATTRIBUTE.content:
        this.#content = value;
        break;
      case ATTRIBUTE.rel:
        this.#rel = value.toLowerCase();
        break;
      case ATTRIBUTE.type:
        this.#type = value.toLowerCase();
        break;
      case ATTRIBUTE.datetime:
        this.#datetime = value;
        break;
      default:
    }
  }

  onopentagend(): void {
    this.#openElement(false);
  }

  onselfclosingtag(): void {
    this.#openElement(true);
  }

  onclosetag(start: number, end: number): void {
    const name = lowerCase(this.#raw, start, Math.min(end, start + 40));
    if (this.#skipped !== "") {
      if (name === this.#skipped && --this.#skippedDepth === 0) this.#skipped = "";
      else if (name !== this.#skipped) this.#leaveSkippedFor(name);
      return;
    }
    if (name === "title") this.#inTitle = false;
    const element = ELEMENTS.get(name);
    if (element === undefined) {
      if (this.#open.has(name)) this.#closeNode(name, TAG.other);
      return;
    }
    if (element.kind === KIND.link) this.#text.closeLink();
    else if (element.kind === KIND.bold) {
      if (this.#bold > 0 && --this.#bold === 0) this.#text.setBold(false);
    } else if (element.kind === KIND.block) this.#closeNode(name, element.tag);
    else if (element.kind === KIND.lineBreak) this.#flush();
  }

  ontext(start: number, end: number): void {
    if (this.#skipped !== "") {
      if (this.#skipped === "script") this.#keepScript(start, end);
      return;
    }
    if (this.#inTitle) this.#title ??= decodeEntities(this.#raw.slice(start, Math.min(end, start + LONGEST_ATTRIBUTE))).trim();
    else this.#text.add(start, end);
  }

  finish(): Page {
    this.#flush();
    while (this.#stack.length > 0) this.#popNode();
    return {
      parent: Int32Array.from(this.#parent),
      tag: Int32Array.from(this.#tag),
      flags: Int32Array.from(this.#flags),
      classId: Int32Array.from(this.#classId),
      end: Int32Array.from(this.#end),
      blockFrom: Int32Array.from(this.#blockFrom),
      blockTo: Int32Array.from(this.#blockTo),
      classes: this.#classes,
      blocks: this.#blocks,
      title: this.#title,
      metas: this.#metas,
      times: this.#times,
      jsonLd: this.#jsonLd,
      canonical: this.#canonical,
      scripts: this.#scripts,
      notes: [...this.#notes],
    };
  }

  #openElement(selfClosed: boolean): void {
    const element = this.#element;
    if (this.#skipped !== "") {
      if (this.#name === this.#skipped && !selfClosed) this.#skippedDepth++;
      return;
    }
    if (this.#name === "title") this.#inTitle = this.#title === null;
    if (element === null) return;
    switch (element.kind) {
      case KIND.block:
        this.#openNode(element);
        break;
      case KIND.skipped:
        if (!selfClosed || this.#name === "script" || this.#name === "style") {
          this.#skipped = this.#name;
          this.#skippedDepth = 1;
        }
        break;
      case KIND.link:
        this.#text.closeLink();
        if (this.#href !== "") this.#text.openLink();
        break;
      case KIND.bold:
        if (!selfClosed && this.#bold++ === 0) this.#text.setBold(true);
        break;
      case KIND.lineBreak:
        this.#flush();
        break;
      case KIND.rule:
        this.#flush();
        break;
      case KIND.meta:
        this.#readMeta();
        break;
      case KIND.time:
        if (this.#datetime !== "") this.#times.push({ value: this.#datetime, block: this.#blocks.length });
        break;
      default:
    }
  }

  #openNode(element: Element): void {
    this.#flush();
    this.#closeImplied(element);
    if (this.#stack.length >= DEEPEST || this.#parent.length >= MOST_NODES) {
      this.#notes.add(
        this.#stack.length >= DEEPEST
          ? `elements nested deeper than ${DEEPEST} are read as one`
          : `more than ${MOST_NODES} elements: the rest is read as one`,
      );
      return;
    }
    const node = this.#parent.length;
    const names = this.#className === "" ? this.#id : this.#id === "" ? this.#className : `${this.#className} ${this.#id}`;
    const classId = names === "" ? 0 : this.#classIdOf(names);
    let flags = flagsOfTag(element.tag) | (this.#classFlags[classId] as number);
    if (this.#role !== "") flags |= flagsOfRole(this.#role);
    if (this.#hidden || (this.#style !== "" && DISPLAY_NONE.test(this.#style))) flags |= FLAG.hidden;
    if (this.#key === "articlebody") flags |= FLAG.strongPositive;
    this.#parent.push(this.#stack.at(-1) as number);
    this.#tag.push(element.tag);
    this.#flags.push(flags);
    this.#classId.push(classId);
    this.#end.push(node + 1);
    this.#blockFrom.push(this.#blocks.length);
    this.#blockTo.push(this.#blocks.length);
    this.#stack.push(node);
    this.#names.push(this.#name);
    this.#open.set(this.#name, (this.#open.get(this.#name) ?? 0) + 1);
    if (element.tag === TAG.pre) this.#text.preformatted++;
  }

  #classIdOf(names: string): number {
    let id = this.#classIds.get(names);
    if (id === undefined) {
      id = this.#classes.length;
      this.#classes.push(names);
      this.#classFlags.push(flagsOfNames(names));
      this.#classIds.set(names, id);
    }
    return id;
  }

  /** HTML's implied end tags, by what may not be open directly around the new element. */
  #closeImplied(element: Element): void {
    while (this.#stack.length > 1) {
      const tag = this.#tag[this.#stack.at(-1) as number] as number;
      if (!element.closes.includes(tag as never)) return;
      this.#popNode();
    }
  }

  /** A closing tag closes what is open inside its element, but never reaches out of a table cell. */
  #closeNode(name: string, tag: number): void {
    this.#flush();
    if ((this.#open.get(name) ?? 0) === 0) return;
    const isTablePart = TABLE_PARTS.has(tag);
    for (let at = this.#stack.length - 1; at > 0; at--) {
      if (this.#names[at] === name) {
        while (this.#stack.length > at) this.#popNode();
        return;
      }
      if (!isTablePart && SCOPES.has(this.#tag[this.#stack[at] as number] as number)) return;
    }
  }

  #popNode(): void {
    const node = this.#stack.pop() as number;
    const name = this.#names.pop() as string;
    this.#end[node] = this.#parent.length;
    this.#blockTo[node] = this.#blocks.length;
    this.#open.set(name, (this.#open.get(name) ?? 1) - 1);
    if (this.#tag[node] === TAG.pre) this.#text.preformatted--;
    if (this.#tag[node] === TAG.td || this.#tag[node] === TAG.table) {
      this.#text.closeLink();
      this.#bold = 0;
      this.#text.setBold(false);
    }
  }

  #flush(): void {
    this.#text.flush(this.#stack.at(-1) ?? 0, this.#blocks);
  }

  #readMeta(): void {
    if (this.#name === "meta") {
      if (this.#key !== "" && this.#content !== "") this.#metas.push({ key: this.#key, content: decodeEntities(this.#content) });
    } else if (this.#rel === "canonical") this.#canonical ??= decodeEntities(this.#href).trim();
  }

  #keepScript(start: number, end: number): void {
    if (this.#type === "application/ld+json") this.#jsonLd.push(this.#raw.slice(start, end));
    else if (this.#scripts.length < MOST_SCRIPTS) this.#scripts.push([start, end]);
  }

  /** An unclosed `<select>` or `<object>` ends where an element around it does. Scripts and styles are closed by the tokenizer. */
  #leaveSkippedFor(name: string): void {
    if (name === "ruby" && (this.#skipped === "rt" || this.#skipped === "rp")) this.#skipped = "";
    if (this.#skipped === "script" || this.#skipped === "style" || (this.#open.get(name) ?? 0) === 0) return;
    this.#skipped = "";
    this.#skippedDepth = 0;
    this.#closeNode(name, ELEMENTS.get(name)?.tag ?? TAG.other);
  }
}

const DISPLAY_NONE = /display\s{0,3}:\s{0,3}none/iu;

const ATTRIBUTE = { class: 1, id: 2, style: 3, hidden: 4, role: 5, href: 6, key: 7, content: 8, rel: 9, type: 10, datetime: 11 } as const;
const ATTRIBUTES: ReadonlyMap<string, number> = new Map([
  ["class", ATTRIBUTE.class],
  ["id", ATTRIBUTE.id],
  ["style", ATTRIBUTE.style],
  ["hidden", ATTRIBUTE.hidden],
  ["role", ATTRIBUTE.role],
  ["href", ATTRIBUTE.href],
  ["name", ATTRIBUTE.key],
  ["property", ATTRIBUTE.key],
  ["itemprop", ATTRIBUTE.key],
  ["content", ATTRIBUTE.content],
  ["rel", ATTRIBUTE.rel],
  ["type", ATTRIBUTE.type],
  ["datetime", ATTRIBUTE.datetime],
]);

/** The first letters of the names that are asked for, by their length. */
const INITIALS: readonly string[] = initialsOf(ATTRIBUTES.keys());

function initialsOf(names: Iterable<string>): string[] {
  const initials: string[] = Array(9).fill("");
  for (const name of names) initials[name.length] += name.charAt(0);
  return initials;
}

function attributeNumber(raw: string, start: number, end: number): number {
  const initials = INITIALS[end - start];
  if (initials === undefined || !initials.includes(String.fromCharCode(raw.charCodeAt(start) | 0x20))) return 0;
  return ATTRIBUTES.get(lowerCase(raw, start, end)) ?? 0;
}
