// Mention replacement (Dai and Adel 2020): copies of sentences with other mentions of the same type, so that the model learns the
// surroundings of names and not only the names.
import type { Mention, Sentence } from "./corpus.ts";

/** For each type, the mentions that may stand in; a frequent one as often as it occurs up to a limit. */
export function collectPool(sentences: readonly Sentence[], types: number): string[][] {
  const pool: Map<string, number>[] = Array.from({ length: types }, () => new Map());
  for (const { text, mentions } of sentences) {
    for (const { start, end, type } of mentions) {
      const name = text.slice(start, end);
      pool[type]?.set(name, (pool[type]?.get(name) ?? 0) + 1);
    }
  }
  return pool.map((names) => [...names.keys()]);
}

/** A copy with each mention replaced with the given chance. */
export function replaceMentions(sentence: Sentence, pool: readonly string[][], random: () => number, chance: number): Sentence {
  let text = "";
  let at = 0;
  const mentions: Mention[] = [];
  for (const { start, end, type } of sentence.mentions) {
    const names = pool[type] ?? [];
    const own = sentence.text.slice(start, end);
    const name = random() < chance ? (names[Math.floor(random() * names.length)] ?? own) : own;
    text += sentence.text.slice(at, start);
    mentions.push({ start: text.length, end: text.length + name.length, type });
    text += name;
    at = end;
  }
  return { ...sentence, text: text + sentence.text.slice(at), mentions };
}
