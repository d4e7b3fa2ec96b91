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
/** Verbs that give somebody a post; they stand between the body or the person and the title. */
const APPOINTING: ReadonlySet<string> = new Set([
  "担任",
  "出任",
  "就任",
  "任",
  "兼任",
  "升任",
  "接任",
  "当选",
  "当选为",
  "现任",
  "时任",
  "成为",
]);
const SENTENCE_END = /[。！？；\n]/u;
/** How many mentions back the person may stand. */
const FARTHEST = 4;
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
  return relations.length < 2 ? relations : relations.sort(byPerson);
}

function byPerson(one: Relation, two: Relation): number {
  return one.person - two.person || one.title - two.title;
}

/** The text between an entity and the next. */
function between(text: string, entities: readonly Entity[], index: number): string {
  if (index < 0 || index + 1 >= entities.length) return "\n";
  const { end } = entities[index] as Entity;
  return text.slice(end, Math.min((entities[index + 1] as Entity).start, end + 8));
}

/** Titles first … last that stand together: 公司创始人、董事长某某, or 某某是公司的董事长. */
function addRun(text: string, entities: readonly Entity[], first: number, last: number, relations: Relation[]): void {
  const org = bodyBefore(text, entities, first);
  const following =
    entities[last + 1]?.type === "PERSON" && BEFORE_PERSON.has(between(text, entities, last)) && between(text, entities, last) !== "，";
  const commaAfter = entities[last + 1]?.type === "PERSON" && between(text, entities, last) === "，";
  const start = org ?? first;
  const leading = entities[start - 1]?.type === "PERSON" && AFTER_PERSON.has(between(text, entities, start - 1));
  const appointed = following || leading ? null : personAppointed(text, entities, first);
  const person = following ? last + 1 : leading ? start - 1 : (appointed?.person ?? (commaAfter && org !== null ? last + 1 : null));
  if (person === null) return;
  const body = org ?? appointed?.org ?? null;
  for (let title = first; title <= last; title++) relations.push({ type: "title", person, title, org: body });
}

/** 某某…在公司担任董事长: the body right before the verb, the nearest person before it in the sentence (the first of two forms of a name). */
function personAppointed(text: string, entities: readonly Entity[], title: number): { person: number; org: number } | null {
  const org = title - 1;
  if (entities[org]?.type !== "ORG" || !APPOINTING.has(between(text, entities, org).trim())) return null;
  for (let i = org - 1; i >= Math.max(0, org - FARTHEST); i--) {
    const [one, body] = [entities[i], entities[org]];
    if (one === undefined || body === undefined || SENTENCE_END.test(text.slice(one.end, body.start))) return null;
    if (one.type !== "PERSON") continue;
    const first = i > 0 && entities[i - 1]?.type === "PERSON" && entities[i - 1]?.norm === one.norm ? i - 1 : i;
    return { person: first, org };
  }
  return null;
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
