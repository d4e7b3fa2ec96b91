// What the features of a piece need besides its words: runs, endings ahead, marks.
import {
  BREAK,
  BREAKING_TAG,
  DIGITS,
  ENDING,
  JOINT,
  LATIN,
  MARKS_BEFORE,
  MARKS_BEHIND,
  MARK_BITS,
  MARK_SHIFT,
  NAME_TAG,
  SOUND,
  ahead,
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

export const RUN_NONE: u8 = 0;
const RUN_SOUND: u8 = 1;
const RUN_LATIN: u8 = 2;

// @ts-ignore
@inline
function flagsOf(token: i32): u32 {
  return load<u32>(kinds + ((<usize>load<u8>(kindOf + token)) << 2));
}

// @ts-ignore
@inline
function firstOf(word: i32): i32 {
  return load<i32>(wordFirst + ((<usize>word) << 2));
}

/** A word of characters that write sounds; one of several characters must be a name of the lexicon. */
function isSoundWord(word: i32): bool {
  const first = firstOf(word);
  const next = firstOf(word + 1);
  for (let i = first; i < next; i++) {
    const unit = load<u32>(ids + ((<usize>i) << 2));
    if (unit > 0xffff || !(load<u32>(units + ((<usize>unit) << 2)) & SOUND)) return false;
  }
  return next == first + 1 || (load<u8>(tags + load<u32>(wordTag + ((<usize>word) << 2))) & NAME_TAG) != 0;
}

/** Finds the runs of characters that write a foreign name by its sound, and of Latin words. A run of sounds has two tokens at least. */
export function findRuns(count: i32): void {
  memory.fill(runKind, RUN_NONE, count);
  let word = firstWord;
  while (word < lastWord) {
    const first = firstOf(word);
    const latin = (flagsOf(first) & LATIN) != 0;
    if (!load<u8>(wanted + first) || (!latin && !isSoundWord(word))) {
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
    store<u8>(runKind + i, kind);
    store<i32>(runFirst + (i << 2), first);
    store<i32>(runNext + (i << 2), next);
  }
}

/** Walks from the right: the last character of a word that ends like an organisation, place or title, until punctuation or a function word. */
export function lookAhead(count: i32): void {
  let ending: u32 = 0;
  let distance: u32 = 0;
  for (let i = count - 1; i >= 0; i--) {
    const at: usize = (<usize>i) << 2;
    const flags = flagsOf(i);
    const word = load<i32>(wordOf + at);
    if (flags & BREAK || load<u8>(tags + load<u32>(wordTag + ((<usize>word) << 2))) & BREAKING_TAG) {
      ending = 0;
      distance = 0;
    } else if (flags & ENDING && firstOf(word + 1) == i + 1) {
      ending = (load<u32>(ids + at) << 12) | load<u8>(kindOf + i);
      distance = 0;
    } else if (ending != 0) distance++;
    store<u32>(ahead + at, ending == 0 ? 0 : ending + (min(distance, 12) << 8));
  }
}

/** Inside which marks each token stands. */
export function markInside(count: i32): void {
  let inside: u32 = 0;
  for (let i = 0; i < count; i++) {
    const flags = flagsOf(i);
    if (flags & MARKS_BEFORE) inside = (flags >>> MARK_SHIFT) & MARK_BITS;
    store<u8>(marks + i, inside);
    if (flags & MARKS_BEHIND) inside = (flags >>> MARK_SHIFT) & MARK_BITS;
  }
}
