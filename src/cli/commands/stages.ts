import type { Settings } from "../../config/settings.ts";
import type { OptionSpec } from "../../pipeline/stage.ts";
import { STAGES } from "../../stages/index.ts";
import { createColors } from "../terminal.ts";

/** `sora-corpus stages`: what there is, with options and defaults. */
export async function stages(settings: Settings, isJson: boolean): Promise<number> {
  const declarations = STAGES.map(({ declaration }) => declaration);
  if (isJson) {
    process.stdout.write(`${JSON.stringify(declarations, null, 1)}\n`);
    return 0;
  }
  const colors = await createColors(settings.color, process.stdout);
  const width = Math.max(...declarations.map(({ name }) => name.length));
  for (const { name, summary, options } of declarations) {
    process.stdout.write(`${colors.bold(name.padEnd(width))}  ${summary}\n`);
    for (const option of options)
      process.stdout.write(`${" ".repeat(width)}    ${colors.cyan(`${name}.${option.name}`)}=${describe(option)}\n`);
  }
  return 0;
}

function describe(option: OptionSpec): string {
  const values = valuesOf(option);
  const standard = Array.isArray(option.default) ? option.default.join(",") || "none" : String(option.default);
  return `${values}  (default ${standard}) ${option.summary}`;
}

function valuesOf(option: OptionSpec): string {
  if (option.type === "choice") return option.choices.join("|");
  if (option.type === "boolean") return "true|false";
  if (option.type === "number") return `${option.minimum}…${option.maximum}`;
  return option.choices === undefined ? "a,b,…" : `list of ${option.choices.join(", ")}`;
}
