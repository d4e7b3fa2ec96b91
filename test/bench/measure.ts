import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { arch, cpus, loadavg, platform, release, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** The root of the checkout. */
export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));
/** The command line of the build. */
export const CLI: string = join(ROOT, "bin/sora-corpus.js");

/** What something cost. */
export interface Cost {
  /** User and system time of all threads, in seconds. */
  readonly cpu: number;
  readonly wall: number;
  /** Peak resident memory in MB (10^6 bytes); 0 where it was not measured. */
  readonly peak: number;
}

/** The middle one by CPU time, or by time elapsed. */
export function median(costs: readonly Cost[], by: "cpu" | "wall" = "cpu"): Cost {
  return [...costs].sort((a, b) => a[by] - b[by])[Math.floor((costs.length - 1) / 2)] as Cost;
}

/** CPU seconds of warming up before anything is measured: V8 has compiled the hot paths after that, of ours and of npm's packages alike. */
const WARM_UP_SECONDS = 1.5;
/** Shorter work is repeated within one run. */
const SHORTEST_RUN_SECONDS = 0.2;

/** Runs a synchronous piece of work in this process `runs` times, after warming up, and gives the median for one time. */
export function measureHere(runs: number, work: () => void): Cost {
  let times = 0;
  let spent = 0;
  for (; times < 2 || spent < WARM_UP_SECONDS; times++) spent += timeOf(work, 1).cpu;
  const repeats = Math.max(1, Math.ceil((SHORTEST_RUN_SECONDS * times) / spent));
  const costs: Cost[] = [];
  for (let i = 0; i < runs; i++) {
    globalThis.gc?.();
    timeOf(work, 1); // a forced collection throws code away that was made for shapes of which no object is alive just then
    costs.push(timeOf(work, repeats));
  }
  return median(costs);
}

function timeOf(work: () => void, repeats: number): Cost {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  for (let i = 0; i < repeats; i++) work();
  const used = process.cpuUsage(cpu);
  return { cpu: (used.user + used.system) / 1e6 / repeats, wall: (performance.now() - wall) / 1e3 / repeats, peak: 0 };
}

/** How a child process is fed. */
export interface ChildOptions {
  /** A file for its standard input. */
  readonly stdin?: string;
  /** A shell command whose output is piped into it; instead of `stdin`. */
  readonly feeder?: string;
  /** A file for its standard output; thrown away when absent. */
  readonly stdout?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether all its threads share one core; where `taskset` (Linux) is missing, it fails. */
  readonly onOneCore?: boolean;
}

/** Whether a process can be kept on one core here. */
export function canPin(): boolean {
  return spawnSync("taskset", ["-c", "0", "true"]).status === 0;
}

/** Runs Node with the arguments and gives CPU time and peak memory of the whole process as the kernel counts them. */
export async function measureNode(args: readonly string[], options: ChildOptions = {}): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), "sora-usage-"));
  const usage = join(folder, "usage.json");
  const input = openSync(options.stdin ?? "/dev/null", "r");
  const output = openSync(options.stdout ?? "/dev/null", "w");
  const feeder = options.feeder === undefined ? null : spawn("sh", ["-c", options.feeder], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const started = performance.now();
    await new Promise<void>((settle, fail) => {
      const pinned = options.onOneCore === true ? ["taskset", "-c", "0"] : [];
      const [command, ...rest] = [...pinned, process.execPath, "--require", join(HERE, "usage-hook.cjs"), ...args];
      const child = spawn(command as string, rest, {
        stdio: [feeder?.stdout ?? input, output, "inherit"],
        // Where certificates are set Node reads them at each start, some 45 ms: the machine's business, not that of what is measured.
        env: { ...process.env, NODE_EXTRA_CA_CERTS: "", SORA_BENCH_USAGE: usage, ...options.env },
      });
      feeder?.stdout?.destroy(); // the child has it now
      child.on("error", fail);
      child.on("exit", (code) => (code === 0 ? settle() : fail(new Error(`${args.join(" ")}: exit ${code}`))));
    });
    const wall = (performance.now() - started) / 1e3;
    const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, "utf8")) as NodeJS.ResourceUsage;
    return { cpu: (userCPUTime + systemCPUTime) / 1e6, wall, peak: (maxRSS * 1024) / 1e6 };
  } finally {
    closeSync(input);
    closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The median of several runs of `measureNode`. */
export async function measureNodeOften(runs: number, args: readonly string[], options: ChildOptions = {}): Promise<Cost> {
  const costs: Cost[] = [];
  for (let i = 0; i < runs; i++) costs.push(await measureNode(args, options));
  return median(costs);
}

/** Machine, Node and date: the head of every result. */
export function describeMachine(): string {
  const [cpu] = cpus();
  return [
    `${new Date().toISOString().slice(0, 16)}Z, Node ${process.versions.node}, ${platform()} ${release()} ${arch()}`,
    `${cpus().length} × ${cpu?.model ?? "unknown CPU"}, load average ${loadavg()[0]?.toFixed(1)} at the start`,
  ].join("\n");
}

/** `12.3`, `0.45`, `1,234`: three figures. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Prints a table in Markdown; numbers are rounded to three figures. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = [head, ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? figure(cell) : cell)))];
  const widths = head.map((_name, column) => Math.max(3, ...cells.map((row) => [...(row[column] ?? "")].length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  console.log([`\n## ${title}\n`, line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join("\n"));
}

/** `--mb 200`, `--runs 5`: what the runner passes on through the environment. */
export function readSetting(name: "MB" | "RUNS", fallback: number): number {
  return Number(process.env[`SORA_BENCH_${name}`] ?? fallback);
}

/** Imports a module of the build: what is measured is what is shipped. */
export async function importBuilt<T>(path: string): Promise<T> {
  return (await import(new URL(`../../dist/${path}`, import.meta.url).href)) as T;
}
