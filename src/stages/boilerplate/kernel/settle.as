// Lines that only their neighbours give away: slogans between prompts and contacts at the end of a text, titles under `相关阅读`.
import { at, isEnclosed, isProse, lengthOf } from "./judge";
import { END, get, isOf, kept, KEPT_COUNT, lines, PROSE, RECORD_SHIFT, records, RULE, set, START, tell, TRAITS } from "./memory";
import { FULL_STOP } from "./sorts";

/** The longest line between dropped ones that goes with them, and the longest title of a link, in bytes; how many in a row. */
const SANDWICHED: usize = 2 * 40;
const LONGEST_LINK: usize = 2 * 50;
const MOST_SANDWICHED: i32 = 3;
/** How many lines of a tail must be known for the unknown ones between them to go, and three fifths of it. */
const FEWEST_KNOWN: i32 = 3;

/** Numbers of rules: as in ../kernel.ts. */
const RELATED: u32 = 1;
const PROMOTED: u32 = 2;

/** The lines that are left. */
export let keptCount: i32 = 0;

export function keepAll(count: i32): void {
  keptCount = count;
  tell(KEPT_COUNT, count);
}

function keptLine(place: i32): i32 {
  return load<i32>(kept + (<usize>place << 2));
}

/** Sets the rules of those that go with others, and takes all that go out of the lines that are left. False when none goes. */
export function settle(): bool {
  let going = 0;
  for (let place = 0; place < keptCount; place++) going += <i32>isGoing(place);
  if (going == 0) return false;
  dropLinks();
  dropSandwiched();
  let next = 0;
  for (let place = 0; place < keptCount; place++) {
    if (isGoing(place)) continue;
    store<i32>(kept + (<usize>next << 2), keptLine(place));
    next++;
  }
  keepAll(next);
  return true;
}

/** Lists the lines that go; gives their number. */
export function listGone(count: i32): i32 {
  let gone = 0;
  for (let line = 0; line < count; line++) {
    if (get(records + (<usize>line << RECORD_SHIFT), RULE) == 0) continue;
    store<i32>(lines + (<usize>gone << 2), line);
    gone++;
  }
  return gone;
}

function isGoing(place: i32): bool {
  return get(at(place), RULE) != 0;
}

/** Behind the head of a link list that no prose follows: lines without a sentence end. */
function dropLinks(): void {
  let place = keptCount - 1;
  while (place >= 0 && !isProse(at(place))) place--;
  for (place++; place < keptCount; place++) if (get(at(place), RULE) == RELATED) break;
  for (place++; place < keptCount; place++) {
    const record = at(place);
    if (get(record, RULE) != 0) continue;
    if (lengthOf(record) > LONGEST_LINK || holdsStop(record)) return;
    set(record, RULE, RELATED);
  }
}

function holdsStop(record: usize): bool {
  const end = <usize>get(record, END);
  for (let unit = <usize>get(record, START); unit < end; unit += 2) if (isOf(unit, FULL_STOP)) return true;
  return false;
}

/** In a tail of which most lines are known, the few short ones between them go as promotion. */
function dropSandwiched(): void {
  let start = keptCount;
  while (start > 0 && isTailLine(start - 1)) start--;
  while (start < keptCount && !isGoing(start)) start++;
  let end = keptCount;
  while (end > start && !isGoing(end - 1)) end--;
  let known = 0;
  for (let place = start; place < end; place++) known += <i32>isGoing(place);
  if (known < FEWEST_KNOWN || known * 5 < (end - start) * 3) return;
  for (let place = start; place < end; ) {
    let stop = place;
    while (stop < end && !isGoing(stop)) stop++;
    if (stop - place <= MOST_SANDWICHED) for (let k = place; k < stop; k++) set(at(k), RULE, PROMOTED);
    place = stop + 1;
  }
}

/** Known, or short; a sentence only with two known lines before and one behind it. */
function isTailLine(place: i32): bool {
  const record = at(place);
  if (get(record, RULE) != 0) return true;
  return lengthOf(record) <= SANDWICHED && ((get(record, TRAITS) & PROSE) == 0 || isEnclosed(place));
}
