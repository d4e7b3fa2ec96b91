// Those of some families of which a pattern could match a line.
import { COPYRIGHT, CREDIT, DISCLAIMER, MENU, PROMOTION } from "./gate";
import { couldBeMenu, couldOpenShares } from "./menu";
import { isOf } from "./memory";
import { firstOf, lastOf } from "./needs";
import { SIGN, SPEECH } from "./sorts";

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
const NEED_CAPTION: u32 = 0b111 << 8;
const NEED_STRONG_LABEL: u32 = 1 << 11;
const NEED_CLAIM: u32 = 1 << 13;
const NEED_NOTICE: u32 = (1 << 12) | (1 << 14) | (1 << 15);
const NEED_PROMOTION: u32 = (1 << 7) | (0b1111111 << 16);
const NEED_NEIGHBOURS: u32 = 0b11 << 23;
const NEED_PATH: u32 = 1 << 25;
const NEED_SHARE: u32 = 1 << 26;
const NEED_COUNTER: u32 = 1 << 27;
const NEED_QUOTATION: u32 = 1 << 28;
const NEED_STOP: u32 = 1 << 29;

export function possible(families: u32, needs: u32, start: usize, end: usize): u32 {
  let able = UNGATED;
  if ((needs & NEED_END_MARK) != 0) able |= MARKS;
  if ((needs & NEED_URL) != 0) able |= URL;
  if ((needs & NEED_TAGS) != 0) able |= TAGS;
  if ((needs & NEED_PATH) != 0) able |= PATH;
  if ((needs & NEED_NEIGHBOURS) != 0) able |= NEIGHBOURS;
  if ((needs & NEED_COUNTER) != 0) able |= COUNTER;
  if ((needs & NEED_CAPTION) != 0) able |= CAPTION;
  if ((needs & NEED_COPYRIGHT) != 0) able |= COPYRIGHT;
  if (couldDisclaim(needs)) able |= DISCLAIMER;
  if ((needs & NEED_PROMOTION) != 0) able |= PROMOTION;
  if ((needs & NEED_STOP) != 0) able &= ~WITHOUT_STOP;
  let result = families & able;
  if ((result & MENU) != 0 && !couldBeMenu(start, end)) result &= ~MENU;
  if ((result & SHARE) != 0 && (needs & NEED_SHARE) == 0 && !couldOpenShares(start, end)) result &= ~SHARE;
  if ((families & MARKS) != 0 && (result & MARKS) == 0) {
    const first = firstOf(start, end);
    if (couldBeSign(first) && couldBeSign(lastOf(first, end) - 2)) result |= MARKS;
  }
  return result;
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
