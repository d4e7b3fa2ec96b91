// Feature templates of the tagger: each token gets TEMPLATES hashes of 32 bits, which trainer and stage look up alike.
// A hash is a sum of products, values times odd constants, and one final mixing: the products are made once a token or word.
import { CLASS } from "./classes.ts";
import { createWords, findWords, type Lexicon, WORD_TAG, type Words } from "./lexicon.ts";
import { createRuns, findRuns, RUN, type Runs } from "./runs.ts";
import { MAX_TOKENS, type Tokens } from "./tokens.ts";

/** Number of templates. */
export const TEMPLATES = 54;

/** The templates before this one are looked up first; a token that they are sure of gets no more. */
export const FIRST_TEMPLATES = 16;

/** Groups of templates, for the ablation table. */
export const TEMPLATE_GROUPS: Readonly<Record<string, readonly number[]>> = {
  characters: [0, 1, 2, 3, 4, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25],
  classes: [14, 26, 27],
  words: [5, 6, 7, 8, 9, 10, 28, 29, 30, 31, 32, 33, 34, 39],
  ahead: [15, 35, 36, 37, 38],
  groups: [11, 12, 13, 40, 41, 42, 43, 44],
  runs: [45, 46, 47, 48, 49],
  profiles: [50, 51, 52, 53],
};

/** Values beyond the edges of a piece, on either side. */
const MARGIN = 3;
const EDGE_ID = 1;
const EDGE_TAG = 100;
const EDGE_GROUP = 255;

const P1 = 0x9e3779b1;
const P2 = 0x85ebca77;
const P3 = 0xc2b2ae3d;
const P4 = 0x27d4eb2f;

/** Work space for one piece of text. */
export interface FeatureSpace {
  readonly words: Words;
  readonly runs: Runs;
  /** Hashes, token by token; 0 where a template says nothing. */
  readonly hashes: Uint32Array;
  /** For each token, the nearest ending of an organisation or place to the right within its phrase, and how far. */
  readonly ahead: Int32Array;
  /** 1 inside 《 》, 2 inside quotation marks, 3 inside brackets. */
  readonly marks: Uint8Array;
  /** Ids of the tokens times P1 … P4, kinds, MARGIN places later. */
  readonly id1: Int32Array;
  readonly id2: Int32Array;
  readonly id3: Int32Array;
  readonly id4: Int32Array;
  readonly kind: Uint8Array;
  /** How the characters behave in names, or 256 and the kind of another token. */
  readonly profile: Int32Array;
  /** Hashes of the words times P1 and P2, tags and groups, MARGIN places later. */
  readonly word1: Int32Array;
  readonly word2: Int32Array;
  readonly tag: Int32Array;
  readonly group: Int32Array;
}

/** Room for `capacity` tokens. */
export function createFeatureSpace(capacity: number = MAX_TOKENS): FeatureSpace {
  const room = capacity + 2 * MARGIN;
  return {
    words: createWords(capacity),
    runs: createRuns(capacity),
    hashes: new Uint32Array(capacity * TEMPLATES),
    ahead: new Int32Array(capacity + 1),
    marks: new Uint8Array(capacity + 1),
    id1: new Int32Array(room),
    id2: new Int32Array(room),
    id3: new Int32Array(room),
    id4: new Int32Array(room),
    kind: new Uint8Array(room),
    profile: new Int32Array(room),
    word1: new Int32Array(room),
    word2: new Int32Array(room),
    tag: new Int32Array(room),
    group: new Int32Array(room),
  };
}

/** Computes the hashes of all tokens into `space.hashes`. */
export function computeFeatures(lexicon: Lexicon, tokens: Tokens, space: FeatureSpace): void {
  prepareFeatures(lexicon, tokens, space);
  for (let i = 0; i < tokens.count; i++) {
    firstFeatures(space, i);
    furtherFeatures(tokens, space, i);
  }
}

/** What the features of a piece are made of. */
export function prepareFeatures(lexicon: Lexicon, tokens: Tokens, space: FeatureSpace): void {
  findWords(lexicon, tokens, space.words);
  multiplyIds(lexicon, tokens, space);
  multiplyWords(tokens, space);
  findRuns(tokens, space.words, space.runs);
  lookAhead(tokens, space);
  markInside(tokens, space);
}

function multiplyIds(lexicon: Lexicon, tokens: Tokens, space: FeatureSpace): void {
  const { id, kind, count } = tokens;
  for (let at = 0; at < count + 2 * MARGIN; at++) {
    const i = at - MARGIN;
    const inside = i >= 0 && i < count;
    const value = inside ? (id[i] as number) : EDGE_ID;
    space.id1[at] = Math.imul(value, P1);
    space.id2[at] = Math.imul(value, P2);
    space.id3[at] = Math.imul(value, P3);
    space.id4[at] = Math.imul(value, P4);
    space.kind[at] = inside ? (kind[i] as number) : CLASS.edge;
    const han = value >= 0x3400 && value <= 0x9fff;
    space.profile[at] = han ? (lexicon.characterProfile[value] as number) : 0x100 | (space.kind[at] as number);
  }
}

function multiplyWords(tokens: Tokens, space: FeatureSpace): void {
  const { words } = space;
  for (let at = 0; at < words.count + 2 * MARGIN; at++) {
    const word = at - MARGIN;
    const inside = word >= 0 && word < words.count;
    const hash = inside ? (words.hash[word] as number) : EDGE_ID;
    space.word1[at] = Math.imul(hash, P1);
    space.word2[at] = Math.imul(hash, P2);
    space.tag[at] = inside ? tagOf(tokens, words, word) : EDGE_TAG;
    space.group[at] = inside ? (words.group[word] as number) : EDGE_GROUP;
  }
}

const SEEDS: Int32Array = Int32Array.from({ length: TEMPLATES }, (_, template) => Math.imul(template + 1, 0x165667b1) ^ 0x5bd1e995);

/** Final mixing (the first half of lowbias32). */
function mix(template: number, sum: number): number {
  const seeded = (sum + (SEEDS[template] as number)) | 0;
  const mixed = Math.imul(seeded ^ (seeded >>> 16), 0x7feb352d);
  return mixed ^ (mixed >>> 15);
}

/** Place of a token in its word: begin 0, middle 1, end 2, single 3; and the length of the word up to 5 (× 4). */
function shapeOf(words: Words, word: number, i: number): number {
  const first = words.first[word] as number;
  const next = words.first[word + 1] as number;
  const place = first === i ? (next === i + 1 ? 3 : 0) : next === i + 1 ? 2 : 1;
  return place | (Math.min(next - first, 5) << 2);
}

/** The first FIRST_TEMPLATES hashes of a token. */
export function firstFeatures(space: FeatureSpace, i: number): void {
  const { hashes, id1, id2, kind, words, tag, group, word1 } = space;
  const at = i * TEMPLATES;
  const c = i + MARGIN;
  const word = words.of[i] as number;
  const w = word + MARGIN;
  const shape = shapeOf(words, word, i);
  const place = shape & 3;
  const placed = Math.imul(place + 1, P3);
  const t0 = Math.imul(tag[w] as number, P4);
  const g0 = group[w] as number;
  hashes[at] = mix(0, id1[c] as number);
  hashes[at + 1] = mix(1, id1[c - 1] as number);
  hashes[at + 2] = mix(2, id1[c + 1] as number);
  hashes[at + 3] = mix(3, (id1[c - 1] as number) + (id2[c] as number));
  hashes[at + 4] = mix(4, (id1[c] as number) + (id2[c + 1] as number));
  hashes[at + 5] = mix(5, (word1[w] as number) + placed);
  hashes[at + 6] = mix(6, (word1[w - 1] as number) + placed);
  hashes[at + 7] = mix(7, (word1[w + 1] as number) + placed);
  hashes[at + 8] = mix(8, t0 + Math.imul(shape, P1));
  hashes[at + 9] = mix(9, t0 + Math.imul(shape, P1) + Math.imul(tag[w - 1] as number, P2));
  hashes[at + 10] = mix(10, t0 + Math.imul(shape, P1) + Math.imul(tag[w + 1] as number, P2));
  hashes[at + 11] = mix(11, Math.imul(g0, P1) + placed);
  hashes[at + 12] = mix(12, Math.imul(group[w - 1] as number, P1) + t0 + placed);
  hashes[at + 13] = mix(13, Math.imul(group[w + 1] as number, P1) + t0 + placed);
  hashes[at + 14] = mix(14, ((kind[c - 1] as number) << 16) | ((kind[c] as number) << 8) | (kind[c + 1] as number));
  const ahead = space.ahead[i] as number;
  hashes[at + 15] = ahead === 0 ? 0 : mix(15, Math.imul(ahead, P1) + placed);
}

/** The other hashes of a token. */
export function furtherFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  characterFeatures(tokens, space, i);
  wordFeatures(tokens, space, i);
  runFeatures(tokens, space, i);
  profileFeatures(space, i);
}

function characterFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  const { hashes, id1, id2, id3, id4, kind, marks } = space;
  const at = i * TEMPLATES;
  const c = i + MARGIN;
  hashes[at + 16] = mix(16, id1[c - 2] as number);
  hashes[at + 17] = mix(17, id1[c + 2] as number);
  hashes[at + 18] = mix(18, (id1[c - 2] as number) + (id2[c - 1] as number));
  hashes[at + 19] = mix(19, (id1[c + 1] as number) + (id2[c + 2] as number));
  hashes[at + 20] = mix(20, (id1[c - 1] as number) + (id2[c + 1] as number));
  hashes[at + 21] = mix(21, (id1[c - 2] as number) + (id2[c - 1] as number) + (id3[c] as number));
  hashes[at + 22] = mix(22, (id1[c - 1] as number) + (id2[c] as number) + (id3[c + 1] as number));
  hashes[at + 23] = mix(23, (id1[c] as number) + (id2[c + 1] as number) + (id3[c + 2] as number));
  hashes[at + 24] = mix(24, (id1[c - 3] as number) + (id2[c - 2] as number) + (id3[c - 1] as number) + (id4[c] as number));
  hashes[at + 25] = mix(25, (id1[c] as number) + (id2[c + 1] as number) + (id3[c + 2] as number) + (id4[c + 3] as number));
  const kinds = ((kind[c - 1] as number) << 16) | ((kind[c] as number) << 8) | (kind[c + 1] as number);
  const gap = (tokens.spaced[i] as number) | ((i + 1 < tokens.count ? (tokens.spaced[i + 1] as number) : 0) << 1);
  const mark = marks[i] as number;
  hashes[at + 26] = mix(26, Math.imul(kinds, P1) + Math.imul(((kind[c - 2] as number) << 8) | (kind[c + 2] as number), P2));
  hashes[at + 27] = gap === 0 && mark === 0 ? 0 : mix(27, Math.imul(kinds, P1) + Math.imul(gap | (mark << 2), P2));
}

function wordFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  const { hashes, words, tag, group, word1, word2 } = space;
  const at = i * TEMPLATES;
  const word = words.of[i] as number;
  const w = word + MARGIN;
  const shape = shapeOf(words, word, i);
  const placed = Math.imul((shape & 3) + 1, P3);
  const t0 = Math.imul(tag[w] as number, P4);
  const ta = tag[w - 1] as number;
  const tb = tag[w + 1] as number;
  hashes[at + 28] = mix(28, t0 + Math.imul(shape, P1) + Math.imul(ta | (tb << 8), P2));
  hashes[at + 29] = mix(29, t0 + placed + Math.imul((tag[w - 2] as number) | (ta << 8), P1));
  hashes[at + 30] = mix(30, t0 + placed + Math.imul((tag[w + 2] as number) | (tb << 8), P1));
  hashes[at + 31] = mix(31, (word1[w - 1] as number) + t0 + placed);
  hashes[at + 32] = mix(32, (word1[w + 1] as number) + t0 + placed);
  hashes[at + 33] = mix(33, (word1[w - 2] as number) + Math.imul(ta, P2) + placed);
  hashes[at + 34] = mix(34, (word1[w + 2] as number) + Math.imul(tb, P2) + placed);
  const ahead = space.ahead[i] as number;
  if (ahead === 0) hashes.fill(0, at + 35, at + 39);
  else {
    hashes[at + 35] = mix(35, Math.imul(ahead & 0xff, P1) + t0 + placed);
    hashes[at + 36] = mix(36, Math.imul(ahead, P1) + Math.imul(space.ahead[i + 1] as number, P2) + Math.imul(tokens.kind[i] as number, P3));
    hashes[at + 37] = mix(37, Math.imul(ahead & 0xff, P1) + (space.id2[i + MARGIN] as number));
    hashes[at + 38] = mix(38, Math.imul(ahead, P1) + Math.imul(ta, P2) + placed);
  }
  hashes[at + 39] = mix(39, (word1[w - 1] as number) + (word2[w + 1] as number) + placed);
  const g0 = group[w] as number;
  const ga = group[w - 1] as number;
  const gb = group[w + 1] as number;
  hashes[at + 40] = mix(40, Math.imul(g0 | (ga << 8), P1) + placed);
  hashes[at + 41] = mix(41, Math.imul(g0 | (gb << 8), P1) + placed);
  hashes[at + 42] = mix(42, Math.imul(ga | ((group[w - 2] as number) << 8), P1) + placed);
  hashes[at + 43] = mix(43, Math.imul(gb | ((group[w + 2] as number) << 8), P1) + placed);
  hashes[at + 44] = mix(44, Math.imul(ga | (gb << 8), P1) + t0 + placed);
}

function profileFeatures(space: FeatureSpace, i: number): void {
  const { hashes, profile, words, tag } = space;
  const at = i * TEMPLATES + 50;
  const c = i + MARGIN;
  const before = Math.imul(profile[c - 1] as number, P1);
  const here = Math.imul(profile[c] as number, P2);
  const after = Math.imul(profile[c + 1] as number, P3);
  const word = words.of[i] as number;
  hashes[at] = mix(50, before + here + after);
  hashes[at + 1] = mix(51, here + after + Math.imul(profile[c + 2] as number, P4));
  hashes[at + 2] = mix(52, here + before + Math.imul(profile[c - 2] as number, P4));
  hashes[at + 3] = mix(53, here + Math.imul(tag[word + MARGIN] as number, P1) + Math.imul(shapeOf(words, word, i), P3));
}

function runFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  const { hashes, runs, words, word1, tag, group } = space;
  const at = i * TEMPLATES;
  const kind = runs.kind[i] as number;
  if (kind === RUN.none) {
    hashes.fill(0, at + 45, at + 50);
    return;
  }
  const first = runs.first[i] as number;
  const next = runs.next[i] as number;
  const place = (first === i ? (next === i + 1 ? 3 : 0) : next === i + 1 ? 2 : 1) | (kind << 2);
  const placed = Math.imul(place + 1, P3);
  const before = (words.of[first] as number) - 1 + MARGIN;
  const after = (next < tokens.count ? (words.of[next] as number) : words.count) + MARGIN;
  hashes[at + 45] = mix(45, (word1[before] as number) + placed);
  hashes[at + 46] = mix(46, (word1[after] as number) + placed);
  hashes[at + 47] = mix(47, Math.imul((group[before] as number) | ((group[after] as number) << 8), P1) + placed);
  hashes[at + 48] = mix(48, Math.imul((tag[before] as number) | ((tag[after] as number) << 8), P1) + placed);
  const ends = ((tokens.kind[first] as number) << 8) | (tokens.kind[next - 1] as number);
  hashes[at + 49] = mix(49, Math.imul(Math.min(next - first, 7), P1) + Math.imul(ends, P2) + placed);
}

/** Tags of tokens that no dictionary has: Latin runs, digits and punctuation by their class. */
const KIND_TAGS: Uint8Array = buildKindTags();

function buildKindTags(): Uint8Array {
  const tags = new Uint8Array(32);
  for (const kind of [CLASS.lower, CLASS.capital, CLASS.upper, CLASS.mixed, CLASS.letter]) tags[kind] = WORD_TAG.latin + kind;
  tags[CLASS.digits] = WORD_TAG.digits;
  for (let kind = CLASS.stop; kind <= CLASS.punctuation; kind++) tags[kind] = 64 + kind;
  return tags;
}

function tagOf(tokens: Tokens, words: Words, word: number): number {
  const tag = words.tag[word] as number;
  return tag === 0 ? (KIND_TAGS[tokens.kind[words.first[word] as number] as number] as number) : tag;
}

/** Walks from the right: the last character of a word that ends like an organisation, place or title, until punctuation or a function word. */
function lookAhead(tokens: Tokens, space: FeatureSpace): void {
  const { kind, id, count } = tokens;
  const { ahead, words } = space;
  let ending = 0;
  let distance = 0;
  ahead[count] = 0;
  for (let i = count - 1; i >= 0; i--) {
    const k = kind[i] as number;
    const word = words.of[i] as number;
    const isLast = words.first[word + 1] === i + 1;
    if (breaksPhrase(k, words.tag[word] as number)) {
      ending = 0;
      distance = 0;
    } else if (isLast && (k === CLASS.organisation || k === CLASS.place || k === CLASS.title)) {
      ending = (k << 20) | ((id[i] as number) << 4);
      distance = 0;
    } else if (ending !== 0) distance++;
    ahead[i] = ending === 0 ? 0 : ((ending >>> 4) & 0xffff) * 0x1000 + Math.min(distance, 12) * 0x100 + (ending >>> 20);
  }
}

function breaksPhrase(kind: number, tag: number): boolean {
  return (kind >= CLASS.stop && kind <= CLASS.bracketClose) || BREAKING_TAGS[tag] === 1;
}

const BREAKING_TAGS: Uint8Array = Uint8Array.from({ length: 32 }, (_, tag) =>
  [WORD_TAG.verb, WORD_TAG.preposition, WORD_TAG.conjunction, WORD_TAG.particle, WORD_TAG.adverb, WORD_TAG.pronoun].some(
    (one) => one === tag,
  )
    ? 1
    : 0,
);

function markInside(tokens: Tokens, space: FeatureSpace): void {
  let inside = 0;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i] as number;
    if (kind === CLASS.bookClose || kind === CLASS.close || kind === CLASS.bracketClose) inside = 0;
    space.marks[i] = inside;
    if (kind === CLASS.bookOpen) inside = 1;
    else if (kind === CLASS.open) inside = 2;
    else if (kind === CLASS.bracketOpen) inside = 3;
    else if (kind === CLASS.stop) inside = 0;
  }
}
