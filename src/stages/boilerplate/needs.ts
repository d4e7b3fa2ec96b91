import { CAPTION_NEEDS } from "./captions.ts";
import { CONTACT_NEEDS } from "./contacts.ts";
import { couldDisclaim, DISCLAIMER_NEEDS } from "./disclaimers.ts";
import { Family } from "./gate.ts";
import { isBlankUnit, LONGEST_LINE, MARK_NEEDS, Need } from "./line.ts";
import { couldBeSigns, SIGN_NEEDS } from "./marks.ts";
import { couldOpenMenu, couldOpenShares, navigationNeeds, readFirstItem } from "./navigation.ts";
import { type NeedGroup, NeedTable } from "./need-table.ts";
import { PROMOTION_NEEDS } from "./promotion.ts";

/** All groups of patterns that a line is asked for wherever it stands. */
export function allNeeds(): readonly NeedGroup[] {
  return [...MARK_NEEDS, ...SIGN_NEEDS, ...CONTACT_NEEDS, ...CAPTION_NEEDS, ...DISCLAIMER_NEEDS, ...PROMOTION_NEEDS, ...navigationNeeds()];
}
const TABLE = new NeedTable("lines", allNeeds);

/** Bits of `Need` for a line as `makeLine` folds it; `units` from `start` to `end`. */
export function needsOf(units: Uint16Array, start: number, end: number): number {
  const from = firstOf(units, start, end);
  return TABLE.needsOf(units, from, Math.min(lastOf(units, from, end), from + LONGEST_LINE));
}

function firstOf(units: Uint16Array, start: number, end: number): number {
  let first = start;
  while (first < end && isBlankUnit(units[first] as number)) first++;
  return first;
}

function lastOf(units: Uint16Array, start: number, end: number): number {
  let last = end;
  while (last > start && isBlankUnit(units[last - 1] as number)) last--;
  return last;
}

/** Families that always ask: menus and share buttons are lists of words, contacts and bylines stand at the ends only. */
const UNGATED = Family.menu | Family.share | Family.credit;
/** A line with a full stop is none of these. */
const WITHOUT_STOP = Family.menu | Family.share | Family.counter | Family.path;
const CAPTION = Need.captionLabel | Need.captionCredit | Need.captionPointer;
const COPYRIGHT = Need.licence | Need.licenceName | Need.copyright | Need.host;
const PROMOTION = Need.feed | Need.wrapper | Need.fixed | Need.wordsOnly | Need.courtesy | Need.reader | Need.invitation | Need.asked;

/** Those of some families of which a pattern could match a line. */
export function possible(families: number, needs: number, units: Uint16Array, start: number, end: number): number {
  let able = UNGATED;
  if ((needs & Need.endMark) !== 0) able |= Family.marks;
  if ((needs & Need.url) !== 0) able |= Family.url;
  if ((needs & Need.tags) !== 0) able |= Family.tags;
  if ((needs & Need.path) !== 0) able |= Family.path;
  if ((needs & (Need.neighbours | Need.pages)) !== 0) able |= Family.neighbours;
  if ((needs & Need.counter) !== 0) able |= Family.counter;
  if ((needs & CAPTION) !== 0) able |= Family.caption;
  if ((needs & COPYRIGHT) !== 0) able |= Family.copyright;
  if (couldDisclaim(needs)) able |= Family.disclaimer;
  if ((needs & PROMOTION) !== 0) able |= Family.promotion;
  if ((needs & Need.stop) !== 0) able &= ~WITHOUT_STOP;
  let result = families & able;
  if ((result & (Family.menu | Family.share)) !== 0) result &= couldListWords(needs, units, start, end);
  if ((families & Family.marks) !== 0 && (result & Family.marks) === 0) {
    const first = firstOf(units, start, end);
    if (couldBeSigns(units[first] as number, units[lastOf(units, first, end) - 1] as number)) result |= Family.marks;
  }
  return result;
}

/** All families but those of menus and share buttons, and of these the ones that a list with such a first item could be. */
function couldListWords(needs: number, units: Uint16Array, start: number, end: number): number {
  const item = readFirstItem(units, start, end);
  let able = ~(Family.menu | Family.share);
  if (couldOpenMenu(item)) able |= Family.menu;
  if ((needs & Need.share) !== 0 || couldOpenShares(item)) able |= Family.share;
  return able;
}
