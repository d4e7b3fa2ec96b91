// The half-width full stop: end of a sentence, or part of a number, name, abbreviation, address, list marker.
import { isAsciiDigit, isAsciiLetter, isHanUnit, isSpaceUnit } from "../../text/hanzi.ts";
import { foldToSimplified } from "../../text/script.ts";
import { BRACKET_CLOSE, CLASSES, DOT, isPause, QUOTE_CLOSE } from "./classes.ts";

/** Abbreviations whose dot ends no sentence, in lower case and without dots. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  "mr mrs ms dr prof st jr sr inc ltd co corp llc plc vs etc eg ie no vol fig al cf ed eds pp p jan feb mar apr jun jul aug sep sept oct nov dec mt ft gen col lt sgt rev hon pres gov sen rep dept univ approx est tel ext am pm us uk un phd".split(
    " ",
  ),
);

/** Characters that end clauses: before a dot between Han they make it a full stop. Simplified. */
const CLAUSE_ENDS = "了的吗呢吧啊呀嘛哦啦哈哒着过见好行等么";

/** Characters of transliterated names (Xinhua's tables): a dot between two of them is a middle dot. Simplified. */
const NAME_CHARACTERS =
  "阿埃艾爱安奥巴白贝本比彼别波伯博布查丹当道德登迪蒂杜多俄恩尔法菲费弗夫福盖戈格古哈海汉豪赫亨胡怀霍基吉加贾杰金卡凯坎康考柯科克肯库拉莱赖兰朗劳勒雷里丽利莉廉林琳龙卢鲁路伦罗洛马玛麦曼梅门蒙米莫姆穆纳乃奈内尼妮涅纽努诺欧帕潘佩皮平珀普齐奇乔切琴丘让热仁瑞若撒萨塞森莎山珊尚舍圣史斯丝松苏索塔泰坦汤唐陶特汀图托瓦万旺威韦维魏温文沃伍希西夏肖谢辛休雅亚扬耶叶伊因尤约泽扎詹珍朱兹";

/** Longest number of a list marker, in digits. */
const MARKER_DIGITS = 3;
/** A dot between Han ends a clause of at least this many units where the text has no 。. */
const CLAUSE_LEAST = 3;

/**
 * Whether the dot at `at` ends a sentence.
 *
 * @param sentenceStart where the running sentence starts
 * @param end of the stretch
 */
export function isFullStop(text: string, at: number, sentenceStart: number, end: number): boolean {
  if (at === sentenceStart) return false;
  const before = text.charCodeAt(at - 1);
  const after = unitBehind(text, at, end);
  if (CLASSES[before] === DOT || CLASSES[after] === DOT) return false; // .. and ... are ellipses
  if (isAsciiDigit(after) || isAsciiLetter(after) || isPause(after) || CODE_MARKS.includes(String.fromCharCode(after))) return false;
  if (isHanUnit(before)) return isHanFullStop(text, at, sentenceStart, after);
  if (isAsciiDigit(before)) return !isMarker(text, at, sentenceStart);
  if (isAsciiLetter(before)) return isLatinFullStop(text, at, sentenceStart, end);
  const kind = CLASSES[before];
  return kind === BRACKET_CLOSE || kind === QUOTE_CLOSE || before === 0x25;
}

/** The unit behind `at`, past a line break (of a hard-wrapped paragraph); -1 at the end. */
function unitBehind(text: string, at: number, end: number): number {
  const next = text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
  return next < end ? text.charCodeAt(next) : -1;
}

/** Behind these a dot belongs to a path or a piece of code. */
const CODE_MARKS = "_-/\\@#$&=+*";

function isHanFullStop(text: string, at: number, sentenceStart: number, after: number): boolean {
  if (after !== -1 && !isHanUnit(after) && !isSpaceUnit(after)) return CLASSES[after] !== 0;
  const before = fold(text, at - 1);
  if (CLAUSE_ENDS.includes(before)) return true;
  if (after === -1) return true;
  if (isSpaceUnit(after)) return !isMarker(text, at, sentenceStart);
  if (NAME_CHARACTERS.includes(before) && NAME_CHARACTERS.includes(fold(text, at + 1))) return false;
  return text.charCodeAt(at) === 0x2e && at - sentenceStart >= CLAUSE_LEAST && !usesFullStops(text);
}

let latest = "";
let latestUses = false;

/** Whether a text uses 。; asked again and again for the same one. */
function usesFullStops(text: string): boolean {
  if (text !== latest) {
    latest = text;
    latestUses = text.includes("。");
  }
  return latestUses;
}

function fold(text: string, at: number): string {
  return String.fromCharCode(foldToSimplified(text.charCodeAt(at)));
}

/** 图 2. and the like: the number belongs to what follows. */
const BEFORE_NUMBERS = "（(图圖表第例式注";

const HAN_DIGITS = "一二三四五六七八九十百零〇";

/** `1.` `12.` `一.` at the start of a sentence or behind a pause: the marker stays with its item. */
function isMarker(text: string, at: number, sentenceStart: number): boolean {
  let i = at;
  while (i > sentenceStart && at - i < MARKER_DIGITS && (isAsciiDigit(text.charCodeAt(i - 1)) || HAN_DIGITS.includes(text.charAt(i - 1))))
    i--;
  if (i === at) return false;
  while (i > sentenceStart && isSpaceUnit(text.charCodeAt(i - 1))) i--;
  return i === sentenceStart || isPause(text.charCodeAt(i - 1)) || BEFORE_NUMBERS.includes(text.charAt(i - 1));
}

/** B.C, a.m, U.S.A: single letters between dots. */
const INITIALS = /^(?:[A-Za-z]\.)+[A-Za-z]$/u;

/** Longest Latin word that is looked at. */
const WORD_LIMIT = 24;

function isLatinFullStop(text: string, at: number, sentenceStart: number, end: number): boolean {
  let start = at;
  while (start > sentenceStart && at - start < WORD_LIMIT && isWordUnit(text.charCodeAt(start - 1))) start--;
  const word = text.slice(start, at);
  if (word.length === 1 || INITIALS.test(word) || ABBREVIATIONS.has(word.replaceAll(".", "").toLowerCase())) return at + 1 >= end;
  let next = at + 1;
  while (next < end && isSpaceUnit(text.charCodeAt(next))) next++;
  if (next >= end) return true;
  const unit = text.charCodeAt(next);
  return !(unit >= 0x61 && unit <= 0x7a);
}

function isWordUnit(unit: number): boolean {
  return isAsciiLetter(unit) || unit === 0x2e;
}
