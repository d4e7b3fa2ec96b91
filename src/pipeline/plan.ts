import { PlanError } from "../errors.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Layer } from "./document.ts";
import { quietReport, type StageReport } from "./report.ts";
import {
  type AnyStageRun,
  defaultOptions,
  type OptionSpec,
  type OptionValue,
  type OptionValues,
  type StageDeclaration,
  type StageEntry,
} from "./stage.ts";

/** Which stages run, and with which options (`options[stage][option]`; what is missing has its default). */
export interface PlanSettings {
  /** Stage names in the order in which they run; all when absent. */
  readonly stages?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly options?: Readonly<Record<string, Readonly<Record<string, OptionValue>>>> | undefined;
}

export interface PlannedStage {
  readonly declaration: StageDeclaration;
  /** `phaseOf` the declaration. */
  readonly phase: number;
  readonly options: OptionValues;
  readonly run: AnyStageRun;
  /** What it reports of a document in which it changed nothing. */
  readonly quiet: StageReport;
}

/** Stages loaded and ready to run, in order. Read-only. */
export type Plan = readonly PlannedStage[];

/** The layers that a document passes through, from bytes to annotated text: a stage belongs where the layer that it needs is made. */
const PHASES: readonly Layer[] = ["bytes", "raw", "blocks", "text"];

/** 0 for a stage that works on bytes, 1 on the decoded file, 2 on blocks, 3 on the assembled text. */
export function phaseOf(declaration: StageDeclaration): number {
  return Math.max(...declaration.needs.map((layer) => PHASES.indexOf(layer)));
}

/**
 * The chosen entries of the registry, checked.
 *
 * @throws PlanError for unknown names, repeated stages and an order that cannot work
 */
export function selectStages(registry: readonly StageEntry[], settings: PlanSettings): StageEntry[] {
  const byName = new Map(registry.map((entry) => [entry.declaration.name, entry]));
  const find = (name: string): StageEntry => {
    const entry = byName.get(name);
    if (entry === undefined)
      throw new PlanError(`unknown stage '${name}'${didYouMean(name, byName.keys()) || `; there are ${[...byName.keys()].join(", ")}`}`);
    return entry;
  };
  const skipped = new Set((settings.skip ?? []).map((name) => find(name).declaration.name));
  const chosen = settings.stages === undefined ? [...registry] : settings.stages.map(find);
  const rest = chosen.filter((entry) => !skipped.has(entry.declaration.name));
  if (rest.length === 0) throw new PlanError("no stage is left to run");
  checkOrder(rest.map((entry) => entry.declaration));
  return rest;
}

/** Throws PlanError when a stage stands behind one that works on what it makes. */
export function checkOrder(declarations: readonly StageDeclaration[]): void {
  for (const [index, later] of declarations.entries()) {
    for (const earlier of declarations.slice(0, index)) {
      if (earlier.name === later.name) throw new PlanError(`stage '${later.name}' is named twice`);
      const reads = [...earlier.needs, ...earlier.uses].filter((layer) => !earlier.gives.includes(layer));
      const wanted = later.gives.filter((layer) => reads.includes(layer));
      const isLate = phaseOf(earlier) > phaseOf(later) || wanted.length > 0;
      if (isLate) throw new PlanError(`stage '${later.name}' must stand before '${earlier.name}'`);
    }
  }
}

/**
 * Loads the chosen stages with their tables.
 *
 * @throws PlanError for unknown stages, options and values
 */
export async function createPlan(registry: readonly StageEntry[], settings: PlanSettings): Promise<Plan> {
  const entries = selectStages(registry, settings);
  checkOptions(registry, settings.options ?? {});
  const planned = entries.map(async ({ declaration, load }): Promise<PlannedStage> => {
    const options = { ...defaultOptions(declaration), ...settings.options?.[declaration.name] };
    const stage = await load();
    return { declaration, phase: phaseOf(declaration), options, run: await stage.create(options), quiet: quietReport(declaration) };
  });
  return Object.freeze(await Promise.all(planned));
}

/** Throws PlanError for an option that no stage has, or a value that it does not take. */
export function checkOptions(registry: readonly StageEntry[], options: NonNullable<PlanSettings["options"]>): void {
  const names = registry.map((entry) => entry.declaration.name);
  for (const [stageName, values] of Object.entries(options)) {
    const declaration = registry.find((entry) => entry.declaration.name === stageName)?.declaration;
    if (declaration === undefined) throw new PlanError(`options for an unknown stage '${stageName}'${didYouMean(stageName, names)}`);
    for (const [name, value] of Object.entries(values)) {
      const problem = problemWith(findOption(declaration, name), value);
      if (problem !== null) throw new PlanError(`${stageName}.${name}: ${problem}`);
    }
  }
}

/** Throws PlanError with a suggestion when the stage has no such option. */
export function findOption(declaration: StageDeclaration, name: string): OptionSpec {
  const spec = declaration.options.find((option) => option.name === name);
  if (spec !== undefined) return spec;
  const names = declaration.options.map((option) => option.name);
  const hint = didYouMean(name, names) || (names.length > 0 ? `; it has ${names.join(", ")}` : "; it has none");
  throw new PlanError(`stage '${declaration.name}' has no option '${name}'${hint}`);
}

/** What is wrong with a value, or null. */
function problemWith(spec: OptionSpec, value: unknown): string | null {
  switch (spec.type) {
    case "boolean":
      return typeof value === "boolean" ? null : "must be true or false";
    case "number":
      return typeof value === "number" && value >= spec.minimum && value <= spec.maximum
        ? null
        : `must be a number from ${spec.minimum} to ${spec.maximum}`;
    case "choice":
      return spec.choices.includes(value as string)
        ? null
        : `must be one of ${spec.choices.join(", ")}${didYouMean(String(value), spec.choices)}`;
    case "list": {
      if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) return "must be a list of names";
      const unknown = spec.choices === undefined ? undefined : (value as string[]).find((item) => !spec.choices?.includes(item));
      return unknown === undefined ? null : `unknown name '${unknown}'${didYouMean(unknown, spec.choices ?? [])}`;
    }
  }
}

/** Reads a value written on the command line, such as `true`, `0.5` or `a,b`; checked later by `checkOptions`. */
export function parseOptionValue(spec: OptionSpec, text: string): OptionValue {
  if (spec.type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (spec.type === "number" && text.trim() !== "" && !Number.isNaN(Number(text))) return Number(text);
  if (spec.type === "list") return text === "" ? [] : text.split(",").map((item) => item.trim());
  return text;
}
