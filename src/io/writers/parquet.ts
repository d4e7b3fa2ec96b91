import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { readPackageFile } from "../../data/load.ts";
import type { Encoder } from "./encoders.ts";

/** Rows of a row group; fixed, so that the file does not depend on how the lines come. */
const GROUP_ROWS = 2_000;

/** What is read of `schema.json`: the published JSON Schema of a record. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
}

/** Records as Parquet with the nested schema of `schema.json`: strings, 32-bit integers, doubles, lists and structs. */
export async function createParquetEncoder(sink: (bytes: Uint8Array) => void): Promise<Encoder> {
  const schema = readRecordSchema();
  const columns = Object.keys(schema.properties ?? {});
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: toParquetSchema(schema), createdBy: "sora-corpus" });
  const decoder = new TextDecoder();
  let rows: Record<string, unknown>[] = [];
  let given = 0;
  const give = (): void => {
    const all = new Uint8Array(bytes.getBuffer());
    sink(all.slice(given));
    given = all.length;
  };
  const flush = async (): Promise<void> => {
    const group = rows.splice(0, GROUP_ROWS);
    const columnData = columns.map((name) => ({ name, data: group.map((row) => row[name]) }));
    await writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    give();
  };
  return {
    async write(lines) {
      for (const line of decoder.decode(lines).split("\n")) if (line !== "") rows.push(JSON.parse(line) as Record<string, unknown>);
      while (rows.length >= GROUP_ROWS) await flush();
    },
    async end() {
      if (rows.length > 0) await flush();
      rows = [];
      writer.finish();
      give();
    },
  };
}

function readRecordSchema(): JsonSchema & { readonly $defs: Readonly<Record<string, JsonSchema>> } {
  return JSON.parse(new TextDecoder().decode(readPackageFile("schema.json")));
}

/** Parquet's flat list of schema elements, depth first; lists in the three-level form that all readers know. */
function toParquetSchema(record: ReturnType<typeof readRecordSchema>): SchemaElement[] {
  const elements: SchemaElement[] = [{ name: "record", num_children: Object.keys(record.properties ?? {}).length }];
  const add = (name: string, given: JsonSchema): void => {
    const { schema, isNullable } = resolve(given);
    const repetition_type = isNullable ? "OPTIONAL" : "REQUIRED";
    if (schema.items !== undefined) {
      elements.push(
        { name, repetition_type, converted_type: "LIST", num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
      );
      add("element", schema.items);
    } else if (schema.properties !== undefined) {
      elements.push({ name, repetition_type, num_children: Object.keys(schema.properties).length });
      for (const [key, value] of Object.entries(schema.properties)) add(key, value);
    } else elements.push({ name, repetition_type, ...leafType(schema) });
  };
  const resolve = (given: JsonSchema): { schema: JsonSchema; isNullable: boolean } => {
    if (given.$ref !== undefined) return resolve(record.$defs[given.$ref.replace("#/$defs/", "")] as JsonSchema);
    const choices = given.anyOf?.map(resolve);
    const main = choices?.find(({ schema }) => schema.type !== "null")?.schema ?? given;
    const isNullable =
      choices !== undefined || (Array.isArray(given.type) && given.type.includes("null")) || (given.enum?.includes(null) ?? false);
    return { schema: main, isNullable };
  };
  for (const [key, value] of Object.entries(record.properties ?? {})) add(key, value);
  return elements;
}

function leafType({ type, const: constant }: JsonSchema): Pick<SchemaElement, "type" | "converted_type"> {
  const types = typeof type === "string" ? [type] : (type ?? []);
  if (types.includes("integer") || typeof constant === "number") return { type: "INT32" };
  return types.includes("number") ? { type: "DOUBLE" } : { type: "BYTE_ARRAY", converted_type: "UTF8" };
}
