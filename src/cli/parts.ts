// A folder of parts: one for each shard, each with a record of how it was made, so that a run that was killed can go on.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../config/settings.ts";
import { OutputError, UsageError } from "../errors.ts";
import type { InputDigest, RunSettings } from "../io/batches.ts";
import { describeReadError, type Inputs } from "../io/inputs.ts";
import { FileOutput } from "../io/outputs.ts";
import { lookAt, placeInputs, type Shard } from "../io/shards.ts";
import { addStats, emptyStats, type RunStats, sortedStats } from "../io/stats.ts";
import { AtomicFile } from "../io/writers/atomic-file.ts";
import { Outputs } from "./outputs.ts";
import { runAndWrite, toBatches } from "./run.ts";
import { printError } from "./terminal.ts";
import { readVersion } from "./version.ts";

/** `part-….done.json`: a part is there when this file is, and was made as it says. Nothing in it depends on time or machine. */
interface PartRecord {
  readonly format: 1;
  /** Digest of everything that the part's bytes depend on: version, settings, inputs with their sizes, number of shards. */
  readonly config: string;
  readonly shard: number;
  readonly shards: number;
  readonly inputs: readonly InputDigest[];
  readonly stats: RunStats;
  readonly output: { readonly file: string; readonly bytes: number; readonly sha256: string | null };
}

/** A folder that does not exist yet is named with a slash at its end. */
export function isFolder(path: string | null): path is string {
  return path !== null && (path.endsWith("/") || (existsSync(path) && statSync(path).isDirectory()));
}

/**
 * Cleans one shard, or all of them one after another, into `part-00003-of-00016.jsonl.gz` and so on.
 *
 * @returns the counts of all parts that were asked for, done now or before
 * @throws UsageError when the folder holds parts of another configuration, or any parts without `--resume`
 */
export async function cleanToParts(
  inputs: Inputs,
  run: RunSettings,
  settings: Settings,
  shard: Shard | null,
  count: number,
): Promise<RunStats> {
  const folder = settings.output as string;
  if (settings.rejects !== null || settings.trace !== null)
    throw new UsageError("parts have their rejects beside them; --rejects and --trace take no part in it");
  const config = digestOf(inputs, settings, run, count);
  const shards = shard === null ? Array.from({ length: count }, (_, index) => ({ index, count })) : [shard];
  const done = readDone(folder, config, shards, settings);
  (await import("./dataset-card.ts")).writeDatasetCard(folder, settings.partFormat, settings.emit, config);
  const total = emptyStats();
  for (const one of shards) {
    const before = done.get(one.index);
    if (before !== undefined && !settings.quiet) printError(`${partName(one)}: done before`);
    addStats(total, before?.stats ?? (await cleanPart(inputs, run, settings, one, config)));
  }
  return total;
}

async function cleanPart(inputs: Inputs, run: RunSettings, settings: Settings, shard: Shard, config: string): Promise<RunStats> {
  const name = partName(shard);
  const path = join(settings.output as string, `${name}.${settings.partFormat}`);
  removeTemporary(settings.output as string, name);
  const records = await FileOutput.open(path, settings.emit);
  const rejects = await FileOutput.open(join(settings.output as string, `${name}.rejects.jsonl`));
  const digests: InputDigest[] = [];
  const batches = toBatches(inputs, run, shard, (digest) => digests.push(digest));
  const { stats } = await runAndWrite(
    batches,
    new Outputs(records, [rejects]),
    settings,
    { ...run, rejects: true, digests: true },
    {
      inputs: placeInputs(inputs.paths, shard).filter(({ share, size }) => share.fromByte < size && share.toByte > 0).length,
      onInputs: (read) => digests.push(...read),
    },
  );
  const record: PartRecord = {
    format: 1,
    config,
    shard: shard.index,
    shards: shard.count,
    inputs: digests.sort((a, b) => (a.path < b.path ? -1 : 1)),
    stats: sortedStats(stats),
    output: { file: `${name}.${settings.partFormat}`, ...records.digest },
  };
  const file = new AtomicFile(join(settings.output as string, `${name}.done.json`));
  file.write(Buffer.from(`${JSON.stringify(record, null, 1)}\n`));
  file.commit();
  return stats;
}

/** `part-00003-of-00016`; counted from 0. */
function partName({ index, count }: Shard): string {
  const digits = (value: number): string => String(value).padStart(5, "0");
  return `part-${digits(index)}-of-${digits(count)}`;
}

/** What an earlier run left behind when it was killed. */
function removeTemporary(folder: string, name: string): void {
  for (const file of readdirSync(folder))
    if (file.startsWith(`${name}.`) && file.includes(".tmp-")) rmSync(join(folder, file), { force: true });
}

const PART_FILE = /^part-\d{5}-of-\d{5}\./u;

/** The parts that stand, by shard. Makes the folder. */
function readDone(folder: string, config: string, shards: readonly Shard[], settings: Settings): Map<number, PartRecord> {
  let files: string[];
  try {
    mkdirSync(folder, { recursive: true });
    files = readdirSync(folder).filter((name) => PART_FILE.test(name));
  } catch (error) {
    throw new OutputError(`${folder}: cannot write; ${describeReadError(error)}`, { cause: error });
  }
  const records = files.filter((name) => name.endsWith(".done.json")).map((name) => readRecord(folder, name));
  if (records.some((record) => record?.config !== config)) {
    throw new UsageError(`${folder}: holds parts of another configuration or of other inputs; choose another folder`);
  }
  const wanted = new Set(shards.map(partName));
  const ours = files.filter((name) => wanted.has(name.slice(0, name.indexOf("."))) && !name.includes(".tmp-"));
  if (!settings.resume && ours.length > 0) throw new UsageError(`${folder}: holds parts already (${ours[0]}); --resume goes on with them`);
  const done = records.filter((record) => record !== null && isWhole(folder, record)) as PartRecord[];
  return new Map(done.map((record) => [record.shard, record]));
}

function readRecord(folder: string, name: string): PartRecord | null {
  try {
    return JSON.parse(readFileSync(join(folder, name), "utf8")) as PartRecord;
  } catch {
    return null;
  }
}

function isWhole(folder: string, { output }: PartRecord): boolean {
  const path = join(folder, output.file);
  return existsSync(path) && statSync(path).size === output.bytes;
}

function digestOf({ paths, missing }: Inputs, settings: Settings, run: RunSettings, count: number): string {
  const inputs = lookAt(paths).map(({ size }, n) => [paths[n], size]);
  const named = missing.map(({ path }) => path);
  const { plan, from, column, encoding, encodingHint, emit } = run;
  const all = {
    version: readVersion(),
    plan,
    from,
    column,
    encoding,
    encodingHint,
    emit,
    format: settings.partFormat,
    inputs,
    named,
    count,
  };
  return createHash("sha256").update(JSON.stringify(all)).digest("hex");
}
