import type { Lines } from "./kernel.ts";

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
  for (const name of names) dropName(lines, name);
}

function dropName(lines: Lines, name: string): void {
  const { keptCount } = lines;
  const count = lines.listNames(name.charCodeAt(0));
  for (let n = 0; n < count; n++) {
    const place = lines.listed(n);
    const next = place + 1 < keptCount ? lines.blockAt(place + 1).text : "";
    if (lines.blockAt(place).text.trim() === name && !DATE.test(next)) lines.drop(place, "source-line");
  }
}
