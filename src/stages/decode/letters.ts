// Kinds of characters in the models of alphabetic languages. Letters are numbered: a to z, then the language's own.

/** White space, line ends, start of text. */
export const GAP = 0;
export const ALPHABET_DIGIT = 1;
export const ASCII_PUNCTUATION = 2;
/** A letter that the language does not use. */
export const FOREIGN_LETTER = 3;
/** A sign that the language's texts do not use. */
export const FOREIGN_SIGN = 4;
/** Quotation marks, dashes and other signs beyond ASCII that the language's texts use. */
export const TYPOGRAPHIC = 5;
export const FIRST_LETTER = 6;
/** Number of the first letter beyond a to z. */
export const FIRST_OWN_LETTER: number = FIRST_LETTER + 26;

const IS_LETTER = /^[\p{L}\p{M}]$/u;

/** Whether a character is a letter or a mark of a letter. */
export function isLetter(character: string): boolean {
  return IS_LETTER.test(character);
}

/** Class of an ASCII character in any alphabetic model. */
export function classOfAscii(code: number): number {
  if (code <= 0x20) return GAP;
  if (code >= 0x30 && code <= 0x39) return ALPHABET_DIGIT;
  const folded = code | 0x20;
  if (folded >= 0x61 && folded <= 0x7a) return FIRST_LETTER + folded - 0x61;
  return ASCII_PUNCTUATION;
}
