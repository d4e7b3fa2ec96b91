// A worker thread: batches in, results out. Started by pool.ts.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Batch, RunSettings } from "./batches.ts";
import { createBatchProcessor } from "./process.ts";

const port = parentPort as MessagePort;
const ready = createBatchProcessor(workerData as RunSettings);

port.on("message", async (batch: Batch) => {
  const process = await ready;
  const result = process(batch);
  const transfer = [result.records, result.rejects, result.trace].map((bytes) => bytes.buffer as ArrayBuffer);
  port.postMessage(result, transfer);
});
