import type { Settings } from "../../config/settings.ts";
import type { Batch } from "../../io/batches.ts";
import { readStdin, sizeOfStdin } from "../../io/descriptor.ts";
import { chunkLines } from "../../io/lines.ts";
import { PATIENCE_MS } from "../../io/patience.ts";
import { checkOutputs, Outputs } from "../outputs.ts";
import { reportRun, runAndWrite, toRunSettings } from "../run.ts";

/**
 * `sora-corpus filter`: JSONL in on stdin, JSONL out on stdout, same order, 0 or 1 record out for each record in.
 *
 * @returns the exit code: 0, or 1 when there were more than `--max-errors` bad lines
 */
export async function filter(settings: Settings): Promise<number> {
  const started = process.uptime();
  const run = toRunSettings(settings);
  checkOutputs(settings, []);
  const { stats, failures } = await runAndWrite(toBatches(), await Outputs.open(settings), settings, run, { inputs: 1 });
  reportRun(stats, settings, "filter", started);
  return failures > settings.maxErrors ? 1 : 0;
}

async function* toBatches(): AsyncGenerator<Batch> {
  const size = sizeOfStdin();
  const chunks = size === null ? chunkLines(readStdin(), PATIENCE_MS) : chunkLines(readStdin(), undefined, size);
  for await (const { offset: _offset, ...chunk } of chunks) yield { kind: "lines", path: "-", ...chunk };
}
