// Runs the built command line, as users do.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));
const BIN = fileURLToPath(new URL("../../bin/sora-corpus.js", import.meta.url));

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

/** No colours and no configuration from the environment; stdin is empty unless given. */
export function runCli(
  args: readonly string[],
  settings: { readonly input?: string | Uint8Array; readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Ended {
  const env: NodeJS.ProcessEnv = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...settings.env };
  const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: settings.cwd ?? ROOT,
    input: settings.input ?? "",
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { stdout, stderr, exit: status };
}

/** The records of JSONL. */
export function parseLines<T>(text: string): T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
