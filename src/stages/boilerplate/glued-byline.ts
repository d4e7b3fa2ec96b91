import { looksLikeChineseName } from "../../text/byline-words.ts";
import type { Edit } from "../../text/edits.ts";
import { foldText } from "./line.ts";
import { End, type NeedGroup } from "./need-table.ts";

/** A byline in front of the first paragraph, in UTF-16 units of the block. */
export interface GluedByline {
  /** Removes the byline, and the copies of a caption before it; puts a line break behind the caption. */
  readonly edits: readonly Edit[];
  /** A caption stands before it, and becomes a block. */
  readonly hasCaption: boolean;
  readonly authors: readonly string[];
}

/** How far into a paragraph a byline may begin, and how much prose must follow. */
const HEAD = 160;
const LEAST_PROSE = 40;
const SHORTEST_CAPTION = 6;

const RANK = "(?:特约|见习|实习|首席|驻[\\p{Script=Han}]{2,4})?记者 +(?=\\p{Script=Han})";
const OUR_REPORTER = new RegExp(`本[报网刊社台]${RANK}`, "u");
/** Any other medium only where the paragraph begins. */
const REPORTER = new RegExp(`^ *[\\p{Script=Han}·]{2,10}(?:日报|晚报|时报|商报|周刊|新闻|电视台|通讯社|[报网社])${RANK}`, "u");
/** How captions end that stand without a mark. */
export const CAPTION_END: RegExp = /(?:图|图片|照片|截屏|截图|画面|海报|剧照|示意图|资料图|现场|摄影?|供图|提供)[)）]?\s?$/u;
const LABEL = /^(?:通讯员|实习生|实习记者|特约记者|见习记者|记者|摄影|文|摄|图)$/u;
/** What opens a sentence of which the reporter is not the subject. */
const OPENING =
  /^(?:继|随着|自从|据|由|当|在.{1,12}[,，]|近日|近年|近期|日前|昨[日天]|今[日天年]|去年|前[日天]|目前|如今|当前|最近|上[周月]|本[周月]|这|那|“|《|第|一[场个名位次份项]|\d|[A-Za-z])/u;
/** The reporter is the subject: no byline, the beginning of the story. */
const REPORTS = /^.{0,12}(?:获悉|了解到|采访|来到|走进|看到|发现|赶到|从.{2,16}(?:获悉|了解)|报道|报导)/u;

/**
 * `本报记者 … …` (two names or more, or one and a clear beginning of a sentence) run into the paragraph, with a caption before it or not.
 *
 * The last name has no blank behind it. Papers pad names of two characters to the width of three: when others are padded (`王 芳`) the last one has three,
 * otherwise the length decides behind which a sentence begins. Wrong when a paper pads and the last name is a double surname's.
 */
export function findGluedByline(text: string): GluedByline | null {
  if (!holdsReporter(text)) return null;
  const folded = foldText(text.slice(0, HEAD));
  const match = OUR_REPORTER.exec(folded) ?? REPORTER.exec(folded);
  if (match === null || text.length < match.index + LEAST_PROSE) return null;
  const names = readNames(folded, match.index + match[0].length);
  if (names === null || text.length - names.end < LEAST_PROSE || REPORTS.test(folded.slice(names.end))) return null;
  const caption = readCaption(folded, match.index);
  if (caption === null) return null;
  const authors = names.spans.map(([start, end]) => text.slice(start, end).replace(BLANKS, ""));
  const edits: Edit[] = [];
  if (caption.end < match.index) edits.push({ start: caption.end, end: match.index, rule: "caption-repeat", after: "" });
  const hasCaption = caption.end > 0;
  edits.push({ start: match.index, end: names.end, rule: "glued-byline", after: hasCaption ? "\n" : "" });
  return { edits, hasCaption, authors };
}

/** What the rule of this file looks for. */
export const GLUED_BYLINE_NEEDS: readonly NeedGroup[] = [[End.gluedByline, [OUR_REPORTER, REPORTER]]];

/** 者 and a blank. */
function holdsReporter(text: string): boolean {
  for (let at = text.indexOf("者"); at >= 0 && at < HEAD; at = text.indexOf("者", at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next === 0x20 || next === 0x3000 || next === 0xa0) return true;
  }
  return false;
}

const BLANKS = /[\s\u3000]+/gu;

interface Names {
  readonly spans: readonly (readonly [number, number])[];
  /** Where the prose begins. */
  readonly end: number;
}

function readNames(folded: string, from: number): Names | null {
  const spans: [number, number][] = [];
  let padded = false;
  let start = from;
  for (let guard = 0; guard < 12; guard++) {
    let end = hanEnd(folded, start);
    const first = end;
    if (end - start === 1 && folded[end] === " ") {
      const next = skipBlanks(folded, end);
      end = hanEnd(folded, next);
      if (end - next === 1 && folded[end] === " ") padded = true;
      else return lastName(folded, start, next, spans, padded);
    }
    if (folded[end] !== " ") return lastName(folded, start, start, spans, padded);
    const word = folded.slice(start, end).replace(BLANKS, "");
    if (!LABEL.test(word)) {
      if (!looksLikeChineseName(word)) return null;
      spans.push([start, end]);
    }
    if (first === start) return null;
    start = skipBlanks(folded, end);
  }
  return null;
}

/** The name that the prose is glued to: at `start`, the rest of a padded one at `rest`. */
function lastName(folded: string, start: number, rest: number, spans: [number, number][], padded: boolean): Names | null {
  const ends = rest > start ? [rest + 1] : padded ? [start + 3] : [start + 3, start + 2];
  const isName = (end: number): boolean => looksLikeChineseName(folded.slice(start, end).replace(BLANKS, ""));
  const opens = ends.filter((end) => isName(end) && OPENING.test(folded.slice(end)));
  const end = opens[0] ?? (padded && rest === start && spans.length > 0 ? ends.find(isName) : undefined);
  if (end === undefined) return spans.length > 0 && OPENING.test(folded.slice(start)) ? { spans, end: start } : null;
  return { spans: [...spans, [start, end]], end };
}

function hanEnd(folded: string, start: number): number {
  let end = start;
  while (end < folded.length && HAN.test(folded.charAt(end))) end++;
  return end;
}

const HAN = /[\p{Script=Han}·]/u;

function skipBlanks(folded: string, start: number): number {
  let at = start;
  while (folded[at] === " ") at++;
  return at;
}

/** What stands before the byline: nothing, or a caption, once or several times. Null when it is anything else. */
function readCaption(folded: string, length: number): { readonly end: number } | null {
  const before = folded.slice(0, length);
  if (before.trim() === "") return { end: 0 };
  for (let unit = SHORTEST_CAPTION; unit * 2 <= length; unit++) {
    if (length % unit === 0 && before === before.slice(0, unit).repeat(length / unit)) return { end: unit };
  }
  return CAPTION_END.test(before) && !SENTENCE.test(before) ? { end: length } : null;
}

const SENTENCE = /[。!?,;]/u;
