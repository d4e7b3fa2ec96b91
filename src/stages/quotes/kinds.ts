import { isHanUnit } from "../../text/hanzi.ts";
import type { Attribution } from "./attribution.ts";
import type { Quoted } from "./marks.ts";
import { endsInRole, isNameLike } from "./mentions.ts";
import { isStopAt, type Passage, sentenceStart, skipSpace, skipSpaceBack } from "./passage.ts";
import { LABELS, traitsOf } from "./traits.ts";
import { classAt, classify, ENDING, type Source } from "./units.ts";

classify("，。；！？,;.!?：…“「『", ENDING);

/** True where the text behind a quotation ends the clause. */
export function endsClause(passage: Passage, quote: Quoted): boolean {
  const at = skipSpace(passage, quote.after, passage.end);
  return at >= passage.end || (classAt(passage, at) & ENDING) !== 0;
}

/** What the words inside the marks look like. */
export interface Shape {
  readonly length: number;
  /** Ends in 。！？… */
  readonly stop: boolean;
  /** Holds a pause, or ends in one. */
  readonly pauses: boolean;
  readonly firstPerson: boolean;
  /** Holds particles, pronouns or auxiliaries, so it is more than a name. */
  readonly clausal: boolean;
  /** Holds a Han character. */
  readonly han: boolean;
}

const PAUSES = 1;
const FIRST_PERSON = 2;
const CLAUSAL = 4;
const STOPS = 8;
const INSIDE = new Uint8Array(65536);
const mark = (units: string, bit: number): void => {
  for (const unit of units) INSIDE[unit.charCodeAt(0)] = (INSIDE[unit.charCodeAt(0)] as number) | bit;
};
mark("，。！？；：…,!?;", PAUSES);
mark("我咱俺", FIRST_PERSON);
mark("的了是将会就都也很太最没有把被让这那你他她它们吗呢吧啊么与和在对从因得着过要能可应该", CLAUSAL);
mark("。！？!?…", STOPS);

export function shapeOf(source: Source, quote: Quoted): Shape {
  const start = skipSpace(source, quote.start, quote.end);
  const end = skipSpaceBack(source, quote.end, start);
  let all = 0;
  let han = false;
  for (let i = start; i < end; i++) {
    const unit = source.units[i] as number;
    all |= INSIDE[unit] as number;
    han ||= isHanUnit(unit);
  }
  const last = end > start ? (INSIDE[source.units[end - 1] as number] as number) : 0;
  return {
    length: end - start,
    stop: (last & STOPS) !== 0,
    pauses: (all & PAUSES) !== 0,
    firstPerson: (all & FIRST_PERSON) !== 0,
    clausal: (all & CLAUSAL) !== 0,
    han,
  };
}

// What stands before or behind a quoted name, title, term or slogan.
const NAMED_BEFORE =
  /(?:单曲|歌曲|专辑|影片|电影|小说|节目|栏目|剧集|电视剧|书籍|杂志|报纸|名为|题为|名叫|所谓|称为|称作|叫做|叫作|誉为|简称|俗称|又称|号称|品牌|游戏|活动|主题|标语|口号|横幅|字样|词语|单词|概念|一词|术语|代号|绰号|外号|昵称|网名|艺名|笔名|原名|公众号|账号|飓风|台风|号|项目|计划|系列|奖项|称号|头衔|以|从|(?<![听感看收得受达做找遇提谈想直])到|叫|用|含有|评为|冠以|定为|意为|即|指|谓|译为|名称|包括|成为)$/u;
const NAMED_BEHIND =
  /^(?:一词|一语|一说|二字|两字|三字|四字|两个字|三个字|这个|这一|口号|标语|字样|横幅|之称|之名|之类|等|式|号|型|版|计划|政策|制度|文化|问题|现象|概念|战略|倡议|称号|模式|工程|项目|行动|时代|团队|公司|集团|平台|专家|理论|效应|运动|组织|大奖|奖|杯|节|展|事件|原则|精神|标准|体系|系统|技术|机制|这|那|的(?:美名|美誉|称号|名义|说法|问题|现象|概念|口号|标语|名字|主题|原则|故事|传说|方式|模式|时代|明显|主意|想法|思想|精神|理念)|为(?:主题|题|名|口号|例|代表)|来形容|来描述|而闻名|著称|期间|成为|意味|是指|则是|即是|就是|指的|意思)/u;

/** The quotation stands in a place for names: (电影)“…”, “…”(计划). */
export function isNamePlace(passage: Passage, quote: Quoted, from: number): boolean {
  const { text } = passage;
  const before = text.slice(Math.max(from, quote.open - 6), skipSpaceBack(passage, quote.open, from));
  const behind = text.slice(skipSpace(passage, quote.after, passage.end), Math.min(passage.end, quote.after + 8));
  return (NAMED_BEFORE_ENDS.includes(before[before.length - 1] ?? "-") && NAMED_BEFORE.test(before)) || NAMED_BEHIND.test(behind);
}

/** Last units of what stands before a name. */
const NAMED_BEFORE_ENDS = "曲辑片影说目集剧籍志纸为叫谓作做称牌戏动题语号幅样词念名风划列项衔以从到用有即指括";

const TERM_LENGTH = 5;
const CLAUSE_LENGTH = 8;
const LONG_CLAUSE = 12;

/** A quotation framed by a cue before it: speech, or a name after all. */
export function isSpeechBefore(passage: Passage, quote: Quoted, found: Attribution, shape: Shape): boolean {
  const { cue, joint } = found;
  if (joint === "colon") {
    if (cue === null) return isLabelled(found, shape);
    return cue.kind !== "name" || isNamingSpeech(found, shape);
  }
  if (cue === null) return false;
  if (cue.kind === "name") return isNamingSpeech(found, shape);
  const ends = endsClause(passage, quote);
  if (joint === "comma") return ends ? shape.length >= TERM_LENGTH || shape.pauses || shape.clausal : isMixed(passage, quote, shape);
  if (cue.kind === "judge" && !ends && shape.length < CLAUSE_LENGTH) return false;
  if (cue.kind === "judge") return found.speaker !== null && !isNamePlace(passage, quote, sentenceStart(passage, quote.open));
  // 人们常说的“破窗效应”
  const isAttribute = passage.text[quote.open - 1] === "的" && !shape.stop && !shape.pauses;
  return isAttribute || isTopic(found, shape) ? false : isSpokenAdjacent(passage, quote, found, shape, ends);
}

/** 提到“安全检查”, 我们有说“Safety Check”: a topic; 后世称“…”: a name. */
function isTopic({ cue, speaker }: Attribution, shape: Shape): boolean {
  if (shape.stop) return false;
  if (!shape.pauses) {
    if (!shape.han) return true;
    if (cue?.entry.topic && !cue.closed && !(shape.clausal && shape.length > TERM_LENGTH)) return true;
  }
  return speaker === null && shape.length < CLAUSE_LENGTH;
}

function isSpokenAdjacent(passage: Passage, quote: Quoted, { cue }: Attribution, shape: Shape, ends: boolean): boolean {
  // 一句话叫“…”: a name, unless it is shouted.
  if (cue?.word === "叫") return shape.stop || (shape.pauses && ends);
  if (ends) return shape.length >= TERM_LENGTH || shape.stop || (shape.clausal && shape.length > 2 && cue?.kind !== "shout");
  return isMixed(passage, quote, shape) || shape.stop;
}

/** Behind a colon without a verb of speech: a sentence, or words that somebody says; not a name (奖项：“…”). */
function isLabelled({ speaker }: Attribution, shape: Shape): boolean {
  if (shape.stop || shape.pauses || (shape.clausal && shape.length >= LONG_CLAUSE)) return true;
  return shape.clausal && shape.length > 2 && speaker !== null && (speaker.pronoun || endsInRole(speaker.text) || isNameLike(speaker.text));
}

/** 报纸称之为“…”: words that a source puts on something; a usual name is short or passive. */
function isNamingSpeech({ cue, speaker, joint }: Attribution, shape: Shape): boolean {
  if (!cue || (traitsOf(cue.entry) & LABELS) === 0 || speaker === null) return false;
  return joint === "colon" || shape.length >= LONG_CLAUSE;
}

const COPULA = /[是为很]\s*$/u;
/** Units before a quotation that are looked at for a verb. */
const NEAR = 8;
const MODAL = /[将会要能应可]\s*$/u;

/** A quoted part of a reported statement, as opposed to a term in it. */
export function isMixed(passage: Passage, quote: Quoted, shape: Shape): boolean {
  const { text } = passage;
  const from = sentenceStart(passage, quote.open);
  const ends = endsClause(passage, quote);
  if (isNamePlace(passage, quote, from)) return shape.length >= LONG_CLAUSE && shape.clausal;
  if (shape.pauses) return true;
  if (
    ends &&
    shape.length > 2 &&
    text.startsWith("的", quote.end - 1) &&
    COPULA.test(text.slice(Math.max(from, quote.open - NEAR), quote.open))
  )
    return true;
  if (shape.clausal) return shape.length >= (ends ? TERM_LENGTH : CLAUSE_LENGTH);
  const predicate =
    ends &&
    MODAL.test(text.slice(Math.max(from, quote.open - NEAR), quote.open)) &&
    endsSentence(passage, skipSpace(passage, quote.after, passage.end), passage.end);
  return shape.length >= (predicate ? CLAUSE_LENGTH : ends ? CLAUSE_LENGTH + 2 : LONG_CLAUSE);
}

const CUELESS_LENGTH = 8;

/** Words that are speech without any frame, where they are a whole sentence. */
export function isUtterance(shape: Shape): boolean {
  return shape.stop || shape.pauses || (shape.clausal && shape.length >= CUELESS_LENGTH);
}

/** A quotation that is a sentence of its own. */
export function isWholeSentence(passage: Passage, quote: Quoted): boolean {
  const { text } = passage;
  if (skipSpace(passage, sentenceStart(passage, quote.open), passage.end) !== quote.open) return false;
  const after = skipSpace(passage, quote.after, passage.end);
  if (endsSentence(passage, after, passage.end)) return true;
  // “我们，”某人推开他，“…”: interrupted.
  return isStopAt(passage, quote.end - 1) || "…，,".includes(text[quote.end - 1] as string);
}

function endsSentence(source: Source, at: number, end: number): boolean {
  return at >= end || isStopAt(source, at);
}
