// Peak memory while JSONL is piped in, every document another one: 200 MB and 2 GB, one and two jobs. A quarter of an hour: not part of
// the default run. SORA_BENCH_MEMORY=200,1000 chooses the sizes in MB.
import { join } from "node:path";
import { CLI, measureNode, printTable } from "./measure.ts";

const sizes = (process.env["SORA_BENCH_MEMORY"] ?? "200,2000").split(",").map(Number);
const feed = join(import.meta.dirname, "feed.ts");

for (const stages of [
  ["--stages", "decode,convert"],
  ["--skip", "entities,quotes"],
]) {
  const rows: (string | number)[][] = [];
  for (const jobs of ["1", "2"]) {
    let first = 0;
    for (const megabytes of sizes) {
      const feeder = `exec '${process.execPath}' --import tsx '${feed}' ${megabytes}`;
      const args = [CLI, "clean", "-", "--from", "jsonl", ...stages, "--jobs", jobs, "--quiet"];
      const cost = await measureNode(args, { feeder });
      first ||= cost.peak;
      rows.push([
        `${megabytes} MB from a pipe, ${jobs} job${jobs === "1" ? "" : "s"}`,
        cost.peak,
        `${Math.round((cost.peak / first - 1) * 100)} %`,
        megabytes / cost.wall,
        megabytes / cost.cpu,
      ]);
    }
  }
  printTable(`Memory, clean - --from jsonl ${stages.join(" ")}`, ["input", "peak MB", "more", "MB per s", "MB per CPU-s"], rows);
}
