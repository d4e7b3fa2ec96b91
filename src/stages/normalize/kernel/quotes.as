// Straight quotation marks.
import { holdsHan } from "./marks";
import {
  AFTER_CLOSING,
  after,
  ALNUM,
  APOSTROPHE,
  before,
  BEFORE_OPENING,
  BLANKS,
  CHINESE,
  INTRODUCTION,
  isDigit,
  isOneOf,
  KIND_MASK,
  kindAt,
  length,
  QUOTE,
  replace,
  SENTENCE_END,
  SPACE,
  STRAIGHT_QUOTES,
  traitsAt,
  unitAt,
  visibleAfter,
  visibleBefore,
} from "./memory";

/** The two sorts of marks: straight, opening, closing. */
const DOUBLE: u32 = 0x22;
const SINGLE: u32 = 0x27;
const SINGLE_CLOSE: u32 = 0x2019;
let straight: u32 = 0;
let open: u32 = 0;
let close: u32 = 0;

/** What a mark is taken for. */
const AS_OPEN: u32 = 0;
const AS_CLOSE: u32 = 1;
const AS_NEITHER: u32 = 2;

/** Costs of readings, hand-set: a mark in the wrong order weighs more than any sign of its neighbours. */
const OUT_OF_ORDER: f64 = 3;
const NEITHER: f64 = 2.5;
const NEITHER_AFTER_DIGIT: f64 = 0.4; // 13.3" is a length
const LEFT_OPEN: f64 = 1.5; // a quotation that goes on in the next paragraph

/** Bytes of a mark: its place (i32); for both states after it what it is taken for, and the state before it (u8); how it is read (u8). */
const SIZE: usize = 10;
const CHOICES: usize = 4;
const FROM: usize = 6;
const READING: usize = 8;

/**
 * Straight quotation marks round Chinese to “ ” and ‘ ’. Which ones open and close is the cheapest reading of the whole text
 * (two states, costs by neighbours), so that a mark too many or too few does not turn all that follow.
 * Wrong where both a mark is missing and the neighbours say nothing.
 *
 * @param room ten bytes for each unit
 * @param kinds those that occur, a bit for each
 */
export function curlQuotes(room: usize, kinds: u32): void {
  straight = DOUBLE;
  open = 0x201c;
  close = 0x201d;
  if ((kinds & (1 << QUOTE)) != 0) curl(room);
  if ((kinds & (1 << APOSTROPHE)) == 0) return;
  straight = SINGLE;
  open = 0x2018;
  close = SINGLE_CLOSE;
  curl(room);
}

function curl(room: usize): void {
  let end = room;
  let hasStraight = false;
  for (let i = 0; i < length; i++) {
    const unit = unitAt(i);
    if ((unit != straight && unit != open && unit != close) || isApostrophe(i)) continue;
    if (unit == straight) hasStraight = true;
    store<i32>(end, i);
    end += SIZE;
  }
  if (!hasStraight) return;
  readMarks(room, end);
  let opened = -1;
  for (let at = room; at < end; at += SIZE) {
    const reading = <u32>load<u8>(at, READING);
    const place = load<i32>(at);
    if (reading == AS_OPEN) {
      if (opened >= 0) write(opened, -1);
      opened = place;
    } else if (reading == AS_CLOSE) {
      write(opened, place);
      opened = -1;
    }
  }
  if (opened >= 0) write(opened, -1);
}

/** Curls a pair, or a lone mark (the other place is -1), when Chinese stands inside or beside it. */
function write(first: i32, second: i32): void {
  const isPair = first >= 0 && second >= 0;
  if (straight == SINGLE && !isPair) return;
  const isBeside = isChineseBefore(first) || isChineseAfter(second);
  if (!isBeside && !(isPair ? holdsHan(first, second) : isChineseAfter(first) || isChineseBefore(second))) return;
  if (first >= 0 && unitAt(first) == straight) replace(first, open, STRAIGHT_QUOTES);
  if (second >= 0 && unitAt(second) == straight) replace(second, close, STRAIGHT_QUOTES);
}

function isChineseBefore(place: i32): bool {
  return place >= 0 && isOneOf(kindAt(visibleBefore(place)), CHINESE);
}

function isChineseAfter(place: i32): bool {
  return place >= 0 && isOneOf(kindAt(visibleAfter(place)), CHINESE);
}

/** Between two letters or digits: don't, 6'2. Not so a double mark, which no word holds. */
function isApostrophe(i: i32): bool {
  const unit = unitAt(i);
  if (unit != SINGLE && unit != SINGLE_CLOSE) return false;
  const next = kindAt(after(i));
  return kindAt(before(i)) == ALNUM && (next == ALNUM || next == SPACE);
}

/** The cheapest reading of all marks: Viterbi over the states closed and open. */
function readMarks(room: usize, end: usize): void {
  let closed: f64 = 0;
  let opened: f64 = Infinity;
  for (let at = room; at < end; at += SIZE) {
    const place = load<i32>(at);
    let nextClosed: f64 = Infinity;
    let nextOpened: f64 = Infinity;
    store<u32>(at, 0, CHOICES);
    for (let state: u32 = 0; state < 2; state++) {
      for (let choice: u32 = 0; choice < 3; choice++) {
        const target: u32 = choice == AS_OPEN ? 1 : choice == AS_CLOSE ? 0 : state;
        const cost = (state == 0 ? closed : opened) + costOf(place, choice, state);
        if (cost >= (target == 0 ? nextClosed : nextOpened)) continue;
        if (target == 0) nextClosed = cost;
        else nextOpened = cost;
        store<u8>(at + target, choice, CHOICES);
        store<u8>(at + target, state, FROM);
      }
    }
    closed = nextClosed;
    opened = nextOpened;
  }
  let state: u32 = opened + LEFT_OPEN < closed ? 1 : 0;
  for (let at = end - SIZE; at >= room; at -= SIZE) {
    store<u8>(at, load<u8>(at + state, CHOICES), READING);
    state = load<u8>(at + state, FROM);
  }
}

function costOf(place: i32, choice: u32, state: u32): f64 {
  const unit = unitAt(place);
  if (unit != straight) {
    if (choice != (unit == open ? AS_OPEN : AS_CLOSE)) return Infinity;
    return choice != state ? OUT_OF_ORDER : 0;
  }
  if (choice == AS_NEITHER) return isDigit(unitAt(before(place))) && state == 0 ? NEITHER_AFTER_DIGIT : NEITHER;
  const isOutOfOrder = (choice == AS_OPEN) == (state == 1);
  return (isOutOfOrder ? OUT_OF_ORDER : 0) + (choice == AS_OPEN ? openCost(place) : closeCost(place));
}

function openCost(place: i32): f64 {
  const left = before(place);
  const right = after(place);
  const isSpaced = right < length && kindAt(right) == SPACE;
  const next = traitsAt(isSpaced ? visibleAfter(place) : right);
  let cost: f64 = right >= length ? 4 : (next & AFTER_CLOSING) != 0 ? 2 : 0;
  if (left >= 0 && !isSpaced && !isOpeningContext(traitsAt(left))) cost += 0.5;
  if (left >= 0 && isSpaced && kindAt(left) != SPACE) cost += 1;
  return cost;
}

function isOpeningContext(traits: u32): bool {
  return isOneOf(traits & KIND_MASK, BLANKS) || (traits & BEFORE_OPENING) != 0;
}

function closeCost(place: i32): f64 {
  const left = before(place);
  if (left < 0) return 4;
  const traits = traitsAt(left);
  const right = after(place);
  const isBeforeMark = right >= length || (traitsAt(right) & AFTER_CLOSING) != 0;
  let cost: f64 = isBeforeMark ? 0 : 0.5;
  if ((traits & INTRODUCTION) != 0) cost += 2.5;
  else if ((traits & KIND_MASK) == SPACE && right < length && kindAt(right) != SPACE && !isBeforeMark) cost += 1;
  else if ((traits & SENTENCE_END) != 0) cost -= 0.5;
  return max<f64>(0, cost);
}
