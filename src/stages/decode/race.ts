// Which encoding explains a sample best.

import { align } from "./alignment.ts";
import { scoreAlphabets } from "./alphabet-points.ts";
import { type Candidate, doubleByteCandidates, namedCandidates, readCandidates } from "./candidates.ts";
import { UNITS_PER_BIT } from "./classes.ts";
import { readDoubleByte, readUtf8 } from "./code-points.ts";
import { loadModels, type SingleByteModel } from "./models.ts";
import { pairGain } from "./pairs.ts";
import { INVALID_BITS, newProgress, type Progress, scoreDoubleByte, scoreSingleByte } from "./scores.ts";
import { singleByteTable } from "./single-byte.ts";
import { cheapestReading, type Race, type Reading } from "./wide.ts";

/** Bytes of the first round, which all candidates run. */
const FIRST_ROUND = 192;
/** Whoever is so many bits behind after the first round is out. */
const HOPELESS_BITS = 80;
/** What a declaration of the encoding, by the file or the caller, is worth. */
const DECLARED_BITS = 10;

interface Runner {
  readonly name: string;
  bits: number;
  readonly progress: Progress;
  readonly run: (end: number) => void;
}

/** What is known beside the sample. */
export interface RaceOptions {
  /** Canonical names that the file or the caller declares. */
  readonly declared: readonly string[];
  /** The whole file is valid UTF-8. */
  readonly validUtf8: boolean;
}

/** Scores every encoding on a sample. */
export function race(sample: Uint8Array, options: RaceOptions): Race {
  const first = Math.min(FIRST_ROUND, sample.length);
  const runners = doubleByteRunners(sample, options);
  let utf8Bits = scoreUtf8(sample, first, options);
  let readings: readonly Reading[] = runRound(runners, first, utf8Bits);
  if (first < FLUENT_BYTES || !isFluent(readings[0] as Reading, sample, first)) {
    runners.push(...singleByteRunners(readCandidates(), sample, options));
    readings = runRound(runners, first, utf8Bits);
    if (first < WORD_BYTES || !isFluent(readings[0] as Reading, sample, first)) {
      runners.push(...singleByteRunners(namedCandidates(), sample, options));
      readings = runRound(runners, first, utf8Bits);
    }
  }
  if (first < sample.length) {
    const limit = (readings[0] as Reading).bits + HOPELESS_BITS;
    utf8Bits = utf8Bits > limit ? Number.POSITIVE_INFINITY : scoreUtf8(sample, sample.length, options);
    const left = runners.filter(({ bits }) => bits <= limit);
    readings = runRound(left, sample.length, utf8Bits);
  }
  if (!isFluent(readings[0] as Reading, sample, sample.length)) readings = withAlignment(readings, sample, options);
  if (sample.length <= SHORT_BYTES) readings = withPairs(readings, sample);
  const best = readings[0] as Reading;
  const second = readings.find(({ name }) => name !== best.name && !isSameText(sample, name, best.name));
  return { best, margin: second ? second.bits - best.bits : HOPELESS_BITS };
}

/** Bytes of damaged text that are aligned, in each two-byte encoding; shorter samples hardly lose a byte. */
const ALIGNED_BYTES = 1024;
const LEAST_ALIGNED_BYTES = 40;

/**
 * For text of which half or more is beyond ASCII and that reads badly in every encoding: it may have lost a byte (its first one, when it
 * was cut out of a file), so each two-byte encoding is tried with the damaged places skipped.
 */
function withAlignment(readings: readonly Reading[], sample: Uint8Array, options: RaceOptions): readonly Reading[] {
  const end = Math.min(sample.length, ALIGNED_BYTES);
  const best = (readings[0] as Reading).bits / sample.length;
  if (end < LEAST_ALIGNED_BYTES || countHigh(sample, end) * 2 < end || best <= FLUENT_BITS_PER_BYTE) return readings;
  const { ascii } = loadModels();
  const aligned = doubleByteCandidates().map(({ model, prior }) => ({
    name: model.encoding,
    bits: startingBits(model.encoding, prior, options) + align(sample, end, model, ascii).units / UNITS_PER_BIT,
  }));
  const scale = end / sample.length;
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

function withPairs(readings: readonly Reading[], sample: Uint8Array): Reading[] {
  const limit = (readings[0] as Reading).bits + NEAR_BITS;
  const gains = new Map<string, number>();
  const gainOf = (name: string): number => {
    let gain = gains.get(name);
    if (gain === undefined) {
      const table = doubleByteCandidates().find(({ model }) => model.encoding === name)?.model.codes;
      const { codes, count } = table ? readDoubleByte(sample, table) : readUtf8(sample, sample.length);
      gain = pairGain(codes, count);
      gains.set(name, gain);
    }
    return gain;
  };
  return readings
    .map(({ name, bits }) => ({ name, bits: bits <= limit && CHINESE.has(name) ? bits - gainOf(name) : bits }))
    .sort((a, b) => a.bits - b.bits);
}

/** So many bytes read so well as Chinese, Japanese or Korean that no alphabet needs a hearing; and so many that no rare one does. */
const FLUENT_BYTES = 128;
const WORD_BYTES = 6;
const FLUENT_BITS_PER_BYTE = 6;

/** Whether text of which half or more is beyond ASCII reads well. */
function isFluent({ bits }: Reading, sample: Uint8Array, end: number): boolean {
  if (bits > FLUENT_BITS_PER_BYTE * end) return false;
  return countHigh(sample, end) * 2 >= end;
}

function newRunner(name: string, prior: number, options: RaceOptions, run: (end: number, progress: Progress) => void): Runner {
  const progress = newProgress();
  progress.units = startingBits(name, prior, options) * UNITS_PER_BIT;
  return { name, bits: 0, progress, run: (end) => run(end, progress) };
}

function doubleByteRunners(sample: Uint8Array, options: RaceOptions): Runner[] {
  const { ascii } = loadModels();
  return doubleByteCandidates().map(({ model, prior }) =>
    newRunner(model.encoding, prior, options, (end, progress) => scoreDoubleByte(sample, end, model, ascii, progress)),
  );
}

function singleByteRunners(candidates: readonly Candidate<SingleByteModel>[], sample: Uint8Array, options: RaceOptions): Runner[] {
  return candidates.map(({ model, prior }) =>
    newRunner(model.encoding, prior, options, (end, progress) => scoreSingleByte(sample, end, model, progress)),
  );
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
const UTF8_PRIOR = 4;
/** With so many invalid sequences UTF-8 is out, whatever the rest says. */
const MANY_INVALID = 12;

function scoreUtf8(sample: Uint8Array, end: number, { declared, validUtf8 }: RaceOptions): number {
  const prior = (validUtf8 ? validPrior(sample) : UTF8_PRIOR) - (declared.includes("utf-8") ? DECLARED_BITS : 0);
  const points = readUtf8(sample.subarray(0, end), end);
  if (points.invalid > MANY_INVALID && points.invalid * 4 > end) return prior + end * INVALID_BITS;
  const bits = cheapestReading(points);
  return prior + (validUtf8 ? Math.min(bits, scoreAlphabets(points.codes, points.count) / UNITS_PER_BIT) : bits);
}

/** Whether two single-byte encodings agree on every byte of the sample, like windows-1250 and iso-8859-2 on most. */
function isSameText(sample: Uint8Array, name: string, other: string): boolean {
  if (!isSingleByte(name) || !isSingleByte(other)) return false;
  const [table, otherTable] = [singleByteTable(name), singleByteTable(other)];
  return sample.every((byte) => byte < 0x80 || table[byte - 0x80] === otherTable[byte - 0x80]);
}

function isSingleByte(name: string): boolean {
  return name !== "utf-8" && !doubleByteCandidates().some(({ model }) => model.encoding === name);
}

function validPrior(sample: Uint8Array): number {
  const high = countHigh(sample, sample.length);
  return VALID_UTF8_PRIORS.find(({ highBytes }) => high <= highBytes)?.prior ?? 0;
}

function countHigh(bytes: Uint8Array, end: number): number {
  let high = 0;
  for (let at = 0; at < end; at++) if ((bytes[at] as number) >= 0x80) high++;
  return high;
}

function runRound(runners: readonly Runner[], end: number, utf8Bits: number): Reading[] {
  const readings: Reading[] = [{ name: "utf-8", bits: utf8Bits }];
  for (const runner of runners) {
    if (runner.progress.at < end) runner.run(end);
    runner.bits = runner.progress.units / UNITS_PER_BIT;
    readings.push({ name: runner.name, bits: runner.bits });
  }
  return readings.sort((a, b) => a.bits - b.bits);
}
