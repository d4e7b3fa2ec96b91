import { Command, CommanderError, Option } from "commander";
import { SETTINGS, type Settings } from "../config/settings.ts";
import { SoraError } from "../errors.ts";
import { startEarly } from "../io/early-worker.ts";
import { SCHEMA_READERS, type SchemaReader } from "./reader-schemas.ts";
import { printError } from "./terminal.ts";
import { readVersion } from "./version.ts";

const EXIT_USAGE = 2;
const EXIT_BUG = 70;

/**
 * Runs one command line.
 *
 * @param argv the arguments behind the program's name
 * @returns the exit code: 0 done, 1 some inputs failed, 2 wrong usage, 70 a bug (130 interrupted is set by the handler)
 */
export async function main(argv: readonly string[]): Promise<number> {
  const result = { exitCode: 0 };
  process.stdout.on("error", ignoreClosedPipe);
  const program = createProgram(result);
  try {
    await program.parseAsync(argv, { from: "user" });
    return result.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof SoraError) {
      printError(error.message);
      return error.exitCode;
    }
    printError(`a bug: ${error instanceof Error ? error.message : String(error)}`);
    process.stderr.write(`${error instanceof Error ? (error.cause instanceof Error ? error.cause.stack : error.stack) : ""}\n`);
    process.stderr.write("Please report it with the stack above and, if you can, the document.\n");
    return EXIT_BUG;
  }
}

/** `… | head -1` closes the pipe: that is no error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

type Action = (settings: Settings, args: readonly string[], flags: Readonly<Record<string, unknown>>) => Promise<number>;

function createProgram(result: { exitCode: number }): Command {
  const program = new Command("sora-corpus")
    .description("Turns scraped Chinese web files into clean, explained JSONL.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace("error: ", "sora-corpus: ")) })
    .addHelpText("after", EXAMPLES);
  const add = (name: string, summary: string, action: Action): Command => {
    const command = program.command(name).description(summary).exitOverride();
    command.configureOutput({ outputError: (text, write) => write(text.replace("error: ", "sora-corpus: ")) });
    for (const spec of SETTINGS) if (spec.commands?.includes(name) ?? true) command.addOption(toOption(spec));
    command.option("--config <file>", "configuration file (default: sora-corpus.config.json|yaml|js, or package.json)");
    command.action(async () => {
      const { loadSettings } = await import("../config/load.ts");
      const flags = command.opts();
      const settings = await loadSettings(namedByKey(flags), flags["config"] as string | undefined, process.env);
      if (command.args.length === 0 && READS_STDIN.has(name) && process.stdin.isTTY) command.help({ error: true });
      if (READS_STDIN.has(name)) startEarly(command.args, settings.jobs);
      result.exitCode = await action(settings, command.args, flags);
    });
    return command;
  };
  addCommands(add);
  return program;
}

/** Commands that read stdin when no path is given. */
const READS_STDIN: ReadonlySet<string> = new Set(["clean", "filter"]);

function addCommands(add: (name: string, summary: string, action: Action) => Command): void {
  add("clean", "the whole pipeline over files, folders, globs or - (stdin); JSONL out", async (settings, paths) =>
    (await import("./commands/clean.ts")).clean(paths, settings),
  ).argument("[path...]", "files, folders, globs, or - for stdin");
  add("filter", "JSONL in on stdin, JSONL out on stdout, same order, 0 or 1 record out per record in", async (settings) =>
    (await import("./commands/filter.ts")).filter(settings),
  );
  add("detect", "encoding, confidence, language and script of each file", async (settings, paths, flags) =>
    (await import("./commands/detect.ts")).detect(paths, settings, flags["json"] === true),
  )
    .argument("<path...>", "files, folders, globs, or - for stdin")
    .option("--json", "one JSON object a line");
  add("explain", "one document, stage by stage: what changed, where, by which rule", async (settings, paths, flags) =>
    (await import("./commands/explain.ts")).explain(paths[0] as string, settings, {
      isJson: flags["json"] === true,
      record: Number(flags["record"]),
      limit: Number(flags["limit"]),
    }),
  )
    .argument("<path>", "a file, or - for stdin")
    .option("--json", "everything as one JSON object")
    .option("--record <n>", "which record of a container, counted from 0", "0")
    .option("--limit <n>", "edits shown of each rule", "5");
  add("stages", "the stages with their options", async (settings, _paths, flags) =>
    (await import("./commands/stages.ts")).stages(settings, flags["json"] === true),
  ).option("--json", "as JSON");
  add("schema", "the JSON Schema of the output", async (settings, _paths, flags) =>
    (await import("./commands/schema.ts")).schema(settings, flags["for"] as SchemaReader | undefined),
  ).addOption(new Option("--for <reader>", `as a reader takes it: ${SCHEMA_READERS.join(", ")}`).choices(SCHEMA_READERS));
}

function toOption({ flag, summary, choices, type }: (typeof SETTINGS)[number]): Option {
  const option = new Option(flag, choices === undefined ? summary : `${summary}: ${choices.join(", ")}`);
  if (type === "options") option.argParser((pair: string, before: string[] = []) => [...before, pair]);
  return option;
}

/** Commander names values by flag (`maxErrors`, `set`), settings by key. */
function namedByKey(flags: Readonly<Record<string, unknown>>): Partial<Record<keyof Settings, unknown>> {
  return Object.fromEntries(SETTINGS.map((spec) => [spec.key, flags[new Option(spec.flag).attributeName()]]));
}

const EXAMPLES = `
Examples:
  sora-corpus clean seeds/ > corpus.jsonl
  sora-corpus clean crawl/ -o corpus.jsonl.gz --rejects rejects.jsonl --jobs 8
  zcat dump.jsonl.gz | sora-corpus filter --skip entities,quotes | jq -r .text
  sora-corpus explain page.html
  sora-corpus detect --json crawl/ | jq -r 'select(.encoding != "utf-8") | .path'

Exit status:
  0 done   1 finished, but some inputs failed   2 wrong usage, nothing written   70 a bug   130 interrupted`;
