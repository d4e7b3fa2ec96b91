// Forms of characters: full-width letters and digits, compatibility forms of Han.
import {
  COMPATIBILITY_IDEOGRAPH,
  COMPATIBLE,
  FULL_ALNUM,
  FULL_WIDTH_LATIN,
  KANA,
  kindAt,
  KIND_MASK,
  length,
  original,
  remove,
  replace,
  traitsOf,
  UNIFIED,
  UNIFIED_PAIRS,
  unitAt,
} from "./memory";

/** ！ (U+FF01) minus ! (U+0021): Unicode, Halfwidth and Fullwidth Forms. */
const FULL_WIDTH_OFFSET: u32 = 0xfee0;

/**
 * Full-width letters and digits to ASCII, and the marks that stand between two of them (２６．５, ５０％, Ａ－Ｂ, １３，０００);
 * compatibility forms of Han characters to the unified ones. Texts with kana keep full-width letters: Japanese sets them on purpose.
 */
export function mendForms(): void {
  if (!mendHan()) mendLatin();
}

/** Gives whether there is kana. */
function mendHan(): bool {
  let hasKana = false;
  for (let i = 0; i < length; i++) {
    const kind = kindAt(i);
    if (kind == KANA && isKana(unitAt(i))) hasKana = true;
    if (kind != COMPATIBLE) continue;
    const unit = unitAt(i);
    if (unit == 0xd87e) mendPair(i++);
    else replace(i, load<u16>(UNIFIED + (<usize>(unit < 0xf900 ? unit - 0x2e80 : unit - 0xf900 + 0x200) << 1)), COMPATIBILITY_IDEOGRAPH);
  }
  return hasKana;
}

/** Hiragana, katakana and their phonetic extensions. */
function isKana(unit: u32): bool {
  return (unit >= 0x3041 && unit <= 0x30ff && unit != 0x30fb) || (unit >= 0x31f0 && unit <= 0x31ff);
}

/** U+2F800 to U+2FA1F: two units become two or one. */
function mendPair(i: i32): void {
  const low = unitAt(i + 1) - 0xdc00;
  if (low > 0x21f) return;
  const entry = UNIFIED_PAIRS + (<usize>low << 2);
  replace(i, load<u16>(entry), COMPATIBILITY_IDEOGRAPH);
  const second = <u32>load<u16>(entry, 2);
  if (second != 0) replace(i + 1, second, COMPATIBILITY_IDEOGRAPH);
  else remove(i + 1, COMPATIBILITY_IDEOGRAPH);
}

function mendLatin(): void {
  for (let i = 0; i < length; i++) {
    if (kindAt(i) == FULL_ALNUM) replace(i, unitAt(i) - FULL_WIDTH_OFFSET, FULL_WIDTH_LATIN);
    else if (wasFullAlnum(i - 1)) mendInnerMark(i);
  }
}

/** The text as it came is read: the units before are mended already. */
function wasFullAlnum(i: i32): bool {
  return <u32>i < <u32>length && (traitsOf(load<u16>(original + (<usize>i << 1))) & KIND_MASK) == FULL_ALNUM;
}

/** A mark directly after a full-width letter or digit. */
function mendInnerMark(i: i32): void {
  const unit = <u32>load<u16>(original + (<usize>i << 1));
  if (unit == 0xff05) replace(i, 0x25, FULL_WIDTH_LATIN); // ％
  if (!wasFullAlnum(i + 1)) return;
  if (unit == 0x3000) replace(i, 0x20, FULL_WIDTH_LATIN);
  const isInner = unit == 0xff0e || unit == 0xff0d || unit == 0xff0f || unit == 0xff0b || unit == 0xff3f; // ． － ／ ＋ ＿
  if (isInner) replace(i, unit - FULL_WIDTH_OFFSET, FULL_WIDTH_LATIN);
}
