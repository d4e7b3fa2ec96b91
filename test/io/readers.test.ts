// Containers in, records out: whole ones, and damaged ones up to the damage.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutputRecord } from "../../src/index.ts";
import { ATOM, FEED, gzipMembers, page, record, sentence, toLines, warcRecord } from "../support/archives.ts";
import { parseLines, ROOT, runCli } from "../support/cli.ts";

let folder = "";
const RECORDS = Array.from({ length: 300 }, (_, n) => record(n));
const PAGES = [1, 2, 3].map((n) => warcRecord(`https://example.org/${n}`, iconv.encode(page(n), "gbk"), "text/html; charset=gbk"));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sora-readers-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Cleans one file with the stages that change nothing in good text; gives ids, texts and what was said. */
function clean(name: string, content: string | Uint8Array, ...args: string[]) {
  writeFileSync(join(folder, name), content);
  const { stdout, stderr, exit } = runCli(["clean", name, "-q", "--skip", "entities,quotes", ...args], { cwd: folder });
  return { records: parseLines<OutputRecord>(stdout), stderr, exit };
}

describe("gzip", () => {
  it("is read to the end of its last member", () => {
    const members = gzipMembers([toLines(RECORDS.slice(0, 100)), toLines(RECORDS.slice(100))]);
    const { records, exit } = clean("a.jsonl.gz", members);
    expect([exit, records.map(({ id }) => id)]).toEqual([0, RECORDS.map(({ id }) => id)]);
  });

  it("is known by its content, whatever its name", () => {
    expect(clean("noname", gzipSync(iconv.encode(sentence(1), "gbk"))).records).toMatchObject([
      { id: "noname", text: sentence(1), metadata: { encoding: "gb18030" } },
    ]);
  });

  it("that is cut off gives the whole records before the cut, and one error with file and place", () => {
    const whole = gzipSync(toLines(RECORDS));
    const { records, stderr, exit } = clean("cut.jsonl.gz", whole.subarray(0, Math.floor(whole.length / 2)));
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^sora-corpus: cut\.jsonl\.gz: the gzip data is damaged or cut off, at byte \d+\n$/u);
    expect(records.length).toBeGreaterThan(50);
    expect(records.map(({ id }) => id)).toEqual(RECORDS.slice(0, records.length).map(({ id }) => id));
  });

  it("full of zeros is rejected without being unpacked to its end", () => {
    const { records, stderr, exit } = clean("zeros.gz", gzipSync(new Uint8Array(30_000_000)));
    expect([records, stderr, exit]).toEqual([[], "sora-corpus: zeros.gz: holds no text (decode:binary)\n", 1]);
  });
});

it("a named pipe is opened once, whatever it holds", () => {
  writeFileSync(join(folder, "packed"), gzipSync(toLines(RECORDS)));
  const command = `mkfifo pipe && { cat packed >pipe & timeout 60 "$0" "$1" clean pipe --stages sentences -q; }`;
  const { stdout, status } = spawnSync("sh", ["-c", command, process.execPath, join(ROOT, "bin/sora-corpus.js")], { cwd: folder });
  expect([status, stdout.toString().split("\n").length]).toEqual([0, RECORDS.length + 1]);
});

describe("zstd", () => {
  it("written here is read here", () => {
    const lines = toLines(RECORDS);
    writeFileSync(join(folder, "b.jsonl"), lines);
    expect(runCli(["clean", "b.jsonl", "-q", "--stages", "repair", "-o", "b.jsonl.zst"], { cwd: folder }).exit).toBe(0);
    const { stdout } = runCli(["clean", "b.jsonl.zst", "-q", "--stages", "repair"], { cwd: folder });
    expect(parseLines<OutputRecord>(stdout).map(({ id, text }) => ({ id, text }))).toEqual(RECORDS);
  });

  it("that is cut off is reported", () => {
    const noise = toLines(Array.from({ length: 4000 }, (_, n) => ({ id: `${n}`, text: `${sentence(n)}${(n * 7919) % 1009}` })));
    writeFileSync(join(folder, "c.jsonl"), noise);
    runCli(["clean", "c.jsonl", "-q", "--stages", "repair", "-o", "c.jsonl.zst"], { cwd: folder });
    const { stdout, stderr, exit } = runCli(["clean", "-", "-q", "--stages", "repair"], {
      cwd: folder,
      input: readHead("c.jsonl.zst", 0.7),
    });
    expect([exit, stderr.startsWith("sora-corpus: -: the zstd data is damaged or cut off, at byte ")]).toEqual([1, true]);
    expect(parseLines(stdout).length).toBeLessThan(4000);
  });
});

describe("WARC", () => {
  it("gives its text responses, with url, charset of the HTTP header, and date", () => {
    const image = warcRecord("https://example.org/i", Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), "image/png");
    for (const [name, bytes] of [
      ["w.warc", Buffer.concat([...PAGES, image])] as const,
      ["w.warc.gz", gzipMembers([...PAGES, image])] as const,
    ]) {
      const { records, exit } = clean(name, bytes);
      expect(exit).toBe(0);
      expect(records.map(({ id, url, title, text }) => ({ id, url, title, text }))).toEqual(
        [1, 2, 3].map((n) => ({
          id: `${name}#${n - 1}`,
          url: `https://example.org/${n}`,
          title: `第${n}封信`,
          text: `${sentence(n)}\n${sentence(n + 1)}`,
        })),
      );
      expect(JSON.parse(records[0]?.metadata.extra ?? "{}")).toMatchObject({ warc_date: "2023-01-02T03:04:05Z" });
      expect(records[0]?.published).toBeNull();
    }
  });

  it("WET conversions are records", () => {
    const { records } = clean("w.wet", warcRecord("https://example.org/t", Buffer.from(sentence(5)), "text/plain", "conversion"));
    expect(records).toMatchObject([{ url: "https://example.org/t", text: sentence(5) }]);
  });

  it("that is cut off gives the records before the cut", () => {
    const bytes = Buffer.concat(PAGES);
    const { records, stderr, exit } = clean("cut.warc", bytes.subarray(0, bytes.length - 120));
    expect([exit, records.length]).toEqual([1, 2]);
    expect(stderr).toMatch(/^sora-corpus: cut\.warc: the WARC is cut off inside a record, at byte \d+\n$/u);
  });
});

describe("feeds", () => {
  it("RSS: one record an item, with the fullest text", () => {
    const { records } = clean("feed.xml", FEED);
    expect(records).toMatchObject([
      {
        id: "feed.xml#0",
        title: "第一封信",
        url: "https://example.org/1",
        published: "2024-02-20T14:53:00+08:00",
        text: `${sentence(1)}\n${sentence(2)}`,
      },
      { id: "feed.xml#1", title: "第二封信", url: "https://example.org/2", published: null, text: sentence(3) },
    ]);
    expect(records[0]?.metadata).toMatchObject({ record: 0, encoding: "utf-8", tags: ["书信"] });
  });

  it("RSS in GBK and Atom", () => {
    const gbk = iconv.encode(FEED.replace("utf-8", "gbk"), "gbk");
    expect(clean("gbk.xml", gbk).records.map(({ text }) => text)).toEqual(clean("feed.xml", FEED).records.map(({ text }) => text));
    expect(clean("atom.xml", ATOM).records).toMatchObject([
      { title: "第三封信", url: "https://example.org/3", published: "2024-02-21T08:00:00Z", authors: ["何小满"], text: sentence(4) },
    ]);
  });

  it("a page that talks about <rss> is a page", () => {
    expect(clean("talk.txt", `${sentence(1)}他问：<rss 是什么？`).records.length).toBe(1);
  });
});

describe("Parquet", () => {
  it("is read as it was written", () => {
    writeFileSync(join(folder, "p.jsonl"), toLines(RECORDS));
    const stages = ["--stages", "sentences", "-q"];
    runCli(["clean", "p.jsonl", ...stages, "-o", "p.parquet"], { cwd: folder });
    const fromLines = runCli(["clean", "p.jsonl", ...stages], { cwd: folder }).stdout;
    const fromParquet = runCli(["clean", "p.parquet", ...stages], { cwd: folder }).stdout;
    expect(parseLines(fromParquet)).toEqual(parseLines(fromLines));
  });

  it("takes the column that is named", () => {
    const { records, stderr } = clean("q.parquet", readHead("p.parquet", 1), "--column", "id", "--stages", "repair");
    expect([stderr, records[0]?.text]).toEqual(["", "r0"]);
    expect(clean("q.parquet", readHead("p.parquet", 1), "--column", "body").stderr).toContain(
      "q.parquet: the Parquet file has no column body",
    );
  });

  it("that is cut off is reported", () => {
    const { records, stderr, exit } = clean("cut.parquet", readHead("p.parquet", 0.5));
    expect([records, exit]).toEqual([[], 1]);
    expect(stderr).toContain("sora-corpus: cut.parquet: the Parquet file is damaged or cut off (no footer)");
  });
});

/** The first part of a file in the folder. */
function readHead(name: string, share: number): Uint8Array {
  const bytes = readFileSync(join(folder, name));
  return bytes.subarray(0, Math.floor(bytes.length * share));
}
