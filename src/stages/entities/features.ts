// Feature templates of the tagger: each token gets TEMPLATES hashes of 32 bits, which trainer and stage look up alike.
// A hash is a sum of products, values times odd constants, and one final mixing: the products are made once a token or word.
import { CLASS } from "./classes.ts";
import { createWords, findWords, type Lexicon, WORD_TAG, type Words } from "./lexicon.ts";
import { createRuns, findRuns, RUN, type Runs } from "./runs.ts";
import type { Tokens } from "./tokens.ts";

/** Number of templates. */
export const TEMPLATES = 31;

/** Groups of templates, for the ablation table. */
export const TEMPLATE_GROUPS: Readonly<Record<string, readonly number[]>> = {
  characters: [0, 1, 2, 3, 4, 5, 6, 7, 8],
  words: [9, 10, 11, 12, 13, 14, 15],
  groups: [16, 17, 18, 19, 20, 21, 22],
  classes: [23, 24],
  profiles: [25],
  ahead: [26],
  runs: [27, 28, 29, 30],
};

/** Values beyond the edges of a piece, on either side. */
const MARGIN = 2;
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
  /** Ids of the tokens times P1 and P2, kinds, MARGIN places later. */
  readonly id1: Int32Array;
  readonly id2: Int32Array;
  readonly kind: Uint8Array;
  /** How the characters behave in names, or 256 and the kind of another token. */
  readonly profile: Int32Array;
  /** Hashes of the words times P1, tags and groups, MARGIN places later. */
  readonly word1: Int32Array;
  readonly tag: Int32Array;
  readonly group: Int32Array;
}

/** Room for `capacity` tokens; the hashes go into an array of the caller. */
export function createFeatureSpace(capacity: number, hashes: Uint32Array = new Uint32Array(capacity * TEMPLATES)): FeatureSpace {
  const room = capacity + 2 * MARGIN;
  return {
    words: createWords(capacity),
    runs: createRuns(capacity),
    hashes,
    ahead: new Int32Array(capacity + 1),
    marks: new Uint8Array(capacity + 1),
    id1: new Int32Array(room),
    id2: new Int32Array(room),
    kind: new Uint8Array(room),
    profile: new Int32Array(room),
    word1: new Int32Array(room),
    tag: new Int32Array(room),
    group: new Int32Array(room),
  };
}

/** What the features of a piece are made of; call before `computeFeatures`. See `findWords` for `wanted`. */
export function prepareFeatures(lexicon: Lexicon, tokens: Tokens, space: FeatureSpace, wanted: Uint8Array | null = null): void {
  findWords(lexicon, tokens, space.words, wanted);
  multiplyIds(lexicon, tokens, space);
  multiplyWords(tokens, space);
  findRuns(tokens, space.words, space.runs);
  lookAhead(tokens, space);
  markInside(tokens, space);
}

function multiplyIds(lexicon: Lexicon, tokens: Tokens, space: FeatureSpace): void {
  const { id, kind, count } = tokens;
  const { id1, id2, profile } = space;
  for (let at = 0; at < count + 2 * MARGIN; at++) {
    const i = at - MARGIN;
    const inside = i >= 0 && i < count;
    const value = inside ? (id[i] as number) : EDGE_ID;
    id1[at] = Math.imul(value, P1);
    id2[at] = Math.imul(value, P2);
    const own = inside ? (kind[i] as number) : CLASS.edge;
    space.kind[at] = own;
    const han = value >= 0x3400 && value <= 0x9fff;
    profile[at] = han ? (lexicon.characterProfile[value] as number) : 0x100 | own;
  }
}

function multiplyWords(tokens: Tokens, space: FeatureSpace): void {
  const { words, word1, tag, group } = space;
  for (let at = 0; at < words.count + 2 * MARGIN; at++) {
    const word = at - MARGIN;
    const inside = word >= 0 && word < words.count;
    word1[at] = Math.imul(inside ? (words.hash[word] as number) : EDGE_ID, P1);
    tag[at] = inside ? tagOf(tokens, words, word) : EDGE_TAG;
    group[at] = inside ? (words.group[word] as number) : EDGE_GROUP;
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

/** The hashes of token `i`. */
export function computeFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  characterFeatures(tokens, space, i);
  wordFeatures(space, i);
  runFeatures(tokens, space, i);
}

function characterFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  const { hashes, id1, id2, kind, marks } = space;
  const at = i * TEMPLATES;
  const c = i + MARGIN;
  hashes[at] = mix(0, id1[c] as number);
  hashes[at + 1] = mix(1, id1[c - 1] as number);
  hashes[at + 2] = mix(2, id1[c + 1] as number);
  hashes[at + 3] = mix(3, id1[c - 2] as number);
  hashes[at + 4] = mix(4, id1[c + 2] as number);
  hashes[at + 5] = mix(5, (id1[c - 1] as number) + (id2[c] as number));
  hashes[at + 6] = mix(6, (id1[c] as number) + (id2[c + 1] as number));
  hashes[at + 7] = mix(7, (id1[c - 2] as number) + (id2[c - 1] as number));
  hashes[at + 8] = mix(8, (id1[c + 1] as number) + (id2[c + 2] as number));
  const kinds = ((kind[c - 1] as number) << 16) | ((kind[c] as number) << 8) | (kind[c + 1] as number);
  const gap = (tokens.spaced[i] as number) | ((i + 1 < tokens.count ? (tokens.spaced[i + 1] as number) : 0) << 1);
  const mark = marks[i] as number;
  hashes[at + 23] = mix(23, kinds);
  hashes[at + 24] = gap === 0 && mark === 0 ? 0 : mix(24, Math.imul(kinds, P1) + Math.imul(gap | (mark << 2), P2));
}

function wordFeatures(space: FeatureSpace, i: number): void {
  const { hashes, words, word1, tag, group, profile } = space;
  const at = i * TEMPLATES;
  const word = words.of[i] as number;
  const w = word + MARGIN;
  const shape = shapeOf(words, word, i);
  const shaped = Math.imul(shape, P1);
  const placed = Math.imul((shape & 3) + 1, P3);
  const t0 = Math.imul(tag[w] as number, P4);
  const ta = tag[w - 1] as number;
  const tb = tag[w + 1] as number;
  hashes[at + 9] = mix(9, (word1[w] as number) + placed);
  hashes[at + 10] = mix(10, (word1[w - 1] as number) + placed);
  hashes[at + 11] = mix(11, (word1[w + 1] as number) + placed);
  hashes[at + 12] = mix(12, t0 + shaped);
  hashes[at + 13] = mix(13, t0 + shaped + Math.imul(ta, P2));
  hashes[at + 14] = mix(14, t0 + shaped + Math.imul(tb, P2));
  hashes[at + 15] = mix(15, t0 + shaped + Math.imul(ta | (tb << 8), P2));
  const g0 = group[w] as number;
  const ga = group[w - 1] as number;
  const gb = group[w + 1] as number;
  hashes[at + 16] = mix(16, Math.imul(g0, P1) + placed);
  hashes[at + 17] = mix(17, Math.imul(ga, P1) + t0 + placed);
  hashes[at + 18] = mix(18, Math.imul(gb, P1) + t0 + placed);
  hashes[at + 19] = mix(19, Math.imul(g0 | (ga << 8), P1) + placed);
  hashes[at + 20] = mix(20, Math.imul(g0 | (gb << 8), P1) + placed);
  hashes[at + 21] = mix(21, Math.imul(ga | ((group[w - 2] as number) << 8), P1) + placed);
  hashes[at + 22] = mix(22, Math.imul(gb | ((group[w + 2] as number) << 8), P1) + placed);
  hashes[at + 25] = mix(25, Math.imul(profile[i + MARGIN] as number, P2) + t0 + Math.imul(shape, P3));
  const ahead = space.ahead[i] as number;
  hashes[at + 26] = ahead === 0 ? 0 : mix(26, Math.imul(ahead, P1) + placed);
}

function runFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  const { hashes, runs, words, word1, tag } = space;
  const at = i * TEMPLATES;
  const kind = runs.kind[i] as number;
  if (kind === RUN.none) {
    hashes.fill(0, at + 27, at + 31);
    return;
  }
  const first = runs.first[i] as number;
  const next = runs.next[i] as number;
  const place = (first === i ? (next === i + 1 ? 3 : 0) : next === i + 1 ? 2 : 1) | (kind << 2);
  const placed = Math.imul(place + 1, P3);
  const before = (words.of[first] as number) - 1 + MARGIN;
  const after = (next < tokens.count ? (words.of[next] as number) : words.count) + MARGIN;
  hashes[at + 27] = mix(27, (word1[before] as number) + placed);
  hashes[at + 28] = mix(28, (word1[after] as number) + placed);
  hashes[at + 29] = mix(29, Math.imul((tag[before] as number) | ((tag[after] as number) << 8), P1) + placed);
  const ends = ((tokens.kind[first] as number) << 8) | (tokens.kind[next - 1] as number);
  hashes[at + 30] = mix(30, Math.imul(Math.min(next - first, 7), P1) + Math.imul(ends, P2) + placed);
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
