import type { Bibliography } from "../../pipeline/document.ts";
import type { Facts } from "./line.ts";

/** Fills what the bibliography lacks; what it has stays. Of several facts the first counts. The same object when nothing is added. */
export function addFacts(known: Bibliography, facts: readonly Facts[]): Bibliography {
  if (facts.length === 0) return known;
  let { title, published, url, source, authors, editors, tags } = known;
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i] as Facts;
    title ??= fact.title ?? null;
    published ??= fact.published ?? null;
    url ??= fact.url ?? null;
    source ??= fact.source ?? null;
    if (authors.length === 0 && fact.authors) authors = fact.authors;
    if (fact.editors !== undefined) editors = joined(editors, fact.editors);
    if (fact.tags !== undefined && known.tags.length === 0) tags = joined(tags, fact.tags);
  }
  const isKnown =
    title === known.title &&
    published === known.published &&
    url === known.url &&
    source === known.source &&
    authors === known.authors &&
    editors === known.editors &&
    tags === known.tags;
  return isKnown ? known : { title, published, url, source, authors, editors, tags };
}

function joined(values: readonly string[], more: readonly string[]): readonly string[] {
  const added = more.filter((value) => !values.includes(value));
  return added.length === 0 ? values : [...values, ...new Set(added)];
}
