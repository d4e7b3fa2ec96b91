// Which encoding explains a sample best.
import { doubleByteCandidates, singleByteCandidates } from "./candidates.ts";
import { UNITS_PER_BIT } from "./classes.ts";
import { readUtf8 } from "./code-points.ts";
import { loadModels } from "./models.ts";
import { newProgress, type Progress, scoreDoubleByte, scoreSingleByte } from "./scores.ts";
import { cheapestReading, type Reading } from "./wide.ts";

/** The best reading, and the best of those that name another encoding. */
export interface Race {
  readonly best: Reading;
  readonly second: Reading;
}

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

/**
 * Scores every encoding on a sample.
 *
 * @param declared canonical names that the file or the caller declares
 * @param utf8Prior bits that UTF-8 starts with: below 0 where the bytes are valid UTF-8
 */
export function race(sample: Uint8Array, declared: readonly string[], utf8Prior: number): Race {
  const { ascii } = loadModels();
  const runners: Runner[] = [];
  const add = (name: string, prior: number, run: (end: number, progress: Progress) => void): void => {
    const progress = newProgress();
    progress.units = (prior - (declared.includes(name) ? DECLARED_BITS : 0)) * UNITS_PER_BIT;
    runners.push({ name, bits: 0, progress, run: (end) => run(end, progress) });
  };
  for (const { model, prior } of doubleByteCandidates()) {
    add(model.encoding, prior, (end, progress) => scoreDoubleByte(sample, end, model, ascii, progress));
  }
  for (const { model, prior } of singleByteCandidates()) {
    add(model.encoding, prior, (end, progress) => scoreSingleByte(sample, end, model, progress));
  }
  const first = Math.min(FIRST_ROUND, sample.length);
  const utf8 = (end: number): number =>
    cheapestReading(readUtf8(sample.subarray(0, end), end)) + utf8Prior - (declared.includes("utf-8") ? DECLARED_BITS : 0);
  let readings = runRound(runners, first, utf8(first));
  if (first < sample.length) {
    const limit = (readings[0] as Reading).bits + HOPELESS_BITS;
    const left = runners.filter(({ bits }) => bits <= limit);
    const utf8Bits = readings.find(({ name }) => name === "utf-8")?.bits ?? 0;
    readings = [...runRound(left, sample.length, utf8Bits <= limit ? utf8(sample.length) : Number.POSITIVE_INFINITY)];
  }
  const best = readings[0] as Reading;
  const second = readings.find(({ name }) => name !== best.name) ?? { name: "", bits: best.bits + HOPELESS_BITS };
  return { best, second };
}

function runRound(runners: readonly Runner[], end: number, utf8Bits: number): Reading[] {
  const readings: Reading[] = [{ name: "utf-8", bits: utf8Bits }];
  for (const runner of runners) {
    runner.run(end);
    runner.bits = runner.progress.units / UNITS_PER_BIT;
    readings.push({ name: runner.name, bits: runner.bits });
  }
  return readings.sort((a, b) => a.bits - b.bits);
}
