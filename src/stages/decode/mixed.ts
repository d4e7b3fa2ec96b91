// Files whose lines are in different encodings: UTF-8 and one other.
import { isUtf8 } from "node:buffer";
import { doubleByteCandidates } from "./candidates.ts";
import { UNITS_PER_BIT } from "./classes.ts";
import { readUtf8 } from "./code-points.ts";
import { nextHigh, wordsOf } from "./high-bytes.ts";
import { loadModels } from "./models.ts";
import { race } from "./race.ts";
import { takeSample } from "./sample.ts";
import { newProgress, scoreDoubleByte } from "./scores.ts";
import { cheapestReading } from "./wide.ts";

const LINE_FEED = 0x0a;
/** Lines are scored by so many bytes at most. */
const LINE_SAMPLE = 512;
/** Bits by which a line that is not valid UTF-8 must read better as that, damaged, than in the other encoding. */
const LINE_MARGIN = 16;
/** Bits by which some lines together must read better in the second encoding, before a file is called mixed. Four hanzi give 60. */
const MIXED_EVIDENCE = 30;

/** Calls `visit` for every line that is not ASCII, line end included, with its first byte beyond; stops when it returns true. */
export function forEachLine(bytes: Uint8Array, visit: (start: number, end: number, high: number) => boolean): boolean {
  const words = wordsOf(bytes);
  const { length } = bytes;
  for (let from = 0, high = nextHigh(bytes, words, 0, length); high < length; high = nextHigh(bytes, words, from, length)) {
    let start = high;
    while (start > from && bytes[start - 1] !== LINE_FEED) start--;
    const feed = bytes.indexOf(LINE_FEED, high);
    from = feed < 0 ? length : feed + 1;
    if (visit(start, from, high)) return true;
  }
  return false;
}

/** Sequences looked at before the whole line is: text in another encoding seldom passes the first. */
const FIRST_SEQUENCES = 3;

/** Whether the first sequences beyond ASCII, from `high` on, have the form of UTF-8. Cheap: it spares most lines the call of `isUtf8`. */
function beginsLikeUtf8(bytes: Uint8Array, high: number, end: number): boolean {
  let seen = 0;
  for (let at = high; at < end && seen < FIRST_SEQUENCES; at++) {
    const lead = bytes[at] as number;
    if (lead < 0x80) continue;
    const trails = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || at + trails >= end) return false;
    for (let i = 0; i < trails; i++) if (((bytes[++at] as number) & 0xc0) !== 0x80) return false;
    seen++;
  }
  return true;
}

/**
 * The encoding beside UTF-8 in a file whose lines are in two, or null for a file in one encoding.
 *
 * @param bytes not valid UTF-8
 * @param name the encoding in which most of the file reads best
 */
export function findOtherEncoding(bytes: Uint8Array, name: string): string | null {
  if (name !== "utf-8" && !hasUtf8Lines(bytes, name)) return null;
  const lines = collectInvalidLines(bytes);
  const { best } = race(takeSample(Buffer.concat(lines)), { declared: [], validUtf8: false });
  const other = canMix(best.name) ? best.name : name;
  if (other === "utf-8") return null;
  if (name !== "utf-8") return other;
  let evidence = 0;
  for (const line of lines) evidence += Math.max(0, -utf8Advantage(line, other));
  return evidence > MIXED_EVIDENCE ? other : null;
}

function hasUtf8Lines(bytes: Uint8Array, name: string): boolean {
  let evidence = 0;
  return forEachLine(bytes, (start, end, high) => {
    if (!beginsLikeUtf8(bytes, high, end)) return false;
    const line = bytes.subarray(start, end);
    if (isUtf8(line)) evidence += Math.max(0, utf8Advantage(line, name));
    return evidence > MIXED_EVIDENCE;
  });
}

/** So much of a file's lines that are not valid UTF-8 tells their encoding. Bytes. */
const INVALID_BYTES = 8192;

function collectInvalidLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let size = 0;
  forEachLine(bytes, (start, end) => {
    const line = bytes.subarray(start, end);
    if (!isUtf8(line)) {
      lines.push(line);
      size += line.length;
    }
    return size > INVALID_BYTES;
  });
  return lines;
}

/** Single-byte text mixed with UTF-8 is seldom real, and its lines are too easily taken for damage. */
function canMix(name: string): boolean {
  return doubleByteCandidates().some(({ model }) => model.encoding === name);
}

/** Whether a line that is not ASCII reads better as UTF-8 than in the other encoding. */
export function isUtf8Line(line: Uint8Array, other: string): boolean {
  return utf8Advantage(line, other) >= (isUtf8(line) ? 0 : LINE_MARGIN);
}

/** By how many bits a line reads better as UTF-8 than in the other encoding. */
function utf8Advantage(line: Uint8Array, other: string): number {
  const sample = takeSample(line, LINE_SAMPLE);
  return scoreAs(sample, other) - cheapestReading(readUtf8(sample, sample.length));
}

/** Bits of a sample in a two-byte encoding, in the language that fits best. */
function scoreAs(sample: Uint8Array, name: string): number {
  const { ascii } = loadModels();
  let least = Number.POSITIVE_INFINITY;
  for (const { model } of doubleByteCandidates()) {
    if (model.encoding !== name) continue;
    const progress = newProgress();
    scoreDoubleByte(sample, sample.length, model, ascii, progress);
    least = Math.min(least, progress.units);
  }
  return least / UNITS_PER_BIT;
}
