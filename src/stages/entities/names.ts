// Names of one document: short forms, foreign originals and spellings of one thing share a norm.
import type { EntityType } from "../../pipeline/document.ts";
import { isAsciiDigit, isAsciiLetter, isHanUnit } from "../../text/hanzi.ts";
import { foldLatin } from "./latin-names.ts";
import { type Draft, isVoted } from "./mentions.ts";
import { fullPlace } from "./places.ts";

const DOTS = /[·・•‧．.]/u;
const ODD_DOT = /[·・•‧．]/u;
const DOTS_AND_BLANKS = /\s*[·・•‧．]\s*/gu;
/** A full stop in the place of the dot. */
const STOP_BETWEEN_HAN = /(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu;
const LATIN_NAME = /^[\p{Script=Latin}][\p{Script=Latin}\d\s.'’-]*$/u;
/** A Latin name and 公司: the name stands for both. */
const LATIN_COMPANY = /^[\p{Script=Latin}\d][\p{Script=Latin}\d\s.&'-]*公司$/u;
const HAN = /\p{Script=Han}/u;

/**
 * Gives every name its norm: the fullest form of the same name in the document.
 *
 * Wrong where two people share a surname of foreign form (the first full name wins).
 *
 * @param units of the text, and a zero behind them
 */
export function linkNames(text: string, units: Uint16Array, entities: readonly Draft[]): void {
  const canonical = new Canonical();
  linkOriginals(text, units, entities, canonical);
  const han: Draft[] = [];
  const mixed: Draft[] = [];
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i] as Draft;
    if (!isName(entity.type)) continue;
    if (isHan(units, entity.start, entity.end)) {
      entity.norm = hanNorm(entity);
      han.push(entity);
    } else mixed.push(entity);
  }
  if (mixed.length === 0) return; // an original would be one of them
  linkParts(mixed, canonical);
  linkSpellings(mixed, canonical);
  for (let i = 0; i < mixed.length; i++) (mixed[i] as Draft).norm = normOf(mixed[i] as Draft, canonical);
  if (canonical.isEmpty) return;
  for (let i = 0; i < han.length; i++) {
    const entity = han[i] as Draft;
    entity.norm = canonical.of(entity.type)?.get(entity.text) ?? entity.norm;
  }
}

function hanNorm({ type, text }: Draft): string {
  return type === "PLACE" ? fullPlace(text) : text;
}

function isName(type: EntityType): boolean {
  return isVoted(type) || type === "WORK" || type === "EVENT" || type === "LAW";
}

/** Nothing but Han characters: a name with neither dots nor blanks nor capitals, its own spelling and norm. */
function isHan(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isHanUnit(units[i] as number)) return false;
  return true;
}

/** Norms by type and spelling of the name. */
class Canonical {
  private readonly byType = new Map<EntityType, Map<string, string>>();

  get isEmpty(): boolean {
    return this.byType.size === 0;
  }

  of(type: EntityType): ReadonlyMap<string, string> | undefined {
    return this.byType.get(type);
  }

  set(type: EntityType, name: string, norm: string): void {
    const norms = this.byType.get(type);
    if (norms === undefined) this.byType.set(type, new Map([[name, norm]]));
    else norms.set(name, norm);
  }

  /** Leaves a norm that is there. */
  setNew(type: EntityType, name: string, norm: string): void {
    if (this.byType.get(type)?.has(name) !== true) this.set(type, name, norm);
  }
}

/** The spelling by which a name is found: one dot between the parts, no capitals. */
function keyOf(name: string): string {
  return isHanWithDots(name) ? name : plain(name).toLowerCase();
}

/** One dot between the parts of a foreign name, no blanks round it. */
function plain(name: string): string {
  if (isHanWithDots(name)) return name;
  const dotted = ODD_DOT.test(name) ? name.replace(DOTS_AND_BLANKS, "·") : name;
  return dotted.includes(".") ? dotted.replace(STOP_BETWEEN_HAN, "·") : dotted;
}

/** True when `keyOf` and `plain` have nothing to change. */
function isHanWithDots(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit !== MIDDLE_DOT && !isHanUnit(unit)) return false;
  }
  return true;
}

const MIDDLE_DOT = 0xb7;

function normOf({ text, type }: Draft, canonical: Canonical): string {
  const name = text.endsWith("公司") && LATIN_COMPANY.test(text) ? text.slice(0, -2).trim() : text;
  const norms = canonical.of(type);
  return norms?.get(keyOf(name)) ?? plain(name);
}

/** 米拉·某某（Mira …）: the name in brackets is the same as the one before it. */
function linkOriginals(text: string, units: Uint16Array, entities: readonly Draft[], canonical: Canonical): void {
  for (let i = 1; i < entities.length; i++) {
    const one = entities[i - 1] as Draft;
    if (!mayOpen(units[one.end] as number)) continue;
    const two = entities[i] as Draft;
    if (one.type !== two.type || !isName(one.type)) continue;
    const gap = text.slice(one.end, Math.min(two.start, one.end + 4)).trim();
    const closed = text.slice(two.end, two.end + 2).trimStart()[0] ?? "";
    if ((gap !== "（" && gap !== "(") || (closed !== "）" && closed !== ")" && closed !== "，")) continue;
    if (isLatinName(two.text) === isLatinName(one.text)) continue;
    const main = HAN.test(one.text) ? one.text : two.text;
    canonical.set(one.type, keyOf(one.text), plain(main));
    canonical.set(two.type, keyOf(two.text), plain(main));
    if (one.type === "PERSON") linkLatinParts(HAN.test(one.text) ? two.text : one.text, plain(main), canonical);
  }
}

/** A bracket, or perhaps a blank. */
function mayOpen(unit: number): boolean {
  return unit < 0x3001 || unit === 0xff08 || unit === 0xfeff;
}

function linkLatinParts(original: string, norm: string, canonical: Canonical): void {
  const space = original.lastIndexOf(" ");
  if (space >= 0 && original.length - space > 3) canonical.set("PERSON", keyOf(original.slice(space + 1)), norm);
}

/** The parts of full names with a dot or blank stand for them: surname or given name alone. */
function linkParts(names: readonly Draft[], canonical: Canonical): void {
  for (let i = 0; i < names.length; i++) {
    const entity = names[i] as Draft;
    if (entity.type !== "PERSON") continue;
    const full = normOf(entity, canonical);
    const parts = entity.text.split(DOTS);
    const pieces = parts.length > 1 ? [(parts.at(-1) ?? "").trim(), (parts[0] ?? "").trim()] : latinParts(entity.text);
    for (const piece of pieces) if (piece.length > 1) canonical.setNew("PERSON", keyOf(piece), full);
  }
}

/** Spellings of a Latin name that differ in blanks and capitals. */
interface Spellings {
  readonly type: EntityType;
  readonly first: string;
  /** Mentions of the first spelling; of use while `counts` is null. */
  count: number;
  /** Mentions by spelling; null while there is one. */
  counts: Map<string, number> | null;
}

/** Open AI and OpenAI, iphone and iPhone: the spelling that comes most often stands for all. */
function linkSpellings(names: readonly Draft[], canonical: Canonical): void {
  const all = new Map<string, Spellings>();
  for (let i = 0; i < names.length; i++) {
    const { type, text } = names[i] as Draft;
    if (!isLatinName(text)) continue;
    const key = `${type} ${foldLatin(text)}`;
    const own = all.get(key);
    if (own === undefined) all.set(key, { type, first: text, count: 1, counts: null });
    else if (own.counts === null && own.first === text) own.count++;
    else {
      own.counts ??= new Map([[own.first, own.count]]);
      own.counts.set(text, (own.counts.get(text) ?? 0) + 1);
    }
  }
  for (const { type, counts } of all.values()) {
    if (counts === null) continue;
    const [best] = [...counts].reduce((one, two) => (two[1] > one[1] || (two[1] === one[1] && two[0].length < one[0].length) ? two : one));
    for (const spelling of counts.keys()) canonical.setNew(type, keyOf(spelling), best);
  }
}

function latinParts(name: string): string[] {
  const space = name.lastIndexOf(" ");
  return space >= 0 && isLatinName(name) ? [name.slice(space + 1)] : [];
}

/** What LATIN_NAME says; Han and printable ASCII are seen without it. */
function isLatinName(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (isAsciiLetter(unit) || (i > 0 && isAsciiInName(unit))) continue;
    return (unit > 0x7f ? !isHanUnit(unit) : unit < 0x20) && LATIN_NAME.test(name);
  }
  return name !== "";
}

function isAsciiInName(unit: number): boolean {
  return isAsciiDigit(unit) || unit === 0x20 || unit === 0x27 || unit === 0x2d || unit === 0x2e;
}
