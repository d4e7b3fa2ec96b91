import type { RuleCount } from "../pipeline/changes.ts";
import type { Outcome } from "../pipeline/run.ts";

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
  stages: { stage: string; seen: number; changed: number }[];
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

/** Counts one document. */
export function countOutcome(stats: RunStats, { record, reason, reports }: Outcome): void {
  stats.documents.read += 1;
  for (const { stage, counts } of reports) addStage(stats, { stage, seen: 1, changed: counts.length > 0 ? 1 : 0 });
  if (reason !== null) {
    countReject(stats, reason);
    return;
  }
  stats.documents.written += 1;
  stats.chars.in += record.stats.chars_in;
  stats.chars.out += record.stats.chars;
  addRules(stats.removed, record.stats.removed);
  addRules(stats.repairs, record.stats.repairs);
}

/** Counts one rejected document. */
export function countReject(stats: RunStats, reason: string, count = 1): void {
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
  for (const { reason, count } of part.rejected) countReject(whole, reason, count);
  for (const stage of part.stages) addStage(whole, stage);
  addRules(whole.removed, part.removed);
  addRules(whole.repairs, part.repairs);
}

/** The same counts in an order that does not depend on how the work was split. */
export function sortedStats(stats: RunStats): RunStats {
  const byRule = (a: RuleCount, b: RuleCount): number => (a.rule < b.rule ? -1 : 1);
  return {
    ...stats,
    rejected: [...stats.rejected].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    removed: [...stats.removed].sort(byRule),
    repairs: [...stats.repairs].sort(byRule),
  };
}

function addStage(stats: RunStats, { stage, seen, changed }: RunStats["stages"][number]): void {
  const entry = stats.stages.find((item) => item.stage === stage);
  if (entry) {
    entry.seen += seen;
    entry.changed += changed;
  } else stats.stages.push({ stage, seen, changed });
}

function addRules(sums: RuleCount[], counts: readonly RuleCount[]): void {
  for (const { rule, count, chars } of counts) {
    const index = sums.findIndex((sum) => sum.rule === rule);
    const sum = sums[index];
    if (sum) sums[index] = { rule, count: sum.count + count, chars: sum.chars + chars };
    else sums.push({ rule, count, chars });
  }
}
