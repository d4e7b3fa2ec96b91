// 1 MB of each trigger of each stage, and of all of them mixed: CPU time per UTF-16 unit. test/linear.test.ts counts steps on less.
import { mix, repeat, TRIGGERS, toInput } from "../support/triggers.ts";
import { importBuilt, printTable } from "./measure.ts";

const UNITS = 1_000_000;
const { createPipeline } = await importBuilt<typeof import("../../src/index.ts")>("index.js");

const rows: (string | number)[][] = [];
for (const [stage, parts] of Object.entries(TRIGGERS)) {
  const pipeline = await createPipeline({ stages: [stage] });
  const texts = [...parts.map((part) => [part, repeat(part, UNITS)] as const), ["a mixture", mix(parts, UNITS)] as const];
  const times = texts.map(([name, text]): [string, number] => {
    const input = toInput(stage, text, stage === "extract" ? "html" : "text");
    const cpu = process.cpuUsage();
    pipeline.process(input);
    const { user, system } = process.cpuUsage(cpu);
    return [name, ((user + system) * 1e3) / UNITS];
  });
  times.sort((a, b) => b[1] - a[1]);
  const [worst, second] = times;
  const middle = times[times.length >> 1];
  rows.push([
    stage,
    times.length,
    middle?.[1] ?? 0,
    JSON.stringify(worst?.[0]),
    worst?.[1] ?? 0,
    JSON.stringify(second?.[0]),
    second?.[1] ?? 0,
  ]);
}
printTable("1 MB of one trigger (10^6 UTF-16 units)", ["stage", "inputs", "median ns per unit", "slowest", "ns", "second", "ns"], rows);
