import type { Span } from "../text/edits.ts";
import { OffsetMap } from "../text/offsets.ts";
import { isEntity, isParagraph, isQuote, isRelationList } from "./annotations.ts";
import type { Bibliography, EncodingHints, Entity, Format, Layers, Paragraph, Quote, ScriptInfo } from "./document.ts";
import type { OutputRecord, RecordMetadata, RecordQuote, RecordStats } from "./record.ts";

/** A document before the pipeline: exactly one of `bytes`, `html` and `text` is what the stages start from (in this order). */
export interface DocumentInput {
  readonly id: string;
  readonly bytes?: Uint8Array | undefined;
  readonly html?: string | undefined;
  readonly text?: string | undefined;
  /** What `bytes` or `text` holds; sniffed when absent. */
  readonly format?: Format | undefined;
  readonly encodingHints?: EncodingHints | undefined;
  /** What is known already; only what is null or empty is filled. */
  readonly bibliography?: Partial<Bibliography> | undefined;
  /** What an earlier run found, kept while the text does not change. */
  readonly annotations?: Annotations | undefined;
  readonly script?: ScriptInfo | undefined;
  readonly metadata?: Partial<RecordMetadata> | undefined;
  readonly stats?: RecordStats | undefined;
}

/** Layers over an assembled text, in UTF-16 offsets of it. */
export type Annotations = Partial<Pick<Layers, "paragraphs" | "sentences" | "entities" | "relations" | "quotes">>;

/** A line of JSONL that is not a record. */
export class RecordError extends Error {}

type Json = Record<string, unknown>;
const TEXT_KEYS = ["text", "html", "bytes"] as const;
const RECORD_KEYS: ReadonlySet<string> = new Set([
  "id",
  ...TEXT_KEYS,
  ...["encoding_hint", "title", "authors", "published", "url", "source", "lang", "script"],
  ...["paragraphs", "sentences", "entities", "quotes", "relations", "metadata", "stats", "schema"],
]);

/**
 * Reads one record, of this program or of a crawler: known keys are checked, unknown ones go to `metadata.extra`.
 *
 * @param fallbackId the id of a record that has none
 * @throws RecordError that says what is wrong
 */
export function readRecord(value: unknown, fallbackId: string): DocumentInput {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new RecordError("not a JSON object");
  const json = value as Json;
  const text = optionalString(json["text"], "text");
  const html = optionalString(json["html"], "html");
  const base64 = optionalString(json["bytes"], "bytes");
  const title = optionalString(json["title"], "title") ?? null;
  const authors = stringList(json["authors"], "authors");
  const published = optionalString(json["published"], "published") ?? null;
  const url = optionalString(json["url"], "url") ?? null;
  const source = optionalString(json["source"], "source") ?? null;
  const metadata = readMetadata(json);
  return {
    id: readId(json["id"], fallbackId),
    bytes: base64 === undefined ? undefined : decodeBase64(base64),
    html: html?.toWellFormed(),
    text: text?.toWellFormed(),
    encodingHints: { declared: optionalString(json["encoding_hint"], "encoding_hint") },
    bibliography: { title, authors, published, url, source, editors: metadata.editors ?? NONE, tags: metadata.tags ?? NONE },
    annotations: text === undefined ? undefined : readAnnotations(json as Partial<OutputRecord>, text),
    script: readScript(json),
    metadata,
    stats: isObject(json["stats"]) ? readStats(json["stats"]) : undefined,
  };
}

const NONE: readonly string[] = [];

/** The path of stdin. A place on it says nothing once the work is distributed. */
export const STREAM = "-";

/** Keys of the records that `readStrings` reads. */
export const STRING_KEYS = ["id", "text", "html", "title", "published", "url", "source"] as const;
/** Places among them. Taking the list apart goes by an iterator, which takes V8 milliseconds to compile. */
const [ID, TEXT, HTML, TITLE, PUBLISHED, URL, SOURCE] = [0, 1, 2, 3, 4, 5, 6] as const;

/**
 * A record of strings alone, which most are.
 *
 * @param values of `STRING_KEYS`, well-formed
 */
export function readStrings(
  values: readonly (string | undefined)[],
  path: string,
  record: number,
  format: Format | undefined,
): DocumentInput {
  // Object by object: V8 makes one that holds others by a slow call until it has optimized the function.
  const bibliography = {
    title: values[TITLE] ?? null,
    authors: NONE,
    published: values[PUBLISHED] ?? null,
    url: values[URL] ?? null,
    source: values[SOURCE] ?? null,
    editors: NONE,
    tags: NONE,
  };
  const metadata = path === STREAM ? { path: null, record: 0, extra: null } : { path, record, extra: null };
  return {
    id: values[ID] ?? `${path}#${record}`,
    bytes: undefined,
    html: values[HTML],
    text: values[TEXT],
    format,
    encodingHints: undefined,
    bibliography,
    annotations: undefined,
    script: undefined,
    metadata,
    stats: undefined,
  };
}

function readId(id: unknown, fallbackId: string): string {
  if (id === undefined || id === null) return fallbackId;
  if (typeof id === "string") return id.toWellFormed();
  if (typeof id === "number") return String(id);
  throw new RecordError('"id" must be a string');
}

function optionalString(value: unknown, key: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new RecordError(`"${key}" must be a string`);
  return value;
}

function stringList(value: unknown, key: string): readonly string[] {
  if (value === undefined || value === null) return NONE;
  if (typeof value === "string") return [value];
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) throw new RecordError(`"${key}" must be a list of strings`);
  return value as string[];
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/u;

function decodeBase64(text: string): Uint8Array {
  if (!BASE64.test(text)) throw new RecordError('"bytes" must be base64');
  return Buffer.from(text, "base64");
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Known metadata, and every unknown key of the record (and of an incoming `metadata`) as `extra`. */
function readMetadata(json: Json): Partial<RecordMetadata> {
  const incoming = json["metadata"];
  const extra = unknownKeys(json);
  if (incoming === undefined) return { extra: extra === null ? null : JSON.stringify(extra) };
  if (!isObject(incoming)) return { extra: JSON.stringify({ ...extra, metadata: incoming }) };
  const known: Json = {};
  const unknown: Json = {};
  for (const [key, value] of Object.entries(incoming)) {
    if (Object.hasOwn(METADATA_KEYS, key) && METADATA_KEYS[key]?.(value)) known[key] = value;
    else if (key !== "extra") unknown[key] = value;
  }
  const earlier = typeof incoming["extra"] === "string" ? parseExtra(incoming["extra"]) : {};
  const all = { ...earlier, ...unknown, ...extra };
  return { ...known, extra: Object.keys(all).length > 0 ? JSON.stringify(all) : null };
}

/** The keys of a record that it need not have, with their values; null as a rule. */
function unknownKeys(json: Json): Json | null {
  let unknown: Json | null = null;
  for (const key of Object.keys(json)) {
    if (RECORD_KEYS.has(key)) continue;
    unknown ??= {};
    unknown[key] = json[key];
  }
  return unknown;
}

const isStringList = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");
const isStringOrNull = (value: unknown): boolean => value === null || typeof value === "string";
const isNumberOrNull = (value: unknown): boolean => value === null || typeof value === "number";
const METADATA_KEYS: Readonly<Record<string, (value: unknown) => boolean>> = {
  path: isStringOrNull,
  record: (value) => typeof value === "number",
  format: (value) => value === null || value === "text" || value === "html" || value === "markdown",
  encoding: isStringOrNull,
  encoding_confidence: isNumberOrNull,
  bytes: isNumberOrNull,
  sha256: isStringOrNull,
  script_in: (value) => value === null || isScript(value),
  editors: isStringList,
  tags: isStringList,
};

function parseExtra(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : { extra: text };
  } catch {
    return { extra: text };
  }
}

function isScript(value: unknown): value is ScriptInfo["script"] {
  return value === "Hans" || value === "Hant" || value === "Mixed" || value === "Jpan";
}

function readScript(json: Json): ScriptInfo | undefined {
  const lang = typeof json["lang"] === "string" ? json["lang"] : null;
  const script = isScript(json["script"]) ? json["script"] : null;
  const metadata = isObject(json["metadata"]) ? json["metadata"] : {};
  const scriptIn = isScript(metadata["script_in"]) ? metadata["script_in"] : null;
  return lang === null && script === null && scriptIn === null ? undefined : { lang, script, scriptIn };
}

function readStats(json: Json): RecordStats | undefined {
  const counts = (value: unknown): RecordStats["removed"] => (Array.isArray(value) ? (value as RecordStats["removed"]) : []);
  if (typeof json["chars_in"] !== "number") return undefined;
  return { chars_in: json["chars_in"], chars: 0, removed: counts(json["removed"]), repairs: counts(json["repairs"]) };
}

/** Incoming offsets are code points; a list with anything malformed in it is left out. */
function readAnnotations(record: Partial<OutputRecord>, text: string): Annotations | undefined {
  const lists = [record.paragraphs, record.sentences, record.entities, record.quotes];
  if (!lists.some((list) => Array.isArray(list) && list.length > 0)) return undefined;
  const map = new OffsetMap(text);
  const result: { -readonly [K in keyof Annotations]: Annotations[K] } = {};
  const paragraphs = readSpans(record.paragraphs, map, text.length, isParagraph);
  const sentences = readSpans(record.sentences, map, text.length, () => true);
  const entities = readSpans(record.entities, map, text.length, isEntity);
  const quotes = readSpans(record.quotes, map, text.length, isQuote);
  if (paragraphs) result.paragraphs = paragraphs.map(([span, { role }]): Paragraph => ({ ...span, role }));
  if (sentences) result.sentences = sentences.map(([span]) => span);
  if (entities)
    result.entities = entities.map(([span, { type, text: name, norm, score }]): Entity => ({ ...span, type, text: name, norm, score }));
  if (entities && isRelationList(record.relations, entities.length)) result.relations = record.relations;
  if (quotes) result.quotes = quotes.map(([span, quote]) => readQuote(span, quote, map));
  return result;
}

function readSpans<T extends Span>(
  list: readonly T[] | undefined,
  map: OffsetMap,
  length: number,
  isWhole: (item: T) => boolean,
): [Span, T][] | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const spans: [Span, T][] = [];
  for (const item of list as readonly T[]) {
    if (!isObject(item) || !Number.isInteger(item.start) || !Number.isInteger(item.end) || !isWhole(item)) return undefined;
    const span = { start: map.toUtf16(item.start), end: map.toUtf16(item.end) };
    if (span.start < 0 || span.start > span.end || span.end > length) return undefined;
    spans.push([span, item]);
  }
  return spans;
}

function readQuote(span: Span, quote: RecordQuote, map: OffsetMap): Quote {
  const mention = (text: string | null, start: number | null, end: number | null): Quote["speaker"] =>
    text === null || start === null || end === null ? null : { text, start: map.toUtf16(start), end: map.toUtf16(end) };
  return {
    ...span,
    kind: quote.kind,
    text: quote.text,
    speaker: mention(quote.speaker, quote.speaker_start, quote.speaker_end),
    speakerNorm: quote.speaker_norm,
    speakers: quote.speakers,
    cue: mention(quote.cue, quote.cue_start, quote.cue_end),
  };
}
