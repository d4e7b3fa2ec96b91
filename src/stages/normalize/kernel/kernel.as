// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts. ../kernel.ts fills the tables, lays out the texts
// and reads what comes out.
//
// House style: the rules that a text gives work, then all of them, round after round until it stands.
import { isProse, kinds } from "./context";
import { count, rulesCounted, startEdits, writeText } from "./edits";
import { mendForms } from "./forms";
import { ANY_DOTS, mendNameDots, widenMarks } from "./marks";
import { APOSTROPHE, begin, changed, FULL_STOP, HALF_MARK, length, MARGINS, original, QUOTE, setChanged } from "./memory";
import { curlQuotes } from "./quotes";
import { hasSharedGap, tightenSpaces } from "./spacing";

export { COUNTS } from "./edits";
export { MEMORY_START, TRAITS, UNIFIED, UNIFIED_PAIRS } from "./memory";

/** Rules wait for each other's results (a mark is judged by its neighbours); rounds until none has anything to do. */
const MOST_ROUNDS: i32 = 8;

/** Bits of a style: see `Style` of ../kernel.ts. */
const FORMS: u32 = 1;
const MARKS: u32 = 2;
const WIDEN: u32 = 4;
const TIGHTEN: u32 = 8;
const HAS_STOPS: u32 = 16;
const FIELD: u32 = 32;

/** Bits of what a text holds (`Held` of src/text/characters.ts). */
let heldForms: u32 = 0;
let heldNameDot: u32 = 0;
let heldQuotes: u32 = 0;
let heldPunctuation: u32 = 0;
let heldHan: u32 = 0;
let heldMixed: u32 = 0;

export function setHeld(forms: u32, nameDot: u32, quotes: u32, punctuation: u32, han: u32, mixed: u32): void {
  heldForms = forms;
  heldNameDot = nameDot;
  heldQuotes = quotes;
  heldPunctuation = punctuation;
  heldHan = han;
  heldMixed = mixed;
}

/**
 * Restyles texts, and writes those that change one behind another.
 *
 * @param texts i32, four for each: where it begins among the units, how many it has, what it holds; written here: the number of its edits (in
 *   the place of what it holds), and where it ends in the output
 * @param units u16
 * @param draft room for the longest text: two bytes a unit, then one, then ten
 * @param longest units of the longest text
 * @param list room for the edits, 0 = they are not listed: see edits.as
 * @returns the rules that have edits, as bits
 */
export function restyle(texts: usize, number: i32, units: usize, draft: usize, longest: usize, output: usize, list: usize, style: u32): i32 {
  startEdits(list, output);
  const marks = draft + 2 * longest + MARGINS;
  const room = (marks + longest + MARGINS + 15) & ~15;
  let to = output;
  for (const end = texts + (<usize>number << 4); texts < end; texts += 16) {
    begin(units + (<usize>load<i32>(texts) << 1), load<i32>(texts, 4), draft, marks);
    restyleText(load<u32>(texts, 8), style, room);
    to = writeText(to);
    store<i32>(texts, count, 8);
    store<i32>(texts, <i32>((to - output) >> 1), 12);
  }
  return rulesCounted();
}

function restyleText(held: u32, style: u32, room: usize): void {
  const isPlain = isPlainText(held) && (style & FIELD) == 0 && !holdsSelect();
  const hasForms = (style & FORMS) != 0 && (held & heldForms) != 0;
  let todo: u32 = hasForms ? -1 : held;
  if (hasForms) mendForms();
  if (!isPlain && !isProse()) return;
  const seen: u32 = hasForms ? -1 : isPlain ? 0 : kinds; // a plain text has none of the kinds that are asked for
  for (let round = 0; round < MOST_ROUNDS; round++) {
    setChanged(false);
    if ((style & MARKS) != 0 && (seen & ANY_DOTS) != 0 && (todo & heldNameDot) != 0) mendNameDots();
    if ((style & MARKS) != 0 && (seen & ANY_QUOTES) != 0 && (todo & heldQuotes) != 0) curlQuotes(room, seen);
    if ((style & WIDEN) != 0 && (seen & ANY_HALF) != 0 && (todo & (heldPunctuation | heldNameDot | heldQuotes)) != 0) {
      widenMarks((style & HAS_STOPS) != 0, room);
    }
    if ((style & TIGHTEN) != 0) tightenSpaces((style & FIELD) != 0);
    if (!changed || (isPlain && !hasSharedGap)) return;
    todo = -1;
  }
}

/** Kinds without which the rules for dots, quotation marks and half-width marks have nothing to do. */
const ANY_QUOTES: u32 = (1 << QUOTE) | (1 << APOSTROPHE);
const ANY_HALF: u32 = (1 << HALF_MARK) | (1 << FULL_STOP);

/**
 * A text of Han, letters and digits with marks of Chinese, which cannot be code (but for SQL): there is nothing to do but to take out blanks,
 * once, unless a mark that Latin text has, too, stands beside one: it may depend on what became of other blanks.
 */
function isPlainText(held: u32): bool {
  return (held & (heldMixed | heldForms | heldHan)) == heldHan;
}

/** Whether `SELECT` stands anywhere. Looks at eight units together for its first letter. */
function holdsSelect(): bool {
  const end = original + (<usize>length << 1);
  for (let at = original; at + 12 <= end; ) {
    const found = i16x8.bitmask(i16x8.eq(v128.load(at), i16x8.splat(0x53)));
    if (found == 0) {
      at += 16;
      continue;
    }
    at += <usize>ctz(found) << 1;
    if (at + 12 <= end && load<u64>(at) == 0x0045_004c_0045_0053 && load<u32>(at, 8) == 0x0054_0043) return true;
    at += 2;
  }
  return false;
}
