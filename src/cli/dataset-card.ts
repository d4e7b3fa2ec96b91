import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { OutputError } from "../errors.ts";
import { describeReadError } from "../io/inputs.ts";
import { readFields } from "../io/record-types.ts";
import type { OutputFormat } from "../io/writers/encoders.ts";
import type { EmitKind } from "../pipeline/record.ts";
import { toCardFeatures } from "./reader-schemas.ts";

/** Begins the description in every card, by which one of ours is known. */
const MARK = "sora-corpus, configuration";

/**
 * Puts a dataset card into a folder of parts: it names the parts (and not the files beside them) and their types, so that
 * `datasets.load_dataset(FOLDER)` needs to infer nothing. A README.md of somebody else's stays. All tasks of a run write the same.
 *
 * @param config digest of the run. `datasets` finds what it has loaded before by the folder's last name and the card alone: with the digest
 *   another run into a folder of the same name is not taken for this one
 * @throws OutputError
 */
export function writeDatasetCard(folder: string, format: OutputFormat, emit: EmitKind, config: string): void {
  const path = join(folder, "README.md");
  const card = toCard(format, emit, config);
  try {
    const present = existsSync(path) ? readFileSync(path, "utf8") : "";
    const isOurs = present.includes(MARK) || card.startsWith(present); // or the beginning of one, after a kill
    if (isOurs && present !== card) writeFileSync(path, card);
  } catch (error) {
    throw new OutputError(`${path}: cannot write; ${describeReadError(error)}`, { cause: error });
  }
}

function toCard(format: OutputFormat, emit: EmitKind, config: string): string {
  const parts = `part-?????-of-?????.${format}`;
  const head = {
    configs: [{ config_name: "default", data_files: parts }],
    dataset_info: { description: `${MARK} ${config.slice(0, 16)}`, features: toCardFeatures(readFields(emit)) },
  };
  return `---
${stringify(head)}---

# A corpus made by sora-corpus

The data are \`${parts}\`, in this order; beside each part, how it was made (\`.done.json\`) and what was not kept (\`.rejects.jsonl\`).
\`datasets.load_dataset("this folder")\` takes names and types from the head of this file; for other readers
\`sora-corpus schema --for duckdb\`, \`pyarrow\` or \`spark\` prints them.
`;
}
