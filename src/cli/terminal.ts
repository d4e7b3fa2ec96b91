import type { ChalkInstance, ColorSupportLevel } from "chalk";
import type { Failure } from "../io/batches.ts";
import type { RunStats } from "../io/stats.ts";

/** Words for people go to stderr, each line with the program's name before it. */
export function printError(message: string): void {
  process.stderr.write(`sora-corpus: ${message}\n`);
}

/** `path:line: what is wrong`. */
export function formatFailure({ path, line, message }: Failure): string {
  return `${path}${line === null ? "" : `:${line}`}: ${message}`;
}

/** Colour as asked: `auto` = on a terminal, unless NO_COLOR is set; FORCE_COLOR turns it on elsewhere. */
export async function createColors(when: "auto" | "always" | "never", stream: NodeJS.WriteStream): Promise<ChalkInstance> {
  const { Chalk } = await import("chalk");
  return new Chalk({ level: colorLevel(when, stream) });
}

function colorLevel(when: "auto" | "always" | "never", stream: NodeJS.WriteStream): ColorSupportLevel {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (when === "always") return 1;
  if (when === "never" || (NO_COLOR !== undefined && NO_COLOR !== "")) return 0;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0") return 1;
  return stream.isTTY ? 1 : 0;
}

/** Seconds. `process.uptime` is the clock of the command line: Node loads some modules for `performance`. */
const PROGRESS_INTERVAL = 0.1;

/** One line on a terminal that is written over; nothing elsewhere. */
export class Progress {
  readonly #isShown: boolean;
  #last = 0;
  #width = 0;

  constructor(isQuiet: boolean) {
    this.#isShown = !isQuiet && process.stderr.isTTY === true;
  }

  update(documents: number, bytes: number, seconds: number): void {
    if (!this.#isShown || process.uptime() - this.#last < PROGRESS_INTERVAL) return;
    this.#last = process.uptime();
    const line = `${formatCount(documents)} documents, ${formatBytes(bytes)}, ${formatBytes(bytes / Math.max(seconds, 0.001))}/s`;
    process.stderr.write(`\r${line.padEnd(this.#width)}`);
    this.#width = line.length;
  }

  clear(): void {
    if (this.#width > 0) process.stderr.write(`\r${" ".repeat(this.#width)}\r`);
    this.#width = 0;
  }
}

/** The last line of a run; its counts add up. */
export function formatSummary(stats: RunStats, seconds: number): string {
  const { read, written, rejected } = stats.documents;
  const reasons = stats.rejected.map(({ reason, count }) => `${count} ${reason}`).join(", ");
  const failed = stats.failed > 0 ? `, ${formatCount(stats.failed)} failed` : "";
  return [
    `${plural(stats.inputs, "input")}${failed}`,
    `${plural(read, "document")} in, ${formatCount(written)} out, ${formatCount(rejected)} rejected${reasons ? ` (${reasons})` : ""}`,
    `${formatCount(stats.chars.in)} → ${formatCount(stats.chars.out)} characters`,
    `${seconds.toFixed(1)} s`,
  ].join("; ");
}

/** "1 document", "1,204 documents". */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

const THOUSANDS = /\B(?=(?:\d{3})+$)/gu;

export function formatCount(count: number): string {
  return String(count).replace(THOUSANDS, ",");
}

function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
