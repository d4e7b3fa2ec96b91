import { stdin } from "node:process";
import type { Settings } from "../../config/settings.ts";
import { UsageError } from "../../errors.ts";
import { findInputs } from "../../io/inputs.ts";
import { splitInputs } from "../../io/split.ts";
import { countReject } from "../../io/stats.ts";
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
  for (const failure of inputs.missing) printError(formatFailure(failure));
  const { stats } = await runAndWrite(splitInputs(inputs.paths, run, stdin), settings, run, inputs.paths.length);
  stats.inputs += inputs.missing.length;
  stats.failed += inputs.missing.length;
  stats.documents.read += inputs.missing.length;
  if (inputs.missing.length > 0) countReject(stats, "read:missing", inputs.missing.length);
  reportRun(stats, settings, "clean", started);
  return stats.failed > 0 ? 1 : 0;
}
