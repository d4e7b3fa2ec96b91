// What every line holds of which `parseByline` makes something: for gates.
import { LABELS, type Label } from "./byline-words.ts";
import { foldToSimplified } from "./script.ts";

/** Dates, reporters, `/文`, dispatches. */
const OTHERS: readonly RegExp[] = [
  /(?:19|20)\d\d\s{0,3}[年/.-]|[-/.,\s](?:19|20)\d\d/u,
  /[〇○零一二三四五六七八九]年[一二三四五六七八九十]|民国/u,
  /记者|通讯员|实习生|报道|报导|发自/u,
  /\/(?:文|图文|撰文)/u,
];

/** Labels that a blank alone may part from what they name. */
function isBare({ kind, bare }: Label): boolean {
  return bare || kind === "published" || kind === "updated";
}

function folded(word: string): string[] {
  return [...word].map((character) => String.fromCharCode(foldToSimplified(character.charCodeAt(0))));
}

/**
 * Patterns for lines in simplified, half-width characters, of which one matches, anywhere, each line of which `parseByline` makes something: a label with a colon, bar or blank,
 * a date, a reporter, `/文`, a dispatch.
 */
export function bylineSigns(): readonly RegExp[] {
  const words = [...LABELS.keys()].map((word) => folded(word).join("\\s*"));
  const bare = [...LABELS].filter(([, label]) => isBare(label)).map(([word]) => folded(word).join("\\s*"));
  return [new RegExp(`(?:${words.join("|")})\\s*[|丨│/:]`, "iu"), new RegExp(`(?:${bare.join("|")})\\s`, "iu"), ...OTHERS];
}
