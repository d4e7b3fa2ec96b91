import type { Settings } from "../../config/settings.ts";
import { readPackageFile } from "../../data/load.ts";
import { readFields } from "../../io/record-types.ts";
import { formatSchema, type SchemaReader } from "../reader-schemas.ts";

/** `sora-corpus schema`: prints the JSON Schema of a record, `schema.json` of the package, or the types of a line as a reader takes them. */
export async function schema({ emit }: Settings, reader: SchemaReader | undefined): Promise<number> {
  process.stdout.write(reader === undefined ? readPackageFile("schema.json") : formatSchema(readFields(emit), reader));
  return 0;
}
