import { readFileSync } from "node:fs";

/** `sora-corpus schema`: prints the JSON Schema of the output, `schema.json` of the package. */
export async function schema(): Promise<number> {
  process.stdout.write(readFileSync(new URL("../../../schema.json", import.meta.url)));
  return 0;
}
