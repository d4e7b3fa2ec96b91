// What follows a closing quotation mark: a new sentence, or the rest of the old one.
import { isAsciiDigit, isAsciiLetter, isHanUnit, isSpaceUnit } from "../../text/hanzi.ts";
import { foldToSimplified } from "../../text/script.ts";
import { endsWithWord, type WordList, wordAt, wordBefore, wordsByFirst, wordsByLast } from "../../text/word-lists.ts";
import { CLASSES, DOT, isEllipsis, isPause, QUOTE_OPEN, STRAIGHT_QUOTE, TERMINAL } from "./classes.ts";

/** Longest reporting clause (UTF-16 units) that is looked at. */
const CLAUSE_LIMIT = 30;

/** Words by which the sentence around a quotation goes on: 的, 并, 这句…, a count of words, what the quotation is. Simplified. */
const CONTINUATIONS: WordList = wordsByFirst([
  ..."的 地 并 等 是 才 将 或 说完 这句 这话 这番 这一 这样 这种 这类 这个 这几 这两 这三 那句 那样 那种 之 一词 一声 一句 一语 一类 字样".split(
    " ",
  ),
  ..."两个字 三个字 四个字 几个字 二字 三字 四字 为题 为名 为主题 为口号 为由 作为 成为 成了 已成".split(" "),
]);
/** Before these no continuation word counts: 的确 begins a sentence. */
const NO_CONTINUATIONS: WordList = wordsByFirst(
  "是的 是吗 是啊 是呀 是不是 将军 才不 或许 的确 的士 地上 地下 地面 地球 地方 并非 等到 等他 等她 等我 等了 之后 之前 这一天 这一次 这样的话 这个人 这个时候 这时".split(
    " ",
  ),
);

/** Verbs of speech that end a reporting clause. Simplified. */
const FINAL_VERBS: WordList = wordsByLast([
  ..."说 问 喊 叫 嚷 答 吼 骂 想 称 曰 云 表示 指出 回答 回应 感慨 感叹 惊叹 赞叹 反问 追问 补充 强调".split(" "),
  ..."解释 透露 承认 坦言 直言 断言 宣布 警告 呼吁 嘀咕 嘟囔 喃喃自语 自语 心想 暗想 高呼 惊呼 大呼 欢呼 写 评价 评论 介绍 提醒 建议 抱怨 吐槽 调侃 打趣 总结 吩咐 命令 哀求 恳求 央求 安慰 劝 夸 赞".split(
    " ",
  ),
]);
/** What may stand behind the verb: 喊了一声, 嚷起来. */
const VERB_TAILS: WordList = wordsByLast(["了一声", "了一句", "一声", "一句", "了起来", "起来", "着"]);
/** Characters before 道 in 说道 喝道 解释道 …; 道 alone is too common (知道, 街道). */
const BEFORE_DAO = "说问答喊写笑叫吼骂叹赞哭嚷劝应回喝评充释慨呼怒着续和囔咕议驳趣侃讽慰励斥责促嘱咐求祷语喃声";
/** Behind these a verb of two characters is a noun: 提出了建议, 媒体的评论. */
const OBJECT_MARKERS = "了的出作做和与及受到";
/** Words that end like a verb of speech but are none. */
const FALSE_VERBS: WordList = wordsByLast(
  "据说 听说 小说 传说 学说 解说 没说 不说 别说 要说 再说 疑问 学问 访问 顾问 提问 请问 名称 职称 号称 简称 自称 人称 对称 思想 理想 梦想 幻想 感想 联想".split(
    " ",
  ),
);

/** A reporting verb right before an opening mark: what is quoted stands for itself, as behind a colon. */
const SPEECH_BEFORE = "说道问喊叫答曰云写想呼吼嚷骂言语称";

/** The next unit from `i` on that is no white space, or `end`. */
function skipSpace(text: string, i: number, end: number): number {
  let at = i;
  while (at < end && isSpaceUnit(text.charCodeAt(at))) at++;
  return at;
}

/** Folded, space-free text from `start` on up to a pause or stop; its length is bounded. */
function clauseAt(text: string, start: number, end: number): { readonly clause: string; readonly stop: number } {
  let i = start;
  let spaces = 0;
  let folds = false;
  for (; i < end && i - start - spaces <= CLAUSE_LIMIT; i++) {
    const unit = text.charCodeAt(i);
    if (isSpaceUnit(unit)) spaces++;
    else if (isClauseEnd(text, i, unit)) break;
    else folds ||= foldToSimplified(unit) !== unit;
  }
  const clause = text.slice(start, i);
  return { clause: spaces > 0 || folds ? foldWords(clause) : clause, stop: i };
}

function isClauseEnd(text: string, at: number, unit: number): boolean {
  const kind = CLASSES[unit];
  if (kind === TERMINAL || isPause(unit) || isEllipsis(unit) || kind === QUOTE_OPEN || kind === STRAIGHT_QUOTE) return true;
  return kind === DOT && !isAsciiDigit(text.charCodeAt(at + 1)) && !isAsciiLetter(text.charCodeAt(at + 1));
}

function foldWords(clause: string): string {
  let folded = "";
  for (let i = 0; i < clause.length; i++) {
    const unit = clause.charCodeAt(i);
    if (!isSpaceUnit(unit)) folded += String.fromCharCode(foldToSimplified(unit));
  }
  return folded;
}

/**
 * Whether a sentence ends behind a closing quotation mark whose quotation ended with 。！？.
 *
 * @param openAt place of the opening mark, -1 when unknown (long quotations)
 * @param next place behind the closing mark and what belongs to it
 * @param end of the stretch
 * @param sentenceStart where the running sentence started
 */
export function endsBehindQuote(text: string, openAt: number, next: number, end: number, sentenceStart: number): boolean {
  const at = skipSpace(text, next, end);
  if (at >= end) return true;
  const unit = text.charCodeAt(at);
  if (isPause(unit) || isEllipsis(unit) || unit === 0x2014 || unit === 0x2015) return false;
  const kind = CLASSES[unit];
  if (kind === QUOTE_OPEN) return true;
  const { clause, stop } = clauseAt(text, at, end);
  if (isContinuation(clause)) return false;
  if (openAt > sentenceStart && isEmbedded(text, openAt, clause)) return false;
  return !isReporting(clause, text, stop, end);
}

function isContinuation(clause: string): boolean {
  return wordAt(clause, 0, CONTINUATIONS) !== null && wordAt(clause, 0, NO_CONTINUATIONS) === null;
}

/**
 * The opening mark stands behind a word, without colon or comma (那句“谁怕谁！”成了笑话): the quotation is part of a clause. Behind a
 * verb of speech the clause is over when a subject follows (他喊“开门！”我们都醒了).
 */
function isEmbedded(text: string, openAt: number, clause: string): boolean {
  const before = text.charCodeAt(openAt - 1);
  if (!isHanUnit(before) && !isAsciiLetter(before) && !isAsciiDigit(before)) return false;
  if (!SPEECH_BEFORE.includes(String.fromCharCode(foldToSimplified(before)))) return true;
  return wordAt(clause, 0, SUBJECTS) === null;
}

/** Words that begin a new clause with a subject of its own. Simplified. */
const SUBJECTS: WordList = wordsByFirst(
  "我 你 他 她 它 这 那 大家 众人 人们 有人 谁 全场 现场 台下 其他 另 后来 但 可 而 于是 不过".split(" "),
);

/** A short clause that ends with a verb of speech: 他问 / 张明在会上说. */
function isReporting(clause: string, text: string, stop: number, end: number): boolean {
  if (clause.length === 0 || clause.length > CLAUSE_LIMIT) return false;
  const unit = stop < end ? text.charCodeAt(stop) : 0;
  if (unit === 0xff1a || unit === 0x3a || CLASSES[unit] === STRAIGHT_QUOTE || CLASSES[unit] === QUOTE_OPEN) return false; // announces the next quotation
  if (clause.endsWith("道")) return clause.length === 2 || BEFORE_DAO.includes(clause.charAt(clause.length - 2));
  const spoken = clause.length - (wordBefore(clause, clause.length, VERB_TAILS)?.length ?? 0);
  const verb = wordBefore(clause, spoken, FINAL_VERBS);
  if (verb === null || endsWithWord(clause, spoken, FALSE_VERBS)) return false;
  return verb.length === 1 || !OBJECT_MARKERS.includes(clause.charAt(spoken - verb.length - 1) || " ");
}
