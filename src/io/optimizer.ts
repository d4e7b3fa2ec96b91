import { setFlagsFromString } from "node:v8";
import type { Batch } from "./batches.ts";
import { UNREAD } from "./small-files.ts";
import { IS_MEASURED } from "./tuning.ts";

/** Bytes of input from which on V8's optimizer pays: below, it takes more CPU than it saves, on other threads (docs/performance.md). */
const WORTH_OPTIMIZING_BYTES = 65_536;

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

/** Of the batch's content; infinite where a file has grown and is read later. */
function bytesOf(batch: Batch): number {
  if (batch.kind === "failed") return 0;
  return batch.kind === "files" && batch.sizes.includes(UNREAD) ? Number.POSITIVE_INFINITY : batch.bytes.length;
}
