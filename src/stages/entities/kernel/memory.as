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

/** Properties of units, 65,536 u32 (../units.ts). */
export let units: usize = 0;
/** Properties of the classes of tokens, 32 u32: see the constants below. */
export let kinds: usize = 0;
/** Properties of the tags of words, 256 u8. */
export let tags: usize = 0;

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
/** Opens or closes marks: what they hold (0 none, 1 a title, 2 a quotation, 3 brackets) from this token on, or from the next. */
/** A stop; what may stand behind a stop in its sentence. */
export const STOP: u32 = 1 << 20;
export const PIECE_END: u32 = 1 << 21;
export const MARK_SHIFT: u32 = 16;
export const MARK_BITS: u32 = 3;
export const MARKS_BEFORE: u32 = 1 << 14;
export const MARKS_BEHIND: u32 = 1 << 15;

/** Tags of words: verbs, particles and the like end a phrase. */
export const BREAKING_TAG: u32 = 1;
/** Names. */
export const NAME_TAG: u32 = 2;

/**
 * The lexicon: u32 slots, open addressing by the upper bits of the hash, 0 is free; upper half: the lower 16 bits of the hash, lower half: the value
 * (../lexicon.ts).
 */
export let slots: usize = 0;
export let slotBits: u32 = 0;
/** A bit for each hash in the table, by its upper 20 bits: turns most hashes away before the table is touched. */
export let beginnings: usize = 0;
/**
 * Word classes: u32, open addressing by the bits from 8 up of the hash times P1, 0 is free; low byte: the class, above it the bits 0 to 7 and
 * 16 to 31 of that product.
 */
export let classes: usize = 0;
export let classMask: u32 = 0;

/** The gate: i32 rows of units and behind them of pairs, threshold; i32 scores of the tokens with four places in front. */
export let gate: usize = 0;
export const GATE_UNITS: usize = 1 << 14;
export const GATE_PAIRS: usize = 1 << 17;
export let gateThreshold: i32 = 0;
export let scores: usize = 0;

/** UTF-16 units of the text at hand, and how many fit. */
export let text: usize = 0;
export const WINDOW = 16384;
/** Mentions of one call, before the last piece. */
export const WINDOW_MENTIONS = 1024;
/** Room for mentions. */
export let MENTIONS_ROOM: i32 = 0;
/** Tokens of a piece at most, and at hand. */
export let capacity: i32 = 0;
export let count: i32 = 0;
/** i32 offsets in `text` of the tokens. */
export let tokenStart: usize = 0;
export let tokenEnd: usize = 0;

/** Tokens: i32 ids and u8 classes with MARGIN places in front and behind, u8 "blanks before", u8 "looked at". */
export let ids: usize = 0;
export let kindOf: usize = 0;
export let spaced: usize = 0;
export let open: usize = 0;
/** u8: the words of the token's clause are looked for. */
export let wanted: usize = 0;

/** u32 keys of the cheapest path to each place; u32 hashes and values of the pairs of characters. */
export let cost: usize = 0;
export let pairHash: usize = 0;
export let pairValue: usize = 0;

/** Words: i32 first token (and one more), u32 hash (key), u32 hash times P1, i32 tag and i32 group with margins; i32 word of each token. */
export let wordFirst: usize = 0;
export let wordHash: usize = 0;
export let wordKey: usize = 0;
export let wordTag: usize = 0;
export let wordGroup: usize = 0;
export let wordOf: usize = 0;
/** Number of the last word and one more: words are numbered towards it. */
export let lastWord: i32 = 0;
export let firstWord: i32 = 0;

/** Runs: u8 kind, i32 first token, i32 token behind. */
export let runKind: usize = 0;
export let runFirst: usize = 0;
export let runNext: usize = 0;
/** i32: the next ending in the phrase and how far. */
export let ahead: usize = 0;
/** u8: inside which marks. */
export let marks: usize = 0;

/** u32 seeds of the templates; u32 features of all tokens (training), of one token (tagging). */
export let seeds: usize = 0;
export let hashes: usize = 0;
/** u32: the buckets of these; addresses of the buckets of one token, then of its rows; checks. */
export let buckets: usize = 0;
export let addresses: usize = 0;
export let checks: usize = 0;

/** 2^BUCKET_BITS buckets: eight checks of hashes (u16), 0 where there is none, then eight numbers of rows (u16); int8 rows, the first all zeros. */
export let index: usize = 0;
export let rows: usize = 0;
/** i16, ROW a token. */
export let emissions: usize = 0;

/** Transitions as ../kernel.ts lays them out, i32. */
export let moves: usize = 0;
/** Steps of the best path, 16 bytes a token; work space; u8 labels; i32 mentions (first token, last token, type, lead). */
export let steps: usize = 0;
export let scratch: usize = 0;
export let labels: usize = 0;
export let mentions: usize = 0;
/** i32: see `tag`. */
export let outcome: usize = 0;

let end: usize = 0;

function place(bytes: usize): usize {
  const at = end;
  end = (at + bytes + 63) & ~63;
  return at;
}

/**
 * Lays out the memory; all of it is zero before.
 *
 * @param tokens of a piece at most
 * @param lexiconBits of the slots, or 0
 * @param classBits of the word classes, or 0
 * @param withModel 0 to leave out the weights
 * @param keepFeatures 1 to have room for the features of all tokens
 * @returns bytes that are needed
 */
export function layOut(tokens: i32, lexiconBits: u32, classBits: u32, withModel: i32, keepFeatures: i32): usize {
  const room: usize = tokens + 2 * MARGIN;
  capacity = tokens;
  end = 64;
  seeds = place(4 * TEMPLATES_ROOM);
  kinds = place(4 * 32);
  tags = place(256);
  moves = place(4 * 256);
  addresses = place(4 * TEMPLATES_ROOM);
  checks = place(4 * TEMPLATES_ROOM);
  scratch = place(256);
  text = place(2 * WINDOW);
  tokenStart = place(4 * room);
  tokenEnd = place(4 * room);
  scores = place(4 * (room + 8)) + 32;
  ids = place(4 * room) + 4 * MARGIN;
  kindOf = place(room + 16) + 16;
  spaced = place(room);
  open = place(room);
  wanted = place(room);
  cost = place(4 * (room + 16));
  pairHash = place(4 * room);
  pairValue = place(4 * room);
  wordFirst = place(4 * room);
  wordKey = place(4 * room);
  wordHash = place(4 * room) + 4 * MARGIN;
  wordTag = place(4 * room) + 4 * MARGIN;
  wordGroup = place(4 * room) + 4 * MARGIN;
  wordOf = place(4 * room);
  lastWord = tokens;
  runKind = place(room);
  runFirst = place(4 * room);
  runNext = place(4 * room);
  ahead = place(4 * room);
  marks = place(room);
  emissions = place(2 * ROW * room);
  steps = place(16 * room);
  labels = place(room);
  outcome = place(4);
  MENTIONS_ROOM = tokens + WINDOW_MENTIONS;
  mentions = place(16 * MENTIONS_ROOM);
  units = place(4 << 16);
  beginnings = place(1 << 17);
  slotBits = lexiconBits;
  slots = place(4 << lexiconBits);
  classMask = (1 << classBits) - 1;
  classes = place(4 << classBits);
  const features: usize = 4 * TEMPLATES_ROOM * (keepFeatures ? room : 1);
  hashes = place(features);
  buckets = place(features);
  if (withModel) {
    gate = place(4 * (GATE_UNITS + GATE_PAIRS));
    index = place((4 * BUCKET_SIZE) << BUCKET_BITS);
    rows = place(ROW << 16);
  }
  return end;
}

export function setGate(threshold: i32): void {
  gateThreshold = threshold;
}

export function setCount(tokens: i32): void {
  count = tokens;
}

export function setFirstWord(word: i32): void {
  firstWord = word;
}
