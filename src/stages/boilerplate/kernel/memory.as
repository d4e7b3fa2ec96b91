// Where everything is in the memory that the kernel shares with TypeScript (../kernel.ts), which has the same addresses.

/** u16 by unit: where its entry is in SIGNS, in bytes. */
export const CLASSES: usize = 0x1000;
/** Entries of 16 bytes, of units that are alike: see ../unit-table.ts. */
export const SIGNS: usize = 0x21000;
/** Of each of two tables (the lines, their tails) what ../need-table.ts says. */
export const SIEVES: usize = 0x31000;
export const SIEVE_BYTES: usize = 0x2000;
export const SLOTS: usize = 0x35000;
export const SLOT_BYTES: usize = 0x10000;
export const VALUES: usize = 0x55000;
export const VALUE_BYTES: usize = 0x8000;
/** u32, zero behind each of the two lists: the numbers of the first two units of notices, and of sentences that wrap a repost. */
export const PAIRS: usize = 0x65000;
/** u16 by table: the number of the end of a line. */
export const EDGES: usize = 0x65ff8;
/** u16: the length of the longest word of menus. */
export const LONGEST: usize = 0x65ff0;
/** u32: scratch of `needsOf`. u16: the last folded line. */
export const KEYS: usize = 0x68000;
/** u32: lines, lines that are left, the place of the first prose among these or their number, their units; where the last folded line begins. */
const STATE: usize = 0x68fe0;
/** u16 by unit: folded to simplified and half-width. */
const FOLDS: usize = 0x69000;
/** u16 by hash, 2^WORD_BITS: the number of a word of menus or share buttons, or of one that hashes alike, from 1 on; 0 = none. */
export const WORD_SLOTS: usize = 0x89000;
export const WORD_BITS: u32 = 13;
/** 32 bytes for each word: what it is, its length, the numbers of its units (u16). */
export const WORDS: usize = 0x8d000;
const TABLES_END: usize = 0x99000;

/** Fields of an entry of SIGNS. */
export const OPEN: usize = 0;
export const CLOSED: usize = 2;
export const NOTICES: usize = 4;
export const KINDS: usize = 6;
export const ITEMS: usize = 7;
export const IDS: usize = 8;
export const UNIT_NUMBER: usize = 12;
export const SORTS: usize = 14;

/** i32 by block: its first unit; one more behind the last. */
export let starts: usize = 0;
/** A record of 64 bytes for each line: a block that is not blank. */
export let records: usize = 0;
/** i32: the lines that are left. */
export let kept: usize = 0;
/** i32: lines for TypeScript. */
export let lines: usize = 0;
/** u16: the blocks, one behind another, a unit between them. */
export let units: usize = 0;
/** Behind all of it. */
export let lastEnd: usize = 0;

export const RECORD_SHIFT: usize = 6;
/** Fields of a record, i32: block; first unit and the one behind the last, as addresses; traits. */
export const BLOCK: usize = 0;
export const START: usize = 4;
export const END: usize = 8;
export const TRAITS: usize = 12;
/** Families that the gate lets ask; those of them that could claim it wherever it stands; what its patterns need. */
export const GATE: usize = 16;
export const FAMILIES: usize = 20;
export const NEEDS: usize = 24;
/** First unit that is not blank. */
export const FIRST_MARK: usize = 28;
/** Answers of the rules, and the place that they are for. */
export const ALONE_PLACE: usize = 32;
export const ALONE: usize = 36;
export const END_PLACE: usize = 40;
export const AT_END: usize = 44;
export const AS_NOTICE: usize = 48;
/** Families that the last question but the first sort is for. */
export const END_FAMILIES: usize = 52;
/** The answer that holds; the rule by which the line goes, or zero. */
export const FINDING: usize = 56;
export const RULE: usize = 60;

/** Traits: shaped like prose; its needs are known; above them what it needs as a credit. */
export const PROSE: u32 = 1;
export const NEEDS_KNOWN: u32 = 2;
export const ENDS_SHIFT: u32 = 8;

/** Answers: nothing; something; wherever it stands; a date and somebody's name. Zero is none yet. The number of the rule or finding stands above. */
export const NOTHING: u32 = 1;
export const FOUND: u32 = 2;
export const SURE: u32 = 4;
export const FULL_CREDIT: u32 = 8;
export const RULE_SHIFT: u32 = 4;

/** Makes room for so many blocks and units; gives the first byte behind it. */
export function layOut(blocks: i32, most: i32): usize {
  starts = TABLES_END;
  kept = starts + (((<usize>blocks << 2) + 79) & ~63);
  lines = kept + (((<usize>blocks << 2) + 79) & ~63);
  records = lines + (((<usize>blocks << 2) + 79) & ~63);
  units = records + (<usize>blocks << RECORD_SHIFT);
  lastEnd = units + (<usize>most << 1) + 64;
  return lastEnd;
}

export function tell(what: usize, value: i32): void {
  store<i32>(STATE + (what << 2), value);
}
export const LINE_COUNT: usize = 0;
export const KEPT_COUNT: usize = 1;
export const HEAD_END: usize = 2;
export const KEPT_UNITS: usize = 3;
export const FOLDED_START: usize = 4;

// @ts-ignore
@inline
export function get(record: usize, field: usize): u32 {
  return load<u32>(record + field);
}

// @ts-ignore
@inline
export function set(record: usize, field: usize, value: u32): void {
  store<u32>(record + field, value);
}

// @ts-ignore
@inline
export function signOf(at: usize): usize {
  return SIGNS + <usize>load<u16>(CLASSES + (<usize>load<u16>(at) << 1));
}

// @ts-ignore
@inline
export function foldOf(at: usize): u32 {
  return <u32>load<u16>(FOLDS + (<usize>load<u16>(at) << 1));
}

// @ts-ignore
@inline
export function isOf(at: usize, bits: u32): bool {
  return (<u32>load<u16>(signOf(at), SORTS) & bits) != 0;
}

// @ts-ignore
@inline
export function kindOf(at: usize): u32 {
  return <u32>load<u8>(signOf(at), KINDS);
}
