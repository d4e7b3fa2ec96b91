// Blanks.
import { isChineseAt } from "./context";
import {
  ALNUM,
  BEFORE_HEADING,
  before,
  BLANKS,
  CHINESE,
  CURRENCY,
  find,
  FULL_MARK,
  FULL_STOP,
  HALF_MARK,
  HAN,
  HAN_LATIN_SPACING,
  isDigit,
  isOneOf,
  KIND_MASK,
  kindAt,
  LATIN,
  length,
  MEASURE,
  nextBlank,
  PERCENT,
  remove,
  SHARED_MARK,
  traitsAt,
  unitAt,
  visibleAfter,
  visibleBefore,
  WIDE,
} from "./memory";

/** What a space between a heading's number and its text is told by. */
const HEADING_LENGTH: i32 = 30; // UTF-16 units, as in `isHeading`

/** A mark that Latin text has, too, stood beside a blank. */
export let hasSharedGap: bool = false;

/**
 * No space between Han and Latin or digits, none beside full-width marks. Kept: after the number of a heading (`01 …`), where spaces part columns or labels
 * (no sentence mark in the text, and two Han characters or two numbers also stand apart), before signs such as + > @ #.
 *
 * @param keepsSeparators in a title that is otherwise tight, a space between Han and Latin parts its clauses and stays
 */
export function tightenSpaces(keepsSeparators: bool): void {
  let keepsJoints = -1; // not known
  hasSharedGap = false;
  for (let start = nextBlank(0); start < length; ) {
    const end = find(start, ~BLANKS);
    const left = before(start);
    if (left >= 0 && end < length) {
      let isSpare = isMarkGap(left, end);
      if (!isSpare && isJoint(traitsAt(left), traitsAt(end))) {
        if (keepsJoints < 0) keepsJoints = <i32>(looksLikeTable() || (keepsSeparators && hasTightJoint()));
        isSpare = keepsJoints == 0 && !isHeadingNumber(left, end);
      }
      if (isSpare) for (let blank = start; blank < end; blank++) remove(blank, HAN_LATIN_SPACING);
    }
    start = nextBlank(end);
  }
}

/** A space beside a mark of Chinese punctuation. The dash and the ellipsis, “ ” and ‘ ’ are such marks where Chinese stands on either side of them. */
function isMarkGap(left: i32, right: i32): bool {
  if (kindAt(left) == SHARED_MARK || kindAt(right) == SHARED_MARK) hasSharedGap = true;
  return isWideMark(left, right, -1) || isWideMark(right, left, 1);
}

function isWideMark(mark: i32, other: i32, step: i32): bool {
  const kind = kindAt(mark);
  if (kind == WIDE || kind == FULL_MARK) return true;
  if (kind != SHARED_MARK) return false;
  return isOneOf(kindAt(other), CHINESE) || isChineseAt(mark, step);
}

/** Han on one side, a letter, digit or sign that belongs to one on the other. */
function isJoint(left: u32, right: u32): bool {
  if ((left & KIND_MASK) == HAN) return (right & (LATIN | CURRENCY)) != 0;
  return (right & KIND_MASK) == HAN && (left & (LATIN | PERCENT)) != 0;
}

/** `01 …` at the start or behind a sentence; any number before the text of a short line that is no sentence, unless a unit follows (`2 月`). */
function isHeadingNumber(left: i32, right: i32): bool {
  let start = left;
  while (start >= 0 && (isDigit(unitAt(start)) || kindAt(start) == FULL_STOP)) start--;
  if (start == left || kindAt(right) != HAN) return false;
  const isTwoDigits = left - start == 2 && unitAt(start + 1) == 0x30;
  if (isTwoDigits && (start < 0 || (traitsAt(start) & BEFORE_HEADING) != 0)) return true;
  return start < 0 && length <= HEADING_LENGTH && (traitsAt(right) & MEASURE) == 0 && !hasSentenceMark();
}

function hasSentenceMark(): bool {
  for (let i = 0; i < length; i++) {
    const kind = kindAt(i);
    if (kind == FULL_MARK || kind == HALF_MARK || unitAt(i) == 0x3002 || unitAt(i) == 0x3001) return true;
  }
  return false;
}

/** No sentence mark, and a space between two Han characters or two numbers: columns or labels. */
function looksLikeTable(): bool {
  let apart = false;
  for (let i = nextBlank(1); i < length - 1 && !apart; i = nextBlank(i + 1)) {
    const left = visibleBefore(i);
    const right = visibleAfter(i);
    apart = (kindAt(left) == HAN && kindAt(right) == HAN) || (isDigit(unitAt(left)) && isDigit(unitAt(right)));
    i = right - 1;
  }
  return apart && !hasSentenceMark();
}

/** Whether Han and Latin touch anywhere in the text. */
function hasTightJoint(): bool {
  for (let i = 1; i < length; i++) {
    const left = kindAt(i - 1);
    const right = kindAt(i);
    if ((left == HAN && right == ALNUM) || (left == ALNUM && right == HAN)) return true;
  }
  return false;
}
