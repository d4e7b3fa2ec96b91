import type { Span } from "../text/edits.ts";
import { countCodePoints, OffsetMap } from "../text/offsets.ts";
import { type ContentDigest, digestBytes, digestText } from "./digest.ts";
import type { Bibliography, Entity, Quote, Relation } from "./document.ts";
import type { DocumentInput } from "./input.ts";
import { EMPTY_METADATA, type OutputRecord, type RecordMetadata, type RecordQuote } from "./record.ts";
import { type StageReport, sumCounts } from "./report.ts";
import type { State } from "./state.ts";

/** What is written of a document; its text is assembled. */
export function toRecord(input: DocumentInput, state: State, reports: readonly StageReport[]): OutputRecord {
  const text = state.text ?? "";
  const map = new OffsetMap(text);
  const chars = map.toCodePoint(text.length);
  const digest = contentDigest(input);
  const bibliography = state.bibliography as Bibliography;
  const { paragraphs = NONE, sentences = NONE, entities, quotes, relations } = state;
  // Apart: V8 makes an object that holds others by a slow call until it has optimized the function.
  const stats = {
    chars_in: input.stats?.chars_in ?? countCharsIn(input, state, digest, text, chars),
    chars,
    removed: sumCounts(input.stats?.removed, reports, "removed"),
    repairs: sumCounts(input.stats?.repairs, reports, "repairs"),
  };
  return {
    id: input.id,
    text,
    title: bibliography.title,
    authors: bibliography.authors,
    published: bibliography.published,
    url: bibliography.url,
    source: bibliography.source,
    lang: state.script?.lang ?? null,
    script: state.script?.script ?? null,
    paragraphs: map.isIdentity ? paragraphs : inCodePoints(paragraphs, map),
    sentences: map.isIdentity ? sentences : inCodePoints(sentences, map),
    entities: entities === undefined ? NONE : toRecordEntities(entities, map),
    quotes: quotes === undefined ? NONE : toRecordQuotes(quotes, map),
    relations: relations === undefined ? NONE : toRecordRelations(relations),
    metadata: toMetadata(input.metadata ?? EMPTY_METADATA, state, digest),
    stats,
    schema: 1,
  };
}

const NONE: readonly never[] = [];

/** The same with offsets of code points. */
function inCodePoints<T extends Span>(spans: readonly T[], map: OffsetMap): readonly T[] {
  const found: T[] = [];
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i] as T;
    found.push({ ...span, start: map.toCodePoint(span.start), end: map.toCodePoint(span.end) });
  }
  return found;
}

// Loops, since the closures of `map` would be compiled again after each collection of garbage.
function toRecordEntities(entities: readonly Entity[], map: OffsetMap): OutputRecord["entities"] {
  const found: OutputRecord["entities"][number][] = [];
  for (let i = 0; i < entities.length; i++) {
    const { type, start, end, text, norm, score } = entities[i] as Entity;
    found.push({ type, start: map.toCodePoint(start), end: map.toCodePoint(end), text, norm, score: clampScore(score) });
  }
  return found;
}

function toRecordRelations(relations: readonly Relation[]): OutputRecord["relations"] {
  const found: Relation[] = [];
  for (let i = 0; i < relations.length; i++) {
    const { type, person, title, org } = relations[i] as Relation;
    found.push({ type, person, title, org });
  }
  return found;
}

function toRecordQuotes(quotes: readonly Quote[], map: OffsetMap): readonly RecordQuote[] {
  const found: RecordQuote[] = [];
  for (let i = 0; i < quotes.length; i++) found.push(toRecordQuote(quotes[i] as Quote, map));
  return found;
}

function toRecordQuote(quote: Quote, map: OffsetMap): RecordQuote {
  const { speaker, cue } = quote;
  return {
    kind: quote.kind,
    start: map.toCodePoint(quote.start),
    end: map.toCodePoint(quote.end),
    text: quote.text,
    speaker: speaker?.text ?? null,
    speaker_norm: quote.speakerNorm,
    speaker_start: speaker === null ? null : map.toCodePoint(speaker.start),
    speaker_end: speaker === null ? null : map.toCodePoint(speaker.end),
    speakers: quote.speakers,
    cue: cue?.text ?? null,
    cue_start: cue === null ? null : map.toCodePoint(cue.start),
    cue_end: cue === null ? null : map.toCodePoint(cue.end),
  };
}

/** Code points of what came in. The digest has counted them as a rule, or it goes out as it came. */
function countCharsIn({ html, text }: DocumentInput, state: State, digest: ContentDigest | null, out: string, chars: number): number {
  const received = state.raw ?? text ?? "";
  const pairs = received === (html ?? text) ? (digest?.pairs ?? null) : null;
  if (pairs !== null) return received.length - pairs;
  return received === out ? chars : countCodePoints(received);
}

/** Null where there is no content, or an earlier run has its hash. */
function contentDigest({ bytes, html, text, metadata }: DocumentInput): ContentDigest | null {
  if (bytes !== undefined) return digestBytes(bytes);
  return (metadata?.sha256 ?? null) === null ? digestText(html ?? text ?? "") : null;
}

function toMetadata(known: Partial<RecordMetadata>, state: State, digest: ContentDigest | null): OutputRecord["metadata"] {
  return {
    path: known.path ?? null,
    record: known.record ?? 0,
    format: state.format ?? known.format ?? null,
    encoding: state.encoding?.name ?? known.encoding ?? null,
    encoding_confidence: state.encoding ? clampScore(state.encoding.confidence) : (known.encoding_confidence ?? null),
    bytes: digest?.bytes ?? known.bytes ?? null,
    sha256: digest?.sha256 ?? known.sha256 ?? null,
    script_in: state.script?.scriptIn ?? known.script_in ?? null,
    editors: state.bibliography?.editors ?? [],
    tags: state.bibliography?.tags ?? [],
    extra: known.extra ?? null,
  };
}

/** Strictly between 0 and 1, three decimals, so that no reader infers an integer column. */
function clampScore(score: number): number {
  return Math.min(0.999, Math.max(0.001, Math.round(score * 1000) / 1000));
}
