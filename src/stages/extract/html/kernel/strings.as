// Names of nodes, each with a number: class and id as they stand in the page, and the names of elements that HTML does not define.
import { NAME, get, nameMask, nameRoom, nameSlots, nameUnits, names, room, set, setFull, text, unitAt } from "./memory";
import { VALUES } from "./values";
import { flagsOfNames } from "./words";

const FACTOR: u64 = 0x9e3779b97f4a7c15;
/** Instead of flags: the name of an element; where it begins and ends in the page. */
const IS_TAG: i32 = -1;

let nameCount: i32 = 0;
/** Where the next class and id go. */
let unitCount: i32 = 0;

/** Number 0 is no name. */
export function startNames(): void {
  nameCount = 1;
  unitCount = 0;
  for (let at = 0; at < NAME; at++) set(names, at, 0);
}

// @ts-ignore
@inline
function lower(unit: u32): u32 {
  return unit - 0x41 < 26 ? unit + 0x20 : unit;
}

// @ts-ignore
@inline
function unitOfNames(at: i32): u32 {
  return load<u16>(nameUnits + ((<usize>at) << 1));
}

/** Four units at a time. */
function mix(start: i32, end: i32): u64 {
  let hash: u64 = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = rotl<u64>((hash ^ load<u64>(nameUnits + ((<usize>at) << 1))) * FACTOR, 27);
  for (; at < end; at++) hash = (hash ^ unitOfNames(at)) * FACTOR;
  return hash * FACTOR;
}

function isSame(a: i32, b: i32, length: i32): bool {
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    if (load<u64>(nameUnits + ((<usize>(a + at)) << 1)) != load<u64>(nameUnits + ((<usize>(b + at)) << 1))) return false;
  }
  while (at < length) {
    if (unitOfNames(a + at) != unitOfNames(b + at)) return false;
    at++;
  }
  return true;
}

/** The name in a slot, 0 where there is none: what a page before has left there does not point back to it. */
function nameIn(slot: u32): u32 {
  const found = <u32>get(nameSlots, slot);
  return found - 1 < <u32>(nameCount - 1) && get(names, found * NAME + 3) == slot ? found : 0;
}

/** @param start of its class and id among the units of names, or of the name of an element in the page */
function add(slot: u32, start: i32, end: i32, flags: i32): u32 {
  if (nameCount == room) {
    setFull();
    return 0;
  }
  const at = nameCount * NAME;
  set(names, at, start);
  set(names, at + 1, end);
  set(names, at + 2, flags);
  set(names, at + 3, slot);
  set(nameSlots, slot, nameCount);
  return nameCount++;
}

/** Puts a part of the page behind the units of names: eight at a time. */
function append(at: i32, start: i32, end: i32): i32 {
  const out = nameUnits + ((<usize>at) << 1);
  const source = text + ((<usize>start) << 1);
  const bytes = (<usize>(end - start)) << 1;
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v128.load(source + i));
  return at + end - start;
}

/** What a name says: see words.as. */
export function flagsOf(name: u32): i32 {
  return get(names, name * NAME + 2);
}

/** The number of the class and id of the tag at hand, joined by a blank; 0 where it has neither. */
export function numberOfNames(): u32 {
  const classStart = load<i32>(VALUES, 8);
  const classEnd = load<i32>(VALUES, 12);
  const idStart = load<i32>(VALUES, 16);
  const idEnd = load<i32>(VALUES, 20);
  if (classEnd == classStart && idEnd == idStart) return 0;
  const start = unitCount;
  if (start + (classEnd - classStart) + (idEnd - idStart) >= nameRoom) {
    setFull();
    return 0;
  }
  let end = append(start, classStart, classEnd);
  if (end > start && idEnd > idStart) {
    store<u16>(nameUnits + ((<usize>end) << 1), 0x20);
    end++;
  }
  end = append(end, idStart, idEnd);
  let slot = <u32>(mix(start, end) >> 40) & nameMask;
  for (let found = nameIn(slot); found != 0; found = nameIn(slot)) {
    const at = found * NAME;
    const from = get(names, at);
    if (get(names, at + 1) - from == end - start && get(names, at + 2) != IS_TAG && isSame(from, start, end - start)) return found;
    slot = (slot + 1) & nameMask;
  }
  unitCount = end;
  return add(slot, start, end, flagsOfNames(nameUnits + ((<usize>start) << 1), end - start));
}

/** The number of the name of an unknown element, small and capital letters alike; 0 for a new one that is not to be added. */
export function numberOfTag(start: i32, end: i32, isNew: bool): u32 {
  let hash: u64 = 0;
  for (let at = start; at < end; at++) hash = (hash ^ lower(unitAt(at))) * FACTOR;
  let slot = <u32>(hash >> 40) & nameMask;
  for (let found = nameIn(slot); found != 0; found = nameIn(slot)) {
    if (get(names, found * NAME + 2) == IS_TAG && isSameTag(get(names, found * NAME), get(names, found * NAME + 1), start, end)) {
      return found;
    }
    slot = (slot + 1) & nameMask;
  }
  return isNew ? add(slot, start, end, IS_TAG) : 0;
}

function isSameTag(a: i32, aEnd: i32, b: i32, bEnd: i32): bool {
  if (aEnd - a != bEnd - b) return false;
  while (a < aEnd) if (lower(unitAt(a++)) != lower(unitAt(b++))) return false;
  return true;
}
