// The types of what is written, read from the published `schema.json`, for Parquet and for readers that want them told.
import { readPackageFile } from "../data/load.ts";
import type { EmitKind } from "../pipeline/record.ts";

export type FieldType =
  | { readonly kind: "string" | "int32" | "double" }
  | { readonly kind: "list"; readonly item: FieldType }
  | { readonly kind: "struct"; readonly fields: readonly Field[] };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly isNullable: boolean;
}

/** What is read of a JSON Schema. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** Fields that stand first in a line that is one annotation (`emitLines`), before those of the annotation's own. */
const EMITTED: readonly Field[] = [
  { name: "doc", type: { kind: "string" }, isNullable: false },
  { name: "n", type: { kind: "int32" }, isNullable: false },
  { name: "text", type: { kind: "string" }, isNullable: false },
  { name: "start", type: { kind: "int32" }, isNullable: false },
  { name: "end", type: { kind: "int32" }, isNullable: false },
];

/** The fields of a line of output, in their order. */
export function readFields(emit: EmitKind): readonly Field[] {
  const schema = JSON.parse(new TextDecoder().decode(readPackageFile("schema.json"))) as JsonSchema;
  const record = fieldsOf(schema, schema.$defs ?? {});
  if (emit === "documents") return record;
  const list = record.find(({ name }) => name === emit)?.type;
  const own = list?.kind === "list" && list.item.kind === "struct" ? list.item.fields : [];
  return [...EMITTED, ...own.filter(({ name }) => !EMITTED.some((field) => field.name === name))];
}

function fieldsOf({ properties = {} }: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): readonly Field[] {
  return Object.entries(properties).map(([name, given]) => {
    const { schema, isNullable } = resolve(given, definitions);
    return { name, type: typeOf(schema, definitions), isNullable };
  });
}

function typeOf(schema: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): FieldType {
  if (schema.items !== undefined) return { kind: "list", item: typeOf(resolve(schema.items, definitions).schema, definitions) };
  if (schema.properties !== undefined) return { kind: "struct", fields: fieldsOf(schema, definitions) };
  const types = [schema.type ?? []].flat();
  if (types.includes("integer") || typeof schema.const === "number") return { kind: "int32" };
  return { kind: types.includes("number") ? "double" : "string" };
}

/** Follows references, and takes "or null" apart. */
function resolve(
  given: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
): { readonly schema: JsonSchema; readonly isNullable: boolean } {
  if (given.$ref !== undefined) return resolve(definitions[given.$ref.replace("#/$defs/", "")] as JsonSchema, definitions);
  const choices = given.anyOf?.map((choice) => resolve(choice, definitions).schema);
  const isNullable = choices !== undefined || [given.type ?? []].flat().includes("null") || (given.enum?.includes(null) ?? false);
  return { schema: choices?.find(({ type }) => type !== "null") ?? given, isNullable };
}
