import type { Cue } from "./cues.ts";
import type { Quoted } from "./marks.ts";
import { entitiesWithin, firstCueAfter, isStop, type Passage, sentenceAt, skipSpace, skipSpaceBack } from "./passage.ts";
import { clauseStart, findSubject, makeSpeaker, type Speaker } from "./speakers.ts";

/** A reported statement without marks; `start` and `end` in UTF-16 offsets of the document. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  readonly cue: Cue;
  readonly speaker: Speaker;
}

const SHORTEST = 4;
const RELAYS = /^(?:援引|引述|引用)$/u;
const TELLS = /^(?:告诉|告知|提醒|警告)$/u;
const COMMA = /[，,]/u;
const LONGEST_LISTENER = 30;
const TRAILING = /[\s，。；！？：,;!?]/u;
const FOREIGN_DOT = /[·•]/u;
const FIRST_PERSON = /^(?:我|我们|咱们|咱|笔者|你|你们|您|本文|本报)/u;
/** Clauses that only go on with what the same speaker says: 并表示, 还说. */
const GOES_ON = /^(?:并|并且|还|也|又|同时|此外|而且|同时还|并还|他还|她还)?$/u;
/** 表示欢迎, 表示了怀疑: no statement. */
const NO_STATEMENT =
  /^(?:[了着过的出中里上]|欢迎|感谢|遗憾|支持|同意|反对|不满|怀疑|关切|理解|尊重|抗议|祝贺|哀悼|敬意|满意|担忧|担心|认可|赞同|赞赏|歉意|慰问|肯定|高兴|愤怒|失望|震惊|欣慰|强烈|衷心|热烈|诚挚|深切)/u;
const STRONG =
  /^(?:表示|指出|声称|宣称|强调|坦言|坦承|透露|声明|直言|断言|重申|辩称|坚称|认为|坚持认为|说|称|说道|承认|报道|.{2}称|.{2}说)$/u;
/** Verbs that take a bare clause only with a person or a body in front. */
const WEAK_NEEDS_AGENT = /^(?:说|称|告诉|相信|显示|表明|宣布|承认|认定|否认|证实|披露|呼吁|介绍)$/u;
const BARE =
  /^(?:表示|指出|声称|宣称|强调|坦言|坦承|透露|声明|直言|断言|重申|辩称|坚称|认为|坚持认为|报道|报道称|回忆说|说|称|相信|显示|表明|宣布|承认|认定|否认|呼吁|.{2}称|.{2}说)$/u;
const NO_CLAUSE_AFTER_SAY = /^[不了过着的话完起出到得什么明服定好笑谎这那些几两三一是给在来去]/u;
const ROLE_END =
  /(?:者|人|人士|人员|专家|官员|发言人|教授|先生|女士|分析师|代表|部长|总统|总理|主席|市长|议员|律师|医生|部|局|署|厅|院|会|委|办|公司|集团|银行|大学|组织|机构|媒体|报|社|网|台|党|方面|团队|政府|网友|工会|协会|警方|校方|院方|官方|数据|报告|结果|研究|调查|声明|们|长|官|员|友|亲|妈|爸|师|生|家|中央|法院|白宫|《[^》]{2,}》)$/u;
const ACCORDING = /^[\s，,]*(?:而|但|另|又)?(?:根据|据|按照|依照|按|依据)(?!说|悉|称|了解)/u;

/** Everything that the search for statements reads. */
interface Search {
  readonly passage: Passage;
  /** Quotations with a frame of their own, in order. */
  readonly speech: readonly Quoted[];
  /** Who reported last. */
  readonly running: Speaker | null;
}

/**
 * All reported statements of a passage, in order and disjoint.
 *
 * @param taken cues that frame a quotation and report nothing else
 * @param speech quotations that have a frame of their own
 */
export function findStatements(passage: Passage, taken: ReadonlySet<Cue>, speech: readonly Quoted[]): Statement[] {
  const found: Statement[] = [];
  let free = passage.start;
  let running: Speaker | null = null;
  for (const cue of passage.cues) {
    if (cue.start < free || taken.has(cue) || cue.kind === "judge" || cue.kind === "name" || cue.kind === "shout") continue;
    const statement = statementOf({ passage, speech, running }, cue);
    if (!statement) continue;
    found.push(statement);
    running = statement.speaker;
    free = statement.end;
  }
  return found;
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

function statementOf({ passage, speech, running }: Search, cue: Cue): Statement | null {
  const { text } = passage;
  const sentence = sentenceAt(passage, cue.start);
  const floor = Math.max(sentence.start, speech[firstFrom(speech, cue.start) - 1]?.after ?? 0);
  const begin = clauseStart(passage, cue.start, floor);
  const according = ACCORDING.test(text.slice(begin, cue.start));
  const copula = text.startsWith("是", skipSpace(text, cue.end, sentence.end));
  if (cue.noun && !according && !copula) return null;
  const start = statementStart(passage, cue, begin, according, sentence.end);
  if (start === null || speech[firstFrom(speech, start)]?.open === start) return null;
  const speaker = speakerOf(passage, cue, begin, floor, running);
  if (!speaker || FIRST_PERSON.test(speaker.text)) return null;
  if (!isReported(passage, cue, start, speaker, according)) return null;
  const end = statementEnd(passage, cue, start, sentence.end, speech);
  return end - start < SHORTEST ? null : { start, end, cue, speaker };
}

/** Where the statement would begin; null when the words behind the cue are none. */
function statementStart(passage: Passage, cue: Cue, begin: number, according: boolean, limit: number): number | null {
  const { text } = passage;
  let at = skipSpace(text, cue.end, limit);
  if (text[at] === "是" && "，,：:".includes(text[at + 1] ?? " ")) at++;
  // 援引知情人士的话，… and 告诉记者，…: the object first.
  const relays = RELAYS.test(cue.word);
  if (relays || TELLS.test(cue.word)) {
    const comma = text.slice(at, Math.min(limit, at + LONGEST_LISTENER)).search(COMMA);
    if (comma >= 0) return skipSpace(text, at + comma + 1, limit);
    if (relays) return null;
  }
  const sign = text[at] ?? "";
  if (sign !== "" && "，,：:".includes(sign)) return cue.clause || according ? skipSpace(text, at + 1, limit) : null;
  if (at >= limit || isStop(sign) || "；;、”’」』）)".includes(sign)) return null;
  if (according && begin < cue.start) return at;
  return BARE.test(text.slice(cue.start, cue.end)) || BARE.test(cue.word) ? at : null;
}

function speakerOf(passage: Passage, cue: Cue, begin: number, floor: number, running: Speaker | null): Speaker | null {
  // 在他看来: the cue needs its preposition.
  if (cue.word === "看来" && !passage.text.startsWith("在", skipSpace(passage.text, begin, cue.start))) return null;
  if (cue.word === "看来") return makeSpeaker(passage, skipSpace(passage.text, begin, cue.start) + 1, cue.start);
  const near = findSubject(passage, cue.start, begin);
  if (near) return near;
  const lead = passage.text.slice(begin, cue.start).trim();
  if (lead.length > 0 && !GOES_ON.test(lead)) return lead.length <= 4 ? findSubject(passage, cue.start, floor) : null;
  return findSubject(passage, begin, floor) ?? (GOES_ON.test(lead) ? running : null);
}

function isReported(passage: Passage, cue: Cue, start: number, speaker: Speaker, according: boolean): boolean {
  const { text } = passage;
  const bare = start === skipSpace(text, cue.end, passage.end);
  if (!bare || according) return true;
  const rest = text.slice(start, start + 6);
  if (NO_STATEMENT.test(rest)) return false;
  if (cue.word === "说" && NO_CLAUSE_AFTER_SAY.test(rest)) return false;
  return !WEAK_NEEDS_AGENT.test(cue.word) || isAgent(passage, speaker);
}

function isAgent(passage: Passage, speaker: Speaker): boolean {
  if (speaker.pronoun || ROLE_END.test(speaker.text) || FOREIGN_DOT.test(speaker.text)) return true;
  return entitiesWithin(passage.entities, speaker.start, speaker.end).some(
    ({ type }) => type === "PERSON" || type === "ORG" || type === "PLACE",
  );
}

// …，但随后…, …，但数小时之后…: a dated turn is the narrator's.
const NARRATED =
  /，(?:但是?|而|不过|然而)(?:仅仅?)?(?:随后|后来|此后|之后|[^，。]{0,10}(?:[0-9]{1,2}[月日]|周[一二三四五六日]|小时|天|周|个?月)[^，。]{0,4}(?:后|，|拒绝|宣布|表示|发布|在|于|对|便|就|却|已)?)/u;

function narrated(statement: string): number {
  return NARRATED.exec(statement)?.index ?? -1;
}

const TURN = /^(?:但|但是|而|不过|然而|并|并且|同时|此外|可是)/u;

/** To the end of the sentence, or to where another speaker, or the same one with another cue, goes on. */
function statementEnd(passage: Passage, cue: Cue, start: number, limit: number, speech: readonly Quoted[]): number {
  const { text } = passage;
  let end = limit;
  for (let i = firstFrom(speech, start + 1); i < speech.length; i++) {
    const quote = speech[i] as Quoted;
    if (quote.open >= end) break;
    // …必须克服：“…” ends at the colon; a lone closing mark ends it too.
    if (":：".includes(text[skipSpaceBack(text, quote.open, start) - 1] ?? " ")) end = quote.open;
    else if (!quote.opened) end = quote.end;
  }
  const aside = narrated(text.slice(start, end));
  if (aside > 0) end = start + aside;
  for (let i = firstCueAfter(passage.cues, start); i < passage.cues.length; i++) {
    const other = passage.cues[i] as Cue;
    if (other.start >= end) break;
    if (other.start <= start || other === cue) continue;
    const begin = clauseStart(passage, other.start, start);
    if (begin <= start || !startsReport(passage, other, begin)) continue;
    const before = clauseStart(passage, skipSpaceBack(text, begin - 1, start), start);
    end = before > start && TURN.test(text.slice(before, begin)) && begin - before < 24 ? before : begin;
    break;
  }
  while (end > start && TRAILING.test(text[end - 1] as string)) end--;
  return end;
}

function startsReport(passage: Passage, cue: Cue, begin: number): boolean {
  if (cue.noun || (!STRONG.test(cue.word) && cue.kind !== "judge")) return false;
  const { text } = passage;
  const next = text[cue.end] ?? "";
  const lead = text.slice(begin, cue.start);
  if (GOES_ON.test(lead)) return true;
  const subject = findSubject(passage, cue.start, begin);
  if (!subject || FIRST_PERSON.test(subject.text)) return false;
  return '，,：:“「"'.includes(next) || isAgent(passage, subject);
}
