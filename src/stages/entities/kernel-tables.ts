// Small tables of the kernel: what it needs to know of the classes of tokens and the tags of words, and its transitions.
import { CLASS } from "./classes.ts";
import { END_AT, INSIDE_AT, KINDS, START_AT } from "./labels.ts";
import { WORD_TAG } from "./lexicon.ts";

/** Makes the hashes of the feature templates differ. */
export function seedsOf(templates: number): Int32Array {
  return Int32Array.from({ length: templates }, (_, template) => Math.imul(template + 1, 0x165667b1) ^ 0x5bd1e995);
}

// Properties of classes, see kernel/memory.as.
const PAUSE = 1 << 8;
const BREAK = 1 << 9;
const ENDING = 1 << 10;
const LATIN = 1 << 11;
const DIGITS = 1 << 12;
const JOINT = 1 << 13;
const MARKS_BEFORE = 1 << 14;
const MARKS_BEHIND = 1 << 15;
const INSIDE_TITLE = 1 << 16;
const INSIDE_QUOTATION = 2 << 16;
const INSIDE_BRACKETS = 3 << 16;
const STOP = 1 << 20;
const PIECE_END = 1 << 21;

const PROPERTIES: readonly (readonly [flags: number, kinds: readonly number[]])[] = [
  [PAUSE, [CLASS.stop, CLASS.comma, CLASS.listComma]],
  [BREAK, [CLASS.stop, CLASS.comma, CLASS.listComma, CLASS.open, CLASS.close]],
  [BREAK, [CLASS.bookOpen, CLASS.bookClose, CLASS.bracketOpen, CLASS.bracketClose]],
  [ENDING, [CLASS.organisation, CLASS.place, CLASS.title]],
  [LATIN, [CLASS.lower, CLASS.capital, CLASS.upper, CLASS.mixed, CLASS.letter]],
  [DIGITS, [CLASS.digits]],
  [JOINT, [CLASS.dot, CLASS.hyphen]],
  [MARKS_BEFORE, [CLASS.close, CLASS.bookClose, CLASS.bracketClose]],
  [MARKS_BEHIND, [CLASS.stop]],
  [MARKS_BEHIND | INSIDE_TITLE, [CLASS.bookOpen]],
  [MARKS_BEHIND | INSIDE_QUOTATION, [CLASS.open]],
  [MARKS_BEHIND | INSIDE_BRACKETS, [CLASS.bracketOpen]],
  [STOP, [CLASS.stop]],
  [PIECE_END, [CLASS.stop, CLASS.close, CLASS.bracketClose, CLASS.bookClose]],
];

/** Tags of punctuation as words: its class and this. */
const PUNCTUATION_TAG = 64;

/** Properties of the classes of tokens; the low byte is the tag of a word that no dictionary has. */
export function kindProperties(): Int32Array {
  const properties = new Int32Array(32);
  for (let kind: number = CLASS.lower; kind <= CLASS.letter; kind++) properties[kind] = WORD_TAG.latin + kind;
  for (let kind: number = CLASS.stop; kind <= CLASS.punctuation; kind++) properties[kind] = PUNCTUATION_TAG + kind;
  properties[CLASS.digits] = WORD_TAG.digits;
  for (const [flags, kinds] of PROPERTIES) for (const kind of kinds) properties[kind] = (properties[kind] as number) | flags;
  return properties;
}

const BREAKING_TAG = 1;
const NAME_TAG = 2;

/** Properties of the tags of words: those that end a phrase, and names. */
export function tagProperties(): Uint8Array {
  const { verb, preposition, conjunction, particle, adverb, pronoun, person, otherName } = WORD_TAG;
  const properties = new Uint8Array(32);
  for (const tag of [verb, preposition, conjunction, particle, adverb, pronoun]) properties[tag] = BREAKING_TAG;
  properties.fill(NAME_TAG, person, otherName + 1);
  return properties;
}

/** Numbers of a row of moves: to each of the types, then to outside, then nothing. */
const MOVES_ROW = 12;
const TYPES = KINDS - 1;
/** Numbers of `layOutMoves`. */
const MOVES = (KINDS + 3) * MOVES_ROW + 4 * TYPES + 1;

/**
 * The transitions of labels.ts as kernel/path.as reads them: rows of moves from outside and from each type; begin → middle, begin → end,
 * middle → middle, middle → end of each type; rows of the first token, of the last token, and of the moves to outside; and the most that entering
 * a type from another one can be better than entering it from outside.
 */
export function layOutMoves(transitions: Int32Array): Int32Array {
  const moves = new Int32Array(MOVES);
  let at = 0;
  const addRow = (first: number, step: number): void => {
    for (let type = 0; type < TYPES; type++) moves[at + type] = transitions[first + (type + 1) * step] as number;
    moves[at + TYPES] = transitions[first] as number;
    at += MOVES_ROW;
  };
  for (let kind = 0; kind < KINDS; kind++) addRow(kind * KINDS, 1);
  for (let move = 0; move < 4; move++)
    for (let type = 0; type < TYPES; type++) moves[at++] = transitions[INSIDE_AT + 4 * type + move] as number;
  addRow(START_AT, 1);
  addRow(END_AT, 1);
  addRow(0, KINDS);
  const between = Array.from(transitions.subarray(0, KINDS * KINDS));
  moves[at] = Math.max(...between.map((move, m) => move - (transitions[m % KINDS] as number)));
  return moves;
}
