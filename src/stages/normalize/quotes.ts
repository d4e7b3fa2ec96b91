import { Kind } from "../../text/kinds.ts";
import { isChineseKind } from "./context.ts";
import { type Draft, Rule } from "./draft.ts";

/** One sort of quotation mark. */
interface Sort {
  /** The straight one. */
  readonly mark: string;
  readonly straight: number;
  readonly open: number;
  readonly close: number;
}
const DOUBLE: Sort = { mark: '"', straight: 0x22, open: 0x201c, close: 0x201d };
const SINGLE: Sort = { mark: "'", straight: 0x27, open: 0x2018, close: 0x2019 };

/** What a mark is taken for. */
const As = { open: 0, close: 1, neither: 2 } as const;

/** Costs of readings, hand-set: a mark in the wrong order weighs more than any sign of its neighbours. */
const OUT_OF_ORDER = 3;
const NEITHER = 2.5;
const NEITHER_AFTER_DIGIT = 0.4; // 13.3" is a length
const LEFT_OPEN = 1.5; // a quotation that goes on in the next paragraph
const BEFORE_OPENING = "：:，,、（([【《「『—";
const AFTER_CLOSING = "，,。.、；;：:？?！!）)】》」』";
const SENTENCE_END = "。！？…!?";

/**
 * Straight quotation marks round Chinese to “ ” and ‘ ’. Which ones open and close is the cheapest reading of the whole block
 * (two states, costs by neighbours), so that a mark too many or too few does not turn all that follow.
 * Wrong where both a mark is missing and the neighbours say nothing.
 */
export function curlQuotes(draft: Draft): void {
  curl(draft, DOUBLE);
  curl(draft, SINGLE);
}

function curl(draft: Draft, sort: Sort): void {
  if (!draft.text.includes(sort.mark)) return;
  const places: number[] = [];
  let hasStraight = false;
  for (let i = 0; i < draft.length; i++) {
    const unit = draft.unit(i);
    if ((unit !== sort.straight && unit !== sort.open && unit !== sort.close) || isApostrophe(draft, i)) continue;
    if (unit === sort.straight) hasStraight = true;
    places.push(i);
  }
  if (!hasStraight) return;
  const readings = readMarks(draft, places, sort);
  let opened = -1; // index into places
  for (let k = 0; k < places.length; k++) {
    if (readings[k] === As.open) {
      if (opened >= 0) write(draft, sort, places[opened] as number, -1);
      opened = k;
    } else if (readings[k] === As.close) {
      write(draft, sort, opened >= 0 ? (places[opened] as number) : -1, places[k] as number);
      opened = -1;
    }
  }
  if (opened >= 0) write(draft, sort, places[opened] as number, -1);
}

/** Curls a pair, or a lone mark (the other place is -1), when Chinese stands inside or beside it. */
function write(draft: Draft, sort: Sort, open: number, close: number): void {
  const isPair = open >= 0 && close >= 0;
  const beside = isChineseBefore(draft, open) || isChineseAfter(draft, close);
  const inside = isPair ? hasHan(draft, open, close) : isChineseAfter(draft, open) || isChineseBefore(draft, close);
  if (sort === SINGLE && !isPair) return;
  if (!beside && !inside) return;
  if (open >= 0 && draft.unit(open) === sort.straight) draft.replace(open, sort.open, Rule.straightQuotes);
  if (close >= 0 && draft.unit(close) === sort.straight) draft.replace(close, sort.close, Rule.straightQuotes);
}

function isChineseBefore(draft: Draft, place: number): boolean {
  return place >= 0 && isChineseKind(draft.kind(draft.visibleBefore(place)));
}

function isChineseAfter(draft: Draft, place: number): boolean {
  return place >= 0 && isChineseKind(draft.kind(draft.visibleAfter(place)));
}

function hasHan(draft: Draft, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (draft.kind(i) === Kind.han) return true;
  return false;
}

/** Between two letters or digits: don't, 6'2. Not so a double mark, which no word holds. */
function isApostrophe(draft: Draft, i: number): boolean {
  const unit = draft.unit(i);
  if (unit !== SINGLE.straight && unit !== SINGLE.close) return false;
  return (
    draft.kind(draft.before(i)) === Kind.alnum && (draft.kind(draft.after(i)) === Kind.alnum || draft.kind(draft.after(i)) === Kind.space)
  );
}

/** The cheapest reading of all marks: Viterbi over the states closed and open. */
function readMarks(draft: Draft, places: readonly number[], sort: Sort): Uint8Array {
  const choices = new Uint8Array(places.length * 2);
  const from = new Uint8Array(places.length * 2);
  let costs: readonly [number, number] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < places.length; k++) {
    const place = places[k] as number;
    const next: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let state = 0; state < 2; state++) {
      for (let choice = 0; choice < 3; choice++) {
        const target = choice === As.open ? 1 : choice === As.close ? 0 : state;
        const cost = (costs[state] as number) + costOf(draft, place, choice, state, sort);
        if (cost >= (next[target] as number)) continue;
        next[target] = cost;
        choices[k * 2 + target] = choice;
        from[k * 2 + target] = state;
      }
    }
    costs = next;
  }
  const readings = new Uint8Array(places.length);
  let state = costs[1] + LEFT_OPEN < costs[0] ? 1 : 0;
  for (let k = places.length - 1; k >= 0; k--) {
    readings[k] = choices[k * 2 + state] as number;
    state = from[k * 2 + state] as number;
  }
  return readings;
}

function costOf(draft: Draft, place: number, choice: number, state: number, sort: Sort): number {
  const unit = draft.unit(place);
  if (unit !== sort.straight) {
    const fixed = unit === sort.open ? As.open : As.close;
    if (choice !== fixed) return Number.POSITIVE_INFINITY;
    return choice !== state ? OUT_OF_ORDER : 0;
  }
  if (choice === As.neither) {
    const left = draft.unit(draft.before(place));
    return left >= 0x30 && left <= 0x39 && state === 0 ? NEITHER_AFTER_DIGIT : NEITHER;
  }
  const isOutOfOrder = (choice === As.open) === (state === 1);
  return (isOutOfOrder ? OUT_OF_ORDER : 0) + (choice === As.open ? openCost(draft, place) : closeCost(draft, place));
}

function openCost(draft: Draft, place: number): number {
  const left = draft.before(place);
  const right = draft.after(place);
  const isSpaced = right < draft.length && draft.kind(right) === Kind.space;
  const next = draft.unit(isSpaced ? draft.visibleAfter(place) : right);
  let cost = right >= draft.length ? 4 : AFTER_CLOSING.includes(String.fromCharCode(next)) ? 2 : 0;
  if (left >= 0 && !isSpaced && !isOpeningContext(draft, left)) cost += 0.5;
  if (left >= 0 && isSpaced && draft.kind(left) !== Kind.space) cost += 1;
  return cost;
}

function isOpeningContext(draft: Draft, left: number): boolean {
  const kind = draft.kind(left);
  return kind === Kind.space || kind === Kind.ideographicSpace || BEFORE_OPENING.includes(String.fromCharCode(draft.unit(left)));
}

function closeCost(draft: Draft, place: number): number {
  const left = draft.before(place);
  if (left < 0) return 4;
  const mark = String.fromCharCode(draft.unit(left));
  const right = draft.after(place);
  const isBeforeMark = right >= draft.length || AFTER_CLOSING.includes(String.fromCharCode(draft.unit(right)));
  let cost = isBeforeMark ? 0 : 0.5;
  if ("：:（([【《「『".includes(mark)) cost += 2.5;
  else if (draft.kind(left) === Kind.space && right < draft.length && draft.kind(right) !== Kind.space && !isBeforeMark) cost += 1;
  else if (SENTENCE_END.includes(mark)) cost -= 0.5;
  return Math.max(0, cost);
}
