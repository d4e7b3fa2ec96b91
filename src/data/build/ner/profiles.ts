// How characters behave in the names of the lexicon: the share of a character at a place of names, against its share in all words.
import { WORD_TAG } from "../../../stages/entities/lexicon.ts";

interface TaggedWord {
  readonly text: string;
  readonly tag: number;
}

/** Limits between the four levels, on the natural log scale. */
const LEVELS = [-1, 0.5, 1.5];

/** Characters of the words of a tag, counted by words, without `from` characters at the begin and `to` at the end. */
function countCharacters(words: readonly TaggedWord[], tag: number | null, from: number, to: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) {
    if ((tag !== null && word.tag !== tag) || word.text.length < 2) continue;
    for (const character of word.text.slice(from, word.text.length - to)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Surnames: first characters of persons. */
function countSurnames(words: readonly TaggedWord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text, tag } of words) {
    if (tag === WORD_TAG.person && text.length <= 3) counts.set(text.slice(0, 1), (counts.get(text.slice(0, 1)) ?? 0) + 1);
  }
  return counts;
}

/**
 * Profiles of all characters that names have.
 *
 * @returns two bits each for surname, given name, foreign name and place, the lowest first; 0 rare to 3 typical
 */
export function profileCharacters(words: readonly TaggedWord[]): Map<string, number> {
  const all = countCharacters(words, null, 0, 0);
  const total = sumOf(all);
  const kinds = [
    countSurnames(words),
    countCharacters(words, WORD_TAG.person, 1, 0),
    countCharacters(words, WORD_TAG.foreignPerson, 0, 0),
    countCharacters(words, WORD_TAG.place, 0, 0),
  ];
  const sums = kinds.map(sumOf);
  const profiles = new Map<string, number>();
  for (const [character, count] of all) {
    let profile = 0;
    kinds.forEach((counts, kind) => {
      const share = ((counts.get(character) ?? 0) + 0.2) / (sums[kind] ?? 1);
      const ratio = Math.log(share / ((count + 1) / total));
      profile |= LEVELS.filter((level) => ratio > level).length << (2 * kind);
    });
    profiles.set(character, profile);
  }
  return profiles;
}
