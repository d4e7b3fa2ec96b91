import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/data/build/ner/random.ts";
import {
  createGateScores,
  EDGE_ID,
  GATE_FEATURES,
  GATE_ROWS,
  gateFeatures,
  MARGIN,
  readGate,
  scoreTokens,
} from "../../src/stages/entities/gate.ts";
import { BUCKET_BITS, BUCKET_SIZE, bucketOf, checkOf, Kernel, ROW, rowOf } from "../../src/stages/entities/kernel.ts";
import { createTokens, tokenize } from "../../src/stages/entities/tokens.ts";

const random = createRandom(5);
const below = (limit: number): number => Math.floor(random() * limit);

describe("entities: gate", () => {
  const bytes = new Uint8Array(4 + 4 * GATE_ROWS).map((_, i) => (i < 4 ? 0 : below(256)));
  const rows = new Int8Array(bytes.buffer, 4);
  const gate = readGate(bytes, 0);

  it.each(["", "雨", "林建国住在青石镇。", "OpenAI 于 2024 年 2 月发布"])("scores as the trainer does: %s", (text) => {
    const tokens = createTokens(64);
    tokenize(text, 0, text.length, tokens);
    const scores = createGateScores(64);
    scoreTokens(gate, tokens, scores);
    const id = Int32Array.from([EDGE_ID, EDGE_ID, ...tokens.id.subarray(0, tokens.count), EDGE_ID, EDGE_ID]);
    const into = new Int32Array(GATE_FEATURES);
    for (let i = 0; i < tokens.count; i++) {
      gateFeatures(id, i + 2, into);
      expect(scores[i + MARGIN]).toBe(into.reduce((sum, weight) => sum + (rows[weight] ?? 0), 0));
    }
  });
});

describe("entities: kernel", () => {
  it("adds up the rows of the features that the index holds", () => {
    const [capacity, templates, features] = [16, 31, 400];
    const kernel = new Kernel(capacity, templates, 0);
    const hashes = Array.from({ length: features }, () => below(2 ** 32));
    const known = new Map<number, number>();
    for (const hash of hashes) {
      const bucket = bucketOf(hash);
      const checks = kernel.index.subarray(bucket * BUCKET_SIZE, (bucket + 1) * BUCKET_SIZE);
      const place = checks.indexOf(0);
      if (place < 0 || checks.includes(checkOf(hash))) continue;
      checks[place] = checkOf(hash);
      known.set(hash, rowOf(bucket, place));
    }
    for (let i = 0; i < kernel.rows.length; i++) kernel.rows[i] = below(256) - 128;
    for (let i = 0; i < kernel.hashes.length; i++) kernel.hashes[i] = i % 3 === 0 ? below(2 ** 32) : (hashes[below(features)] ?? 0);
    const chosen = [0, 3, 7, 15];
    kernel.chosen.set(chosen);
    kernel.emissions.fill(7);
    kernel.weigh(chosen.length);
    for (let token = 0; token < capacity; token++) {
      const own = kernel.hashes.subarray(token * templates, (token + 1) * templates);
      for (let y = 0; y < ROW; y++) {
        const sum = own.reduce((total, hash) => total + (known.has(hash) ? (kernel.rows[(known.get(hash) ?? 0) * ROW + y] ?? 0) : 0), 0);
        expect(kernel.emissions[token * ROW + y]).toBe(chosen.includes(token) ? sum : 7);
      }
    }
  });

  it("fills rows from lists, without the weight of outside", () => {
    const kernel = new Kernel(1, 1, 5);
    const places = kernel.lists.length - 10;
    kernel.lists.set([0, 3, 0, 2], 0);
    kernel.lists.set([0, 1, 32, 2, 3], places);
    new Int8Array(kernel.lists.buffer, kernel.lists.byteOffset).set([-100, 50, -110, 7, -8], places + 5);
    kernel.fill();
    const rowAt = (row: number): number[] => Array.from(kernel.rows.subarray(row * ROW, (row + 1) * ROW));
    expect(rowAt(0)).toEqual(new Array(ROW).fill(0));
    expect(rowAt(1)).toEqual([127, ...new Array(ROW - 2).fill(100), -10]);
    expect(rowAt(3)).toEqual([0, 7, -8, ...new Array(ROW - 3).fill(0)]);
  });

  it("tells hashes of one bucket apart", () => {
    const [one, two] = [0x12345678, 0x12345678 ^ 4];
    expect(bucketOf(one)).toBe(bucketOf(two));
    expect(checkOf(one)).not.toBe(checkOf(two));
    expect(checkOf(0)).toBe(1);
    expect(bucketOf(0xffffffff)).toBe(2 ** BUCKET_BITS - 1);
  });
});
