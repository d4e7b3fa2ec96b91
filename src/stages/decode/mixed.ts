// Files whose lines are in different encodings: UTF-8 and one other.
import { isUtf8 } from "node:buffer";
import { doubleByteGroup, isDoubleByte } from "./candidates.ts";
import { UNITS_PER_BIT } from "./classes.ts";
import { decodeKernel, SAMPLE_BYTES } from "./kernel.ts";
import { race } from "./race.ts";
import { cheapestReading } from "./wide.ts";

/** Lines are scored by so many bytes at most. */
const LINE_SAMPLE = 512;
/** Bits by which a line that is not valid UTF-8 must read better as that, damaged, than in the other encoding. */
const LINE_MARGIN = 16;
/** Bits by which some lines together must read better in the second encoding, before a file is called mixed. Four hanzi give 60. */
const MIXED_EVIDENCE = 30;

/**
 * Calls `visit` for every line that is not ASCII, line end included; stops when it returns true.
 *
 * @param bytes the kernel's file
 * @param isUtf8Like only for lines that begin like UTF-8: it spares most lines the call of `isUtf8`
 */
export function forEachLine(bytes: Uint8Array, visit: (start: number, end: number) => boolean, isUtf8Like = false): boolean {
  const kernel = decodeKernel();
  const { length } = bytes;
  for (let end = kernel.nextLine(0, length, isUtf8Like); end > 0; end = kernel.nextLine(end, length, isUtf8Like)) {
    if (visit(kernel.lineStart, end)) return true;
  }
  return false;
}

/**
 * The encoding beside UTF-8 in a file whose lines are in two, or null for a file in one encoding.
 *
 * @param bytes not valid UTF-8; the kernel's file, which may be another one afterwards
 * @param name the encoding in which most of the file reads best
 */
export function findOtherEncoding(bytes: Uint8Array, name: string): string | null {
  if (name !== "utf-8" && !hasUtf8Lines(bytes, name)) return null;
  const lines = collectInvalidLines(bytes);
  const { best } = race(takeSample(Buffer.concat(lines), SAMPLE_BYTES), { declared: [], validUtf8: false });
  const other = isDoubleByte(best.name) ? best.name : name; // single-byte text among UTF-8 is seldom real, and too easily taken for damage
  if (other === "utf-8") return null;
  if (name !== "utf-8") return other;
  let evidence = 0;
  for (const line of lines) evidence += Math.max(0, -utf8Advantage(takeSample(line, LINE_SAMPLE), other));
  return evidence > MIXED_EVIDENCE ? other : null;
}

/** Makes a sample of other bytes than the file, which they replace. */
function takeSample(bytes: Uint8Array, limit: number): number {
  const kernel = decodeKernel();
  kernel.load(bytes);
  return kernel.takeSample(0, bytes.length, limit);
}

function hasUtf8Lines(bytes: Uint8Array, name: string): boolean {
  let evidence = 0;
  const visit = (start: number, end: number): boolean => {
    if (isUtf8(bytes.subarray(start, end))) {
      evidence += Math.max(0, utf8Advantage(decodeKernel().takeSample(start, end, LINE_SAMPLE), name));
    }
    return evidence > MIXED_EVIDENCE;
  };
  return forEachLine(bytes, visit, true);
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

/** Whether a line of the kernel's file that is not ASCII reads better as UTF-8 than in the other encoding. */
export function isUtf8Line(bytes: Uint8Array, start: number, end: number, other: string): boolean {
  const advantage = utf8Advantage(decodeKernel().takeSample(start, end, LINE_SAMPLE), other);
  return advantage >= (isUtf8(bytes.subarray(start, end)) ? 0 : LINE_MARGIN);
}

/** By how many bits the sample, of that length, reads better as UTF-8 than in the other encoding. */
function utf8Advantage(length: number, other: string): number {
  const kernel = decodeKernel();
  const count = kernel.readUtf8(length);
  return scoreAs(length, other) - cheapestReading(kernel.codes(count), count);
}

/** Bits of a sample in a two-byte encoding, in the language that fits best. */
function scoreAs(length: number, name: string): number {
  const kernel = decodeKernel();
  let least = Number.POSITIVE_INFINITY;
  for (const { encoding, model } of doubleByteGroup().candidates)
    if (encoding === name) least = Math.min(least, kernel.score(model, length));
  return least / UNITS_PER_BIT;
}
