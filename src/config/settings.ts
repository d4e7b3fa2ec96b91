import { OUTPUT_FORMATS, type OutputFormat } from "../io/writers/encoders.ts";
import { EMIT_KINDS, type EmitKind } from "../pipeline/record.ts";
import type { OptionValue } from "../pipeline/stage.ts";

/** Everything that the command line, the environment and a configuration file can set. */
export interface Settings {
  readonly stages: readonly string[] | null;
  readonly skip: readonly string[];
  /** Options by stage. */
  readonly options: Readonly<Record<string, Readonly<Record<string, OptionValue>>>>;
  readonly from: "auto" | "text" | "html" | "markdown" | "jsonl" | "feed" | "warc" | "parquet";
  readonly column: string | null;
  readonly encoding: string | null;
  readonly encodingHint: string | null;
  /** 0 = as many as there are cores. */
  readonly jobs: number;
  readonly emit: EmitKind;
  readonly output: string | null;
  /** `I/N`: the I-th of N equal parts of the inputs, from 0. */
  readonly shard: string | null;
  /** Parts that are written to a folder; null = 1, or as many as `shard` says. */
  readonly shards: number | null;
  readonly partFormat: OutputFormat;
  readonly resume: boolean;
  readonly rejects: string | null;
  readonly trace: string | null;
  readonly stats: string | null;
  readonly maxErrors: number;
  readonly quiet: boolean;
  readonly color: "auto" | "always" | "never";
}

export const DEFAULTS: Settings = {
  stages: null,
  skip: [],
  options: {},
  from: "auto",
  column: null,
  encoding: null,
  encodingHint: null,
  jobs: 0,
  emit: "documents",
  output: null,
  shard: null,
  shards: null,
  partFormat: "jsonl.gz",
  resume: false,
  rejects: null,
  trace: null,
  stats: null,
  maxErrors: 0,
  quiet: false,
  color: "auto",
};

/** One setting as data: flag, environment variable and configuration key are all read from it. */
export interface SettingSpec {
  readonly key: keyof Settings;
  /** As commander writes it; the environment variable is `SORA_CORPUS_` and the flag's name in capitals. */
  readonly flag: string;
  readonly type: "list" | "choice" | "number" | "string" | "boolean" | "options";
  readonly choices?: readonly string[];
  readonly summary: string;
  /** Commands that have it; all when absent. */
  readonly commands?: readonly string[];
}

const RUNNING = ["clean", "filter"];
const PLANNING = [...RUNNING, "explain"];
const READING = [...PLANNING, "detect"];

export const SETTINGS: readonly SettingSpec[] = [
  {
    key: "output",
    flag: "-o, --output <file>",
    type: "string",
    summary: "write to a file (.jsonl, .jsonl.gz, .jsonl.zst, .parquet) or a folder of parts (FOLDER/) instead of stdout",
    commands: ["clean"],
  },
  { key: "shard", flag: "--shard <i/n>", type: "string", summary: "the i-th of n equal parts of the inputs, from 0", commands: ["clean"] },
  { key: "shards", flag: "--shards <n>", type: "number", summary: "parts to write to a folder", commands: ["clean"] },
  {
    key: "partFormat",
    flag: "--part-format <format>",
    type: "choice",
    choices: OUTPUT_FORMATS,
    summary: "what the parts of a folder are",
    commands: ["clean"],
  },
  { key: "resume", flag: "--resume", type: "boolean", summary: "go on with a folder of parts: do what is missing", commands: ["clean"] },
  { key: "stages", flag: "--stages <list>", type: "list", summary: "stages to run, in this order (default: all)", commands: PLANNING },
  { key: "skip", flag: "--skip <list>", type: "list", summary: "stages to leave out", commands: PLANNING },
  {
    key: "options",
    flag: "--set <stage.option=value>",
    type: "options",
    summary: "set an option of a stage; may be repeated",
    commands: PLANNING,
  },
  {
    key: "from",
    flag: "--from <format>",
    type: "choice",
    choices: ["auto", "text", "html", "markdown", "jsonl", "feed", "warc", "parquet"],
    summary: "what files or records hold",
    commands: PLANNING,
  },
  {
    key: "column",
    flag: "--column <name>",
    type: "string",
    summary: "column of a Parquet file that holds the document",
    commands: ["clean"],
  },
  { key: "encoding", flag: "--encoding <name>", type: "string", summary: "decode so, whatever the bytes say", commands: PLANNING },
  {
    key: "encodingHint",
    flag: "--encoding-hint <name>",
    type: "string",
    summary: "a weak prior, like a charset that the page declares",
    commands: READING,
  },
  {
    key: "emit",
    flag: "--emit <kind>",
    type: "choice",
    choices: EMIT_KINDS,
    summary: "what a line of output is",
    commands: [...RUNNING, "schema"],
  },
  { key: "jobs", flag: "-j, --jobs <n>", type: "number", summary: "worker threads (default: as many as cores)", commands: RUNNING },
  { key: "rejects", flag: "--rejects <file>", type: "string", summary: "write what was not kept, with the reason", commands: RUNNING },
  { key: "trace", flag: "--trace <file>", type: "string", summary: "write every edit, one a line", commands: RUNNING },
  { key: "stats", flag: "--stats <file>", type: "string", summary: "write the counts of the run as JSON", commands: RUNNING },
  {
    key: "maxErrors",
    flag: "--max-errors <n>",
    type: "number",
    summary: "bad lines that filter accepts before it exits with 1",
    commands: ["filter"],
  },
  { key: "quiet", flag: "-q, --quiet", type: "boolean", summary: "no progress and no summary on stderr" },
  { key: "color", flag: "--color <when>", type: "choice", choices: ["auto", "always", "never"], summary: "colour on a terminal" },
];
