// The half-width full stop: end of a sentence, or part of a number, name, abbreviation, address, list marker.
import { BRACKET_CLOSE, DOT, isDigit, isHan, isLatin, isPause, isSpace, QUOTE_CLOSE } from "./classes";
import { classOf, fold, length, unitAt } from "./memory";
import { holds } from "./words";

/** Abbreviations whose dot ends no sentence, in lower case and without dots, a blank behind each. */
const ABBREVIATIONS =
  "mr mrs ms dr prof st jr sr inc ltd co corp llc plc vs etc eg ie no vol fig al cf ed eds pp p jan feb mar apr jun jul aug sep sept oct nov dec mt ft gen col lt sgt rev hon pres gov sen rep dept univ approx est tel ext am pm us uk un phd ";
const LONGEST_ABBREVIATION: i32 = 6;

/** Characters that end clauses: before a dot between Han they make it a full stop. Simplified. */
const CLAUSE_ENDS = "了的吗呢吧啊呀嘛哦啦哈哒着过见好行等么";

/** Characters of transliterated names (Xinhua's tables): a dot between two of them is a middle dot. Simplified. */
const NAME_CHARACTERS =
  "阿埃艾爱安奥巴白贝本比彼别波伯博布查丹当道德登迪蒂杜多俄恩尔法菲费弗夫福盖戈格古哈海汉豪赫亨胡怀霍基吉加贾杰金卡凯坎康考柯科克肯库拉莱赖兰朗劳勒雷里丽利莉廉林琳龙卢鲁路伦罗洛马玛麦曼梅门蒙米莫姆穆纳乃奈内尼妮涅纽努诺欧帕潘佩皮平珀普齐奇乔切琴丘让热仁瑞若撒萨塞森莎山珊尚舍圣史斯丝松苏索塔泰坦汤唐陶特汀图托瓦万旺威韦维魏温文沃伍希西夏肖谢辛休雅亚扬耶叶伊因尤约泽扎詹珍朱兹";

/** Longest number of a list marker, in digits. */
const MARKER_DIGITS: i32 = 3;
/** A dot between Han ends a clause of at least this many units where the text has no 。. */
const CLAUSE_LEAST: i32 = 3;

/** The unit behind the end. */
const NONE: u32 = 0xffffffff;

/** Whether the dot at `at` ends a sentence that begins at `start`, in a stretch that ends at `end`. */
export function isFullStop(at: i32, start: i32, end: i32): bool {
  if (at == start) return false;
  const before = unitAt(at - 1);
  const next = unitAt(at + 1) == 0x0a ? at + 2 : at + 1; // past a line break of a hard-wrapped paragraph
  const after = next < end ? unitAt(next) : NONE;
  if (classOf(before) == DOT) return false; // .. and ... are ellipses
  if (after != NONE && (classOf(after) == DOT || isDigit(after) || isLatin(after) || isPause(after) || holds(CODE_MARKS, after))) return false;
  if (isHan(before)) return isHanFullStop(at, start, after);
  if (isDigit(before)) return !isMarker(at, start);
  if (isLatin(before)) return isLatinFullStop(at, start, end);
  const kind = classOf(before);
  return kind == BRACKET_CLOSE || kind == QUOTE_CLOSE || before == 0x25;
}

/** Behind these a dot belongs to a path or a piece of code. */
const CODE_MARKS = "_-/\\@#$&=+*";

function isHanFullStop(at: i32, start: i32, after: u32): bool {
  if (after != NONE && !isHan(after) && !isSpace(after)) return classOf(after) != 0;
  const before = fold(unitAt(at - 1));
  if (holds(CLAUSE_ENDS, before) || after == NONE) return true;
  if (isSpace(after)) return !isMarker(at, start);
  if (holds(NAME_CHARACTERS, before) && holds(NAME_CHARACTERS, fold(unitAt(at + 1)))) return false;
  return unitAt(at) == 0x2e && at - start >= CLAUSE_LEAST && !usesFullStops();
}

const UNKNOWN: i32 = -1;
let uses: i32 = UNKNOWN;

export function beginDots(): void {
  uses = UNKNOWN;
}

/** Whether the text uses 。; asked again and again. */
function usesFullStops(): bool {
  if (uses == UNKNOWN) {
    uses = 0;
    for (let i = 0; i < length && uses == 0; i++) if (unitAt(i) == 0x3002) uses = 1;
  }
  return uses == 1;
}

/** 图 2. and the like: the number belongs to what follows. */
const BEFORE_NUMBERS = "（(图圖表第例式注";

const HAN_DIGITS = "一二三四五六七八九十百零〇";

/** `1.` `12.` `一.` at the start of a sentence or behind a pause: the marker stays with its item. */
function isMarker(at: i32, start: i32): bool {
  let i = at;
  while (i > start && at - i < MARKER_DIGITS && (isDigit(unitAt(i - 1)) || holds(HAN_DIGITS, unitAt(i - 1)))) i--;
  if (i == at) return false;
  while (i > start && isSpace(unitAt(i - 1))) i--;
  return i == start || isPause(unitAt(i - 1)) || holds(BEFORE_NUMBERS, unitAt(i - 1));
}

/** Longest Latin word that is looked at, dots included. */
const WORD_LIMIT: i32 = 24;

function isLatinFullStop(at: i32, start: i32, end: i32): bool {
  let first = at;
  while (first > start && at - first < WORD_LIMIT && (isLatin(unitAt(first - 1)) || unitAt(first - 1) == 0x2e)) first--;
  if (at - first == 1 || isInitials(first, at) || isAbbreviation(first, at)) return at + 1 >= end;
  let next = at + 1;
  while (next < end && isSpace(unitAt(next))) next++;
  return next >= end || unitAt(next) - 0x61 >= 26;
}

/** B.C, a.m, U.S.A: single letters between dots. */
function isInitials(first: i32, at: i32): bool {
  if (((at - first) & 1) == 0) return false;
  for (let i = first; i < at; i++) if ((unitAt(i) == 0x2e) != (((i - first) & 1) == 1)) return false;
  return true;
}

/** Letters in lower case, eight bits each, dots aside. */
function isAbbreviation(first: i32, at: i32): bool {
  let word: u64 = 0;
  let letters = 0;
  for (let i = first; i < at; i++) {
    if (unitAt(i) == 0x2e) continue;
    if (++letters > LONGEST_ABBREVIATION) return false;
    word = (word << 8) | (unitAt(i) | 0x20);
  }
  let packed: u64 = 0;
  for (let i = 0; i < ABBREVIATIONS.length; i++) {
    const unit = load<u16>(changetype<usize>(ABBREVIATIONS) + (<usize>i << 1));
    if (unit != 0x20) packed = (packed << 8) | unit;
    else if (packed == word) return true;
    else packed = 0;
  }
  return false;
}
