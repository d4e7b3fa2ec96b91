import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { OutputError } from "../errors.ts";
import { describeReadError } from "../io/inputs.ts";
import { readFields } from "../io/record-types.ts";
import type { OutputFormat } from "../io/writers/encoders.ts";
import type { EmitKind } from "../pipeline/record.ts";
import { toCardFeatures } from "./reader-schemas.ts";

/**
 * Puts a dataset card into a folder of parts: it names the parts (and not the files beside them) and their types, so that
 * `datasets.load_dataset(FOLDER)` needs to infer nothing. A README.md of somebody else's stays. All tasks of a run write the same.
 *
 * @throws OutputError
 */
export function writeDatasetCard(folder: string, format: OutputFormat, emit: EmitKind): void {
  const path = join(folder, "README.md");
  const card = toCard(format, emit);
  try {
    const present = existsSync(path) ? readFileSync(path, "utf8") : "";
    if (present !== card && card.startsWith(present)) writeFileSync(path, card);
  } catch (error) {
    throw new OutputError(`${path}: cannot write; ${describeReadError(error)}`, { cause: error });
  }
}

function toCard(format: OutputFormat, emit: EmitKind): string {
  const parts = `part-?????-of-?????.${format}`;
  const head = {
    configs: [{ config_name: "default", data_files: parts }],
    dataset_info: { features: toCardFeatures(readFields(emit)) },
  };
  return `---
${stringify(head)}---

# A corpus made by sora-corpus

The data are \`${parts}\`, in this order; beside each part, how it was made (\`.done.json\`) and what was not kept (\`.rejects.jsonl\`).
\`datasets.load_dataset("this folder")\` takes names and types from the head of this file; for other readers
\`sora-corpus schema --for duckdb\`, \`pyarrow\` or \`spark\` prints them.
`;
}
