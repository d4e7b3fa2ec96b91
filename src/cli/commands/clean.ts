import { stdin } from "node:process";
import type { Settings } from "../../config/settings.ts";
import { UsageError } from "../../errors.ts";
import type { Batch, RunSettings } from "../../io/batches.ts";
import { findInputs, type Inputs } from "../../io/inputs.ts";
import { splitInputs } from "../../io/split.ts";
import { checkOutputs, reportRun, runAndWrite, toRunSettings } from "../run.ts";
import { formatFailure, printError } from "../terminal.ts";

/**
 * `sora-corpus clean [PATH…]`: the whole pipeline over files, folders, globs or stdin.
 *
 * @returns the exit code: 0, or 1 when some inputs failed
 * @throws UsageError when nothing of what was named exists
 */
export async function clean(paths: readonly string[], settings: Settings): Promise<number> {
  const started = performance.now();
  const run = toRunSettings(settings);
  const inputs = await findInputs(paths.length > 0 ? paths : ["-"]);
  const [first] = inputs.missing;
  if (inputs.paths.length === 0 && first !== undefined) {
    for (const other of inputs.missing.slice(1)) printError(formatFailure(other));
    throw new UsageError(formatFailure(first));
  }
  checkOutputs(settings, inputs.paths);
  const { stats } = await runAndWrite(toBatches(inputs, run), settings, run, inputs.paths.length + inputs.missing.length);
  reportRun(stats, settings, "clean", started);
  return stats.failed > 0 ? 1 : 0;
}

async function* toBatches({ paths, missing }: Inputs, run: RunSettings): AsyncGenerator<Batch> {
  if (missing.length > 0) yield { kind: "failed", reason: "read:missing", failures: missing };
  yield* splitInputs(paths, run, stdin);
}
