// The lines of a document, not judged yet.
import { CREDIT, gateLine, isLikeProse } from "./gate";
import { judge, restart } from "./judge";
import {
  ALONE,
  ALONE_PLACE,
  AS_NOTICE,
  AT_END,
  BLOCK,
  END,
  END_FAMILIES,
  END_PLACE,
  FAMILIES,
  FINDING,
  FIRST_MARK,
  FOLDED_START,
  foldOf,
  GATE,
  get,
  isOf,
  kept,
  KEYS,
  LINE_COUNT,
  NEEDS,
  NEEDS_KNOWN,
  NOTHING,
  PROSE,
  RECORD_SHIFT,
  records,
  RULE,
  set,
  START,
  starts,
  tell,
  TRAITS,
  units,
} from "./memory";
import { firstOf, lastOf, LONGEST_LINE, needsOfLine } from "./needs";
import { possible, verdict } from "./possible";
import { keepAll } from "./settle";
import { SPACE } from "./sorts";

/** Longer ones are never blank. In bytes. */
const LONGEST_BLANK: usize = 2 * 200;
const LAST_BLANK: u16 = 0x3000;
/** No unit: a line of blanks is like no other. */
const NO_MARK: u32 = 0x10000;
const NO_PLACE: u32 = 0xffffffff;

/** Makes a record of each block that is not blank, and begins to judge them: see `judge`. */
export function open(blocks: i32): i32 {
  let lines = 0;
  for (let n = 0; n < blocks; n++) {
    const at = starts + (<usize>n << 2);
    const start = units + (<usize>load<u32>(at) << 1);
    const end = units + (<usize>load<u32>(at, 4) << 1) - 2;
    if (start == end) continue;
    let first = start;
    while (first < end && isOf(first, SPACE)) first += 2;
    if (first == end && end - start < LONGEST_BLANK && load<u16>(start) <= LAST_BLANK) continue;
    const record = records + (<usize>lines << RECORD_SHIFT);
    set(record, BLOCK, n);
    set(record, START, <u32>start);
    set(record, END, <u32>end);
    set(record, FIRST_MARK, first < end ? <u32>load<u16>(first) : NO_MARK + <u32>lines);
    fill(record, start, end);
    store<u32>(kept + (<usize>lines << 2), lines);
    lines++;
  }
  tell(LINE_COUNT, lines);
  keepAll(lines);
  restart();
  return judge();
}

function fill(record: usize, start: usize, end: usize): void {
  const gate = gateLine(start, end);
  set(record, TRAITS, isLikeProse(start, end) ? PROSE : 0);
  set(record, GATE, gate);
  const families = (gate & ~CREDIT) == 0 ? 0 : possible(gate, needsOfRecord(record), start, end) & ~CREDIT;
  const isKnown = families == 0 || verdict != 0;
  set(record, FAMILIES, isKnown ? 0 : families);
  set(record, ALONE_PLACE, NO_PLACE);
  set(record, ALONE, families == 0 ? NOTHING : verdict);
  set(record, END_PLACE, NO_PLACE);
  set(record, AT_END, 0);
  set(record, AS_NOTICE, 0);
  set(record, END_FAMILIES, 0);
  set(record, FINDING, 0);
  set(record, RULE, 0);
}

/** What the patterns of a line need; looked for once. */
export function needsOfRecord(record: usize): u32 {
  const traits = get(record, TRAITS);
  if ((traits & NEEDS_KNOWN) == 0) {
    set(record, TRAITS, traits | NEEDS_KNOWN);
    set(record, NEEDS, needsOfLine(<usize>get(record, START), <usize>get(record, END)));
  }
  return get(record, NEEDS);
}

/**
 * Folds a line for the rules, without the blanks at its ends; of a long one the beginning. It lies at KEYS until the next look at a line's needs.
 *
 * @returns its units
 */
export function foldLine(record: usize): i32 {
  const start = <usize>get(record, START);
  const end = <usize>get(record, END);
  const first = firstOf(start, end);
  const last = min(lastOf(first, end), first + LONGEST_LINE);
  let to = KEYS;
  for (let at = first; at < last; at += 2, to += 2) store<u16>(to, <u16>foldOf(at));
  tell(FOLDED_START, <i32>((first - start) >> 1));
  return <i32>((last - first) >> 1);
}
