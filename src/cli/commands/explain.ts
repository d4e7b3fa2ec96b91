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
import type { OutputRecord } from "../../pipeline/record.ts";
import type { StageReport } from "../../pipeline/report.ts";
import { type Outcome, runPlan } from "../../pipeline/run.ts";
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
  const format = from === "text" || from === "html" || from === "markdown" ? from : undefined;
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
  if (metadata.encoding !== null)
    lines.push(`  encoding ${metadata.encoding} (${metadata.encoding_confidence}), ${formatCount(metadata.bytes ?? 0)} bytes`);
  for (const report of reports) lines.push("", ...renderStage(report, record, colors, limit));
  lines.push("", colors.bold("result"));
  if (reason !== null) lines.push(`  ${colors.red("rejected")}: ${reason}`);
  const { title, published, source, url } = record;
  const facts = {
    title,
    authors: record.authors.join("、"),
    editors: metadata.editors.join("、"),
    published,
    source,
    url,
    tags: metadata.tags.join("、"),
  };
  for (const [name, value] of Object.entries(facts)) if (value) lines.push(`  ${name}: ${value}`);
  lines.push(
    `  ${formatCount(stats.chars_in)} → ${plural(stats.chars, "character")}, script ${metadata.script_in ?? "-"} → ${record.script ?? "-"}`,
  );
  return `${lines.join("\n")}\n`;
}

function renderStage(report: StageReport, record: OutputRecord, colors: ChalkInstance, limit: number): string[] {
  const { stage, counts, notes, edits, received } = report;
  const found = renderFound(stage, record, colors, limit);
  const isSilent = counts.length === 0 && notes.length === 0 && found.length === 0;
  const lines = [`${colors.bold(stage)}${isSilent ? colors.dim("  no change") : ""}`];
  for (const note of notes) lines.push(`  ${colors.yellow("note")}: ${note}`);
  const characters = received === null ? null : [...received];
  for (const { rule, count, chars } of counts) {
    lines.push(`  ${colors.cyan(rule)}  ${count}× (${plural(chars, "character")})`);
    const shown = edits.filter((edit) => edit.rule.split("+").includes(rule));
    for (const edit of shown.slice(0, limit)) lines.push(`    ${renderEdit(edit, characters, colors)}`);
    if (shown.length > limit) lines.push(colors.dim(`    … ${shown.length - limit} more`));
  }
  return [...lines, ...found];
}

/** What an annotation stage found. */
function renderFound(stage: string, record: OutputRecord, colors: ChalkInstance, limit: number): string[] {
  if (stage === "sentences") return [`  ${plural(record.paragraphs.length, "paragraph")}, ${plural(record.sentences.length, "sentence")}`];
  if (stage === "entities") return renderEntities(record, colors);
  if (stage !== "quotes") return [];
  const lines = record.quotes.slice(0, limit * 2).map(({ kind, text, speaker_norm: norm, speaker, cue }) => {
    const said = speaker === null ? "" : ` — ${norm ?? speaker}${cue === null ? "" : ` (${cue})`}`;
    return `  ${colors.cyan(kind)} ${shorten(text)}${colors.dim(said)}`;
  });
  return record.quotes.length > lines.length ? [...lines, colors.dim(`  … ${record.quotes.length - lines.length} more`)] : lines;
}

/** One line a type: its names in order of their first mention, with their counts. */
function renderEntities({ entities }: OutputRecord, colors: ChalkInstance): string[] {
  const byType = new Map<string, Map<string, number>>();
  for (const { type, text, norm } of entities) {
    const names = byType.get(type) ?? new Map<string, number>();
    const name = norm ?? text;
    byType.set(type, names.set(name, (names.get(name) ?? 0) + 1));
  }
  return [...byType].map(
    ([type, names]) => `  ${colors.cyan(type)} ${[...names].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name)).join(", ")}`,
  );
}

/** Longest piece of text shown of one edit, and characters shown on either side of it, in UTF-16 units and code points. */
const SHOWN_UNITS = 60;
const CONTEXT = 8;

function renderEdit({ field, start, end, before, after }: TraceLine, received: readonly string[] | null, colors: ChalkInstance): string {
  const isInText = field === "text" && received !== null;
  const place = colors.dim(`${field === "text" ? "" : `${field} `}@${start}`);
  const lead = isInText ? visible(received.slice(Math.max(0, start - CONTEXT), start).join("")) : "";
  const tail = isInText ? visible(received.slice(end, end + CONTEXT).join("")) : "";
  const old = before === "" ? "" : colors.red(`[-${shorten(before)}-]`);
  const now = after === "" ? "" : colors.green(`{+${shorten(after)}+}`);
  return `${place} ${colors.dim(lead)}${old}${now}${colors.dim(tail)}`;
}

function visible(text: string): string {
  return text.replaceAll("\n", "⏎");
}

function shorten(text: string): string {
  const line = visible(text);
  if (line.length <= SHOWN_UNITS) return line;
  return `${line.slice(0, SHOWN_UNITS / 2).toWellFormed()}…${line.slice(-SHOWN_UNITS / 4).toWellFormed()}`;
}
