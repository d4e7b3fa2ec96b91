// UTF-16 and UTF-32 without a byte order mark.

import { UNITS_PER_BIT } from "./classes.ts";
import { type CodePoints, readUtf16, readUtf32 } from "./code-points.ts";
import { decodeKernel } from "./kernel.ts";
import { loadModels } from "./models.ts";
import { scoreAnyScript, scoreCodePoints } from "./scores.ts";

/** A reading of bytes and the bits that it takes. */
export interface Reading {
  readonly name: string;
  readonly bits: number;
}

/** The best reading, and how many bits the best one behind it needs more that gives another text. */
export interface Race {
  readonly best: Reading;
  readonly margin: number;
}

/** How much of the file is looked at, in bytes. */
const PREFIX = 512;

/** Bits that UTF-16 and UTF-32 must make up for: files without a mark are rare. */
const UTF16_PRIOR = 6;
const UTF32_PRIOR = 8;

/** The fewest bits that the models need for code points, over all languages. */
export function cheapestReading(codes: Int32Array, count: number): number {
  const { cjk, ascii } = loadModels();
  let units = scoreAnyScript(codes, count, ascii);
  for (const language of cjk) units = Math.min(units, scoreCodePoints(codes, count, language, ascii));
  return units / UNITS_PER_BIT;
}

/**
 * The best reading as UTF-16 or UTF-32 of the first bytes, or null where it reads no better than one byte a character would.
 *
 * @param bytes the kernel's file
 * @param narrowBits gives the bits of the best other reading of the same number of bytes
 */
export function detectWide(bytes: Uint8Array, narrowBits: (end: number) => number): Race | null {
  const end = Math.min(bytes.length, PREFIX) & ~3;
  const pairEnd = Math.min(bytes.length, PREFIX) & ~1;
  let best: Reading | null = null;
  const { zeros, others } = decodeKernel().countControls(pairEnd);
  const controls = zeros + others;
  if (controls === 0 && pairEnd >= CONTROL_FREE_BYTES) return null;
  const most = pairEnd < LONG_BYTES ? MOST_BITS : MOST_BITS_LONG;
  const consider = (name: string, points: CodePoints, prior: number, length: number): void => {
    if (points.count === 0) return;
    const bits = cheapestReading(points.codes, points.count) + zeroBits(points, length / points.count) + prior;
    if (bits < most * points.count + prior && (best === null || bits < best.bits)) best = { name, bits };
  };
  if (hasWideZeros(bytes, end)) {
    consider("utf-32le", readUtf32(bytes, end, false), UTF32_PRIOR, end);
    consider("utf-32be", readUtf32(bytes, end, true), UTF32_PRIOR, end);
  }
  if (best === null) {
    consider("utf-16le", readUtf16(bytes, pairEnd, false), UTF16_PRIOR, pairEnd);
    consider("utf-16be", readUtf16(bytes, pairEnd, true), UTF16_PRIOR, pairEnd);
  }
  const found = best as Reading | null;
  if (found === null) return null;
  const margin = narrowBits(pairEnd) - found.bits;
  return margin > (controls > 0 ? 0 : CONTROL_FREE_MARGIN) ? { best: found, margin } : null;
}

/** So many bits a character are noise, or numbers: Chinese takes 9 to 11, classical verse 13. Short text may be rarer. */
const MOST_BITS = 16;
const MOST_BITS_LONG = 14.5;
const LONG_BYTES = 64;
/** One character in eight has a low byte below 20, and ASCII gives zeros: without either only short text can be UTF-16 … */
const CONTROL_FREE_BYTES = 64;
/** … and it must read better by more than a few bits. */
const CONTROL_FREE_MARGIN = 16;

/** U+0000 stands for as many zero bytes as a character has; the models charge for one. */
function zeroBits({ codes, count }: CodePoints, width: number): number {
  let zeros = 0;
  for (let i = 0; i < count; i++) if (codes[i] === 0) zeros++;
  return zeros * ZERO_BITS * (Math.round(width) - 1);
}

const ZERO_BITS = 22;

/** Whether nearly every four bytes begin (or end) with 00 and a plane from 0 to 16, as UTF-32 does. */
function hasWideZeros(bytes: Uint8Array, end: number): boolean {
  let little = 0;
  let big = 0;
  for (let at = 0; at + 3 < end; at += 4) {
    if (bytes[at + 3] === 0 && (bytes[at + 2] as number) <= 0x10) little++;
    if (bytes[at] === 0 && (bytes[at + 1] as number) <= 0x10) big++;
  }
  return end >= 4 && Math.max(little, big) * 4 >= end * 0.9;
}
