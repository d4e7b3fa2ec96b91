// Trains the entity tagger and writes src/data/entities.bin.
//
//   npm run train:ner [-- --without GROUP,… --out FILE]
//
// --without: groups of templates to leave out, for the ablation table; --out: another file than the shipped one.
// Data: ../shared/train/ner (SORA_TRAIN_DIR), see its README: Universal NER (CC BY-SA 4.0), sentences labelled for this project; and the sentences
// written for it, src/data/source/sentences (MIT). The gate: ../shared/train/text.
// The weights are derived from them and carry CC BY-SA 4.0: src/data/entities-LICENSE.txt.
// Reproduces the file bit for bit with Node 20.20.2; other versions may round Math.exp otherwise.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Converter } from "opencc-js/t2cn";
import { MAX_TOKENS, TEMPLATES } from "../../../stages/entities/kernel.ts";
import { TAGGED_TYPES } from "../../../stages/entities/labels.ts";
import { type Lexicon, readLexicon } from "../../../stages/entities/lexicon.ts";
import type { Draft } from "../../../stages/entities/mentions.ts";
import { readModel } from "../../../stages/entities/model.ts";
import { Tagger } from "../../../stages/entities/tagger.ts";
import type { Span } from "../../../text/edits.ts";
import { readMarked, readSentences, type Sentence } from "./corpus.ts";
import { Crf, collectSupport, type Example } from "./crf.ts";
import { GateExamples, type GateWeights, OPEN_GATE } from "./gate.ts";
import { packModel, type Weights } from "./pack.ts";
import { Pieces } from "./pieces.ts";
import { CAPACITY, FeatureIndex, Preparer } from "./prepare.ts";
import { createRandom, shuffle } from "./random.ts";
import { collectPool, replaceMentions } from "./replace.ts";
import { readTexts } from "./texts.ts";

const SEED = 7;
const EPOCHS = 5;
const RATE = 0.15;
const DROPOUT = 0.5;
const SPARSITY = 0.5;
/** Chance that a mention is replaced in the copies. */
const REPLACED = 0.7;
/** Copies of each shared sentence that has mentions; those written for this project have names enough. */
const COPIES = 2;
/** Features seen less often are not learnt. */
const MINIMUM = 3;
/** Weights below are not shipped; measured: test/ablations.md. */
const THRESHOLD = 0.05;

/** Log-odds at or below which the gate turns a token away; measured: test/ablations.md. */
const GATE_THRESHOLD = -1;

const trainFolder = process.env["SORA_TRAIN_DIR"] ?? "../shared/train";
const folder = join(trainFolder, "ner");
const { values: args } = parseArgs({ options: { without: { type: "string", default: "" }, out: { type: "string", default: "" } } });
/** Sentences written for this project. */
const WRITTEN = new URL("../../source/sentences/", import.meta.url);
const target = args.out === "" ? new URL("../../entities.bin", import.meta.url) : args.out;

/** Groups of templates (kernel/features.as), for the ablation table. */
const TEMPLATE_GROUPS: Readonly<Record<string, readonly number[]>> = {
  characters: [0, 1, 2, 3, 4, 5, 6, 7, 8],
  words: [9, 10, 11, 12, 13, 14, 15],
  groups: [16, 17, 18, 19, 20, 21, 22],
  classes: [23, 24],
  profiles: [25],
  ahead: [26],
  runs: [27, 28, 29, 30],
};

/** 1 for the templates of the groups that are left out. */
function disabledTemplates(groups: readonly string[]): Uint8Array {
  const disabled = new Uint8Array(TEMPLATES);
  for (const template of groups.flatMap((group) => TEMPLATE_GROUPS[group] ?? [])) disabled[template] = 1;
  return disabled;
}

/** The sentences of ../shared/train. */
function readShared(): Sentence[] {
  return [
    ...readSentences(folder, "own-train.jsonl", false),
    ...readSentences(folder, "written-train.jsonl", false),
    ...readSentences(folder, "uner-gsd-train.jsonl", true),
  ];
}

/** The sentences written for this project. */
function readWritten(): Sentence[] {
  const files = readdirSync(WRITTEN).filter((name) => name.endsWith(".txt"));
  return files.sort().flatMap((name) => readMarked(readFileSync(new URL(name, WRITTEN), "utf8")));
}

/** Average of the weights after the later half of the epochs. */
function train(examples: readonly Example[], features: number, random: () => number): Crf {
  const crf = new Crf(collectSupport(examples, features), CAPACITY, { rate: RATE, sparsity: SPARSITY, decay: 0, dropout: DROPOUT });
  const order = Int32Array.from(examples.keys());
  const sum = new Float32Array(crf.weights.length);
  const sumOfMoves = new Float64Array(crf.transitions.length);
  let averaged = 0;
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const started = performance.now();
    shuffle(order, random);
    for (const i of order) crf.learn(examples[i] as Example, random);
    if (epoch > EPOCHS / 2) {
      averaged++;
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (crf.weights[i] as number);
      for (let i = 0; i < sumOfMoves.length; i++) sumOfMoves[i] = (sumOfMoves[i] as number) + (crf.transitions[i] as number);
    }
    console.log(`epoch ${epoch}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  for (let i = 0; i < sum.length; i++) crf.weights[i] = (sum[i] as number) / averaged;
  for (let i = 0; i < sumOfMoves.length; i++) crf.transitions[i] = (sumOfMoves[i] as number) / averaged;
  return crf;
}

/** How often each feature is met in the examples. */
function countUses(examples: readonly Example[], features: number): Uint32Array {
  const uses = new Uint32Array(features);
  for (const example of examples) for (const feature of example.features) if (feature >= 0) uses[feature] = (uses[feature] as number) + 1;
  return uses;
}

/** The gate, from the labels that the model gives to running text, and from the labelled sentences. */
function trainGate(model: Weights, lexicon: Lexicon, sentences: readonly Sentence[], random: () => number): GateWeights {
  const tagger = new Tagger(readModel(packModel(model, THRESHOLD), lexicon));
  const examples = new GateExamples();
  const pieces = new Pieces(lexicon, MAX_TOKENS);
  const add = (text: string, mentions: readonly Span[]): void => {
    const inside = new Uint8Array(text.length);
    for (const { start, end } of mentions) inside.fill(1, start, end);
    for (let at = 0; at < text.length; ) {
      const from = at;
      at = pieces.read(text, from, true);
      const { id, start } = pieces.tokens;
      examples.add(
        id,
        Uint8Array.from(start, (first) => inside[from + first] as number),
      );
    }
  };
  for (const line of readTexts(trainFolder, Converter({ from: "tw", to: "cn" }))) {
    const found: Draft[] = [];
    tagger.tag(line, [{ start: 0, end: line.length }], found);
    add(line, found);
  }
  for (const { text, mentions, partial } of sentences) if (!partial) add(text, mentions);
  console.log(`gate: ${examples.length} tokens`);
  return examples.train(GATE_THRESHOLD, random);
}

function main(): void {
  const lexicon = readLexicon(readFileSync(new URL("../../entities-lexicon.bin", import.meta.url)));
  const random = createRandom(SEED);
  const shared = readShared();
  const sentences = [...shared, ...readWritten()];
  const pool = collectPool(sentences, TAGGED_TYPES.length);
  const named = shared.filter(({ mentions }) => mentions.length > 0);
  const copies = Array.from({ length: COPIES }, () => named.map((sentence) => replaceMentions(sentence, pool, random, REPLACED))).flat();
  const preparer = new Preparer(lexicon, disabledTemplates(args.without.split(",")));
  const index = new FeatureIndex();
  preparer.countAll([...sentences, ...copies], index);
  const hashes = index.freeze(MINIMUM);
  const examples = [...sentences, ...copies].flatMap((sentence) => preparer.example(sentence, index) ?? []);
  console.log(`${sentences.length} sentences, ${examples.length} examples, ${hashes.length} features; Node ${process.version}`);
  const { support, weights, transitions } = train(examples, hashes.length, random);
  const model = {
    hashes,
    buckets: index.bucketsOf(hashes),
    uses: countUses(examples, hashes.length),
    support,
    weights,
    transitions,
    gate: OPEN_GATE,
  };
  const bytes = packModel({ ...model, gate: trainGate(model, lexicon, sentences, random) }, THRESHOLD);
  writeFileSync(target, bytes);
  console.log(`${bytes.length} bytes, sha256 ${createHash("sha256").update(bytes).digest("hex")}`);
}

main();
