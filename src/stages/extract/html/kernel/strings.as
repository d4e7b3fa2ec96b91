// Names of nodes, each with a number: class and id as they stand in the page, and the names of elements that HTML does not define.
import { NAME, get, nameMask, nameSlots, names, room, set, setFull, text, unitAt } from "./memory";
import { VALUES } from "./values";

const FACTOR: u64 = 0x9e3779b97f4a7c15;
/** Instead of an id. */
const UNKNOWN_TAG: i32 = -1;

export let nameCount: i32 = 0;

/** Number 0 is no name. */
export function startNames(): void {
  nameCount = 1;
}

// @ts-ignore
@inline
function lower(unit: u32): u32 {
  return unit - 0x41 < 26 ? unit + 0x20 : unit;
}

/** Four units at a time. */
function mix(start: i32, end: i32): u64 {
  let hash: u64 = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = rotl<u64>((hash ^ load<u64>(text + ((<usize>at) << 1))) * FACTOR, 27);
  for (; at < end; at++) hash = (hash ^ unitAt(at)) * FACTOR;
  return hash;
}

function isSame(a: i32, aEnd: i32, b: i32, bEnd: i32): bool {
  if (aEnd - a != bEnd - b) return false;
  while (a < aEnd) if (unitAt(a++) != unitAt(b++)) return false;
  return true;
}

function add(slot: u32, a: i32, b: i32, c: i32, d: i32): u32 {
  if (nameCount == room) {
    setFull();
    return 0;
  }
  const at = nameCount * NAME;
  set(names, at, a);
  set(names, at + 1, b);
  set(names, at + 2, c);
  set(names, at + 3, d);
  set(nameSlots, slot, nameCount);
  return nameCount++;
}

/** The number of the class and id of the tag at hand, 0 where it has neither. */
export function numberOfNames(): u32 {
  const classStart = load<i32>(VALUES, 8);
  const classEnd = load<i32>(VALUES, 12);
  const idStart = load<i32>(VALUES, 16);
  const idEnd = load<i32>(VALUES, 20);
  if (classEnd == classStart && idEnd == idStart) return 0;
  const hash = (rotl<u64>(mix(classStart, classEnd), 17) ^ mix(idStart, idEnd)) * FACTOR;
  let slot = <u32>(hash >> 40) & nameMask;
  for (let found = get(nameSlots, slot); found != 0; found = get(nameSlots, slot)) {
    const at = found * NAME;
    if (
      get(names, at + 3) != UNKNOWN_TAG &&
      isSame(get(names, at), get(names, at + 1), classStart, classEnd) &&
      isSame(get(names, at + 2), get(names, at + 3), idStart, idEnd)
    )
      return found;
    slot = (slot + 1) & nameMask;
  }
  return add(slot, classStart, classEnd, idStart, idEnd);
}

/** The number of the name of an unknown element, small and capital letters alike; 0 for a new one that is not to be added. */
export function numberOfTag(start: i32, end: i32, isNew: bool): u32 {
  let hash: u64 = 0;
  for (let at = start; at < end; at++) hash = (hash ^ lower(unitAt(at))) * FACTOR;
  let slot = <u32>(hash >> 40) & nameMask;
  for (let found = get(nameSlots, slot); found != 0; found = get(nameSlots, slot)) {
    if (get(names, found * NAME + 3) == UNKNOWN_TAG && isSameTag(get(names, found * NAME), get(names, found * NAME + 1), start, end)) {
      return found;
    }
    slot = (slot + 1) & nameMask;
  }
  return isNew ? add(slot, start, end, UNKNOWN_TAG, UNKNOWN_TAG) : 0;
}

function isSameTag(a: i32, aEnd: i32, b: i32, bEnd: i32): bool {
  if (aEnd - a != bEnd - b) return false;
  while (a < aEnd) if (lower(unitAt(a++)) != lower(unitAt(b++))) return false;
  return true;
}
