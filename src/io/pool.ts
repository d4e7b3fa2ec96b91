import type { Batch, BatchResult, RunSettings } from "./batches.ts";
import { takeEarly } from "./early-worker.ts";
import { Optimizer } from "./optimizer.ts";
import { PATIENCE_MS, PatientReader } from "./patience.ts";
import { PoolWorker } from "./pool-worker.ts";
import { type BatchProcessor, createBatchProcessor } from "./process.ts";
import { tune, untune } from "./tuning.ts";

/** Batches that wait at a worker beside the one that it works on. */
const QUEUED_PER_WORKER = 1;
/** Results that may wait for an older one, for each thread: they take memory. */
const WAITING_PER_JOB = 2;

/**
 * Runs batches and gives their results in the order of the batches, whatever `jobs` is, each as soon as it can be given.
 * This thread is one of the `jobs`: it works while the others have enough to do, and does all with one job, a single batch, or while
 * batches come slowly. Batches are read only as fast as results are taken.
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
      tune();
      process ??= await createBatchProcessor(settings);
      if (second !== null && !second.done) {
        optimizer.turnOn();
        yield* runInPool([next.value, second.value], reader, new Pool(settings, process, jobs));
        return;
      }
      optimizer.expect(next.value);
      yield process(next.value);
      next = second ?? (await reader.next());
    }
  } finally {
    optimizer.turnOn();
    untune();
    await takeEarly()?.close(); // there was no work for it
    await reader.close();
  }
}

/** Takes whatever comes first, the next batch or the oldest result, so that neither waits for the other. */
async function* runInPool([first, second]: readonly [Batch, Batch], reader: PatientReader<Batch>, pool: Pool): AsyncGenerator<BatchResult> {
  const inWorker = pool.run(second); // starts while this thread does the first
  const pending: Promise<BatchResult>[] = [pool.runHere(first), inWorker];
  const read = (): Promise<IteratorResult<Batch>> => reader.next();
  let next: Promise<IteratorResult<Batch>> | null = read();
  next.catch(() => undefined); // awaited below, perhaps only after a result
  try {
    while (next !== null || pending.length > 0) {
      const [oldest] = pending;
      const canTake: boolean = next !== null && pending.length < pool.capacity;
      const batch: IteratorResult<Batch> | null = await Promise.race([
        ...(oldest === undefined ? [] : [oldest.then(() => null)]),
        ...(canTake && next !== null ? [next] : []),
      ]);
      if (batch === null) yield await (pending.shift() as Promise<BatchResult>);
      else if (batch.done) next = null;
      else {
        if (!pool.hasRoom) await turnOfEvents(); // workers that are done have had no chance to say so
        pending.push(pool.hasRoom ? pool.run(batch.value) : pool.runHere(batch.value));
        next = read();
        next.catch(() => undefined);
      }
    }
  } finally {
    await pool.close();
  }
}

function turnOfEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** This thread and others, started as they are needed. */
class Pool {
  /** Batches that may be on their way at a time. */
  readonly capacity: number;
  readonly #settings: RunSettings;
  readonly #process: BatchProcessor;
  readonly #mostWorkers: number;
  readonly #workers: PoolWorker[] = [];

  constructor(settings: RunSettings, process: BatchProcessor, jobs: number) {
    this.#settings = settings;
    this.#process = process;
    this.#mostWorkers = jobs - 1;
    this.capacity = jobs * (1 + QUEUED_PER_WORKER + WAITING_PER_JOB);
  }

  /** Whether a worker, or one that is not started yet, can take a batch without letting it wait for long. */
  get hasRoom(): boolean {
    return this.#workers.length < this.#mostWorkers || this.#workers.some((worker) => worker.load <= QUEUED_PER_WORKER);
  }

  /** Gives a batch to the worker that has least to do. */
  run(batch: Batch): Promise<BatchResult> {
    let least = this.#workers[0];
    for (const worker of this.#workers) if (least === undefined || worker.load < least.load) least = worker;
    if (least === undefined || (least.load > 0 && this.#workers.length < this.#mostWorkers)) {
      least = takeEarly() ?? new PoolWorker();
      least.begin(this.#settings);
      this.#workers.push(least);
    }
    return least.run(batch);
  }

  /** Processes a batch in this thread, which does nothing else meanwhile. */
  async runHere(batch: Batch): Promise<BatchResult> {
    return this.#process(batch);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }
}
