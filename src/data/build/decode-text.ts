/** Training text for the tables of `decode`: running text by language, and words of languages without any, from ICU's names. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
// @ts-expect-error the dictionary modules carry no types
import phrases from "opencc-js/dict/STPhrases";

const FOLDER = join(process.env["SORA_TRAIN_DIR"] ?? "../shared/train", "text");
/** Files left out, for measuring on unseen genres: `DECODE_HOLD_OUT=zh-Hans.dialogue,ja.news`. */
const HELD_OUT = new Set((process.env["DECODE_HOLD_OUT"] ?? "").split(",").filter((name) => name !== ""));

/** One genre: its lines, and the weight of one of its characters. */
export interface Genre {
  readonly lines: readonly string[];
  readonly weight: number;
}

/** Under CC BY-SA; each language has enough without them, and so the tables carry no share-alike condition. */
const SHARE_ALIKE = /\.news\.|-bysa\./u;

/**
 * The training files of a language, `zh-Hans` say. A genre counts by the square root of its size, so that a big one does not drown
 * the others; weights are scaled so that they average 1.
 */
export function readGenres(...languages: readonly string[]): Genre[] {
  const files = readdirSync(FOLDER)
    .filter((file) => languages.includes(file.split(".")[0] as string) && !SHARE_ALIKE.test(file))
    .filter((file) => !HELD_OUT.has(file.replace(".txt.gz", "")))
    .sort();
  const texts = files.map((file) => gunzipSync(readFileSync(join(FOLDER, file))).toString("utf8"));
  const roots = texts.map((text) => Math.sqrt(text.length));
  const scale = texts.reduce((sum, text) => sum + text.length, 0) / roots.reduce((sum, root) => sum + root, 0);
  return texts.map((text, index) => ({
    lines: text.split("\n").filter((line) => line !== ""),
    weight: ((roots[index] as number) * scale) / text.length,
  }));
}

/** The same texts in the other script: rare words of one are those of the other. */
export function convertGenres(genres: readonly Genre[], convert: (text: string) => string, share: number): Genre[] {
  return genres.map(({ lines, weight }) => ({ lines: lines.map(convert), weight: weight * share }));
}

/** OpenCC's phrases, simplified (column 0) or traditional (1): idioms, names and terms that running text of some megabytes lacks. */
export function readPhrases(column: 0 | 1, weight: number): Genre {
  const lines = (phrases as string).split("|").map((line) => line.split(" ")[column] ?? "");
  return { lines, weight };
}

const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz");
const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2021, month, 1)));
const DAYS = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2021, 0, day + 4)));

/** Names of countries, languages, scripts, currencies, months and days in a language: CLDR data, as Node's ICU holds it. */
export function readNames(language: string): Genre[] {
  const lines: string[] = [];
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const triples = pairs.flatMap((pair) => LETTERS.map((third) => pair + third));
  const add = (type: "region" | "language" | "currency", codes: readonly string[]): void => {
    const names = new Intl.DisplayNames([language], { type, fallback: "none" });
    for (const code of codes) {
      const name = names.of(type === "language" ? code : code.toUpperCase());
      if (name) lines.push(name);
    }
  };
  add("region", pairs);
  add("language", [...pairs, ...triples]);
  add("currency", triples);
  const formats = [{ month: "long" }, { weekday: "long" }, { dateStyle: "full" }] as const;
  for (const format of formats) {
    const printer = new Intl.DateTimeFormat(language, { ...format, timeZone: "UTC" });
    for (const date of [...MONTHS, ...DAYS]) lines.push(printer.format(date));
  }
  // The code pages have the letters with cedilla for the Romanian ones with comma.
  if (language === "ro") return [{ lines: lines.map((line) => line.replaceAll("ș", "ş").replaceAll("ț", "ţ")), weight: 1 }];
  return [{ lines: [...new Set(lines)], weight: 1 }];
}
