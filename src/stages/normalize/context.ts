import { KIND, Kind } from "../../text/kinds.ts";
import type { Draft } from "./draft.ts";

/** What a block is written in, by its units. */
export interface Context {
  readonly han: number;
  readonly kana: number;
  readonly letters: number;
  /** Holds program code, markup or data, where marks have a meaning of their own. */
  readonly isCode: boolean;
}

/** Marks of code, each seldom or never found in prose: braces, `==`, `f("`, `name="`, `();` at the end, tags, SQL. */
const CODE = /[{}]|[=!]=|&&|\|\||=>|\(\)|[a-z_]\(["']|[a-z]=["']|\);$|<\/?[a-z]|\/>|::|#include\b|,,[^,，。]*,|\bSELECT\b/u;

export function readContext(text: string): Context {
  let han = 0;
  let kana = 0;
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = KIND[unit];
    if (kind === Kind.han || kind === Kind.compatible) han++;
    else if (kind === Kind.kana) kana++;
    else if (kind === Kind.alnum && unit >= 0x41) letters++;
  }
  return { han, kana, letters, isCode: CODE.test(text) };
}

/** Whether the house style for Chinese concerns a block: it has Han characters and is neither Japanese nor Korean. A title with kana in a Chinese sentence is no bar. */
export function isChinese({ han, kana }: Context): boolean {
  return han > 0 && kana * 4 <= han;
}

/** Han characters, and marks that only Chinese text has; what stands for a neighbour in Chinese. */
export function isChineseKind(kind: number): boolean {
  return kind === Kind.han || kind === Kind.wide || kind === Kind.fullMark || kind === Kind.compatible;
}

/** The same at a place, where “ ” ‘ ’ … — count when Chinese stands on their other side. `step` leads away from the mark that asks. */
export function isChineseAt(draft: Draft, place: number, step: 1 | -1): boolean {
  let at = place;
  for (let i = 0; i < 3; i++) {
    if (at < 0 || at >= draft.length) return false;
    const kind = draft.kind(at);
    if (isChineseKind(kind)) return true;
    if (kind !== Kind.sharedMark) return false;
    at = step > 0 ? draft.after(at) : draft.before(at);
  }
  return false;
}
