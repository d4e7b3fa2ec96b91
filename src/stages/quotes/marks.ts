import { isAsciiDigit, isAsciiLetter, isSpaceUnit } from "../../text/hanzi.ts";
import { CORNER, classAt, classify, classOf, DOUBLE, emptyList, SINGLE, type Source } from "./units.ts";

/** A stretch of text between quotation marks. UTF-16 offsets of the document. */
export interface Quoted {
  /** Where the opening mark stands; equal to `start` when there is none. */
  readonly open: number;
  /** First unit inside. */
  readonly start: number;
  /** Behind the last unit inside. */
  readonly end: number;
  /** Behind the closing mark; equal to `end` when there is none. */
  readonly after: number;
  readonly opened: boolean;
  readonly closed: boolean;
}

/** What a mark looks like: 1 opening, -1 closing, 0 either. */
type Shape = -1 | 0 | 1;

interface Mark {
  readonly at: number;
  readonly shape: Shape;
  /** Evidence (in the unit of a score) that it opens, that it closes. */
  readonly opens: number;
  readonly closes: number;
  /** An inch sign rather than a mark: a straight mark behind a digit. */
  readonly inch: boolean;
}

const DOUBLE_MARKS: Readonly<Record<string, Shape>> = {
  "“": 1,
  "”": -1,
  '"': 0,
  "＂": 0,
  "„": 1,
  "‟": 1,
  "〝": 1,
  "〞": -1,
  "〟": -1,
};
const SINGLE_MARKS: Readonly<Record<string, Shape>> = { "‘": 1, "’": -1, "'": 0 };
const CORNER_MARKS: Readonly<Record<string, Shape>> = { "「": 1, "」": -1, "『": 1, "』": -1, "﹁": 1, "﹂": -1, "﹃": 1, "﹄": -1 };
classify(Object.keys(DOUBLE_MARKS).join(""), DOUBLE);
classify(Object.keys(SINGLE_MARKS).join(""), SINGLE);
classify(Object.keys(CORNER_MARKS).join(""), CORNER);

const PAUSES = "，。！？；、：…,.!?;:）)》】";
const ENDS = "。！？…，!?,.~～";

// Weights of the evidence, and what a mark without a partner costs. Set by hand: the shape of a mark counts as much as what
// stands beside it, since marks turned the wrong way are common in translated text; not tuned one by one.
const BY_SHAPE = 2;
const BESIDE_PAUSE = 2.5;
const BESIDE_BRACKET = 1.5;
const AT_EDGE = 4;
const AFTER_COLON = 2;
const LONE = 3;
const NESTED = 1;
const SHARED_CLOSER = 1.5;
const AFTER_INCH = 3;
const IGNORED_INCH = 0.5;

/**
 * Pairs the quotation marks of one paragraph: the outermost quotations, in order and disjoint. A mark without a partner gives a
 * quotation that runs to the end, or from the beginning, of the paragraph.
 *
 * @param marks where quotation marks stand; those of the paragraph from index `first` to `behind`
 */
export function findQuoted(
  source: Source,
  start: number,
  end: number,
  marks: Int32Array,
  first: number,
  behind: number,
): readonly Quoted[] {
  const simple = pairInTurn(source, marks, first, behind);
  if (simple) return simple;
  const places = Array.from(marks.subarray(first, behind));
  let families = 0;
  for (const at of places) families |= classAt(source, at);
  const found = families & DOUBLE ? pairByEvidence(source, start, end, scanMarks(source, start, end, places, DOUBLE_MARKS, DOUBLE)) : [];
  if (families & SINGLE)
    for (const quoted of pairByEvidence(source, start, end, scanMarks(source, start, end, places, SINGLE_MARKS, SINGLE)))
      if (quoted.opened && quoted.closed) found.push(quoted);
  if (families & CORNER) for (const quoted of pairCorners(source, start, end, places)) found.push(quoted);
  return outermost(found);
}

export const NO_QUOTED: readonly Quoted[] = emptyList();
const OPENING = 0x201c;
const CLOSING = 0x201d;

/** “…” “…” one after the other, each opening and closing where it should: no evidence to weigh. Null where it is not so simple. */
function pairInTurn({ units }: Source, marks: Int32Array, first: number, behind: number): readonly Quoted[] | null {
  let found: Quoted[] | null = null;
  let open = -1;
  for (let i = first; i < behind; i++) {
    const at = marks[i] as number;
    const unit = units[at] as number;
    if (unit === OPENING && open < 0) open = at;
    else if (unit === CLOSING && open >= 0) {
      if (at > open + 1) {
        const quoted = makeQuoted(open, at, true, true);
        if (found === null) found = [quoted];
        else found.push(quoted);
      }
      open = -1;
    } else if (open < 0 || (classOf(unit) & SINGLE) === 0) return null;
  }
  return open < 0 ? (found ?? NO_QUOTED) : null;
}

/** Keeps what lies in no other quotation; of two that cross, the one that begins first. */
function outermost(found: readonly Quoted[]): Quoted[] {
  const sorted = found.filter(isFilled).sort(byPlace);
  const kept: Quoted[] = [];
  for (const quoted of sorted) {
    const last = kept.at(-1);
    if (!last || quoted.open >= last.after) kept.push(quoted);
  }
  return kept;
}

// Named functions are compiled once; a closure is made, and compiled, again and again.
function isFilled({ start, end }: Quoted): boolean {
  return end > start;
}

function byPlace(one: Quoted, two: Quoted): number {
  return one.open - two.open || two.after - one.after;
}

function isLatin(unit: number): boolean {
  return isAsciiLetter(unit) || isAsciiDigit(unit);
}

function scanMarks(
  source: Source,
  start: number,
  end: number,
  places: readonly number[],
  shapes: Readonly<Record<string, Shape>>,
  family: number,
): Mark[] {
  const marks: Mark[] = [];
  for (const i of places) {
    if ((classOf(source.units[i] as number) & family) === 0) continue;
    const before = i > start ? (source.units[i - 1] as number) : 0;
    const after = i + 1 < end ? (source.units[i + 1] as number) : 0;
    const shape = shapes[source.text[i] as string] as Shape;
    // Zettel's, don’t, 6'2
    if (family === SINGLE && shape !== 1 && isLatin(before) && (isLatin(after) || shape === 0)) continue;
    marks.push(weigh(source, start, end, i, shape, shape === 0 && isAsciiDigit(before)));
  }
  return marks;
}

/** The nearest unit that is no space, to the left (`step` -1) or right; 0 at the edge of the paragraph. */
function neighbour(source: Source, start: number, end: number, from: number, step: 1 | -1): string {
  for (let i = from + step; i >= start && i < end; i += step) {
    if (!isSpaceUnit(source.units[i] as number)) return source.text[i] as string;
  }
  return "";
}

// “…，“他说 and “…”他说道: what names the speaker, seen from the mark.
const ATTRIBUTION = /^\s*[，,]?\s*(?:[^，。：“”"]{1,12}?(?:说|表示|告诉|问|道|称|指出|写)|他|她)/u;
const ATTRIBUTION_REACH = 24;
// Nothing but a speaker and a verb up to the end of the paragraph.
const LAST_ATTRIBUTION = /^\s*[，,]?[^，。：“”"]{1,12}?(?:说|表示|告诉|问|道|称|指出|写)[^，。：“”"]{0,2}。?\s*$/u;

function weigh(source: Source, start: number, end: number, at: number, shape: Shape, inch: boolean): Mark {
  const before = neighbour(source, start, end, at, -1);
  const after = neighbour(source, start, end, at, 1);
  let opens = shape * BY_SHAPE;
  let closes = -shape * BY_SHAPE;
  if (before === "") {
    // A closing mark that begins a line was torn off the line before, or is turned the wrong way.
    opens += shape < 0 ? 1 : AT_EDGE / 2;
    closes -= shape < 0 ? 0 : AT_EDGE;
  } else if (before === "：" || before === ":") {
    opens += AFTER_COLON;
    closes -= AFTER_COLON;
  } else if (ENDS.includes(before)) {
    opens += 0.5;
    closes += 1;
    const behind = source.text.slice(at + 1, Math.min(end, at + ATTRIBUTION_REACH));
    if (ATTRIBUTION.test(behind)) closes += 1;
    if (end - at <= ATTRIBUTION_REACH && LAST_ATTRIBUTION.test(behind)) {
      closes += BESIDE_PAUSE;
      opens -= BESIDE_PAUSE;
    }
  }
  if (after === "") {
    opens -= AT_EDGE;
    closes += AT_EDGE / 2;
  } else if (PAUSES.includes(after)) {
    opens -= BESIDE_PAUSE;
    closes += BESIDE_PAUSE;
  } else if (after === "（" || after === "(") {
    opens -= BESIDE_BRACKET;
    closes += BESIDE_BRACKET;
  }
  return { at, shape, opens: inch ? opens - AFTER_INCH : opens, closes: inch ? closes - 1 : closes, inch };
}

/** What a mark does: opens, closes, closes without an opening mark, closes two at once, means inches, opens though one is open. */
const OPEN = 1;
const CLOSE = 2;
const CLOSE_LONE = 3;
const CLOSE_BOTH = 4;
const IGNORE = 5;
const REOPEN = 6;
type Action = 1 | 2 | 3 | 4 | 5 | 6;
const DEPTHS = 3;

/**
 * The best reading of all marks of one family: Viterbi over the depth (0 outside, 1 in a quotation, 2 in one within it).
 * A quotation within a quotation of the same marks that shares its closing mark is allowed for.
 */
function pairByEvidence(source: Source, start: number, end: number, marks: readonly Mark[]): Quoted[] {
  let scores: readonly number[] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const steps: Step[] = [];
  for (const mark of marks) {
    const step = stepOver(mark, scores);
    scores = step.scores;
    steps.push(step);
  }
  let depth = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let d = 0; d < DEPTHS; d++) {
    const score = (scores[d] as number) - d * LONE;
    if (score > best) [best, depth] = [score, d];
  }
  const path: Action[] = [];
  for (let i = marks.length - 1; i >= 0; i--) {
    const { actions, froms } = steps[i] as Step;
    path.push(actions[depth] as Action);
    depth = froms[depth] as number;
  }
  return readPath(source, start, end, marks, path.reverse());
}

/** For each depth behind a mark: the score of the best way there, what the mark does on it and at what depth. */
interface Step {
  readonly scores: number[];
  readonly actions: Action[];
  readonly froms: number[];
}

function stepOver(mark: Mark, scores: readonly number[]): Step {
  const lowest = Number.NEGATIVE_INFINITY;
  const step: Step = { scores: [lowest, lowest, lowest], actions: [OPEN, OPEN, OPEN], froms: [0, 0, 0] };
  consider(scores, step, 0, 1, OPEN, mark.opens);
  consider(scores, step, 0, 0, CLOSE_LONE, mark.closes - LONE);
  consider(scores, step, 1, 0, CLOSE, mark.closes);
  consider(scores, step, 1, 2, OPEN, mark.opens - NESTED);
  consider(scores, step, 1, 1, REOPEN, mark.opens - LONE);
  consider(scores, step, 2, 1, CLOSE, mark.closes);
  consider(scores, step, 2, 0, CLOSE_BOTH, mark.closes - SHARED_CLOSER);
  if (mark.inch) for (let depth = 0; depth < DEPTHS; depth++) consider(scores, step, depth, depth, IGNORE, -IGNORED_INCH);
  return step;
}

function consider(before: readonly number[], step: Step, from: number, to: number, action: Action, gain: number): void {
  const score = (before[from] as number) + gain;
  if (!(score > (step.scores[to] as number))) return;
  step.scores[to] = score;
  step.actions[to] = action;
  step.froms[to] = from;
}

function readPath(source: Source, start: number, end: number, marks: readonly Mark[], path: readonly Action[]): Quoted[] {
  const found: Quoted[] = [];
  let depth = 0;
  let opened = 0;
  let free = start; // behind the last quotation
  for (let i = 0; i < marks.length; i++) {
    const { at } = marks[i] as Mark;
    const action = path[i];
    if (action === OPEN) {
      if (depth === 0) opened = at;
      depth++;
    } else if (action === REOPEN) {
      found.push(makeQuoted(opened, at, true, false));
      opened = at;
    } else if (action === CLOSE_LONE) {
      found.push(makeQuoted(skipPauses(source, free, at), at, false, true));
      free = at + 1;
    } else if (action === CLOSE || action === CLOSE_BOTH) {
      depth = action === CLOSE ? depth - 1 : 0;
      if (depth > 0) continue;
      found.push(makeQuoted(opened, at, true, true));
      free = at + 1;
    }
  }
  if (depth > 0) found.push(makeQuoted(opened, end, true, false));
  return found.filter(isFilled);
}

function makeQuoted(from: number, to: number, opened: boolean, closed: boolean): Quoted {
  return { open: from, start: opened ? from + 1 : from, end: to, after: closed ? to + 1 : to, opened, closed };
}

function skipPauses(source: Source, from: number, to: number): number {
  let i = from;
  while (i < to && (PAUSES.includes(source.text[i] as string) || isSpaceUnit(source.units[i] as number))) i++;
  return i;
}

/** 「」『』 say themselves what they are: a stack is enough. */
function pairCorners(source: Source, start: number, end: number, places: readonly number[]): Quoted[] {
  const found: Quoted[] = [];
  const open: number[] = [];
  let free = start;
  for (const i of places) {
    if ((classOf(source.units[i] as number) & CORNER) === 0) continue;
    if (CORNER_MARKS[source.text[i] as string] === 1) open.push(i);
    else {
      const opener = open.pop();
      if (open.length > 0) continue;
      found.push(opener === undefined ? makeQuoted(free, i, false, true) : makeQuoted(opener, i, true, true));
      free = i + 1;
    }
  }
  if (open.length > 0) found.push(makeQuoted(open[0] as number, end, true, false));
  return found;
}
