// Where everything is in the memory that the kernel shares with TypeScript (../kernel.ts has the same addresses of what it fills).

/** u32 by UTF-16 unit: id (14 bits), cost of the unit alone (8 bits), script. */
export const ENTRIES: usize = 0;
export const ID_BITS: u32 = 0x3fff;
export const COST_SHIFT: u32 = 14;
export const COST_BITS: u32 = 0xff;
export const SCRIPT_SHIFT: u32 = 22;
/** u16 by unit: its simplified form; 0 = itself. */
export const SIMPLIFIED: usize = 0x40000;
/** u16 by unit: its bytes in GBK, and u16 by bytes: their unit (190 trail bytes and one a lead byte). */
export const GBK_CODES: usize = 0x60000;
export const GBK_UNITS: usize = 0x80000;
export const TRAILS: u32 = 191;
/** u8 by two bytes: plain GBK has no character there. */
export const UNASSIGNED: usize = 0x90000;
/** u8 by id. */
export const BACKOFFS: usize = 0xa0000;
/** Bloom filter of words. */
export const FILTER: usize = 0xa4000;
/** Readings: u16 by unit, where its ids begin; ids; u16 by reading, where its codes begin; codes in GBK. */
export const READING_STARTS: usize = 0xc0000;
export const READING_IDS: usize = 0xe0010;
export const CODE_STARTS: usize = 0xf0000;
export const CODES: usize = 0xf2000;
/** Bigrams: u32 by id of the first character, where its second ones begin; u16: their ids, in order; u8: what they cost. */
export const BIGRAM_STARTS: usize = 0x100000;
export const SECONDS: usize = 0x110000;
export const SECOND_COSTS: usize = 0x150000;
/** u16 by id: one more than it costs behind one first character; 0 = no bigram. */
export const ROW: usize = 0x170000;

/** The text at hand: u16, and by unit i16: the reading that stands in brackets behind it, u8: units of that reading. */
export const TEXT: usize = 0x180000;
export const ANNOTATIONS: usize = 0x181000;
export const LENGTHS: usize = 0x182000;
/** What stands there instead: u16. */
export const OUT: usize = 0x183000;
/** See recode.as. */
export const READINGS_OF_LINE: usize = 0x188000;
/** Made anew in each search: see states.as. */
export const SCRATCH: usize = 0x190000;

/** The same tables as of GBK. */
export const BIG5_CODES: usize = 0x460000;
export const BIG5_UNITS: usize = 0x480000;

/** u16 by unit: what it is to its neighbours, see closer.as. */
export const CLASSES: usize = 0x490000;
/** A bit by hash of two units: some Taiwan word begins with them. */
export const WORD_PAIRS: usize = 0x4b0000;
/** A bit by hash of the units of a Taiwan word. */
export const WORDS: usize = 0x4b2000;
/** u8 by unit up to U+2122: its byte beyond ASCII in windows-1252; 0 = none. */
export const LATIN_BYTES: usize = 0x4b4000;
/** The line at hand, u16, a zero before and many behind: the end of what is laid out, what a search finds lies behind. */
export const LINE: usize = 0x4b6210;
/** Bytes behind a line at which somebody looks, and which are zero. */
export const BEHIND: usize = 96;
