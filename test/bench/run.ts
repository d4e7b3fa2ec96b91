// npm run bench [-- NAME…] [--mb N] [--runs N] [--save]: runs test/bench/NAME.bench.ts, each in a process of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeCorpus } from "./corpus.ts";
import { describeMachine, ROOT } from "./measure.ts";

const HERE = import.meta.dirname;
/** What runs when nothing is named: the whole program and its peers. Benches of single stages are run by name. */
const DEFAULT = ["pipeline", "stages", "peers"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mb: { type: "string", default: "50" },
    runs: { type: "string", default: "5" },
    save: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});

const names = readdirSync(HERE)
  .filter((name) => name.endsWith(".bench.ts"))
  .map((name) => name.slice(0, -".bench.ts".length));
if (values.list) console.log(names.join("\n"));
else await runAll(positionals.length > 0 ? positionals : DEFAULT);

async function runAll(chosen: readonly string[]): Promise<void> {
  const unknown = chosen.filter((name) => !existsSync(join(HERE, `${name}.bench.ts`)));
  if (unknown.length > 0) throw new Error(`no bench ${unknown.join(", ")}; there are ${names.join(", ")}`);
  const corpus = makeCorpus(Number(values.mb));
  const head = `${describeMachine()}\ncorpus: ${values.mb} MB recipe, sentences from ${corpus.sentences}`;
  console.log(head);
  const parts = [head];
  for (const name of chosen) parts.push(await runOne(name));
  if (!values.save) return;
  const folder = join(HERE, "results");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${new Date().toISOString().slice(0, 10)}-${chosen.join("-")}.md`);
  writeFileSync(path, `${parts.join("\n").trimEnd()}\n`);
  console.log(`\nsaved ${path}`);
}

/** Gives what the bench printed. A bench that fails is reported and does not stop the others. */
async function runOne(name: string): Promise<string> {
  const output: string[] = [];
  const code = await new Promise<number | null>((settle) => {
    const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", join(HERE, `${name}.bench.ts`)], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, SORA_BENCH_MB: values.mb, SORA_BENCH_RUNS: values.runs },
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.push(text);
      process.stdout.write(text);
    });
    child.on("close", settle);
  });
  if (code === 0) return output.join("");
  console.error(`bench ${name} failed (exit ${code})`);
  return `${output.join("")}\nbench ${name} failed (exit ${code})\n`;
}
