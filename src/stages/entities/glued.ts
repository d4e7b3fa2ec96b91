// What the model takes into a name or title that stands beside it: the form of address behind a surname (某先生), the country before a title.
import { isHanUnit } from "../../text/hanzi.ts";
import { holds, wordAt, wordBefore, wordsByLast } from "../../text/word-lists.ts";
import { createDraft, type Draft, joinSorted } from "./mentions.ts";
import { COUNTRIES } from "./places.ts";

/**
 * Forms of address that are no part of the name. The labelled sentences (../shared/train/ner, src/data/source/sentences) leave nearly all of them
 * out, and in 5,311 sentences that the model never saw 31 of 32 such names that it gave were right when cut, none before.
 */
const ADDRESSES = wordsByLast("先生 女士 小姐 太太 师傅 大爷 总 工 董".split(" "));
/** The same; these are titles. */
const OFFICES = wordsByLast("老师 教授 博士 法官 律师 医生 大夫".split(" "));
/** Characters that stand before such a word and are no surname: 老师傅, 小董, 女博士, 某先生. */
const NO_SURNAME = "老小大阿女男好众各诸我你您他她某本贵该每几两二三四五六";

/** Behind a country these belong to its name or to another word: 中国区总经理, 英国籍教练, 法国人. */
const OF_COUNTRY = "区籍人裔式系";

/**
 * Cuts forms of address off persons and countries off titles.
 *
 * @param units of the text, and a zero behind them
 * @param mentions sorted and disjoint; changed in place
 * @returns sorted and disjoint; the list itself where nothing is added
 */
export function separateGlued(text: string, units: Uint16Array, mentions: Draft[]): Draft[] {
  let added: Draft[] | null = null;
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as Draft;
    const cut =
      mention.type === "PERSON" ? officeCut(text, units, mention) : mention.type === "TITLE" ? countryCut(text, units, mention) : null;
    if (cut === null) continue;
    added ??= [];
    added.push(cut);
  }
  return added === null ? mentions : joinSorted(mentions, added);
}

/** Leaves one character of a person before a form of address; the title, if it is one. */
function officeCut(text: string, units: Uint16Array, mention: Draft): Draft | null {
  const { start, end, score } = mention;
  const length = end - start;
  if (length < 2 || length > 3) return null;
  const office = length === 3 ? wordBefore(text, end, OFFICES) : null;
  const word = office ?? wordBefore(text, end, ADDRESSES);
  const surname = units[start] as number;
  if (word === null || word.length !== length - 1 || !isHanUnit(surname) || holds(NO_SURNAME, surname)) return null;
  shorten(text, mention, start, start + 1);
  return office === null ? null : createDraft(text, start + 1, end, "TITLE", null, score);
}

/**
 * Leaves of a title what stands behind the country that it begins with; the country. The 196 titles behind one in the labelled sentences that have
 * titles all stand apart from it.
 */
function countryCut(text: string, units: Uint16Array, mention: Draft): Draft | null {
  const { start, end, score } = mention;
  const country = wordAt(text, start, COUNTRIES);
  if (country === null) return null;
  const at = start + country.length;
  if (end - at < 2 || holds(OF_COUNTRY, units[at] as number)) return null;
  shorten(text, mention, at, end);
  return createDraft(text, start, at, "PLACE", null, score);
}

function shorten(text: string, mention: Draft, start: number, end: number): void {
  mention.start = start;
  mention.end = end;
  mention.text = text.slice(start, end);
}
