import { isHanHighSurrogate, isKanaUnit } from "../../text/hanzi.ts";
import { isFullWidthAlnum, Kind } from "../../text/kinds.ts";
import { type Draft, Rule } from "./draft.ts";

const FULL_WIDTH_OFFSET = 0xfee0; // ！ (U+FF01) minus ! (U+0021): Unicode, Halfwidth and Fullwidth Forms
const IDEOGRAPHIC_SPACE = 0x3000;

/**
 * Full-width letters and digits to ASCII, and the marks that stand between two of them (２６．５, ５０％, Ａ－Ｂ, １３，０００);
 * compatibility forms of Han characters to the unified ones. Blocks with kana keep full-width letters: Japanese sets them on purpose.
 */
export function mendForms(draft: Draft): void {
  const hasKana = mendHan(draft);
  if (!hasKana) mendLatin(draft);
}

/** @returns whether there is kana in the block */
function mendHan(draft: Draft): boolean {
  let hasKana = false;
  for (let i = 0; i < draft.length; i++) {
    const kind = draft.kind(i);
    if (kind === Kind.kana && isKanaUnit(draft.unit(i))) hasKana = true;
    if (kind !== Kind.compatible) continue;
    const high = draft.unit(i);
    if (isHanHighSurrogate(high)) {
      replacePair(draft, i);
      i++;
    } else {
      const unified = unify(String.fromCharCode(high));
      if (unified.length === 1) draft.replace(i, unified.charCodeAt(0), Rule.compatibilityIdeograph);
    }
  }
  return hasKana;
}

/** U+2F800 to U+2FA1F: two units become two or one. */
function replacePair(draft: Draft, i: number): void {
  const point = draft.text.codePointAt(i) ?? 0;
  if (point < 0x2f800 || point > 0x2fa1f) return;
  const unified = String.fromCodePoint(point).normalize("NFKC");
  draft.replace(i, unified.charCodeAt(0), Rule.compatibilityIdeograph);
  if (unified.length === 2) draft.replace(i + 1, unified.charCodeAt(1), Rule.compatibilityIdeograph);
  else draft.remove(i + 1, Rule.compatibilityIdeograph);
}

/**
 * Simplified radicals that Unicode gives no decomposition, with the unified ideograph of the same shape
 * (EquivalentUnifiedIdeograph.txt of the Unicode Character Database): text copied out of PDF files is full of them.
 * The bound forms (⺅ ⺡ ⻏ …), which only dictionaries write, stay.
 */
const RADICALS = new Map<string, string>(
  "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
    .match(/../gu)
    ?.map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

function unify(character: string): string {
  return RADICALS.get(character) ?? character.normalize("NFKC");
}

function mendLatin(draft: Draft): void {
  for (let i = 0; i < draft.length; i++) {
    if (draft.kind(i) === Kind.fullAlnum) draft.replace(i, draft.unit(i) - FULL_WIDTH_OFFSET, Rule.fullWidthLatin);
    else if (i > 0 && isFullWidthAlnum(draft.text.charCodeAt(i - 1))) mendInnerMark(draft, i);
  }
}

/** A mark directly after a full-width letter or digit. The text as it came is read: the units before are mended already. */
function mendInnerMark(draft: Draft, i: number): void {
  const unit = draft.text.charCodeAt(i);
  if (unit === 0xff05) draft.replace(i, 0x25, Rule.fullWidthLatin); // ％
  if (!isFullWidthAlnum(draft.text.charCodeAt(i + 1))) return;
  if (unit === IDEOGRAPHIC_SPACE) draft.replace(i, 0x20, Rule.fullWidthLatin);
  const isInner = unit === 0xff0e || unit === 0xff0d || unit === 0xff0f || unit === 0xff0b || unit === 0xff3f; // ． － ／ ＋ ＿
  if (isInner) draft.replace(i, unit - FULL_WIDTH_OFFSET, Rule.fullWidthLatin);
}
