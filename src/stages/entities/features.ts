// Feature templates of the tagger: each token gets TEMPLATES hashes of 32 bits, which trainer and stage look up alike.
import { CLASS } from "./classes.ts";
import { createWords, findWords, type Lexicon, WORD_TAG, type Words } from "./lexicon.ts";
import { MAX_TOKENS, type Tokens } from "./tokens.ts";

/** Number of templates. */
export const TEMPLATES = 40;

/** Groups of templates, for the ablation table: first template of each group and one behind its last. */
export const TEMPLATE_GROUPS: Readonly<Record<string, readonly [number, number]>> = {
  characters: [0, 16],
  classes: [16, 21],
  words: [21, 34],
  distance: [34, 40],
};

/** Work space for one piece of text. */
export interface FeatureSpace {
  readonly words: Words;
  /** Hashes, token by token. */
  readonly hashes: Uint32Array;
  /** For each token, the nearest ending of an organisation or place to the right within its phrase, and how far. */
  readonly ahead: Int32Array;
  /** 1 inside 《 》, 2 inside quotation marks, 3 inside brackets. */
  readonly marks: Uint8Array;
}

/** Room for `capacity` tokens. */
export function createFeatureSpace(capacity: number = MAX_TOKENS): FeatureSpace {
  return {
    words: createWords(capacity),
    hashes: new Uint32Array(capacity * TEMPLATES),
    ahead: new Int32Array(capacity + 1),
    marks: new Uint8Array(capacity + 1),
  };
}

function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

function one(template: number, a: number): number {
  return mix(mix(Math.imul(template + 1, 0x9e3779b1), a), 0x5bd1e995);
}

function two(template: number, a: number, b: number): number {
  return mix(mix(mix(Math.imul(template + 1, 0x9e3779b1), a), b), 0x5bd1e995);
}

function three(template: number, a: number, b: number, c: number): number {
  return mix(mix(mix(mix(Math.imul(template + 1, 0x9e3779b1), a), b), c), 0x5bd1e995);
}

/** Computes the hashes of all tokens into `space.hashes`. */
export function computeFeatures(lexicon: Lexicon, tokens: Tokens, space: FeatureSpace): void {
  findWords(lexicon, tokens, space.words);
  lookAhead(tokens, space);
  markInside(tokens, space);
  for (let i = 0; i < tokens.count; i++) {
    characterFeatures(tokens, space, i);
    wordFeatures(tokens, space, i);
  }
}

/** Ids behind the edges. */
const EDGE = 1;

function characterFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  const { id, kind, count, spaced } = tokens;
  const { hashes } = space;
  const at = i * TEMPLATES;
  const c0 = id[i] ?? 0;
  const a1 = i > 0 ? (id[i - 1] ?? 0) : EDGE;
  const a2 = i > 1 ? (id[i - 2] ?? 0) : EDGE;
  const b1 = i + 1 < count ? (id[i + 1] ?? 0) : EDGE;
  const b2 = i + 2 < count ? (id[i + 2] ?? 0) : EDGE;
  const b3 = i + 3 < count ? (id[i + 3] ?? 0) : EDGE;
  const a3 = i > 2 ? (id[i - 3] ?? 0) : EDGE;
  hashes[at] = one(0, a2);
  hashes[at + 1] = one(1, a1);
  hashes[at + 2] = one(2, c0);
  hashes[at + 3] = one(3, b1);
  hashes[at + 4] = one(4, b2);
  hashes[at + 5] = two(5, a2, a1);
  hashes[at + 6] = two(6, a1, c0);
  hashes[at + 7] = two(7, c0, b1);
  hashes[at + 8] = two(8, b1, b2);
  hashes[at + 9] = two(9, a1, b1);
  hashes[at + 10] = three(10, a2, a1, c0);
  hashes[at + 11] = three(11, a1, c0, b1);
  hashes[at + 12] = three(12, c0, b1, b2);
  hashes[at + 13] = two(13, two(13, a3, a2), two(13, a1, c0));
  hashes[at + 14] = two(14, two(14, c0, b1), two(14, b2, b3));
  hashes[at + 15] = three(15, space.marks[i] ?? 0, c0, 0);
  const k0 = kind[i] ?? 0;
  const ka = i > 0 ? (kind[i - 1] ?? 0) : CLASS.edge;
  const kaa = i > 1 ? (kind[i - 2] ?? 0) : CLASS.edge;
  const kb = i + 1 < count ? (kind[i + 1] ?? 0) : CLASS.edge;
  const kbb = i + 2 < count ? (kind[i + 2] ?? 0) : CLASS.edge;
  const gap = (spaced[i] ?? 0) | ((i + 1 < count ? (spaced[i + 1] ?? 0) : 0) << 1);
  hashes[at + 16] = three(16, ka, k0, kb);
  hashes[at + 17] = three(17, kaa | (ka << 8), k0, kb | (kbb << 8));
  hashes[at + 18] = three(18, kaa, ka, k0);
  hashes[at + 19] = three(19, k0, kb, kbb);
  hashes[at + 20] = three(20, gap, k0 | (ka << 8) | (kb << 16), space.marks[i] ?? 0);
}

function wordFeatures(tokens: Tokens, space: FeatureSpace, i: number): void {
  const { words, hashes } = space;
  const at = i * TEMPLATES;
  const word = words.of[i] ?? 0;
  const first = words.first[word] ?? 0;
  const next = words.first[word + 1] ?? 0;
  const place = first === i ? (next === i + 1 ? 3 : 0) : next === i + 1 ? 2 : 1;
  const w0 = words.hash[word] ?? 0;
  const wa = word > 0 ? (words.hash[word - 1] ?? 0) : EDGE;
  const wb = word + 1 < words.count ? (words.hash[word + 1] ?? 0) : EDGE;
  const waa = word > 1 ? (words.hash[word - 2] ?? 0) : EDGE;
  const wbb = word + 2 < words.count ? (words.hash[word + 2] ?? 0) : EDGE;
  const t0 = tagAt(tokens, words, word);
  const ta = tagAt(tokens, words, word - 1);
  const tb = tagAt(tokens, words, word + 1);
  const taa = tagAt(tokens, words, word - 2);
  const tbb = tagAt(tokens, words, word + 2);
  const shape = place | (Math.min(next - first, 5) << 2);
  hashes[at + 21] = two(21, w0, place);
  hashes[at + 22] = two(22, wa, place);
  hashes[at + 23] = two(23, wb, place);
  hashes[at + 24] = two(24, t0, shape);
  hashes[at + 25] = three(25, ta, t0, shape);
  hashes[at + 26] = three(26, t0, tb, shape);
  hashes[at + 27] = three(27, ta | (t0 << 8), tb, shape);
  hashes[at + 28] = three(28, taa | (ta << 8), t0, place);
  hashes[at + 29] = three(29, t0 | (tb << 8), tbb, place);
  hashes[at + 30] = three(30, wa, t0, place);
  hashes[at + 31] = three(31, wb, t0, place);
  hashes[at + 32] = three(32, waa, ta, place);
  hashes[at + 33] = three(33, wbb, tb, place);
  const ahead = space.ahead[i] ?? 0;
  const near = space.ahead[Math.min(i + 1, tokens.count)] ?? 0;
  hashes[at + 34] = two(34, ahead, place);
  hashes[at + 35] = three(35, ahead & 0xff, t0, place);
  hashes[at + 36] = three(36, ahead, near, tokens.kind[i] ?? 0);
  hashes[at + 37] = three(37, ahead & 0xff, tokens.id[i] ?? 0, 0);
  hashes[at + 38] = three(38, ahead, ta, place);
  hashes[at + 39] = three(39, wa, wb, place);
}

const LATIN_TAGS: Uint8Array = buildKindTags();

function buildKindTags(): Uint8Array {
  const tags = new Uint8Array(32);
  for (const kind of [CLASS.lower, CLASS.capital, CLASS.upper, CLASS.mixed, CLASS.letter]) tags[kind] = WORD_TAG.latin + kind;
  tags[CLASS.digits] = WORD_TAG.digits;
  for (let kind = CLASS.stop; kind <= CLASS.punctuation; kind++) tags[kind] = 64 + kind;
  return tags;
}

/** Tag of a word; Latin runs, digits and punctuation by their class. */
function tagAt(tokens: Tokens, words: Words, word: number): number {
  if (word < 0 || word >= words.count) return 100;
  const tag = words.tag[word] ?? 0;
  return tag === 0 ? (LATIN_TAGS[tokens.kind[words.first[word] ?? 0] ?? 0] ?? 0) : tag;
}

/** Walks from the right: the last character of a word that ends like an organisation, place or title, until punctuation or a function word. */
function lookAhead(tokens: Tokens, space: FeatureSpace): void {
  const { kind, id, count } = tokens;
  const { ahead, words } = space;
  let ending = 0;
  let distance = 0;
  ahead[count] = 0;
  for (let i = count - 1; i >= 0; i--) {
    const k = kind[i] ?? 0;
    const word = words.of[i] ?? 0;
    const isLast = words.first[word + 1] === i + 1;
    const tag = words.tag[word] ?? 0;
    if (breaksPhrase(k, tag)) {
      ending = 0;
      distance = 0;
    } else if (isLast && (k === CLASS.organisation || k === CLASS.place || k === CLASS.title)) {
      ending = (k << 20) | ((id[i] ?? 0) << 4);
      distance = 0;
    } else if (ending !== 0) distance++;
    ahead[i] = ending === 0 ? 0 : ((ending >>> 4) & 0xffff) * 0x1000 + Math.min(distance, 12) * 0x100 + (ending >>> 20);
  }
}

function breaksPhrase(kind: number, tag: number): boolean {
  return (
    (kind >= CLASS.stop && kind <= CLASS.bracketClose) ||
    tag === WORD_TAG.verb ||
    tag === WORD_TAG.preposition ||
    tag === WORD_TAG.conjunction ||
    tag === WORD_TAG.particle ||
    tag === WORD_TAG.adverb ||
    tag === WORD_TAG.pronoun
  );
}

function markInside(tokens: Tokens, space: FeatureSpace): void {
  let inside = 0;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i] ?? 0;
    if (kind === CLASS.bookClose || kind === CLASS.close || kind === CLASS.bracketClose) inside = 0;
    space.marks[i] = inside;
    if (kind === CLASS.bookOpen) inside = 1;
    else if (kind === CLASS.open) inside = 2;
    else if (kind === CLASS.bracketOpen) inside = 3;
    else if (kind === CLASS.stop) inside = 0;
  }
}
