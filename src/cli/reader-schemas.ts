// The types of a line in the words of the programs that read it.
import type { Field, FieldType } from "../io/record-types.ts";

/** Readers that can be told the types; `datasets` is Hugging Face's. */
export const SCHEMA_READERS = ["datasets", "duckdb", "pyarrow", "spark"] as const;
export type SchemaReader = (typeof SCHEMA_READERS)[number];

/** What one reader takes, as text with a line feed at its end. */
export function formatSchema(fields: readonly Field[], reader: SchemaReader): string {
  return FORMATTERS[reader](fields);
}

const FORMATTERS: Readonly<Record<SchemaReader, (fields: readonly Field[]) => string>> = {
  datasets: (fields) => `${JSON.stringify(toFeatures(fields), null, 1)}\n`,
  duckdb: (fields) => `{${fields.map(({ name, type }) => `'${name}': '${toDuckdb(type)}'`).join(",\n ")}}\n`,
  pyarrow: (fields) => `import pyarrow as pa\n\nSCHEMA = pa.schema(${toPyarrowFields(fields, 1)})\n`,
  spark: (fields) => `${fields.map(({ name, type }) => `${name} ${toSpark(type)}`).join(",\n")}\n`,
};

/** For `Features.from_dict`. */
function toFeatures(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, type }) => [name, toFeature(type)]));
}

function toFeature(type: FieldType): unknown {
  if (type.kind === "list") return [toFeature(type.item)];
  return type.kind === "struct" ? toFeatures(type.fields) : { dtype: FEATURE_TYPES[type.kind], _type: "Value" };
}

/** The same as a dataset card has it, under `dataset_info.features`. */
export function toCardFeatures(fields: readonly Field[]): object[] {
  return fields.map(({ name, type }) => ({ name, ...toCardType(type) }));
}

function toCardType(type: FieldType): object {
  if (type.kind === "struct") return { struct: toCardFeatures(type.fields) };
  if (type.kind !== "list") return { dtype: FEATURE_TYPES[type.kind] };
  const { item } = type;
  return {
    list: item.kind === "struct" ? toCardFeatures(item.fields) : item.kind === "list" ? toCardType(item) : FEATURE_TYPES[item.kind],
  };
}

const FEATURE_TYPES = { string: "string", int32: "int32", double: "float64" } as const;

/** Names in quotes: `end` is a word of SQL. */
function toDuckdb(type: FieldType): string {
  if (type.kind === "list") return `${toDuckdb(type.item)}[]`;
  if (type.kind === "struct") return `STRUCT(${type.fields.map((field) => `"${field.name}" ${toDuckdb(field.type)}`).join(", ")})`;
  return { string: "VARCHAR", int32: "INTEGER", double: "DOUBLE" }[type.kind];
}

function toSpark(type: FieldType): string {
  if (type.kind === "list") return `ARRAY<${toSpark(type.item)}>`;
  if (type.kind === "struct") return `STRUCT<${type.fields.map((field) => `${field.name}: ${toSpark(field.type)}`).join(", ")}>`;
  return { string: "STRING", int32: "INT", double: "DOUBLE" }[type.kind];
}

function toPyarrow(type: FieldType, depth: number): string {
  if (type.kind === "list") return `pa.list_(${toPyarrow(type.item, depth)})`;
  if (type.kind === "struct") return `pa.struct(${toPyarrowFields(type.fields, depth + 1)})`;
  return `pa.${FEATURE_TYPES[type.kind]}()`;
}

function toPyarrowFields(fields: readonly Field[], depth: number): string {
  const indent = "    ".repeat(depth);
  const lines = fields.map(({ name, type }) => `${indent}("${name}", ${toPyarrow(type, depth)}),\n`);
  return `[\n${lines.join("")}${indent.slice(4)}]`;
}
