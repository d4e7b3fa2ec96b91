// The sentence splitter beside Intl.Segmenter and a bare regex, same texts, one run.
import { importBuilt, measureHere, printTable, readSetting } from "./measure.ts";
import { each, inPieces, sizeOf, trainingLines, warmUp } from "./training-text.ts";

const { splitSentences } = await importBuilt<typeof import("../../src/stages/sentences/index.ts")>("stages/sentences/index.js");

const runs = readSetting("RUNS", 5);
const PIECE_LINES = 40;
const STOPS = /[^。！？!?\n]+[。！？!?\n]*/gu;
const segmenter = new Intl.Segmenter("zh", { granularity: "sentence" });

const countSegments = (text: string): number => {
  let count = 0;
  for (const _segment of segmenter.segment(text)) count++;
  return count;
};

const rows = (["zh-Hans", "zh-Hant"] as const).map((language) => {
  const pieces = inPieces(trainingLines(language, 8e6), PIECE_LINES);
  const size = sizeOf(pieces) / 1e6;
  const speed = (work: (text: string) => unknown): number => {
    warmUp(pieces, work);
    return size / measureHere(runs, () => each(pieces, work)).cpu;
  };
  const ours = speed(splitSentences);
  const theirs = speed(countSegments);
  return [language, size, theirs, speed((text) => text.match(STOPS)), ours, ours / theirs];
});
printTable(
  `sentences: pieces of ${PIECE_LINES} lines, medians of ${runs}`,
  ["text", "MB", "Intl.Segmenter MB/s", "regex MB/s", "ours MB/s", "times Segmenter"],
  rows,
);
