import type { Block } from "../../pipeline/document.ts";
import { foldTable } from "../../text/script.ts";
import { CAPTION_END } from "./glued-byline.ts";
import type { Lines } from "./kernel.ts";
import { FIRST_HAN, foldText, LAST_HAN, lowerCase } from "./line.ts";
import { NAVIGATION_WORDS, SECTION_WORDS } from "./words.ts";

const SHORTEST_TITLE = 4;
const LONGEST_TITLE = 64;
/** For a first line without other evidence. */
const SHORTEST_FIRST = 5;
const LONGEST_FIRST = 40;
const LONG_PROSE = 40;

const ENDS_OPEN = /[。,，、:：;；…]$/u;
const ENDS_SENTENCE = /[。！？!?…；;”"』」]$/u;
/** Headings of parts, list items, speech, labels. */
const NO_TITLE =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十百\d]{1,4}[章节回条部篇]|\(?[\d一二三四五六七八九十]{1,2}[).、．]|\d{1,2}\s|[“"「『•·●■*-]|[qa问答]\s?:|(?:导读|编者按|摘要|按|注|提要|核心提示|核心看点|本文看点|前言|引言|序|目录|题记|.{1,3})\s?:)|\d{1,2}:\d{2}|\d{4}年\d{1,2}月[^,]{0,10}$|[记記]者\s|^原创\s|^(?:您好|你好|欢迎)/iu;
/** `某某社某地5月1日电 题：…`: what an agency sets before a title, and the line that opens a dispatch without one. */
const DATELINE_TITLE = /^.{2,24}[电電]\s?(?:题|題)\s?[:：]\s?/u;
const DATELINE = /^.{2,24}(?:月.{1,3}日|日)(?:[电電]|讯|訊)\s?(?:[（(]|$)/u;
const NOT_LETTERS = /[^\p{L}\p{N}]/gu;
const HAN = /\p{Script=Han}/gu;

/**
 * The title line of a plain-text scrape, by the order of the evidence: a title that is known already (its line goes), a line that stands twice before the prose,
 * a line with a byline, a date or a counter directly behind it, a line between navigation and prose, a first line like a heading.
 * Sets the rules of the lines that go.
 *
 * @returns the title found, or null: none, or it was known
 */
export function findTitle(lines: Lines, known: string | null): string | null {
  const { headEnd, keptCount } = lines;
  if (known !== null) {
    dropTitleLines(lines, Math.min(headEnd + 1, keptCount), known);
    return null;
  }
  if (headEnd === 0 || headEnd === keptCount || toldTitle(lines) !== null) return null;
  const head = headLines(lines, headEnd);
  const candidates = head.filter(({ rule, block }) => rule === null && block.role !== "caption" && couldBeTitle(block.text));
  const title =
    candidates.find((line) => isRepeated(line, head)) ??
    beforeFacts(head, candidates) ??
    firstLine(head, lines.blockAt(headEnd).text, candidates);
  if (title === undefined) return null;
  const text = title.block.text.trim().replace(DATELINE_TITLE, "");
  dropTitleLines(lines, headEnd, text);
  lines.drop(title.place, "title-line");
  return text;
}

/** A line before the prose. */
interface HeadLine {
  readonly place: number;
  readonly block: Block;
  /** The rule by which it goes. */
  readonly rule: string | null;
  /** The first Han character that its key holds, folded; 0 for none. */
  readonly opening: number;
}

function headLines(lines: Lines, headEnd: number): HeadLine[] {
  const head: HeadLine[] = [];
  for (let place = 0; place < headEnd; place++) {
    const block = lines.blockAt(place);
    head.push({ place, block, rule: lines.ruleAt(place), opening: openingOf(block.text) });
  }
  return head;
}

function openingOf(text: string): number {
  const fold = foldTable();
  const end = Math.min(text.length, LONGEST_TITLE * 2);
  for (let i = 0; i < end; i++) {
    const unit = fold[text.charCodeAt(i)] as number;
    if (unit >= FIRST_HAN && unit <= LAST_HAN) return unit;
  }
  return 0;
}

/** The title that a line told which goes. */
export function toldTitle(lines: Lines): string | null {
  const { told } = lines;
  for (let n = 0; n < told.length; n++) {
    const title = lines.factsOf(told[n] as number)?.title;
    if (title !== undefined) return title;
  }
  return null;
}

function couldBeTitle(text: string): boolean {
  const trimmed = text.trim();
  return (
    trimmed.length >= SHORTEST_TITLE &&
    trimmed.length <= LONGEST_TITLE &&
    !ENDS_OPEN.test(trimmed) &&
    !DATELINE.test(trimmed) &&
    !NO_TITLE.test(foldText(trimmed))
  );
}

function isRepeated(entry: HeadLine, head: readonly HeadLine[]): boolean {
  const alike = head.filter((other) => other !== entry && other.opening === entry.opening);
  if (alike.length === 0) return false;
  const key = keyOf(entry.block.text);
  return alike.some((other) => keyOf(other.block.text) === key);
}

/** 老街, with the author on the next line: a poem or an essay. Names of sections are listed. */
function isShortTitle({ rule, block }: HeadLine): boolean {
  const text = foldText(block.text.trim());
  return rule === null && SHORT_TITLE.test(text) && !SECTION_WORDS.has(text) && !NAVIGATION_WORDS.has(text);
}
const SHORT_TITLE = /^[《\p{Script=Han}》]{2,3}$/u;

const FACTS: ReadonlySet<string> = new Set(["byline", "source-line", "date-line", "counter"]);
/** Shorter first lines are names of sites and columns as often as titles. */
const SURE_TITLE = 9;

/** The first line of all when a byline, date or counter stands before the prose; else the line directly before it. */
function beforeFacts(head: readonly HeadLine[], candidates: readonly HeadLine[]): HeadLine | undefined {
  const facts = head.findIndex(({ rule }) => rule !== null && FACTS.has(rule));
  if (facts === 1 && head[1]?.rule === "byline" && isShortTitle(head[0] as HeadLine)) return head[0];
  const [first] = candidates;
  if (facts <= 0 || first === undefined || head.indexOf(first) > facts) return undefined;
  const direct = head[facts - 1] as HeadLine;
  if (first.block.text.trim().length >= SURE_TITLE) return first;
  return candidates.includes(direct) ? direct : undefined;
}

/** `各有关单位：` */
const SALUTATION = /[：:]\s*$/u;

/** The only line before the prose that is left, salutations aside: behind navigation, or the first of all, shaped like a heading. */
function firstLine(head: readonly HeadLine[], next: string, candidates: readonly HeadLine[]): HeadLine | undefined {
  const [entry] = candidates;
  const others = head.filter((other) => other.rule === null && other !== entry);
  if (entry === undefined || !others.every(({ block }) => SALUTATION.test(block.text))) return undefined;
  const text = entry.block.text.trim();
  const isHeading = text.length >= SHORTEST_FIRST && text.length <= LONGEST_FIRST && (text.match(HAN)?.length ?? 0) >= SHORTEST_FIRST;
  if (!isHeading || ENDS_SENTENCE.test(text) || CAPTION_END.test(foldText(text)) || next.length < LONG_PROSE) return undefined;
  return entry;
}

/** Most lines differ from a title within so many UTF-16 units; the rest of them need no key. */
const PROBE = 8;

/** Those before `end` that say nothing but the title. */
function dropTitleLines(lines: Lines, end: number, title: string): void {
  const opening = foldTable()[title.charCodeAt(0)] ?? 0;
  const count = lines.listTitles(end, opening >= FIRST_HAN && opening <= LAST_HAN ? opening : 0);
  if (count > 0) dropAlike(lines, count, keyOf(title));
}

/** Those of the lines listed. */
function dropAlike(lines: Lines, count: number, key: string): void {
  if (key.length < SHORTEST_TITLE) return;
  for (let n = 0; n < count; n++) {
    const place = lines.listed(n);
    const { text } = lines.blockAt(place);
    if (text.length < key.length) continue;
    if (key.startsWith(keyOf(text.slice(0, PROBE))) && keyOf(text) === key) lines.drop(place, "repeated-title");
  }
}

/** What two printings of one title share. */
function keyOf(text: string): string {
  return lowerCase(foldText(text.slice(0, LONGEST_TITLE * 2))).replace(NOT_LETTERS, "");
}
