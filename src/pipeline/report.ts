import type { ChangeLog } from "./changes.ts";
import { type RuleCount, RuleSums } from "./rule-sums.ts";
import type { StageDeclaration } from "./stage.ts";
import type { TraceLine } from "./trace.ts";

/** What one stage did to one document: for `explain` and `--stats`. */
export interface StageReport {
  readonly stage: string;
  readonly kind: "removed" | "repairs";
  readonly counts: readonly RuleCount[];
  readonly notes: readonly string[];
  /** Empty unless tracing. */
  readonly edits: readonly TraceLine[];
  /** The text that the edits of field `text` were made on; null unless tracing, and for stages that do not work on text. */
  readonly received: string | null;
}

/** Of a stage that changed and said nothing: one for all documents. */
export function quietReport({ name, counts }: StageDeclaration): StageReport {
  return { stage: name, kind: counts ?? "repairs", counts: [], notes: [], edits: [], received: null };
}

/** @param quiet the `quietReport` of the stage */
export function toReport(quiet: StageReport, changes: ChangeLog): StageReport {
  if (changes.isEmpty) return quiet;
  const { stage, kind, edits, received } = quiet;
  return { stage, kind, counts: changes.counts(), notes: changes.notes, edits, received };
}

const NO_COUNTS: readonly RuleCount[] = [];

/** Adds the counts of this run to those that came in, so that stages piped one by one count like one run. */
export function sumCounts(
  incoming: readonly RuleCount[] | undefined,
  reports: readonly StageReport[],
  kind: StageReport["kind"],
): readonly RuleCount[] {
  let only = NO_COUNTS;
  let sums: RuleSums | null = null;
  if (incoming !== undefined && incoming.length > 0) sums = sumsOf(incoming);
  for (let i = 0; i < reports.length; i++) {
    const report = reports[i] as StageReport;
    if (report.kind !== kind || report.counts.length === 0) continue;
    if (sums === null && only.length === 0) only = report.counts;
    else {
      sums ??= sumsOf(only);
      sums.addAll(report.counts);
    }
  }
  return sums === null ? only : sums.sorted;
}

function sumsOf(counts: readonly RuleCount[]): RuleSums {
  const sums = new RuleSums();
  sums.addAll(counts);
  return sums;
}
