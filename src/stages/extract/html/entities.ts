// Character references. The frequent ones are replaced here; a text with others goes through htmlparser2's tokenizer, which knows all 2,231.
import { Tokenizer } from "htmlparser2";

/** The kernel replaces those in the texts of blocks (kernel/references.as). */
export const FREQUENT: ReadonlyMap<string, string> = new Map([
  ["nbsp", "\u00a0"],
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["middot", "·"],
  ["hellip", "…"],
  ["mdash", "—"],
  ["ndash", "–"],
  ["bull", "•"],
  ["ensp", "\u2002"],
  ["emsp", "\u2003"],
  ["copy", "©"],
  ["raquo", "»"],
  ["laquo", "«"],
]);

const REFERENCE = /&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});?/giu;

/** The text with its character references replaced; the same string when it has none. What is no reference stays. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  let allFrequent = true;
  const decoded = text.replace(REFERENCE, (reference, name: string) => {
    const character = reference.endsWith(";") ? (FREQUENT.get(name) ?? numeric(name)) : undefined;
    if (character === undefined) allFrequent = false;
    return character ?? reference;
  });
  return allFrequent ? decoded : decodeAll(text);
}

/** Of a plain number only: those that HTML maps elsewhere (controls, surrogates) go the long way. */
function numeric(name: string): string | undefined {
  if (name.charCodeAt(0) !== 0x23) return undefined;
  const code = name[1] === "x" || name[1] === "X" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code >= 0xa0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : code >= 0x20 && code < 0x7f
      ? String.fromCharCode(code)
      : undefined;
}

function decodeAll(text: string): string {
  // A `<` would open a tag for the tokenizer; here it is a character like any other. U+E000 is for private use and in no page's text.
  const source = text.replaceAll("<", "\ue000");
  let result = "";
  const ignore = (): void => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => {
        result += source.slice(start, end);
      },
      ontextentity: (code) => {
        result += String.fromCodePoint(code);
      },
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onopentagname: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return source === text ? result : result.replaceAll("\ue000", "<");
}
