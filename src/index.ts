// The public API. Everything else may change without notice.

import type { DocumentInput } from "./pipeline/input.ts";
import type { PlanSettings } from "./pipeline/plan.ts";
import { createPlan } from "./pipeline/plan.ts";
import type { OutputRecord } from "./pipeline/record.ts";
import { type Outcome, runPlan, runPlanOnAll } from "./pipeline/run.ts";
import { STAGES } from "./stages/index.ts";

export { ConfigError, OutputError, PlanError, SoraError, UsageError } from "./errors.ts";
export type {
  Bibliography,
  Block,
  EncodingHints,
  EntityType,
  Format,
  Layer,
  Layers,
  Paragraph,
  QuoteKind,
  Role,
  ScriptInfo,
  ScriptName,
} from "./pipeline/document.ts";
export { type Annotations, type DocumentInput, RecordError, readRecord } from "./pipeline/input.ts";
export type { PlanSettings } from "./pipeline/plan.ts";
export {
  EMIT_KINDS,
  type EmitKind,
  emitLines,
  type OutputRecord,
  type RecordEntity,
  type RecordMetadata,
  type RecordQuote,
  type RecordStats,
  type RejectRecord,
} from "./pipeline/record.ts";
export type { StageReport } from "./pipeline/report.ts";
export type { RuleCount } from "./pipeline/rule-sums.ts";
export type { Outcome } from "./pipeline/run.ts";
export type { OptionSpec, OptionValue, OptionValues, StageDeclaration, StageEntry } from "./pipeline/stage.ts";
export type { TraceLine } from "./pipeline/trace.ts";
export { STAGES } from "./stages/index.ts";
export type { Edit, Span } from "./text/edits.ts";

/** Stages ready to run; one serves any number of documents. */
export interface Pipeline {
  /** Names of the stages, in order. */
  readonly stages: readonly string[];
  /**
   * Cleans one document. Same input, same outcome; never throws for bad documents: those come back with a `reason`.
   *
   * @param settings `trace`: report every edit (slower)
   */
  readonly process: (document: DocumentInput, settings?: { readonly trace?: boolean }) => Outcome;
  /**
   * Cleans several documents: the outcomes are those of `process` one by one, but a few dozen documents (some 100 kB) together take
   * a third less time.
   */
  readonly processAll: (documents: readonly DocumentInput[], settings?: { readonly trace?: boolean }) => Outcome[];
}

/**
 * Loads the chosen stages with their tables.
 *
 * @throws PlanError for unknown stages or options, or an order that cannot work
 */
export async function createPipeline(settings: PlanSettings = {}): Promise<Pipeline> {
  const plan = await createPlan(STAGES, settings);
  return {
    stages: plan.map(({ declaration }) => declaration.name),
    process: (document, { trace = false } = {}) => runPlan(plan, document, trace),
    processAll: (documents, { trace = false } = {}) => runPlanOnAll(plan, documents, trace),
  };
}

/**
 * Cleans one text with all stages, or those of `settings`. For more than a few texts make a pipeline once.
 *
 * @param text plain text, HTML or Markdown (sniffed)
 * @returns the record; its offsets are code points
 */
export async function cleanText(text: string, settings: PlanSettings & Pick<DocumentInput, "format"> = {}): Promise<OutputRecord> {
  const pipeline = await createPipeline(settings);
  return pipeline.process({ id: "text", text: text.toWellFormed(), format: settings.format }).record;
}

/**
 * Cleans the bytes of one file with all stages, or those of `settings`: its encoding is detected.
 *
 * @returns the record with its text, or null with the reason (`decode:binary`) when the bytes hold none
 */
export async function cleanBytes(
  bytes: Uint8Array,
  settings: PlanSettings & Pick<DocumentInput, "format" | "encodingHints"> = {},
): Promise<{ readonly record: OutputRecord; readonly reason: null } | { readonly record: null; readonly reason: string }> {
  const pipeline = await createPipeline(settings);
  const { record, reason } = pipeline.process({ id: "bytes", bytes, format: settings.format, encodingHints: settings.encodingHints });
  return reason === null ? { record, reason } : { record: null, reason };
}
