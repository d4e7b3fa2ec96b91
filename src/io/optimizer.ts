import { setFlagsFromString } from "node:v8";
import type { Batch } from "./batches.ts";
import { UNREAD } from "./small-files.ts";

/** Bytes of input from which on V8's optimizer pays: below, it takes more CPU than it saves, on other threads (docs/performance.md). */
const WORTH_OPTIMIZING_BYTES = 65_536;
/** Newer versions have another compiler between, and were not measured. */
const IS_MEASURED = process.versions.v8.startsWith("11.");

/** Keeps V8's optimizer off while a run is small. It is one for all threads of a process. */
export class Optimizer {
  #bytes = 0;
  #isOff = false;

  /** Told of every batch before it is processed here. */
  expect(batch: Batch): void {
    if (this.#bytes > WORTH_OPTIMIZING_BYTES) return;
    this.#bytes += bytesOf(batch);
    if (this.#bytes > WORTH_OPTIMIZING_BYTES) this.turnOn();
    else if (IS_MEASURED && !this.#isOff) {
      setFlagsFromString("--no-opt");
      this.#isOff = true;
    }
  }

  /** For all that comes after this run, and for other threads: V8's code cache is good for one set of flags. */
  turnOn(): void {
    if (this.#isOff) setFlagsFromString("--opt");
    this.#isOff = false;
  }
}

/**
 * For several threads: the old generation is collected when it and the buffers of batches have grown fivefold. V8 itself starts at some megabytes
 * more, 60 times in 200 MB, and each time gives up compiled code that only dead closures had: two jobs are 4 % cheaper without, one is not.
 */
export function collectLess(): void {
  if (IS_MEASURED) setFlagsFromString("--heap-growing-percent=400");
}

/** Of the batch's content; infinite where a file has grown and is read later. */
function bytesOf(batch: Batch): number {
  if (batch.kind === "failed") return 0;
  return batch.kind === "files" && batch.sizes.includes(UNREAD) ? Number.POSITIVE_INFINITY : batch.bytes.length;
}
