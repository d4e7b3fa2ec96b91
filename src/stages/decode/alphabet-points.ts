// Short text in UTF-8 of alphabetic languages: code points are numbered as in a single-byte encoding of the language's own.
import { addAlphabet } from "./candidates.ts";
import { decodeKernel } from "./kernel.ts";
import { type Alphabet, bindAlphabet, loadModels } from "./models.ts";

interface OwnEncoding {
  /** Its number in the kernel. */
  readonly model: number;
  readonly bytes: ReadonlyMap<number, number>;
}

/** Bytes 80 to FD hold the language's characters; these two any other letter and any other sign. */
const OTHER_LETTER = 0xfe;
const OTHER_SIGN = 0xff;
const OWN_CHARACTERS = 126;

const own = new Map<string, OwnEncoding>();

function ownEncoding(language: string, alphabet: () => Alphabet): OwnEncoding {
  let encoding = own.get(language);
  if (!encoding) {
    const { letters, signs } = alphabet();
    const small = [...letters.keys()];
    const capitals = small.map((letter) => letter.toUpperCase()).filter((letter, index) => letter !== small[index] && letter.length === 1);
    const characters = [...small, ...signs.keys(), ...capitals].slice(0, OWN_CHARACTERS);
    const table = characters.join("").padEnd(OWN_CHARACTERS, FILLER) + FOREIGN;
    const described = bindAlphabet(alphabet(), "utf-8", () => table, loadModels().ascii);
    for (const byte of [OTHER_LETTER, OTHER_SIGN]) described[byte] = ((described[byte] as number) & 0xffff) | (UNKNOWN_COST << 16);
    const bytes = new Map(characters.map((character, index) => [character.codePointAt(0) as number, 0x80 + index]));
    encoding = { model: addAlphabet(alphabet(), described), bytes };
    own.set(language, encoding);
  }
  return encoding;
}

/** 13 bits: one of all the letters and signs of Unicode that the language does not use. */
const UNKNOWN_COST = 104;

/** A sign and a letter that no modelled language uses. */
const FILLER = "\u2603";
const FOREIGN = "\u16a0\u2603";
const IS_LETTER = /^\p{L}$/u;

/** The fewest units (1/8 bit) that an alphabetic language needs for the code points; infinite for those with invalid sequences. */
export function scoreAlphabets(codes: Int32Array, count: number): number {
  let least = Number.POSITIVE_INFINITY;
  if (codes.subarray(0, count).some((code) => code < 0)) return least;
  const kernel = decodeKernel();
  const bytes = new Uint8Array(count);
  for (const [language, alphabet] of loadModels().alphabets) {
    const encoding = ownEncoding(language, alphabet);
    for (let i = 0; i < count; i++) {
      const code = codes[i] as number;
      bytes[i] = code < 0x80 ? code : (encoding.bytes.get(code) ?? otherByte(code));
    }
    const units = kernel.scoreOther(bytes, encoding.model);
    least = Math.min(least, units + (READ_LANGUAGES.has(language) ? 0 : NAMED_LANGUAGE_COST));
  }
  return least;
}

const READ_LANGUAGES: ReadonlySet<string> = new Set(["ru", "fr", "de", "cs", "pl", "en"]);
/** 3 bits for the languages that were learnt from names alone. */
const NAMED_LANGUAGE_COST = 24;

function otherByte(code: number): number {
  return IS_LETTER.test(String.fromCodePoint(code)) ? OTHER_LETTER : OTHER_SIGN;
}
