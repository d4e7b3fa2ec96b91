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

/** Letters of a pattern in either case, as the flag `i` takes them; with that flag V8 searches a line six times as slowly. */
export function anyCase(pattern: string): string {
  return pattern.replace(/[a-z]/gu, (letter) => `[${letter}${letter.toUpperCase()}${ALIKE[letter] ?? ""}]`);
}

/** Long s and the sign of kelvin. */
const ALIKE: Readonly<Record<string, string>> = { s: "\u017f", k: "\u212a" };
const [BEGIN, END] = ["(?<![\\w\u017f\u212a])", "(?![\\w\u017f\u212a])"];

/** Words of lines that talk about damage, encodings or markup: such lines show damage on purpose. */
const TALK = new RegExp(
  [
    "乱码|亂碼|[编解译转編解譯轉][码碼]|字符集|字元集|内码|內碼|未初始化|替换字符|替換字元",
    `${anyCase("mojibake|u\\+")}[0-9A-Fa-f]{4}`,
    anyCase("unicode|utf-?8|latin-?1|iso-?8859|cp-?1252|gb-?2312|gb-?18030"),
    `${BEGIN}${anyCase("gbk")}${END}|${BEGIN}${anyCase("big-?5")}${END}`,
    "锟斤拷(?:”|’|」|是)|烫烫烫(?:”|’|」|是)",
  ].join("|"),
  "u",
);

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
