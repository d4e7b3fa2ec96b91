import type { Entity } from "../../pipeline/document.ts";
import type { Span } from "../../text/edits.ts";
import { isAsciiDigit, isAsciiLetter, isHanUnit } from "../../text/hanzi.ts";
import {
  endsInRole,
  holdsBetween,
  isNameLike,
  isNoSpeaker,
  nameOffset,
  pronounLength,
  subjectEnd,
  trimMention,
  withoutAdverbs,
} from "./mentions.ts";
import { afterSpace, firstCueAfter, firstEntityFrom, type Passage, quotedBefore, skipSpaceBack, someEntity } from "./passage.ts";
import { BRACKET, BREAK, COLON, classAt, classesWithin, classify, classOf, LOOSE, MARK, PAUSE, RELAY, type Source } from "./units.ts";

/** Who speaks: the mention as written, and the name in it (without title and organisation). */
export interface Speaker extends Span {
  readonly text: string;
  /** The name, where an entity gives it. */
  readonly name: string | null;
  readonly pronoun: boolean;
  /** Whom a pronoun stands for, where its own sentence tells. */
  readonly antecedent: Speaker | null;
  /** Further right answers: the source that a medium relays. */
  readonly others: readonly string[];
}

const LONGEST_BRACKET = 80;
/** Units that a clause is looked for in: longer ones have no subject that could be told, and the scan stays linear. */
const LONGEST_CLAUSE = 200;
const LONGEST_MENTION = 16;
const LONGEST_TITLE = 12;
const SHORT_NAME = 3;
const MAX_CLAUSES = 4;
const BRACKET_TAIL = /\s*[（(][^）)]*[）)]$/u;

/**
 * Where the clause that ends at `at` begins, not before `from`. Brackets and book titles are stepped over, and so are short quoted terms
 * that are part of a noun phrase (“小冰”团队表示).
 */
export function clauseStart(passage: Passage, at: number, from: number): number {
  const { units } = passage;
  const floor = Math.max(from, at - LONGEST_CLAUSE);
  let i = at;
  while (i > floor) {
    const kind = classOf(units[i - 1] as number);
    if ((kind & EDGES) === 0) {
      i--;
      continue;
    }
    if (kind & BRACKET) {
      i = openerBefore(passage, i - 1, floor);
      continue;
    }
    const quote = kind & MARK ? quotedBefore(passage.quoted, i) : null;
    if (quote !== null) {
      // Behind a colon even a short quotation is speech: 甲说：“很短”，还说：“…”.
      if (!isTerm(passage, quote.start, quote.end) || quote.open < floor || (classAt(passage, quote.open - 1) & COLON) !== 0) return i;
      i = quote.open;
      continue;
    }
    if (kind & BREAK && !isDigitComma(passage, i - 1)) return i;
    i--;
  }
  return floor;
}

const EDGES = BREAK | BRACKET | MARK;

/** The opening bracket that belongs to the closing one at `at`; `at` itself where there is none near. */
function openerBefore(source: Source, at: number, floor: number): number {
  const unit = source.text[at];
  const opener = unit === "）" ? "（" : unit === ")" ? "(" : "《";
  for (let i = at - 1; i >= Math.max(floor, at - LONGEST_BRACKET); i--) if (source.text[i] === opener) return i;
  return at;
}

function isDigitComma(source: Source, at: number): boolean {
  const unit = source.units[at] as number;
  if (unit !== 0x2c && unit !== 0x3a) return false;
  return (
    at > 0 && at + 1 < source.text.length && isAsciiDigit(source.units[at + 1] as number) && isAsciiDigit(source.units[at - 1] as number)
  );
}

const LONGEST_TERM = 12;

/** The last quotation before `at` that is more than a term: where to stop looking for a subject. */
export function lastSpeechEnd(passage: Passage, index: number): number {
  const quote = passage.quoted[index];
  return quote && !isTerm(passage, quote.start, quote.end) ? quote.after : 0;
}

/** A quoted term that may be part of a noun phrase, as opposed to a quotation. */
function isTerm(source: Source, start: number, end: number): boolean {
  return end - start <= LONGEST_TERM && (classesWithin(source, start, end) & PAUSE) === 0;
}

/**
 * The subject of a cue.
 *
 * @param cueStart where the cue begins
 * @param verbal false where the cue is a noun
 * @param floor do not look before this (start of the sentence, end of the last quotation)
 * @returns null when nobody is named there
 */
export function findSubject(passage: Passage, cueStart: number, floor: number, verbal = true): Speaker | null {
  let end = cueStart;
  for (let clause = 0; clause < MAX_CLAUSES && end > floor; clause++) {
    const start = clauseStart(passage, end, floor);
    const found = clause === 0 ? nearSubject(passage, start, end, verbal) : actor(passage, start, end);
    if (found) return found;
    end = skipBreak(passage, start, floor);
  }
  return null;
}

function skipBreak(passage: Passage, at: number, floor: number): number {
  let i = at;
  while (i > floor && (classAt(passage, i - 1) & BREAK) !== 0) i--;
  return skipSpaceBack(passage, i, floor);
}

// What relays: 援引, 转述.
classify("引援转", RELAY);
const RELAYED = /^(.{2,30}?)(?:引述|援引|转述|引用)(.{2,30}?)(?:的话|的消息|的说法|提供的(?:信息|消息))?$/u;
const WORDS_OF = /^(.{1,30}?)的(?:话|说法|看法|观点)(?:来|来讲)?$/u;
const PUBLISHED =
  /^(.{2,30}?)(?:最新|近日|日前)?(?:公布|发布|发表|出具|提供|收集)的.{0,20}(?:数据|报告|统计|结果|消息|信息|公报|声明|文件|研究)$/u;
/** 某人在推特发表的（声明称） */
const ISSUED = /^(.{2,30}?)(?:[在于].{1,20})?(?:发表|发布|发出|公布|签署|撰写|提交|出台|印发)的$/u;
const POSSESSED = /^(.{2,30}?)的(?:.{0,6})(?:数据|报告|统计|调查|研究|评估|声明|公告|消息|报道|预测|解释|回答|回应)(?:中|里|上)?$/u;

/** 统计局的数据: the body; but 中东的研究 stays whole, since a region publishes nothing. */
function possessor(passage: Passage, part: string, start: number): RegExpExecArray | null {
  const found = POSSESSED.exec(part);
  if (!found) return null;
  const owner = found[1] as string;
  const stop = start + owner.length;
  const named = someEntity(passage, start, stop, (entity) => isNamed(entity) && entity.end === stop);
  return named || endsInRole(owner) ? found : null;
}

/** The noun phrase in the clause of the cue itself. */
function nearSubject(passage: Passage, start: number, end: number, verbal: boolean): Speaker | null {
  const names = agents(passage, start, end);
  const { text } = passage;
  const trimmed = trimMention(passage, start, end, names, verbal);
  const { start: from, end: to } = trimmed;
  if (isNoSpeaker(passage, from, to)) return from === to ? insideSetting(passage, start, end) : null;
  const late = lateSubject(passage, from, to);
  if (late > 0) return makeSpeaker(passage, to - late, to);
  const relayed = classesWithin(passage, from, end) & RELAY ? RELAYED.exec(text.slice(from, end)) : null;
  if (relayed) return withOthers(makeSpeaker(passage, from, from + (relayed[1] as string).length), relayed[2] as string);
  const last = passage.units[to - 1] as number;
  const owner = holdsBetween(passage, DE, from, end) ? ownerOf(passage, from, to, end) : null;
  if (owner) return makeSpeaker(passage, from, from + (owner[1] as string).length);
  const inside = (last === 0x4e2d || last === 0x91cc) && INSIDE.test(text.slice(from, to)); // 中, 里
  return makeSpeaker(passage, from, inside ? to - 1 : to);
}

/** Who speaks through something: 某人的话, 某局的数据. */
function ownerOf(passage: Passage, from: number, to: number, end: number): RegExpExecArray | null {
  const { text } = passage;
  const issued = (passage.units[end - 1] as number) === DE ? ISSUED.exec(text.slice(from, end)) : null;
  if (issued || !OWNED_ENDS.includes(text[to - 1] as string)) return issued;
  const part = text.slice(from, to);
  return WORDS_OF.exec(part) ?? PUBLISHED.exec(part) ?? possessor(passage, part, from);
}

/** Last units of all that the three match. */
const OWNED_ENDS = "话法点来讲据告计果息报明件究查估道测释答应中里上";

/** Length of the subject that stands at the end of a clause before it; 0 when there is none. */
function lateSubject(source: Source, start: number, end: number): number {
  const last = source.units[end - 1] as number;
  if (last !== HE && last !== SHE && last !== PLURAL && !holdsBetween(source, HAVE, start, end)) return 0;
  const late = LATE_SUBJECT.exec(source.text.slice(start, end));
  return late ? ((late[1] ?? late[2] ?? late[3]) as string).length : 0;
}

const DE = 0x7684; // 的
const HE = 0x4ed6; // 他
const SHE = 0x5979; // 她
const PLURAL = 0x4eec; // 们
const HAVE = 0x6709; // 有

/** 报告中（称）, 《某书》里（写道）: what speaks is the text itself. */
const INSIDE = /(?<=[》报告文章书信播闻明知论记片])[中里]$/u;
// 当甲被问及…时他（回答）; 另有一种意见（说）
const LATE_SUBJECT = /(?<=.)(有人)$|(?:时|后|之际|候)(他们|她们|他|她)$|(?<=.)有((?:一[种位个名]|不少|一些|些|许多|很多).{1,12})$/u;
const SETTING = /^[\s，,]*(?:但|而|并)?(?:当|在)/u;

/** 当《某刊》提到…时（说）: the subject inside an adverbial clause, when nothing else is left. */
function insideSetting(passage: Passage, start: number, end: number): Speaker | null {
  const lead = passage.text.slice(start, end);
  const setting = lead.includes("当") || lead.includes("在") ? SETTING.exec(lead) : null;
  if (!setting) return null;
  const from = start + setting[0].length;
  const title = TITLED.exec(passage.text.slice(from, end));
  if (title) return makeSpeaker(passage, from, from + title[0].length);
  const entity = agents(passage, from, end)[0];
  if (entity?.start === from) return makeSpeaker(passage, from, entity.end);
  const pronoun = pronounLength(passage, from, end);
  return pronoun > 0 ? makeSpeaker(passage, from, from + pronoun) : null;
}

const TITLED = /^《[^》]{1,30}》/u;

function withOthers(speaker: Speaker | null, other: string): Speaker | null {
  return speaker && variantOf(speaker, speaker.antecedent, [other]);
}

/** Who acts in a clause without a verb of speech: from its beginning up to its predicate; null where none is recognised. */
export function actor(passage: Passage, start: number, end: number): Speaker | null {
  const names = agents(passage, start, end);
  const { text } = passage;
  const lead = trimMention(passage, start, end, names).start;
  if (lead >= end) return null;
  const pronoun = pronounLength(passage, lead, end);
  if (pronoun > 0) return makeSpeaker(passage, lead, lead + pronoun);
  const stop = withoutAdverbs(passage, lead, lead + subjectEnd(text.slice(lead, end)));
  const name = names.findLast((entity) => entity.start < stop && entity.start - lead <= LONGEST_TITLE * 2);
  if (name && text[name.end] !== "的") return makeSpeaker(passage, lead, name.end);
  if (stop === end || isNoSpeaker(passage, lead, stop)) return null;
  // 但发现它们…，因此认为: what begins with a verb of speech is no subject.
  const cue = passage.cues[firstCueAfter(passage.cues, lead)];
  if (cue && cue.start < stop) return null;
  return makeSpeaker(passage, lead, stop);
}

const FOREIGN_DOT = /[·•]/u;

/** A person or a body, as far as can be told. */
export function isAgent(passage: Passage, speaker: Speaker): boolean {
  if (speaker.pronoun || endsInRole(speaker.text) || FOREIGN_DOT.test(speaker.text) || isNameLike(speaker.text)) return true;
  return someEntity(passage, speaker.start, speaker.end, isAgentEntity);
}

const isNamed = ({ type }: Entity): boolean => type === "PERSON" || type === "ORG";
const isAgentEntity = ({ type }: Entity): boolean => type === "PERSON" || type === "ORG" || type === "PLACE";

const NOBODY: readonly Entity[] = [];

/** Persons and bodies that lie wholly between two offsets. */
function agents(passage: Passage, start: number, end: number): readonly Entity[] {
  const { entities, entityStarts } = passage;
  let found: Entity[] | null = null;
  for (let i = firstEntityFrom(passage, start); i < entities.length; i++) {
    if ((entityStarts[i] as number) >= end) break;
    const entity = entities[i] as Entity;
    if (entity.end > end || !isNamed(entity)) continue;
    if (found === null) found = [entity];
    else found.push(entity);
  }
  return found ?? NOBODY;
}

/** What may follow a person's name in a mention: an honorific, a bracket. */
const AFTER_NAME = /^(?:先生|女士|小姐|教授|博士|老师|医生|律师|牧师|院士|太太|夫人|主任|法官|议员|总)?(?:\s*[（(][^）)]*[）)])?/u;

function hasLetter(source: Source, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = source.units[i] as number;
    if (isHanUnit(unit) || isAsciiLetter(unit)) return true;
  }
  return false;
}

/** Behind the last closing mark that has no opening one in the mention; `start` where there is none. */
function lastCloser(source: Source, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) {
    if ((classAt(source, i) & MARK) === 0 || !"”」』".includes(source.text[i] as string)) continue;
    const opener = "“「『"["”」』".indexOf(source.text[i] as string)] as string;
    return source.text.slice(start, i).includes(opener) ? start : i + 1;
  }
  return start;
}

/** The name in a mention: without title and brackets. */
export function nameIn(mention: string): string {
  const name = mention.slice(nameOffset(mention).name);
  return (closesBracket(name) ? name.replace(BRACKET_TAIL, "") : name).trim();
}

function closesBracket(part: string): boolean {
  const last = part.charCodeAt(part.length - 1);
  return last === 0xff09 || last === 0x29;
}

/** Makes a speaker of a noun phrase: pronouns end it, long ones are shortened to title and name. */
export function makeSpeaker(passage: Passage, from: number, to: number): Speaker | null {
  const { text } = passage;
  let start = from;
  let end = to;
  while (start < end && (classAt(passage, start) & LOOSE) !== 0) start++;
  while (end > start && (classAt(passage, end - 1) & LOOSE) !== 0) end--;
  if (start >= end || !hasLetter(passage, start, end)) return null;
  const closer = lastCloser(passage, start, end);
  if (closer > start) return makeSpeaker(passage, closer, end);
  const pronoun = pronounLength(passage, start, end);
  if (pronoun > 0) return toSpeaker(passage, start, start + pronoun, null, true);
  const person = lastPerson(passage, start, end);
  if (person === null || end - person.end > LONGEST_TITLE || afterSpace(passage, person.end, end) === "的")
    return withoutEntities(passage, start, end);
  let closes = person.end;
  if (closes < end) closes += AFTER_NAME.exec(text.slice(closes, end))?.[0].length ?? 0;
  if (closes - start <= LONGEST_MENTION) return toSpeaker(passage, start, closes, person.norm ?? person.text, false);
  const opens = titleStart(passage, start, person.start);
  closes -= BRACKET_TAIL.exec(text.slice(person.end, closes))?.[0].length ?? 0;
  return toSpeaker(passage, opens, closes, person.norm ?? person.text, false);
}

const NO_OTHERS: readonly string[] = [];

function toSpeaker(source: Source, start: number, end: number, name: string | null, pronoun: boolean): Speaker {
  return { start, end, text: source.text.slice(start, end), name, pronoun, antecedent: null, others: NO_OTHERS };
}

/** The same speaker with more known; no copy by spreading, which V8 gives another layout, so that what meets both is compiled for both. */
export function variantOf({ start, end, text, name, pronoun }: Speaker, antecedent: Speaker | null, others: readonly string[]): Speaker {
  return { start, end, text, name, pronoun, antecedent, others };
}

/** The last person named in a mention, but not in a bracket of it: in 某某（Latin） the bracket repeats the name. */
function lastPerson(passage: Passage, start: number, end: number): Entity | null {
  const { entities, entityStarts } = passage;
  let found: Entity | null = null;
  for (let i = firstEntityFrom(passage, start); i < entities.length; i++) {
    if ((entityStarts[i] as number) >= end) break;
    const entity = entities[i] as Entity;
    if (entity.end <= end && entity.type === "PERSON" && !isOpener(passage, entity.start - 1)) found = entity;
  }
  return found;
}

function isOpener(source: Source, at: number): boolean {
  return at >= 0 && "（(".includes(source.text[at] as string);
}

/** Where the title (and organisation) right before a person begins; the name's start when there is none. */
function titleStart(passage: Passage, floor: number, name: number): number {
  let start = name;
  for (let i = firstEntityFrom(passage, name) - 1; i >= 0; i--) {
    const entity = passage.entities[i] as Entity;
    if (entity.start < floor) break;
    if (entity.end > name) continue;
    if (entity.end !== start || name - entity.start > LONGEST_TITLE) break;
    if (entity.type === "TITLE" || entity.type === "ORG") start = entity.start;
  }
  return start;
}

/** Kept whole: where a study ends and its verb begins is seen from its head noun. */
const STUDY = /(?:研究|调查|报告|数据|结果|证据|分析|趋势|统计|评估)$/u;

/** What to keep of a mention that is too long: title and name, or what follows the last 的, or what stands before the predicate. */
function shorten(part: string): Span {
  const { name, title } = nameOffset(part);
  if (name > 0) return { start: title, end: part.length - (BRACKET_TAIL.exec(part)?.[0].length ?? 0) };
  const owned = part.lastIndexOf("的") + 1;
  if (owned > 0 && part.length - owned >= 2 && subjectEnd(part.slice(owned)) === part.length - owned)
    return { start: owned, end: part.length };
  const cut = STUDY.test(part) ? part.length : subjectEnd(part);
  return { start: 0, end: cut >= 2 ? cut : part.length };
}

function withoutEntities(source: Source, from: number, to: number): Speaker | null {
  let end = to;
  let start = from;
  const part = source.text.slice(start, end);
  if (end - start > LONGEST_MENTION) {
    const shorter = shorten(part);
    end = start + shorter.end;
    start += shorter.start;
  } else if (part.length > SHORT_NAME) {
    // 有医生就举手（说）: someone, and what they do.
    const cut = subjectEnd(part);
    if (cut < part.length && cut >= 2 && endsInRole(part.slice(0, cut))) end = start + cut;
  }
  while (start < end && (classAt(source, end - 1) & LOOSE) !== 0) end--;
  while (start < end && (classAt(source, start) & LOOSE) !== 0) start++;
  return end - start > LONGEST_MENTION * 3 ? null : toSpeaker(source, start, end, null, false);
}
