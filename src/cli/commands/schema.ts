import { readFileSync } from "node:fs";
import { ownFile } from "../../io/own-files.ts";

/** `sora-corpus schema`: prints the JSON Schema of the output, `schema.json` of the package. */
export async function schema(): Promise<number> {
  process.stdout.write(readFileSync(ownFile("schema.json")));
  return 0;
}
