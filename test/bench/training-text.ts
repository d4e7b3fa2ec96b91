// Running text of one language for the benches of single stages.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ROOT } from "./measure.ts";

const TRAIN = join(process.env["SORA_TRAIN_DIR"] ?? join(ROOT, "../shared/train"), "text");

const FALLBACK: Readonly<Record<string, string>> = {
  "zh-Hant": "這座圖書館的門口種著兩棵樹，春天開滿了花。管理員說：「週末會有很多學生來。」後來，天氣漸漸熱了。",
  "zh-Hans": "这座图书馆的门口种着两棵树，春天开满了花。管理员说：“周末会有很多学生来。”后来，天气渐渐热了。",
};

/**
 * Paragraphs of `SORA_TRAIN_DIR`, or one of our own over and over where it is absent.
 *
 * @param language prefix of the files' names, such as `zh-Hant`
 * @param bytes how much, in UTF-8
 */
export function trainingLines(language: string, bytes: number): readonly string[] {
  const lines: string[] = [];
  let size = 0;
  const push = (line: string): void => {
    lines.push(line);
    size += Buffer.byteLength(line) + 1;
  };
  const names = existsSync(TRAIN) ? readdirSync(TRAIN).filter((name) => name.startsWith(`${language}.`) && name.endsWith(".txt.gz")) : [];
  for (const name of names.sort()) {
    for (const line of gunzipSync(readFileSync(join(TRAIN, name)))
      .toString("utf8")
      .split("\n"))
      if (line !== "" && size < bytes) push(line);
  }
  while (size < bytes && names.length === 0) push(FALLBACK[language] ?? "");
  return lines;
}

/** The lines in texts of `count` lines. */
export function inPieces(lines: readonly string[], count: number): readonly string[] {
  const pieces: string[] = [];
  for (let i = 0; i < lines.length; i += count) pieces.push(lines.slice(i, i + count).join("\n"));
  return pieces;
}

/** Bytes of UTF-8. */
export function sizeOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** Does something with every item; results are thrown away. */
export function each<T>(items: readonly T[], work: (item: T) => unknown): void {
  for (const item of items) work(item);
}

/** Does something with every item over and over, until the code is compiled; a second is enough for either. */
export function warmUp<T>(items: readonly T[], work: (item: T) => unknown): void {
  const started = performance.now();
  while (performance.now() - started < 1_000) each(items, work);
}
