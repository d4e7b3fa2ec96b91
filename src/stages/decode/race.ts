// Which encoding explains a sample best.

import { scoreAlphabets } from "./alphabet-points.ts";
import { type Candidate, codesOf, doubleByteGroup, type Group, isDoubleByte, namedGroup, readGroup } from "./candidates.ts";
import { UNITS_PER_BIT } from "./classes.ts";
import { readDoubleByte } from "./code-points.ts";
import { decodeKernel, OUT } from "./kernel.ts";
import { pairGain } from "./pairs.ts";
import { INVALID_BITS } from "./scores.ts";
import { singleByteTable } from "./single-byte.ts";
import { cheapestReading, type Race, type Reading } from "./wide.ts";

/** Bytes of the first round, which all candidates run. */
const FIRST_ROUND = 192;
/** Whoever is so many bits behind after the first round is out. */
const HOPELESS_BITS = 80;
/** What a declaration of the encoding, by the file or the caller, is worth. */
const DECLARED_BITS = 10;

/** Bits that UTF-8 starts with where the file is none. */
const UTF8_PRIOR = 4;

/** What is known beside the sample. */
export interface RaceOptions {
  /** Canonical names that the file or the caller declares. */
  readonly declared: readonly string[];
  /** The whole file is valid UTF-8. */
  readonly validUtf8: boolean;
}

/** Scores every encoding on the kernel's sample, of that length. */
export function race(length: number, options: RaceOptions): Race {
  const isPlain = length > FIRST_ROUND && !options.validUtf8 && options.declared.length === 0;
  return (isPlain ? settle(length) : null) ?? raceAll(length, options);
}

const HOPELESS_UTF8 = (UTF8_PRIOR + FIRST_ROUND * INVALID_BITS) * UNITS_PER_BIT;

/** The result of the race where it is plain after the two-byte encodings alone. */
function settle(length: number): Race | null {
  const kernel = decodeKernel();
  const { first, end, candidates } = doubleByteGroup();
  for (let i = 0; i < candidates.length; i++) kernel.start(first + i, (candidates[i] as Candidate).prior * UNITS_PER_BIT);
  const model = kernel.settle(first, end, length, HOPELESS_UTF8, HOPELESS_BITS * UNITS_PER_BIT);
  if (model < 0) return null;
  const { encoding } = candidates[model - first] as Candidate;
  return { best: { name: encoding, bits: kernel.unitsOf(model) / UNITS_PER_BIT }, margin: kernel.margin / UNITS_PER_BIT };
}

function raceAll(length: number, options: RaceOptions): Race {
  const kernel = decodeKernel();
  const first = Math.min(FIRST_ROUND, length);
  const groups: Group[] = [];
  let utf8Bits = scoreUtf8(first, length, options);
  let least = utf8Bits * UNITS_PER_BIT;
  const enter = (group: Group): void => {
    for (const { encoding, prior, model } of group.candidates) kernel.start(model, startingBits(encoding, prior, options) * UNITS_PER_BIT);
    least = kernel.runFirst(group.first, group.end, first, length, least, first < length ? HOPELESS_BITS * UNITS_PER_BIT : OUT);
    groups.push(group);
  };
  enter(doubleByteGroup());
  if (first < FLUENT_BYTES || !isFluent(least / UNITS_PER_BIT, first)) {
    enter(readGroup());
    if (first < WORD_BYTES || !isFluent(least / UNITS_PER_BIT, first)) enter(namedGroup());
  }
  if (first < length) {
    const limit = least + HOPELESS_BITS * UNITS_PER_BIT;
    utf8Bits = utf8Bits * UNITS_PER_BIT > limit ? Number.POSITIVE_INFINITY : scoreUtf8(length, length, options);
    for (const group of groups) kernel.runOn(group.first, group.end, length, limit);
  }
  let readings: readonly Reading[] = listReadings(groups, utf8Bits);
  if (!isFluent((readings[0] as Reading).bits, length)) readings = withAlignment(readings, length, options);
  if (length <= SHORT_BYTES) readings = withPairs(readings, length);
  const best = readings[0] as Reading;
  const second = readings.find(({ name }) => name !== best.name && !isSameText(length, name, best.name));
  return { best, margin: second ? second.bits - best.bits : HOPELESS_BITS };
}

/** The readings that are not out, best first. */
function listReadings(groups: readonly Group[], utf8Bits: number): Reading[] {
  const kernel = decodeKernel();
  const readings: Reading[] = [{ name: "utf-8", bits: utf8Bits }];
  for (const { candidates } of groups) {
    for (const { encoding, model } of candidates) {
      const units = kernel.unitsOf(model);
      if (units !== OUT) readings.push({ name: encoding, bits: units / UNITS_PER_BIT });
    }
  }
  return readings.sort((a, b) => a.bits - b.bits);
}

/** Bytes of damaged text that are aligned, in each two-byte encoding; shorter samples hardly lose a byte. */
const ALIGNED_BYTES = 1024;
const LEAST_ALIGNED_BYTES = 40;

/**
 * For text of which half or more is beyond ASCII and that reads badly in every encoding: it may have lost a byte (its first one, when it
 * was cut out of a file), so each two-byte encoding is tried with the damaged places skipped.
 */
function withAlignment(readings: readonly Reading[], length: number, options: RaceOptions): readonly Reading[] {
  const kernel = decodeKernel();
  const end = Math.min(length, ALIGNED_BYTES);
  const best = (readings[0] as Reading).bits / length;
  if (end < LEAST_ALIGNED_BYTES || kernel.countHigh(end) * 2 < end || best <= FLUENT_BITS_PER_BYTE) return readings;
  const aligned = doubleByteGroup().candidates.map(({ encoding, prior, model }) => ({
    name: encoding,
    bits: startingBits(encoding, prior, options) + kernel.align(model, end, length) / UNITS_PER_BIT,
  }));
  const scale = end / length;
  const others = readings.map(({ name, bits }) => ({ name, bits: bits * scale }));
  return [...aligned, ...others].sort((a, b) => a.bits - b.bits);
}

function startingBits(name: string, prior: number, { declared }: RaceOptions): number {
  return prior - (declared.includes(name) ? DECLARED_BITS : 0);
}

/** Text so short that pairs of characters are asked too, and how far behind a reading may be to be asked. */
const SHORT_BYTES = 192;
const NEAR_BITS = 40;
const CHINESE: ReadonlySet<string> = new Set(["gb18030", "big5", "euc-tw", "utf-8"]);

function withPairs(readings: readonly Reading[], length: number): Reading[] {
  const limit = (readings[0] as Reading).bits + NEAR_BITS;
  const gains = new Map<string, number>();
  const gainOf = (name: string): number => {
    let gain = gains.get(name);
    if (gain === undefined) {
      gain = gainOfPairs(name, length);
      gains.set(name, gain);
    }
    return gain;
  };
  return readings
    .map(({ name, bits }) => ({ name, bits: bits <= limit && CHINESE.has(name) ? bits - gainOf(name) : bits }))
    .sort((a, b) => a.bits - b.bits);
}

function gainOfPairs(name: string, length: number): number {
  const kernel = decodeKernel();
  if (name === "utf-8") {
    const count = kernel.readUtf8(length);
    return pairGain(kernel.codes(count), count);
  }
  const { codes, count } = readDoubleByte(kernel.sample(length), codesOf(name));
  return pairGain(codes, count);
}

/** So many bytes read so well as Chinese, Japanese or Korean that no alphabet needs a hearing; and so many that no rare one does. */
const FLUENT_BYTES = 128;
const WORD_BYTES = 6;
const FLUENT_BITS_PER_BYTE = 6;

/** Whether text of which half or more is beyond ASCII reads well. */
function isFluent(bits: number, end: number): boolean {
  if (bits > FLUENT_BITS_PER_BYTE * end) return false;
  return decodeKernel().countHigh(end) * 2 >= end;
}

/**
 * Bits that valid UTF-8 starts with: below 0 for one or two characters beyond ASCII, because a file with a single hanzi is rarer than
 * one with a single accented letter. From three hanzi on, the texts decide.
 */
const VALID_UTF8_PRIORS = [
  { highBytes: 2, prior: -8 },
  { highBytes: 4, prior: -4 },
  { highBytes: Number.POSITIVE_INFINITY, prior: 0 },
];
/** With so many invalid sequences UTF-8 is out, whatever the rest says. */
const MANY_INVALID = 12;

function scoreUtf8(end: number, length: number, { declared, validUtf8 }: RaceOptions): number {
  const kernel = decodeKernel();
  const prior = (validUtf8 ? validPrior(length) : UTF8_PRIOR) - (declared.includes("utf-8") ? DECLARED_BITS : 0);
  const count = kernel.readUtf8(end);
  if (kernel.invalid > MANY_INVALID && kernel.invalid * 4 > end) return prior + end * INVALID_BITS;
  const codes = kernel.codes(count);
  const bits = cheapestReading(codes, count);
  return prior + (validUtf8 ? Math.min(bits, scoreAlphabets(codes, count) / UNITS_PER_BIT) : bits);
}

function validPrior(length: number): number {
  const high = decodeKernel().countHigh(length);
  return VALID_UTF8_PRIORS.find(({ highBytes }) => high <= highBytes)?.prior ?? 0;
}

/** Whether two single-byte encodings agree on every byte of the sample, like windows-1250 and iso-8859-2 on most. */
function isSameText(length: number, name: string, other: string): boolean {
  if (!isSingleByte(name) || !isSingleByte(other)) return false;
  const [table, otherTable] = [singleByteTable(name), singleByteTable(other)];
  return decodeKernel()
    .sample(length)
    .every((byte) => byte < 0x80 || table[byte - 0x80] === otherTable[byte - 0x80]);
}

function isSingleByte(name: string): boolean {
  return name !== "utf-8" && !isDoubleByte(name);
}
