// What follows a closing quotation mark: a new sentence, or the rest of the old one.
import { DOT, isEllipsis, isHan, isPause, isSpace, isWord, QUOTE_OPEN, STRAIGHT_QUOTE, TERMINAL } from "./classes";
import { CLASSES, classAt, classOf, fold, unitAt } from "./memory";
import { holds, markFirst, markLast, wordAt, wordBefore } from "./words";

/** Longest reporting clause that is looked at: bytes of 30 UTF-16 units. */
const CLAUSE_LIMIT: usize = 60;

// Of all lists the words are simplified, a blank behind each; of several that fit, the first counts.

/** Words by which the sentence around a quotation goes on: 的, 并, 这句…, a count of words, what the quotation is. */
const CONTINUATIONS =
  "的 地 并 等 是 才 将 或 说完 这句 这话 这番 这一 这样 这种 这类 这个 这几 这两 这三 那句 那样 那种 之 一词 一声 一句 一语 一类 字样 两个字 三个字 四个字 几个字 二字 三字 四字 为题 为名 为主题 为口号 为由 作为 成为 成了 已成 ";
/** Before these no continuation word counts: 的确 begins a sentence. */
const NO_CONTINUATIONS =
  "是的 是吗 是啊 是呀 是不是 将军 才不 或许 的确 的士 地上 地下 地面 地球 地方 并非 等到 等他 等她 等我 等了 之后 之前 这一天 这一次 这样的话 这个人 这个时候 这时 ";

/** Verbs of speech that end a reporting clause. */
const FINAL_VERBS =
  "说 问 喊 叫 嚷 答 吼 骂 想 称 曰 云 表示 指出 回答 回应 感慨 感叹 惊叹 赞叹 反问 追问 补充 强调 解释 透露 承认 坦言 直言 断言 宣布 警告 呼吁 嘀咕 嘟囔 喃喃自语 自语 心想 暗想 高呼 惊呼 大呼 欢呼 写 评价 评论 介绍 提醒 建议 抱怨 吐槽 调侃 打趣 总结 吩咐 命令 哀求 恳求 央求 安慰 劝 夸 赞 ";
/** What may stand behind the verb: 喊了一声, 嚷起来. */
const VERB_TAILS = "了一声 了一句 一声 一句 了起来 起来 着 ";
/** Characters before 道 in 说道 喝道 解释道 …; 道 alone is too common (知道, 街道). */
const BEFORE_DAO = "说问答喊写笑叫吼骂叹赞哭嚷劝应回喝评充释慨呼怒着续和囔咕议驳趣侃讽慰励斥责促嘱咐求祷语喃声";
/** Behind these a verb of two characters is a noun: 提出了建议, 媒体的评论. */
const OBJECT_MARKERS = "了的出作做和与及受到";
/** Words that end like a verb of speech but are none. */
const FALSE_VERBS =
  "据说 听说 小说 传说 学说 解说 没说 不说 别说 要说 再说 疑问 学问 访问 顾问 提问 请问 名称 职称 号称 简称 自称 人称 对称 思想 理想 梦想 幻想 感想 联想 ";

/** A reporting verb right before an opening mark: what is quoted stands for itself, as behind a colon. */
const SPEECH_BEFORE = "说道问喊叫答曰云写想呼吼嚷骂言语称";

/** Words that begin a new clause with a subject of its own. */
const SUBJECTS = "我 你 他 她 它 这 那 大家 众人 人们 有人 谁 全场 现场 台下 其他 另 后来 但 可 而 于是 不过 ";

/** Bits of units that begin a continuation, begin a subject, end a verb or its tail: most do not, which saves a search. */
const BEGINS_CONTINUATION: u32 = 16;
const BEGINS_SUBJECT: u32 = 32;
const ENDS_VERB: u32 = 64;

export function markWords(): void {
  markFirst(CONTINUATIONS, BEGINS_CONTINUATION);
  markFirst(SUBJECTS, BEGINS_SUBJECT);
  markLast(FINAL_VERBS, ENDS_VERB);
  markLast(VERB_TAILS, ENDS_VERB);
}

function has(unit: u32, bit: u32): bool {
  return (load<u8>(CLASSES + unit) & bit) != 0;
}

const DAO: u32 = 0x9053;

/** u16: a clause, folded and without blanks; one more than its limit tells a longer one. */
const CLAUSE: usize = memory.data(64, 16);
let clauseEnd: usize = 0;

/** Reads the clause from `start` on up to a pause or stop; gives the place of that. */
function readClause(start: i32, end: i32): i32 {
  let to = CLAUSE;
  let i = start;
  for (; i < end && to <= CLAUSE + CLAUSE_LIMIT; i++) {
    const unit = unitAt(i);
    if (isSpace(unit)) continue;
    if (isClauseEnd(i, unit)) break;
    store<u16>(to, fold(unit));
    to += 2;
  }
  clauseEnd = to;
  return i;
}

function isClauseEnd(at: i32, unit: u32): bool {
  const kind = classOf(unit);
  if (kind == TERMINAL || isPause(unit) || isEllipsis(unit) || kind == QUOTE_OPEN || kind == STRAIGHT_QUOTE) return true;
  return kind == DOT && !isWord(unitAt(at + 1));
}

/**
 * Whether a sentence ends behind a closing quotation mark whose quotation ended with 。！？.
 *
 * @param openAt place of the opening mark, -1 when unknown (long quotations)
 * @param next place behind the closing mark and what belongs to it
 * @param end of the stretch
 * @param sentenceStart where the running sentence started
 */
export function endsBehindQuote(openAt: i32, next: i32, end: i32, sentenceStart: i32): bool {
  let at = next;
  while (at < end && isSpace(unitAt(at))) at++;
  if (at >= end) return true;
  const unit = unitAt(at);
  if (isPause(unit) || isEllipsis(unit) || unit == 0x2014 || unit == 0x2015) return false;
  if (classOf(unit) == QUOTE_OPEN) return true;
  const stop = readClause(at, end);
  if (begins(CONTINUATIONS, BEGINS_CONTINUATION) && wordAt(CLAUSE, clauseEnd, NO_CONTINUATIONS) == 0) return false;
  if (openAt > sentenceStart && isEmbedded(openAt)) return false;
  return !isReporting(stop, end);
}

/** Whether the clause begins with a word of a list whose first units have a bit. */
function begins(words: string, bit: u32): bool {
  return has(load<u16>(CLAUSE), bit) && wordAt(CLAUSE, clauseEnd, words) > 0;
}

/**
 * The opening mark stands behind a word, without colon or comma (那句“谁怕谁！”成了笑话): the quotation is part of a clause. Behind a
 * verb of speech the clause is over when a subject follows (他喊“开门！”我们都醒了).
 */
function isEmbedded(openAt: i32): bool {
  const before = unitAt(openAt - 1);
  if (!isHan(before) && !isWord(before)) return false;
  return !holds(SPEECH_BEFORE, fold(before)) || !begins(SUBJECTS, BEGINS_SUBJECT);
}

/** A short clause that ends with a verb of speech: 他问 / 张明在会上说. */
function isReporting(stop: i32, end: i32): bool {
  const bytes = clauseEnd - CLAUSE;
  if (bytes == 0 || bytes > CLAUSE_LIMIT) return false;
  if (stop < end && announces(stop)) return false;
  if (load<u16>(clauseEnd - 2) == DAO) return bytes <= 4 || holds(BEFORE_DAO, load<u16>(clauseEnd - 4));
  if (!has(load<u16>(clauseEnd - 2), ENDS_VERB)) return false;
  const spoken = clauseEnd - (<usize>wordBefore(clauseEnd, CLAUSE, VERB_TAILS) << 1);
  const verb = wordBefore(spoken, CLAUSE, FINAL_VERBS);
  if (verb == 0 || wordBefore(spoken, CLAUSE, FALSE_VERBS) > 0) return false;
  const before = spoken - (<usize>(verb + 1) << 1);
  return verb == 1 || before < CLAUSE || !holds(OBJECT_MARKERS, load<u16>(before));
}

/** Whether the mark that ended the clause announces the next quotation. */
function announces(stop: i32): bool {
  const unit = unitAt(stop);
  return unit == 0xff1a || unit == 0x3a || classAt(stop) == STRAIGHT_QUOTE || classAt(stop) == QUOTE_OPEN;
}
