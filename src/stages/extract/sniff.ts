// HTML, Markdown or plain text?
import type { Format } from "../../pipeline/document.ts";

const HEAD = 65_536;
/** A document that opens so is a page, whatever comes. */
const OPENS_PAGE = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b/iu;
const TAGS =
  /<\/?(?:p|div|br|span|a|td|tr|table|li|ul|ol|h[1-6]|img|font|strong|b|em|section|article|script|style)(?:\s[^<>]{0,400})?\/?>/giu;

/** What a decoded file holds, from its first 64 K units. A text that merely mentions a tag stays text. */
export function sniffFormat(raw: string): Format {
  const head = raw.length > HEAD ? raw.slice(0, HEAD) : raw;
  if (!head.includes("<") && !head.includes("[")) return "text";
  if (OPENS_PAGE.test(head)) return "html";
  const tags = head.match(TAGS)?.length ?? 0;
  return tags >= 6 && tags * 200 >= head.length ? "html" : "text";
}
