// What the features of a piece need besides its words: runs, endings ahead, marks.
import {
  BREAK,
  BREAKING_TAG,
  DIGITS,
  EDGE_ID,
  ENDING,
  JOINT,
  LATIN,
  MARGIN,
  MARKS_BEFORE,
  MARKS_BEHIND,
  MARK_BITS,
  MARK_SHIFT,
  NAME_TAG,
  SOUND,
  ahead,
  fillBytes,
  firstWord,
  ids,
  kindOf,
  kinds,
  lastWord,
  marks,
  runFirst,
  runKind,
  runNext,
  tags,
  units,
  wanted,
  wordFirst,
  wordOf,
  wordTag,
} from "./memory";

/** Class of the edges of a piece (../classes.ts). */
const EDGE_KIND = 28;

/** Puts the edges around the tokens. */
export function setEdges(count: i32): void {
  for (let i = 1; i <= MARGIN; i++) {
    store<i32>(ids - (<usize>i << 2), EDGE_ID);
    store<i32>(<usize>(count + i) << 2, EDGE_ID, ids - 4);
    store<u8>(kindOf - <usize>i, EDGE_KIND);
    store<u8>(count + i, EDGE_KIND, kindOf - 1);
  }
}

export const RUN_NONE: u8 = 0;
const RUN_SOUND: u8 = 1;
const RUN_LATIN: u8 = 2;

// @ts-ignore
@inline
function flagsOf(token: i32): u32 {
  return load<u32>((<usize>load<u8>(token, kindOf)) << 2, kinds);
}

// @ts-ignore
@inline
function firstOf(word: i32): i32 {
  return load<i32>((<usize>word) << 2, wordFirst);
}

/** A character that writes sounds. */
// @ts-ignore
@inline
function isSound(token: i32): bool {
  const unit = load<u32>((<usize>token) << 2, ids);
  return unit <= 0xffff && (load<u32>((<usize>unit) << 2, units) & SOUND) != 0;
}

/** A word of characters that write sounds; one of several characters must be a name of the lexicon. */
function isSoundWord(word: i32): bool {
  const first = firstOf(word);
  const next = firstOf(word + 1);
  for (let i = first; i < next; i++) if (!isSound(i)) return false;
  return next == first + 1 || (load<u8>(load<u32>((<usize>word) << 2, wordTag), tags) & NAME_TAG) != 0;
}

/** Finds the runs of characters that write a foreign name by its sound, and of Latin words. A run of sounds has two tokens at least. */
export function findRuns(count: i32): void {
  fillBytes(runKind, RUN_NONE, count);
  let word = firstWord;
  while (word < lastWord) {
    const first = firstOf(word);
    const latin = (flagsOf(first) & LATIN) != 0;
    if (!load<u8>(first, wanted) || !(latin || (isSound(first) && isSoundWord(word)))) {
      word++;
      continue;
    }
    let last = word;
    for (let next = word + 1; next < lastWord; next++) {
      const flags = flagsOf(firstOf(next));
      if (flags & JOINT) continue;
      if (latin ? !(flags & (LATIN | DIGITS)) : !isSoundWord(next)) break;
      last = next;
    }
    setRun(latin ? RUN_LATIN : RUN_SOUND, first, firstOf(last + 1));
    word = last + 1;
  }
}

function setRun(kind: u8, first: i32, next: i32): void {
  if (kind == RUN_SOUND && next - first < 2) return;
  for (let i: usize = first; i < <usize>next; i++) {
    store<u8>(i, kind, runKind);
    store<i32>(i << 2, first, runFirst);
    store<i32>(i << 2, next, runNext);
  }
}

/**
 * Walks from the right: the last character of a word that ends like an organisation, place or title, until punctuation or a function word.
 * Tokens that are not wanted begin anew like punctuation, which stands before each clause.
 */
export function lookAhead(count: i32): void {
  let ending: u32 = 0;
  let distance: u32 = 0;
  for (let i = count - 1; i >= 0; i--) {
    if (!load<u8>(i, wanted)) {
      ending = 0;
      continue;
    }
    const at: usize = (<usize>i) << 2;
    const kind = load<u8>(i, kindOf);
    const flags = load<u32>((<usize>kind) << 2, kinds);
    const word: usize = (<usize>load<u32>(at, wordOf)) << 2;
    const breaks = (flags & BREAK) | (<u32>load<u8>(load<u32>(word, wordTag), tags) & BREAKING_TAG);
    const ends = u32((flags & ENDING) != 0) & u32(load<i32>(word, wordFirst + 4) == i + 1);
    distance = select<u32>(0, distance + 1, ends != 0);
    ending = select<u32>((load<u32>(at, ids) << 12) | kind, ending, ends != 0);
    ending = select<u32>(0, ending, breaks != 0);
    store<u32>(at, select<u32>(0, ending + (min(distance, 12) << 8), ending == 0), ahead);
  }
}

/** Inside which marks each token stands. */
export function markInside(count: i32): void {
  fillBytes(marks, 0, count);
  let inside: u32 = 0;
  let any: u32 = 0;
  for (let i = 0; i < count; i++) any |= flagsOf(i);
  if (!(any & (MARK_BITS << MARK_SHIFT))) return;
  for (let i = 0; i < count; i++) {
    const flags = flagsOf(i);
    if (flags & MARKS_BEFORE) inside = (flags >>> MARK_SHIFT) & MARK_BITS;
    store<u8>(i, inside, marks);
    if (flags & MARKS_BEHIND) inside = (flags >>> MARK_SHIFT) & MARK_BITS;
  }
}
