import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Pieces } from "../../src/data/build/ner/pieces.ts";
import { createRandom } from "../../src/data/build/ner/random.ts";
import { CLASS } from "../../src/stages/entities/classes.ts";
import { EDGE_ID, GATE_FEATURES, GATE_ROWS, gateFeatures } from "../../src/stages/entities/gate.ts";
import { BUCKET_BITS, BUCKET_SIZE, checkOf, Kernel, ROW, ROWS, TEMPLATES } from "../../src/stages/entities/kernel.ts";
import { readLexicon, WORD_TAG, wordHash } from "../../src/stages/entities/lexicon.ts";

const lexicon = readLexicon(readFileSync(new URL("../../src/data/entities-lexicon.bin", import.meta.url)));
const random = createRandom(5);
const below = (limit: number): number => Math.floor(random() * limit);

function read(kernel: Kernel, text: string): number {
  kernel.functions.tokenize(0, kernel.copyText(text, 0), 0);
  return kernel.valueOf("count");
}

describe("entities: tokens", () => {
  const pieces = new Pieces(lexicon, 16);
  const cut = (text: string, bySentence: boolean): string[][] => {
    const all: string[][] = [];
    for (let at = 0; at < text.length; ) {
      const from = at;
      at = pieces.read(text, from, bySentence);
      const { start, end } = pieces.tokens;
      all.push(Array.from(start, (first, i) => text.slice(from + first, from + (end[i] as number))));
    }
    return all;
  };

  it("joins letters and digits and leaves blanks out", () => {
    expect(cut("在 Café　2024 年", false)).toEqual([["在", "Café", "2024", "年"]]);
    const { kind, id } = pieces.tokens;
    expect([...kind]).toEqual([CLASS.function, CLASS.capital, CLASS.digits, CLASS.time]);
    expect([id[0], id[2]]).toEqual(["在".charCodeAt(0), 0x10009]);
    pieces.read("x XY XyZ 𠀀９", 0, false);
    expect([...pieces.tokens.kind]).toEqual([CLASS.letter, CLASS.upper, CLASS.mixed, CLASS.foreign, CLASS.digits]);
  });

  it("ends pieces behind sentences and what closes them, or where the room ends", () => {
    expect(cut("雨停了。”走吧！", true).map((piece) => piece.join(""))).toEqual(["雨停了。”", "走吧！"]);
    expect(cut("一二三四五六七。八九十一二三四五六七。", false).map((piece) => piece.length)).toEqual([8, 11]);
    expect(cut("一".repeat(20), true).map((piece) => piece.length)).toEqual([16, 4]);
  });
});

describe("entities: words", () => {
  it("takes the cheapest words", () => {
    const kernel = new Kernel(lexicon, { capacity: 32 });
    const count = read(kernel, "他在北京大学读书。");
    kernel.functions.features();
    const first = kernel.valueOf("firstWord");
    const [keys, starts, tags] = ["wordKey", "wordFirst", "wordTag"].map((name) =>
      kernel.ints(name, kernel.valueOf("lastWord") + 1).subarray(first),
    ) as [Int32Array, Int32Array, Int32Array];
    expect([...starts]).toEqual([0, 1, 2, 6, 8, count]);
    expect((keys[2] as number) >>> 0).toBe(wordHash("北京大学"));
    expect(tags[2]).toBe(WORD_TAG.organisation);
  });
});

describe("entities: gate", () => {
  it.each(["雨", "林建国住在青石镇。", "OpenAI 于 2024 年 2 月发布"])("scores as the trainer does: %s", (text) => {
    const kernel = new Kernel(lexicon, { capacity: 64 });
    const rows = new Int8Array(4 * GATE_ROWS).map(() => below(256));
    kernel.bytes(kernel.valueOf("gate"), rows.length).set(new Uint8Array(rows.buffer));
    const count = read(kernel, text);
    const id = Int32Array.from([EDGE_ID, EDGE_ID, ...kernel.ints("ids", count), EDGE_ID, EDGE_ID]);
    const into = new Int32Array(GATE_FEATURES);
    const scores = Array.from({ length: count }, (_, i) => {
      gateFeatures(id, i + 2, into);
      return into.reduce((sum, weight) => sum + (rows[weight] ?? 0), 0);
    });
    const threshold = Math.min(...scores);
    kernel.functions.setGate(threshold);
    expect(kernel.functions.openGate(count)).toBe(Number(count > 1));
    const own = kernel.bytes(kernel.valueOf("scores"), 2 * count);
    expect([...new Int16Array(own.buffer, own.byteOffset, count)]).toEqual(scores);
    const open = kernel.bytes(kernel.valueOf("open"), count);
    const high = (i: number): boolean => (scores[i] ?? threshold) > threshold;
    expect([...open]).toEqual(scores.map((_, i) => Number(high(i - 1) || high(i) || high(i + 1))));
  });
});

describe("entities: weights", () => {
  /** Label of place y of a row: begin of all types, then middle, end, single. */
  const labelAt = (y: number): number => 1 + 4 * (y % 8) + Math.floor(y / 8);
  /** Byte of place y in its row, and what its sign bit is turned by. */
  const byteOf = (y: number): number => 16 * (y >> 4) + 2 * (y & 7) + ((y >> 3) & 1);
  const weightAt = (rows: Int8Array, row: number, y: number): number => (rows[row * ROW + byteOf(y)] ?? 0) ^ (y & 8 ? 0 : -128);

  it("adds up the rows of the features that the index holds", () => {
    const kernel = new Kernel(lexicon, { capacity: 4 });
    const index = new Uint16Array(kernel.ints("index", 2).buffer, kernel.valueOf("index"), 2 * BUCKET_SIZE * 2 ** BUCKET_BITS);
    const rows = new Int8Array(index.buffer, kernel.valueOf("rows"), ROW * ROWS).map((_, i) =>
      i < ROW && i % 2 === 0 ? 128 : i < ROW ? 0 : below(256),
    );
    kernel.bytes(kernel.valueOf("rows"), rows.length).set(new Uint8Array(rows.buffer));
    const known = new Map<number, number>();
    const features = Array.from({ length: 400 }, () => ({ hash: below(2 ** 32), bucket: below(2 ** BUCKET_BITS) }));
    for (const { hash, bucket } of features) {
      const at = 2 * BUCKET_SIZE * bucket;
      const place = index.subarray(at, at + BUCKET_SIZE).indexOf(0);
      known.set(hash, below(ROWS));
      index[at + place] = checkOf(hash);
      index[at + BUCKET_SIZE + place] = known.get(hash) ?? 0;
    }
    const none = { hash: 0, bucket: features[0]?.bucket ?? 0 };
    const own = Array.from({ length: TEMPLATES }, (_, t) =>
      t % 3 === 0 ? { hash: below(2 ** 32), bucket: below(2 ** BUCKET_BITS) } : t === 4 ? none : (features[below(400)] ?? none),
    );
    kernel.ints("hashes", TEMPLATES).set(own.map(({ hash }) => hash));
    kernel.ints("buckets", TEMPLATES).set(own.map(({ bucket }) => bucket));
    kernel.functions.weigh(2);
    const sums = new Int16Array(index.buffer, kernel.valueOf("emissions") + 2 * 2 * ROW, ROW);
    const expected = Array.from({ length: ROW }, (_, y) => own.reduce((sum, { hash }) => sum + weightAt(rows, known.get(hash) ?? 0, y), 0));
    expect([...sums]).toEqual(expected);
  });

  it("fills rows from lists, without the weight of outside", () => {
    const kernel = new Kernel(lexicon, { capacity: 4, spare: 64 });
    const lists = kernel.bytes(kernel.end, 14);
    lists.set([0, 3, 0, 2, ...[0, 1, 32, 2, 3], ...[-100, 50, -110, 7, -8].map((weight) => weight & 0xff)]);
    kernel.functions.fillRows(kernel.end, kernel.end + 4, kernel.end + 9, 4);
    const rows = new Int8Array(lists.buffer, kernel.valueOf("rows"), 4 * ROW);
    const rowAt = (row: number): number[] => {
      const byLabel: number[] = [];
      for (let y = 0; y < ROW; y++) byLabel[labelAt(y) - 1] = weightAt(rows, row, y);
      return byLabel;
    };
    expect(rowAt(0)).toEqual(new Array(ROW).fill(0));
    expect(rowAt(1)).toEqual([127, ...new Array(ROW - 2).fill(100), -10]);
    expect(rowAt(3)).toEqual([0, 7, -8, ...new Array(ROW - 3).fill(0)]);
  });
});
