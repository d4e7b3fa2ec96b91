import { DamagedInput, type Pieces } from "./damaged.ts";

const MAGIC = "WARC/";
const CHARSET = /charset\s*=\s*["']?([\w.:-]+)/iu;
const TEXT_TYPE = /^(?:text\/|application\/(?:xhtml|xml|rss|atom))/iu;

export function isWarc(head: Uint8Array): boolean {
  return head[0] === MAGIC.charCodeAt(0) && MAGIC === String.fromCharCode(...head.subarray(0, MAGIC.length));
}

/**
 * The text documents of a web archive (WARC 1.0 and 1.1, ISO 28500; WET): one record of JSONL for each response or resource whose
 * type is text, and for each conversion. `url` is the record's target, `encoding_hint` the charset of the HTTP header; its date and
 * record id are kept as `warc_date` and `warc_id` (that is when it was fetched, not when it was published).
 *
 * @param pieces decompressed
 * @throws DamagedInput behind the last whole record
 */
export async function* readWarc(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const { WARCParser } = await import("warcio");
  const encoder = new TextEncoder();
  const records = new WARCParser(pieces)[Symbol.asyncIterator]();
  for (;;) {
    const { done, value: record } = await records.next().catch((error: unknown) => {
      throw error instanceof DamagedInput ? error : new DamagedInput("the WARC is damaged", null, { cause: error });
    });
    if (done) return;
    const isPage = record.warcType === "response" || record.warcType === "resource";
    if (!isPage && record.warcType !== "conversion") continue;
    const type = record.httpHeaders?.headers.get("content-type") ?? record.warcContentType ?? "";
    if (isPage && !TEXT_TYPE.test(type)) continue;
    const body = await readBody(record);
    if (body === null) continue;
    yield encoder.encode(`${JSON.stringify(toRecord(record, type, body))}\n`);
  }
}

interface WarcRecord {
  readonly warcTargetURI: string | null | undefined;
  readonly warcDate: string | null | undefined;
  readonly warcHeaders: { readonly headers: { get(name: string): string | null | undefined } };
  readonly httpHeaders: { readonly status?: unknown; readonly headers: { get(name: string): string | null | undefined } } | null;
  readFully(isContent?: boolean): Promise<Uint8Array>;
}

/** The body with its transfer and content encodings taken off; null for an encoding that is not known. Throws DamagedInput when it is cut off. */
async function readBody(record: WarcRecord): Promise<Uint8Array | null> {
  const raw = await record.readFully(false);
  // What the record announced and the file did not hold: warcio stops without a word at the end of the file.
  const missing = (record as unknown as { _reader?: { limit?: number } })._reader?.limit ?? 0;
  if (missing > 0) throw new DamagedInput("the WARC is cut off inside a record", null);
  try {
    return record.httpHeaders === null ? raw : await record.readFully(true);
  } catch {
    return null;
  }
}

function toRecord(record: WarcRecord, type: string, body: Uint8Array): object {
  const id = record.warcHeaders.headers.get("WARC-Record-ID") ?? null;
  const hint = CHARSET.exec(type)?.[1];
  return {
    bytes: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64"),
    url: record.warcTargetURI ?? null,
    ...(hint === undefined ? {} : { encoding_hint: hint }),
    warc_date: record.warcDate ?? null,
    warc_id: id,
  };
}
