import type { Lines } from "./kernel.ts";
import type { Facts } from "./line.ts";

/** Behind the name at the foot of a letter or notice. */
const DATE = /^\s*[\d〇○零一二三四五六七八九十]{4}\s?年/u;

/** A line that only repeats the source or an author that another line named. */
export function dropNames(lines: Lines): void {
  const { told } = lines;
  for (let n = 0; n < told.length; n++) {
    const { source, authors } = lines.factsOf(told[n] as number) ?? NO_FACTS;
    if (source !== undefined) dropName(lines, source);
    if (authors !== undefined) for (let i = 0; i < authors.length; i++) dropName(lines, authors[i] as string);
  }
}

const NO_FACTS: Facts = {};

function dropName(lines: Lines, name: string): void {
  const { keptCount } = lines;
  const count = lines.listNames(name.charCodeAt(0));
  for (let n = 0; n < count; n++) {
    const place = lines.listed(n);
    const next = place + 1 < keptCount ? lines.blockAt(place + 1).text : "";
    if (lines.blockAt(place).text.trim() === name && !DATE.test(next)) lines.drop(place, "source-line");
  }
}
