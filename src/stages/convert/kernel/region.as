// Regions: stretches of units that may make live pairs, which go through OpenCC's steps one after the other.
import { DESCRIPTION_FLAG, FIRST, flagsOf, LAST, LEFT_FLAG, longestMatch, matchEnd, NORMALIZE, OWN, pairBits, pairHash, SEGMENT, SLOW_FLAG } from "./memory";

/** Ideographic description sequences longer than this (bytes) are no sequences here, so that the scan stays linear. */
const DESCRIPTION_LIMIT: usize = 96;

/** CJK compatibility ideographs: F900 to FAFF, and 2F800 to 2FA1F behind this first half. */
const COMPATIBILITY_FIRST: u32 = 0xf900;
const COMPATIBILITY_LAST: u32 = 0xfaff;
const COMPATIBILITY_HIGH: u32 = 0xd87e;

/** Room for the input without compatibility ideographs, and for what the regional step makes. */
let normalized: usize = 0;
let middle: usize = 0;
/** End of `middle`, where the output begins, and of the output. */
let output: usize = 0;
let limit: usize = 0;
/** Something had no room. */
export let isFull: bool = false;

/** Tells where there is room: for two scratch buffers of some bytes, and behind them for the output. */
export function setRoom(scratch: usize, bytes: usize, end: usize): void {
  normalized = scratch;
  middle = scratch + bytes;
  output = middle + bytes;
  limit = end;
  isFull = false;
}

export function setFull(): void {
  isFull = true;
}

/** End of the region that starts at `start`; `start` itself where the unit there stands alone. */
export function regionEnd(start: usize, end: usize): usize {
  let left = <u32>load<u16>(start);
  const flags = flagsOf(left);
  if ((flags & DESCRIPTION_FLAG) != 0) return descriptionEnd(start, end);
  let at = start + 2;
  while (at < end && (flagsOf(left) & LEFT_FLAG) != 0) {
    const right = <u32>load<u16>(at);
    if ((pairBits(pairHash(left, right)) & 1) == 0 || (flagsOf(right) & DESCRIPTION_FLAG) != 0) break;
    left = right;
    at += 2;
  }
  return at > start + 2 || (flags & SLOW_FLAG) != 0 ? at : start;
}

/** U+2FF2 and U+2FF3 take three operands, the others two (as opencc-js counts them). */
function operandCount(unit: u32): i32 {
  return unit == 0x2ff2 || unit == 0x2ff3 ? 3 : unit >= 0x2ff0 && unit <= 0x2fff ? 2 : 0;
}

/** End of an ideographic description sequence such as ⿰言五, or `start` when it is not complete. */
function descriptionEnd(start: usize, end: usize): usize {
  const last = min(end, start + DESCRIPTION_LIMIT);
  let missing = 1;
  let at = start;
  while (missing > 0 && at < last) {
    const unit = <u32>load<u16>(at);
    missing += operandCount(unit) - 1;
    at += (unit & 0xfc00) == 0xd800 ? 4 : 2;
  }
  return missing == 0 && at <= end ? at : start;
}

/**
 * Converts a stretch that no step matches across, writes the result and gives its end.
 *
 * The steps are OpenCC's: compatibility ideographs; then segmentation by phrases, and within each segment the regional step and
 * the last step. Overrides take part in the segmentation, with the longer match, and are final.
 */
export function convertRegion(start: usize, end: usize, to: usize): usize {
  if (holdsCompatibility(start, end)) {
    end = step(NORMALIZE, start, end, normalized, middle);
    start = normalized;
  }
  let run = start;
  let at = start;
  while (at < end) {
    const own = longestMatch(OWN, at, end);
    const ownEnd = matchEnd;
    const segment = longestMatch(SEGMENT, at, end);
    const segmentEnd = matchEnd;
    if (own == 0 && segment == 0) {
      at += 2;
      continue;
    }
    to = convertSegment(run, at, to);
    if (own != 0 && (segment == 0 || ownEnd >= segmentEnd)) {
      to = append(own, to, limit);
      at = ownEnd;
    } else {
      to = convertSegment(at, segmentEnd, to);
      at = segmentEnd;
    }
    run = at;
  }
  return convertSegment(run, end, to);
}

function holdsCompatibility(start: usize, end: usize): bool {
  for (let at = start; at < end; at += 2) {
    const unit = <u32>load<u16>(at);
    if ((unit >= COMPATIBILITY_FIRST && unit <= COMPATIBILITY_LAST) || unit == COMPATIBILITY_HIGH) return true;
  }
  return false;
}

function convertSegment(start: usize, end: usize, to: usize): usize {
  if (start == end) return to;
  if (load<u32>(FIRST) == 0) return step(LAST, start, end, to, limit);
  return step(LAST, middle, step(FIRST, start, end, middle, output), to, limit);
}

/** One step: the longest key at each place is replaced, other units are copied. */
function step(trie: usize, from: usize, end: usize, to: usize, most: usize): usize {
  while (from < end) {
    const value = longestMatch(trie, from, end);
    if (value != 0) {
      to = append(value, to, most);
      from = matchEnd;
    } else {
      if (to + 2 > most) {
        isFull = true;
        return to;
      }
      store<u16>(to, load<u16>(from));
      to += 2;
      from += 2;
    }
  }
  return to;
}

function append(value: usize, to: usize, most: usize): usize {
  const bytes = <usize>load<u16>(value) << 1;
  if (to + bytes > most) {
    isFull = true;
    return to;
  }
  memory.copy(to, value + 2, bytes);
  return to + bytes;
}

/** Copies units as they are, and gives the end of the copy. */
export function copy(from: usize, end: usize, to: usize): usize {
  const bytes = end - from;
  if (to + bytes > limit) {
    isFull = true;
    return to;
  }
  memory.copy(to, from, bytes);
  return to + bytes;
}
