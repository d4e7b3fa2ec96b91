import { bylineSigns } from "../../text/byline-signs.ts";
import { looksLikeChineseName, MEDIA_NAME } from "../../text/byline-words.ts";
import { type Byline, parseByline } from "../../text/bylines.ts";
import { parseDate } from "../../text/dates.ts";
import { type Facts, type Finding, type Line, writtenAt } from "./line.ts";
import { End, type NeedGroup } from "./need-table.ts";

/** Share of a byline that no label explains, and units that never matter. */
const MOST_REST = 0.25;
const SMALL_REST = 2;
const LONGEST_CREDIT = 120;

/** A date alone, in words: the end of a letter or notice, which belongs to its text. */
const DATE_IN_WORDS = /^[\d〇○零一二三四五六七八九十]{2,4}\s?年[^:]{2,12}日?$/u;
/** Roles of an interview: 记者：… opens a question as often as a byline. */
const SPOKEN = /^(?:记者|主持人|问|答)\s*:/u;
const NAMES_ONLY = /^(?:记者|主持人)\s*:\s*[\p{Script=Han}·]{2,4}(?:[\s、,][\p{Script=Han}·]{2,4}){0,5}$/u;

/** Lines of authors, sources, dates and editors. They stand at the ends of a text, never in it. */
export function findCredit(line: Line, isTail: boolean): Finding | null {
  const { folded, block, ends } = line;
  if (folded.length > LONGEST_CREDIT) return null;
  const mayTell = (ends & End.told) !== 0;
  const told = mayTell ? (findCompiled(line) ?? findFirstPrinted(line) ?? findOriginalTitle(line) ?? findAccount(line)) : null;
  if (told !== null) return told;
  if (isTail && DATE_IN_WORDS.test(folded)) return null;
  const byline = parseByline(prepare(block.text, ends));
  if (byline === null) return mayTell && onlyRoles(folded) ? { rule: "byline", sure: false } : null;
  if (!isPlausible(byline, folded)) return null;
  if (byline.rest.length > SMALL_REST && byline.rest.length > folded.length * MOST_REST) return null;
  if (SPOKEN.test(folded) && byline.published === null && byline.source === null && !NAMES_ONLY.test(folded)) return null;
  return { rule: ruleOf(byline), sure: false, facts: factsOf(byline) };
}

/** What `parseByline` need not know. */
function prepare(text: string, ends: number): string {
  if ((ends & (End.prepared | End.renamed)) === 0) return text.trim();
  const plain = text
    .trim()
    .replace(ACCOUNT, "")
    .replace(OF_THIS_TEXT, "$1")
    .replace(TEXT_AND_IMAGE, "文：")
    .replace(OTHER_REPORTER, "记者");
  return YEARLESS.test(plain) ? `时间：${plain}` : plain;
}

/** `某都记者 …`: a medium whose name does not end like one. */
const OTHER_REPORTER = /^[\p{Script=Han}·]{2,8}[记記]者(?=[\s：:])/u;
const YEARLESS = /^\d{1,2}[-/月]\d{1,2}日?\s+\d{1,2}:\d{2}/u;

/** A date alone leaves nothing; a name glued to its label has a surname; a long name is no phrase. */
function isPlausible(byline: Byline, folded: string): boolean {
  const { authors, editors, source, published, rest } = byline;
  if (!HAN.test(folded) && !LATIN_LABEL.test(folded)) return false;
  if (authors.length + editors.length === 0 && source === null && published !== null && rest !== "") return false;
  if (!SEPARATED.test(folded) && published === null) return authors.every(looksLikeChineseName);
  return authors.every((author) => author.length <= 4 || (author.length <= LONGEST_NAME && !PHRASE.test(author)));
}

const LONGEST_NAME = 24;
const HAN = /\p{Script=Han}/u;
const LATIN_LABEL = /^(?:by|author|written|posted|published|updated|source|date|\d)\b|^\d/iu;
const SEPARATED = /[\s:|丨/([【]/u;
const PHRASE = /[的或是了我你不在有会]/u;

/** `来源：…（ID：abc）`: the account of a medium, which is not its name. */
const ACCOUNT = /\s*[（(]\s*(?:id|公众号|微信|微信号|微信id|微信公众号|公号|vx|weixin)\s*[:：]?\s*[\w-]*\s*[)）]/giu;
const OF_THIS_TEXT = /^([（(【[]?)本文(?=来源|來源|作者|编辑|編輯|原标题)/u;
const TEXT_AND_IMAGE =
  /^(?:文[字]?\s?[/、&＆+]?\s?图片?|图\s?[/、&＆+]?\s?文|文[字]?\s?[/、&＆+]\s?摄影?|文[字]?\s?[/、&＆+]?\s?圖片?)\s*[:：|丨/\s]\s*/u;

function ruleOf(byline: Byline): string {
  if (byline.authors.length > 0 || byline.editors.length > 0) return "byline";
  return byline.source !== null ? "source-line" : "date-line";
}

export function factsOf({ authors, editors, source, published }: Byline): Facts {
  return {
    ...(authors.length > 0 ? { authors } : {}),
    ...(editors.length > 0 ? { editors } : {}),
    ...(source !== null ? { source } : {}),
    ...(published !== null ? { published } : {}),
  };
}

const ROLES =
  /^[\s([【]*(?:(?:责任编辑|责编|编辑|校对|审核|审校|终审|初审|复审|一审|二审|三审|监制|总监制|策划|统筹|出品|制作|美编|设计|排版|制图|视觉|剪辑|摄影|摄像|配音|播音|翻译|编译|译者|校审|值班|值班主任|主编|副主编|总编辑|执行主编|实习生|文字整理|供稿|投稿|转载|排版编辑|新媒体编辑|海报|海报设计|文案|运营|微信编辑|版式)\s?[:/|丨]\s?[^\s:,。]{0,12}[\s,、|/丨;]*){1,8}[\s)\]】]*$/u;

/** `校对：… 审核：…`: roles that no field of the bibliography holds. */
function onlyRoles(folded: string): boolean {
  return ROLES.test(folded);
}

const COMPILED = /^[([【]?(?:本文)?([\p{L}\p{N}·]{2,14}?)?(?:记者|编辑部)?综合(?:自|整理|报道|编辑|消息)?[\s:]\s?(.{2,60}?)[)\]】]?$/u;
const SENTENCE = /[。!?]/u;
const COMPILED_END =
  /(?:公开资料|公开信息|公开报道|公开消息|官网|官微|网络|互联网|[报网社刊]|新闻|微博|媒体(?:报道)?|频道|客户端|公众号|报道|消息|等|日报|资料)$/u;

/** `晚报综合 官网、公开资料`: the medium that put a text together, and from what. */
function findCompiled(line: Line): Finding | null {
  const match = line.folded.includes("综合") ? COMPILED.exec(line.folded) : null;
  if (match === null || !COMPILED_END.test(match[2] as string) || SENTENCE.test(line.folded)) return null;
  const name = match[1];
  const start = name === undefined ? 0 : match[0].indexOf(name);
  return { rule: "source-line", sure: false, facts: name === undefined ? {} : { source: writtenAt(line, start, start + name.length) } };
}

const FIRST_PRINTED =
  /^[([【]?(?:本文|原文|文章)?(?:原载于?|原刊于?|原发于?|刊于|刊载于|首发于|首发|载于|发表于|选自|摘自|节选自|摘编自|转自|转载自|据)\s?[:：]?\s?《?([^《》。,]{2,20}?)》?(?:公众号|客户端|报道|消息|\d.{0,24}|第.{1,12}|[(].{1,24}[)])?[)\]】]?$/u;

/** `（原载《…》）`, `摘自《…》`. */
function findFirstPrinted(line: Line): Finding | null {
  const match = FIRST_PRINTED.exec(line.folded);
  if (match === null || (!line.folded.includes("《") && !MEDIA_NAME.test(match[1] as string))) return null;
  const start = line.folded.indexOf(match[1] as string);
  return { rule: "source-line", sure: false, facts: { source: writtenAt(line, start, start + (match[1] as string).length) } };
}

const ORIGINAL_TITLE = /^[([【]?(?:本文)?原(?:文)?标题(?:为|是)?\s?[:：]\s?[“"《]?(.{2,60}?)[”"》]?[)\]】]?$/u;

function findOriginalTitle(line: Line): Finding | null {
  const match = ORIGINAL_TITLE.exec(line.folded);
  if (match === null) return null;
  const start = line.folded.indexOf(match[1] as string);
  return { rule: "original-title", sure: true, facts: { title: writtenAt(line, start, start + (match[1] as string).length) } };
}

const ACCOUNT_HEAD = /^原创[\s:|·]+([\p{Script=Han}\w·]{2,12})[\s|·]+([\p{Script=Han}\w·]{2,16})(?:[\s|·]+(.*))?$/u;

/** `原创 作者 公众号 日期`: the head of an article in a social network. */
function findAccount(line: Line): Finding | null {
  const match = line.folded.startsWith("原创") ? ACCOUNT_HEAD.exec(line.folded) : null;
  if (match === null) return null;
  const published = match[3] === undefined ? null : parseDate(match[3]);
  if (match[3] !== undefined && published === null) return null;
  return {
    rule: "byline",
    sure: false,
    facts: { authors: [match[1] as string], source: match[2] as string, ...(published === null ? {} : { published }) },
  };
}

/** What `prepare` changes: it trims more than a line is trimmed, so the beginning says nothing. */
function anywhere({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replace(ANCHOR, ""), flags);
}

const ANCHOR = /^\^/u;

/** What the rule of this file looks for, of which it finds nothing elsewhere. */
export function creditNeeds(): readonly NeedGroup[] {
  return [
    [End.told, [COMPILED, FIRST_PRINTED, ORIGINAL_TITLE, ACCOUNT_HEAD, ROLES]],
    [End.prepared, [ACCOUNT, TEXT_AND_IMAGE, YEARLESS].map(anywhere)],
    [End.byline, bylineSigns()],
    [End.renamed, [OF_THIS_TEXT, OTHER_REPORTER].map(anywhere)],
  ];
}
