// Beam search over the GBK bytes behind a slip. A state is what the clean text may be up to here: the lead byte that waits for its trail
// byte, the last two bytes, the text so far and its cost under the character model. The search itself is kernel/slip.as.
import { LOG_STEP, type RepairTables } from "./model.ts";
import { syllableAt } from "./pinyin.ts";

/** Units before a slip that tell the script around it. */
const BEFORE = 120;
/** Units from a slip on that the search may look at: the longest slip, and a few behind it. */
const BEHIND = 154;
const MAX_ANNOTATION = 9;
const QUESTION = 0x3f;
const PAREN = 0x28;

/** A decoded stretch: [`?`, `end`) becomes `after`, which costs `gain` nats less than what stands there. */
export interface SlipResult {
  readonly end: number;
  readonly after: string;
  readonly gain: number;
}

/** Decodes the slip that may begin at the `?` at `start`, which is not the first unit; null when the text as it stands is the best reading. */
export function decodeSlip(text: string, start: number, keepsPrivate: boolean, tables: RepairTables): SlipResult | null {
  const kernel = tables.kernel();
  const from = Math.max(0, start - BEFORE);
  const end = Math.min(text.length, start + BEHIND);
  kernel.clearAnnotations();
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== QUESTION && unit !== PAREN) continue;
    const syllable = syllableAt(text, at + 1);
    const reading = syllable === null ? -1 : tables.readings().idOf(syllable);
    if (syllable !== null && reading >= 0) kernel.annotate(at - from, reading, syllable.length, tables.readings().tables);
  }
  const found = kernel.decodeSlip(text.slice(from, end), start - from, contextEnd(text, start, tables) - from, keepsPrivate);
  return found && { end: from + found.end, after: found.after, gain: found.gain * LOG_STEP };
}

/** Offset behind the character before the slip; an annotation between them is no text. */
function contextEnd(text: string, start: number, tables: RepairTables): number {
  if (text.charAt(start - 1) !== ")") return start;
  const open = text.lastIndexOf("(", start - 1);
  if (open < 1 || start - open > MAX_ANNOTATION) return start;
  const syllable = syllableAt(text, open + 1);
  return syllable !== null && tables.readings().has(text.charCodeAt(open - 1), syllable) ? open : start;
}
