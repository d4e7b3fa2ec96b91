// Display width, for text that was wrapped at a column.
import { isHanUnit, isKanaUnit } from "../../text/hanzi.ts";

/** Characters that take two cells: Han, kana, CJK punctuation, full-width forms, and the quotation marks, dashes and dots of Chinese text. */
export function isWideUnit(unit: number): boolean {
  return (
    isHanUnit(unit) ||
    isKanaUnit(unit) ||
    (unit >= 0x3000 && unit <= 0x303f) ||
    (unit >= 0xff01 && unit <= 0xff60) ||
    unit === 0x201c ||
    unit === 0x201d ||
    unit === 0x2014 ||
    unit === 0x2026
  );
}
