// The throughput corpus: a seeded recipe, written to a temporary folder. Run with tsx for the files alone, or through `npm run bench`.
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { Random } from "./random.ts";
import { NOISE, PATTERNS, WORDS } from "./words.ts";

/** Where the parts of a corpus are. */
export interface Corpus {
  readonly folder: string;
  /** Records `{id, text}`, UTF-8, one file. */
  readonly jsonl: string;
  /** Folder of pages. */
  readonly html: string;
  /** Folder of small plain-text files in several encodings. */
  readonly files: string;
  /** Bytes of each part. */
  readonly bytes: { readonly jsonl: number; readonly html: number; readonly files: number };
  readonly counts: { readonly jsonl: number; readonly html: number; readonly files: number };
  /** What the sentences were made of. */
  readonly sentences: string;
}

const SEED = 20_241_125;
/** Raised whenever the recipe changes, so that no old corpus is taken for a new one. */
const RECIPE = 3;
const TRAIN_FILES = /^zh-Hans\.(?:news|encyc-cc0|encyc-bysa|prose|docs)/u;
const HAN = /\p{Script=Han}/u;
const DIGIT = /\d/gu;
const SLOT = /\{([a-z]+)\}/gu;

/**
 * Makes the corpus, or finds it: JSONL of `megabytes` MB (10^6 bytes), pages of half that, small files of a fifth.
 *
 * @param megabytes 50 for everyday use, 200 for published numbers
 */
export function makeCorpus(megabytes: number): Corpus {
  const lines = readTrainingLines();
  const source = lines.length > 0 ? "train" : "patterns";
  const folder = join(tmpdir(), `sora-bench-${RECIPE}-${megabytes}-${source}`);
  const done = join(folder, "corpus.json");
  if (existsSync(done)) return JSON.parse(readFileSync(done, "utf8")) as Corpus;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const writer = new Writer(new Random(SEED), lines);
  const jsonl = writer.writeJsonl(join(folder, "base.jsonl"), megabytes * 1e6);
  const html = writer.writePages(join(folder, "html"), megabytes * 0.5e6);
  const files = writer.writeFiles(join(folder, "files"), megabytes * 0.2e6);
  const corpus: Corpus = {
    folder,
    jsonl: join(folder, "base.jsonl"),
    html: join(folder, "html"),
    files: join(folder, "files"),
    bytes: { jsonl: jsonl.bytes, html: html.bytes, files: files.bytes },
    counts: { jsonl: jsonl.count, html: html.count, files: files.count },
    sentences: lines.length > 0 ? `patterns of our own and ${lines.length} lines of SORA_TRAIN_DIR` : "patterns of our own",
  };
  writeFileSync(done, JSON.stringify(corpus, null, 1));
  return corpus;
}

/** Lines of the training text, where there is any (`SORA_TRAIN_DIR`, default `../shared/train`): running text of many authors. */
function readTrainingLines(): string[] {
  const folder = join(process.env["SORA_TRAIN_DIR"] ?? "../shared/train", "text");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => TRAIN_FILES.test(name))
    .sort()
    .flatMap((name) =>
      gunzipSync(readFileSync(join(folder, name)))
        .toString("utf8")
        .split("\n"),
    )
    .filter((line) => line.length >= 12 && line.length <= 400 && HAN.test(line));
}

interface Written {
  readonly bytes: number;
  readonly count: number;
}

/** A made-up document, before it is put into a file. */
interface Article {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Lines of JSONL without end, each document a new one: what a pipe brings. */
export function* streamJsonl(): Generator<string> {
  const writer = new Writer(new Random(SEED), readTrainingLines());
  for (let count = 0; ; count++) yield writer.jsonlLine(count);
}

class Writer {
  readonly #random: Random;
  readonly #training: readonly string[];
  readonly #toTraditional: (text: string) => string;

  constructor(random: Random, training: readonly string[]) {
    this.#random = random;
    this.#training = training;
    const opencc = createRequire(import.meta.url)("opencc-js") as {
      Converter: (options: { from: string; to: string }) => (text: string) => string;
    };
    this.#toTraditional = opencc.Converter({ from: "cn", to: "twp" });
  }

  writeJsonl(path: string, size: number): Written {
    const file = openSync(path, "w");
    let bytes = 0;
    let count = 0;
    while (bytes < size) bytes += writeSync(file, this.jsonlLine(count++));
    closeSync(file);
    return { bytes, count };
  }

  jsonlLine(count: number): string {
    const { title, lines } = this.#article(0.15);
    return `${JSON.stringify({ id: `doc-${count}`, title, text: lines.join("\n") })}\n`;
  }

  /** 70 % UTF-8, 25 % declared as gb2312, 5 % Big5: the text is a tenth to a fifth of the page, the rest is navigation, scripts and styles. */
  writePages(folder: string, size: number): Written {
    mkdirSync(folder);
    let bytes = 0;
    let count = 0;
    while (bytes < size) {
      const kind = this.#random.next();
      const [charset, encoding] = kind < 0.7 ? ["utf-8", "utf8"] : kind < 0.95 ? ["gb2312", "gb18030"] : ["big5", "big5"];
      const page = iconv.encode(this.#page(this.#article(encoding === "big5" ? 1 : encoding === "utf8" ? 0.15 : 0), charset), encoding);
      writeFileSync(join(folder, `${String(count++).padStart(6, "0")}.html`), page);
      bytes += page.length;
    }
    return { bytes, count };
  }

  /** Small files: 66 % UTF-8 simplified, 25 % GB18030, 6 % UTF-8 traditional, 3 % Big5. */
  writeFiles(folder: string, size: number): Written {
    mkdirSync(folder);
    let bytes = 0;
    let count = 0;
    while (bytes < size) {
      const kind = this.#random.next();
      const encoding = kind < 0.72 ? "utf8" : kind < 0.97 ? "gb18030" : "big5";
      const { title, lines } = this.#article(kind < 0.66 || encoding === "gb18030" ? 0 : 1);
      const content = iconv.encode(`${[title, ...lines].join("\n")}\n`, encoding);
      writeFileSync(join(folder, `${String(count++).padStart(6, "0")}.txt`), content);
      bytes += content.length;
    }
    return { bytes, count };
  }

  /** Log-normal number of paragraphs, an eighth of the lines noise, one document in twenty damaged. */
  #article(traditionalShare: number): Article {
    const random = this.#random;
    const paragraphs = Math.max(1, Math.min(200, Math.round(random.logNormal(2.3, 0.8))));
    const isDamaged = random.chance(0.05);
    let lines: string[] = [];
    for (let i = 0; i < paragraphs; i++) {
      if (random.chance(0.12)) lines.push(this.#fill(random.pick(NOISE)));
      const text = this.#paragraph();
      lines.push(isDamaged && random.chance(0.3) ? this.#damage(text) : text);
    }
    let title = this.#fill("{company}{verb}{adjective}{noun}").slice(0, 30);
    if (random.chance(traditionalShare)) {
      lines = this.#toTraditional(lines.join("\n")).split("\n");
      title = this.#toTraditional(title);
    }
    return { title, lines };
  }

  #paragraph(): string {
    const random = this.#random;
    if (this.#training.length > 0 && random.chance(0.7)) {
      const line = random.pick(this.#training);
      return random.chance(0.5) ? line.replace(DIGIT, () => String(random.between(0, 9))) : line;
    }
    return Array.from({ length: random.between(1, 3) }, () => this.#fill(random.pick(PATTERNS))).join("");
  }

  /** Slips as scraped text has them. */
  #damage(text: string): string {
    const random = this.#random;
    const kind = random.between(0, 3);
    if (kind === 0) return text.replaceAll("，", "，，");
    if (kind === 1) return text.replaceAll("“", '"').replaceAll("”", '"');
    if (kind === 2) return `${text.slice(0, 8)}\u200b${text.slice(8)}`;
    return Buffer.from(text.slice(0, 40), "utf8").toString("latin1") + text.slice(40);
  }

  #fill(pattern: string): string {
    const random = this.#random;
    return pattern.replace(SLOT, (_whole, slot: string) => {
      const words = WORDS[slot];
      if (words !== undefined) return random.pick(words);
      if (slot === "person") return random.chance(0.2) ? random.pick(WORDS["foreign"] ?? []) : this.#fill("{surname}{given}");
      const [low, high] = NUMBERS[slot] ?? [0, 9];
      return String(random.between(low, high));
    });
  }

  #page({ title, lines }: Article, charset: string): string {
    const random = this.#random;
    const link = (): string =>
      `<li class="nav-item"><a href="/list/${random.between(1, 9999)}.html" target="_blank">${this.#fill("{field}{noun}")}</a></li>\n`;
    const links = (count: number): string => Array.from({ length: count }, link).join("");
    const script = `var config={"id":${random.between(1, 1e6)},"tags":["a","b"],"path":"/static/js/"};(function(w,d){for(var i=0;i<10;i++){w["k"+i]=d.createElement("div");}})(window,document);\n`;
    const body = lines.map((line) => `<p style="text-indent:2em">${line.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>\n`).join("");
    return `<!DOCTYPE html>
<html><head><meta charset="${charset}"><title>${title}_${this.#fill("{company}")}网</title>
<meta name="description" content="${title}"><link rel="stylesheet" href="/css/main.css">
<style>${".box-a .list li{float:left;width:120px;margin:0 4px;color:#333}\n".repeat(random.between(10, 60))}</style>
<script>${script.repeat(random.between(10, 60))}</script></head>
<body><div id="header"><div class="nav"><ul>${links(random.between(20, 60))}</ul></div></div>
<div class="crumb"><a href="/">首页</a> &gt; <a href="/news/">新闻</a> &gt; 正文</div>
<div class="main"><div class="article"><h1>${title}</h1>
<div class="info"><span>${this.#fill("{year}-{month}-{day} {hour}:{minute}")}</span> <span>来源：${this.#fill("{company}")}网</span></div>
<div class="content" id="content">${body}</div></div>
<div class="sidebar"><h3>热门推荐</h3><ul>${links(random.between(20, 80))}</ul></div></div>
<div class="comments">${`<div class="item"><span>网友</span><p>${this.#fill("{opinion}")}</p></div>\n`.repeat(random.between(0, 8))}</div>
<script>${script.repeat(random.between(10, 40))}</script>
<div id="footer"><p>${this.#fill("版权所有 © {year} {company}{kind}")}</p></div></body></html>\n`;
  }
}

const NUMBERS: Readonly<Record<string, readonly [number, number]>> = {
  n: [11, 980],
  digit: [1, 9],
  year: [1998, 2025],
  month: [1, 12],
  day: [1, 28],
  hour: [10, 23],
  minute: [10, 59],
};
