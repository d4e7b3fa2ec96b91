import { Worker } from "node:worker_threads";
import type { Batch, BatchResult, RunSettings } from "./batches.ts";
import { createBatchProcessor } from "./process.ts";

/** Batches that wait at a worker beside the one that it works on. */
const QUEUED_PER_WORKER = 1;

/**
 * Runs batches and gives their results in the order of the batches, whatever `jobs` is.
 * With one job, or a single batch, all is done in this thread. Batches are read only as fast as results are taken.
 *
 * @throws whatever a stage throws (a bug): nothing is retried
 */
export async function* runBatches(batches: AsyncIterable<Batch>, settings: RunSettings, jobs: number): AsyncGenerator<BatchResult> {
  const iterator = batches[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const second = jobs > 1 ? await iterator.next() : null;
  if (second === null || second.done) {
    const process = await createBatchProcessor(settings);
    yield process(first.value);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield process(next.value);
    return;
  }
  const pool = Array.from({ length: jobs }, () => new PoolWorker(settings));
  try {
    yield* runInPool(startWith([first.value, second.value], iterator), pool);
  } finally {
    await Promise.all(pool.map((worker) => worker.close()));
  }
}

async function* runInPool(batches: AsyncIterable<Batch>, pool: readonly PoolWorker[]): AsyncGenerator<BatchResult> {
  const pending: Promise<BatchResult>[] = [];
  const capacity = pool.length * (1 + QUEUED_PER_WORKER);
  for await (const batch of batches) {
    const worker = pool.reduce((best, other) => (other.load < best.load ? other : best));
    pending.push(worker.run(batch));
    if (pending.length >= capacity) yield await (pending.shift() as Promise<BatchResult>);
  }
  for (const result of pending) yield await result;
}

async function* startWith(first: readonly Batch[], rest: AsyncIterator<Batch>): AsyncGenerator<Batch> {
  yield* first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** One thread, which answers batches in the order in which it gets them. */
class PoolWorker {
  readonly #worker: Worker;
  readonly #waiting: { resolve: (result: BatchResult) => void; reject: (error: unknown) => void }[] = [];

  constructor(settings: RunSettings) {
    // The built file: workers run the build, as the command line does.
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: settings });
    this.#worker.on("message", (result: BatchResult) => this.#waiting.shift()?.resolve(result));
    this.#worker.on("error", (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  /** Batches given and not answered. */
  get load(): number {
    return this.#waiting.length;
  }

  run(batch: Batch): Promise<BatchResult> {
    const result = new Promise<BatchResult>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
    result.catch(() => undefined); // whoever awaits it later sees the error; until then it is not unhandled
    this.#worker.postMessage(batch, "bytes" in batch ? [batch.bytes.buffer as ArrayBuffer] : []);
    return result;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
