// Judges every line by itself, then the ends: up to the first prose and back to the last. What the rules say of a line only TypeScript knows:
// `judge` stops where it needs an answer, and goes on there when it has one.
import { couldBeNotice, CREDIT, gateEnd, NOTICE_FAMILIES } from "./gate";
import { needsOfRecord } from "./lines";
import {
  ALONE,
  ALONE_PLACE,
  AS_NOTICE,
  AT_END,
  END,
  END_FAMILIES,
  END_PLACE,
  ENDS_SHIFT,
  FAMILIES,
  FINDING,
  FIRST_MARK,
  FOUND,
  FULL_CREDIT,
  GATE,
  get,
  HEAD_END,
  kept,
  lines,
  NEEDS_KNOWN,
  NOTHING,
  PROSE,
  RECORD_SHIFT,
  records,
  RULE,
  RULE_SHIFT,
  set,
  START,
  SURE,
  tell,
  TRAITS,
} from "./memory";
import { couldBeCredit, endNeedsOfLine } from "./needs";
import { couldEnd, possible, verdict } from "./possible";
import { keptCount } from "./settle";

/** What is asked: the rules for any place, those for the ends, those of notices. The number of the line stands above. */
const ASK_ALONE: u32 = 0;
const ASK_AT_END: u32 = 1;
const ASK_AS_NOTICE: u32 = 2;
const SORT_BITS: u32 = 2;

/** In bytes. */
const LONGEST_LINE: usize = 2 * 400;
const ENCLOSED: usize = 2 * 40;
/** How far behind a lede a full credit is looked for. */
const LEDE: i32 = 3;

/** What is being judged: lines by themselves, the head, the tail. */
const BY_ITSELF: i32 = 0;
const HEAD: i32 = 1;
const TAIL: i32 = 2;
let phase: i32 = BY_ITSELF;

/** The place of the first prose among the lines that are left, or their number; while the head is judged, the place that is looked at. */
let headEnd: i32 = 0;
/** The same from behind: the place of the last prose. */
let tailStart: i32 = 0;
let questions: i32 = 0;

// @ts-ignore
@inline
export function at(place: i32): usize {
  return records + (<usize>load<u32>(kept + (<usize>place << 2)) << RECORD_SHIFT);
}

export function isProse(record: usize): bool {
  return (get(record, TRAITS) & PROSE) != 0 && (get(record, FINDING) & FOUND) == 0;
}

/** To be called before the first lines of a document are judged. */
export function restart(): void {
  phase = BY_ITSELF;
}

/** Gives the number of questions, listed; 0 when all is judged: the rules of those that go are set. */
export function judge(): i32 {
  questions = 0;
  if (phase == BY_ITSELF) {
    judgeAlone();
    if (questions > 0) return questions;
    phase = HEAD;
    headEnd = 0;
  }
  if (phase == HEAD) {
    if (!surveyHead()) return questions;
    phase = TAIL;
    tailStart = keptCount - 1;
  }
  if (!surveyTail()) return questions;
  phase = BY_ITSELF;
  tell(HEAD_END, headEnd);
  applyZones(headEnd == keptCount ? -1 : tailStart);
  return 0;
}

function judgeAlone(): void {
  for (let place = 0; place < keptCount; place++) {
    const record = at(place);
    if (get(record, FAMILIES) != 0) {
      const here = placeOf(place);
      if (get(record, ALONE_PLACE) != here) {
        set(record, ALONE_PLACE, here);
        ask(record, ASK_ALONE);
      }
    }
    set(record, FINDING, get(record, ALONE));
  }
}

function ask(record: usize, sort: u32): void {
  store<u32>(lines + (<usize>questions << 2), (<u32>((record - records) >> RECORD_SHIFT) << SORT_BITS) | sort);
  questions++;
}

/** 1 where a neighbour opens with the same mark, 2 in the second half of the document. */
function placeOf(place: i32): u32 {
  const first = get(at(place), FIRST_MARK);
  const hasTwin =
    (place > 0 && get(at(place - 1), FIRST_MARK) == first) || (place + 1 < keptCount && get(at(place + 1), FIRST_MARK) == first);
  const isTail = place > 0 && place * 2 >= keptCount;
  return <u32>hasTwin | (<u32>isTail << 1);
}

/** Asks the rules of the ends too, but for what the gate passed as prose. False where the answer is not there yet. */
function judgeAtEnd(place: i32): bool {
  if (place < 0 || place >= keptCount) return true;
  const record = at(place);
  const start = <usize>get(record, START);
  const end = <usize>get(record, END);
  if ((get(record, FINDING) & FOUND) != 0 || (get(record, TRAITS) & PROSE) != 0 || end - start > LONGEST_LINE) return true;
  const here = placeOf(place);
  if (get(record, END_PLACE) != here) {
    const needs = needsOfRecord(record);
    const gate = gateEnd(start, end, get(record, GATE));
    let families = gate == 0 ? 0 : possible(gate, needs, start, end);
    const answer = families == 0 ? 0 : verdict;
    if ((families & CREDIT) != 0) {
      const ends = endNeedsOfLine(start, end);
      set(record, TRAITS, (get(record, TRAITS) & (PROSE | NEEDS_KNOWN)) | (ends << ENDS_SHIFT));
      if (!couldBeCredit(ends)) families &= ~CREDIT;
    }
    const mayClaim = families != 0 || (gate != 0 && couldEnd(needs, start, end));
    set(record, END_PLACE, here);
    set(record, END_FAMILIES, families);
    set(record, AT_END, answer == 0 ? NOTHING : answer);
    if (mayClaim && answer == 0) {
      ask(record, ASK_AT_END);
      return false;
    }
  }
  set(record, FINDING, get(record, AT_END));
  return true;
}

/** False where it stops for an answer: it goes on at the same place. */
function surveyHead(): bool {
  for (; headEnd < keptCount; headEnd++) {
    if (!judgeAtEnd(headEnd)) return false;
    if (isProse(at(headEnd))) break;
  }
  for (let behind = headEnd + 1; behind < keptCount && behind <= headEnd + LEDE; behind++) {
    if (isProse(at(behind))) break;
    if (!judgeAtEnd(behind)) return false;
  }
  return true;
}

/** As `surveyHead`. */
function surveyTail(): bool {
  for (; tailStart > headEnd; tailStart--) {
    if (!judgeAtEnd(tailStart)) return false;
    const record = at(tailStart);
    if (!judgeAsNotice(record)) return false;
    if (!isProse(record)) continue;
    if (lengthOf(record) > ENCLOSED) break;
    if (!judgeAtEnd(tailStart - 1) || !judgeAtEnd(tailStart - 2)) return false;
    if (!isEnclosed(tailStart)) break;
  }
  return true;
}

function judgeAsNotice(record: usize): bool {
  const start = <usize>get(record, START);
  const end = <usize>get(record, END);
  if (!isProse(record) || !couldBeNotice(start, end)) return true;
  if (get(record, AS_NOTICE) == 0) {
    const families = possible(NOTICE_FAMILIES, needsOfRecord(record), start, end);
    set(record, END_FAMILIES, families);
    set(record, AS_NOTICE, NOTHING);
    if (families != 0) {
      ask(record, ASK_AS_NOTICE);
      return false;
    }
  }
  set(record, FINDING, get(record, AS_NOTICE));
  return true;
}

// @ts-ignore
@inline
export function lengthOf(record: usize): usize {
  return <usize>get(record, END) - <usize>get(record, START);
}

/** A short sentence with two known lines before it and one behind: a slogan among prompts and contacts. */
export function isEnclosed(place: i32): bool {
  const isBefore = isKnown(place + 1) || (isKnown(place + 2) && (get(at(place + 1), TRAITS) & PROSE) == 0);
  return lengthOf(at(place)) <= ENCLOSED && isKnown(place - 2) && isKnown(place - 1) && isBefore;
}

function isKnown(place: i32): bool {
  return place >= 0 && place < keptCount && (get(at(place), FINDING) & FOUND) != 0;
}

/** @param tail the place of the last prose, -1 where there is none */
function applyZones(tail: i32): void {
  for (let place = 0; place < keptCount; place++) {
    const record = at(place);
    const finding = get(record, FINDING);
    if ((finding & FOUND) == 0) continue;
    const isLede = place > headEnd && place <= headEnd + LEDE && (finding & FULL_CREDIT) != 0;
    if ((finding & SURE) == 0 && place > headEnd && place < tail && !isLede) continue;
    set(record, RULE, finding >>> RULE_SHIFT);
  }
}
