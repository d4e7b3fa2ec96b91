// Where everything is in the memory that the kernel shares with TypeScript (../kernel.ts), which reads these addresses.

/** i32: what a function gives beside its result. */
export const LINE_START: usize = 0;
export const USED: usize = 4;
export const INVALID: usize = 8;
export const MARGIN: usize = 12;
/** u8 by case of a letter and of the next one, five of each: see CASE_COST in ../scores.ts. */
export const CASE_COSTS: usize = 0x40;
/** u16 by ASCII character: kind and cost, as in the tables of pairs. */
export const ASCII: usize = 0x100;
/** Of each model 16 bytes: u32 table of pairs, u32 transitions or table of bytes, u32 sort or number of classes. */
export const MODELS: usize = 0x200;
/** Of each model 16 bytes: i32 units, i32 bytes read, i32 kind of the last character. */
export const PROGRESS: usize = 0xa00;
export const MOST_MODELS: i32 = 128;
/** Bytes to score, 65,536 at most, and code points of 4,112 of them (i32). */
export const SAMPLE: usize = 0x1200;
export const CODES: usize = 0x11300;
/** Of each place in the sample, for `align`: i32 cost; u8 kind; u8 length. */
export const COSTS: usize = 0x15400;
export const KINDS: usize = 0x55500;
export const LENGTHS: usize = 0x65600;
/** Bytes to decode, 131,072 at most, and UTF-16 units. */
export const PIECE: usize = 0x75800;
export const UNITS: usize = 0x95900;
/** Tables of the models and encodings, one behind another, 2 MB at most; behind them the file. */
export const TABLES: usize = 0xd5a00;
export const FILE: usize = 0x2d5a00;
/** What is read behind an end at most, and written behind UNITS. */
export const SLACK: usize = 64;
