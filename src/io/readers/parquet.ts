import type { AsyncBuffer, FileMetaData } from "hyparquet";
import { DamagedInput } from "./damaged.ts";

const MAGIC = "PAR1";
/** Columns that may hold the document, in order of preference, unless one is named. */
const DOCUMENT_COLUMNS = ["text", "html", "bytes"];

export function isParquet(head: Uint8Array): boolean {
  return head[0] === MAGIC.charCodeAt(0) && MAGIC === String.fromCharCode(...head.subarray(0, MAGIC.length));
}

/**
 * The rows of a Parquet file as JSONL, a row group at a time. The named column (or `text`, `html`) becomes the document, columns
 * that the record knows (`id`, `url`, `title` …) keep their names, the others go to `metadata.extra` later on.
 *
 * @param column name of the column that holds the document, or null
 * @throws DamagedInput behind the last row group that could be read
 */
export async function* readParquet(path: string, column: string | null): AsyncGenerator<Uint8Array> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  let file: AsyncBuffer;
  let metadata: FileMetaData;
  try {
    file = await asyncBufferFromFile(path);
    metadata = await parquetMetadataAsync(file);
  } catch (error) {
    throw new DamagedInput("the Parquet file is damaged or cut off (no footer)", null, { cause: error });
  }
  const document = documentColumn(metadata, column);
  const encoder = new TextEncoder();
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    let rows: Record<string, unknown>[];
    try {
      rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors });
    } catch (error) {
      const offset = Number(group.columns[0]?.meta_data?.data_page_offset ?? 0);
      throw new DamagedInput("the Parquet file is damaged", offset, { cause: error });
    }
    yield encoder.encode(rows.map((row) => `${JSON.stringify(toRecord(row, document), toJson)}\n`).join(""));
    rowStart = rowEnd;
  }
}

function documentColumn(metadata: FileMetaData, wanted: string | null): string {
  const names = new Set(metadata.schema.slice(1).map(({ name }) => name));
  const found = (wanted === null ? DOCUMENT_COLUMNS : [wanted]).find((name) => names.has(name));
  if (found === undefined) throw new DamagedInput(`the Parquet file has no column ${wanted ?? DOCUMENT_COLUMNS.join(" or ")}`, null);
  return found;
}

function toRecord(row: Record<string, unknown>, document: string): object {
  if (DOCUMENT_COLUMNS.includes(document)) return row;
  const { [document]: text, ...rest } = row;
  return { ...rest, text };
}

function toJson(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value;
}
