// Short lists of words that are looked for at one place of a text: a look at one unit rules nearly all of them out.

/** Bits in front of the map, by the last 11 bits of a unit: most looks find nothing, and a bit says so in a third of the map's time. */
const FILTER_BITS = 2048;

/** Words by their first (or last) unit; those of one unit in the order in which they were given. */
export class WordList {
  private readonly lists = new Map<number, string[]>();
  private readonly filter = new Int32Array(FILTER_BITS / 32);

  constructor(words: readonly string[], unitOf: (word: string) => number) {
    for (const word of words) {
      const unit = unitOf(word);
      const list = this.lists.get(unit);
      if (list === undefined) this.lists.set(unit, [word]);
      else list.push(word);
      this.filter[(unit >> 5) & 63] = (this.filter[(unit >> 5) & 63] as number) | (1 << (unit & 31));
    }
  }

  /** The words of a unit. */
  get(unit: number): readonly string[] | undefined {
    return (((this.filter[(unit >> 5) & 63] as number) >> (unit & 31)) & 1) === 0 ? undefined : this.lists.get(unit);
  }

  /** All units by which words are found. */
  keys(): Iterable<number> {
    return this.lists.keys();
  }
}

/** A list to ask with `behindWord`. */
export function wordsByFirst(words: readonly string[]): WordList {
  return new WordList(words, (word) => word.charCodeAt(0));
}

/** A list to ask with `endsWithWord`. */
export function wordsByLast(words: readonly string[]): WordList {
  return new WordList(words, (word) => word.charCodeAt(word.length - 1));
}

/** The first word of the list that stands at an offset; null when none does. */
export function wordAt(text: string, at: number, words: WordList): string | null {
  const list = words.get(unitAt(text, at));
  if (list === undefined) return null;
  for (let i = 0; i < list.length; i++) if (text.startsWith(list[i] as string, at)) return list[i] as string;
  return null;
}

/** The offset behind the first word of the list that stands at an offset; -1 when none does. */
export function behindWord(text: string, at: number, words: WordList): number {
  const word = wordAt(text, at, words);
  return word === null ? -1 : at + word.length;
}

/** True when the text ends with a word of the list at an offset. */
export function endsWithWord(text: string, end: number, words: WordList): boolean {
  return wordBefore(text, end, words) !== null;
}

/** The first word of the list that ends at an offset; null when none does. */
export function wordBefore(text: string, end: number, words: WordList): string | null {
  const list = words.get(unitAt(text, end - 1));
  if (list === undefined) return null;
  for (let i = 0; i < list.length; i++) if (text.endsWith(list[i] as string, end)) return list[i] as string;
  return null;
}

/** The UTF-16 unit at an offset; 0 outside the text. */
export function unitAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0;
}

/** True when the unit at an offset is one of some few characters. */
export function isOneOf(text: string, at: number, characters: string): boolean {
  return at < text.length && holds(characters, text.charCodeAt(at));
}

/** True for a unit among some few characters. */
export function holds(characters: string, unit: number): boolean {
  for (let i = 0; i < characters.length; i++) if (characters.charCodeAt(i) === unit) return true;
  return false;
}
