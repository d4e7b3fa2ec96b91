import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { clusterWords } from "../../src/data/build/ner/clusters.ts";
import type { Sentence } from "../../src/data/build/ner/corpus.ts";
import { allowedLabels, labelTokens, readMarked } from "../../src/data/build/ner/corpus.ts";
import { Crf, collectSupport } from "../../src/data/build/ner/crf.ts";
import { OPEN_GATE } from "../../src/data/build/ner/gate.ts";
import { Lattice } from "../../src/data/build/ner/lattice.ts";
import { packModel } from "../../src/data/build/ner/pack.ts";
import { Pieces } from "../../src/data/build/ner/pieces.ts";
import { FeatureIndex, Preparer } from "../../src/data/build/ner/prepare.ts";
import { createRandom } from "../../src/data/build/ner/random.ts";
import { collectPool, replaceMentions } from "../../src/data/build/ner/replace.ts";
import { END_AT, INSIDE_AT, KINDS, LABELS, START_AT, TRANSITIONS } from "../../src/stages/entities/labels.ts";
import { readLexicon } from "../../src/stages/entities/lexicon.ts";
import type { Draft } from "../../src/stages/entities/mentions.ts";
import { readModel } from "../../src/stages/entities/model.ts";
import { Tagger } from "../../src/stages/entities/tagger.ts";

const lexicon = readLexicon(readFileSync(new URL("../../src/data/entities-lexicon.bin", import.meta.url)));

const SENTENCES: readonly Sentence[] = [
  {
    text: "林建国住在青石镇。",
    mentions: [
      { start: 0, end: 3, type: 0 },
      { start: 5, end: 8, type: 2 },
    ],
    partial: false,
  },
  {
    text: "周小满去了白河镇。",
    mentions: [
      { start: 0, end: 3, type: 0 },
      { start: 5, end: 8, type: 2 },
    ],
    partial: false,
  },
  { text: "雨下了一整天。", mentions: [], partial: false },
  {
    text: "青松集团在白河镇。",
    mentions: [
      { start: 0, end: 4, type: 1 },
      { start: 5, end: 8, type: 2 },
    ],
    partial: true,
  },
];

function train(): Buffer {
  const random = createRandom(1);
  const preparer = new Preparer(lexicon);
  const index = new FeatureIndex(14);
  preparer.countAll(SENTENCES, index);
  const hashes = index.freeze(1);
  const examples = SENTENCES.flatMap((sentence) => preparer.example(sentence, index) ?? []);
  const support = collectSupport(examples, hashes.length);
  const crf = new Crf(support, 64, { rate: 0.2, sparsity: 0.01, decay: 0, dropout: 0.2 });
  for (let epoch = 0; epoch < 30; epoch++) for (const example of examples) crf.learn(example, random);
  const uses = new Uint32Array(hashes.length).fill(1);
  return packModel(
    { hashes, buckets: index.bucketsOf(hashes), uses, support, weights: crf.weights, transitions: crf.transitions, gate: OPEN_GATE },
    0.01,
  );
}

describe("entities: training", () => {
  it("learns its sentences, and the same bytes twice", () => {
    const bytes = train();
    expect(train().equals(bytes)).toBe(true);
    const tagger = new Tagger(readModel(bytes, lexicon));
    for (const { text, mentions } of SENTENCES) {
      const found: Draft[] = [];
      tagger.tag(text, [{ start: 0, end: text.length }], found);
      expect(found.map(({ start, end }) => [start, end])).toEqual(mentions.map(({ start, end }) => [start, end]));
    }
  });

  it("labels tokens with begin, middle, end and single", () => {
    const pieces = new Pieces(lexicon, 64);
    pieces.read("米拉·安去了X市。", 0, false);
    const { tokens } = pieces;
    const labels = labelTokens(
      {
        text: "",
        mentions: [
          { start: 0, end: 4, type: 0 },
          { start: 6, end: 7, type: 2 },
        ],
        partial: true,
      },
      tokens,
    );
    expect([...(labels ?? [])]).toEqual([1, 2, 2, 3, 0, 0, 12, 0, 0]);
    expect(labelTokens({ text: "", mentions: [{ start: 0, end: 99, type: 0 }], partial: false }, tokens)).toBeNull();
    const allowed = allowedLabels(Uint8Array.from([0, 12]));
    expect([...allowed.subarray(0, LABELS)].filter((one) => one === 1)).toHaveLength(1 + 4 * 5);
    expect([...allowed.subarray(LABELS)].indexOf(1)).toBe(12);
  });

  it("reads marks in sentences", () => {
    expect(readMarked("[PER 林建国]住在[LOC 青石镇]。\n\n雨下了一整天。\n")).toEqual([
      {
        text: "林建国住在青石镇。",
        mentions: [
          { start: 0, end: 3, type: 0 },
          { start: 5, end: 8, type: 2 },
        ],
        partial: false,
      },
      { text: "雨下了一整天。", mentions: [], partial: false },
    ]);
    expect(() => readMarked("[PERS 林建国]")).toThrow("no type PERS");
  });

  it("replaces mentions by others of the same type and moves the offsets", () => {
    const pool = collectPool(SENTENCES, 8);
    const copy = replaceMentions(SENTENCES[0] as Sentence, pool, createRandom(3), 1);
    expect(copy.mentions).toHaveLength(2);
    for (const { start, end, type } of copy.mentions) expect(pool[type]).toContain(copy.text.slice(start, end));
  });
});

/** Scores of all label sequences by brute force. */
function bruteMarginals(emission: Float64Array, transitions: Float64Array, count: number): Float64Array {
  const kindOf = (label: number): number => (label === 0 ? 0 : ((label - 1) >> 2) + 1);
  const move = (one: number, two: number): number => {
    const place = (one - 1) & 3;
    const next = (two - 1) & 3;
    if (one !== 0 && place < 2) {
      const fits = two !== 0 && kindOf(one) === kindOf(two) && (next === 1 || next === 2);
      return fits ? (transitions[INSIDE_AT + 4 * (kindOf(one) - 1) + 2 * place + next - 1] as number) : Number.NEGATIVE_INFINITY;
    }
    return two !== 0 && (next === 1 || next === 2) ? Number.NEGATIVE_INFINITY : (transitions[kindOf(one) * KINDS + kindOf(two)] as number);
  };
  const sums = new Float64Array(count * LABELS);
  const walk = (path: number[], score: number): void => {
    if (score === Number.NEGATIVE_INFINITY) return;
    const last = path.at(-1) as number;
    if (path.length === count) {
      const total = last !== 0 && ((last - 1) & 3) < 2 ? 0 : Math.exp(score + (transitions[END_AT + kindOf(last)] as number));
      path.forEach((label, i) => {
        sums[i * LABELS + label] = (sums[i * LABELS + label] as number) + total;
      });
      return;
    }
    for (let y = 0; y < LABELS; y++) walk([...path, y], score + move(last, y) + (emission[path.length * LABELS + y] as number));
  };
  for (let y = 0; y < LABELS; y++) {
    const begins = y === 0 || ((y - 1) & 3) === 0 || ((y - 1) & 3) === 3;
    if (begins) walk([y], (emission[y] as number) + (transitions[START_AT + kindOf(y)] as number));
  }
  for (let i = 0; i < count; i++) {
    const row = sums.subarray(i * LABELS, (i + 1) * LABELS);
    const total = row.reduce((one, two) => one + two, 0);
    for (let y = 0; y < LABELS; y++) row[y] = (row[y] as number) / total;
  }
  return sums;
}

describe("entities: forward-backward", () => {
  it("gives the marginals of brute force", () => {
    const random = createRandom(5);
    const count = 3;
    const lattice = new Lattice(8);
    const transitions = Float64Array.from({ length: TRANSITIONS }, () => random() * 2 - 1);
    for (let i = 0; i < count * LABELS; i++) lattice.emission[i] = random() * 3;
    lattice.setTransitions(transitions);
    lattice.run(count, null);
    const wanted = bruteMarginals(lattice.emission, transitions, count);
    for (let i = 0; i < count * LABELS; i++) expect(lattice.marginal[i]).toBeCloseTo(wanted[i] as number, 9);
  });
});

describe("entities: word classes", () => {
  it("puts words with the same neighbours into one class", () => {
    // 0 and 1 stand before 2 and 3; 4 and 5 behind them.
    const random = createRandom(9);
    const stream = Int32Array.from({ length: 4000 }, (_, i) => (i % 4 === 3 ? -1 : (i % 4) * 2 + (random() < 0.5 ? 0 : 1)));
    const classes = clusterWords(stream, 6, 3);
    expect(classes[0]).toBe(classes[1]);
    expect(classes[2]).toBe(classes[3]);
    expect(classes[4]).toBe(classes[5]);
    expect(new Set(classes).size).toBeGreaterThan(1);
  });
});
