// What the rest of the document says of a name: one type for one name, the foreign original in brackets, repeats that the model missed.
import type { EntityType } from "../../pipeline/document.ts";
import { isAsciiDigit } from "../../text/hanzi.ts";
import { isLatinUnit } from "./classes.ts";
import { addCues, findCued, isCommonNoun } from "./latin-names.ts";
import type { TaggedMention } from "./tagger.ts";

/** Types that are voted on; titles, laws, works and events are told by their surroundings. */
const VOTED: ReadonlySet<EntityType> = new Set<EntityType>(["PERSON", "ORG", "PLACE", "PRODUCT"]);
/** Names that are looked for in the whole document, at most; the first ones. Keeps the search linear. */
const MOST_NAMES = 256;
/** Mentions less sure than this are not looked for elsewhere. */
const SURE_ENOUGH = 0.8;
const LONGEST_ORIGINAL = 60;
const ORIGINAL = /^[\p{Lu}\d][\p{Script=Latin}\d.'’&·\- ]*$/u;

/**
 * Makes the mentions of one document agree.
 *
 * @param mentions sorted and disjoint
 * @returns sorted and disjoint
 */
export function agree(text: string, mentions: readonly TaggedMention[]): TaggedMention[] {
  const voted = vote(text, trimPersons(text, addOriginals(text, mentions)));
  const repeated = addRepeats(text, voted);
  const cued = findCued(text, repeated);
  return cued.length === 0 ? repeated : insertFree(repeated, cued);
}

/** Characters that often stand behind a name as adverbs or verbs. */
const BEHIND_NAME = "也都还就又才则已曾将说称却在是对向与和";

/** A person whose name the document has without the last character, where that is hardly part of a name: 某某也. */
function trimPersons(text: string, mentions: readonly TaggedMention[]): TaggedMention[] {
  const persons = new Set(mentions.filter(({ type }) => type === "PERSON").map(({ start, end }) => text.slice(start, end)));
  return mentions.map((mention) => {
    const { start, end, type } = mention;
    const goesOn = type === "PERSON" && BEHIND_NAME.includes(text[end - 1] as string) && persons.has(text.slice(start, end - 1));
    return goesOn ? { ...mention, end: end - 1 } : mention;
  });
}

/** Every name gets the type that its mentions are surest of, taken together; for Latin names the words round them vote too. */
function vote(text: string, mentions: readonly TaggedMention[]): TaggedMention[] {
  const votes = new Map<string, Map<EntityType, number>>();
  const cues = new Map<string, Map<EntityType, number>>();
  const singles = new Set<string>();
  for (const { start, end, type, score } of mentions) {
    if (!VOTED.has(type)) continue;
    const written = text.slice(start, end);
    const name = spelling(written);
    if (!written.includes(" ")) singles.add(name);
    const ballot = votes.get(name) ?? new Map<EntityType, number>();
    ballot.set(type, (ballot.get(type) ?? 0) + score);
    votes.set(name, ballot);
    if (!isLatinUnit(name.charCodeAt(0))) continue;
    const cue = cues.get(name) ?? new Map<EntityType, number>();
    addCues(text, start, end, cue);
    cues.set(name, cue);
  }
  for (const [name, cue] of cues) weighCues(singles.has(name), votes.get(name), cue);
  return mentions.flatMap((mention) => {
    if (!VOTED.has(mention.type)) return isCutTitle(text, mention) ? [] : mention;
    const name = text.slice(mention.start, mention.end);
    if (isCommonNoun(name)) return [];
    const ballot = votes.get(spelling(name));
    if (ballot === undefined || ballot.size < 2) return mention;
    const [winner] = [...ballot].reduce((one, two) => (two[1] > one[1] ? two : one));
    // A single stray mention may be another thing: 华盛顿 the man and 华盛顿 the city. Latin names are hardly ever two things.
    const share = (ballot.get(winner) ?? 0) / [...ballot.values()].reduce((sum, value) => sum + value, 0);
    return share < LEAST_SHARE && !isLatinUnit(name.charCodeAt(0)) ? mention : { ...mention, type: winner };
  });
}

/** Blanks and capitals make no other Latin name: Open AI, OpenAI. */
function spelling(name: string): string {
  return isLatinUnit(name.charCodeAt(0)) ? name.replace(BLANKS, "").toLowerCase() : name;
}

const BLANKS = /\s+/gu;

/** 《 without 》 behind the title: what the marks hold is the business of grammar. */
function isCutTitle(text: string, { start, end, type }: TaggedMention): boolean {
  return type === "WORK" && text[start - 1] === "《" && text[end] !== "》";
}

/** The model's votes on a Latin name are capped, so that the words round all its mentions can overrule a model that repeats itself. */
function weighCues(isSingle: boolean, ballot: Map<EntityType, number> | undefined, cues: ReadonlyMap<EntityType, number>): void {
  if (ballot === undefined) return;
  for (const [type, votes] of ballot) {
    const doubtful = (type === "PERSON" || type === "PLACE") && isSingle;
    ballot.set(type, Math.min(doubtful ? votes * SINGLE_WORD : votes, doubtful ? 1 : MOST_VOTES));
  }
  for (const [type, votes] of cues) ballot.set(type, (ballot.get(type) ?? 0) + votes);
}

const MOST_VOTES = 1.5;
const LEAST_SHARE = 0.6;
/** A single Latin word in Chinese text is a product or body more often than a person or place, which Chinese writes in characters. */
const SINGLE_WORD = 0.5;

/** 某某（Original Name）: the name in brackets is of the same type as the one before, whichever of the two is surer. */
function addOriginals(text: string, mentions: readonly TaggedMention[]): TaggedMention[] {
  const result: TaggedMention[] = [];
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as TaggedMention;
    const original = VOTED.has(mention.type) ? originalAfter(text, mention.end) : null;
    if (original === null) {
      result.push(mention);
      continue;
    }
    const inside: TaggedMention[] = [];
    while (i + 1 < mentions.length && (mentions[i + 1] as TaggedMention).start < original.end) inside.push(mentions[++i] as TaggedMention);
    const rival = inside.find(({ start, end }) => start === original.start && end === original.end);
    const type = rival !== undefined && VOTED.has(rival.type) && rival.score > mention.score ? rival.type : mention.type;
    const score = Math.max(mention.score, rival?.score ?? 0);
    result.push({ ...mention, type, score }, { ...original, type, score });
  }
  return result;
}

/** The Latin name in brackets right behind an offset; null when the bracket holds something else. */
function originalAfter(text: string, at: number): { readonly start: number; readonly end: number } | null {
  let open = at;
  while (text[open] === " ") open++;
  if (text[open] !== "（" && text[open] !== "(") return null;
  let start = open + 1;
  while (text[start] === " ") start++;
  let end = start;
  while (end < text.length && end - start < LONGEST_ORIGINAL && text[end] !== "）" && text[end] !== ")" && text[end] !== "，") end++;
  while (end > start && text[end - 1] === " ") end--;
  const name = text.slice(start, end);
  return end - start > 1 && isLatinUnit(name.charCodeAt(0)) && ORIGINAL.test(name) ? { start, end } : null;
}

/** Finds names that the document has elsewhere for sure, where the model saw nothing; also the last part of foreign names. */
function addRepeats(text: string, mentions: readonly TaggedMention[]): TaggedMention[] {
  const names = collectNames(text, mentions);
  const added: TaggedMention[] = [];
  for (const [name, { type, score }] of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length;
      if (isWhole(text, at, end)) added.push({ start: at, end, type, score: score * 0.9 });
    }
  }
  return added.length === 0 ? [...mentions] : insertFree(mentions, added);
}

function collectNames(text: string, mentions: readonly TaggedMention[]): Map<string, { type: EntityType; score: number }> {
  const names = new Map<string, { type: EntityType; score: number }>();
  for (const { start, end, type, score } of mentions) {
    if (names.size >= MOST_NAMES) break;
    if (!VOTED.has(type) || score < SURE_ENOUGH) continue;
    const name = text.slice(start, end);
    const parts = type === "PERSON" ? name.split("·") : [name];
    const last = parts.at(-1) ?? "";
    if (name.length >= 3 && !names.has(name)) names.set(name, { type, score });
    if (parts.length > 1 && last.length >= 2 && !names.has(last)) names.set(last, { type, score });
  }
  return names;
}

/** No letter or digit goes on before or behind a Latin name. */
function isWhole(text: string, start: number, end: number): boolean {
  return !(joins(text, start - 1) && joins(text, start)) && !(joins(text, end - 1) && joins(text, end));
}

function joins(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return isLatinUnit(unit) || isAsciiDigit(unit) || unit === 0xb7;
}

/** Puts additions where they overlap nothing; the longer of two additions wins. */
function insertFree(mentions: readonly TaggedMention[], added: readonly TaggedMention[]): TaggedMention[] {
  const sorted = [...added].sort((one, two) => one.start - two.start || two.end - one.end);
  const result: TaggedMention[] = [];
  let i = 0;
  let end = 0;
  for (const addition of sorted) {
    while (i < mentions.length && (mentions[i] as TaggedMention).start < addition.end) {
      const mention = mentions[i++] as TaggedMention;
      result.push(mention);
      end = Math.max(end, mention.end);
    }
    if (addition.start < end) continue;
    result.push(addition);
    end = addition.end;
  }
  for (; i < mentions.length; i++) result.push(mentions[i] as TaggedMention);
  return result;
}
