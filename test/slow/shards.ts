// n shards one behind another are one run, byte for byte: n = 1, 2, 7, --jobs 1 and 2, all stages, on the seeds and on 5,000 generated
// documents in mixed formats. npm run test:shards
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compress, init } from "@bokuweb/zstd-wasm";
import iconv from "iconv-lite";
import { FEED, gzipMembers, page, record, sentence, toLines, warcRecord } from "../support/archives.ts";
import { ROOT } from "../support/cli.ts";

const COUNTS = [1, 2, 7];
const JOBS = ["1", "2"];
const BIN = join(ROOT, "bin/sora-corpus.js");

/** The records of a run, as bytes. */
function clean(input: string, ...args: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, "clean", input, "-q", ...args], { cwd: folder, maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`clean ${input} ${args.join(" ")}: exit ${status}: ${stderr}`);
  return stdout;
}

/** 5,000 documents: files of text, HTML and Markdown in four encodings, JSONL plain and packed, WARC, WET, a feed, Parquet. */
async function generate(root: string): Promise<void> {
  mkdirSync(join(root, "small"), { recursive: true });
  const write = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(root, name), bytes);
  const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);
  const ENCODINGS = ["utf8", "gb18030", "big5", "utf-16le"];
  for (const n of numbers(0, 796)) {
    const encoding = ENCODINGS[n % ENCODINGS.length] as string;
    const text = encoding === "big5" ? `這封信寄到了山腳下的郵局，老周說：「信走了${n}天。」\n` : `${sentence(n)}\n${sentence(n + 1)}\n`;
    write(`small/${n}.txt`, Buffer.concat([Buffer.from(encoding === "utf-16le" ? [0xff, 0xfe] : []), iconv.encode(text, encoding)]));
  }
  for (const n of numbers(796, 300)) write(`small/${n}.html`, page(n));
  for (const n of numbers(1096, 100)) write(`small/${n}.md`, `# 第${n}封信\n\n${sentence(n)}\n\n<p>${sentence(n + 1)}</p>\n`);
  const long = (n: number): object => ({ id: `l${n}`, text: numbers(n, 8).map(sentence).join("\n") });
  write("large.jsonl", toLines(numbers(0, 2000).map(long)));
  write("packed.jsonl.gz", gzipMembers([toLines(numbers(0, 300).map(record)), toLines(numbers(300, 300).map(record))]));
  await init();
  write("packed.jsonl.zst", compress(Buffer.from(toLines(numbers(600, 500).map(record))), 3));
  write("pages.warc.gz", gzipMembers(numbers(0, 300).map((n) => warcRecord(`https://example.org/${n}`, Buffer.from(page(n))))));
  const wet = (n: number): Uint8Array => warcRecord(`https://example.org/w${n}`, Buffer.from(sentence(n)), "text/plain", "conversion");
  write("pages.wet.gz", gzipMembers(numbers(0, 202).map(wet)));
  write("feed.xml", FEED);
  write("rows.jsonl", toLines(numbers(2000, 200).map(record)));
  clean(join(root, "rows.jsonl"), "--stages", "sentences", "-o", join(root, "rows.parquet"));
  rmSync(join(root, "rows.jsonl"));
}

const folder = mkdtempSync(join(tmpdir(), "sora-shards-"));
await generate(join(folder, "generated"));
for (const input of [join(ROOT, "seeds"), "generated"]) {
  const whole = clean(input, "--jobs", "1");
  const documents = whole.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 0);
  const digest = createHash("sha256").update(whole).digest("hex").slice(0, 16);
  console.log(`${input === "generated" ? input : "seeds"}: ${documents} records, ${whole.length} bytes, sha256 ${digest}…`);
  for (const count of COUNTS) {
    for (const jobs of JOBS) {
      const shards = Array.from({ length: count }, (_, index) => clean(input, "--shard", `${index}/${count}`, "--jobs", jobs));
      const isSame = Buffer.concat(shards).equals(whole);
      console.log(
        `  ${isSame ? "same" : "DIFFERENT"}  n = ${count}, --jobs ${jobs}: shards of ${shards.map(({ length }) => length).join(", ")} bytes`,
      );
      if (!isSame) process.exitCode = 1;
    }
  }
}
rmSync(folder, { recursive: true });
