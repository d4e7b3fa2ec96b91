import type { Edit } from "../../text/edits.ts";
import type { RepairTables } from "./model.ts";

/** Rule ids in the order in which they run; the option `skip` takes them. */
export const REPAIR_RULES = [
  "utf8-as-latin",
  "gbk-as-latin",
  "big5-as-latin",
  "utf8-as-gbk",
  "big5-as-gbk",
  "gbk-as-big5",
  "lost-text",
  "escaped-entity",
  "pinyin-annotation",
  "byte-slip",
  "invisible-character",
  "doubled-punctuation",
  "homoglyph",
  "quote-spaces",
  "punctuation-spaces",
  "variant-word",
  "glued-repeat",
] as const;

export type RuleId = (typeof REPAIR_RULES)[number];

/** What a rule may look at beside its line. */
export interface RuleContext {
  readonly tables: RepairTables;
  readonly isOn: (rule: RuleId) => boolean;
  /** The document at hand is in simplified characters, but for a few. */
  readonly isSimplified: () => boolean;
}

/** One rule family: edits for a line, an empty list when there is nothing to mend. */
export type Rule = (text: string, context: RuleContext) => readonly Edit[];

/** Words of lines that talk about damage, encodings or markup: such lines show damage on purpose. */
const TALK =
  /乱码|亂碼|[编解译转編解譯轉][码碼]|字符集|字元集|内码|內碼|mojibake|U\+[0-9A-F]{4}|unicode|utf-?8|latin-?1|iso-?8859|cp-?1252|gb-?2312|gb-?18030|\bgbk\b|\bbig-?5\b|锟斤拷(?:”|’|」|是)|未初始化|烫烫烫(?:”|’|」|是)|替换字符|替換字元/iu;

/** The line is about encodings or shows damage as an example. */
export function talksAboutDamage(text: string): boolean {
  return TALK.test(text);
}

/** A Han character of the basic plane, and kana: those of src/text/hanzi.ts. */
const HAN = /[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u3005\u3007]/u;
const KANA = /[\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff]/u;

export function hasHanUnit(text: string): boolean {
  return HAN.test(text);
}

export function hasKanaUnit(text: string): boolean {
  return KANA.test(text);
}

/** Whether a unit is CJK: Han, kana, CJK or full-width punctuation. */
export function isCjkUnit(unit: number): boolean {
  return (
    (unit >= 0x2e80 && unit <= 0x9fff) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    (unit >= 0xff00 && unit <= 0xffef) ||
    (unit >= 0xd840 && unit <= 0xd8bf)
  );
}
