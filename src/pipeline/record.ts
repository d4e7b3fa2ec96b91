import { OffsetMap } from "../text/offsets.ts";
import type { EntityType, Format, QuoteKind, Role, ScriptName } from "./document.ts";
import type { RuleCount } from "./rule-sums.ts";

/** The record that is written, one a line (schema version 1; see `schema.json`). Offsets are code points of `text`, half-open. */
export interface OutputRecord {
  readonly id: string;
  readonly text: string;
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly published: string | null;
  readonly url: string | null;
  readonly source: string | null;
  readonly lang: string | null;
  readonly script: ScriptName | null;
  readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly role: Role }[];
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
  readonly entities: readonly RecordEntity[];
  readonly quotes: readonly RecordQuote[];
  readonly relations: readonly { readonly type: "title"; readonly person: number; readonly title: number; readonly org: number | null }[];
  readonly metadata: RecordMetadata;
  readonly stats: RecordStats;
  readonly schema: 1;
}

export interface RecordEntity {
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly norm: string | null;
  readonly score: number;
}

export interface RecordQuote {
  readonly kind: QuoteKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly speaker: string | null;
  readonly speaker_norm: string | null;
  readonly speaker_start: number | null;
  readonly speaker_end: number | null;
  readonly speakers: readonly string[];
  readonly cue: string | null;
  readonly cue_start: number | null;
  readonly cue_end: number | null;
}

export interface RecordMetadata {
  /** Path of the file that the document came from; null when it came as a record without one. */
  readonly path: string | null;
  /** 0-based place in its container; 0 for a file that is one document. */
  readonly record: number;
  readonly format: Format | null;
  readonly encoding: string | null;
  readonly encoding_confidence: number | null;
  /** Bytes of the document as it came in. */
  readonly bytes: number | null;
  /** SHA-256 of those bytes, in hexadecimal. */
  readonly sha256: string | null;
  readonly script_in: ScriptName | null;
  readonly editors: readonly string[];
  readonly tags: readonly string[];
  /** Unknown keys of an incoming record, as one JSON object. */
  readonly extra: string | null;
}

export interface RecordStats {
  /** Code points of the decoded document. */
  readonly chars_in: number;
  /** Code points of `text`. */
  readonly chars: number;
  /** Boilerplate by rule. */
  readonly removed: readonly RuleCount[];
  /** Edits by rule. */
  readonly repairs: readonly RuleCount[];
}

/** A record that was not kept, as far as it got. `reason` is `stage:rule`, such as `decode:binary`. */
export interface RejectRecord extends OutputRecord {
  readonly reason: string;
}

export const EMPTY_METADATA: RecordMetadata = {
  path: null,
  record: 0,
  format: null,
  encoding: null,
  encoding_confidence: null,
  bytes: null,
  sha256: null,
  script_in: null,
  editors: [],
  tags: [],
  extra: null,
};

/** A record with every key and nothing in it. */
export function emptyRecord(id: string): OutputRecord {
  return {
    id,
    text: "",
    title: null,
    authors: [],
    published: null,
    url: null,
    source: null,
    lang: null,
    script: null,
    paragraphs: [],
    sentences: [],
    entities: [],
    quotes: [],
    relations: [],
    metadata: EMPTY_METADATA,
    stats: { chars_in: 0, chars: 0, removed: [], repairs: [] },
    schema: 1,
  };
}

/** What `--emit` can write instead of whole documents. */
export const EMIT_KINDS = ["documents", "sentences", "entities", "quotes"] as const;
export type EmitKind = (typeof EMIT_KINDS)[number];

/** The lines that a record becomes: itself, or one object for each of its annotations (`{doc, n, text, start, end, …}`). */
export function emitLines(record: OutputRecord, kind: EmitKind): object[] {
  if (kind === "documents") return [record];
  if (kind === "entities")
    return record.entities.map(({ text, start, end, ...rest }, n) => ({ doc: record.id, n, text, start, end, ...rest }));
  if (kind === "quotes") return record.quotes.map(({ text, start, end, ...rest }, n) => ({ doc: record.id, n, text, start, end, ...rest }));
  const map = new OffsetMap(record.text);
  return record.sentences.map(({ start, end }, n) => ({
    doc: record.id,
    n,
    text: record.text.slice(map.toUtf16(start), map.toUtf16(end)),
    start,
    end,
  }));
}
