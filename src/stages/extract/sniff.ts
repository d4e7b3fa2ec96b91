// HTML, Markdown or plain text? From the first 64 K units; a text that merely mentions a tag or a link stays text.
import type { Format } from "../../pipeline/document.ts";

const HEAD = 65_536;
/** A document that opens so is a page, whatever comes. */
const OPENS_PAGE = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,20}<(?:!doctype\s+html|html|head|body|meta|title)\b/iu;
const OPENS_TAG = /^\s*</u;
const TAGS =
  /<\/?(?:p|div|br|span|a|td|tr|table|li|ul|ol|h[1-6]|img|font|strong|b|em|section|article|script|style|center)(?:\s[^<>]{0,400})?\/?>/giu;
/** JSON, code: their first character or line says so. */
const OPENS_DATA = /^\s*(?:[{[]\s*["{[]|#!|\/\*|\/\/|import\s|package\s|#include|<\?php|const\s|var\s|function\s|def\s|class\s)/u;

const FRONT_MATTER = /^---[ \t]*\n[\w-]{1,40}:/u;
const LINKED_TITLE = /^\s*(?:<!--[^>]{0,2000}-->\s*){0,5}\[[^[\]\n]{1,300}\]\(https?:\/\/[^\s)]{1,2000}\)[ \t]*\n/u;
const MARKS: readonly RegExp[] = [
  /^#{1,6} \S/gmu,
  /^(?:```|~~~)/gmu,
  /\[[^[\]\n]{1,300}\]\((?:https?:\/\/|\/|#|\.)[^)\n]{0,2000}\)/gu,
  /(?:\*\*|__)\S[^*_\n]{0,200}\S(?:\*\*|__)/gu,
  /^[-*+] \S/gmu,
  /^> \S/gmu,
  /!\[[^[\]\n]{0,300}\]\([^)\n]{1,2000}\)/gu,
];
/** So many kinds of marks, and so many marks, make a text Markdown. */
const FEWEST_KINDS = 2;
const FEWEST_MARKS = 4;
/** A page has a tag in so many characters. */
const CHARACTERS_PER_TAG = 300;
const FEWEST_TAGS = 4;

/** Whether a text begins with a tag. */
export function opensTag(raw: string): boolean {
  return OPENS_TAG.test(headOf(raw));
}

function headOf(raw: string): string {
  return raw.length > HEAD ? raw.slice(0, HEAD) : raw;
}

/** What a decoded file holds that may be markup: see `readText` of lines.ts. */
export function sniffFormat(raw: string): Format {
  const head = headOf(raw);
  if (OPENS_PAGE.test(head)) return "html";
  if (FRONT_MATTER.test(head) || LINKED_TITLE.test(head)) return "markdown";
  if (OPENS_DATA.test(head)) return "text";
  const tags = head.includes("<") ? (head.match(TAGS)?.length ?? 0) : 0;
  const dense = tags >= FEWEST_TAGS && tags * CHARACTERS_PER_TAG >= head.length;
  if (dense && OPENS_TAG.test(head)) return "html";
  let kinds = 0;
  let marks = 0;
  for (const mark of MARKS) {
    const count = head.match(mark)?.length ?? 0;
    if (count > 0) kinds++;
    marks += count;
  }
  if (kinds >= FEWEST_KINDS && marks >= FEWEST_MARKS) return "markdown";
  return dense ? "html" : "text";
}
