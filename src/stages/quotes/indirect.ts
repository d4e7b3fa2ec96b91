import { VAGUE } from "./attribution.ts";
import type { Cue } from "./cues.ts";
import type { Quoted } from "./marks.ts";
import { isAdverbial, isNameLike, subjectEnd } from "./mentions.ts";
import { firstCueAfter, type Passage, sentenceEnd, sentenceStart, skipSpace, skipSpaceBack, someEntity } from "./passage.ts";
import { clauseStart, findSubject, isAgent, makeSpeaker, type Speaker } from "./speakers.ts";
import { CLEAR, LASTING, RELAYS, SOURCED, TELLS, traitsOf } from "./traits.ts";
import { CLOSING, COLON, COMMA, classAt, classify, emptyList, LOOSE, type Source, TRAILING } from "./units.ts";

/** A reported statement without marks; `start` and `end` in UTF-16 offsets of the document. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  readonly cue: Cue;
  readonly speaker: Speaker;
}

const SHORTEST = 4;
/** Units in which a narrator's turn is looked for. */
const LONGEST_ASIDE = 400;
const SHORT_SUBJECT = 4;
const COMMA_SIGN = /[，,]/u;
const LONGEST_LISTENER = 30;
const FIRST_PERSON = /^(?:我|我们|咱们|咱|笔者|你|你们|您|本文|本报)/u;
/** Clauses that only go on with what the same speaker says: 并表示, 还说. */
const GOES_ON =
  /^(?:并|并且|还|也|又|同时|此外|而且|同时还|并还|他还|她还|且|随后|后来|接着|继续|进一步|再次|曾|此前|之后|当时|一再|反复|多次|公开|坚持|明确|同时也|并进一步|甚至)?$/u;
const LONGEST_GOING_ON = 4;
/** 表示欢迎, 表示了不满: no statement. */
const NO_STATEMENT =
  /^(?:[了着过的出中里上]|欢迎|感谢|遗憾|支持|同意|反对|不满|怀疑|关切|理解|尊重|抗议|祝贺|哀悼|敬意|满意|担忧|担心|认可|赞同|赞赏|歉意|慰问|肯定|高兴|愤怒|失望|震惊|欣慰|强烈|衷心|热烈|诚挚|深切)/u;
const NO_CLAUSE_AFTER_SAY = /^[不了过着的话完起出到得什么明服定好笑谎这那些几两三一是给在来去]/u;
const ACCORDING = /^[\s，,]*(?:而|但|另|又)?(?:根据|据|按照|依照|按|依据)(?!说|悉|称|了解)/u;

const NO_STATEMENTS: readonly Statement[] = emptyList();

/**
 * All reported statements of a passage, in order and disjoint.
 *
 * @param speech quotations that have a frame of their own, in order
 */
export function findStatements(passage: Passage, speech: readonly Quoted[]): readonly Statement[] {
  let found: Statement[] | null = null;
  let free = passage.start;
  let running: Speaker | null = null;
  for (let i = 0; i < passage.cues.length; i++) {
    const cue = passage.cues[i] as Cue;
    if (cue.start < free || cue.frames || !mayReport(passage, cue)) continue;
    const statement = statementOf(passage, speech, running, cue);
    if (statement === null) continue;
    if (found === null) found = [statement];
    else found.push(statement);
    running = statement.speaker;
    free = statement.end;
  }
  return found ?? NO_STATEMENTS;
}

/** Where the sentence of a cue begins, or the speech before the cue ends. */
function speechFloor(passage: Passage, speech: readonly Quoted[], at: number): number {
  const start = sentenceStart(passage, at);
  const index = firstFrom(speech, at);
  return index > 0 ? Math.max(start, (speech[index - 1] as Quoted).after) : start;
}

function opensAt(quotes: readonly Quoted[], at: number): boolean {
  const index = firstFrom(quotes, at);
  return index < quotes.length && (quotes[index] as Quoted).open === at;
}

/** Index of the first quotation that opens at or behind `at`. */
function firstFrom(quotes: readonly Quoted[], at: number): number {
  let low = 0;
  let high = quotes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quotes[middle] as Quoted).open < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param running who reported last */
function statementOf(passage: Passage, speech: readonly Quoted[], running: Speaker | null, cue: Cue): Statement | null {
  const { text } = passage;
  const limit = sentenceEnd(passage, cue.start);
  const floor = speechFloor(passage, speech, cue.start);
  const begin = clauseStart(passage, cue.start, floor);
  const according = isAccording(passage, begin, cue.start);
  const copula = text.startsWith("是", skipSpace(passage, cue.end, limit));
  if (cue.word === "说" && text[cue.start - 1] === "来") return null;
  if ((cue.noun || cue.kind === "judge") && !according && !(cue.noun && copula)) return null;
  const start = statementStart(passage, cue, begin, according, limit);
  if (start === null || opensAt(speech, start)) return null;
  // 发表声明，呼吁…; 根据一项研究，某某认为…: the report that follows is the statement.
  const index = firstCueAfter(passage.cues, start);
  const next = index < passage.cues.length ? (passage.cues[index] as Cue) : null;
  if (next && next.start === start) return null;
  const isBehind = next && according && next.start < limit && clauseStart(passage, next.start, start) === start;
  if (isBehind && startsReport(passage, next, start)) return null;
  const speaker = speakerOf(passage, cue, begin, floor, running);
  if (!speaker || isFirstPerson(speaker) || (cue.noun && VAGUE.test(speaker.text))) return null;
  if (cue.word.length === 1 && (traitsOf(cue.entry) & CLEAR) === 0 && speaker.text.length > SHORT_SUBJECT && !isAgent(passage, speaker))
    return null;
  if (!isReported(passage, cue, start, speaker, according)) return null;
  const end = statementEnd(passage, cue, start, limit, speech);
  return end - start < SHORTEST ? null : { start, end, cue, speaker };
}

/** 根据某报（报道）, 但据某人（介绍） */
function isAccording(source: Source, start: number, end: number): boolean {
  if (start >= end) return false;
  const loose = (classAt(source, start) & LOOSE) !== 0;
  return (loose || "而但另又根据按依".includes(source.text[start] as string)) && ACCORDING.test(source.text.slice(start, end));
}

classify("。！？!?；;、”’」』）)", CLOSING);

const IS = 0x662f; // 是

/** Cheap: the cue is one that reports, and what follows it can be a statement, unless 据 stands before it. */
export function mayReport(passage: Passage, cue: Cue): boolean {
  const { kind, entry } = cue;
  if (kind === "name" || kind === "shout" || (kind === "judge" && cue.word !== "描述")) return false;
  const at = skipSpace(passage, cue.end, passage.end);
  if (at >= passage.end) return false;
  const sign = classAt(passage, at);
  if ((sign & CLOSING) !== 0) return false;
  const traits = traitsOf(entry);
  if ((traits & LASTING) !== 0) return false;
  return (
    entry.bare ||
    cue.closed ||
    (sign & (COMMA | COLON)) !== 0 ||
    (traits & (RELAYS | TELLS | SOURCED)) !== 0 ||
    (passage.units[at] as number) === IS
  );
}

/** Where the statement would begin; null when the words behind the cue are none. */
function statementStart(passage: Passage, cue: Cue, begin: number, according: boolean, limit: number): number | null {
  const { text } = passage;
  let at = skipSpace(passage, cue.end, limit);
  if ((passage.units[at] as number) === IS && (classAt(passage, at + 1) & (COMMA | COLON)) !== 0) at++;
  // 援引某人的话，… and 告诉记者，…: the object first.
  const traits = traitsOf(cue.entry);
  const relays = (traits & RELAYS) !== 0;
  if (relays || (traits & TELLS) !== 0) {
    const comma = text.slice(at, Math.min(limit, at + LONGEST_LISTENER)).search(COMMA_SIGN);
    if (comma >= 0) return skipSpace(passage, at + comma + 1, limit);
    if (relays) return null;
  }
  const sign = classAt(passage, at);
  if ((sign & (COMMA | COLON)) !== 0) return cue.entry.clause || cue.closed || according ? skipSpace(passage, at + 1, limit) : null;
  if (at >= limit || (sign & CLOSING) !== 0) return null;
  if (according && begin < cue.start && SOURCE_END.test(text.slice(cue.start, cue.end))) return at;
  return cue.entry.bare || cue.closed ? at : null;
}

function speakerOf(passage: Passage, cue: Cue, begin: number, floor: number, running: Speaker | null): Speaker | null {
  // 在他看来: the cue needs its preposition.
  if (cue.word === "看来" && !passage.text.startsWith("在", skipSpace(passage, begin, cue.start))) return null;
  if (cue.word === "看来") return makeSpeaker(passage, skipSpace(passage, begin, cue.start) + 1, cue.start);
  const near = findSubject(passage, cue.start, begin, !cue.noun);
  if (near) return near;
  const lead = passage.text.slice(begin, cue.start).trim();
  return GOES_ON.test(lead) ? (findSubject(passage, begin, floor) ?? running) : null;
}

function isReported(passage: Passage, cue: Cue, start: number, speaker: Speaker, according: boolean): boolean {
  const { text } = passage;
  const bare = start === skipSpace(passage, cue.end, passage.end);
  if (according) return true;
  if (cue.entry.nouny && !cue.noun && !cue.closed && (!isAgent(passage, speaker) || !isAdverbial(passage, speaker.end, cue.start)))
    return false;
  if (!bare) return true;
  // What holds a predicate of its own is no subject: …实际病例数可能比|报道|数高.
  if (!speaker.pronoun && speaker.start < cue.start && hasPredicate(passage, speaker)) return false;
  const rest = text.slice(start, start + 6);
  if (NO_STATEMENT.test(rest)) return false;
  if (cue.word === "说" && NO_CLAUSE_AFTER_SAY.test(rest)) return false;
  // 某词指…: a definition; 某人发表声明，指…: a report.
  if (cue.word === "指" && !speaker.pronoun && speaker.end === cue.start && !isNameLike(speaker.text)) return false;
  return !cue.entry.needsAgent || isAgent(passage, speaker);
}

function hasPredicate(passage: Passage, { start, end, text }: Speaker): boolean {
  const cut = start + subjectEnd(text);
  if (cut >= end || isLatin(text)) return false;
  return !someEntity(passage, start, end, (entity) => entity.start < cut && entity.end > cut);
}

function isLatin(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 0x41 && first <= 0x5a;
}

// …，但随后…, …，但数小时之后…: a dated turn is the narrator's.
const NARRATED =
  /，(?:但是?|而|不过|然而)(?:仅仅?)?(?:随后|后来|此后|之后|[^，。]{0,10}(?:[0-9]{1,2}[月日]|周[一二三四五六日]|小时|天|周|个?月)[^，。]{0,4}(?:后|，|拒绝|宣布|表示|发布|在|于|对|便|就|却|已)?)/u;

/** A clause with nothing but words that go on with what the same speaker says. */
function goesOn(source: Source, start: number, end: number): boolean {
  return end - start <= LONGEST_GOING_ON && GOES_ON.test(source.text.slice(start, end));
}

function isFirstPerson({ text }: Speaker): boolean {
  return "我咱笔你您本".includes(text[0] as string) && FIRST_PERSON.test(text);
}

/** Behind 据 and a source, these report without a comma too. */
const SOURCE_END = /(?:报道|说法|称|表示|显示|介绍|透露|披露)$/u;

const TURN = /^(?:但|但是|而|不过|然而|并|并且|同时|此外|可是)/u;

/** To the end of the sentence, or to where another speaker, or the same one with another cue, goes on. */
function statementEnd(passage: Passage, cue: Cue, start: number, limit: number, speech: readonly Quoted[]): number {
  const { text } = passage;
  let end = beforeQuotation(passage, start, limit, speech);
  const aside = start + asideIndex(text.slice(start, Math.min(end, start + LONGEST_ASIDE)));
  if (aside > start && (passage.quoted[firstFrom(passage.quoted, aside) - 1]?.after ?? 0) <= aside) end = aside;
  end = trimEnd(passage, start, beforeReport(passage, cue, start, end));
  if (text[end - 1] === "）" && !text.slice(start, end).includes("（")) end--;
  return trimEnd(passage, start, end);
}

/** Where the narrator's turn begins; -1 where there is none. */
function asideIndex(part: string): number {
  return mayTurn(part) ? (NARRATED.exec(part)?.index ?? -1) : -1;
}

/** A comma, and behind it the first unit of a turn. */
function mayTurn(part: string): boolean {
  for (let i = part.indexOf("，"); i >= 0; i = part.indexOf("，", i + 1))
    if (i + 1 < part.length && TURN_BEGINS.includes(part[i + 1] as string)) return true;
  return false;
}

const TURN_BEGINS = "但而不然";

/** …必须克服：“…” ends at the colon; a lone closing mark ends a statement too. */
function beforeQuotation(source: Source, start: number, limit: number, speech: readonly Quoted[]): number {
  let end = limit;
  for (let i = firstFrom(speech, start + 1); i < speech.length; i++) {
    const quote = speech[i] as Quoted;
    if (quote.open >= end) break;
    if ((classAt(source, skipSpaceBack(source, quote.open, start) - 1) & COLON) !== 0) end = quote.open;
    else if (!quote.opened) end = quote.end;
  }
  return end;
}

const LONGEST_TURN = 24;

/** Where the next report of the sentence begins, with its 但在…方面，; `limit` where there is none. */
function beforeReport(passage: Passage, cue: Cue, start: number, limit: number): number {
  const { text, cues } = passage;
  for (let i = firstCueAfter(cues, start); i < cues.length; i++) {
    const other = cues[i] as Cue;
    if (other.start >= limit) break;
    if (other.start <= start || other === cue) continue;
    const begin = clauseStart(passage, other.start, start);
    if (begin <= start || !startsReport(passage, other, begin)) continue;
    const before = clauseStart(passage, skipSpaceBack(passage, begin - 1, start), start);
    return before > start && begin - before < LONGEST_TURN && TURN.test(text.slice(before, begin)) ? before : begin;
  }
  return limit;
}

function trimEnd(source: Source, start: number, from: number): number {
  let end = from;
  while (end > start && (classAt(source, end - 1) & TRAILING) !== 0) end--;
  return end;
}

function startsReport(passage: Passage, cue: Cue, begin: number): boolean {
  if (cue.noun || (!cue.entry.strong && !cue.closed && cue.kind !== "judge")) return false;
  const { text } = passage;
  const next = text[cue.end] ?? "";
  if (goesOn(passage, begin, cue.start)) return true;
  const subject = findSubject(passage, cue.start, begin);
  if (!subject || isFirstPerson(subject)) return false;
  return '，,：:“「"'.includes(next) || isAgent(passage, subject);
}
