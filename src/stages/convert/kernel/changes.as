// What changed: counted always, listed where a list is wanted.

/** Runs of changed characters, neighbouring ones as one; characters replaced, in code points. */
export let runs: i32 = 0;
export let chars: i32 = 0;
/** End of the last change, an address; 0 = none touches what comes. */
export let lastEnd: usize = 0;

/** Four i32 for each run: where it begins and ends among the units and in the output. `list` is where the next one goes, 0 = nowhere. */
let list: usize = 0;
let units: usize = 0;
let output: usize = 0;

/** @param at where the list begins, 0 = none is wanted */
export function startChanges(at: usize, unitsAt: usize, outputAt: usize): void {
  runs = 0;
  chars = 0;
  lastEnd = 0;
  list = at;
  units = unitsAt;
  output = outputAt;
}

/** Counts characters that changed one by one, where nothing is listed. @param end of the last one, or 0 */
export function countChanges(newRuns: i32, newChars: i32, end: usize): void {
  runs += newRuns;
  chars += newChars;
  lastEnd = end;
}

/** The units from `start` to `end`, so many characters, became those from `from` to `to` of the output. */
export function addChange(start: usize, end: usize, newChars: i32, from: usize, to: usize): void {
  chars += newChars;
  if (start != lastEnd) {
    runs++;
    if (list != 0) {
      store<i32>(list, <i32>((start - units) >> 1));
      store<i32>(list, <i32>((from - output) >> 1), 8);
      list += 16;
    }
  }
  if (list != 0) {
    store<i32>(list - 12, <i32>((end - units) >> 1));
    store<i32>(list - 4, <i32>((to - output) >> 1));
  }
  lastEnd = end;
}

/**
 * How the region [start, end) differs from what it became: unit by unit where both are as long and of the basic plane, else what is left
 * between the common head and tail. A run never parts a surrogate pair.
 */
export function addRegion(start: usize, end: usize, from: usize, to: usize): void {
  if (to - from == end - start && !hasSurrogate(start, end)) {
    for (; start < end; start += 2, from += 2) {
      if (load<u16>(start) != load<u16>(from)) addChange(start, start + 2, 1, from, from + 2);
    }
    return;
  }
  const first = start;
  const last = end;
  while (start < end && from < to && load<u16>(start) == load<u16>(from)) {
    start += 2;
    from += 2;
  }
  if (start == end && from == to) return; // also where the region ends with half a pair, which the next lines would give back
  while (end > start && to > from && load<u16>(end - 2) == load<u16>(to - 2)) {
    end -= 2;
    to -= 2;
  }
  if (start > first && (load<u16>(start - 2) & 0xfc00) == 0xd800) {
    start -= 2;
    from -= 2;
  }
  if (end < last && (load<u16>(end) & 0xfc00) == 0xdc00) {
    end += 2;
    to += 2;
  }
  addChange(start, end, countCodePoints(start, end), from, to);
}

function hasSurrogate(start: usize, end: usize): bool {
  for (; start < end; start += 2) if ((load<u16>(start) & 0xf800) == 0xd800) return true;
  return false;
}

function countCodePoints(start: usize, end: usize): i32 {
  let count = 0;
  for (; start < end; start += 2) if ((load<u16>(start) & 0xfc00) != 0xdc00) count++;
  return count;
}
