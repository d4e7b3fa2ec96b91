// Peak memory while JSONL is piped in, every document another one: 200 MB and 2 GB, one and two jobs. When V8 collects garbage is chance,
// so the peaks of equal runs differ by a tenth and more: medians of --runs. Half an hour at --runs 3; not part of the default run.
// SORA_BENCH_MEMORY=200,1000 chooses the sizes in MB, SORA_BENCH_FLAGS="--emit documents" other flags (those: all stages).
import { join } from "node:path";
import { CLI, measureNode, median, printTable, readSetting } from "./measure.ts";

const sizes = (process.env["SORA_BENCH_MEMORY"] ?? "200,2000").split(",").map(Number);
const flags = process.env["SORA_BENCH_FLAGS"] ?? "--skip entities,quotes";
const feed = join(import.meta.dirname, "feed.ts");
const rows: (string | number)[][] = [];

for (const jobs of ["1", "2"]) {
  let first = 0;
  for (const megabytes of sizes) {
    const feeder = `exec '${process.execPath}' --import tsx '${feed}' ${megabytes}`;
    const args = [CLI, "clean", "-", "--from", "jsonl", ...flags.split(" "), "--jobs", jobs, "--quiet"];
    const costs = [];
    for (let run = 0; run < readSetting("RUNS", 3); run++) costs.push(await measureNode(args, { feeder }));
    const peaks = costs.map(({ peak }) => peak).sort((a, b) => a - b);
    const peak = peaks[Math.floor((peaks.length - 1) / 2)] as number;
    first ||= peak;
    const { wall, cpu } = median(costs);
    rows.push([
      `${megabytes} MB from a pipe, ${jobs} job${jobs === "1" ? "" : "s"}`,
      peak,
      peaks.map(Math.round).join(" "),
      `${Math.round((peak / first - 1) * 100)} %`,
      megabytes / wall,
      megabytes / cpu,
    ]);
    console.error(rows.at(-1)?.join(" | "));
  }
}
const head = ["input", "median peak MB", "all", "against the first", "MB per s", "MB per CPU-s"];
printTable(`Memory, clean - --from jsonl ${flags}`, head, rows);
