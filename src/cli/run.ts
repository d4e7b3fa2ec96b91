import { realpathSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Settings } from "../config/settings.ts";
import { OutputError, UsageError } from "../errors.ts";
import type { Batch, Failure, RunSettings } from "../io/batches.ts";
import { describeReadError } from "../io/inputs.ts";
import { FileOutput, type Output, StreamOutput } from "../io/outputs.ts";
import { runBatches } from "../io/pool.ts";
import { addStats, emptyStats, type RunStats, sortedStats } from "../io/stats.ts";
import { checkOptions, selectStages } from "../pipeline/plan.ts";
import { ENCODING_NAMES, resolveEncodingLabel } from "../stages/decode/labels.ts";
import { STAGES } from "../stages/index.ts";
import { didYouMean } from "../text/suggest.ts";
import { formatFailure, formatSummary, Progress, printError } from "./terminal.ts";

/** Failures that are printed; the rest is counted (all of them are in `--rejects`). */
const MOST_FAILURES_SHOWN = 50;
const INTERRUPTED = 130;

/** What a command learned from a run, to choose its exit code. */
export interface RunReport {
  readonly stats: RunStats;
  /** Failed inputs, or bad lines of the one input. */
  readonly failures: readonly Failure[];
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
  };
}

/** Refuses to write over what is read. Throws UsageError. */
export function checkOutputs(settings: Settings, inputs: readonly string[]): void {
  const outputs = [settings.output, settings.rejects, settings.trace, settings.stats].filter((path) => path !== null);
  const read = new Set(inputs.filter((path) => path !== "-").map(realPath));
  for (const path of outputs) {
    if (read.has(realPath(path))) throw new UsageError(`${path}: is an input too; write to another file`);
  }
  if (new Set(outputs.map(realPath)).size < outputs.length) throw new UsageError("the same file is named for two outputs");
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The outputs of a run, opened together and finished together. */
class Outputs {
  readonly records: Output;
  readonly #others: readonly (Output | null)[];

  private constructor(records: Output, others: readonly (Output | null)[]) {
    this.records = records;
    this.#others = others;
  }

  static async open({ output, rejects, trace }: Settings): Promise<Outputs> {
    const opened: (Output | null)[] = [];
    try {
      for (const path of [output, rejects, trace]) opened.push(path === null ? null : await FileOutput.open(path));
    } catch (error) {
      for (const file of opened) file?.abort();
      throw error;
    }
    const [records, ...others] = opened;
    return new Outputs(records ?? new StreamOutput(process.stdout), others);
  }

  /** @param parts the bytes of the records, the rejects and the trace */
  async write(...parts: readonly [Uint8Array, Uint8Array, Uint8Array]): Promise<void> {
    for (const [index, output] of [this.records, ...this.#others].entries()) await output?.write(parts[index] as Uint8Array);
  }

  async finish(): Promise<void> {
    for (const output of [this.records, ...this.#others]) await output?.finish();
  }

  abort(): void {
    for (const output of [this.records, ...this.#others]) output?.abort();
  }
}

/** Runs the batches and writes what comes of them, in order; ends quietly when the reader of stdout has gone. */
export async function runAndWrite(batches: AsyncIterable<Batch>, settings: Settings, run: RunSettings, inputs: number): Promise<RunReport> {
  const started = performance.now();
  const outputs = await Outputs.open(settings);
  const onInterrupt = (): never => {
    outputs.abort();
    process.exit(INTERRUPTED);
  };
  process.once("SIGINT", onInterrupt);
  const stats = { ...emptyStats(), inputs };
  const failures: Failure[] = [];
  const printer = new FailurePrinter(settings.quiet);
  let bytes = 0;
  try {
    for await (const result of runBatches(batches, run, settings.jobs === 0 ? availableParallelism() : settings.jobs)) {
      await outputs.write(result.records, result.rejects, result.trace);
      addStats(stats, result.stats);
      failures.push(...result.failures.filter(({ level }) => level === "failure"));
      bytes += result.bytes;
      printer.print(result.failures);
      printer.progress.update(stats.documents.read, bytes, (performance.now() - started) / 1000);
      if (outputs.records.isClosed) break;
    }
    await outputs.finish();
  } catch (error) {
    outputs.abort();
    throw error;
  } finally {
    process.off("SIGINT", onInterrupt);
    printer.finish();
  }
  stats.failed = new Set(failures.map(({ path }) => path)).size;
  return { stats, failures };
}

/** Prints failures as they come, and remarks unless `--quiet`, but not without end. */
class FailurePrinter {
  readonly progress: Progress;
  readonly #isQuiet: boolean;
  #shown = 0;
  #hidden = 0;

  constructor(isQuiet: boolean) {
    this.#isQuiet = isQuiet;
    this.progress = new Progress(isQuiet);
  }

  print(failures: readonly Failure[]): void {
    for (const failure of failures) {
      if (failure.level === "remark" && this.#isQuiet) continue;
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
  const seconds = (performance.now() - started) / 1000;
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
