import { closeSync, openSync, readSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import type { Settings } from "../../config/settings.ts";
import { UsageError } from "../../errors.ts";
import { describeReadError, findInputs } from "../../io/inputs.ts";
import { StreamOutput } from "../../io/outputs.ts";
import { createPlan, type Plan } from "../../pipeline/plan.ts";
import { runPlan } from "../../pipeline/run.ts";
import { STAGES } from "../../stages/index.ts";
import { formatFailure, printError } from "../terminal.ts";

/** What can be told of a file without cleaning it. */
interface Detection {
  readonly path: string;
  readonly encoding: string | null;
  readonly confidence: number | null;
  readonly lang: string | null;
  readonly script: string | null;
}

/** Bytes of a file that are looked at. */
const SAMPLE_BYTES = 1_048_576;

/**
 * `sora-corpus detect PATH…`: a table for people, or one JSON object a line.
 *
 * @returns the exit code: 0, or 1 when a file holds no text or cannot be read
 */
export async function detect(paths: readonly string[], settings: Settings, isJson: boolean): Promise<number> {
  const inputs = await findInputs(paths);
  if (inputs.paths.length === 0) throw new UsageError(inputs.missing.map(formatFailure).join("\n"));
  for (const failure of inputs.missing) printError(formatFailure(failure));
  const plan = await createPlan(STAGES, { stages: ["decode", "extract", "convert"] });
  const output = new StreamOutput(process.stdout);
  let failed = inputs.missing.length;
  const width = Math.max(4, ...inputs.paths.map((path) => path.length));
  if (!isJson) await output.write(Buffer.from(`${formatRow(width, ["path", "encoding", "confidence", "lang", "script"])}\n`));
  for (const path of inputs.paths) {
    const found = await detectOne(path, plan, settings);
    if (typeof found === "string") printError(`${path}: ${found}`);
    if (typeof found === "string" || found.encoding === null) failed++;
    if (typeof found === "string") continue;
    const row = [found.path, found.encoding, found.confidence?.toFixed(3), found.lang, found.script];
    await output.write(Buffer.from(`${isJson ? JSON.stringify(found) : formatRow(width, row)}\n`));
  }
  await output.finish();
  return failed > 0 ? 1 : 0;
}

async function detectOne(path: string, plan: Plan, settings: Settings): Promise<Detection | string> {
  let bytes: Uint8Array;
  try {
    bytes = path === "-" ? await buffer(process.stdin) : readHead(path);
  } catch (error) {
    return describeReadError(error);
  }
  if (bytes.length === 0) return "empty file";
  const encodingHints = { declared: settings.encodingHint ?? undefined };
  const { record } = runPlan(plan, { id: path, bytes: bytes.subarray(0, SAMPLE_BYTES), encodingHints }, false);
  const { encoding, encoding_confidence: confidence, script_in: script } = record.metadata;
  return { path, encoding, confidence, lang: record.lang, script };
}

function readHead(path: string): Uint8Array {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(SAMPLE_BYTES);
    return head.subarray(0, readSync(file, head, 0, SAMPLE_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

function formatRow(width: number, [path, ...cells]: readonly (string | null | undefined)[]): string {
  return `${(path ?? "").padEnd(width)}  ${cells.map((cell) => (cell ?? "-").padEnd(11)).join(" ")}`.trimEnd();
}
