// What kernel/words.as does, in TypeScript.
import { WORDS } from "../../../src/stages/extract/html/classes.ts";
import { FLAG } from "../../../src/stages/extract/html/page.ts";

/** Of the words that mean nothing but as the whole class or id. */
const WHOLE_ONLY = 1 << 30;
const FLAGS_BY_WORD = new Map<string, number>();
const WHOLE_NAMES_ONLY = new Set<string>();
for (const [flag, words] of WORDS) {
  for (const word of words.split(" ")) {
    if (flag === WHOLE_ONLY) WHOLE_NAMES_ONLY.add(word);
    else FLAGS_BY_WORD.set(word, (FLAGS_BY_WORD.get(word) ?? 0) | flag);
  }
}

const WORD_BREAK = /[^a-z\d]+/u;
const CAMEL = /([a-z\d])([A-Z])/gu;
const TRAILING_NUMBER = /\d+$/u;
const LONGEST_CLASS = 200;
const MOST_WORDS = 24;

/**
 * The flags of a class or id string: whole words of it, words joined by `-`, `_` or camel case, and pairs of them.
 *
 * @param names class and id as they stand in the page, joined by a blank
 */
export function flagsOfNames(names: string): number {
  let flags = 0;
  const cut = names.length > LONGEST_CLASS ? names.slice(0, LONGEST_CLASS) : names;
  for (const name of cut.split(SPACE)) flags |= flagsOfName(name);
  if ((flags & FLAG.hidden) !== 0 && SHOWN_ELSEWHERE.test(cut)) flags &= ~FLAG.hidden;
  return CAPTION_CLASS.test(names) ? flags | FLAG.caption : flags;
}

/** `hidden md:block`: hidden on small screens only. */
const SHOWN_ELSEWHERE = /:(?:block|flex|grid|inline|table)/u;
const SPACE = /\s+/u;

const CAPTION_CLASS =
  /(?:^|[\s_-])(?:caption|wp-caption|wp-caption-text|img-caption|image-caption|photo-caption|credit|photo-credit|image-credit)(?:[\s_-]|$)/iu;

function flagsOfName(name: string): number {
  const whole = FLAGS_BY_WORD.get(name.toLowerCase());
  if (whole !== undefined) return whole;
  const words = name.replace(CAMEL, "$1-$2").toLowerCase().split(WORD_BREAK, MOST_WORDS);
  let flags = 0;
  for (let i = 0; i < words.length; i++) {
    const word = (words[i] as string).replace(TRAILING_NUMBER, "");
    const next = words[i + 1]?.replace(TRAILING_NUMBER, "");
    const pair = next === undefined || next === "" ? undefined : (FLAGS_BY_WORD.get(word + next) ?? FLAGS_BY_WORD.get(`${word}-${next}`));
    if (pair !== undefined) {
      flags |= pair;
      i++;
    } else if (!WHOLE_NAMES_ONLY.has(word)) flags |= FLAGS_BY_WORD.get(word) ?? 0;
  }
  return flags;
}
