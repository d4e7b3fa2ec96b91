// Lists every line of ordinary Chinese text that `repair` changes, for people to judge: file, line, rule, what became what.
//
//   npm run build && node scripts/repair-audit.mjs [PREFIX]
//
// The text lies outside the project: SORA_TRAIN_DIR, default ../shared/train; PREFIX of the files' names, default zh-.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ChangeLog } from "../dist/pipeline/changes.js";
import { repair } from "../dist/stages/repair/index.js";

const CONTEXT = 16;
const [prefix = "zh-"] = process.argv.slice(2);
const folder = join(process.env["SORA_TRAIN_DIR"] ?? "../shared/train", "text");
const run = await repair.create({ skip: [] });
const rules = new Map();
let lines = 0;
let changed = 0;

for (const name of readdirSync(folder).sort()) {
  if (!name.startsWith(prefix) || !name.endsWith(".txt.gz")) continue;
  const texts = gunzipSync(readFileSync(join(folder, name)))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  for (const [index, text] of texts.entries()) {
    lines++;
    const changes = new ChangeLog(true);
    run({ blocks: [{ text, role: "body" }] }, changes);
    if (changes.fields.length === 0) continue;
    changed++;
    for (const edit of changes.fields.flatMap(({ edits }) => edits)) {
      rules.set(edit.rule, (rules.get(edit.rule) ?? 0) + 1);
      const before = text.slice(Math.max(0, edit.start - CONTEXT), edit.start);
      const behind = text.slice(edit.end, edit.end + CONTEXT);
      console.log(`${name}:${index + 1}\t${edit.rule}\t${before}⟦${text.slice(edit.start, edit.end)}→${edit.after}⟧${behind}`);
    }
  }
}
console.log(`${changed} of ${lines} lines changed; ${[...rules].map(([rule, count]) => `${rule} ${count}`).join(", ")}`);
