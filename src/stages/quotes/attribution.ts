import type { Cue } from "./cues.ts";
import { endsClause, isNamePlace } from "./kinds.ts";
import type { Quoted } from "./marks.ts";
import { firstCueAfter, isStopAt, type Passage, sentenceStart, skipSpace, skipSpaceBack } from "./passage.ts";
import { actor, clauseStart, findSubject, makeSpeaker, type Speaker } from "./speakers.ts";
import { ADDRESSES, BARE_VERB, CALLS, NAMES, PLEDGES, REPORTS, traitsOf } from "./traits.ts";
import { CLAUSE_END, COLON, COMMA, classAt, classOf, LOOSE, type Source } from "./units.ts";

/** How a cue stands to a quotation in front of which it is. */
export type Joint = "colon" | "comma" | "adjacent";

/** The cue (null for a bare colon) and speaker that frame a quotation. */
export interface Attribution {
  readonly cue: Cue | null;
  readonly speaker: Speaker | null;
  readonly joint: Joint | "after";
  /** After the quotation: the clause goes on as a statement of its own (“…”刘某表示，…). */
  readonly continues: boolean;
}

const AFTER_VERB = /^(?:了|过|着|起来|了一句|的|是|出来)?\s*$/u;

/** The cue in front of a quotation: X说：“, X说，“, X说“. */
export function attributionBefore(passage: Passage, quote: Quoted, floor: number): Attribution | null {
  if (!quote.opened) return null;
  const { text } = passage;
  let at = skipSpaceBack(passage, quote.open, floor);
  if (at <= floor) return null;
  const sign = classAt(passage, at - 1);
  const joint: Joint = sign & COLON ? "colon" : sign & COMMA ? "comma" : "adjacent";
  if (joint !== "adjacent") at = skipSpaceBack(passage, at - 1, floor);
  // “…，”他说，：“…” and “，他说”: a comma before the colon or twice.
  if (joint === "colon" && at > floor && (classAt(passage, at - 1) & COMMA) !== 0) at--;
  const start = clauseStart(passage, at, floor);
  const first = firstCueAfter(passage.cues, start);
  const behind = behindCues(passage.cues, first, at);
  const last = lastFraming(passage, first, behind, at, joint);
  if (!last) return joint === "colon" ? { cue: null, speaker: labelSpeaker(passage, start, at), joint, continues: false } : null;
  const touches = last.end === at || AFTER_VERB.test(text.slice(last.end, at));
  if (!touches && joint === "adjacent") return null;
  if (!touches && joint === "comma" && !isAddressed(passage.cues, first, behind)) return null;
  const cues = passage.cues.slice(first, behind);
  return { cue: last, speaker: framingSpeaker(passage, cues, last, start, floor), joint, continues: false };
}

/** The last cue of a clause that can frame a quotation behind it. */
function lastFraming({ text, cues }: Passage, first: number, behind: number, at: number, joint: Joint): Cue | null {
  for (let i = behind - 1; i >= first; i--) {
    const cue = cues[i] as Cue;
    if (joint === "colon" || !cue.noun || (cue.end === at - 1 && text[cue.end] === "是")) return cue;
  }
  return null;
}

function isAddressed(cues: readonly Cue[], first: number, behind: number): boolean {
  for (let i = first; i < behind; i++) if (traitsOf((cues[i] as Cue).entry) & ADDRESSES) return true;
  return false;
}

/** Index behind the last cue that ends at or before an offset, seen from the first one. */
function behindCues(cues: readonly Cue[], first: number, end: number): number {
  let i = first;
  while (i < cues.length && (cues[i] as Cue).end <= end) i++;
  return i;
}

/** The subject of the cues in a clause that begins at `start`: it stands before the first of them (他告诉记者说). */
function framingSpeaker(passage: Passage, cues: readonly Cue[], last: Cue, start: number, floor: number): Speaker | null {
  // 那回答是：“…”: a noun has no subject in an earlier clause.
  if (last.noun && findSubject(passage, last.start, start, false) === null) return null;
  const first = firstAddressing(cues) ?? last;
  const speaker =
    findSubject(passage, first.start, floor, !first.noun) ?? (first === last ? null : findSubject(passage, last.start, floor));
  // 墙上写着：“…”: a place writes nothing. 普遍的看法是“…”: nobody's.
  if (speaker && last.kind === "write" && PLACE_END.test(speaker.text)) return null;
  return speaker && last.kind === "source" && VAGUE.test(speaker.text) ? null : speaker;
}

function firstAddressing(cues: readonly Cue[]): Cue | null {
  for (let i = 0; i < cues.length; i++) {
    const cue = cues[i] as Cue;
    if (cue.kind !== "name" && (traitsOf(cue.entry) & ADDRESSES) !== 0) return cue;
  }
  return null;
}

/** Adjectives before 说法, 估计: nobody's. */
export const VAGUE: RegExp = /^(?:负面|正面|普遍|一般|流行|常见|最|主要|唯一|其)/u;
const PLACE_END = /[上里内下前后外边](?:只)?$/u;
const LABEL =
  /(?:主题|标题|题目|口号|标语|歌词|名言|谚语|俗语|俗话|书名|歌名|标签|关键词|的话|一句|字样|如下|问题|内容|例如|比如|包括|分别|有|是|为|叫|话|字|名|词|条|句|书|文|写|法|原因|理由|在于|可供选择|选择|原则|目标|任务|特点|例)$/u;

/** 孙某："…", 父亲摇摇头：“…”: who stands before a colon without a verb of speech. */
function labelSpeaker(passage: Passage, start: number, at: number): Speaker | null {
  if (LABEL.test(passage.text.slice(start, at))) return null;
  return actor(passage, start, at) ?? findSubject(passage, at, start);
}

const LONGEST_CLAUSE = 60;

/** Where the clause that begins at `from` ends: at a comma, stop or quotation. Brackets are stepped over. */
function clauseEnd(passage: Passage, from: number, limit: number): number {
  const { text } = passage;
  for (let i = from; i < limit; i++) {
    const unit = passage.units[i] as number;
    if (unit === 0xff08 || unit === 0x28) {
      const closer = text.slice(i, limit).indexOf(unit === 0x28 ? ")" : "）");
      if (closer > 0) i += closer;
    } else if ((classOf(unit) & CLAUSE_END) !== 0) return i;
  }
  return limit;
}

const SO_CALLED = /(?:所谓|称为|叫做|名为|之为)$/u;

/** The cue behind a quotation: “…”X说。 */
export function attributionAfter(passage: Passage, quote: Quoted, next: Quoted | undefined): Attribution | null {
  const { text } = passage;
  if (!quote.closed || isSoCalled(passage, quote.open)) return null;
  const limit = Math.min(passage.end, next?.open ?? passage.end, quote.after + LONGEST_CLAUSE * 2);
  let from = skipSpace(passage, quote.after, limit);
  const inside = skipSpaceBack(passage, quote.end, quote.start) - 1;
  const stopInside = isStopAt(passage, inside) || text[inside] === "…";
  const pauseInside = stopInside || (classAt(passage, inside) & COMMA) !== 0;
  const comma = isPauseAt(passage, from);
  while (from < limit && ((passage.units[from] as number) === 0x20 || isPauseAt(passage, from))) from++;
  if (!comma && !pauseInside && quote.after < limit && (from >= text.length || "。；：、".includes(text[from] as string))) return null;
  const end = clauseEnd(passage, from, limit);
  if (end - from > LONGEST_CLAUSE) return null;
  const cue =
    finalCue(passage, from, end) ??
    (pauseInside && (classAt(passage, end) & COMMA) !== 0 ? laterClause(passage, end, limit, stopInside) : null);
  if (!cue) return null;
  const speaker = findSubject(passage, cue.start, from);
  const stop = clauseEnd(passage, cue.end, limit);
  const follows = skipSpace(passage, stop + 1, passage.end);
  const continues =
    (traitsOf(cue.entry) & REPORTS) !== 0 &&
    (classAt(passage, stop) & (COMMA | COLON)) !== 0 &&
    follows !== next?.open &&
    !NARRATES.test(text.slice(follows, follows + 2));
  const found: Attribution = { cue, speaker, joint: "after", continues };
  return isPostposed(passage, quote, found, pauseInside, comma) ? found : null;
}

/** ，,— */
function isPauseAt(source: Source, at: number): boolean {
  return (classAt(source, at) & COMMA) !== 0 || (at < source.text.length && source.units[at] === 0x2014);
}

/** 所谓“…”, 称为“…” */
function isSoCalled(passage: Passage, at: number): boolean {
  const last = passage.text[at - 1];
  return (last === "谓" || last === "为" || last === "做") && SO_CALLED.test(passage.text.slice(Math.max(passage.start, at - 3), at));
}

/** What the speaker does rather than says: “…。”他说，一面点头。 */
const NARRATES = /^(?:一面|一边|就|便|却|又|只|看|向|把|将|并|声|随)/u;
const MOST_CLAUSES = 3;

/** “…。”祖母坐在灶前，问。 “…！”他眉头一皱，拍了桌子，说。 The verb stands alone at the end of what the speaker does. */
function laterClause(passage: Passage, end: number, limit: number, stopped: boolean): Cue | null {
  let from = end + 1;
  for (let clause = 1; clause < MOST_CLAUSES; clause++) {
    const stop = clauseEnd(passage, from, limit);
    const cue = finalCue(passage, from, stop);
    const goesOn = (classAt(passage, stop) & COMMA) !== 0;
    if (cue && (!goesOn || (stopped && (traitsOf(cue.entry) & BARE_VERB) !== 0 && findSubject(passage, cue.start, from) === null)))
      return cue;
    if (!goesOn) return null;
    from = stop + 1;
  }
  return null;
}

const VERB_END = /^(?:了|着|过|起来|道|了一句|了一声|一句|的|下去)?\s*$/u;

/** The verb of speech that ends a clause, or one whose listener ends it (告诉记者). */
function finalCue(passage: Passage, from: number, end: number): Cue | null {
  let first: Cue | null = null;
  let last: Cue | null = null;
  const { cues, text } = passage;
  for (let i = firstCueAfter(cues, from); i < cues.length; i++) {
    const cue = cues[i] as Cue;
    if (cue.end > end) break;
    if (cue.kind === "name" || cue.noun || cue.start < from) continue;
    first ??= cue;
    last = cue;
  }
  if (first === null || last === null) return null;
  if (last.end >= end || VERB_END.test(text.slice(last.end, end))) return last;
  return (traitsOf(first.entry) & ADDRESSES) !== 0 ? first : null;
}

const LONG_ENOUGH = 8;

/** A term that begins a sentence (“某某”团队表示，…) is no quotation; a clause with its speaker behind it is. */
function isPostposed(passage: Passage, quote: Quoted, found: Attribution, pauseInside: boolean, comma: boolean): boolean {
  if (found.speaker === null && found.cue?.kind !== "say") return false;
  if (pauseInside) return true;
  const length = quote.end - quote.start;
  const beginsSentence = skipSpace(passage, sentenceStart(passage, quote.open), passage.end) === quote.open;
  if (found.continues) return comma && beginsSentence && length >= LONG_ENOUGH;
  if (comma) return beginsSentence || length >= LONG_ENOUGH || (length >= LONG_ENOUGH / 2 && !isNamePlace(passage, quote, passage.start));
  return length >= LONG_ENOUGH || found.speaker?.pronoun === true;
}

const LONG_NAME = 12;
const NAME_WITH_DE = 8;

// 描述他为“…”又“…”的
const DESCRIBED = /(?:为|是|成)(?:一[个种位名])?\s*$/u;

const DESCRIBED_ENDS = "为是成个种位名";

function isDescribed(passage: Passage, start: number, end: number): boolean {
  const mayEnd = (classAt(passage, end - 1) & LOOSE) !== 0 || DESCRIBED_ENDS.includes(passage.text[end - 1] ?? "-");
  return mayEnd && DESCRIBED.test(passage.text.slice(start, end));
}

/** A judging verb with its object between it and the quotation: 甲方批评该做法“…”, 把它描述为“…”. */
export function judgedBefore(passage: Passage, quote: Quoted, floor: number): (Attribution & { readonly cue: Cue }) | null {
  if (!quote.opened) return null;
  const { text, cues } = passage;
  const start = clauseStart(passage, quote.open, floor);
  let i = firstCueAfter(cues, start);
  if (i >= cues.length || (cues[i] as Cue).end > quote.open) return null;
  const length = quote.end - quote.start;
  const ends = endsClause(passage, quote);
  const described = isDescribed(passage, start, quote.open);
  for (; i < cues.length; i++) {
    const cue = cues[i] as Cue;
    if (cue.end > quote.open) break;
    if (cue.noun || !(ends || (described && cue.kind === "judge"))) continue;
    const traits = traitsOf(cue.entry);
    const pledged = (traits & PLEDGES) !== 0 && length >= LONG_ENOUGH / 2 + 1;
    // 称它们为“…”: a name like any other.
    const names = (traits & NAMES) !== 0 || (described && (traits & CALLS) !== 0);
    const named = names && (length >= LONG_NAME || (length >= NAME_WITH_DE && text.slice(quote.start, quote.end).includes("的")));
    if ((cue.kind !== "judge" || names) && !pledged && !named) continue;
    const speaker = findSubject(passage, cue.start, floor);
    if (speaker) return { cue, speaker, joint: "adjacent", continues: false };
  }
  return null;
}

/** Someone who is the subject of the sentence up to `at`. */
export function sentenceSubject(passage: Passage, start: number, at: number): Speaker | null {
  const begin = clauseStart(passage, at, start);
  if (begin <= start) return findSubject(passage, at, start);
  return findSubject(passage, begin, start) ?? makeSpeaker(passage, begin, at);
}
