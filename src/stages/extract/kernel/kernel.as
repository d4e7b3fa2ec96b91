// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts.
//
// One pass over a plain text: its lines without the blanks at their ends, whether it was wrapped at a column, and whether it may be markup.
import { opensMarkup } from "./classes";
import { addLine, beginLines, lineCount, measureLines, setLines } from "./lines";
import { beginText, TEXT, unitAt } from "./memory";

export { TEXT } from "./memory";

/** What a text holds: what ../lines.ts knows by these numbers. */
const MARKUP: i32 = 1;
const RETURN: i32 = 2;
const BRACKET: i32 = 4;
/** Not told: with a bracket it is markup. */
const LINK: i32 = 8;
const TOLD_BITS: i32 = 3;

/** Units that are looked at for markup. */
const HEAD: i32 = 65_536;

const LINE_FEED: u32 = 0x0a;
const CARRIAGE_RETURN: u32 = 0x0d;
const PARENTHESIS: u32 = 0x28;
const ASTERISK: u32 = 0x2a;
const LESS: u32 = 0x3c;
const OPENING: u32 = 0x5b;
const CLOSING: u32 = 0x5d;
const BACKTICK: u32 = 0x60;
/** U+2028 and U+2029 separate lines, too, as far as marks at their beginnings are concerned. */
const SEPARATOR: u32 = 0x2028;

// @ts-ignore
@inline
function equal(units: v128, unit: u32): v128 {
  return i16x8.eq(units, i16x8.splat(<i16>unit));
}

/** Notes the lines of the text; gives their number and, in the last three bits, what the text holds. `at`: where they go, behind the text. */
export function readText(units: i32, at: usize): i32 {
  if (__heap_base > TEXT) unreachable();
  beginText(units);
  beginLines(at);
  addLine(0);
  let found = opensMarkup(unitAt(0)) ? MARKUP : 0;
  for (let at = 0; at < units; at += 8) {
    const eight = v128.load(TEXT + (<usize>at << 1));
    const separators = equal(v128.and(eight, i16x8.splat(~1)), SEPARATOR);
    const low = i16x8.lt_u(eight, i16x8.splat(<i16>BACKTICK + 1));
    if (!v128.any_true(v128.or(low, separators))) continue;
    const feeds = v128.or(equal(eight, LINE_FEED), equal(eight, CARRIAGE_RETURN));
    const marks = v128.or(v128.or(equal(eight, LESS), equal(eight, ASTERISK)), equal(eight, BACKTICK));
    const brackets = v128.or(equal(eight, OPENING), equal(eight, CLOSING));
    let bits = i16x8.bitmask(v128.or(v128.or(feeds, marks), v128.or(brackets, separators)));
    for (; bits != 0; bits &= bits - 1) found |= noteUnit(at + ctz(bits), units);
  }
  measureLines(units);
  if ((found & (BRACKET | LINK)) == (BRACKET | LINK)) found |= MARKUP;
  return (lineCount << TOLD_BITS) | (found & ((1 << TOLD_BITS) - 1));
}

/** Looks at a unit that is one of the marks; gives what it says of the text. */
function noteUnit(i: i32, units: i32): i32 {
  const unit = unitAt(i);
  const head = min(units, HEAD);
  let found = 0;
  if (unit == LINE_FEED) addLine(i + 1);
  else if (unit == CARRIAGE_RETURN) found = RETURN;
  else if (unit == LESS) return i < head ? MARKUP : 0;
  else if (unit == OPENING) return i < head ? BRACKET : 0;
  else if (unit == CLOSING) return i + 1 < head && unitAt(i + 1) == PARENTHESIS ? LINK : 0;
  else if (unit == ASTERISK) return i + 1 < head && unitAt(i + 1) == ASTERISK ? MARKUP : 0;
  else if (unit == BACKTICK) return i + 2 < head && unitAt(i + 1) == BACKTICK && unitAt(i + 2) == BACKTICK ? MARKUP : 0;
  return i + 1 < head && opensMarkup(unitAt(i + 1)) ? found | MARKUP : found;
}

/** Measures lines whose beginnings stand at `at` already. */
export function readLines(units: i32, at: usize, count: i32): void {
  beginText(units);
  beginLines(at);
  setLines(count);
  measureLines(units);
}
