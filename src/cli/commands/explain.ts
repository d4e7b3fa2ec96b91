import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import type { ChalkInstance } from "chalk";
import type { Settings } from "../../config/settings.ts";
import { UsageError } from "../../errors.ts";
import { describeReadError, findInputs } from "../../io/inputs.ts";
import { isBlankLine } from "../../io/lines.ts";
import { StreamOutput } from "../../io/outputs.ts";
import { isJsonLines } from "../../io/sniff.ts";
import { type DocumentInput, readRecord } from "../../pipeline/input.ts";
import { createPlan } from "../../pipeline/plan.ts";
import { type Outcome, runPlan, type StageReport } from "../../pipeline/run.ts";
import type { TraceLine } from "../../pipeline/trace.ts";
import { STAGES } from "../../stages/index.ts";
import { toRunSettings } from "../run.ts";
import { createColors, formatCount, formatFailure, plural } from "../terminal.ts";

/** How much is shown, and how. */
export interface ExplainOptions {
  readonly isJson: boolean;
  /** Which record of a container, from 0. */
  readonly record: number;
  /** Edits shown of each rule. */
  readonly limit: number;
}

/** `sora-corpus explain PATH`: one document, stage by stage. */
export async function explain(path: string, settings: Settings, options: ExplainOptions): Promise<number> {
  const run = toRunSettings(settings);
  const inputs = await findInputs([path]);
  const [input, second] = inputs.paths;
  const [missing] = inputs.missing;
  if (missing !== undefined) throw new UsageError(formatFailure(missing));
  if (input === undefined || second !== undefined) throw new UsageError(`${path}: holds several files; explain takes one`);
  const document = await readDocument(input, settings, options.record);
  const outcome = runPlan(await createPlan(STAGES, run.plan), document, true);
  const output = new StreamOutput(process.stdout);
  const text = options.isJson
    ? `${JSON.stringify(toJson(outcome))}\n`
    : render(outcome, await createColors(settings.color, process.stdout), options.limit);
  await output.write(Buffer.from(text));
  await output.finish();
  return outcome.reason === null ? 0 : 1;
}

async function readDocument(path: string, settings: Settings, record: number): Promise<DocumentInput> {
  let bytes: Uint8Array;
  try {
    bytes = path === "-" ? await buffer(process.stdin) : readFileSync(path);
  } catch (error) {
    throw new UsageError(`${path}: ${describeReadError(error)}`, { cause: error });
  }
  const encodingHints = { forced: settings.encoding ?? undefined, declared: settings.encodingHint ?? undefined };
  const { from } = settings;
  const format = from === "auto" || from === "jsonl" ? undefined : from;
  if (from !== "jsonl" && !(from === "auto" && isJsonLines(path, bytes)))
    return { id: path, bytes, encodingHints, format, metadata: { path } };
  const line = nthLine(bytes, record);
  if (line === null) throw new UsageError(`${path}: has no record ${record}`);
  try {
    return { ...readRecord(JSON.parse(line), `${path}#${record}`), encodingHints, format };
  } catch (error) {
    throw new UsageError(`${path}: record ${record}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function nthLine(bytes: Uint8Array, wanted: number): string | null {
  let record = 0;
  for (let start = 0; start < bytes.length; ) {
    const lineFeed = bytes.indexOf(0x0a, start);
    const end = lineFeed < 0 ? bytes.length : lineFeed;
    if (!isBlankLine(bytes, start, end) && record++ === wanted) return new TextDecoder().decode(bytes.subarray(start, end));
    start = end + 1;
  }
  return null;
}

function toJson({ record, reason, reports }: Outcome): object {
  return { id: record.id, reason, stages: reports, record };
}

function render({ record, reason, reports }: Outcome, colors: ChalkInstance, limit: number): string {
  const { metadata, stats } = record;
  const lines = [colors.bold(record.id)];
  if (metadata.encoding !== null) lines.push(`  encoding ${metadata.encoding} (${metadata.encoding_confidence}), ${metadata.bytes} bytes`);
  for (const report of reports) lines.push("", ...renderStage(report, colors, limit));
  lines.push("", colors.bold("result"));
  if (reason !== null) lines.push(`  ${colors.red("rejected")}: ${reason}`);
  const facts = {
    title: record.title,
    authors: record.authors.join("、"),
    published: record.published,
    source: record.source,
    url: record.url,
  };
  for (const [name, value] of Object.entries(facts)) if (value) lines.push(`  ${name}: ${value}`);
  lines.push(
    `  ${formatCount(stats.chars_in)} → ${plural(stats.chars, "character")}, script ${metadata.script_in ?? "-"} → ${record.script ?? "-"}`,
  );
  lines.push(
    `  ${[plural(record.paragraphs.length, "paragraph"), plural(record.sentences.length, "sentence"), plural(record.entities.length, "mention"), plural(record.quotes.length, "quote")].join(", ")}`,
  );
  return `${lines.join("\n")}\n`;
}

function renderStage({ stage, counts, notes, edits }: StageReport, colors: ChalkInstance, limit: number): string[] {
  const lines = [`${colors.bold(stage)}${counts.length === 0 ? colors.dim("  no change") : ""}`];
  for (const note of notes) lines.push(`  ${colors.yellow("note")}: ${note}`);
  for (const { rule, count, chars } of counts) {
    lines.push(`  ${colors.cyan(rule)}  ${count}× (${plural(chars, "character")})`);
    const shown = edits.filter((edit) => edit.rule.split("+").includes(rule));
    for (const edit of shown.slice(0, limit)) lines.push(`    ${renderEdit(edit, colors)}`);
    if (shown.length > limit) lines.push(colors.dim(`    … ${shown.length - limit} more`));
  }
  return lines;
}

/** Longest piece of text shown of one edit, in UTF-16 units. */
const SHOWN_UNITS = 60;

function renderEdit({ field, start, before, after }: TraceLine, colors: ChalkInstance): string {
  const place = colors.dim(`${field === "text" ? "" : `${field} `}@${start}`);
  const old = before === "" ? "" : colors.red(`[-${shorten(before)}-]`);
  const now = after === "" ? "" : colors.green(`{+${shorten(after)}+}`);
  return `${place} ${old}${now}`;
}

function shorten(text: string): string {
  const visible = text.replaceAll("\n", "⏎");
  if (visible.length <= SHOWN_UNITS) return visible;
  return `${visible.slice(0, SHOWN_UNITS / 2).toWellFormed()}…${visible.slice(-SHOWN_UNITS / 4).toWellFormed()}`;
}
