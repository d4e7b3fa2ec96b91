// Running text of ../shared/train/text as words of the lexicon, for the word classes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { CLASS } from "../../../stages/entities/classes.ts";
import type { Lexicon } from "../../../stages/entities/lexicon.ts";
import { Pieces } from "./pieces.ts";

const CHINESE_FILE = /^zh-Han[st]\./u;
const LABELLED = ["own-train", "written-train", "uner-gsd-train"];
const CAPACITY = 2048;
/** Rarer words get no class. */
const MINIMUM = 3;

/** Lines of the simplified and traditional files (made simplified by `convert`). */
export function readTexts(folder: string, convert: (text: string) => string): string[] {
  return readdirSync(join(folder, "text"))
    .filter((name) => CHINESE_FILE.test(name))
    .sort()
    .map((name) => {
      const text = gunzipSync(readFileSync(join(folder, "text", name))).toString("utf8");
      return name.startsWith("zh-Hant") ? convert(text) : text;
    })
    .flatMap((text) => text.split("\n"));
}

/** The same, and the labelled sentences without their labels. */
export function readLines(folder: string, convert: (text: string) => string): string[] {
  const sentences = LABELLED.flatMap((name) =>
    readFileSync(join(folder, "ner", `${name}.jsonl`), "utf8")
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { readonly text: string }).text),
  );
  return [...readTexts(folder, convert), ...sentences];
}

/** Words of a text by number; `hashes` by falling frequency, -1 in `stream` for rare words and between pieces. */
export interface Stream {
  readonly hashes: readonly number[];
  readonly stream: Int32Array;
}

/** Cuts lines into words and numbers those that come MINIMUM times at least. */
export function numberWords(lexicon: Lexicon, lines: readonly string[]): Stream {
  const source = new Pieces(lexicon, CAPACITY);
  const pieces: Int32Array[] = [];
  const counts = new Map<number, number>();
  for (const line of lines) {
    for (let at = 0; at < line.length; ) {
      at = source.read(line, at, false);
      const { tokens } = source;
      if (tokens.count === 0) continue;
      source.features();
      const { hash, first } = source.words();
      const piece = hash.map((own, word) => {
        const token = first[word] as number;
        return tokens.kind[token] === CLASS.digits ? (tokens.id[token] as number) : own;
      });
      for (const hash of piece) counts.set(hash, (counts.get(hash) ?? 0) + 1);
      pieces.push(piece);
    }
  }
  const hashes = [...counts]
    .filter(([, count]) => count >= MINIMUM)
    .sort((one, two) => two[1] - one[1] || one[0] - two[0])
    .map(([hash]) => hash);
  const numbers = new Map(hashes.map((hash, number) => [hash, number]));
  const stream = new Int32Array(pieces.reduce((sum, piece) => sum + piece.length + 1, 0)).fill(-1);
  let at = 0;
  for (const piece of pieces) {
    for (const hash of piece) stream[at++] = numbers.get(hash) ?? -1;
    at++;
  }
  return { hashes, stream };
}
