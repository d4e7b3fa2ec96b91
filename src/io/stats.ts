import type { RecordStats } from "../pipeline/record.ts";
import type { StageReport } from "../pipeline/report.ts";
import { byRule, type RuleCount, RuleSums } from "../pipeline/rule-sums.ts";

interface StageCount {
  readonly stage: string;
  seen: number;
  changed: number;
}

/** Counts of a run, or of a part of it; the counts of documents add up: read = written + rejected. */
export interface RunStats {
  /** Files (or stdin) named on the command line. */
  inputs: number;
  /** Inputs that failed, whole or in part. */
  failed: number;
  documents: { read: number; written: number; rejected: number };
  /** Code points before and after, of the documents written. */
  chars: { in: number; out: number };
  /** Rejected documents by reason (`stage:rule`), most frequent first. */
  rejected: { reason: string; count: number }[];
  /** Documents that each stage saw, and how many of them it changed something in. */
  stages: StageCount[];
  removed: RuleCount[];
  repairs: RuleCount[];
}

export function emptyStats(): RunStats {
  return {
    inputs: 0,
    failed: 0,
    documents: { read: 0, written: 0, rejected: 0 },
    chars: { in: 0, out: 0 },
    rejected: [],
    stages: [],
    removed: [],
    repairs: [],
  };
}

/** Counts documents, one after another. */
export class DocumentCounter {
  readonly #stats = emptyStats();
  readonly #removed = new RuleSums();
  readonly #repairs = new RuleSums();
  #written = 0;
  #charsIn = 0;
  #charsOut = 0;

  /** What a stage did to a document; `likely`: where the stage stands as a rule. */
  addReport(likely: number, { stage, counts }: StageReport): void {
    const entry = stageOf(this.#stats.stages, likely, stage);
    entry.seen++;
    if (counts.length > 0) entry.changed++;
  }

  /** A document that is written. */
  addWritten({ chars_in, chars, removed, repairs }: RecordStats): void {
    this.#written++;
    this.#charsIn += chars_in;
    this.#charsOut += chars;
    this.#removed.addAll(removed);
    this.#repairs.addAll(repairs);
  }

  /** A document that is not. */
  addRejected(reason: string): void {
    addReason(this.#stats, reason, 1);
  }

  get stats(): RunStats {
    const { rejected } = this.#stats.documents;
    return {
      ...this.#stats,
      documents: { read: this.#written + rejected, written: this.#written, rejected },
      chars: { in: this.#charsIn, out: this.#charsOut },
      removed: this.#removed.inOrder.slice(),
      repairs: this.#repairs.inOrder.slice(),
    };
  }
}

function addReason(stats: RunStats, reason: string, count: number): void {
  stats.documents.rejected += count;
  const entry = stats.rejected.find((item) => item.reason === reason);
  if (entry) entry.count += count;
  else stats.rejected.push({ reason, count });
}

/** Adds the counts of a part to those of the whole. */
export function addStats(whole: RunStats, part: RunStats): void {
  whole.inputs += part.inputs;
  whole.failed += part.failed;
  whole.documents.read += part.documents.read;
  whole.documents.written += part.documents.written;
  whole.chars.in += part.chars.in;
  whole.chars.out += part.chars.out;
  for (const { reason, count } of part.rejected) addReason(whole, reason, count);
  for (const [i, { stage, seen, changed }] of part.stages.entries()) {
    const entry = stageOf(whole.stages, i, stage);
    entry.seen += seen;
    entry.changed += changed;
  }
  whole.removed = addRules(whole.removed, part.removed);
  whole.repairs = addRules(whole.repairs, part.repairs);
}

/** The same counts in an order that does not depend on how the work was split. */
export function sortedStats(stats: RunStats): RunStats {
  return {
    ...stats,
    rejected: [...stats.rejected].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    removed: [...stats.removed].sort(byRule),
    repairs: [...stats.repairs].sort(byRule),
  };
}

/** @param likely where the stage stands as a rule: most documents pass the same ones */
function stageOf(stages: StageCount[], likely: number, stage: string): StageCount {
  const entry = likely < stages.length ? (stages[likely] as StageCount) : null;
  return entry !== null && entry.stage === stage ? entry : findStage(stages, stage);
}

/** It is added where it is missing. */
function findStage(stages: StageCount[], stage: string): StageCount {
  let entry = stages.find((item) => item.stage === stage);
  if (entry === undefined) {
    entry = { stage, seen: 0, changed: 0 };
    stages.push(entry);
  }
  return entry;
}

function addRules(sums: readonly RuleCount[], counts: readonly RuleCount[]): RuleCount[] {
  const all = new RuleSums();
  all.addAll(sums);
  all.addAll(counts);
  return all.inOrder.slice();
}
