// Names of one document: short forms, foreign originals and spellings of one thing share a norm.
import type { Entity } from "../../pipeline/document.ts";

const NAME_TYPES: ReadonlySet<string> = new Set(["PERSON", "ORG", "PLACE", "PRODUCT", "WORK", "EVENT", "LAW"]);
const DOTS = /[·・•‧．.]/u;
const DOTS_AND_BLANKS = /\s*[·・•‧．]\s*/gu;
const LATIN_NAME = /^[\p{Script=Latin}][\p{Script=Latin}\d\s.'’-]*$/u;
/** A Latin name and 公司: the name stands for both. */
const LATIN_COMPANY = /^[\p{Script=Latin}\d][\p{Script=Latin}\d\s.&'-]*公司$/u;
const BLANKS = /\s/gu;
const HAN = /\p{Script=Han}/u;

/**
 * Gives every name its norm: the fullest form of the same name in the document.
 *
 * Wrong where two people share a surname of foreign form (the first full name wins).
 */
export function linkNames(text: string, entities: readonly Omit<Entity, "text">[]): Entity[] {
  const named: Entity[] = entities.map((entity) => ({ ...entity, text: text.slice(entity.start, entity.end) }));
  const canonical = new Map<string, string>();
  linkOriginals(text, named, canonical);
  linkParts(named, canonical);
  linkSpellings(named, canonical);
  return named.map((entity) => (NAME_TYPES.has(entity.type) ? { ...entity, norm: normOf(entity, canonical) } : entity));
}

function keyOf(type: string, name: string): string {
  return `${type} ${plain(name).toLowerCase()}`;
}

/** One dot between the parts of a foreign name, no blanks round it. */
function plain(name: string): string {
  return name.replace(DOTS_AND_BLANKS, "·");
}

function normOf(entity: Entity, canonical: ReadonlyMap<string, string>): string {
  const name = LATIN_COMPANY.test(entity.text) ? entity.text.slice(0, -2).trim() : entity.text;
  return canonical.get(keyOf(entity.type, name)) ?? plain(name);
}

/** 米拉·某某（Mira …）: the name in brackets is the same as the one before it. */
function linkOriginals(text: string, entities: readonly Entity[], canonical: Map<string, string>): void {
  for (let i = 1; i < entities.length; i++) {
    const [one, two] = [entities[i - 1], entities[i]];
    if (one === undefined || two === undefined || one.type !== two.type || !NAME_TYPES.has(one.type)) continue;
    const gap = text.slice(one.end, Math.min(two.start, one.end + 4)).trim();
    const closed = text.slice(two.end, two.end + 2).trimStart()[0] ?? "";
    if ((gap !== "（" && gap !== "(") || (closed !== "）" && closed !== ")" && closed !== "，")) continue;
    if (LATIN_NAME.test(two.text) === LATIN_NAME.test(one.text)) continue;
    const main = HAN.test(one.text) ? one.text : two.text;
    canonical.set(keyOf(one.type, one.text), plain(main));
    canonical.set(keyOf(two.type, two.text), plain(main));
    if (one.type === "PERSON") linkLatinParts(HAN.test(one.text) ? two.text : one.text, plain(main), canonical);
  }
}

function linkLatinParts(original: string, norm: string, canonical: Map<string, string>): void {
  const words = original.split(" ");
  const last = words.at(-1) ?? "";
  if (words.length > 1 && last.length > 2) canonical.set(keyOf("PERSON", last), norm);
}

/** The parts of full names with a dot or blank stand for them: surname or given name alone. */
function linkParts(entities: readonly Entity[], canonical: Map<string, string>): void {
  for (const entity of entities) {
    if (entity.type !== "PERSON") continue;
    const full = normOf(entity, canonical);
    const parts = entity.text.split(DOTS).map((part) => part.trim());
    const pieces = parts.length > 1 ? [parts.at(-1) ?? "", parts[0] ?? ""] : latinParts(entity.text);
    for (const piece of pieces) {
      const key = keyOf("PERSON", piece);
      if (piece.length > 1 && !canonical.has(key)) canonical.set(key, full);
    }
  }
}

/** Open AI and OpenAI, iphone and iPhone: the spelling that comes most often stands for all. */
function linkSpellings(entities: readonly Entity[], canonical: Map<string, string>): void {
  const spellings = new Map<string, Map<string, number>>();
  for (const { type, text } of entities) {
    if (!NAME_TYPES.has(type) || !LATIN_NAME.test(text)) continue;
    const key = `${type} ${text.replace(BLANKS, "").toLowerCase()}`;
    const forms = spellings.get(key) ?? new Map<string, number>();
    forms.set(text, (forms.get(text) ?? 0) + 1);
    spellings.set(key, forms);
  }
  for (const [key, forms] of spellings) {
    if (forms.size < 2) continue;
    const [best] = [...forms].reduce((one, two) => (two[1] > one[1] || (two[1] === one[1] && two[0].length < one[0].length) ? two : one));
    const type = key.slice(0, key.indexOf(" "));
    for (const form of forms.keys()) if (!canonical.has(keyOf(type, form))) canonical.set(keyOf(type, form), best);
  }
}

function latinParts(name: string): string[] {
  if (!LATIN_NAME.test(name)) return [];
  const words = name.split(" ");
  return words.length > 1 ? [words.at(-1) ?? ""] : [];
}
