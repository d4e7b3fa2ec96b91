// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts.
//
// The tagger's work on one piece of text: words, features, weights, labels. 128-bit SIMD: features are mixed four at a time, the eight checks
// of a bucket compared and eight labels added at once. No branch that the processor could guess wrong where it can be avoided.
import { findRuns, lookAhead, markInside, setEdges } from "./context";
import { allFeatures } from "./features";
import { WINDOW_MENTIONS, count, mentions, open, outcome, tokenEnd, tokenStart, wanted } from "./memory";
import { openGate } from "./gate";
import { decode } from "./path";
import { tokenize } from "./tokens";
import { weighAll } from "./weigh";
import { findWords, markClauses } from "./words";

export * from "./memory";
export { weigh } from "./weigh";
export { fillLexicon, fillRows } from "./fill";
export { tokenize } from "./tokens";
export { openGate, setGate } from "./gate";

/** What the features of the tokens of a piece are made of. */
export function prepare(count: i32): void {
  findWords(count);
  findRuns(count);
  lookAhead(count);
  markInside(count);
}

/** The features of all tokens of the piece at hand, for training. */
export function features(): void {
  memory.fill(wanted, 1, count);
  setEdges(count);
  prepare(count);
  allFeatures(count);
}

/** Adds the mentions of the piece at hand among the tokens that are open to the `found` ones; gives their number. */
function tagPiece(found: i32): i32 {
  const first = found;
  markClauses(count);
  prepare(count);
  weighAll(count);
  for (let i = 0; i < count; i++) {
    if (!load<u8>(i, open)) continue;
    const start = i;
    while (i < count && load<u8>(i, open)) i++;
    found = decode(start, i, count, found);
  }
  for (let m = first; m < found; m++) {
    const at: usize = mentions + ((<usize>m) << 4);
    store<i32>(at, load<i32>(load<i32>(at) << 2, tokenStart));
    store<i32>(at, load<i32>(load<i32>(at, 4) << 2, tokenEnd), 4);
  }
  return found;
}

/**
 * Finds the mentions in a stretch of the text in `text`, piece by piece.
 *
 * @param all false when more text follows: its last piece is left then, unless it is the only one
 * Stores where the text ends that was tagged in `outcome`: a global variable is slow to read from outside.
 *
 * @returns number of mentions
 */
export function tag(from: i32, to: i32, all: bool): i32 {
  let found = 0;
  let tagged = from;
  while (tagged < to && found <= WINDOW_MENTIONS) {
    const next = tokenize(tagged, to, true);
    if (next == to && !all && tagged > from) break;
    tagged = next;
    if (count > 0 && openGate(count)) found = tagPiece(found);
  }
  store<i32>(outcome, tagged);
  return found;
}
