import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError, SoraError } from "../errors.ts";
import { findOption, parseOptionValue } from "../pipeline/plan.ts";
import type { OptionValue } from "../pipeline/stage.ts";
import { STAGES } from "../stages/index.ts";
import { didYouMean } from "../text/suggest.ts";
import { DEFAULTS, SETTINGS, type SettingSpec, type Settings } from "./settings.ts";

type Partials = Partial<Record<keyof Settings, unknown>>;

/**
 * One frozen configuration: defaults < file < environment < flags.
 *
 * @param flags values as commander gives them, by setting key; absent where not given
 * @param configFile path of `--config`, or undefined to look for one
 * @throws ConfigError that names the source of a wrong value
 */
export async function loadSettings(flags: Partials, configFile: string | undefined, environment: NodeJS.ProcessEnv): Promise<Settings> {
  const file = await readConfigFile(configFile);
  const layers = [file, readEnvironment(environment), readFlags(flags)];
  const merged: Record<string, unknown> = { ...DEFAULTS };
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer)) {
      merged[key] = key === "options" ? mergeOptions(merged[key] as Settings["options"], value as Settings["options"]) : value;
    }
  }
  return Object.freeze(merged as unknown as Settings);
}

function mergeOptions(base: Settings["options"], over: Settings["options"]): Settings["options"] {
  const result: Record<string, Readonly<Record<string, OptionValue>>> = { ...base };
  for (const [stage, values] of Object.entries(over)) result[stage] = { ...result[stage], ...values };
  return result;
}

/** Between the pairs of `SORA_CORPUS_SET`. */
const PAIR_SEPARATOR = /[\s;]+/u;
const FLAG_NAME = /--([a-z-]+)/u;

/** `--max-errors <n>` is `SORA_CORPUS_MAX_ERRORS`. */
export function environmentName(spec: SettingSpec): string {
  return `SORA_CORPUS_${(FLAG_NAME.exec(spec.flag)?.[1] ?? "").replaceAll("-", "_").toUpperCase()}`;
}

function readEnvironment(environment: NodeJS.ProcessEnv): Partials {
  const result: Partials = {};
  for (const spec of SETTINGS) {
    const name = environmentName(spec);
    const text = environment[name];
    if (text !== undefined && text !== "")
      result[spec.key] = parseText(spec, spec.type === "options" ? text.split(PAIR_SEPARATOR) : text, name);
  }
  return result;
}

function readFlags(flags: Partials): Partials {
  const result: Partials = {};
  for (const spec of SETTINGS) {
    const value = flags[spec.key];
    if (value !== undefined) result[spec.key] = parseText(spec, value as string, (FLAG_NAME.exec(spec.flag) as RegExpExecArray)[0]);
  }
  return result;
}

/** A value written as text; `source` names the flag or variable in messages. */
function parseText(spec: SettingSpec, text: string | readonly string[] | boolean, source: string): unknown {
  if (spec.type === "boolean") return check(spec, typeof text === "boolean" ? text : text === "true" || text === "1", source);
  if (spec.type === "options") return parseOptions(text as readonly string[], source);
  if (spec.type === "list") return check(spec, splitList(text as string), source);
  if (spec.type === "number") return check(spec, (text as string).trim() === "" ? Number.NaN : Number(text), source);
  return check(spec, text, source);
}

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** `stage.option=value` pairs, from flags or a variable. */
function parseOptions(pairs: readonly string[], source: string): Settings["options"] {
  const result: Record<string, Record<string, OptionValue>> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    const dot = pair.indexOf(".");
    if (dot <= 0 || equals < dot) throw new ConfigError(`${source}: '${pair}' is not STAGE.OPTION=VALUE`);
    const [stage, option] = [pair.slice(0, dot), pair.slice(dot + 1, equals)];
    result[stage] = {
      ...result[stage],
      [option]: parseOptionValue(findOption(declarationOf(stage, source), option), pair.slice(equals + 1)),
    };
  }
  return result;
}

function declarationOf(stage: string, source: string): (typeof STAGES)[number]["declaration"] {
  const found = STAGES.find(({ declaration }) => declaration.name === stage);
  if (found) return found.declaration;
  const names = STAGES.map(({ declaration }) => declaration.name);
  throw new ConfigError(`${source}: unknown stage '${stage}'${didYouMean(stage, names)}`);
}

function check(spec: SettingSpec, value: unknown, source: string): unknown {
  const problem = problemWith(spec, value);
  if (problem === null) return value;
  throw new ConfigError(`${source}: ${problem}`);
}

function problemWith({ type, choices }: SettingSpec, value: unknown): string | null {
  switch (type) {
    case "boolean":
      return typeof value === "boolean" ? null : "must be true or false";
    case "number":
      return Number.isInteger(value) && (value as number) >= 0 ? null : "must be a whole number, 0 or more";
    case "choice":
      return choices?.includes(value as string)
        ? null
        : `'${String(value)}' is not one of ${choices?.join(", ")}${didYouMean(String(value), choices ?? [])}`;
    case "list":
      return Array.isArray(value) && value.every((item) => typeof item === "string") ? null : "must be a list of names";
    case "options":
      return typeof value === "object" && value !== null && !Array.isArray(value) ? null : "must be an object: stage, option, value";
    case "string":
      return typeof value === "string" && value !== "" ? null : "must be a text";
  }
}

const NAME = "sora-corpus";
const PLACES = ["json", "yaml", "yml", "js", "mjs"].map((ending) => `${NAME}.config.${ending}`);

/** The configuration file that was named, or the nearest one above the working folder; nothing where there is none. */
async function readConfigFile(named: string | undefined): Promise<Partials> {
  if (named === undefined && !mayHaveConfigFile(process.cwd())) return {};
  const { lilconfig } = await import("lilconfig");
  const loadYaml = async (_path: string, content: string): Promise<unknown> => (await import("yaml")).parse(content);
  const explorer = lilconfig(NAME, {
    searchPlaces: ["package.json", ...PLACES],
    loaders: { ".yaml": loadYaml, ".yml": loadYaml },
  });
  let found: { config: unknown; filepath: string } | null;
  try {
    found = await (named === undefined ? explorer.search() : explorer.load(named));
  } catch (error) {
    if (error instanceof SoraError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const first = code === "ENOENT" ? "no such file" : (message.split("\n")[0] ?? message);
    throw new ConfigError(`${named ?? "configuration file"}: ${first}`, { cause: error });
  }
  return found === null ? {} : checkConfig(found.config, found.filepath);
}

/** A cheap look at this folder and those above: searching with lilconfig takes some milliseconds, and most often there is nothing. */
function mayHaveConfigFile(folder: string): boolean {
  if (PLACES.some((name) => existsSync(join(folder, name))) || isNamedIn(join(folder, "package.json"))) return true;
  const parent = dirname(folder);
  return parent !== folder && mayHaveConfigFile(parent);
}

/** Whether a `package.json` may hold a configuration; one that cannot be read is left to lilconfig. */
function isNamedIn(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>)[NAME] !== undefined;
  } catch {
    return true;
  }
}

function checkConfig(config: unknown, path: string): Partials {
  if (typeof config !== "object" || config === null || Array.isArray(config)) throw new ConfigError(`${path}: must hold an object`);
  const result: Partials = {};
  const keys = SETTINGS.map((spec) => spec.key);
  for (const [key, value] of Object.entries(config)) {
    const spec = SETTINGS.find((item) => item.key === key);
    if (spec === undefined) throw new ConfigError(`${path}: unknown key '${key}'${didYouMean(key, keys)}`);
    result[spec.key] = check(spec, value, `${path}: ${key}`);
  }
  return result;
}
