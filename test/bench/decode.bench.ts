/**
 * Speed of encoding detection and decoding, beside jschardet and TextDecoder in the same run. Prints a table.
 *
 *   npm run build && npx tsx test/bench/decode.bench.ts
 *
 * Times are CPU time of this process (user and system), the median of several rounds: on a shared machine wall time says little.
 */
import iconv from "iconv-lite";
import jschardet from "jschardet";
import * as OpenCC from "opencc-js";
import { decodeBytes } from "../../dist/stages/decode/decode.js";
import { detectEncoding } from "../../dist/stages/decode/detect.js";

const SENTENCES = [
  "清晨的码头上，渔民们正忙着整理渔网，准备出海。",
  "图书馆新到了一批关于植物学的旧书，纸页已经发黄。",
  "他把自行车靠在墙边，走进小店买了两个热包子。",
  "这座桥修了整整六年，通车那天全城的人都来看热闹。",
  "老师说，明天的考试推迟到下周三上午九点。",
  "雨停之后，院子里的石榴花落了一地。",
  "公司去年的收入增长了百分之十二，但利润反而减少了。",
  "医生建议她每天散步半小时，少吃甜食。",
  "火车晚点了四十分钟，候车室里坐满了人。",
  "他们讨论了很久，最后决定把会议改到星期五。",
];
const ROUNDS = 9;
const BIG = 256 * 1024;
const SMALL = 2048;

/** Sentences in an order that does not repeat soon, in lines of about 100 characters. */
function makeText(characters: number, seed: number): string {
  let state = seed;
  const lines: string[] = [];
  for (let length = 0; length < characters; ) {
    const line = Array.from({ length: 4 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return SENTENCES[(state >>> 16) % SENTENCES.length];
    }).join("");
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join("\n");
}

/** Median CPU microseconds of one call. */
function measure(calls: number, run: (call: number) => void): number {
  for (let call = 0; call < calls; call++) run(call);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let call = 0; call < calls; call++) run(call);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / calls;
  });
  return rounds.sort((a, b) => a - b)[ROUNDS >> 1] as number;
}

interface Row {
  readonly what: string;
  readonly "MB/s": string;
  readonly "files/s": string;
}

function toRow(what: string, bytes: number, microseconds: number): Row {
  return { what, "MB/s": (bytes / microseconds).toFixed(1), "files/s": Math.round(1e6 / microseconds).toLocaleString("en") };
}

/** Whole characters from the beginning, at most `limit` bytes. */
function cut(text: string, encoding: string, limit: number): Buffer {
  let characters = Math.min(text.length, limit);
  let bytes = iconv.encode(text.slice(0, characters), encoding);
  while (bytes.length > limit) {
    characters -= Math.max(1, Math.floor((bytes.length - limit) / 3));
    bytes = iconv.encode(text.slice(0, characters), encoding);
  }
  return bytes;
}

const start = process.cpuUsage();
detectEncoding(cut(makeText(SMALL, 1), "gbk", SMALL));
const first = process.cpuUsage(start);
console.log(`first legacy file, tables and warm-up included: ${((first.user + first.system) / 1000).toFixed(0)} ms CPU\n`);

const toTraditional = OpenCC.Converter({ from: "cn", to: "tw" });
const rows: Row[] = [];
for (const encoding of ["gbk", "big5", "utf-8"]) {
  const label = encoding === "gbk" ? "gb18030" : encoding;
  const text = makeText(BIG, 7);
  const big = cut(encoding === "big5" ? toTraditional(text) : text, encoding, BIG);
  rows.push(
    toRow(
      `detect, 256 kB ${encoding}`,
      big.length,
      measure(200, () => detectEncoding(big)),
    ),
  );
  rows.push(
    toRow(
      `detect, 256 kB ${encoding}, jschardet`,
      big.length,
      measure(1, () => jschardet.detect(big)),
    ),
  );
  rows.push(
    toRow(
      `detect and decode, 256 kB ${encoding}`,
      big.length,
      measure(40, () => decodeBytes(big)),
    ),
  );
  const decoder = new TextDecoder(label);
  rows.push(
    toRow(
      `decode, 256 kB ${encoding}, TextDecoder`,
      big.length,
      measure(40, () => decoder.decode(big)),
    ),
  );
}
for (const encoding of ["gbk", "utf-8"]) {
  const files = Array.from({ length: 50 }, (_, seed) => cut(makeText(SMALL, seed + 1), encoding, SMALL));
  const at = (call: number): Buffer => files[call % files.length] as Buffer;
  rows.push(
    toRow(
      `detect, 2 kB ${encoding}`,
      SMALL,
      measure(2000, (call) => detectEncoding(at(call))),
    ),
  );
  rows.push(
    toRow(
      `detect, 2 kB ${encoding}, jschardet`,
      SMALL,
      measure(50, (call) => jschardet.detect(at(call))),
    ),
  );
  rows.push(
    toRow(
      `detect and decode, 2 kB ${encoding}`,
      SMALL,
      measure(2000, (call) => decodeBytes(at(call))),
    ),
  );
}
console.table(rows);
