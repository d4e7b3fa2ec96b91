// Paragraphs that stay: those that something may be glued to, and those that may name a reporter.
import { noticeBits, PLAIN_END, STOP } from "./gate";
import { at, lengthOf } from "./judge";
import { END, get, isOf, KEPT_UNITS, kindOf, lines, START, tell } from "./memory";
import { couldBeTail, ENDS, GLUED_BYLINE, needsOf, NOTICE } from "./needs";
import { keptCount } from "./settle";
import { BRACKET, NAME_BLANK, REPORTER, REPORTER_END } from "./sorts";

/** In bytes. */
const LEAST_PARAGRAPH: usize = 2 * 600;
const TAIL: usize = 2 * 60;
const NOTICE_TAIL: usize = 2 * 320;
const HEAD: usize = 2 * 160;
const REPORTER_RANGE: usize = 2 * 60;
/** The first eight characters of notices stand in the label or mark of a glued one. */
const LABEL_BITS: u32 = 0xff;
/** How many of the last paragraphs may have a disclaimer glued to them, and of the first a byline. */
const OUTER: i32 = 3;

/** Beside the place of a line that may need mending: something could be glued to its end; a notice. */
const HAS_TAIL: i32 = 1;
const HAS_NOTICE: i32 = 2;
const FLAG_BITS: i32 = 2;

/** Lists the places of the lines that may need mending; gives their number. */
export function listMends(): i32 {
  let count = 0;
  let bytes: usize = 0;
  for (let place = 0; place < keptCount; place++) {
    const record = at(place);
    const start = <usize>get(record, START);
    const end = <usize>get(record, END);
    bytes += end - start;
    let flags = couldHaveTail(start, end) ? HAS_TAIL : 0;
    if (place >= keptCount - OUTER && holdsNotice(start, end)) flags |= HAS_NOTICE;
    if (flags == 0 && end - start < LEAST_PARAGRAPH && !(place < OUTER && holdsReporter(start, end))) continue;
    store<i32>(lines + (<usize>count << 2), (place << FLAG_BITS) | flags);
    count++;
  }
  tell(KEPT_UNITS, <i32>(bytes >>> 1));
  return count;
}

/** Whether something could be glued behind the last sentence of a paragraph. */
function couldHaveTail(start: usize, end: usize): bool {
  if ((kindOf(end - 2) & PLAIN_END) != 0) return false;
  const from = end - start > TAIL ? end - TAIL : start;
  for (let unit = end - 2; unit > from; ) {
    unit -= 2;
    if ((kindOf(unit) & STOP) != 0) return couldBeTail(needsOf(ENDS, from, end));
  }
  return false;
}

/** Whether the last units of a paragraph hold the label or mark of a notice. */
export function holdsNotice(start: usize, end: usize): bool {
  const from = end - start > NOTICE_TAIL ? end - NOTICE_TAIL : start;
  return (noticeBits(from, end) & LABEL_BITS) != 0 && (needsOf(ENDS, from, end) & NOTICE) != 0;
}

/** 者 and a blank near the beginning, and what a glued byline holds. */
function holdsReporter(start: usize, end: usize): bool {
  const stop = min(end, start + HEAD);
  for (let unit = start; unit < stop; unit += 2) {
    if (isOf(unit, REPORTER) && unit + 2 < end && isOf(unit + 2, NAME_BLANK)) return (needsOf(ENDS, start, stop) & GLUED_BYLINE) != 0;
  }
  return false;
}

/** Whether the first two lines that are left or the last one could name a reporter in brackets. */
export function namesReporters(): bool {
  for (let place = 0; place < min(2, keptCount); place++) if (namesReporter(at(place))) return true;
  return keptCount > 2 && namesReporter(at(keptCount - 1));
}

/** In the first brackets, or the last ones. */
function namesReporter(record: usize): bool {
  const start = <usize>get(record, START);
  const end = <usize>get(record, END);
  const head = min(end, start + REPORTER_RANGE);
  for (let unit = start; unit < head; unit += 2) {
    if (!isOf(unit, BRACKET)) continue;
    if (holdsReporterEnd(unit, end)) return true;
    break;
  }
  if (lengthOf(record) <= REPORTER_RANGE) return false;
  for (let unit = end - REPORTER_RANGE; unit < end; unit += 2) if (isOf(unit, BRACKET) && holdsReporterEnd(unit, end)) return true;
  return false;
}

function holdsReporterEnd(bracket: usize, end: usize): bool {
  const stop = min(end, bracket + 2 + REPORTER_RANGE);
  for (let unit = bracket + 2; unit < stop; unit += 2) if (isOf(unit, REPORTER_END)) return true;
  return false;
}
