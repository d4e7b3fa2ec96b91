import type { Lines } from "./kernel.ts";

const LONGEST_NAME = 24;
/** Behind the name at the foot of a letter or notice. */
const DATE = /^\s*[\d〇○零一二三四五六七八九十]{4}\s?年/u;

/** A line that only repeats the source or an author that another line named. */
export function dropNames(lines: Lines): void {
  const names = new Set<string>();
  for (const line of lines.told) {
    const facts = lines.factsOf(line);
    if (facts === null) continue;
    if (facts.source !== undefined) names.add(facts.source);
    for (const author of facts.authors ?? []) names.add(author);
  }
  if (names.size === 0) return;
  const { keptCount } = lines;
  for (let place = 0; place < keptCount; place++) {
    const { text } = lines.blockAt(place);
    const isName = text.length <= LONGEST_NAME && lines.ruleAt(place) === null && names.has(text.trim());
    const next = place + 1 < keptCount ? lines.blockAt(place + 1).text : "";
    if (isName && !DATE.test(next)) lines.drop(place, "source-line");
  }
}
