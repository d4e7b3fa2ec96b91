// States of the search for slipped bytes: what the clean text may be up to some place. Those that wait at a place, and those that were kept.
import { beginWords, costInRow, costOf, endWords, gbkUnit, HIGHEST_BONUS, idOf, isHan, layRow, scriptOf, wordBonus } from "./model";
import { SCRATCH } from "./memory";

// A state. u8: lead byte without its trail (0 = aligned), last byte, the one before, whether bytes have been read otherwise than they stand.
const PENDING: usize = 0;
const LAST: usize = 1;
const BEFORE_LAST: usize = 2;
const SLIPPED: usize = 3;
/** u16: id of the last character. */
const PREVIOUS: usize = 4;
/** u16: the next one, and one more, in the list of the hash table; 0 = none. */
const NEXT: usize = 6;
/** i32 in steps of 1/16 nat. */
const COST: usize = 8;
/** u32: of equal costs the state that came first goes first; a better one takes the place behind all others. */
const TURN: usize = 12;
/** u64: the last four units, the last one lowest. */
const TAIL: usize = 16;
/** u64: units since the state that it was made from, three at most, the last one lowest; their number. */
const ADDED: usize = 24;
const ADDED_SHIFT: u64 = 48;
/** u32: the state that it was made from. */
const PARENT: usize = 32;
/** u32: what tells states of a place apart. */
const KEY: usize = 36;
export const STATE: usize = 40;

/** States that cost this much more than the best one of a place are given up. */
export const MARGIN: i32 = 22 * 16;
/** States of a place that go on. */
export const BEAM: i32 = 32;
/** A simplified character in traditional text, or the other way round. */
const COST_WRONG_SCRIPT: i32 = 4 * 16;
const EURO: u32 = 0x20ac;
const REPLACEMENT: u32 = 0xfffd;

/** Places that may have states waiting: an annotation of nine units is passed at once. */
const PLACES: i32 = 16;
/**
 * States of a place, told apart by byte and character. More cannot come: from the place before 32 × 2 as they stand, 8 × 127 with a lost byte, 4 × 6
 * × 10 with a lost pair; from the one before that 126 of marks; from one annotation 32, and 8 for each of its characters and row (8 × 126 + 600).
 */
const ROOM: i32 = 4096;
const HEADS: i32 = 256;

// States that are being made: two at a time, and those of lost leads; then what was kept of each place; then the places.
export const MADE: usize = SCRATCH;
export const LEADS: usize = SCRATCH + STATE;
const KEPT: usize = SCRATCH + 0x1000;
/** i32 by place: number of states (-1 = nothing waits) and the lowest cost; u16 by place and hash: first state, and one more. */
const COUNTS: usize = SCRATCH + 0x40000;
const BESTS: usize = COUNTS + 4 * <usize>PLACES;
const LISTS: usize = COUNTS + 0x1000;
const WAITING: usize = COUNTS + 0x10000;
const PLACE_BYTES: usize = <usize>ROOM * STATE;
/** i64 by rank: cost and turn of the best states of a place, and u32: where they are. */
const ORDER: usize = COUNTS + 0x4000;
const RANKED: usize = COUNTS + 0x5000;

let kept: usize = KEPT;
let waiting: i32 = 0;
let turn: u32 = 0;
let wrongScript: u32 = 0;

/** Forgets all states. */
export function clear(script: u32): void {
  for (let place = 0; place < PLACES; place++) if (load<i32>(COUNTS + (<usize>place << 2)) != -1) empty(place);
  wrongScript = script;
  kept = KEPT;
  waiting = 0;
  turn = 0;
}

function empty(place: i32): void {
  store<i32>(COUNTS + (<usize>place << 2), -1);
  memory.fill(LISTS + <usize>(place * HEADS * 2), 0, HEADS * 2);
}

/** Places at which something waits. */
// @ts-ignore
@inline
export function waitingPlaces(): i32 {
  return waiting;
}

// @ts-ignore
@inline
export function pendingOf(state: usize): u32 {
  return load<u8>(state, PENDING);
}

// @ts-ignore
@inline
export function lastOf(state: usize): u32 {
  return load<u8>(state, LAST);
}

// @ts-ignore
@inline
export function beforeLastOf(state: usize): u32 {
  return load<u8>(state, BEFORE_LAST);
}

// @ts-ignore
@inline
export function isSlipped(state: usize): bool {
  return load<u8>(state, SLIPPED) != 0;
}

// @ts-ignore
@inline
export function previousOf(state: usize): u32 {
  return load<u16>(state, PREVIOUS);
}

// @ts-ignore
@inline
export function stateCost(state: usize): i32 {
  return load<i32>(state, COST);
}

// @ts-ignore
@inline
export function addCost(state: usize, cost: i32): void {
  store<i32>(state, load<i32>(state, COST) + cost, COST);
}

// @ts-ignore
@inline
export function setBytes(state: usize, beforeLast: u32, last: u32): void {
  store<u8>(state, last, LAST);
  store<u8>(state, beforeLast, BEFORE_LAST);
}

// @ts-ignore
@inline
export function setPending(state: usize, pending: u32): void {
  store<u8>(state, pending, PENDING);
}

// @ts-ignore
@inline
export function setSlipped(state: usize): void {
  store<u8>(state, 1, SLIPPED);
}

/** The state that everything begins with. */
export function makeFirst(code: u32, previous: u32, tail: u64): usize {
  memory.fill(MADE, 0, STATE);
  setBytes(MADE, code >>> 8, code & 0xff);
  store<u16>(MADE, previous, PREVIOUS);
  store<u64>(MADE, tail, TAIL);
  return MADE;
}

/** A copy at `made` of a kept state, to go on from. */
export function goOn(state: usize, made: usize): void {
  copy(state, made);
  store<u64>(made, 0, ADDED);
  store<u32>(made, <u32>state, PARENT);
}

// @ts-ignore
@inline
export function copy(from: usize, to: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  store<u64>(to, load<u64>(from, 32), 32);
}

/** Reads a character: the state is aligned behind it. */
export function emit(state: usize, unit: u32, penalty: i32): void {
  let cost = load<i32>(state, COST) + penalty + costOf(load<u16>(state, PREVIOUS), unit);
  if (scriptOf(unit) == wrongScript) cost += COST_WRONG_SCRIPT;
  addUnit(state, unit);
  if (unit >= 0x3400 && (penalty > 0 || isSlipped(state))) cost -= wordBonus(load<u64>(state, TAIL));
  store<i32>(state, cost, COST);
  store<u16>(state, idOf(unit), PREVIOUS);
  store<u8>(state, 0, PENDING);
}

/** Before many readings by {@link emitOne} that go on from a state. */
export function beginMany(state: usize): void {
  layRow(previousOf(state));
  hasWords = beginWords(load<u64>(state, TAIL));
}

let hasWords: bool = false;

/** What a character costs behind the state of {@link beginMany}, but for words. */
// @ts-ignore
@inline
export function costOfMany(state: usize, unit: u32, penalty: i32): i32 {
  return load<i32>(state, COST) + penalty + costInRow(unit) + (scriptOf(unit) == wrongScript ? COST_WRONG_SCRIPT : 0);
}

/** {@link emit} of one of many characters, of a state that slips with it. */
export function emitOne(state: usize, unit: u32, cost: i32): void {
  addUnit(state, unit);
  store<i32>(state, hasWords && isHan(unit) ? cost - endWords(unit) : cost, COST);
  store<u16>(state, idOf(unit), PREVIOUS);
  store<u8>(state, 0, PENDING);
}

/** What the cheapest reading of a character would cost. */
// @ts-ignore
@inline
export function leastCost(state: usize, unit: u32): i32 {
  return load<i32>(state, COST) + costOf(load<u16>(state, PREVIOUS), unit) - HIGHEST_BONUS;
}

/** A character of ASCII that nobody knows. */
export function emitLost(state: usize, guess: u32, cost: i32): void {
  addCost(state, cost + costOf(previousOf(state), guess));
  store<u16>(state, idOf(guess), PREVIOUS);
  addUnit(state, REPLACEMENT);
  setBytes(state, 0, 0);
}

// @ts-ignore
@inline
function addUnit(state: usize, unit: u32): void {
  store<u64>(state, (load<u64>(state, TAIL) << 16) | <u64>unit, TAIL);
  const added = load<u64>(state, ADDED);
  const count = (added >>> ADDED_SHIFT) + 1;
  store<u64>(state, ((added << 16) & 0xffffffff0000) | <u64>unit | (count << ADDED_SHIFT), ADDED);
}

/** Reads one more byte; false where the bytes make no character. */
export function feed(state: usize, byte: u32): bool {
  const last = lastOf(state);
  const pending = pendingOf(state);
  if (pending != 0) {
    const unit = gbkUnit(pending, byte);
    if (unit == 0) return false;
    emit(state, unit, 0);
  } else if (byte <= 0x80) emit(state, byte == 0x80 ? EURO : byte, 0);
  else if (byte == 0xff) return false;
  else setPending(state, byte);
  setBytes(state, last, byte);
  return true;
}

// @ts-ignore
@inline
function keyOf(pending: u32, previous: u32, slipped: bool): u32 {
  return (((pending << 14) | previous) << 1) | <u32>slipped;
}

/** Where the list of the states with such a key begins. */
// @ts-ignore
@inline
function headOf(place: i32, key: u32): usize {
  return LISTS + (<usize>(place * HEADS + <i32>((key * 0x9e3779b1) >>> 24)) << 1);
}

// @ts-ignore
@inline
function stateAt(place: i32, n: u32): usize {
  return WAITING + <usize>place * PLACE_BYTES + <usize>n * STATE;
}

function find(place: i32, key: u32): usize {
  let n = <u32>load<u16>(headOf(place, key));
  while (n != 0) {
    const state = stateAt(place, n - 1);
    if (load<u32>(state, KEY) == key) return state;
    n = load<u16>(state, NEXT);
  }
  return 0;
}

/** Whether a state of so low a cost at least would be kept: asked before it is made, for most are not. */
export function wants(at: i32, pending: u32, previous: u32, slipped: bool, cost: i32): bool {
  const place = at & (PLACES - 1);
  if (load<i32>(COUNTS + (<usize>place << 2)) < 0) return true;
  if (cost > load<i32>(BESTS + (<usize>place << 2)) + MARGIN) return false;
  const known = find(place, keyOf(pending, previous, slipped));
  return known == 0 || cost < load<i32>(known, COST);
}

/** Leaves a state waiting at a place; it is copied. */
export function push(at: i32, made: usize): void {
  const place = at & (PLACES - 1);
  const cost = load<i32>(made, COST);
  const key = keyOf(pendingOf(made), previousOf(made), isSlipped(made));
  const countAt = COUNTS + (<usize>place << 2);
  const bestAt = BESTS + (<usize>place << 2);
  let count = load<i32>(countAt);
  let state: usize = 0;
  if (count < 0) {
    count = 0;
    waiting++;
    store<i32>(countAt, 0);
    store<i32>(bestAt, cost);
  } else {
    const best = load<i32>(bestAt);
    if (cost > best + MARGIN) return;
    state = find(place, key);
    if (state != 0 && cost >= load<i32>(state, COST)) return;
    if (cost < best) store<i32>(bestAt, cost);
  }
  let next: u16;
  if (state == 0) {
    if (count == ROOM) return;
    const head = headOf(place, key);
    next = load<u16>(head);
    state = stateAt(place, count);
    store<u16>(head, count + 1);
    store<i32>(countAt, count + 1);
  } else next = load<u16>(state, NEXT);
  copy(made, state);
  store<u16>(state, next, NEXT);
  store<u32>(state, turn++, TURN);
  store<u32>(state, key, KEY);
}

/** Takes the best states that wait at a place, cheapest first, and gives their number; see {@link ranked}. */
export function take(at: i32): i32 {
  const place = at & (PLACES - 1);
  const count = load<i32>(COUNTS + (<usize>place << 2));
  if (count < 0) return 0;
  const limit = load<i32>(BESTS + (<usize>place << 2)) + MARGIN;
  let taken = 0;
  for (let n = 0; n < count; n++) {
    const state = stateAt(place, n);
    const cost = load<i32>(state, COST);
    if (cost <= limit) taken = rank(taken, ((<i64>cost) << 32) | <i64>load<u32>(state, TURN), state);
  }
  for (let n = 0; n < taken; n++) {
    copy(load<u32>(RANKED + (<usize>n << 2)), kept);
    store<u32>(RANKED + (<usize>n << 2), <u32>kept);
    kept += STATE;
  }
  empty(place);
  waiting--;
  return taken;
}

/** Puts a state at its rank among the best; gives their number. */
// @ts-ignore
@inline
function rank(taken: i32, order: i64, state: usize): i32 {
  let at = taken;
  if (at == BEAM) {
    if (order >= load<i64>(ORDER + (<usize>(BEAM - 1) << 3))) return taken;
    at--;
  }
  for (; at > 0; at--) {
    const before = load<i64>(ORDER + (<usize>(at - 1) << 3));
    if (before < order) break;
    store<i64>(ORDER + (<usize>at << 3), before);
    store<u32>(RANKED + (<usize>at << 2), load<u32>(RANKED + (<usize>(at - 1) << 2)));
  }
  store<i64>(ORDER + (<usize>at << 3), order);
  store<u32>(RANKED + (<usize>at << 2), <u32>state);
  return min(taken + 1, BEAM);
}

/** One of the states that were taken last. */
// @ts-ignore
@inline
export function ranked(n: i32): usize {
  return load<u32>(RANKED + (<usize>n << 2));
}

/** Writes the text of a kept state so that it ends at `end`, and gives its length. */
export function readOut(state: usize, end: usize): i32 {
  let at = end;
  for (let one = state; one != 0; one = load<u32>(one, PARENT)) {
    let added = load<u64>(one, ADDED);
    for (let left = added >>> ADDED_SHIFT; left > 0; left--) {
      at -= 2;
      store<u16>(at, <u16>added);
      added >>>= 16;
    }
  }
  return <i32>((end - at) >>> 1);
}
