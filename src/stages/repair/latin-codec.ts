// UTF-8, GBK and Big5 that were read as windows-1252 or latin-1.
import type { Edit } from "../../text/edits.ts";
import { isHanUnit } from "../../text/hanzi.ts";
import { gapEdits } from "./latin-gaps.ts";
import { big5, type DoubleByteCodec, gbk, latinByte } from "./legacy-codecs.ts";
import { isCjkUnit, type RuleContext, type RuleId } from "./rules.ts";

/** How often UTF-8 may have been read as latin-1 on the way. */
const MAX_LAYERS = 4;
/** Mean cost per decoded character (nats) up to which bytes count as Chinese; 10.2 in the notes of the damage data. */
const MAX_MEAN_COST = 9.6;
const MIN_HIGH = 4;
/** Share of a run of latin letters that must be UTF-8; GBK bytes have short stretches of it by chance. */
const MIN_COVERAGE = 0.8;
/** From so many characters on, a stretch may hold other scripts as well; that many valid sequences are no chance. */
const MIN_LONG = 8;
/** The same over a line without Han characters. */
const MIN_LINE_COVERAGE = 0.6;

/**
 * Mends mojibake made of latin letters: UTF-8 sequences first, one by one; where none are, the line or its runs as GBK or Big5,
 * whichever the model likes better. Wrong for: French or German words whose accented letters happen to form UTF-8 (none known).
 */
export function repairLatin(text: string, context: RuleContext): readonly Edit[] {
  if (context.isOn("utf8-as-latin") && holdsSequence(text)) {
    const { edits, complete } = utf8Edits(text);
    const gaps = complete ? [] : gapEdits(text, firstLead(text), context.tables.model());
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

function hasHanUnit(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isHanUnit(text.charCodeAt(i))) return true;
  return false;
}

/** Stretches of UTF-8 sequences written with latin letters; a run of latin letters counts when nearly all of it is UTF-8. */
function utf8Edits(text: string): { edits: readonly Edit[]; complete: boolean } {
  const edits: Edit[] = [];
  let strong = false;
  let covered = 0;
  let high = 0;
  for (let i = 0; i < text.length; i++) {
    if (latinByte(text.charCodeAt(i)) < 0x80) continue;
    let end = i + 1;
    while (end < text.length && latinByte(text.charCodeAt(end)) >= 0x80) end++;
    const run = readRun(text, i, end);
    covered += run.covered;
    high += end - i;
    if (run.covered >= (end - i) * MIN_COVERAGE) for (const edit of run.edits) edits.push(edit);
    strong ||= run.edits.some((edit) => isStrong(text, edit));
    i = end;
  }
  const isEnough = strong && (covered >= high * MIN_LINE_COVERAGE || hasHanUnit(text));
  return { edits: isEnough ? edits : [], complete: covered === high || !strong };
}

/** The first unit that may begin a UTF-8 sequence of three bytes. */
function firstLead(text: string): number {
  let at = 0;
  while (at < text.length && (Math.max(0, latinByte(text.charCodeAt(at))) & 0xf0) !== 0xe0) at++;
  return at;
}

function readRun(text: string, start: number, end: number): { edits: Edit[]; covered: number } {
  const edits: Edit[] = [];
  let covered = 0;
  for (let i = start; i < end; ) {
    const stretch = readStretch(text, i);
    if (stretch === null) {
      if (isMark(text.charCodeAt(i))) covered++;
      i++;
      continue;
    }
    const after = peel(stretch.decoded);
    if (after !== null) {
      edits.push({ start: i, end: stretch.end, rule: "utf8-as-latin", after });
      covered += stretch.end - i;
    }
    i = stretch.end;
  }
  return { edits, covered };
}

/** A mark that good Chinese text has and windows-1252 too: quotation marks, dashes, dots. */
function isMark(unit: number): boolean {
  return unit >= 0x2010 || unit === 0xb7;
}

/** The longest run of complete UTF-8 sequences from `start`; null when none begins there. */
function readStretch(text: string, start: number): { end: number; decoded: string } | null {
  let decoded = "";
  let at = start;
  for (;;) {
    const length = sequenceLength(text, at);
    if (length === 0) break;
    let code = latinByte(text.charCodeAt(at)) & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) code = (code << 6) | (continuation(text, at + i) & 0x3f);
    decoded += String.fromCodePoint(code);
    at += length;
  }
  return at > start ? { end: at, decoded } : null;
}

function continuation(text: string, at: number): number {
  return at < text.length ? latinByte(text.charCodeAt(at)) : -1;
}

/** Units of the UTF-8 sequence at `at`: 2 to 4, or 0. No surrogates, no overlong forms, nothing beyond U+10FFFF. */
function sequenceLength(text: string, at: number): number {
  const lead = continuation(text, at);
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0) return 0;
  for (let i = 1; i < length; i++) {
    const byte = continuation(text, at + i);
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  const second = continuation(text, at + 1);
  if (
    (lead === 0xe0 && second < 0xa0) ||
    (lead === 0xed && second > 0x9f) ||
    (lead === 0xf0 && second < 0x90) ||
    (lead === 0xf4 && second > 0x8f)
  )
    return 0;
  return length;
}

/** Decodes further layers while the text is UTF-8 in latin letters again; null when the result is nothing that Chinese pages hold. */
function peel(decoded: string): string | null {
  let text = decoded;
  for (let layer = 1; layer < MAX_LAYERS; layer++) {
    if (!holdsSequence(text)) break;
    const inner = readStretch(text, 0);
    if (inner === null || inner.end !== text.length) return null;
    text = inner.decoded;
  }
  let odd = 0;
  for (const char of text) if (!isPlausible(char.codePointAt(0) as number)) odd++;
  return odd === 0 || (text.length >= MIN_LONG && odd * 2 < text.length) ? text : null;
}

/** Whether a UTF-8 sequence of more than one byte stands anywhere; few of the lines with latin letters have one. */
function holdsSequence(text: string): boolean {
  for (let i = 0; i + 1 < text.length; i++) if (sequenceLength(text, i) > 0) return true;
  return false;
}

/** Latin-1, letters of pinyin, marks and signs, CJK, emoji. */
function isPlausible(code: number): boolean {
  if (code < 0x180) return code >= 0xa0;
  if (code < 0x2e80) return (code >= 0x1cd && code <= 0x1dc) || code >= 0x2010;
  return (
    code < 0xa000 ||
    (code >= 0xf900 && code < 0xfb00) ||
    (code >= 0xfe10 && code < 0x10000) ||
    (code >= 0x1f000 && code < 0x1fb00) ||
    (code >= 0x20000 && code < 0x2a6e0)
  );
}

/** Evidence enough by itself: something Chinese in it, or latin-1 marks between Han characters (`Â·`, `â€œ`). */
function isStrong(text: string, { start, end, after }: Edit): boolean {
  for (let i = 0; i < after.length; i++) if (isCjkUnit(after.charCodeAt(i))) return true;
  return isCjkUnit(text.charCodeAt(start - 1)) || isCjkUnit(text.charCodeAt(end));
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
