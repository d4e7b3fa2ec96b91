import type { Edit } from "../../text/edits.ts";
import { isAsciiDigit, isAsciiLetter, isHanUnit } from "../../text/hanzi.ts";
import type { RuleContext } from "./rules.ts";

/** Cyrillic and Greek letters that look like latin ones, pairs of look-alike and latin letter (Unicode confusables.txt, capitals and the safe small ones). */
const CYRILLIC = "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiјjѕsԁdԛqԝwһh";
const GREEK = "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";
const LOOKALIKE: ReadonlyMap<number, string> = new Map(
  [...`${CYRILLIC}${GREEK}`].flatMap((char, i, all) => (i % 2 === 0 ? [[char.charCodeAt(0), all[i + 1] as string]] : [])),
);

const WORD = /(?:Open )?[A-Za-z0-9\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u0370-\u03ff\u0400-\u052f]+/gu;
const ABOUT_LETTERS = /字母|俄语|俄語|俄文|希腊|希臘|西里尔|西里爾|乌克兰语|烏克蘭語|塞尔维亚语|字体|字體|变量|變量/u;
/** Aluminium and its company. */
const CHEMISTRY =
  /铝|鋁|金属|金屬|合金|电极|電極|薄膜|掺杂|摻雜|导线|導線|镀|鍍|原子|元素|氧化|离子|離子|晶体|晶體|Mg|Al\d|Al-|Fe|Cu|Si\d/u;
const AI_WORD = /^Al[A-Z]{2,3}$|^(?:Open ?|Gen|x|Edge|Cloud|Tiny)?Al$/u;
const CHEMISTRY_WINDOW = 40;
const DIGITS_LIKE = /^[0-9OolI]+$/u;
const LIKE_ZERO = /[Oo]/gu;
const LIKE_ONE = /[lI]/gu;
const COUNTED = "年月日号號元%％万萬亿億人岁歲";
const UNITS = "年月日元人个個万萬亿億次号號时時点點分秒米岁歲天周週％%.．名家条條项項件部";

/** Letters of another alphabet in latin words, `Al` for AI, letters O, o, l, I inside numbers. Lines about letters stay. */
export function repairHomoglyphs(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("homoglyph") || ABOUT_LETTERS.test(text)) return [];
  const edits: Edit[] = [];
  for (const match of text.matchAll(WORD)) {
    const start = match[0] === "Open Al" ? match.index : match.index + (match[0].startsWith("Open ") ? 5 : 0);
    const end = match.index + match[0].length;
    const word = toAscii(text.slice(start, end));
    const after = mendAlphabet(word, text, start) ?? mendAi(word, text, start) ?? mendDigits(word, text, start);
    if (after !== null) edits.push({ start, end, rule: "homoglyph", after });
  }
  return edits;
}

/** Full-width letters and digits as ASCII, one unit for one. */
function toAscii(word: string): string {
  let after = "";
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    after += unit >= 0xff01 ? String.fromCharCode(unit - 0xfee0) : word[i];
  }
  return after;
}

/** Han characters and the radicals that stand for some of them in text from PDF files; `normalize` comes later. */
function isHanLike(unit: number): boolean {
  return isHanUnit(unit) || (unit >= 0x2e80 && unit <= 0x2fdf);
}

/** A letter of another alphabet that looks like a latin one. */
export function isLookalike(unit: number): boolean {
  return LOOKALIKE.has(unit);
}

/** Digits, and letters that look like some. */
export const NUMBER_UNITS = "0123456789OolI０１２３４５６７８９ＯｏｌＩ";

/** One of those that {@link WORD} holds. */
export function isWordUnit(unit: number): boolean {
  if (unit >= 0xff10 && unit <= 0xff5a) return isWordUnit(unit - 0xfee0);
  return isAsciiDigit(unit) || isAsciiLetter(unit) || isForeign(unit);
}

function isForeign(unit: number): boolean {
  return unit >= 0x370 && unit < 0x530;
}

/** A latin word with look-alikes, all of whose foreign letters are look-alikes; else null. */
function mendAlphabet(word: string, text: string, start: number): string | null {
  let foreign = 0;
  let latin = 0;
  let greek = 0;
  let after = "";
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (isForeign(unit)) {
      const like = LOOKALIKE.get(unit);
      if (like === undefined) return null;
      after += like;
      foreign++;
      if (unit < 0x400) greek++;
    } else {
      after += word[i];
      if (isAsciiLetter(unit)) latin++;
    }
  }
  if (foreign === 0) return null;
  if (latin > 0) return greek === 0 || latin >= 2 ? after : null;
  if (greek > 0) return null;
  return isWholeLookalike(after, foreign, text, start, word.length) ? after : null;
}

/** A word of look-alikes alone: AI and its compounds, or one letter before Han characters (А股), in a line without other foreign letters. */
function isWholeLookalike(after: string, foreign: number, text: string, start: number, length: number): boolean {
  const next = text.charCodeAt(start + length);
  const isAi = after === "AI" || (after.startsWith("AI") && after.length <= 4);
  if (!isAi && !(foreign === 1 && after >= "A" && after <= "Z" && isHanLike(next))) return false;
  for (let i = 0; i < text.length; i++) if (isForeign(text.charCodeAt(i)) && !LOOKALIKE.has(text.charCodeAt(i))) return false;
  return true;
}

/** Al → AI where a Han character touches it or stands behind blanks on both sides, never near talk of aluminium and never before a capitalised name (Al Gore). */
function mendAi(word: string, text: string, start: number): string | null {
  if (!AI_WORD.test(word)) return null;
  const end = start + word.length;
  const isBare = word.startsWith("Al");
  const touches = isHanLike(text.charCodeAt(start - 1)) || isHanLike(text.charCodeAt(end));
  if (isBare && !touches && !isBetweenHan(text, start, end)) return null;
  if (text.charAt(end) === " " && text.charAt(end + 1) >= "A" && text.charAt(end + 1) <= "Z") return null;
  if (text.charAt(end) === "-" || text.charAt(start - 1) === "-") return null;
  if (isBare && CHEMISTRY.test(text.slice(Math.max(0, start - CHEMISTRY_WINDOW), end + CHEMISTRY_WINDOW))) return null;
  return isBare ? `AI${word.slice(2)}` : `${word.replace(" ", "").slice(0, -1)}I`;
}

/** Blanks on both sides and Han characters behind them: spacing as many editors set it. */
function isBetweenHan(text: string, start: number, end: number): boolean {
  return (
    text.charAt(start - 1) === " " &&
    text.charAt(end) === " " &&
    isHanLike(text.charCodeAt(start - 2)) &&
    isHanLike(text.charCodeAt(end + 1))
  );
}

/** `1O月`, `l2日`: one digit and one letter before a unit of counting; not `O2`. */
function mendPair(word: string, next: string): string | null {
  if (next === "" || !COUNTED.includes(next)) return null;
  const [first, second] = [isAsciiDigit(word.charCodeAt(0)), isAsciiDigit(word.charCodeAt(1))];
  if (first === second || "Oo".includes(word.charAt(0))) return null;
  return asDigits(word);
}

function asDigits(word: string): string {
  return word.replace(LIKE_ZERO, "0").replace(LIKE_ONE, "1");
}

/** A number with letters in it, such as 2O24年: at least two digits and half of it, a unit behind it when it ends in a letter. */
function mendDigits(word: string, text: string, start: number): string | null {
  if (word.length < 2 || !DIGITS_LIKE.test(word)) return null;
  if (word.length === 2) return mendPair(word, text.charAt(start + 2).normalize("NFKC"));
  let digits = 0;
  for (let i = 0; i < word.length; i++) if (isAsciiDigit(word.charCodeAt(i))) digits++;
  if (digits === word.length || digits < 2 || digits * 2 < word.length) return null;
  const next = text.charAt(start + word.length).normalize("NFKC"); // 年 may still be a compatibility form
  const before = text.charCodeAt(start - 1);
  const startsInLetter = !isAsciiDigit(word.charCodeAt(0));
  const endsInLetter = !isAsciiDigit(word.charCodeAt(word.length - 1));
  const hasUnit =
    (next !== "" && UNITS.includes(next)) || ("lI".includes(word.charAt(0)) && isHanLike(before) && isHanLike(next.charCodeAt(0)));
  if ((startsInLetter || endsInLetter) && !hasUnit) return null;
  if (!hasUnit && !isHanLike(before) && !isHanLike(next.charCodeAt(0))) return null;
  return asDigits(word);
}
