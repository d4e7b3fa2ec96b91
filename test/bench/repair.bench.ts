// repair alone: clean text, and pages with byte slips, beside ftfy where Python with ftfy is at hand. `npx tsx test/bench/repair.bench.ts`
import { spawnSync } from "node:child_process";
import iconv from "iconv-lite";
import type { Block } from "../../src/pipeline/document.ts";
import { importBuilt, measureHere, printTable, readSetting } from "./measure.ts";
import { each, inPieces, sizeOf, trainingLines } from "./training-text.ts";

const { repair } = await importBuilt<typeof import("../../src/stages/repair/index.ts")>("stages/repair/index.js");
const { ChangeLog } = await importBuilt<typeof import("../../src/pipeline/changes.ts")>("pipeline/changes.js");

const CLEAN_BYTES = 8e6;
const SLIPPED_BYTES = 3e5;
const LINES_A_PAGE = 12;
/** Characters that pages annotate, with their pinyin. */
const READINGS: readonly (readonly [string, string])[] = [
  ["國", "guó"],
  ["學", "xué"],
  ["們", "mén"],
  ["時", "shí"],
  ["會", "huì"],
  ["對", "duì"],
  ["個", "gè"],
  ["開", "kāi"],
  ["發", "fā"],
  ["這", "zhè"],
  ["來", "lái"],
  ["業", "yè"],
  ["資", "zī"],
  ["經", "jīng"],
  ["為", "wéi"],
  ["車", "chē"],
  ["內", "nèi"],
  ["專", "zhuān"],
];

/** Search and replace on GBK bytes that ignores the bounds of characters; what is no character any more becomes `?` with its byte. */
function slip(text: string): string {
  let bytes = iconv.encode(text, "gbk").toString("latin1");
  const encode = (char: string): string => iconv.encode(char, "gbk").toString("latin1");
  for (const mark of "，。、") bytes = bytes.replaceAll(encode(mark), `,${encode(mark)}`);
  READINGS.forEach(([char], index) => {
    bytes = bytes.replaceAll(encode(char), `${encode(char)}(${String.fromCharCode(0x61 + index)}!)`);
  });
  const decoded = bytes.replaceAll(/[\x81-\xfe][\s\S]?/gu, (pair) =>
    (pair.codePointAt(1) ?? 0) < 0x40 ? "?" : iconv.decode(Buffer.from(pair, "latin1"), "gbk"),
  );
  return decoded.replaceAll(/([a-z])!\)/gu, (_all, index: string) => `${READINGS[index.charCodeAt(0) - 0x61]?.[1]})`);
}

const toBlocks = (text: string): Block[] => text.split("\n").map((line) => ({ text: line, role: "body" }));

/** CPU seconds of ftfy over the texts, the same work in one process; null without Python or ftfy. */
function measureFtfy(texts: readonly string[]): number | null {
  const program = [
    "import ftfy, json, sys, time",
    "texts = json.load(sys.stdin)",
    "ftfy.fix_text(texts[0])",
    "start = time.process_time()",
    "for text in texts: ftfy.fix_text(text)",
    "print(time.process_time() - start)",
  ].join("\n");
  const { status, stdout } = spawnSync(process.env["SORA_PYTHON"] ?? "python3", ["-c", program], {
    input: JSON.stringify(texts),
    encoding: "utf8",
  });
  return status === 0 ? Number(stdout) : null;
}

const runs = readSetting("RUNS", 5);
const stage = await repair.create({ skip: [] });
const simplified = inPieces(trainingLines("zh-Hans", CLEAN_BYTES), LINES_A_PAGE);
const traditional = inPieces(trainingLines("zh-Hant", CLEAN_BYTES), LINES_A_PAGE);
const slipped = inPieces(trainingLines("zh-Hant", SLIPPED_BYTES), LINES_A_PAGE).map(slip);

const rows = (
  [
    ["clean, simplified", simplified],
    ["clean, traditional", traditional],
    ["pages with slips", slipped],
  ] as const
).map(([name, texts]) => {
  const documents = texts.map(toBlocks);
  const size = sizeOf(texts) / 1e6;
  const cost = measureHere(runs, () => each(documents, (blocks) => stage({ blocks }, new ChangeLog(false))));
  const ftfy = measureFtfy(texts);
  return [name, texts.length, size, size / cost.cpu, (cost.cpu * 1e3) / size, ftfy === null ? "–" : size / ftfy];
});
printTable(`repair, medians of ${runs}`, ["text", "documents", "MB", "MB per CPU-s", "ns per byte", "ftfy, MB per CPU-s"], rows);
