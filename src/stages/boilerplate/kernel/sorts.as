// Sorts of units: bits of ../unit-table.ts.

/** Does not count at the ends of a line. */
export const TRIMMED: u32 = 1;
/** What JavaScript trims. */
export const SPACE: u32 = 2;
/** No Han character and no letter or digit of ASCII. */
export const SIGN: u32 = 4;
/** A mark of speech. */
export const SPEECH: u32 = 8;
export const EDITOR: u32 = 16;
/** 者. */
export const REPORTER: u32 = 32;
/** What the words for reporters end with. */
export const REPORTER_END: u32 = 64;
export const BRACKET: u32 = 128;
/** 。 */
export const FULL_STOP: u32 = 256;
/** Behind the word for a reporter where names follow. */
export const NAME_BLANK: u32 = 512;
/** A Han character or a letter or digit of ASCII once it is folded: none that a key of titles leaves out. */
export const KEYED: u32 = 1024;
/** Stands in lists of counts and tools, which hold nothing else; folded. */
export const COUNTED: u32 = 2048;
/** Ends a credit of an image; stands in one that ends otherwise; stands before a label, and begins one; folded. */
export const CREDIT_LAST: u32 = 4096;
export const CREDIT_BAR: u32 = 8192;
export const LABEL_MARK: u32 = 16384;
export const LABEL_OPENING: u32 = 32768;
