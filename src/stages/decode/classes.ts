// What the language models of the detector count: kinds of characters, and costs in eighths of a bit.

/** Kinds of characters in the models of Chinese, Japanese and Korean. */
export const BOUNDARY = 0;
export const SPACE = 1;
export const DIGIT = 2;
export const LETTER = 3;
export const PUNCTUATION = 4;
export const HAN = 5;
export const WIDE_PUNCTUATION = 6;
export const HIRAGANA = 7;
export const KATAKANA = 8;
export const HANGUL = 9;
export const OTHER = 10;
export const HALF_KATAKANA = 11;
/** How many kinds there are. */
export const KINDS = 12;

/** Costs are stored in units of 1/8 bit: a byte reaches 31.9 bits, and the error of rounding stays below the noise of the counts. */
export const UNITS_PER_BIT = 8;

/** The code points with costs of their own in a Chinese, Japanese or Korean model; the rest costs `DEFAULT_COST` by kind. */
export const COSTED_RANGES: readonly (readonly [number, number])[] = [
  [0xa0, 0x4ff],
  [0x2000, 0x27bf],
  [0x3000, 0x33ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff00, 0xffef],
];

/** Number of code points in `COSTED_RANGES`. */
export const COSTED_COUNT: number = COSTED_RANGES.reduce((sum, [first, last]) => sum + last - first + 1, 0);

/** Kind of an ASCII character. */
export function kindOfAscii(code: number): number {
  if (code === 0x0a || code === 0x0d) return BOUNDARY;
  if (code === 0x20 || code === 0x09) return SPACE;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return LETTER;
  return PUNCTUATION;
}

/** Last code point of each run of one kind, in order. Block limits: Unicode 16. */
const RUNS: readonly (readonly [last: number, kind: number])[] = [
  [0xaf, OTHER],
  [0xb0, WIDE_PUNCTUATION], // °
  [0xb6, OTHER],
  [0xb7, WIDE_PUNCTUATION], // ·
  [0xd6, OTHER],
  [0xd7, WIDE_PUNCTUATION], // ×
  [0x200f, OTHER],
  [0x2027, WIDE_PUNCTUATION], // dashes, quotation marks, dots
  [0x202f, OTHER],
  [0x203b, WIDE_PUNCTUATION], // primes, ※
  [0x2e7f, OTHER],
  [0x2fff, HAN], // radicals
  [0x3004, WIDE_PUNCTUATION],
  [0x3005, HAN],
  [0x3006, WIDE_PUNCTUATION],
  [0x3007, HAN],
  [0x303f, WIDE_PUNCTUATION],
  [0x309f, HIRAGANA],
  [0x30fa, KATAKANA],
  [0x30fb, WIDE_PUNCTUATION],
  [0x30ff, KATAKANA],
  [0x3130, OTHER],
  [0x318e, HANGUL],
  [0x33ff, OTHER],
  [0x4dbf, HAN],
  [0x4dff, OTHER],
  [0x9fff, HAN],
  [0xabff, OTHER],
  [0xd7a3, HANGUL],
  [0xf8ff, OTHER],
  [0xfaff, HAN],
  [0xfe0f, OTHER],
  [0xfe6f, WIDE_PUNCTUATION],
  [0xfeff, OTHER],
  [0xff65, WIDE_PUNCTUATION],
  [0xff9f, HALF_KATAKANA],
  [0xffef, WIDE_PUNCTUATION],
  [0xffff, OTHER],
];

const BMP_KINDS: Uint8Array = fillKinds();

function fillKinds(): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  for (let code = 0; code < 0x80; code++) kinds[code] = kindOfAscii(code);
  let first = 0x80;
  for (const [last, kind] of RUNS) {
    kinds.fill(kind, first, last + 1);
    first = last + 1;
  }
  return kinds;
}

/** Kind of a code point. */
export function kindOf(code: number): number {
  if (code < 0x10000) return BMP_KINDS[code] as number;
  return code >= 0x20000 && code <= 0x3ffff ? HAN : OTHER;
}
