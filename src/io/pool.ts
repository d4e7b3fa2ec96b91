import { Worker } from "node:worker_threads";
import type { Batch, BatchResult, RunSettings } from "./batches.ts";
import { Optimizer } from "./optimizer.ts";
import { PATIENCE_MS, PatientReader } from "./patience.ts";
import { type BatchProcessor, createBatchProcessor } from "./process.ts";

/** Batches that wait at a worker beside the one that it works on. */
const QUEUED_PER_WORKER = 1;

/**
 * Runs batches and gives their results in the order of the batches, whatever `jobs` is, each as soon as it can be given.
 * With one job, a single batch, or while batches come slowly, all is done in this thread. Batches are read only as fast as results are taken.
 *
 * @throws whatever a stage throws (a bug): nothing is retried
 */
export async function* runBatches(batches: AsyncIterable<Batch>, settings: RunSettings, jobs: number): AsyncGenerator<BatchResult> {
  const reader = new PatientReader(batches);
  const optimizer = new Optimizer();
  try {
    let process: BatchProcessor | null = null;
    for (let next = await reader.next(); !next.done; ) {
      const second = jobs > 1 ? await reader.nextWithin(PATIENCE_MS) : null;
      if (second !== null && !second.done) {
        optimizer.turnOn();
        yield* runInPool([next.value, second.value], reader, new Pool(settings, jobs));
        return;
      }
      process ??= await createBatchProcessor(settings);
      optimizer.expect(next.value);
      yield process(next.value);
      next = second ?? (await reader.next());
    }
  } finally {
    optimizer.turnOn();
    await reader.close();
  }
}

/** Takes whatever comes first, the next batch or the oldest result, so that neither waits for the other. */
async function* runInPool(first: readonly Batch[], reader: PatientReader<Batch>, pool: Pool): AsyncGenerator<BatchResult> {
  const pending: Promise<BatchResult>[] = first.map((batch) => pool.run(batch));
  const read = (): Promise<IteratorResult<Batch>> => reader.next();
  let next: Promise<IteratorResult<Batch>> | null = read();
  next.catch(() => undefined); // awaited below, perhaps only after a result
  try {
    while (next !== null || pending.length > 0) {
      const [oldest] = pending;
      const canTake: boolean = next !== null && pending.length < pool.capacity;
      const batch: IteratorResult<Batch> | null = await Promise.race([
        ...(canTake && next !== null ? [next] : []),
        ...(oldest === undefined ? [] : [oldest.then(() => null)]),
      ]);
      if (batch === null) yield await (pending.shift() as Promise<BatchResult>);
      else if (batch.done) next = null;
      else {
        pending.push(pool.run(batch.value));
        next = read();
        next.catch(() => undefined);
      }
    }
  } finally {
    await pool.close();
  }
}

/** Threads, started as they are needed. */
class Pool {
  /** Batches that may be on their way at a time. */
  readonly capacity: number;
  readonly #settings: RunSettings;
  readonly #jobs: number;
  readonly #workers: PoolWorker[] = [];

  constructor(settings: RunSettings, jobs: number) {
    this.#settings = settings;
    this.#jobs = jobs;
    this.capacity = jobs * (1 + QUEUED_PER_WORKER);
  }

  /** Gives a batch to the worker that has least to do. */
  run(batch: Batch): Promise<BatchResult> {
    let least = this.#workers[0];
    for (const worker of this.#workers) if (least === undefined || worker.load < least.load) least = worker;
    if (least === undefined || (least.load > 0 && this.#workers.length < this.#jobs)) {
      least = new PoolWorker(this.#settings);
      this.#workers.push(least);
    }
    return least.run(batch);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }
}

/** One thread, which answers batches in the order in which it gets them. */
class PoolWorker {
  readonly #worker: Worker;
  readonly #waiting: { resolve: (result: BatchResult) => void; reject: (error: unknown) => void }[] = [];
  #failure: { readonly error: unknown } | null = null;

  constructor(settings: RunSettings) {
    // The built file: workers run the build, as the command line does.
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: settings });
    this.#worker.on("message", (result: BatchResult) => this.#waiting.shift()?.resolve(result));
    this.#worker.on("error", (error) => {
      this.#failure = { error };
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
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
