// Peak memory while JSONL is piped in: 200 MB and 2 GB, one and two jobs. Minutes: not part of the default run.
import { makeCorpus } from "./corpus.ts";
import { CLI, measureNode, printTable, readSetting } from "./measure.ts";

const corpus = makeCorpus(readSetting("MB", 50));
const rows: (string | number)[][] = [];
for (const jobs of ["1", "2"]) {
  for (const megabytes of [200, 2000]) {
    const times = Math.round((megabytes * 1e6) / corpus.bytes.jsonl);
    const feeder = `for i in $(seq ${times}); do cat '${corpus.jsonl}'; done`;
    const cost = await measureNode([CLI, "filter", "--skip", "entities,quotes", "--jobs", jobs, "--quiet"], { feeder });
    rows.push([
      `${megabytes} MB from a pipe, ${jobs} job${jobs === "1" ? "" : "s"}`,
      cost.peak,
      megabytes / cost.wall,
      megabytes / cost.cpu,
    ]);
  }
}
printTable("Memory, filter --skip entities,quotes", ["input", "peak MB", "MB per s", "MB per CPU-s"], rows);
