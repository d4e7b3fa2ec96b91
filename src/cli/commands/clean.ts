import type { Settings } from "../../config/settings.ts";
import { UsageError } from "../../errors.ts";
import { startForFiles } from "../../io/early-worker.ts";
import { findInputs } from "../../io/inputs.ts";
import type { Shard } from "../../io/shards.ts";
import { checkOutputs, Outputs } from "../outputs.ts";
import { cleanToParts, isFolder } from "../parts.ts";
import { reportRun, runAndWrite, toBatches, toRunSettings } from "../run.ts";
import { formatFailure, printError } from "../terminal.ts";

/**
 * `sora-corpus clean [PATH…]`: the whole pipeline over files, folders, globs or stdin.
 *
 * @returns the exit code: 0, or 1 when some inputs failed
 * @throws UsageError when nothing of what was named exists
 */
export async function clean(paths: readonly string[], settings: Settings): Promise<number> {
  const started = process.uptime();
  const run = toRunSettings(settings);
  const toParts = isFolder(settings.output);
  const { shard, count } = chooseShard(settings, toParts, process.env);
  const inputs = await findInputs(paths.length > 0 ? paths : ["-"]);
  startForFiles(inputs.paths.length, settings.jobs);
  const [first] = inputs.missing;
  if (inputs.paths.length === 0 && first !== undefined) {
    for (const other of inputs.missing.slice(1)) printError(formatFailure(other));
    throw new UsageError(formatFailure(first));
  }
  if ((shard !== null || toParts) && inputs.paths.includes("-")) throw new UsageError("stdin cannot be cut into shards; name files");
  checkOutputs(settings, inputs.paths);
  const stats = toParts
    ? await cleanToParts(inputs, run, settings, shard, count)
    : (
        await runAndWrite(toBatches(inputs, run, shard), await Outputs.open(settings), settings, run, {
          inputs: inputs.paths.length + inputs.missing.length,
        })
      ).stats;
  reportRun(stats, settings, "clean", started);
  return stats.failed > 0 ? 1 : 0;
}

const SHARD = /^(\d+)\/(\d+)$/u;

/**
 * Which shard to do: `--shard I/N`, or, where parts are written, what Slurm and Kubernetes tell an array's task; else all of `--shards N`.
 *
 * @throws UsageError for a shard that does not exist
 */
function chooseShard(settings: Settings, toParts: boolean, environment: NodeJS.ProcessEnv): { shard: Shard | null; count: number } {
  const {
    SLURM_ARRAY_TASK_ID: task,
    SLURM_ARRAY_TASK_MIN: first = "0",
    SLURM_ARRAY_TASK_COUNT: tasks,
    JOB_COMPLETION_INDEX: index,
  } = environment;
  let named = settings.shard;
  if (named === null && toParts && task !== undefined && tasks !== undefined) named = `${Number(task) - Number(first)}/${tasks}`;
  else if (named === null && toParts && index !== undefined && settings.shards !== null) named = `${index}/${settings.shards}`;
  if (settings.resume && !toParts) throw new UsageError("--resume needs -o FOLDER/");
  if (named === null) {
    if (settings.shards !== null && !toParts) throw new UsageError("--shards needs -o FOLDER/, or --shard I/N");
    return { shard: null, count: Math.max(1, settings.shards ?? 1) };
  }
  const match = SHARD.exec(named);
  const shard = { index: Number(match?.[1]), count: Number(match?.[2]) };
  if (match === null || shard.index >= shard.count) throw new UsageError(`--shard: '${named}' is not I/N with I from 0 to N-1`);
  if (settings.shards !== null && settings.shards !== shard.count)
    throw new UsageError(`--shard ${named} and --shards ${settings.shards} do not agree`);
  return { shard, count: shard.count };
}
