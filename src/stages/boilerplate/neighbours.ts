import { type Entry, isEnclosed, isProse } from "./survey.ts";

/** The longest line between dropped ones that goes with them, and how many in a row; in UTF-16 units. */
const SANDWICHED = 40;
const MOST_SANDWICHED = 3;
/** How many lines of a tail must be known for the unknown ones between them to go. */
const FEWEST_KNOWN = 3;
const KNOWN_SHARE = 0.6;
const LONGEST_NAME = 24;
/** The longest title of a link. */
const LONGEST_LINK = 50;
const SENTENCE = /。/u;
/** Behind the name at the foot of a letter or notice. */
const DATE = /^\s*[\d〇○零一二三四五六七八九十]{4}\s?年/u;

/** Lines that only their neighbours give away: slogans between prompts and contacts at the end of a text, titles under `相关阅读`. */
export function dropByNeighbours(entries: readonly Entry[]): void {
  if (entries.every(({ rule }) => rule === null)) return;
  dropNames(entries);
  dropLinks(entries);
  dropSandwiched(entries);
}

/** A line that only repeats the source or an author that another line named. */
function dropNames(entries: readonly Entry[]): void {
  const names = new Set<string>();
  for (const { rule, facts } of entries) {
    if (rule === null || facts === null) continue;
    if (facts.source !== undefined) names.add(facts.source);
    for (const author of facts.authors ?? []) names.add(author);
  }
  if (names.size === 0) return;
  for (const [place, entry] of entries.entries()) {
    const isName = entry.rule === null && entry.block.text.length <= LONGEST_NAME && names.has(entry.block.text.trim());
    if (isName && !DATE.test(entries[place + 1]?.block.text ?? "")) entry.rule = "source-line";
  }
}

/** Behind the head of a link list that no prose follows: lines without a sentence end. */
function dropLinks(entries: readonly Entry[]): void {
  const lastProse = entries.findLastIndex(isProse);
  for (let i = Math.max(0, lastProse + 1); i < entries.length; i++) {
    if ((entries[i] as Entry).rule !== "related") continue;
    for (let k = i + 1; k < entries.length; k++) {
      const entry = entries[k] as Entry;
      if (entry.rule !== null) continue;
      if (entry.block.text.length > LONGEST_LINK || SENTENCE.test(entry.block.text)) return;
      entry.rule = "related";
    }
    return;
  }
}

/** In a tail of which most lines are known, the few short ones between them go as promotion. */
function dropSandwiched(entries: readonly Entry[]): void {
  let start = entries.length;
  while (start > 0 && isTailLine(entries, start - 1)) start--;
  while (start < entries.length && (entries[start] as Entry).rule === null) start++;
  const tail = entries.slice(start);
  let end = tail.length;
  while (end > 0 && (tail[end - 1] as Entry).rule === null) end--;
  const known = tail.slice(0, end).filter(({ rule }) => rule !== null).length;
  if (known < FEWEST_KNOWN || known < end * KNOWN_SHARE) return;
  for (let i = 0; i < end; ) {
    let stop = i;
    while (stop < end && (tail[stop] as Entry).rule === null) stop++;
    if (stop - i <= MOST_SANDWICHED) for (let k = i; k < stop; k++) (tail[k] as Entry).rule = "promotion";
    i = stop + 1;
  }
}

/** Known, or short; a sentence only with two known lines before and one behind it. */
function isTailLine(entries: readonly Entry[], place: number): boolean {
  const entry = entries[place] as Entry;
  return entry.rule !== null || (entry.block.text.length <= SANDWICHED && (!entry.isLikeProse || isEnclosed(entries, place)));
}
