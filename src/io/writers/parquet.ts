import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Field, FieldType } from "../record-types.ts";
import type { Encoder } from "./encoders.ts";

/** Rows of a row group; fixed, so that the file does not depend on how the lines come. */
const GROUP_ROWS = 2_000;

/** Lines as Parquet, nested as `schema.json` has them: strings, 32-bit integers, doubles, lists and structs. Memory: one row group. */
export async function createParquetEncoder(fields: readonly Field[], sink: (bytes: Uint8Array) => void): Promise<Encoder> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: toParquetSchema(fields), createdBy: "sora-corpus" });
  const decoder = new TextDecoder();
  let rows: Record<string, unknown>[] = [];
  const give = (): void => {
    sink(bytes.getBytes().slice());
    bytes.index = 0; // its `offset` goes on counting
  };
  const flush = async (): Promise<void> => {
    const group = rows.splice(0, GROUP_ROWS);
    const columnData = fields.map(({ name }) => ({ name, data: group.map((row) => row[name]) }));
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

/** Parquet's flat list of schema elements, depth first; lists in the three-level form that all readers know. */
function toParquetSchema(fields: readonly Field[]): SchemaElement[] {
  const elements: SchemaElement[] = [{ name: "record", num_children: fields.length }];
  const add = ({ name, type, isNullable }: Field): void => {
    const repetition_type = isNullable ? "OPTIONAL" : "REQUIRED";
    if (type.kind === "list") {
      elements.push(
        { name, repetition_type, converted_type: "LIST", num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
      );
      add({ name: "element", type: type.item, isNullable: false });
    } else if (type.kind === "struct") {
      elements.push({ name, repetition_type, num_children: type.fields.length });
      type.fields.forEach(add);
    } else elements.push({ name, repetition_type, ...LEAVES[type.kind] });
  };
  fields.forEach(add);
  return elements;
}

type LeafKind = Exclude<FieldType["kind"], "list" | "struct">;

const LEAVES: Readonly<Record<LeafKind, Pick<SchemaElement, "type" | "converted_type">>> = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  int32: { type: "INT32" },
  double: { type: "DOUBLE" },
};
