// Lines that could say no more than a title or a name. TypeScript compares those that are listed.
import { at, lengthOf } from "./judge";
import { END, FIRST_MARK, foldOf, get, isOf, lines, RULE, START } from "./memory";
import { KEYED } from "./sorts";
import { keptCount } from "./settle";

/** In bytes. */
const LONGEST_TITLE: usize = 2 * 128;
const LONGEST_NAME: usize = 2 * 24;

/**
 * Lists the places before one of lines that are left and could be a title; gives their number.
 *
 * @param opening the first unit of the title, folded, where it is a Han character; 0 for any line
 */
export function listTitles(end: i32, opening: u32): i32 {
  let count = 0;
  for (let place = 0; place < end; place++) {
    const record = at(place);
    if (get(record, RULE) != 0 || lengthOf(record) > LONGEST_TITLE) continue;
    if (opening == 0 || opensWith(record, opening)) list(count++, place);
  }
  return count;
}

/** Whether the first unit that a key of titles surely holds is this one. */
function opensWith(record: usize, opening: u32): bool {
  const end = <usize>get(record, END);
  for (let at = <usize>get(record, START); at < end; at += 2) if (isOf(at, KEYED)) return foldOf(at) == opening;
  return false;
}

/** Lists the places of short lines that are left and begin with this unit, blanks aside; gives their number. */
export function listNames(opening: u32): i32 {
  let count = 0;
  for (let place = 0; place < keptCount; place++) {
    const record = at(place);
    if (get(record, FIRST_MARK) == opening && get(record, RULE) == 0 && lengthOf(record) <= LONGEST_NAME) list(count++, place);
  }
  return count;
}

function list(n: i32, place: i32): void {
  store<u32>(lines + (<usize>n << 2), place);
}
