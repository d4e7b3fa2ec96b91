import { Worker } from "node:worker_threads";
import type { Batch, BatchResult, RunSettings } from "./batches.ts";
import { untuneForWorker } from "./tuning.ts";

/** One thread, which answers batches in the order in which it gets them. It loads its code while it waits to be told the settings. */
export class PoolWorker {
  readonly #worker: Worker;
  readonly #waiting: { resolve: (result: BatchResult) => void; reject: (error: unknown) => void }[] = [];
  #failure: { readonly error: unknown } | null = null;

  constructor() {
    // The built file: workers run the build, as the command line does.
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: untuneForWorker() });
    this.#worker.on("message", (result: BatchResult) => this.#waiting.shift()?.resolve(result));
    this.#worker.on("error", (error) => {
      this.#failure = { error };
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
    this.#worker.unref(); // a command that fails before it has work ends
  }

  /** Before the first batch. */
  begin(settings: RunSettings): void {
    this.#worker.ref();
    this.#worker.postMessage(settings);
  }

  /** Batches given and not answered. */
  get load(): number {
    return this.#waiting.length;
  }

  run(batch: Batch): Promise<BatchResult> {
    const result = new Promise<BatchResult>((resolve, reject) => {
      if (this.#failure !== null) reject(this.#failure.error);
      else this.#waiting.push({ resolve, reject });
    });
    result.catch(() => undefined); // whoever awaits it later sees the error; until then it is not unhandled
    this.#worker.postMessage(batch, "bytes" in batch ? [batch.bytes.buffer as ArrayBuffer] : []);
    return result;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
