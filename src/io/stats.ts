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
  removed: { rule: string; count: number; chars: number }[];
  repairs: { rule: string; count: number; chars: number }[];
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
  for (let i = 0; i < reports.length; i++) {
    const { stage, counts } = reports[i] as (typeof reports)[number];
    addStage(stats, i, stage, 1, counts.length > 0 ? 1 : 0);
  }
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
  for (const [i, { stage, seen, changed }] of part.stages.entries()) addStage(whole, i, stage, seen, changed);
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

/** @param likely where the stage stands as a rule: most documents pass the same ones */
function addStage({ stages }: RunStats, likely: number, stage: string, seen: number, changed: number): void {
  let at = likely;
  if (at >= stages.length || (stages[at] as RunStats["stages"][number]).stage !== stage) at = placeOf(stages, stage);
  const entry = stages[at] as RunStats["stages"][number];
  entry.seen += seen;
  entry.changed += changed;
}

/** Of a stage in the list, to which it is added where it is missing. */
function placeOf(stages: RunStats["stages"], stage: string): number {
  const at = stages.findIndex((item) => item.stage === stage);
  return at < 0 ? stages.push({ stage, seen: 0, changed: 0 }) - 1 : at;
}

function addRules(sums: RunStats["removed"], counts: readonly RuleCount[]): void {
  for (let i = 0; i < counts.length; i++) {
    const { rule, count, chars } = counts[i] as RuleCount;
    let at = 0;
    while (at < sums.length && (sums[at] as RuleCount).rule !== rule) at++;
    if (at < sums.length) {
      const sum = sums[at] as RunStats["removed"][number];
      sum.count += count;
      sum.chars += chars;
    } else sums.push({ rule, count, chars });
  }
}
