// Preloaded (`node --import`) into a measured process: leaves its CPU time and peak memory, threads included, in a file.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const path = process.env.SORA_BENCH_USAGE;
if (isMainThread && path !== undefined) {
  process.on("exit", () => writeFileSync(path, JSON.stringify(process.resourceUsage())));
}
