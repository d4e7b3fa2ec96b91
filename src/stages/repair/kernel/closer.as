// What neighbours say of units that may be a trace of damage: no more than what lets a rule find something.
import {
  AMPERSAND,
  BEGINS_PINYIN,
  BEGINS_WORD,
  COMMA,
  classAt,
  GB2312,
  is,
  KIND,
  LOOKALIKE,
  LOST_KIND,
  MARK,
  NUMBER,
  PAREN,
  PINYIN_LETTER,
  PRIVATE,
  QUESTION_MARK,
  SLIP,
  STOP,
  unitAt,
  WORD,
} from "./classes";
import { BEHIND, GBK_CODES, LINE, WORD_PAIRS, WORDS } from "./memory";
import { otherCodec } from "./recode";
import { hasStraySpace } from "./spaces";
import { holdsUtf8 } from "./utf8";

// Signs of a text: ../../../text/survey.ts and ../sieve.ts.
const TWICE: u32 = 1;
const RARE_SIGN: u32 = 2;
const STRANGE_SIGN: u32 = 4;
const SPACE_PAIRS: u32 = 0x600;
const LATIN_PAIR: u32 = 0x800;
const CLOSER_PAIRS: u32 = 0xf100;
const UTF8_PAIR: u32 = 1 << 16;
const TRADITIONAL: u32 = 1 << 26;
const ALWAYS: u32 = 1 << 28;
const INVISIBLE_SIGN: u32 = 1 << 30;

// Bits of ../suspects.ts.
const LATIN: u32 = 1;
const RARE: u32 = 2;
const LOST: u32 = 4;
const ENTITY: u32 = 8;
const PINYIN: u32 = 16;
const QUESTION: u32 = 32;
const INVISIBLE: u32 = 64;
const DOUBLED: u32 = 128;
const HOMOGLYPH: u32 = 256;
const SPACE: u32 = 512;
const REPEAT: u32 = 1024;
const SCRIPTS: u32 = 2048;
const STRANGE: u32 = 4096;

/** Units from the second one of a character reference on in which its end stands. */
const ENTITY_UNITS: usize = 32;
const LONGEST_SYLLABLE: i32 = 7;
/** Units of a word that count. */
const LONGEST_WORD: usize = 16;

/**
 * What may be wrong with the line at hand, of `length` units.
 *
 * @param signs what a look at its units has found
 * @param from, to the units that are looked at; of a line in several pieces not those that are there as neighbours only
 */
export function suspect(signs: u32, from: i32, to: i32, length: i32): u32 {
  memory.fill(LINE + (<usize>length << 1), 0, BEHIND);
  const first = LINE + (<usize>from << 1);
  const end = LINE + (<usize>to << 1);
  let bits: u32 = 0;
  if ((signs & TWICE) != 0) bits |= REPEAT;
  if ((signs & LATIN_PAIR) != 0) bits |= LATIN;
  if ((signs & SPACE_PAIRS) != 0) bits |= SPACE;
  if ((signs & INVISIBLE_SIGN) != 0) bits |= INVISIBLE;
  if ((signs & RARE_SIGN) != 0) bits |= RARE;
  if ((signs & STRANGE_SIGN) != 0) bits |= STRANGE;
  if ((signs & (CLOSER_PAIRS | ALWAYS)) != 0) bits |= lookCloser(first, end);
  if ((signs & TRADITIONAL) != 0 && mayHoldWord(first, end)) bits |= SCRIPTS;
  if ((bits & RARE) != 0 && ((signs & UTF8_PAIR) == 0 || !mayBeUtf8(first, end))) bits &= ~RARE;
  if (from > 0 || to < length) return bits; // what follows looks at whole lines
  if ((bits & RARE) != 0 && !holdsUtf8(length)) bits &= ~RARE;
  if ((bits & SPACE) != 0 && !hasStraySpace(end)) bits &= ~SPACE;
  if ((bits & STRANGE) != 0 && otherCodec(length) == 0) bits &= ~STRANGE;
  return bits;
}

function lookCloser(first: usize, end: usize): u32 {
  let bits: u32 = 0;
  for (let at = first; at < end; at += 2) {
    const kind = classAt(at) & KIND;
    if (kind != 0) bits |= look(kind, at);
  }
  return bits;
}

function look(kind: u32, at: usize): u32 {
  switch (kind) {
    case LOST_KIND:
      return isLost(unitAt(at), unitAt(at + 2)) ? LOST : 0;
    case AMPERSAND:
      return isEntity(at) ? ENTITY : 0;
    case PAREN:
      return isAnnotation(at) ? PINYIN : 0;
    case QUESTION_MARK:
      return is(BEGINS_PINYIN | SLIP, at + 2) ? QUESTION : 0;
    case COMMA:
      return beginsMarks(at) && (!is(MARK, at + 4) || !is(MARK, at + 6)) ? DOUBLED : 0;
    case STOP:
      return beginsMarks(at) && unitAt(at + 2) == unitAt(at) && !is(MARK, at + 4) ? DOUBLED : 0;
    case LOOKALIKE:
      return HOMOGLYPH;
    case PRIVATE:
      return INVISIBLE | RARE;
    default:
      return isOddLetter(at) ? HOMOGLYPH : 0;
  }
}

function isLost(unit: u32, next: u32): bool {
  return unit == 0xfffd || next == unit || next == 0x65a4;
}

/** A `&` that a name or number follows, and a semicolon near enough. */
function isEntity(at: usize): bool {
  const next = unitAt(at + 2);
  if (next != 0x23 && (next | 0x20) - 0x61 >= 26) return false;
  for (let behind = at + 4; behind < at + 4 + 2 * ENTITY_UNITS; behind += 2) if (unitAt(behind) == 0x3b) return true;
  return false;
}

/** `(`, a syllable and `)` behind a character outside GB2312. */
function isAnnotation(at: usize): bool {
  if (unitAt(at - 2) < 0x3400 || !is(BEGINS_PINYIN, at + 2) || is(GB2312, at - 2)) return false;
  let end = at + 2;
  for (let letters = 0; letters < LONGEST_SYLLABLE && is(PINYIN_LETTER, end); letters++) end += 2;
  return end > at + 2 && unitAt(end) == 0x29;
}

/** Two marks behind a word. */
function beginsMarks(at: usize): bool {
  return unitAt(at - 2) > 0x20 && !is(MARK, at - 2) && is(MARK, at + 2);
}

/** `Al` as a word or before capitals, and letters that look like digits among digits; full-width ones too. */
function isOddLetter(at: usize): bool {
  const before = toAscii(unitAt(at - 2));
  const next = toAscii(unitAt(at + 2));
  if (before == 0x41 && toAscii(unitAt(at)) == 0x6c) return next - 0x61 >= 26 && next - 0x30 >= 10;
  return (before - 0x30 < 10 || next - 0x30 < 10) && isWordOfDigits(at);
}

/** A full-width form as ASCII. */
function toAscii(unit: u32): u32 {
  return unit - 0xff01 <= 0xff5e - 0xff01 ? unit - 0xfee0 : unit;
}

/** Whether the word around a unit is made of digits and of letters that look like some. */
function isWordOfDigits(at: usize): bool {
  let before = at - 2;
  while (is(NUMBER, before)) before -= 2;
  let behind = at + 2;
  while (is(NUMBER, behind)) behind += 2;
  return !is(WORD, before) && !is(WORD, behind);
}

/** Whether some Taiwan word may stand there. */
function mayHoldWord(first: usize, end: usize): bool {
  for (let at = first; at < end; at += 2) if (is(BEGINS_WORD, at) && mayBeWord(at)) return true;
  return false;
}

/** Two units with which a word begins, and then the units of one. */
function mayBeWord(at: usize): bool {
  let hash = addUnit(addUnit(0, unitAt(at)), unitAt(at + 2));
  if (!hasSlot(WORD_PAIRS, hash)) return false;
  for (let behind = at + 4; !hasSlot(WORDS, hash); behind += 2) {
    if (behind - at >= 2 * LONGEST_WORD) return false;
    hash = addUnit(hash, unitAt(behind));
  }
  return true;
}

// @ts-ignore
@inline
function addUnit(hash: u32, unit: u32): u32 {
  return (hash ^ unit) * 0x9e3779b1;
}

// @ts-ignore
@inline
function hasSlot(set: usize, hash: u32): bool {
  return ((load<u8>(set + <usize>(hash >>> 19)) >>> ((hash >>> 16) & 7)) & 1) != 0;
}

// @ts-ignore
@inline
function codeAt(at: usize): u32 {
  return load<u16>(GBK_CODES + (<usize>load<u16>(at) << 1));
}

// @ts-ignore
@inline
function isContinuation(byte: u32): bool {
  return byte - 0x80 < 0x40;
}

// @ts-ignore
@inline
function isLostUnit(unit: u32): bool {
  return unit == 0xfffd || unit == 0x3f;
}

/** Somewhere three characters have the bytes of two UTF-8 sequences of Chinese in GBK, or of one and an ASCII or lost byte. */
function mayBeUtf8(first: usize, end: usize): bool {
  for (let at = first; at < end; at += 2) {
    const code = codeAt(at);
    if (code < 0xe280 || code >= 0xf000 || !isContinuation(code & 0xff)) continue;
    if (isLostUnit(unitAt(at + 2))) return true;
    const second = codeAt(at + 2);
    if (!isContinuation(second >>> 8)) continue;
    const lead = second & 0xff;
    if (lead < 0x80) return true;
    if (lead < 0xe2 || lead >= 0xf0) continue;
    const third = codeAt(at + 4);
    if (isLostUnit(unitAt(at + 4)) || (isContinuation(third >>> 8) && isContinuation(third & 0xff))) return true;
  }
  return false;
}
