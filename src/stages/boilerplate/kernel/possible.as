// Those of some families of which a pattern could match a line.
import { COPYRIGHT, CREDIT, DISCLAIMER, MENU, PROMOTION } from "./gate";
import { areLabelledShares, areShares, menuOf, SHARES } from "./menu";
import { foldOf, isOf, ITEMS, NOTHING, signOf } from "./memory";
import { firstOf, lastOf } from "./needs";
import { COUNTED, CREDIT_BAR, CREDIT_LAST, KEYED, LABEL_MARK, LABEL_OPENING, SIGN, SPACE, SPEECH } from "./sorts";

const MARKS: u32 = 1;
const URL: u32 = 2;
const TAGS: u32 = 4;
const PATH: u32 = 8;
const NEIGHBOURS: u32 = 16;
const SHARE: u32 = 64;
const COUNTER: u32 = 128;
const CAPTION: u32 = 256;
/** Families that always ask: menus and share buttons are lists of words, contacts and bylines stand at the ends only. */
const UNGATED: u32 = MENU | SHARE | CREDIT;
/** A line with a full stop is none of these. */
const WITHOUT_STOP: u32 = MENU | SHARE | COUNTER | PATH;

/** Bits of `Need` in ../line.ts. */
const NEED_END_MARK: u32 = 1 << 0;
const NEED_TAGS: u32 = 1 << 1;
const NEED_COPYRIGHT: u32 = 0b1111 << 2;
const NEED_URL: u32 = 1 << 6;
const NEED_CAPTION_LABEL: u32 = 1 << 8;
const NEED_CAPTION_CREDIT: u32 = 1 << 9;
const NEED_CAPTION_POINTER: u32 = 1 << 10;
const NEED_STRONG_LABEL: u32 = 1 << 11;
const NEED_CLAIM: u32 = 1 << 13;
const NEED_NOTICE: u32 = (1 << 12) | (1 << 14) | (1 << 15);
const NEED_FEED: u32 = 1 << 7;
const NEED_WRAPPER: u32 = 1 << 16;
const NEED_PROMPT: u32 = 0b111111 << 17;
const NEED_NEIGHBOURS: u32 = 0b11 << 23;
const NEED_PATH: u32 = 1 << 25;
const NEED_SHARE: u32 = 1 << 26;
const NEED_COUNTER: u32 = 1 << 27;
const NEED_QUOTATION: u32 = 1 << 28;
const NEED_STOP: u32 = 1 << 29;
const NEED_CONTACT: u32 = 1 << 30;
const NEED_RELATED: u32 = 1 << 31;

/** How long a line of a family is at the most, in bytes: as in its rules. */
const MARK_LENGTH: usize = 2 * 60;
const PATH_LENGTH: usize = 2 * 150;
const NEIGHBOURS_LENGTH: usize = 2 * 160;
const SHARE_LENGTH: usize = 2 * 100;
const COUNTER_LENGTH: usize = 2 * 120;
const LABEL_LENGTH: usize = 2 * 120;
const CREDIT_LENGTH: usize = 2 * 90;
const POINTER_LENGTH: usize = 2 * 60;
const COPYRIGHT_LENGTH: usize = 2 * 240;
const FEED_LENGTH: usize = 2 * 40;
const WRAPPER_LENGTH: usize = 2 * 200;
const PROMPT_LENGTH: usize = 2 * 80;
const CONTACT_LENGTH: usize = 2 * 120;
const RELATED_LENGTH: usize = 2 * 100;

/** What the rules say of the line that was last looked at, where that is known; otherwise 0. */
export let verdict: u32 = 0;

export function possible(families: u32, needs: u32, start: usize, end: usize): u32 {
  const first = firstOf(start, end);
  const last = lastOf(first, end);
  const length = last - first;
  let able = UNGATED;
  if ((needs & NEED_URL) != 0) able |= URL;
  if ((needs & NEED_TAGS) != 0) able |= TAGS;
  if ((needs & NEED_PATH) != 0 && length <= PATH_LENGTH) able |= PATH;
  if ((needs & NEED_NEIGHBOURS) != 0 && length <= NEIGHBOURS_LENGTH) able |= NEIGHBOURS;
  if ((needs & NEED_COPYRIGHT) != 0 && length <= COPYRIGHT_LENGTH) able |= COPYRIGHT;
  if (couldDisclaim(needs)) able |= DISCLAIMER;
  if (couldPromote(needs, length)) able |= PROMOTION;
  if ((families & MARKS) != 0 && couldBeMark(needs, first, last)) able |= MARKS;
  if ((families & COUNTER) != 0 && (needs & NEED_COUNTER) != 0 && couldCount(first, last)) able |= COUNTER;
  if ((families & CAPTION) != 0 && couldBeCaption(needs, first, last)) able |= CAPTION;
  if ((needs & NEED_STOP) != 0) able &= ~WITHOUT_STOP;
  let result = families & able;
  verdict = 0;
  if ((result & MENU) != 0) {
    const answer = menuOf(first, last);
    if (answer == 0) result &= ~MENU;
    else if (answer != NOTHING && (result & (MENU - 1)) == 0) verdict = answer;
  }
  if ((result & SHARE) != 0) {
    const areButtons = length <= SHARE_LENGTH && ((needs & NEED_SHARE) == 0 ? areShares(first, last) : areLabelledShares(first, last));
    if (length > SHARE_LENGTH || ((needs & NEED_SHARE) == 0 && !areButtons)) result &= ~SHARE;
    else if (areButtons && (result & (SHARE - 1)) == 0) verdict = SHARES;
  }
  return result;
}

/** Whether a line could be what only the ends of a text are asked for, bylines aside. */
export function couldEnd(needs: u32, start: usize, end: usize): bool {
  if ((needs & (NEED_CONTACT | NEED_RELATED)) == 0) return false;
  const first = firstOf(start, end);
  const length = lastOf(first, end) - first;
  return ((needs & NEED_CONTACT) != 0 && length <= CONTACT_LENGTH) || ((needs & (NEED_RELATED | NEED_STOP)) == NEED_RELATED && length <= RELATED_LENGTH);
}

function couldPromote(needs: u32, length: usize): bool {
  if ((needs & NEED_PROMPT) != 0 && length <= PROMPT_LENGTH) return true;
  return ((needs & NEED_WRAPPER) != 0 && length <= WRAPPER_LENGTH) || ((needs & NEED_FEED) != 0 && length <= FEED_LENGTH);
}

/** A word that ends a text; or signs alone, the frame of a comment aside. */
function couldBeMark(needs: u32, first: usize, last: usize): bool {
  if ((needs & NEED_END_MARK) != 0 && last - first <= MARK_LENGTH && (couldBeTool(first, last) || areEndings(first, last))) return true;
  return couldBeSign(first) && couldBeSign(last - 2) && (foldOf(first) == LESS_THAN || !holds(first, last, KEYED));
}
const LESS_THAN: u32 = 0x3c;

function areEndings(first: usize, last: usize): bool {
  for (let at = first; at < last; at += 2) if (!isItem(at, ENDING)) return false;
  return true;
}

/** A tool behind which a bracket is closed. */
function couldBeTool(first: usize, last: usize): bool {
  let at = isItem(first, OPENING) ? first + 2 : first;
  while (at < last && isOf(at, SPACE)) at += 2;
  return at < last && isItem(at, TOOL) && isItem(last - 2, CLOSING);
}

function isItem(at: usize, bit: u32): bool {
  return (<u32>load<u8>(signOf(at), ITEMS) & bit) != 0;
}
/** Bits beside those of lists of words: stands in words that end a text; brackets of a tool, and what tools begin with. */
const ENDING: u32 = 16;
const CLOSING: u32 = 32;
const OPENING: u32 = 64;
const TOOL: u32 = 128;

function couldCount(first: usize, last: usize): bool {
  if (last - first > COUNTER_LENGTH) return false;
  for (let at = first; at < last; at += 2) if (!isOf(at, COUNTED)) return false;
  return true;
}

function couldBeCaption(needs: u32, first: usize, last: usize): bool {
  const length = last - first;
  if ((needs & NEED_CAPTION_LABEL) != 0 && length <= LABEL_LENGTH && opensWithLabel(first, last)) return true;
  if ((needs & NEED_CAPTION_CREDIT) != 0 && length <= CREDIT_LENGTH && (endsWithCredit(first, last) || holds(first, last, CREDIT_BAR))) return true;
  return (needs & NEED_CAPTION_POINTER) != 0 && length <= POINTER_LENGTH;
}

function opensWithLabel(first: usize, last: usize): bool {
  let at = first;
  while (at < last && isOf(at, LABEL_MARK)) at += 2;
  return at < last && isOf(at, LABEL_OPENING);
}

/** Blanks and one stop aside. */
function endsWithCredit(first: usize, last: usize): bool {
  let end = last;
  const mark = foldOf(end - 2);
  if (mark == IDEOGRAPHIC_STOP || mark == STOP) end -= 2;
  while (end > first && isOf(end - 2, SPACE)) end -= 2;
  return end > first && isOf(end - 2, CREDIT_LAST);
}
const IDEOGRAPHIC_STOP: u32 = 0x3002;
const STOP: u32 = 0x2e;

function holds(first: usize, last: usize, sort: u32): bool {
  for (let at = first; at < last; at += 2) if (isOf(at, sort)) return true;
  return false;
}

/** What stands in quotation marks is taken out before a disclaimer is judged: then nothing is known of what stands side by side. */
function couldDisclaim(needs: u32): bool {
  if ((needs & (NEED_STRONG_LABEL | NEED_QUOTATION)) != 0) return true;
  return (needs & NEED_CLAIM) != 0 && (needs & NEED_NOTICE) != 0;
}

/** Whether the first or last unit of a line of signs could be this one: none of speech. */
function couldBeSign(at: usize): bool {
  return isOf(at, SIGN) && !isOf(at, SPEECH);
}
