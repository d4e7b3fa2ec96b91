import { writeFileSync } from "node:fs";
import type { Settings } from "../config/settings.ts";
import { OutputError, UsageError } from "../errors.ts";
import type { Batch, Failure, InputDigest, RunSettings } from "../io/batches.ts";
import { readStdin } from "../io/descriptor.ts";
import { threadsFor } from "../io/early-worker.ts";
import { describeReadError, type Inputs } from "../io/inputs.ts";
import { runBatches } from "../io/pool.ts";
import { placeInputs, type Shard, wholeInputs } from "../io/shards.ts";
import { giveBuffer } from "../io/spare-buffers.ts";
import { type Sources, splitInputs } from "../io/split.ts";
import { addStats, emptyStats, type RunStats, sortedStats } from "../io/stats.ts";
import { checkOptions, selectStages } from "../pipeline/plan.ts";
import { ENCODING_NAMES, resolveEncodingLabel } from "../stages/decode/labels.ts";
import { STAGES } from "../stages/index.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Outputs } from "./outputs.ts";
import { formatFailure, formatSummary, Progress, printError } from "./terminal.ts";

/** Failures that are printed; the rest is counted (all of them are in `--rejects`). */
const MOST_FAILURES_SHOWN = 50;
const INTERRUPTED = 130;

/** What a command learned from a run, to choose its exit code. */
export interface RunReport {
  readonly stats: RunStats;
  /** Inputs and lines that failed. */
  readonly failures: number;
}

/**
 * The settings for workers, checked before anything is written.
 *
 * @throws PlanError, ConfigError, UsageError
 */
export function toRunSettings(settings: Settings): RunSettings {
  const plan = { stages: settings.stages ?? undefined, skip: settings.skip, options: settings.options };
  selectStages(STAGES, plan);
  checkOptions(STAGES, settings.options);
  for (const name of [settings.encoding, settings.encodingHint]) {
    if (name !== null && resolveEncodingLabel(name) === null)
      throw new UsageError(`unknown encoding '${name}'${didYouMean(name, ENCODING_NAMES)}`);
  }
  return {
    plan,
    from: settings.from,
    column: settings.column,
    encoding: settings.encoding,
    encodingHint: settings.encodingHint,
    emit: settings.emit,
    rejects: settings.rejects !== null,
    trace: settings.trace !== null,
    digests: false,
  };
}

/** The batches of the inputs, or of one shard of them; what was missing goes with the first. */
export async function* toBatches(
  inputs: Inputs,
  run: RunSettings,
  shard: Shard | null,
  onInput?: Sources["onInput"],
): AsyncGenerator<Batch> {
  const { paths, pipes, missing } = inputs;
  if (missing.length > 0 && (shard?.index ?? 0) === 0) yield { kind: "failed", reason: "read:missing", failures: missing };
  const placed = shard === null ? wholeInputs(paths, pipes) : placeInputs(paths, shard);
  yield* splitInputs(placed, run, { openStdin: readStdin, ...(onInput && { onInput }) });
}

/** What a run is told of its inputs, and whom it tells. */
interface RunInputs {
  /** How many there are. */
  readonly inputs: number;
  readonly onInputs?: (read: readonly InputDigest[]) => void;
}

/** Runs the batches and writes what comes of them, in order; ends quietly when the reader of stdout has gone. */
export async function runAndWrite(
  batches: AsyncIterable<Batch>,
  outputs: Outputs,
  settings: Settings,
  run: RunSettings,
  { inputs, onInputs }: RunInputs,
): Promise<RunReport> {
  const started = process.uptime();
  const onInterrupt = (): never => {
    outputs.abort();
    process.exit(INTERRUPTED);
  };
  process.once("SIGINT", onInterrupt);
  const stats = { ...emptyStats(), inputs };
  const failures = new FailurePrinter(settings.quiet);
  let bytes = 0;
  try {
    for await (const result of runBatches(batches, run, threadsFor(settings.jobs))) {
      await outputs.write(result.records, result.rejects, result.trace);
      for (const written of [result.records, result.rejects, result.trace]) giveBuffer(written);
      addStats(stats, result.stats);
      onInputs?.(result.inputs);
      bytes += result.bytes;
      failures.take(result.failures);
      failures.progress.update(stats.documents.read, bytes, process.uptime() - started);
      if (outputs.records.isClosed) break;
    }
    await outputs.finish();
  } catch (error) {
    outputs.abort();
    throw error;
  } finally {
    process.off("SIGINT", onInterrupt);
    failures.finish();
  }
  stats.failed = failures.paths.size;
  return { stats, failures: failures.count };
}

/** Counts failures, and prints them as they come (remarks too, unless `--quiet`), but not without end. */
class FailurePrinter {
  readonly progress: Progress;
  /** Inputs that failed, and how often anything did. */
  readonly paths = new Set<string>();
  count = 0;
  readonly #isQuiet: boolean;
  #shown = 0;
  #hidden = 0;

  constructor(isQuiet: boolean) {
    this.#isQuiet = isQuiet;
    this.progress = new Progress(isQuiet);
  }

  take(failures: readonly Failure[]): void {
    for (const failure of failures) {
      if (failure.level === "failure") {
        this.count++;
        this.paths.add(failure.path);
      } else if (this.#isQuiet) continue;
      if (this.#shown >= MOST_FAILURES_SHOWN) {
        this.#hidden++;
        continue;
      }
      this.#shown++;
      this.progress.clear();
      printError(formatFailure(failure));
    }
  }

  finish(): void {
    this.progress.clear();
    if (this.#hidden > 0) printError(`… and ${this.#hidden} more; --rejects FILE lists all`);
  }
}

/** Writes `--stats` and prints the summary line. */
export function reportRun(stats: RunStats, settings: Settings, command: string, started: number): void {
  const seconds = process.uptime() - started;
  const sorted = sortedStats(stats);
  if (settings.stats !== null) {
    try {
      writeFileSync(settings.stats, `${JSON.stringify({ command, seconds: Number(seconds.toFixed(3)), ...sorted }, null, 1)}\n`);
    } catch (error) {
      throw new OutputError(`${settings.stats}: cannot write; ${describeReadError(error)}`, { cause: error });
    }
  }
  if (!settings.quiet) printError(formatSummary(sorted, seconds));
}
