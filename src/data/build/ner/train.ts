// Trains the entity tagger and writes src/data/entities.bin.
//
//   npm run train:ner [-- --without GROUP,… --out FILE]
//
// --without: groups of templates to leave out, for the ablation table; --out: another file than the shipped one.
// Data: ../shared/train/ner (SORA_TRAIN_DIR), see its README: Universal NER (CC BY-SA 4.0), sentences labelled for this project.
// The weights are derived from them and carry CC BY-SA 4.0: src/data/entities-LICENSE.txt.
// Reproduces the file bit for bit with Node 20.20.2; other versions may round Math.exp otherwise.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { TEMPLATE_GROUPS, TEMPLATES } from "../../../stages/entities/features.ts";
import { TAGGED_TYPES } from "../../../stages/entities/labels.ts";
import { readLexicon } from "../../../stages/entities/lexicon.ts";
import { readSentences, type Sentence } from "./corpus.ts";
import { Crf, collectSupport, type Example } from "./crf.ts";
import { packModel } from "./pack.ts";
import { CAPACITY, FeatureIndex, Preparer } from "./prepare.ts";
import { createRandom, shuffle } from "./random.ts";
import { collectPool, replaceMentions } from "./replace.ts";

const SEED = 7;
const EPOCHS = 6;
const RATE = 0.15;
const DROPOUT = 0.5;
const SPARSITY = 0.5;
/** Chance that a mention is replaced in the copies. */
const REPLACED = 0.7;
/** Copies of each sentence that has mentions. */
const COPIES = 2;
/** Features seen less often are not learnt. */
const MINIMUM = 3;
/** Weights below are not shipped. */
const THRESHOLD = 0.1;

const folder = join(process.env["SORA_TRAIN_DIR"] ?? "../shared/train", "ner");
const { values: args } = parseArgs({ options: { without: { type: "string", default: "" }, out: { type: "string", default: "" } } });
const target = args.out === "" ? new URL("../../entities.bin", import.meta.url) : args.out;

/** 1 for the templates of the groups that are left out. */
function disabledTemplates(groups: readonly string[]): Uint8Array {
  const disabled = new Uint8Array(TEMPLATES);
  for (const template of groups.flatMap((group) => TEMPLATE_GROUPS[group] ?? [])) disabled[template] = 1;
  return disabled;
}

function readAll(): Sentence[] {
  return [
    ...readSentences(folder, "own-train.jsonl", false, 0),
    ...readSentences(folder, "written-train.jsonl", false, 1),
    ...readSentences(folder, "uner-gsd-train.jsonl", true, 2),
  ];
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

function main(): void {
  const lexicon = readLexicon(readFileSync(new URL("../../entities-lexicon.bin", import.meta.url)));
  const random = createRandom(SEED);
  const sentences = readAll();
  const pool = collectPool(sentences, TAGGED_TYPES.length);
  const named = sentences.filter(({ mentions }) => mentions.length > 0);
  const copies = Array.from({ length: COPIES }, () => named.map((sentence) => replaceMentions(sentence, pool, random, REPLACED))).flat();
  const preparer = new Preparer(lexicon, disabledTemplates(args.without.split(",")));
  const index = new FeatureIndex();
  preparer.countAll([...sentences, ...copies], index);
  const hashes = index.freeze(MINIMUM);
  const examples = [...sentences, ...copies].flatMap((sentence) => preparer.example(sentence, index) ?? []);
  console.log(`${sentences.length} sentences, ${examples.length} examples, ${hashes.length} features; Node ${process.version}`);
  const crf = train(examples, hashes.length, random);
  const bytes = packModel({ hashes, support: crf.support, weights: crf.weights, transitions: crf.transitions }, THRESHOLD);
  writeFileSync(target, bytes);
  console.log(`${bytes.length} bytes, sha256 ${createHash("sha256").update(bytes).digest("hex")}`);
}

main();
