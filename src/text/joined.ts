// Texts joined to one string, once for all who ask: stage after stage lays out the same blocks, and the last one's are the document.

/** A list of texts, such as the blocks of a document. */
interface Texts {
  readonly length: number;
  readonly [index: number]: { readonly text: string };
}

/** Lists that are remembered, until {@link forgetJoined}. */
const MOST_KNOWN = 256;
/** A longer text is left to the garbage collector. */
const MOST_UNITS = 262_144;
let known = new Map<Texts, string>();

/**
 * Texts with a line feed between any two.
 *
 * @param texts a list that is never changed: whoever asks next gets the same string
 */
export function joinTexts(texts: Texts): string {
  const before = known.get(texts);
  if (before !== undefined) return before;
  const parts: string[] = [];
  for (let i = 0; i < texts.length; i++) parts.push((texts[i] as Texts[number]).text);
  const joined = parts.join("\n");
  rememberJoined(texts, joined);
  return joined;
}

/** Tells what {@link joinTexts} gives, where it is known already. */
export function rememberJoined(texts: Texts, joined: string): void {
  if (joined.length > MOST_UNITS) return;
  if (known.size >= MOST_KNOWN) forgetJoined();
  known.set(texts, joined);
}

/**
 * Lets go of all, so that no document is kept for longer than it is worked on. By a new map: V8 ties the contents of one that is cleared to
 * what it holds later.
 */
export function forgetJoined(): void {
  known = new Map();
}
