// Who holds which title where: read from mentions that stand next to each other.
import type { Entity, Relation } from "../../pipeline/document.ts";

const BETWEEN_TITLES: ReadonlySet<string> = new Set(["、", "兼", "和", "及", "，", "兼任", "与"]);
const BEFORE_PERSON: ReadonlySet<string> = new Set(["", " ", "：", ":", "，"]);
const BEFORE_TITLE: ReadonlySet<string> = new Set(["", "的", " ", "前", "原", "现任", "时任", "新任", "副", "的前"]);
const AFTER_PERSON: ReadonlySet<string> = new Set([
  "",
  "（",
  "(",
  "是",
  "担任",
  "出任",
  "，",
  "任",
  "为",
  "，现任",
  "现任",
  "就任",
  "当选",
  "，是",
]);
const BETWEEN_ORGS: ReadonlySet<string> = new Set(["", " "]);

/**
 * Relations of the entities of one text.
 *
 * @param entities sorted by start
 * @returns sorted by person, then title; indices into `entities`
 */
export function findRelations(text: string, entities: readonly Entity[]): Relation[] {
  const relations: Relation[] = [];
  for (let i = 0; i < entities.length; i++) {
    if (entities[i]?.type !== "TITLE") continue;
    let last = i;
    while (entities[last + 1]?.type === "TITLE" && BETWEEN_TITLES.has(between(text, entities, last))) last++;
    addRun(text, entities, i, last, relations);
    i = last;
  }
  return relations.sort((one, two) => one.person - two.person || one.title - two.title);
}

/** The text between an entity and the next. */
function between(text: string, entities: readonly Entity[], index: number): string {
  const [one, two] = [entities[index], entities[index + 1]];
  return one === undefined || two === undefined ? "\n" : text.slice(one.end, Math.min(two.start, one.end + 8));
}

/** Titles first … last that stand together: 公司创始人、董事长某某, or 某某是公司的董事长. */
function addRun(text: string, entities: readonly Entity[], first: number, last: number, relations: Relation[]): void {
  const org = bodyBefore(text, entities, first);
  const following =
    entities[last + 1]?.type === "PERSON" && BEFORE_PERSON.has(between(text, entities, last)) && between(text, entities, last) !== "，";
  const commaAfter = entities[last + 1]?.type === "PERSON" && between(text, entities, last) === "，";
  const start = org ?? first;
  const leading = entities[start - 1]?.type === "PERSON" && AFTER_PERSON.has(between(text, entities, start - 1));
  const person = following ? last + 1 : leading ? start - 1 : commaAfter && org !== null ? last + 1 : null;
  if (person === null) return;
  for (let title = first; title <= last; title++) relations.push({ type: "title", person, title, org });
}

/** The organisation (or country) that a title belongs to, when it stands right before it. */
function bodyBefore(text: string, entities: readonly Entity[], title: number): number | null {
  const before = entities[title - 1];
  if (before === undefined || !BEFORE_TITLE.has(between(text, entities, title - 1))) return null;
  if (before.type === "ORG") return title - 1;
  if (before.type !== "PLACE") return null;
  const earlier = entities[title - 2];
  return earlier?.type === "ORG" && BETWEEN_ORGS.has(between(text, entities, title - 2)) ? title - 2 : title - 1;
}
