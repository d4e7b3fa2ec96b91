// Web addresses, mail addresses and telephone numbers.
import type { Span } from "../../text/edits.ts";
import { isAsciiDigit, isAsciiLetter } from "../../text/hanzi.ts";
import { isOneOf, unitAt } from "../../text/word-lists.ts";

const MAX_LENGTH = 2048;
const SCHEMES = ["http://", "https://", "ftp://", "www."];
const TRAILING = ".,;:!?'\")]}";

/** Characters of RFC 3986, and % and #. */
function isAddressUnit(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && unit !== 0x22 && unit !== 0x3c && unit !== 0x3e && unit !== 0x5c && unit !== 0x5e && unit !== 0x60;
}

/** End of the web address that begins at an offset, -1 when there is none. */
export function urlEnd(text: string, at: number): number {
  const scheme = SCHEMES.find((word) => text.startsWith(word, at));
  if (scheme === undefined || (at > 0 && isAsciiLetter(text.charCodeAt(at - 1)))) return -1;
  let end = at + scheme.length;
  const limit = Math.min(text.length, at + MAX_LENGTH);
  while (end < limit && isAddressUnit(text.charCodeAt(end))) end++;
  while (end > at && TRAILING.includes(text[end - 1] ?? "") && !closesOwn(text, at, end)) end--;
  return end >= at + scheme.length + 3 ? end : -1;
}

/** A bracket at the end that was opened inside the address (Wikipedia titles). */
function closesOwn(text: string, at: number, end: number): boolean {
  return text[end - 1] === ")" && text.slice(at, end).includes("(");
}

function isMailUnit(unit: number): boolean {
  return isAsciiLetter(unit) || isAsciiDigit(unit) || unit === 0x2e || unit === 0x2d || unit === 0x5f || unit === 0x2b;
}

/** The mail address round an @, null when there is none. */
export function mailAround(text: string, at: number, notBefore: number): Span | null {
  let start = at;
  while (start > notBefore && at - start < 64 && isMailUnit(text.charCodeAt(start - 1))) start--;
  while (start < at && text[start] === ".") start++;
  let end = at + 1;
  while (end < text.length && end - at < 255 && isMailUnit(text.charCodeAt(end))) end++;
  while (end > at && (text[end - 1] === "." || text[end - 1] === "-")) end--;
  const dot = at + text.slice(at, end).lastIndexOf(".");
  const known = dot > at + 1 && end - dot > 2 && isAsciiLetter(text.charCodeAt(dot + 1));
  return start < at && known ? { start, end } : null;
}

/** Mobile numbers, area code and number, service numbers (400, 800), and numbers with a country code. */
const PHONE =
  /(?:\+\d{1,3}[- ]?)?(?:1[3-9]\d{9}|1[3-9]\d[- ]\d{4}[- ]\d{4}|[（(]0\d{2,3}[）)][- ]?\d{7,8}|0\d{2,3}[- ]\d{7,8}(?:[-转]\d{1,5})?|[48]00[- ]\d{3,4}[- ]\d{3,4}|[48]00\d{7}|\+\d{1,3}[- ]\d{2,4}[- ]\d{3,4}[- ]?\d{3,4})(?!\d)/uy;

/** A cheap look at the first characters: most numbers are no telephone numbers. */
function mayBePhone(text: string, at: number): boolean {
  const first = unitAt(text, at);
  if (first === 0x28 || first === 0xff08) return unitAt(text, at + 1) === 0x30 && isAsciiDigit(unitAt(text, at + 2));
  if (!isAsciiDigit(unitAt(text, at + 1)) || !isAsciiDigit(unitAt(text, at + 2))) return false;
  if (first === 0x31 || first === 0x30) return isOneOf(text, at + 4, PHONE_FIFTHS); // no year
  return first === 0x2b || first === 0x34 || first === 0x38;
}

/** What stands behind the first four characters of 139 1234 5678, 13912345678, 010-12345678, 0591-12345678. */
const PHONE_FIFTHS = "0123456789- ";

/** End of the telephone number that begins at an offset, -1 when there is none. */
export function phoneEnd(text: string, at: number): number {
  if (!mayBePhone(text, at)) return -1;
  const before = unitAt(text, at - 1);
  if (isAsciiDigit(before) || isAsciiLetter(before) || before === 0x2e) return -1;
  PHONE.lastIndex = at;
  return PHONE.test(text) ? PHONE.lastIndex : -1;
}
