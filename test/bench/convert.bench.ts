// The converter beside opencc-js, same configuration, same texts, one run; the whole stage; loading of the table.
import * as OpenCC from "opencc-js/t2cn";
import { importBuilt, measureHere, printTable, readSetting } from "./measure.ts";
import { each, inPieces, sizeOf, trainingLines, warmUp } from "./training-text.ts";

const { Converter } = await importBuilt<typeof import("../../src/stages/convert/engine.ts")>("stages/convert/engine.js");
const { readConvertTable } = await importBuilt<typeof import("../../src/stages/convert/table.ts")>("stages/convert/table.js");
const { loadTable } = await importBuilt<typeof import("../../src/data/load.ts")>("data/load.js");
const { convert } = await importBuilt<typeof import("../../src/stages/convert/index.ts")>("stages/convert/index.js");
const { ChangeLog } = await importBuilt<typeof import("../../src/pipeline/changes.ts")>("pipeline/changes.js");

const runs = readSetting("RUNS", 5);
const CONFIGURATIONS = ["t", "tw", "hk", "twp", "hkp"] as const;
const PIECE_LINES = 40;

const speedOf = (pieces: readonly string[], work: (text: string) => unknown): number => {
  warmUp(pieces, work);
  return sizeOf(pieces) / 1e6 / measureHere(runs, () => each(pieces, work)).cpu;
};

const speeds: (string | number)[][] = [];
for (const [language, label] of [
  ["zh-Hant", "traditional"],
  ["zh-Hans", "simplified"],
] as const) {
  const pieces = inPieces(trainingLines(language, 8e6), PIECE_LINES);
  for (const name of CONFIGURATIONS) {
    const theirs = OpenCC.Converter({ from: name as "tw", to: "cn" });
    const ours = new Converter(readConvertTable(loadTable("convert.bin"), name));
    const their = speedOf(pieces, theirs);
    const our = speedOf(pieces, (piece) => ours.convert([piece], [[]]));
    speeds.push([`${label}, ${name}`, sizeOf(pieces) / 1e6, their, our, our / their]);
  }
}
printTable(
  `convert, gate off: pieces of ${PIECE_LINES} lines, medians of ${runs}`,
  ["text, configuration", "MB", "opencc-js MB/s", "ours MB/s", "times"],
  speeds,
);

const stage = await convert.create({ from: "auto", vocabulary: false });
const whole = (["zh-Hant", "zh-Hans"] as const).map((language) => {
  const documents = inPieces(trainingLines(language, 8e6), PIECE_LINES).map((text) =>
    text.split("\n").map((line) => ({ text: line, role: "body" as const })),
  );
  const size = documents.reduce((sum, blocks) => sum + sizeOf(blocks.map(({ text }) => text)), 0);
  warmUp(documents, (blocks) => stage({ blocks }, new ChangeLog(false)));
  const cost = measureHere(runs, () => each(documents, (blocks) => stage({ blocks }, new ChangeLog(false))));
  return [language, size / 1e6, size / 1e6 / cost.cpu, (cost.cpu * 1e9) / size];
});
printTable("convert, the stage with its gate", ["text", "MB", "MB/s", "ns per byte"], whole);

const load = measureHere(Math.max(runs, 21), () => readConvertTable(loadTable("convert.bin"), "auto"));
printTable(
  "the table",
  ["", "value"],
  [
    ["load, ms (median)", load.wall * 1e3],
    ["size, MB", loadTable("convert.bin").length / 1e6],
  ],
);
