// A worker thread: settings in, then batches in, results out. Started by pool-worker.ts.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Batch, RunSettings } from "./batches.ts";
import { createBatchProcessor } from "./process.ts";
import { tuneInWorker } from "./tuning.ts";

const port = parentPort as MessagePort;
tuneInWorker(workerData as Int32Array);

port.once("message", (settings: RunSettings) => {
  const ready = createBatchProcessor(settings);
  port.on("message", async (batch: Batch) => {
    const process = await ready;
    const result = process(batch);
    const transfer = [result.records, result.rejects, result.trace].map((bytes) => bytes.buffer as ArrayBuffer);
    port.postMessage(result, transfer);
  });
});
