// Where everything is in the memory that the kernel shares with TypeScript (../kernel.ts), which reads these addresses.

/** Places before the first token or word, and behind the last, that stand for the edges of a piece. */
export const MARGIN = 2;
/** Value of a unit, or hash of a word, beyond the edges. */
export const EDGE_ID = 1;
/** Features of a token, and room for them. */
export const TEMPLATES: usize = 31;
export const TEMPLATES_ROOM: usize = 32;
/** Weights of a row, emissions of a token: those of eight types as begin, then as middle, end and single. */
export const ROW: usize = 32;
export const TYPES: u32 = 8;
/** A row has 2^ROW_SHIFT bytes. */
export const ROW_SHIFT: usize = 5;
/** Bits of a hash that choose a bucket of the features. */
export const BUCKET_BITS: usize = 16;
/** Places of a bucket. */
export const BUCKET_SIZE: usize = 8;

/** Units: cost and tag as a word; how they behave in names; writes foreign names by sound; blank; high surrogate; class; digit; letter. */
export const COST_BITS: u32 = 0xff;
export const TAG_SHIFT: u32 = 8;
export const TAG_BITS: u32 = 0x1f;
export const PROFILE_SHIFT: u32 = 13;
export const PROFILE_BITS: u32 = 0xff;
export const SOUND: u32 = 1 << 21;
export const BLANK_UNIT: u32 = 1 << 22;
export const SURROGATE_UNIT: u32 = 1 << 23;
export const CLASS_SHIFT: u32 = 24;
export const CLASS_BITS: u32 = 0x1f;
export const DIGIT_UNIT: u32 = 1 << 30;
export const LATIN_UNIT: u32 = 1 << 31;

/** Classes of tokens: the tag of a word of such a token that the lexicon does not know. */
export const KIND_TAG: u32 = 0xff;
/** A stop, a comma: never part of a name. */
export const PAUSE: u32 = 1 << 8;
/** A mark that ends a phrase. */
export const BREAK: u32 = 1 << 9;
/** Ends organisations, places or titles. */
export const ENDING: u32 = 1 << 10;
export const LATIN: u32 = 1 << 11;
export const DIGITS: u32 = 1 << 12;
/** A dot or hyphen inside a name. */
export const JOINT: u32 = 1 << 13;
/** A stop; what may stand behind a stop in its sentence. */
export const STOP: u32 = 1 << 20;
export const PIECE_END: u32 = 1 << 21;
/** Opens or closes marks: what they hold (0 none, 1 a title, 2 a quotation, 3 brackets) from this token on, or from the next. */
export const MARK_SHIFT: u32 = 16;
export const MARK_BITS: u32 = 3;
export const MARKS_BEFORE: u32 = 1 << 14;
export const MARKS_BEHIND: u32 = 1 << 15;

/** Tags of words: verbs, particles and the like end a phrase. */
export const BREAKING_TAG: u32 = 1;
/** Names. */
export const NAME_TAG: u32 = 2;

/** UTF-16 units of the text at hand that fit. */
export const WINDOW: usize = 16384;
/** Mentions of one call, before the last piece. */
export const WINDOW_MENTIONS = 1024;
/** Tokens of a piece at most, and places for them: rows of numbers one behind another must not be a power of two apart, which caches dislike. */
export const MOST_TOKENS: i32 = 2048;
const ROOM: usize = 2112;
/** Room for mentions. */
export const MENTIONS_ROOM: i32 = MOST_TOKENS + WINDOW_MENTIONS;

// All addresses are constants, which the compiled code has in its instructions; a variable would be read at each use.

/** u32 seeds of the templates. */
export const seeds: usize = 64;
/** Properties of the classes of tokens, 32 u32: see the constants above. */
export const kinds: usize = seeds + 4 * TEMPLATES_ROOM;
/** Properties of the tags of words, 256 u8. */
export const tags: usize = kinds + 4 * 32;
/** Transitions as ../kernel.ts lays them out, i32. */
export const moves: usize = tags + 256;
/** Addresses of the buckets of one token, then of its rows; checks. */
export const addresses: usize = moves + 4 * 256;
export const checks: usize = addresses + 4 * TEMPLATES_ROOM;
/** Work space of the search for the best path. */
export const scratch: usize = checks + 4 * TEMPLATES_ROOM;
/** i32: see `tag`. */
export const outcome: usize = scratch + 256;
/** UTF-16 units of the text at hand. */
export const text: usize = outcome + 64;
/** i32 offsets in `text` of the tokens. */
export const tokenStart: usize = text + 2 * WINDOW;
export const tokenEnd: usize = tokenStart + 4 * ROOM;
/** Tokens: i32 ids and u8 classes with MARGIN places in front and behind, u8 "blanks before", u8 "looked at". */
export const ids: usize = tokenEnd + 4 * ROOM + 4 * MARGIN;
export const kindOf: usize = ids + 4 * ROOM - 4 * MARGIN + 16;
export const spaced: usize = kindOf + ROOM + 48;
export const open: usize = spaced + ROOM;
/** u8: the words of the token's clause are looked for. */
export const wanted: usize = open + ROOM;
/** The gate: i16 scores of the tokens with four places in front, u32 places of the rows of units and pairs. */
export const scores: usize = wanted + ROOM + 64;
export const gateUnits: usize = scores + 2 * ROOM;
export const gatePairs: usize = gateUnits + 4 * ROOM;
/** u32 keys of the cheapest path to each place; u32 hashes and values of the pairs of characters. */
export const cost: usize = gatePairs + 4 * ROOM;
export const pairHash: usize = cost + 4 * ROOM;
export const pairValue: usize = pairHash + 4 * ROOM;
/** u32 places of pairs that may begin words; of longer words the place and length, and the hash, later the cost. */
export const candidates: usize = pairValue + 4 * ROOM;
export const longWords: usize = candidates + 4 * ROOM;
export const longHash: usize = longWords + 24 * ROOM;
/** Words: i32 first token (and one more), u32 hash (key), u32 hash times P1, i32 tag and i32 group with margins; i32 word of each token. */
export const wordFirst: usize = longHash + 24 * ROOM;
export const wordKey: usize = wordFirst + 4 * ROOM;
export const wordHash: usize = wordKey + 4 * ROOM + 4 * MARGIN;
export const wordTag: usize = wordHash + 4 * ROOM;
export const wordGroup: usize = wordTag + 4 * ROOM;
export const wordOf: usize = wordGroup + 4 * ROOM - 4 * MARGIN;
/** Number of the last word and one more: words are numbered towards it. */
export const lastWord: i32 = MOST_TOKENS + MARGIN;
/** Runs: u8 kind, i32 first token, i32 token behind. */
export const runKind: usize = wordOf + 4 * ROOM;
export const runFirst: usize = runKind + ROOM;
export const runNext: usize = runFirst + 4 * ROOM;
/** i32: the next ending in the phrase and how far. */
export const ahead: usize = runNext + 4 * ROOM;
/** u8: inside which marks. */
export const marks: usize = ahead + 4 * ROOM;
/** u8 labels; steps of the best path, 16 bytes a token; i16 emissions, ROW a token. */
export const labels: usize = marks + ROOM;
export const steps: usize = labels + ROOM;
export const emissions: usize = steps + 16 * ROOM;
/** i32 mentions (first token, last token, type, lead). */
export const mentions: usize = emissions + 2 * ROW * ROOM;
/** Properties of units, 65,536 u32 (../units.ts). */
export const units: usize = mentions + 16 * MENTIONS_ROOM;
/** u32 features of all tokens (training), of one token (tagging); the buckets of these. */
export const hashes: usize = units + (4 << 16);
export const buckets: usize = hashes + 4 * TEMPLATES_ROOM * ROOM;
/** The gate: rows of units and behind them of pairs, four i8. */
export const GATE_UNITS: usize = 1 << 14;
export const GATE_PAIRS: usize = 1 << 17;
export const gate: usize = buckets + 4 * TEMPLATES_ROOM * ROOM;
/** 2^BUCKET_BITS buckets: eight checks of hashes (u16), 0 where there is none, then eight numbers of rows (u16); int8 rows (fill.as), the first one that of no weights. */
export const index: usize = gate + 4 * (GATE_UNITS + GATE_PAIRS);
export const rows: usize = index + ((4 * BUCKET_SIZE) << BUCKET_BITS);
/** The open tokens of a piece, i32; u32 rows of each, LIST of them, and how many of them it has (u8). */
export const openTokens: usize = rows + (ROW << 16);
export const LIST: usize = 32;
export const lists: usize = openTokens + 4 * ROOM;
export const extras: usize = lists + 4 * LIST * ROOM;
/** SUMS rows of u32, SUM_ROW bytes each: sums of the features that are looked up, then their buckets; likewise their checks. */
export const SUMS: usize = 9;
export const SUM_ROW: usize = 4 * ROOM;
export const sums: usize = extras + ROOM;
export const sumChecks: usize = sums + SUMS * SUM_ROW;
/** i32 offsets in `characterRows` of what is known of the tokens, with margins. */
export const records: usize = sumChecks + SUMS * SUM_ROW + 4 * MARGIN;
/**
 * Rows that were looked up once, one more than their number, 0 where that was not yet: of each character as the templates 0 to 4 see it, 16 bytes
 * (see weigh.as for those of runs of letters); one record is never kept.
 */
export const LETTER_RECORDS: u32 = 1 << 14;
export const PLAIN_RECORDS: u32 = 0x10010;
export const NO_RECORD: usize = <usize>(PLAIN_RECORDS + LETTER_RECORDS) << 4;
export const characterRows: usize = records + SUM_ROW - 4 * MARGIN;
/** By group and place; by tag and shape, alone and with one tag more; by tag, place and group; by two groups and place, four rows; by three classes. */
export const groupRows: usize = characterRows + NO_RECORD + 64;
export const shapeRows: usize = groupRows + (2 << 10);
export const beforeRows: usize = shapeRows + (2 << 12);
export const afterRows: usize = beforeRows + (2 << 19);
export const leftRows: usize = afterRows + (2 << 19);
export const rightRows: usize = leftRows + (2 << 17);
export const pairRows: usize = rightRows + (2 << 17);
export const kindRows: usize = pairRows + (8 << 18);
/** A bit for each hash in the lexicon, by its upper 20 bits: turns most hashes away before the slots are touched. */
export const beginnings: usize = kindRows + (2 << 15);
/**
 * Word classes: u32, open addressing by the bits from 8 up of the hash times P1, 0 is free; low byte: the class, above it the bits 0 to 7 and
 * 16 to 31 of that product.
 */
export const classes: usize = beginnings + (1 << 17);
const CLASS_SLOTS_BITS = 17;
/**
 * The lexicon: u32 slots, open addressing by the upper bits of the hash, 0 is free; upper half: the lower 16 bits of the hash, lower half: the value
 * (../lexicon.ts).
 */
export const slots: usize = classes + (4 << CLASS_SLOTS_BITS);

/** Slots that are looked at together: as many of the first ones stand again behind the last one. */
export const SEARCHED: u32 = 16;

export let slotBits: u32 = 0;
export let classMask: u32 = 0;
/** Tokens of a piece at most, and at hand. */
export let capacity: i32 = 0;
export let count: i32 = 0;
/** Number of the first word. */
export let firstWord: i32 = 0;

/**
 * Sets sizes; all of the memory is zero before.
 *
 * @param tokens of a piece at most, up to MOST_TOKENS
 * @param lexiconBits of the slots, or 0
 * @param classBits of the word classes, up to CLASS_SLOTS_BITS, or 0
 * @returns bytes that are needed
 */
export function layOut(tokens: i32, lexiconBits: u32, classBits: u32): usize {
  capacity = min(tokens, MOST_TOKENS);
  slotBits = lexiconBits;
  classMask = (1 << min(classBits, CLASS_SLOTS_BITS)) - 1;
  return slots + (4 << lexiconBits) + 4 * SEARCHED;
}

export function setCount(tokens: i32): void {
  count = tokens;
}

export function setFirstWord(word: i32): void {
  firstWord = word;
}

/** Fills bytes, and up to 15 more behind them: a call of `memory.fill` costs more than the few bytes of a piece. */
// @ts-ignore
@inline
export function fillBytes(from: usize, value: u8, length: i32): void {
  const all = i8x16.splat(value);
  const end = from + length;
  for (let at = from; at < end; at += 16) v128.store(at, all);
}
