import type { ChangeLog } from "./changes.ts";
import type { Layer, Layers } from "./document.ts";

export type OptionValue = string | number | boolean | readonly string[];

/** One option of a stage as data: help, `stages`, `--set` and the configuration file are all read from it. */
export type OptionSpec =
  | {
      readonly name: string;
      readonly type: "choice";
      readonly choices: readonly string[];
      readonly default: string;
      readonly summary: string;
    }
  | { readonly name: string; readonly type: "boolean"; readonly default: boolean; readonly summary: string }
  | {
      readonly name: string;
      readonly type: "number";
      readonly minimum: number;
      readonly maximum: number;
      readonly default: number;
      readonly summary: string;
    }
  /** A list of names, written `a,b`; `choices` where the names are known. */
  | {
      readonly name: string;
      readonly type: "list";
      readonly choices?: readonly string[];
      readonly default: readonly string[];
      readonly summary: string;
    };

export type OptionValues = Readonly<Record<string, OptionValue>>;

/** What a stage says of a document: kept, with the layers that it gives, or dropped for a reason (kebab-case, such as `binary`). */
export type Result<Gives extends Layer> =
  | { readonly kind: "keep"; readonly layers: Partial<Pick<Layers, Gives>> }
  | { readonly kind: "drop"; readonly reason: string };

/** A document that is kept. (A literal of both objects is made by a slow call until V8 has optimized the function that holds it.) */
export function keep<const L extends Partial<Layers>>(layers: L): { readonly kind: "keep"; readonly layers: L } {
  return { kind: "keep", layers };
}

/** Pure: same layers, same result; no IO, clock or randomness. Layers in `uses` may be absent. A layer that did not change may be left out of the result. */
export interface StageRun<Needs extends Layer, Uses extends Layer, Gives extends Layer> {
  (layers: Pick<Layers, Needs> & Partial<Pick<Layers, Uses>>, changes: ChangeLog): Result<Gives>;
  /** The first half of the work alone, for stages in two halves. */
  readonly begin?: (layers: Pick<Layers, Needs> & Partial<Pick<Layers, Uses>>) => SecondHalf<Gives>;
}

/** What is left to do for a document. */
export type SecondHalf<Gives extends Layer> = (changes: ChangeLog) => Result<Gives>;

/**
 * A stage whose work on a document has two halves. All documents of a group go through the first before any goes through the second: that pays
 * where one of them reads large tables, which push what the other needs out of the processor's caches.
 */
export function inHalves<N extends Layer, U extends Layer, G extends Layer>(
  begin: NonNullable<StageRun<N, U, G>["begin"]>,
): StageRun<N, U, G> {
  return Object.assign((layers: Parameters<typeof begin>[0], changes: ChangeLog) => begin(layers)(changes), { begin });
}

/** What a stage is, without its code: help, planning and configuration read this alone. */
export interface StageDeclaration<Needs extends Layer = Layer, Uses extends Layer = Layer, Gives extends Layer = Layer> {
  readonly name: string;
  /** The line in `sora-corpus stages`. */
  readonly summary: string;
  readonly needs: readonly Needs[];
  /** Read when they are there; no error when a skipped stage did not make them. */
  readonly uses: readonly Uses[];
  readonly gives: readonly Gives[];
  readonly options: readonly OptionSpec[];
  /** Where its counts go: boilerplate that left the text, or edits to it (the default). */
  readonly counts?: "removed" | "repairs";
}

/** The code of a stage. */
export interface Stage<Needs extends Layer, Uses extends Layer, Gives extends Layer> {
  readonly declaration: StageDeclaration<Needs, Uses, Gives>;
  /** Loads tables once per worker; the returned function is pure. */
  readonly create: (options: OptionValues) => StageRun<Needs, Uses, Gives> | Promise<StageRun<Needs, Uses, Gives>>;
}

/** Any stage, so that all fit in one list. */
export interface AnyStage {
  readonly declaration: StageDeclaration;
  readonly create: (options: OptionValues) => AnyStageRun | Promise<AnyStageRun>;
}
export interface AnyStageRun {
  (layers: never, changes: ChangeLog): Result<Layer>;
  readonly begin?: (layers: never) => SecondHalf<Layer>;
}

/** One line of the registry. */
export interface StageEntry {
  readonly declaration: StageDeclaration;
  readonly load: () => Promise<AnyStage>;
}

/** Keeps the literal layer names, so that `defineStage` can hold the code to them. */
export function declareStage<const N extends Layer, const U extends Layer, const G extends Layer>(
  declaration: StageDeclaration<N, U, G>,
): StageDeclaration<N, U, G> {
  return declaration;
}

/** Joins declaration and code: using or giving an undeclared layer is a type error. */
export function defineStage<N extends Layer, U extends Layer, G extends Layer>(
  declaration: StageDeclaration<N, U, G>,
  create: Stage<N, U, G>["create"],
): Stage<N, U, G> {
  return { declaration, create };
}

/** The options of a stage with their defaults. */
export function defaultOptions(declaration: StageDeclaration): OptionValues {
  return Object.fromEntries(declaration.options.map((option) => [option.name, option.default]));
}
