import { readPackageFile } from "../../data/load.ts";

/** `sora-corpus schema`: prints the JSON Schema of the output, `schema.json` of the package. */
export async function schema(): Promise<number> {
  process.stdout.write(readPackageFile("schema.json"));
  return 0;
}
