// UTF-8, GBK and Big5 that were read as windows-1252 or latin-1.
import type { Edit } from "../../text/edits.ts";
import { gapEdits } from "./latin-gaps.ts";
import { big5, type DoubleByteCodec, gbk, latinByte } from "./legacy-codecs.ts";
import { hasHanUnit, isCjkUnit, type RuleContext, type RuleId } from "./rules.ts";

/** Mean cost per decoded character (nats) up to which bytes count as Chinese; 10.2 in the notes of the damage data. */
const MAX_MEAN_COST = 9.6;
const MIN_HIGH = 4;

/**
 * Mends mojibake made of latin letters: UTF-8 sequences first, one by one; where none are, the line or its runs as GBK or Big5,
 * whichever the model likes better. Wrong for: French or German words whose accented letters happen to form UTF-8 (none known).
 */
export function repairLatin(text: string, context: RuleContext): readonly Edit[] {
  if (context.isOn("utf8-as-latin")) {
    const { edits, isWhole } = context.tables.kernel().latin(text);
    const gaps = isWhole ? [] : gapEdits(text, firstLead(text), context.tables.model());
    if (gaps.length > 0) return gaps;
    if (edits.length > 0) return edits;
  }
  const edits: Edit[] = [];
  const hasHan = hasHanUnit(text);
  for (let i = 0; i < text.length; i++) {
    if (!isByte(text.charCodeAt(i), hasHan)) continue;
    let end = i + 1;
    while (end < text.length && isByte(text.charCodeAt(end), hasHan)) end++;
    const edit = doubleByteEdit(text, i, end, context);
    if (edit) edits.push(edit);
    i = end;
  }
  return edits;
}

function isByte(unit: number, strict: boolean): boolean {
  return unit < 0x100 || (!strict && latinByte(unit) >= 0);
}

/** The first unit that may begin a UTF-8 sequence of three bytes. */
function firstLead(text: string): number {
  let at = 0;
  while (at < text.length && (Math.max(0, latinByte(text.charCodeAt(at))) & 0xf0) !== 0xe0) at++;
  return at;
}

/** The bytes of a run as GBK or Big5, from its first high byte to its last one and the ASCII unit that may be a trail byte. */
function doubleByteEdit(text: string, from: number, to: number, context: RuleContext): Edit | null {
  let start = from;
  while (start < to && text.charCodeAt(start) < 0x80) start++;
  let end = to;
  while (end > start && text.charCodeAt(end - 1) < 0x80) end--;
  let high = 0;
  let paired = 0;
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) < 0x80) continue;
    high++;
    if (i + 1 < end && text.charCodeAt(i + 1) >= 0x80) paired++;
  }
  if (high < MIN_HIGH || paired * 3 < high) return null;
  const model = context.tables.model();
  let best: { rule: RuleId; end: number; after: string; cost: number } | null = null;
  for (const [rule, codec] of [
    ["gbk-as-latin", gbk()],
    ["big5-as-latin", big5()],
  ] as const) {
    if (!context.isOn(rule)) continue;
    const decoded = decodeRun(text, start, end, to, codec);
    if (decoded === null) continue;
    const cost = model.meanCost(decoded.after, Number.POSITIVE_INFINITY);
    if (countCjk(decoded.after) * 5 < (decoded.after.length - countAscii(decoded.after)) * 4) continue;
    if (cost <= MAX_MEAN_COST && (best === null || cost < best.cost)) best = { rule, ...decoded, cost };
  }
  return best && { start, end: best.end, rule: best.rule, after: best.after };
}

/** Strict decoding; the last lead byte may take one ASCII unit behind `end`. Null when some pair does not exist. */
function decodeRun(text: string, start: number, end: number, limit: number, codec: DoubleByteCodec): { end: number; after: string } | null {
  let after = "";
  let at = start;
  while (at < end) {
    const byte = latinByte(text.charCodeAt(at));
    if (byte < 0x80) {
      after += text[at];
      at++;
      continue;
    }
    const unit = at + 1 < limit ? codec.decode(byte, latinByte(text.charCodeAt(at + 1))) : 0;
    if (unit === 0) return null;
    after += String.fromCharCode(unit);
    at += 2;
  }
  return { end: at, after };
}

function countCjk(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (isCjkUnit(text.charCodeAt(i)) || text.charCodeAt(i) >= 0x2010) count++;
  return count;
}

function countAscii(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x80) count++;
  return count;
}
