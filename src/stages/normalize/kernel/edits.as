// What was done to a text: counted by rule, listed where a list is wanted, and written.
import { copy as copyBytes, first, isGone, last, length, markAt, original, RULE_MASK, unitAt } from "./memory";

/** i32 by rule, two for each: edits, and characters replaced, in code points. */
export const COUNTS: usize = 0x100;
const COUNTS_SIZE: i32 = 64;

/** Five i32 for each edit: where it begins and ends in its text, its rule, and where what stands there instead begins and ends in the output. */
const SIZE: usize = 20;
let list: usize = 0;
let output: usize = 0;

/** @param at where edits are listed, 0 = nowhere. @param to where the output begins */
export function startEdits(at: usize, to: usize): void {
  memory.fill(COUNTS, 0, COUNTS_SIZE);
  list = at;
  output = to;
}

/** The rules of which there are edits, as bits. */
export function rulesCounted(): i32 {
  let rules = 0;
  for (let rule = 1; rule < COUNTS_SIZE / 8; rule++) if (load<i32>(COUNTS + (<usize>rule << 3)) != 0) rules |= 1 << rule;
  return rules;
}

/** Edits of the text that was written last. */
export let count: i32 = 0;

/** Writes the text as it stands and gives its end; neighbouring changes of one rule are one edit. Gives `to` where there is none. */
export function writeText(to: usize): usize {
  count = 0;
  let end = to;
  let at = 0;
  for (let i = first; i <= last; ) {
    const rule = markAt(i) & RULE_MASK;
    if (rule == 0) {
      i++;
      continue;
    }
    end = copy(at, i, end);
    const from = end;
    at = i;
    for (; at <= last && (markAt(at) & RULE_MASK) == rule; at++) {
      store<u16>(end, <u16>unitAt(at));
      end += isGone(at) ? 0 : 2;
    }
    addEdit(i, at, rule, from, end);
    i = at;
  }
  return count == 0 ? to : copy(at, length, end);
}

/** Copies units of the text as it came. */
function copy(from: i32, to: i32, at: usize): usize {
  const bytes = <usize>(to - from) << 1;
  copyBytes(original + (<usize>from << 1), bytes, at);
  return at + bytes;
}

/** Nothing where the units are what they were. */
function addEdit(start: i32, end: i32, rule: u32, from: usize, to: usize): void {
  const before = original + (<usize>start << 1);
  const bytes = <usize>(end - start) << 1;
  if (to - from == bytes && isSame(before, from, bytes)) return;
  count++;
  const counts = COUNTS + (<usize>rule << 3);
  store<i32>(counts, load<i32>(counts) + 1);
  store<i32>(counts, load<i32>(counts, 4) + countCodePoints(before, before + bytes), 4);
  if (list == 0) return;
  store<i32>(list, start);
  store<i32>(list, end, 4);
  store<i32>(list, rule, 8);
  store<i32>(list, <i32>((from - output) >> 1), 12);
  store<i32>(list, <i32>((to - output) >> 1), 16);
  list += SIZE;
}

function isSame(one: usize, other: usize, bytes: usize): bool {
  for (let i: usize = 0; i < bytes; i += 2) if (load<u16>(one + i) != load<u16>(other + i)) return false;
  return true;
}

function countCodePoints(from: usize, end: usize): i32 {
  let points = <i32>((end - from) >> 1);
  for (; from + 2 < end; from += 2) {
    if ((load<u16>(from) & 0xfc00) != 0xd800 || (load<u16>(from, 2) & 0xfc00) != 0xdc00) continue;
    points--;
    from += 2;
  }
  return points;
}
