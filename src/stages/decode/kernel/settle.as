// The race of ../race.ts as most files in two-byte encodings run it: no other reading is near.
import { INVALID, MARGIN, MODELS, PROGRESS, SAMPLE } from "./memory";
import { countHigh } from "./scan";
import { OUT, readUtf8, runFirst, runOn } from "./score";

/** As in ../race.ts: bytes of the first round, units a byte of what is fluent, invalid sequences with which UTF-8 is out. */
const FIRST_ROUND: i32 = 192;
const FLUENT_UNITS: i32 = 48;
const MANY_INVALID: i32 = 12;

/**
 * Lets two-byte models [first, last), which were started, read the sample. Gives the best one when it reads fluently from the beginning to
 * the end and UTF-8 is out after the first round, else -1; MARGIN has the units that the next encoding needs more, or OUT.
 *
 * @param length of the sample, more than FIRST_ROUND
 * @param utf8 what UTF-8 needs when it has too many invalid sequences
 */
export function settle(first: i32, last: i32, length: i32, utf8: i32, hopeless: i32): i32 {
  readUtf8(FIRST_ROUND);
  const invalid = load<i32>(INVALID);
  if (invalid <= MANY_INVALID || invalid * 4 <= FIRST_ROUND) return -1;
  const least = runFirst(first, last, SAMPLE, FIRST_ROUND, length, utf8, hopeless);
  if (utf8 - least <= hopeless || !isFluent(least, FIRST_ROUND)) return -1;
  runOn(first, last, length, least + hopeless);
  let best = first;
  for (let n = first + 1; n < last; n++) if (unitsOf(n) < unitsOf(best)) best = n;
  if (!isFluent(unitsOf(best), length)) return -1;
  let second = OUT;
  for (let n = first; n < last; n++) if (sortOf(n) != sortOf(best)) second = min(second, unitsOf(n));
  store<i32>(MARGIN, second == OUT ? OUT : second - unitsOf(best));
  return best;
}

function isFluent(units: i32, count: i32): bool {
  return units <= FLUENT_UNITS * count && countHigh(count) * 2 >= count;
}

function unitsOf(n: i32): i32 {
  return load<i32>(PROGRESS + (<usize>n << 4));
}

function sortOf(n: i32): u32 {
  return load<u32>(MODELS + (<usize>n << 4), 8);
}
