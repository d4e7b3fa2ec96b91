// What stands twice in a row in the line at hand.
import { LINE } from "./memory";

const LEAST: i32 = 6;
const MOST: i32 = 40;

/**
 * Lists the places before `to` at which 6 to 40 units stand twice, behind the line: i32 each of the place and the fewest units. Gives how many.
 */
export function findRepeats(length: i32, to: i32): i32 {
  let list = (LINE + (<usize>length << 1) + 3) & ~3;
  let count = 0;
  for (let start = 0; start < to; start++) {
    const units = repeatedLength(start, min(MOST, (length - start) >> 1));
    if (units == 0) continue;
    store<i32>(list, start);
    store<i32>(list, units, 4);
    list += 8;
    count++;
  }
  return count;
}

function repeatedLength(start: i32, most: i32): i32 {
  const first = LINE + (<usize>start << 1);
  const unit = load<u16>(first);
  for (let length = LEAST; length <= most; length++) {
    const second = first + (<usize>length << 1);
    if (load<u16>(second) == unit && isSame(first, second)) return length;
  }
  return 0;
}

/** Whether what stands from `first` on up to `second` stands there once more. */
function isSame(first: usize, second: usize): bool {
  const distance = second - first;
  for (let at = first; at < second; at += 2) if (load<u16>(at) != load<u16>(at + distance)) return false;
  return true;
}
