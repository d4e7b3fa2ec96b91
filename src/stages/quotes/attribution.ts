import type { Cue } from "./cues.ts";
import { endsClause, isNamePlace } from "./kinds.ts";
import type { Quoted } from "./marks.ts";
import { firstCueAfter, isStop, type Passage, sentenceAt, skipSpace, skipSpaceBack } from "./passage.ts";
import { actor, clauseStart, findSubject, makeSpeaker, type Speaker } from "./speakers.ts";

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

const COLON = "：:";
const COMMA = "，,";
/** Verbs whose listener may stand between them and the quotation. */
const ADDRESS = /^(?:告诉|告知|对|向|提醒|警告|问|追问|询问|反问|劝|安慰|请求|命令|嘱咐|叮嘱|提到|谈到|谈及|说到|骂|喊|叫|回答|答复|回复)/u;
const AFTER_VERB = /^(?:了|过|着|起来|了一句|的|是|出来)?\s*$/u;

/** The cue in front of a quotation: X说：“, X说，“, X说“. */
export function attributionBefore(passage: Passage, quote: Quoted, floor: number): Attribution | null {
  if (!quote.opened) return null;
  const { text } = passage;
  let at = skipSpaceBack(text, quote.open, floor);
  if (at <= floor) return null;
  const sign = text[at - 1] as string;
  const joint: Joint = COLON.includes(sign) ? "colon" : COMMA.includes(sign) ? "comma" : "adjacent";
  if (joint !== "adjacent") at = skipSpaceBack(text, at - 1, floor);
  // “…，”他说，：“…” and “，他说”: a comma before the colon or twice.
  if (joint === "colon" && at > floor && COMMA.includes(text[at - 1] as string)) at--;
  const start = clauseStart(passage, at, floor);
  const cues = cuesWithin(passage, start, at);
  const last = cues.findLast((cue) => joint === "colon" || !cue.noun || (cue.end < at && text.slice(cue.end, at) === "是"));
  if (!last) return joint === "colon" ? { cue: null, speaker: labelSpeaker(passage, start, at), joint, continues: false } : null;
  const touches = AFTER_VERB.test(text.slice(last.end, at));
  if (!touches && joint === "adjacent") return null;
  const addressed = !touches && cues.some((cue) => ADDRESS.test(cue.word));
  if (!touches && joint === "comma" && !addressed) return null;
  return { cue: last, speaker: framingSpeaker(passage, cues, last, start, floor), joint, continues: false };
}

/** The subject of the cues in a clause that begins at `start`: it stands before the first of them (他告诉记者说). */
function framingSpeaker(passage: Passage, cues: readonly Cue[], last: Cue, start: number, floor: number): Speaker | null {
  // 那回答是：“…”: a noun has no subject in an earlier clause.
  if (last.noun && findSubject(passage, last.start, start, false) === null) return null;
  const first = cues.find((cue) => cue.kind !== "name" && ADDRESS.test(cue.word)) ?? last;
  const speaker =
    findSubject(passage, first.start, floor, !first.noun) ?? (first === last ? null : findSubject(passage, last.start, floor));
  // 墙上写着：“…”: a place writes nothing. 普遍的看法是“…”: nobody's.
  if (speaker && last.kind === "write" && PLACE_END.test(speaker.text)) return null;
  return speaker && last.kind === "source" && VAGUE.test(speaker.text) ? null : speaker;
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

function cuesWithin(passage: Passage, start: number, end: number): Cue[] {
  const found: Cue[] = [];
  for (let i = firstCueAfter(passage.cues, start); i < passage.cues.length; i++) {
    const cue = passage.cues[i] as Cue;
    if (cue.end > end) break;
    if (cue.end > start) found.push(cue);
  }
  return found;
}

const CLAUSE_END = "，,；;：:。！？!?";
const LONGEST_CLAUSE = 60;

/** Where the clause that begins at `from` ends: at a comma, stop or quotation. Brackets are stepped over. */
function clauseEnd(passage: Passage, from: number, limit: number): number {
  const { text } = passage;
  for (let i = from; i < limit; i++) {
    const unit = text[i] as string;
    if (unit === "（" || unit === "(") {
      const closer = text.slice(i, limit).indexOf(unit === "（" ? "）" : ")");
      if (closer > 0) i += closer;
    } else if (CLAUSE_END.includes(unit)) return i;
  }
  return limit;
}

const SO_CALLED = /(?:所谓|称为|叫做|名为|之为)$/u;

/** The cue behind a quotation: “…”X说。 */
export function attributionAfter(passage: Passage, quote: Quoted, next: Quoted | undefined): Attribution | null {
  const { text } = passage;
  if (!quote.closed || SO_CALLED.test(text.slice(Math.max(passage.start, quote.open - 3), quote.open))) return null;
  const limit = Math.min(passage.end, next?.open ?? passage.end, quote.after + LONGEST_CLAUSE * 2);
  let from = skipSpace(text, quote.after, limit);
  const inside = text[skipSpaceBack(text, quote.end, quote.start) - 1];
  const stopInside = isStop(inside) || inside === "…";
  const pauseInside = stopInside || COMMA.includes(inside ?? " ");
  const comma = "，,—".includes(text[from] ?? " ");
  while (from < limit && "，,— ".includes(text[from] as string)) from++;
  if (!comma && !pauseInside && quote.after < limit && "。；：、".includes(text[from] ?? "。")) return null;
  const end = clauseEnd(passage, from, limit);
  if (end - from > LONGEST_CLAUSE) return null;
  const cue =
    finalCue(passage, from, end) ?? (pauseInside && COMMA.includes(text[end] ?? " ") ? laterClause(passage, end, limit, stopInside) : null);
  if (!cue) return null;
  const speaker = findSubject(passage, cue.start, from);
  const sign = text[clauseEnd(passage, cue.end, limit)] ?? "";
  const follows = skipSpace(text, clauseEnd(passage, cue.end, limit) + 1, passage.end);
  const continues =
    REPORTS.test(cue.word) &&
    !NARRATES.test(text.slice(follows, follows + 2)) &&
    "，,：:".includes(sign) &&
    sign !== "" &&
    follows !== next?.open;
  const found: Attribution = { cue, speaker, joint: "after", continues };
  return isPostposed(passage, quote, found, pauseInside, comma) ? found : null;
}

const REPORTS = /^(?:说|称|表示|认为|指出|强调|坦言|透露|介绍|解释|补充|.{1,2}[说称])$/u;
/** What the speaker does rather than says: “…。”他说，一面点头。 */
const NARRATES = /^(?:一面|一边|就|便|却|又|只|看|向|把|将|并|声|随)/u;
const MOST_CLAUSES = 3;

/** “…。”祖母坐在灶前，问。 “…！”他眉头一皱，拍了桌子，说。 The verb stands alone at the end of what the speaker does. */
function laterClause(passage: Passage, end: number, limit: number, stopped: boolean): Cue | null {
  let from = end + 1;
  for (let clause = 1; clause < MOST_CLAUSES; clause++) {
    const stop = clauseEnd(passage, from, limit);
    const cue = finalCue(passage, from, stop);
    const goesOn = COMMA.includes(passage.text[stop] ?? " ");
    if (cue && (!goesOn || (stopped && BARE_VERB.test(cue.word) && findSubject(passage, cue.start, from) === null))) return cue;
    if (!goesOn) return null;
    from = stop + 1;
  }
  return null;
}

const BARE_VERB = /^(?:说|问|道|叫|喊|说道|问道|喊道|叫道|答道|答)$/u;

const VERB_END = /^(?:了|着|过|起来|道|了一句|了一声|一句|的|下去)?\s*$/u;

/** The verb of speech that ends a clause, or one whose listener ends it (告诉记者). */
function finalCue(passage: Passage, from: number, end: number): Cue | null {
  const cues = cuesWithin(passage, from, end).filter((cue) => cue.kind !== "name" && !cue.noun && cue.start >= from);
  const last = cues.at(-1);
  if (!last) return null;
  if (VERB_END.test(passage.text.slice(last.end, end))) return last;
  const first = cues[0] as Cue;
  return ADDRESS.test(first.word) ? first : null;
}

const LONG_ENOUGH = 8;

/** A term that begins a sentence (“某某”团队表示，…) is no quotation; a clause with its speaker behind it is. */
function isPostposed(passage: Passage, quote: Quoted, found: Attribution, pauseInside: boolean, comma: boolean): boolean {
  if (found.speaker === null && found.cue?.kind !== "say") return false;
  if (pauseInside) return true;
  const length = quote.end - quote.start;
  const beginsSentence = skipSpace(passage.text, sentenceAt(passage, quote.open).start, passage.end) === quote.open;
  if (found.continues) return comma && beginsSentence && length >= LONG_ENOUGH;
  if (comma) return beginsSentence || length >= LONG_ENOUGH || (length >= LONG_ENOUGH / 2 && !isNamePlace(passage, quote, passage.start));
  return length >= LONG_ENOUGH || found.speaker?.pronoun === true;
}

const NAMING = /^(?:称为|称之为|称其为|称作)$/u;
const CALLS = /^称[其他她它]$/u;
const LONG_NAME = 12;
const NAME_WITH_DE = 8;
/** Reported words without a comma or a clause of their own: 保证她会“…”, 担心“…”. */
const PLEDGE = /^(?:承诺|保证|担心|担忧|要求|警告|威胁|呼吁|敦促|预言|怀疑|质疑|评论|点评|称赞|赞扬|盛赞|夸赞|赞叹|讽刺|嘲讽|指称)$/u;

// 描述他为“…”又“…”的
const DESCRIBED = /(?:为|是|成)(?:一[个种位名])?\s*$/u;

/** A judging verb with its object between it and the quotation: 甲方批评该做法“…”, 把它描述为“…”. */
export function judgedBefore(passage: Passage, quote: Quoted, floor: number): (Attribution & { readonly cue: Cue }) | null {
  if (!quote.opened) return null;
  const start = clauseStart(passage, quote.open, floor);
  const cues = cuesWithin(passage, start, quote.open);
  const length = quote.end - quote.start;
  const inside = passage.text.slice(quote.start, quote.end);
  const ends = endsClause(passage, quote);
  const described = DESCRIBED.test(passage.text.slice(start, quote.open));
  for (const cue of cues) {
    if (cue.noun || !(ends || (described && cue.kind === "judge"))) continue;
    const pledged = PLEDGE.test(cue.word) && length >= LONG_ENOUGH / 2 + 1;
    // 称它们为“…”: a name like any other.
    const names = NAMING.test(cue.word) || (described && CALLS.test(cue.word));
    const named = names && (length >= LONG_NAME || (length >= NAME_WITH_DE && inside.includes("的")));
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
