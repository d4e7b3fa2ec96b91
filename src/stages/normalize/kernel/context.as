// What a text is written in, and whether it is code.
import { after, before, CHINESE, CODE, COMPATIBLE, HAN, isLetter, isOneOf, KANA, KIND_MASK, kindAt, length, original, SHARED_MARK, traitsOf } from "./memory";

/** The same at a place, where “ ” ‘ ’ … — count when Chinese stands on their other side. `step` leads away from the mark that asks. */
export function isChineseAt(place: i32, step: i32): bool {
  let at = place;
  for (let i = 0; i < 3; i++) {
    if (at < 0 || at >= length) return false;
    const kind = kindAt(at);
    if (isOneOf(kind, CHINESE)) return true;
    if (kind != SHARED_MARK) return false;
    at = step > 0 ? after(at) : before(at);
  }
  return false;
}

/** Kinds of the text that {@link isProse} looked at last, a bit for each. */
export let kinds: u32 = 0;

/**
 * Whether the house style for Chinese concerns the text as it came: it has Han characters, is neither Japanese nor Korean, and no code,
 * markup or data, where marks have a meaning of their own. A title with kana in a Chinese sentence is no bar.
 */
export function isProse(): bool {
  let han = 0;
  let kana = 0;
  kinds = 0;
  let seen: u32 = 0;
  const end = original + (<usize>length << 1);
  for (let at = original; at < end; at += 2) {
    const unit = <u32>load<u16>(at);
    const traits = traitsOf(unit);
    const kind = traits & KIND_MASK;
    seen |= 1 << kind;
    han += <i32>(kind == HAN) + <i32>(kind == COMPATIBLE);
    kana += <i32>(kind == KANA);
    if ((traits & CODE) != 0 && isCode(unit, at, end)) return false;
  }
  kinds = seen;
  return han > 0 && kana * 4 <= han;
}

/** Marks of code, each seldom or never found in prose: braces, `==`, `f("`, `name="`, `();` at the end, `,,…,`, tags, SQL. */
function isCode(unit: u32, at: usize, end: usize): bool {
  const next = unitOf(at + 2, end);
  const before = at > original ? <u32>load<u16>(at - 2) : 0;
  switch (unit) {
    case 0x7b: // {
    case 0x7d: // }
      return true;
    case 0x3d: // == => name="
      return next == 0x3d || next == 0x3e || (isSmall(before) && isQuote(next));
    case 0x21: // !=
      return next == 0x3d;
    case 0x26: // &&
    case 0x7c: // ||
    case 0x3a: // ::
      return next == unit;
    case 0x28: // () f(" _("
      return next == 0x29 || ((isSmall(before) || before == 0x5f) && isQuote(next));
    case 0x29: // ); at the end
      return next == 0x3b && at + 4 == end;
    case 0x3c: // <a </a
      return isSmall(next) || (next == 0x2f && isSmall(unitOf(at + 4, end)));
    case 0x2f: // />
      return next == 0x3e;
    case 0x2c: // ,,…,
      return next == 0x2c && isBeforeComma(at + 4, end);
    case 0x23:
      return isWordAt(INCLUDE, 8, at, end);
    default:
      return unit == 0x53 && !isWordUnit(before) && isWordAt(SELECT, 6, at, end);
  }
}

/** Whether a comma comes before one of Chinese and before a full stop. Two commas are needed to ask, so that no place is asked about twice. */
function isBeforeComma(at: usize, end: usize): bool {
  for (; at < end; at += 2) {
    const unit = <u32>load<u16>(at);
    if (unit == 0x2c) return true;
    if (unit == 0xff0c || unit == 0x3002) return false;
  }
  return false;
}

/** 0 behind the text. */
function unitOf(at: usize, end: usize): u32 {
  return at < end ? <u32>load<u16>(at) : 0;
}

function isSmall(unit: u32): bool {
  return unit - 0x61 < 26;
}

function isQuote(unit: u32): bool {
  return unit == 0x22 || unit == 0x27;
}

const INCLUDE: usize = memory.data<u16>([0x23, 0x69, 0x6e, 0x63, 0x6c, 0x75, 0x64, 0x65]);
const SELECT: usize = memory.data<u16>([0x53, 0x45, 0x4c, 0x45, 0x43, 0x54]);

function isWordAt(word: usize, count: usize, at: usize, end: usize): bool {
  for (let i: usize = 0; i < count << 1; i += 2) if (unitOf(at + i, end) != load<u16>(word + i)) return false;
  return !isWordUnit(unitOf(at + (count << 1), end));
}

function isWordUnit(unit: u32): bool {
  return isLetter(unit) || unit - 0x30 < 10 || unit == 0x5f;
}
