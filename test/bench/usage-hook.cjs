// Preloaded (`node --require`) into a measured process: leaves its CPU time and peak memory, threads included, in a file. Not `--import`,
// which would start the loader of ES modules in every thread.
"use strict";
const { writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const path = process.env.SORA_BENCH_USAGE;
if (isMainThread && path !== undefined) {
  process.on("exit", () => writeFileSync(path, JSON.stringify(process.resourceUsage())));
}
