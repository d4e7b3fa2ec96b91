import { isAsciiDigit, isAsciiLetter, isHangulUnit, isHanUnit, isKanaUnit } from "../../text/hanzi.ts";

/** What a UTF-16 unit is to the language model. */
export type UnitClass = "han" | "kana" | "hangul" | "digit" | "letter" | "space" | "punctuation" | "latin" | "private" | "other";

/** Pairs of marks that the model does not tell apart: half-width and full-width, corner brackets and curved quotation marks. */
const SAME_MARK: ReadonlyMap<number, number> = new Map(
  [",，", "!！", "?？", ":：", ";；", "(（", ")）", "「“", "」”", "『‘", "』’", "﹁“", "﹂”", "·・", "‧·", "•·", "～~", "―—", "─—"].map(
    (pair) => [pair.charCodeAt(0), pair.charCodeAt(1)],
  ),
);

/** The class of a unit; half surrogates are "other". */
export function classOf(unit: number): UnitClass {
  if (isHanUnit(unit)) return "han";
  if (isAsciiDigit(unit)) return "digit";
  if (isAsciiLetter(unit)) return "letter";
  if (unit === 0x20 || unit === 0x09 || unit === 0xa0) return "space";
  if (unit < 0x80 || (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x3001 && unit <= 0x303f) || (unit >= 0xff01 && unit <= 0xff5e))
    return "punctuation";
  if (isKanaUnit(unit)) return "kana";
  if (isHangulUnit(unit)) return "hangul";
  if (unit >= 0xe000 && unit <= 0xf8ff) return "private";
  if (unit >= 0x80 && unit <= 0x24f) return "latin";
  return "other";
}

/** The unit that stands for its class: digits count as 0, letters as A (not the full-width ones), kana as ア, marks as their full-width form; Han characters stay. */
export function foldUnit(unit: number): number {
  switch (classOf(unit)) {
    case "han":
      return unit;
    case "digit":
      return 0x30;
    case "letter":
      return 0x41;
    case "space":
      return 0x20;
    case "kana":
      return 0x30a2;
    case "hangul":
      return 0xac00;
    case "latin":
      return unit === 0xb7 || unit === 0xd7 || unit === 0xb0 ? unit : 0xe9;
    case "private":
      return 0xe000;
    case "punctuation":
      return SAME_MARK.get(unit) ?? unit;
    default:
      return 0x0414;
  }
}
