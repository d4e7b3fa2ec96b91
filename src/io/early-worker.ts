import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { sizeOfStdin } from "./descriptor.ts";
import { PoolWorker } from "./pool-worker.ts";

/** Bytes of an input that are more than one batch. */
const WORTH_A_WORKER_BYTES = 1_048_576;
/** Files that are more than one batch. */
const WORTH_A_WORKER_FILES = 512;

let early: PoolWorker | null = null;

/** How many threads `--jobs` asks for; 0 = as many as there are cores. */
export function threadsFor(jobs: number): number {
  return jobs === 0 ? availableParallelism() : jobs;
}

/**
 * Starts the first worker where the first input is a large file: it loads its code while this thread loads its own.
 *
 * @param paths of a command line; none or `-` is stdin
 */
export function startEarly(paths: readonly string[], jobs: number): void {
  const [first = "-"] = paths;
  if (threadsFor(jobs) > 1 && sizeOf(first) > WORTH_A_WORKER_BYTES) early = new PoolWorker();
}

/** The same where many files were found. */
export function startForFiles(files: number, jobs: number): void {
  if (early === null && threadsFor(jobs) > 1 && files > WORTH_A_WORKER_FILES) early = new PoolWorker();
}

/** The worker that was started early, if any, for whoever asks first. */
export function takeEarly(): PoolWorker | null {
  const taken = early;
  early = null;
  return taken;
}

/** Of a regular file; 0 for anything else. */
function sizeOf(path: string): number {
  if (path === "-") return sizeOfStdin() ?? 0;
  try {
    const found = statSync(path);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0; // not there
  }
}
