import { forgetCharacters } from "../text/characters.ts";
import type { Span } from "../text/edits.ts";
import { forgetJoined, joinTexts } from "../text/joined.ts";
import { countCodePoints, OffsetMap } from "../text/offsets.ts";
import { ChangeLog } from "./changes.ts";
import { type ContentDigest, digestBytes, digestText } from "./digest.ts";
import {
  type Bibliography,
  type Block,
  EMPTY_BIBLIOGRAPHY,
  type Entity,
  type Layer,
  type Layers,
  type Paragraph,
  type Quote,
} from "./document.ts";
import type { DocumentInput } from "./input.ts";
import type { Plan, PlannedStage } from "./plan.ts";
import { EMPTY_METADATA, type OutputRecord, type RecordMetadata, type RecordQuote } from "./record.ts";
import { type StageReport, sumCounts, toReport } from "./report.ts";
import type { Result, SecondHalf, StageDeclaration } from "./stage.ts";
import { traceLines } from "./trace.ts";

/** `reason` is null when the document was kept, else `stage:rule`; the record then stands as far as it got. */
export interface Outcome {
  readonly record: OutputRecord;
  readonly reason: string | null;
  readonly reports: readonly StageReport[];
}

/** The layers of a document while it runs; those that follow from others are made when a stage asks for them. */
type State = { -readonly [K in Layer]: Layers[K] | undefined };

/** Sends one document through the plan. Pure: no IO, same input, same outcome. */
export function runPlan(plan: Plan, input: DocumentInput, tracing: boolean): Outcome {
  return runPlanOnAll(plan, [input], tracing)[0] as Outcome;
}

/**
 * Sends documents through the plan, all through one stage before any through the next: the code and the tables of a stage stay in the
 * processor's caches, which takes a third off the time of a run. Nothing passes from one document to another.
 *
 * @throws Error that names the document, where a stage has a bug
 */
export function runPlanOnAll(plan: Plan, inputs: readonly DocumentInput[], tracing: boolean): Outcome[] {
  const runs: DocumentRun[] = [];
  for (let n = 0; n < inputs.length; n++) runs.push(new DocumentRun(plan, inputs[n] as DocumentInput, tracing));
  for (let n = 0; n < plan.length; n++) passAll(plan[n] as PlannedStage, runs, tracing);
  const outcomes = runs.map(toOutcome);
  forgetJoined();
  forgetCharacters();
  return outcomes;
}

/** Sends documents through one stage. One log serves them all until something is in it. */
function passAll(planned: PlannedStage, runs: readonly DocumentRun[], tracing: boolean): void {
  if (planned.run.begin !== undefined) for (const run of runs) run.begin(planned);
  let changes = new ChangeLog(tracing);
  for (let i = 0; i < runs.length; i++) {
    (runs[i] as DocumentRun).pass(planned, changes);
    if (!changes.isEmpty) changes = new ChangeLog(tracing);
  }
}

function toOutcome(run: DocumentRun): Outcome {
  return run.outcome();
}

/** One document on its way. */
class DocumentRun {
  readonly #plan: Plan;
  readonly #input: DocumentInput;
  readonly #tracing: boolean;
  readonly #state: State;
  readonly #reports: StageReport[] = [];
  #reason: string | null = null;
  /** What is left to do of a stage in two halves. */
  #rest: SecondHalf<Layer> | null = null;

  constructor(plan: Plan, input: DocumentInput, tracing: boolean) {
    this.#plan = plan;
    this.#input = input;
    this.#tracing = tracing;
    this.#state = startState(plan, input);
  }

  /** Sends it through the first half of the next stage, unless one before has dropped it or a layer is missing. */
  begin({ declaration, run }: PlannedStage): void {
    if (this.#reason !== null || missingLayer(declaration, this.#state, this.#input) !== undefined) return;
    try {
      this.#rest = (run.begin as (layers: State) => SecondHalf<Layer>)(this.#state);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** Sends it through the next stage, or what is left of it, unless one before has dropped it. `changes`: an empty log. */
  pass(planned: PlannedStage, changes: ChangeLog): void {
    if (this.#reason !== null || isNothingToDecode(this.#plan, planned, this.#state)) return;
    try {
      this.#runStage(planned, changes);
      this.#rest = null;
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #runStage(planned: PlannedStage, changes: ChangeLog): void {
    const { declaration, run } = planned;
    const state = this.#state;
    const missing = missingLayer(declaration, state, this.#input);
    if (missing !== undefined) {
      this.#reason = `${declaration.name}:needs-${FIELDS[missing] ?? missing}`;
      return;
    }
    const { blocks, raw } = state;
    const rest = this.#rest;
    const result = rest === null ? (run as (layers: State, changes: ChangeLog) => Result<Layer>)(state, changes) : rest(changes);
    this.#reports.push(this.#tracing ? this.#traced(planned, changes, blocks, raw) : toReport(planned.quiet, changes));
    if (result.kind === "drop") this.#reason = `${declaration.name}:${result.reason}`;
    else for (const layer in result.layers) (state as Record<string, unknown>)[layer] = result.layers[layer as Layer];
  }

  #traced(planned: PlannedStage, changes: ChangeLog, blocks: readonly Block[] | undefined, raw: string | undefined): StageReport {
    const edits = traceLines(this.#input.id, planned.declaration.name, changes, blocks, raw);
    const received = blocks !== undefined && planned.phase === 2 ? joinTexts(blocks) : null;
    return { ...toReport(planned.quiet, changes), edits, received };
  }

  #failure(error: unknown): Error {
    const message = error instanceof Error ? error.message : String(error);
    return new Error(`document ${this.#input.id}: ${message}`, { cause: error });
  }

  outcome(): Outcome {
    return { record: toRecord(this.#input, this.#state, this.#reports), reason: this.#reason, reports: this.#reports };
  }
}

/** All have all keys in the same order, so that V8 finds a layer at the same place of any document. */
function emptyState(bibliography: Bibliography): State {
  return {
    bytes: undefined,
    encodingHints: undefined,
    encoding: undefined,
    raw: undefined,
    format: undefined,
    blocks: undefined,
    bibliography,
    script: undefined,
    text: undefined,
    paragraphs: undefined,
    sentences: undefined,
    entities: undefined,
    relations: undefined,
    quotes: undefined,
  };
}

function startState(plan: Plan, input: DocumentInput): State {
  const state = emptyState(completed(input.bibliography ?? EMPTY_BIBLIOGRAPHY));
  state.encodingHints = input.encodingHints;
  state.script = input.script;
  state.format = input.format;
  if (input.bytes !== undefined) state.bytes = input.bytes;
  else if (input.html !== undefined) {
    state.raw = input.html;
    state.format = "html";
  } else if (input.text !== undefined) {
    if (hasPhase(plan, 1)) state.raw = input.text;
    else if (hasPhase(plan, 2)) state.blocks = splitBlocks(input.text, input.annotations?.paragraphs);
    else setText(state, input.text, input);
  }
  return state;
}

/** A closure would be given up by each collection of garbage, and compiled again. */
function hasPhase(plan: Plan, phase: PlannedStage["phase"]): boolean {
  for (let n = 0; n < plan.length; n++) if ((plan[n] as PlannedStage).phase === phase) return true;
  return false;
}

function completed({ title, authors, published, url, source, editors, tags }: Partial<Bibliography>): Bibliography {
  return {
    title: title ?? null,
    authors: authors ?? EMPTY_BIBLIOGRAPHY.authors,
    published: published ?? null,
    url: url ?? null,
    source: source ?? null,
    editors: editors ?? EMPTY_BIBLIOGRAPHY.editors,
    tags: tags ?? EMPTY_BIBLIOGRAPHY.tags,
  };
}

/** `decode` has nothing to do for a record that came as text, unless it is the only stage (then the record lacks its field). */
function isNothingToDecode(plan: Plan, planned: PlannedStage, state: State): boolean {
  return planned.phase === 0 && state.bytes === undefined && plan.length > 1 && (state.raw ?? state.blocks ?? state.text) !== undefined;
}

/** A layer that a stage needs and that cannot be had. */
function missingLayer({ needs }: StageDeclaration, state: State, input: DocumentInput): Layer | undefined {
  for (let i = 0; i < needs.length; i++) if (!derive(state, needs[i] as Layer, input)) return needs[i];
  return undefined;
}

/** The field of a record that a layer comes from, as users know it. */
const FIELDS: Partial<Record<Layer, string>> = { raw: "text", blocks: "text", text: "text" };

/** Makes a layer out of those that are there; false when it cannot be had. */
function derive(state: State, layer: Layer, input: DocumentInput): boolean {
  if (layer === "blocks" && state.blocks === undefined && state.raw !== undefined) state.blocks = splitBlocks(state.raw, undefined);
  if (layer === "text" && state.text === undefined) assemble(state, input);
  return state[layer] !== undefined;
}

/** The text of a document in blocks: one for each line, nothing changed, so that joining them by `\n` gives it back. */
export function splitBlocks(text: string, paragraphs: readonly Paragraph[] | undefined): Block[] {
  const roles = paragraphs === undefined ? null : new Map(paragraphs.map(({ start, role }) => [start, role]));
  const blocks: Block[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf("\n", start);
    blocks.push({ text: end < 0 ? text.slice(start) : text.slice(start, end), role: roles?.get(start) ?? "body" });
    if (end < 0) return blocks;
    start = end + 1;
  }
}

/** Joins the blocks, once, before the first annotation stage or at the end. */
function assemble(state: State, input: DocumentInput): void {
  if (state.text !== undefined) return;
  if (state.blocks !== undefined) {
    setText(state, joinTexts(state.blocks), input, paragraphsOf(state.blocks));
  } else if (state.raw !== undefined) setText(state, state.raw, input);
}

/** Annotations that came in stay only while the text is what they were made for. */
function setText(state: State, text: string, input: DocumentInput, paragraphs?: readonly Paragraph[]): void {
  state.text = text;
  if (input.annotations !== undefined && input.text === text) Object.assign(state, input.annotations);
  state.paragraphs = paragraphs ?? state.paragraphs ?? paragraphsOf(splitBlocks(text, undefined));
}

/** Whether a block is more than blanks; most begin with something else. */
function holdsText(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 0x20 && first < 0x80) || (first >= 0x4e00 && first <= 0x9fff) || NOT_BLANK.test(text);
}

const NOT_BLANK = /\S/u;

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (let i = 0; i < blocks.length; i++) {
    const { text, role } = blocks[i] as Block;
    const end = start + text.length;
    if (holdsText(text)) paragraphs.push({ start, end, role });
    start = end + 1;
  }
  return paragraphs;
}

function toRecord(input: DocumentInput, state: State, reports: readonly StageReport[]): OutputRecord {
  assemble(state, input);
  const text = state.text ?? "";
  const map = new OffsetMap(text);
  const chars = map.toCodePoint(text.length);
  const digest = contentDigest(input);
  const bibliography = state.bibliography as Bibliography;
  const { paragraphs, sentences, entities, quotes, relations } = state;
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
    paragraphs: paragraphs === undefined ? NONE : map.isIdentity ? paragraphs : toRecordParagraphs(paragraphs, map),
    sentences: sentences === undefined ? NONE : map.isIdentity ? sentences : toRecordSpans(sentences, map),
    entities: entities === undefined ? NONE : toRecordEntities(entities, map),
    quotes: quotes === undefined ? NONE : quotes.map((quote) => toRecordQuote(quote, map)),
    relations: relations === undefined ? NONE : relations.map(({ type, person, title, org }) => ({ type, person, title, org })),
    metadata: toMetadata(input.metadata ?? EMPTY_METADATA, state, digest),
    stats: {
      chars_in: input.stats?.chars_in ?? countCharsIn(input, state, digest, text, chars),
      chars,
      removed: sumCounts(input.stats?.removed, reports, "removed"),
      repairs: sumCounts(input.stats?.repairs, reports, "repairs"),
    },
    schema: 1,
  };
}

const NONE: readonly never[] = [];

function toRecordParagraphs(paragraphs: readonly Paragraph[], map: OffsetMap): OutputRecord["paragraphs"] {
  const found: OutputRecord["paragraphs"][number][] = [];
  for (let i = 0; i < paragraphs.length; i++) {
    const { start, end, role } = paragraphs[i] as Paragraph;
    found.push({ start: map.toCodePoint(start), end: map.toCodePoint(end), role });
  }
  return found;
}

function toRecordSpans(spans: readonly Span[], map: OffsetMap): OutputRecord["sentences"] {
  const found: Span[] = [];
  for (let i = 0; i < spans.length; i++) {
    const { start, end } = spans[i] as Span;
    found.push({ start: map.toCodePoint(start), end: map.toCodePoint(end) });
  }
  return found;
}

function toRecordEntities(entities: readonly Entity[], map: OffsetMap): OutputRecord["entities"] {
  return entities.map(({ type, start, end, text, norm, score }) => ({
    type,
    start: map.toCodePoint(start),
    end: map.toCodePoint(end),
    text,
    norm,
    score: clampScore(score),
  }));
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
