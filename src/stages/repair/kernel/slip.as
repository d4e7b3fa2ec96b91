// Beam search over the GBK bytes behind a slip: ../slip-beam.ts says what is looked for. Places are offsets in the text at hand.
import { ANNOTATIONS, CODE_STARTS, CODES, LENGTHS, OUT, READING_IDS, READING_STARTS, TEXT } from "./memory";
import { hasFullWidth, isUnassigned, isWideMark, isWord, markBytes } from "./marks";
import { costOf, gbkCode, gbkUnit, HIGHEST_BONUS, idOf, scriptOf, unigram } from "./model";
import {
  addCost, beginMany, beforeLastOf, clear, costOfMany, copy, emit, emitLost, emitOne, feed, goOn, isSlipped, lastOf, leastCost, LEADS,
  MADE, makeFirst, MARGIN, pendingOf, previousOf, push, ranked, readOut, setBytes, setPending, setSlipped, STATE, stateCost, take,
  waitingPlaces, wants,
} from "./states";

/** Units behind an aligned single state that are still compared, and the longest slip. */
const LOOKAHEAD: i32 = 3;
const MAX_LENGTH: i32 = 150;
const SCRIPT_WINDOW: i32 = 120;
const COST_MARK_SLIP: i32 = 7 * 16;
const COST_LOST_TRAIL: i32 = 16;
const COST_LOST_ASCII: i32 = 4 * 16;
const COST_LOST_PAIR: i32 = 56;
const COST_OPEN_END: i32 = 40 * 16;
const BONUS_ANNOTATION: i32 = 3 * 16;
const BEST_LOST_LEADS: i32 = 6;
const BEST_LOST_TRAILS: i32 = 10;
const LOST_PAIR_STATES: i32 = 4;
/** Only the best states may slip anew. */
const SLIP_STATES: i32 = 8;
/** Characters that are rarer are not what was lost. */
const RARE_MARKED: i32 = 15 * 16;
const RARE_LOST: i32 = 14 * 16;
const QUESTION: u32 = 0x3f;
const PAREN: u32 = 0x28;
const EURO: u32 = 0x20ac;

/** i32: costs of the bytes that are ranked, then the bytes. */
const COSTS: usize = OUT + 0x800;
const BYTES: usize = OUT + 0x900;
/** By hash of a question: u32, the question, and ten bytes with their number in front. */
const TRAILS: usize = OUT + 0x1000;
const TRAIL_BYTES: usize = 16;
const TRAIL_BITS: u32 = 10;

let textStart: i32 = 0;
let textEnd: i32 = 0;
let keepsPrivate: bool = false;

/** Where the slip ends, what it gains in steps of 1/16 nat, and how many units stand instead of it: of the last search. */
export let slipEnd: i32 = 0;
export let slipGain: i32 = 0;
export let slipLength: i32 = 0;

// @ts-ignore
@inline
function unitAt(at: i32): u32 {
  return load<u16>(TEXT + (<usize>at << 1));
}

/**
 * Decodes the slip that may begin at the `?` at `start`; false when the text as it stands is the best reading.
 *
 * @param context behind the character before the slip
 */
export function decodeSlip(length: i32, start: i32, context: i32, isPrivate: bool): bool {
  textStart = start;
  textEnd = length;
  keepsPrivate = isPrivate;
  clear(wrongScript());
  const before = unitAt(context - 1);
  const code = before < 0x80 ? before : gbkCode(before);
  let tail: u64 = 0;
  for (let at = max(0, context - 3); at < context; at++) tail = (tail << 16) | <u64>unitAt(at);
  push(start, makeFirst(code, idOf(before), tail));
  const limit = min(length, start + MAX_LENGTH);
  for (let at = start; at <= limit; at++) {
    const count = take(at);
    if (count == 0) continue;
    const done = settled(at, count);
    if (done != 0) return giveOut(done, at, idOf(before));
    if (at == length) return giveOut(cheapestAtEnd(count), at, idOf(before));
    for (let rank = 0; rank < count; rank++) expand(ranked(rank), at, rank);
  }
  return false;
}

/** The script that the text around a slip does not use; 3 = both occur or none. */
function wrongScript(): u32 {
  let balance = 0;
  const end = min(textEnd, textStart + SCRIPT_WINDOW);
  for (let at = max(0, textStart - SCRIPT_WINDOW); at < end; at++) {
    const script = scriptOf(unitAt(at));
    balance += script == 1 ? -1 : script == 2 ? 1 : 0;
  }
  return balance > 1 ? 1 : balance < -1 ? 2 : 3;
}

/** The one state left, aligned, with no other slip near; 0 = there are others. */
function settled(at: i32, count: i32): usize {
  const best = ranked(0);
  if (at == textStart || pendingOf(best) != 0 || waitingPlaces() > 0) return 0;
  if (count > 1 && stateCost(ranked(1)) < stateCost(best) + MARGIN / 2) return 0;
  if (at < textEnd && unitAt(at) == PAREN && annotationEnd(best, at) > 0) return 0;
  const end = min(textEnd, at + LOOKAHEAD);
  for (let i = at; i < end; i++) if (unitAt(i) == QUESTION) return 0;
  return best;
}

function cheapestAtEnd(count: i32): usize {
  let best: usize = 0;
  let bestCost = i32.MAX_VALUE;
  for (let n = 0; n < count; n++) {
    const state = ranked(n);
    const cost = stateCost(state) + (pendingOf(state) == 0 ? 0 : COST_OPEN_END);
    if (cost < bestCost) {
      best = state;
      bestCost = cost;
    }
  }
  return pendingOf(best) != 0 ? 0 : best;
}

function giveOut(state: usize, end: i32, previous: u32): bool {
  if (state == 0 || !isSlipped(state)) return false;
  let literal = 0;
  for (let at = textStart; at < end; at++) {
    const unit = unitAt(at);
    literal += costOf(previous, unit);
    previous = idOf(unit);
  }
  slipEnd = end;
  slipGain = literal - stateCost(state);
  slipLength = readOut(state, COSTS);
  return true;
}

function expand(state: usize, at: i32, rank: i32): void {
  const unit = unitAt(at);
  if (unit == PAREN) {
    const end = annotationEnd(state, at);
    if (end > 0) {
      goOn(state, MADE);
      addCost(MADE, -BONUS_ANNOTATION);
      push(end, MADE);
      return;
    }
  }
  if (unit == QUESTION && rank < SLIP_STATES) expandQuestion(state, at);
  expandLiteral(state, at, unit);
  if (!keepsPrivate && pendingOf(state) != 0 && isSlipped(state) && rank < LOST_PAIR_STATES && unit > 0x80) expandLostPair(state, at);
}

/** Behind `(py)`, when the last two bytes are read so; else 0. */
function annotationEnd(state: usize, at: i32): i32 {
  const reading = load<i16>(ANNOTATIONS + (<usize>at << 1));
  if (reading < 0) return 0;
  const unit = gbkUnit(beforeLastOf(state), lastOf(state));
  if (unit == 0) return 0;
  const starts = READING_STARTS + (<usize>unit << 1);
  const end = READING_IDS + (<usize>load<u16>(starts, 2) << 1);
  for (let id = READING_IDS + (<usize>load<u16>(starts) << 1); id < end; id += 2) {
    if (load<i16>(id) == reading) return behindAnnotation(at);
  }
  return 0;
}

// @ts-ignore
@inline
function behindAnnotation(at: i32): i32 {
  return at + <i32>load<u8>(LENGTHS + at) + 2;
}

function expandQuestion(state: usize, at: i32): void {
  const reading = load<i16>(ANNOTATIONS + (<usize>at << 1));
  if (reading >= 0) swallowedAnnotation(state, behindAnnotation(at), reading);
  const next = at + 1 < textEnd ? unitAt(at + 1) : 0;
  if (pendingOf(state) == 0) markSlip(state, at, next);
  else swallowedTrail(state, at, next);
}

/** `?py)`: a lost byte that made a character read `py` with the byte before it. */
function swallowedAnnotation(state: usize, at: i32, reading: i32): void {
  const starts = CODE_STARTS + (<usize>reading << 1);
  const first = CODES + (<usize>load<u16>(starts) << 1);
  const end = CODES + (<usize>load<u16>(starts, 2) << 1);
  for (let place = first; place < end; place += 2) {
    const code = <u32>load<u16>(place);
    if (code >>> 8 != lastOf(state) || (code & 0xff) < 0x81) continue;
    goOn(state, MADE);
    if (!feed(MADE, code & 0xff)) continue;
    addCost(MADE, -BONUS_ANNOTATION);
    setSlipped(MADE);
    push(at, MADE);
  }
  if (pendingOf(state) == 0 || !isSlipped(state) || keepsPrivate) return;
  const leads = lostLeads(state);
  for (let lead = LEADS; lead < leads; lead += STATE) {
    for (let place = first; place < end; place += 2) {
      const code = <u32>load<u16>(place);
      if (!isUnassigned(lastOf(lead), code >>> 8)) continue;
      const unit = gbkUnit(code >>> 8, code & 0xff);
      if (!wants(at, 0, idOf(unit), true, leastCost(lead, unit))) continue;
      copy(lead, MADE);
      emit(MADE, unit, 0);
      setBytes(MADE, code >>> 8, code & 0xff);
      push(at, MADE);
    }
  }
}

/** `?` and a mark: a lost lead byte, and the bytes of the mark behind it (a comma was inserted before what looked like the mark). */
function markSlip(state: usize, at: i32, mark: u32): void {
  const bytes = markBytes(mark);
  if (bytes == 0) return;
  const pending = bytes & 0xff;
  beginMany(state);
  const isBehindComma = at == textStart && at >= 2 && (unitAt(at - 1) == 0x2c || unitAt(at - 1) == 0xff0c);
  for (let lead: u32 = 0x81; lead <= 0xfe; lead++) {
    const unit = gbkUnit(lead, bytes >>> 8);
    if (unit == 0 || unigram(unit) > RARE_MARKED) continue;
    const cost = costOfMany(state, unit, COST_MARK_SLIP);
    const isMark = isBehindComma && isWideMark(unit);
    if (!isMark && !wants(at + 2, pending, idOf(unit), true, cost - HIGHEST_BONUS)) continue;
    goOn(state, MADE);
    emitOne(MADE, unit, cost);
    if (isMark) followWord(stateCost(state) + COST_MARK_SLIP + costOf(idOf(unitAt(at - 2)), unit));
    setPending(MADE, pending);
    setBytes(MADE, bytes >>> 8, pending);
    setSlipped(MADE);
    push(at + 2, MADE);
  }
}

/** A mark may follow what stands before an inserted comma, if that costs less. */
function followWord(cost: i32): void {
  if (cost < stateCost(MADE)) addCost(MADE, cost - stateCost(MADE));
}

/** `?` while a byte waits: its trail byte was lost with an ASCII unit behind it. At a line's end, or before a mark, that unit was no text. */
function swallowedTrail(state: usize, at: i32, next: u32): void {
  const isFree = next == 0 || markBytes(next) != 0;
  // What was lost is most often of the kind of what follows: the first digit of a number, the first letter of a word.
  const lost = isWord(next) ? next : 0x20;
  const pending = pendingOf(state);
  beginMany(state);
  for (let trail: u32 = 0x81; trail <= 0xfe; trail++) {
    const unit = gbkUnit(pending, trail);
    if (unit == 0 || unigram(unit) > RARE_LOST) continue;
    const cost = costOfMany(state, unit, COST_LOST_TRAIL);
    const least = cost - HIGHEST_BONUS;
    if (!(isFree && wants(at + 1, 0, idOf(unit), true, least))) {
      if (next == 0 || !wants(at + 1, 0, idOf(lost), true, least + COST_LOST_ASCII)) continue;
    }
    goOn(state, MADE);
    emitOne(MADE, unit, cost);
    setBytes(MADE, pending, trail);
    setSlipped(MADE);
    if (isFree) push(at + 1, MADE);
    if (next == 0) continue;
    emitLost(MADE, lost, COST_LOST_ASCII);
    push(at + 1, MADE);
  }
}

function expandLiteral(state: usize, at: i32, unit: u32): void {
  const pending = pendingOf(state);
  if (unit < 0x80) {
    goOn(state, MADE);
    if (feed(MADE, unit)) push(at + 1, MADE);
    if (pending != 0 && hasFullWidth(unit)) pushBytes(state, at + 1, 0xa3, 0x80 + unit);
    return;
  }
  const code = unit == EURO ? 0x80 : gbkCode(unit);
  if (code >= 0x100 && pending != 0) {
    pushBytes(state, at + 1, code >>> 8, code & 0xff);
    return;
  }
  if (code == 0 && pending != 0) return;
  goOn(state, MADE);
  if (code == 0x80) {
    if (!feed(MADE, code)) return;
  } else {
    emit(MADE, unit, 0);
    if (code != 0) setBytes(MADE, code >>> 8, code & 0xff);
  }
  push(at + 1, MADE);
}

function pushBytes(state: usize, at: i32, first: u32, second: u32): void {
  goOn(state, MADE);
  if (feed(MADE, first) && feed(MADE, second)) push(at, MADE);
}

/** A private-use pair that the shift made and a later program dropped: the best few of them. */
function expandLostPair(state: usize, at: i32): void {
  const code = gbkCode(unitAt(at));
  if (code < 0x8000) return;
  const leads = lostLeads(state);
  for (let lead = LEADS; lead < leads; lead += STATE) lostTrails(lead, at + 1, code >>> 8, code & 0xff);
}

/** Makes states of the best characters of the waiting byte and the first byte of a dropped pair, which is their last byte; gives where they end. */
function lostLeads(state: usize): usize {
  const pending = pendingOf(state);
  const previous = previousOf(state);
  let count = 0;
  for (let lead: u32 = 0xa1; lead <= 0xfe; lead++) {
    if (lead > 0xaf && lead < 0xf8 && lead != 0xd7) continue; // rows of GBK with user-defined or unassigned places
    const unit = gbkUnit(pending, lead);
    if (unit != 0) count = rankByte(count, BEST_LOST_LEADS, lead, costOf(previous, unit));
  }
  let made = LEADS;
  for (let n = 0; n < count; n++) {
    const lead = <u32>load<u8>(BYTES + n);
    goOn(state, made);
    emit(made, gbkUnit(pending, lead), COST_LOST_PAIR);
    setBytes(made, pending, lead);
    setSlipped(made);
    made += STATE;
  }
  return made;
}

/** Goes on from a lost lead with the best trails, then the byte `next` that makes a character with them, then the byte `pending`. */
function lostTrails(lead: usize, at: i32, next: u32, pending: u32): void {
  const trails = bestTrails(lastOf(lead), next, previousOf(lead));
  const count = <i32>load<u8>(trails);
  for (let n = 1; n <= count; n++) {
    const unit = gbkUnit(load<u8>(trails + n), next);
    const id = idOf(unit);
    const least = leastCost(lead, unit);
    const isWanted =
      pending > 0x80 ? wants(at, pending, id, true, least) : wants(at, 0, idOf(pending), true, least + costOf(id, pending));
    if (!isWanted) continue;
    copy(lead, MADE);
    emit(MADE, unit, 0);
    if (pending > 0x80) setPending(MADE, pending);
    else emit(MADE, pending, 0);
    setBytes(MADE, next, pending);
    push(at, MADE);
  }
}

/**
 * The best second bytes of a dropped pair, before a byte that makes a character with them, behind their number: the same for all states with that
 * lead, and for all searches.
 */
function bestTrails(last: u32, next: u32, previous: u32): usize {
  const question = (((last << 8) | next) << 14) | previous;
  const place = TRAILS + <usize>((question * 0x9e3779b1) >>> (32 - TRAIL_BITS)) * TRAIL_BYTES;
  if (load<u32>(place) == question) return place + 4;
  let count = 0;
  for (let trail: u32 = 0x81; trail <= 0xfe; trail++) {
    const unit = isUnassigned(last, trail) ? gbkUnit(trail, next) : 0;
    if (unit != 0) count = rankByte(count, BEST_LOST_TRAILS, trail, costOf(previous, unit));
  }
  store<u32>(place, question);
  store<u8>(place, count, 4);
  for (let n = 0; n < count; n++) store<u8>(place + n, load<u8>(BYTES + n), 5);
  return place + 4;
}

/** Puts a byte at its rank among the `most` cheapest ones, of equal ones behind those that came before; gives their number. */
function rankByte(count: i32, most: i32, byte: u32, cost: i32): i32 {
  let at = count;
  if (at == most) {
    if (cost >= load<i32>(COSTS + (<usize>(at - 1) << 2))) return count;
    at--;
  }
  for (; at > 0; at--) {
    const before = load<i32>(COSTS + (<usize>(at - 1) << 2));
    if (before <= cost) break;
    store<i32>(COSTS + (<usize>at << 2), before);
    store<u8>(BYTES + at, load<u8>(BYTES + at - 1));
  }
  store<i32>(COSTS + (<usize>at << 2), cost);
  store<u8>(BYTES + at, byte);
  return min(count + 1, most);
}
