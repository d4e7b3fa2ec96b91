// Checks JSONL against the published schema: node scripts/check-schema.mjs COUNT FILE
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const [count, file] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(new URL("../schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
let bad = 0;
for (const [index, line] of lines.entries()) {
  if (validate(JSON.parse(line))) continue;
  bad++;
  console.error(`line ${index + 1}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
}
console.log(`${lines.length} records, ${bad} against the schema`);
process.exitCode = bad === 0 && lines.length === Number(count) ? 0 : 1;
