// Lines that say who wrote a text, when and where it was published: `作者：… 来源：… 2024-03-22 14:53`, `本报记者 … …`, `文丨… 编辑丨…`.
import { closedAt, HAN, isBetween, isBracketed, labelAt, openedAt, wordEnd } from "./byline-scan.ts";
import { HAN_ONLY, LABELS, type LabelKind, looksLikeChineseName, MEDIA_NAME, NO_NAME } from "./byline-words.ts";
import { dateAt } from "./dates.ts";
import type { Span } from "./edits.ts";

/** What a byline says; `start` to `end` is the part that was understood, in UTF-16 offsets of the line. */
export interface Byline extends Span {
  readonly authors: readonly string[];
  readonly source: string | null;
  /** ISO 8601 as `parseDate` gives it. */
  readonly published: string | null;
  readonly editors: readonly string[];
  /** Words between `start` and `end`, or beside them, that belong to no label; a line of prose leaves most of itself here. */
  readonly rest: string;
}

/** A longer line is no byline. In UTF-16 units. */
const LONGEST_LINE = 200;
const LONGEST_NAME = 20;

const SENTENCE_STOP = /[。！？!?]/u;
const URL_WORD = /^(?:https?|www\.|[a-z\d-]+(?:\.[a-z\d-]+)+$)/iu;
const REPORTER = /(?:记者|記者|通讯员|通訊員|实习生|實習生)/u;
const DISPATCH = /(?:报道|報道|報導)$|^(?:发自|發自)/u;
const OUR = /^(?:本报|本報|本网|本網|本刊|本台|本社|特约|特約|见习|見習|实习|實習|首席|资深|資深)*$/u;
/** What a reporter works for; read only before 记者. */
const OUTLET = /(?:报|報|网|網|社|台|臺|刊|新闻|新聞|财经|財經|传媒|傳媒|频道|頻道|客户端|中心)$/u;
const NAME_TAIL =
  /(?:出自|來源|来源|转自|摘自|发自|發自|综合报道|綜合報道|摄影报道|攝影報道|采写|報道|报道|報導|整理|编译|編譯|撰文|供稿).*$/u;
const WROTE = /^(?:文|图文|圖文|文图|撰文|文并图)/u;
const PHOTOGRAPHED = /^(?:摄|攝|图|圖|摄影|攝影)$/u;
/** An office, not a name. */
const AFFILIATION = /^.{4,}(?:长|長|员|員|教授|主任|博士|院士|记者|記者|编辑|總監|总监|总裁|总经理)$/u;
/** A date, or "reports", run into the name of a source: 某报讯, but not 资讯, 通讯, 腾讯. */
const SOURCE_TAIL = /(?:19|20)\d\d[-./年].*$|(?:报道|報道|報導|(?<![资資通腾騰简簡快音])(?:讯|訊))$/u;
const CREDIT_WORD = /(?:供图|供圖|摄|攝|制图|製圖)$/u;
const COUNTER_WORD =
  /^(?:\d[\d.,]*(?:万|萬|k|w)?(?:\+|次|条|條|人|个|個)?|次|条|條|人|个|個)(?:评论|評論|阅读|閱讀|浏览|瀏覽|点击|點擊|参与|跟贴|跟帖|回复|分钟|分鐘)?$/iu;
const LATIN_WORD = /^[\p{Script=Latin}.'’]+$/u;
const DOTTED_NAME = /^[\p{Script=Han}\p{Script=Latin}]+(?:[·•‧.][\p{Script=Han}\p{Script=Latin}]+)+$/u;
const BAD_VALUE = /[=<>{}#%$^*\\]|^\d+$/u;

/**
 * Reads a line of labels and values in either script.
 *
 * Known labels (`作者：`, `来源：`, `发布时间：`, `责任编辑：` …, `文丨`, `记者 `, `by `) take the words behind them; dates, counters, addresses and names of
 * media are known without a label. Nothing is guessed: an unlabelled name counts only in brackets beside a date or source. An editor is never an
 * author.
 *
 * @returns null when the line names nobody, no source and no date, is longer than 200 units or has a sentence in it
 */
export function parseByline(line: string): Byline | null {
  if (line.length > LONGEST_LINE || SENTENCE_STOP.test(line)) return null;
  const reader = new BylineReader(line);
  sample.reader = reader;
  return reader.read();
}

/** The shape of readers lives as long as one does: see `sample` of src/pipeline/run.ts. */
const sample: { reader?: BylineReader } = {};

/**
 * The reporters that a dispatch names in its first or last brackets: `（记者 … …）`, `（本报记者…）`.
 *
 * @param text a paragraph of prose
 */
export function findReporters(text: string): readonly string[] {
  const open = text.slice(0, 60).search(OPEN_BRACKET);
  const head = open < 0 ? [] : reportersIn(text, open);
  if (head.length > 0) return head;
  const tail = Math.max(text.lastIndexOf("（"), text.lastIndexOf("("));
  return tail >= 0 && tail > open && text.length - tail <= 60 ? reportersIn(text, tail) : [];
}

const OPEN_BRACKET = /[（(]/u;
const CLOSE_BRACKET = /[）)]/u;

function reportersIn(text: string, open: number): readonly string[] {
  const inner = text.slice(open + 1, open + 61);
  const length = inner.search(CLOSE_BRACKET);
  if (length < 0 || !REPORTER.test(inner.slice(0, length))) return [];
  return parseByline(inner.slice(0, length))?.authors ?? [];
}

/** Walks one line once; fields collect what the labels take. */
class BylineReader {
  readonly #line: string;
  #at = 0;
  #field: LabelKind | null = null;
  /** A bare label asks for a value that looks like a name; a colon takes any short one. */
  #strict = false;
  #taken = 0;
  #affiliated = false;
  #start = -1;
  #end = -1;
  readonly #names: Record<"author" | "editor", string[]> = { author: [], editor: [] };
  #source: string | null = null;
  #medium: string | null = null;
  #published: string | null = null;
  #updated: string | null = null;
  #bracketed: string | null = null;
  #rest: string[] = [];
  #lastWord = "";

  constructor(line: string) {
    this.#line = line;
  }

  read(): Byline | null {
    while (this.#at < this.#line.length) {
      const separator = this.#skipSeparators();
      if (this.#at >= this.#line.length) break;
      if (this.#readDate() || this.#readLabel()) continue;
      this.#readWord(separator);
    }
    const authors = joinNames(this.#names.author);
    const editors = joinNames(this.#names.editor);
    const published = this.#published ?? this.#updated;
    const supported = published !== null || this.#source !== null || authors.length > 0;
    if (this.#bracketed !== null && authors.length === 0 && (published !== null || this.#source !== null)) authors.push(this.#bracketed);
    const source = this.#source ?? (supported ? this.#medium : null);
    if (authors.length === 0 && editors.length === 0 && source === null && published === null) return null;
    if (this.#source === null && this.#medium !== null && source === null) this.#rest.push(this.#medium);
    return { start: this.#start, end: this.#end, authors, source, published, editors, rest: this.#rest.join(" ") };
  }

  #skipSeparators(): string {
    const start = this.#at;
    while (isBetween(this.#line, this.#at)) this.#at++;
    return this.#line.slice(start, this.#at);
  }

  #consume(start: number, end: number): void {
    if (this.#start < 0) this.#start = openedAt(this.#line, start);
    this.#end = closedAt(this.#line, end);
    this.#at = end;
  }

  #readDate(): boolean {
    const labelled = this.#field === "published" || this.#field === "updated";
    const date = dateAt(this.#line, this.#at, labelled);
    if (date === null) return false;
    if (this.#field === "updated") this.#updated ??= date.iso;
    else this.#published ??= date.iso;
    this.#consume(date.start, date.end);
    this.#field = null;
    return true;
  }

  #readLabel(): boolean {
    const found = labelAt(this.#line, this.#at);
    if (found === null) return false;
    this.#field = found.label.kind;
    this.#strict = !found.colon;
    this.#taken = 0;
    this.#affiliated = false;
    this.#consume(this.#at, found.end);
    return true;
  }

  #readWord(separator: string): void {
    const start = this.#at;
    const end = wordEnd(this.#line, start, this.#field !== null);
    const word = this.#line.slice(start, end);
    this.#at = end;
    if (this.#takeSuffix(word, separator) || this.#takeValue(word, start, end)) {
      if (this.#end < end) this.#consume(start, end);
    } else if (!this.#takeUnlabelled(word, start, end, separator)) this.#rest.push(word);
    this.#lastWord = word;
  }

  /** `张三/文`, `李四/摄`: the word behind the bar says what the name before it did. */
  #takeSuffix(word: string, separator: string): boolean {
    if (separator !== "/" && separator !== "／") return false;
    const name = this.#lastWord;
    if (WROTE.test(word) && (word.length <= 2 || CREDIT_WORD.test(word))) {
      if (this.#rest.at(-1) === name && isNameLike(name, true)) this.#names.author.push(this.#rest.pop() as string);
      return true;
    }
    if (!PHOTOGRAPHED.test(word)) return false;
    if (this.#rest.at(-1) === name) this.#rest.pop();
    if (this.#names.author.at(-1) === name) this.#names.author.pop();
    return true;
  }

  /** @returns whether the open label takes the word */
  #takeValue(word: string, start: number, end: number): boolean {
    const field = this.#field;
    if (field === null) return false;
    if (field === "ignore" || field === "other") {
      this.#taken++;
      if (field === "ignore" ? !COUNTER_WORD.test(word) : this.#taken > 6) this.#field = null;
      return this.#field !== null;
    }
    if (field === "author" || field === "editor") return this.#takeName(field, word, start, end);
    this.#field = null;
    if (field !== "source" || BAD_VALUE.test(word) || word.length > 2 * LONGEST_NAME) return false;
    if (this.#strict && !MEDIA_NAME.test(word)) return false;
    const name = word.replace(SOURCE_TAIL, "");
    this.#source ??= NO_NAME.has(name.toLowerCase()) || name === "" ? null : this.#latinTail(name, end);
    return true;
  }

  #takeName(field: "author" | "editor", word: string, start: number, end: number): boolean {
    const stripped = word.replace(NAME_TAIL, "");
    const bounded = end >= this.#line.length || !HAN.test(this.#line.slice(end + 1, end + 2));
    const firstOfColon = !this.#strict && this.#taken === 0;
    if (this.#taken > 0 && CONJUNCTION.test(word)) return true;
    const known = IGNORED_WORD.test(word) || LABELS.has(word);
    const fits =
      !known && (this.#affiliated ? looksLikeChineseName(stripped) : firstOfColon ? isShortValue(stripped) : isNameLike(stripped, bounded));
    if (stripped !== word && this.#taken > 0) {
      this.#field = null; // behind the names a place: 上海报道
      return true;
    }
    if (!fits) {
      this.#field = null;
      return false;
    }
    if (firstOfColon && AFFILIATION.test(stripped)) {
      this.#affiliated = true; // 某研究所所长 before the name
      return true;
    }
    this.#taken++;
    if (!NO_NAME.has(stripped.toLowerCase())) this.#names[field].push(this.#latinTail(stripped, end));
    if (this.#at < start + word.length) this.#at = end;
    if (stripped !== word) this.#field = null;
    return true;
  }

  /** Latin names and media run over single blanks: `Jane van Doe`. */
  #latinTail(word: string, end: number): string {
    if (!LATIN_WORD.test(word)) return word;
    let value = word;
    let at = end;
    while (this.#line[at] === " ") {
      const next = wordEnd(this.#line, at + 1, false);
      const more = this.#line.slice(at + 1, next);
      if (!LATIN_WORD.test(more) || more === "and" || labelAt(this.#line, at + 1) !== null) break;
      value += ` ${more}`;
      at = next;
    }
    if (at > end) this.#consume(end, at);
    return value;
  }

  /** Words that are clear without a label: media, counters, addresses, `X报记者`, a bracketed name. */
  #takeUnlabelled(word: string, start: number, end: number, separator: string): boolean {
    if (URL_WORD.test(word) || COUNTER_WORD.test(word) || IGNORED_WORD.test(word)) {
      if (this.#start >= 0) this.#consume(start, end);
      return true;
    }
    if (this.#takeReporter(word, start, end) || this.#takeDispatch(word, start, end)) return true;
    if (separator !== "" && isBracketed(this.#line, start, end) && looksLikeChineseName(word)) {
      this.#bracketed ??= word;
      this.#consume(start, end);
      return true;
    }
    if (this.#medium === null && word.length <= LONGEST_NAME && MEDIA_NAME.test(word)) {
      this.#medium = word;
      this.#consume(start, end);
      return true;
    }
    return false;
  }

  /** `张三 上海报道`, `张三 李四 发自北京`: the names stand before it. */
  #takeDispatch(word: string, start: number, end: number): boolean {
    const names = this.#rest;
    if (word.length > 8 || !DISPATCH.test(word) || names.length === 0 || names.length > 4 || !names.every(looksLikeChineseName))
      return false;
    this.#names.author.push(...names);
    this.#rest = [];
    this.#start = -1;
    this.#consume(this.#line.indexOf(names[0] as string), end);
    return start < end;
  }

  /** `晨报记者`, `本报记者张三`, `晨报记者张三发自北京`. */
  #takeReporter(word: string, start: number, end: number): boolean {
    const match = REPORTER.exec(word);
    if (match === null) return false;
    const outlet = word.slice(0, match.index);
    if (!(OUR.test(outlet) || (outlet.length <= 14 && OUTLET.test(outlet)))) return false;
    const behind = word.slice(match.index + match[0].length).replace(NAME_TAIL, "");
    if (behind !== "" && !isNameLike(behind, true)) return false;
    this.#consume(start, end);
    this.#field = "author";
    this.#strict = true;
    this.#taken = behind === "" ? 0 : 1;
    if (behind !== "") this.#names.author.push(behind);
    return true;
  }
}

const CONJUNCTION = /^(?:and|&|和|与|與|及)$/iu;
const IGNORED_WORD =
  /^(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问|訪問|人气|评论|評論|查看|发表|发表评论|查看评论|网友评论|我来说两句|收藏|收藏本文|分享到|打印|列印|关闭|關閉|字体|字號|字号|大|中|小|分享|推荐|举报|原创|原創|热点排行|星期[一二三四五六日天]|周[一二三四五六日]|综合|综合报道)(?:数|量|率|次数)?\d*(?:次|条|人)?$/u;

function isShortValue(value: string): boolean {
  return value !== "" && value.length <= LONGEST_NAME && !BAD_VALUE.test(value) && !URL_WORD.test(value);
}

/** A name without the support of a colon; `bounded`: nothing follows, so that four characters may be one too. */
function isNameLike(word: string, bounded: boolean): boolean {
  if (NO_NAME.has(word.toLowerCase())) return false;
  if (looksLikeChineseName(word) || DOTTED_NAME.test(word)) return true;
  if (LATIN_WORD.test(word)) return word.length >= 2 && word.length <= LONGEST_NAME;
  if (word.length === 1) return HAN.test(word);
  return bounded && word.length <= 4 && HAN_ONLY.test(word) && !MEDIA_NAME.test(word);
}

/** `樊 巍` is one name written with a blank: pairs of single characters are joined, then repeats go. */
function joinNames(words: readonly string[]): string[] {
  const names: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const next = words[i + 1];
    const pair = word.length === 1 && next?.length === 1;
    const name = pair ? word + next : word;
    if (pair) i++;
    if (name.length > 1 && !names.includes(name)) names.push(name);
  }
  return names;
}
