import { forgetCharacters } from "../text/characters.ts";
import { forgetJoined, joinTexts } from "../text/joined.ts";
import { ChangeLog } from "./changes.ts";
import type { Layer } from "./document.ts";
import type { DocumentInput } from "./input.ts";
import type { Plan, PlannedStage } from "./plan.ts";
import type { OutputRecord } from "./record.ts";
import { type StageReport, toReport } from "./report.ts";
import type { Result, SecondHalf } from "./stage.ts";
import { assemble, derive, phasesOf, type State, startState } from "./state.ts";
import { toRecord } from "./to-record.ts";
import { traceLines } from "./trace.ts";

/** `reason` is null when the document was kept, else `stage:rule`; the record then stands as far as it got. */
export interface Outcome {
  readonly record: OutputRecord;
  readonly reason: string | null;
  readonly reports: readonly StageReport[];
}

/** Sends one document through the plan. Pure: no IO, same input, same outcome. */
export function runPlan(plan: Plan, input: DocumentInput, tracing: boolean): Outcome {
  return runPlanOnAll(plan, [input], tracing)[0] as Outcome;
}

/**
 * Sends documents through the plan, all through one stage before any through the next: the code and the tables of a stage stay in the
 * processor's caches, which takes a third off the time of a run. Nothing passes from one document to another.
 *
 * @throws Error that names the document, where a stage has a bug
 */
export function runPlanOnAll(plan: Plan, inputs: readonly DocumentInput[], tracing: boolean): Outcome[] {
  const runs: DocumentRun[] = [];
  const phases = phasesOf(plan);
  for (let n = 0; n < inputs.length; n++) {
    const input = inputs[n] as DocumentInput;
    runs.push(new DocumentRun(plan, input, startState(phases, input), tracing));
  }
  for (let n = 0; n < plan.length; n++) passAll(plan[n] as PlannedStage, runs, tracing);
  // Pushed: `map` makes another sort of list once V8 has optimized it, for which this function and its caller were compiled again.
  const outcomes: Outcome[] = [];
  for (let n = 0; n < runs.length; n++) outcomes.push((runs[n] as DocumentRun).outcome());
  if (runs.length > 1) {
    sample.run = runs[0] as DocumentRun;
    sample.outcome = outcomes[0] as Outcome;
  }
  forgetJoined();
  forgetCharacters();
  return outcomes;
}

/**
 * A document of the last group, and what was done to another. Where none lives, a collection of garbage takes the shapes of all their objects
 * along, and V8 compiles again what it had compiled for them. A large document is alone in its group, and not kept.
 */
const sample: { run?: DocumentRun; outcome?: Outcome; changes?: ChangeLog } = {};

/** Sends documents through one stage. One log serves them all until something is in it. */
function passAll(planned: PlannedStage, runs: readonly DocumentRun[], tracing: boolean): void {
  const isInHalves = planned.run.begin !== undefined;
  let changes = new ChangeLog(tracing);
  let i = 0;
  try {
    if (isInHalves) for (; i < runs.length; i++) (runs[i] as DocumentRun).begin(planned);
    for (i = 0; i < runs.length; i++) {
      const run = runs[i] as DocumentRun;
      if (isInHalves) run.finish(planned, changes);
      else run.pass(planned, changes);
      if (changes.isEmpty) continue;
      sample.changes = changes;
      changes = new ChangeLog(tracing);
    }
  } catch (error) {
    throw (runs[i] as DocumentRun).failure(error);
  }
}

/** One document on its way. */
class DocumentRun {
  readonly #plan: Plan;
  readonly #input: DocumentInput;
  readonly #tracing: boolean;
  readonly #state: State;
  readonly #reports: StageReport[] = [];
  #reason: string | null = null;
  /** What is left to do of a stage in two halves. */
  #rest: SecondHalf<Layer> | null = null;

  constructor(plan: Plan, input: DocumentInput, state: State, tracing: boolean) {
    this.#plan = plan;
    this.#input = input;
    this.#tracing = tracing;
    this.#state = state;
  }

  /** Sends it through the next stage, unless one before has dropped it. `changes`: an empty log. */
  pass(planned: PlannedStage, changes: ChangeLog): void {
    if (this.#isPassedBy(planned)) return;
    const result = (planned.run as (layers: State, changes: ChangeLog) => Result<Layer>)(this.#state, changes);
    this.#report(planned, changes);
    this.#take(planned, result);
  }

  /** The same for the first half of a stage, and for the second. */
  begin(planned: PlannedStage): void {
    if (this.#isPassedBy(planned)) return;
    this.#rest = (planned.run.begin as (layers: State) => SecondHalf<Layer>)(this.#state);
  }

  finish(planned: PlannedStage, changes: ChangeLog): void {
    const rest = this.#rest;
    if (rest === null) return;
    this.#rest = null;
    const result = rest(changes);
    this.#report(planned, changes);
    this.#take(planned, result);
  }

  /** Whether a stage has nothing to do with it. Makes the layers that the stage needs; where one cannot be had, the document is dropped. */
  #isPassedBy(planned: PlannedStage): boolean {
    const state = this.#state;
    if (this.#reason !== null || (planned.phase === 0 && isNothingToDecode(this.#plan, state))) return true;
    const { needs } = planned.declaration;
    for (let i = 0; i < needs.length; i++) {
      const layer = needs[i] as Layer;
      if (state[layer] === undefined && !derive(state, layer, this.#input)) {
        this.#reason = `${planned.declaration.name}:needs-${FIELDS[layer] ?? layer}`;
        return true;
      }
    }
    return false;
  }

  /** Before the layers that the stage gives are in the state. */
  #report(planned: PlannedStage, changes: ChangeLog): void {
    if (this.#tracing) this.#reports.push(this.#traced(planned, changes));
    else this.#reports.push(changes.isEmpty ? planned.quiet : toReport(planned.quiet, changes));
  }

  #take(planned: PlannedStage, result: Result<Layer>): void {
    const state = this.#state;
    if (result.kind === "drop") this.#reason = `${planned.declaration.name}:${result.reason}`;
    else for (const layer in result.layers) (state as Record<string, unknown>)[layer] = result.layers[layer as Layer];
  }

  #traced(planned: PlannedStage, changes: ChangeLog): StageReport {
    const { blocks, raw } = this.#state;
    const edits = traceLines(this.#input.id, planned.declaration.name, changes, blocks, raw);
    const received = blocks !== undefined && planned.phase === 2 ? joinTexts(blocks) : null;
    return { ...toReport(planned.quiet, changes), edits, received };
  }

  failure(error: unknown): Error {
    const message = error instanceof Error ? error.message : String(error);
    return new Error(`document ${this.#input.id}: ${message}`, { cause: error });
  }

  outcome(): Outcome {
    assemble(this.#state, this.#input);
    return { record: toRecord(this.#input, this.#state, this.#reports), reason: this.#reason, reports: this.#reports };
  }
}

/** `decode` has nothing to do for a record that came as text, unless it is the only stage (then the record lacks its field). */
function isNothingToDecode(plan: Plan, state: State): boolean {
  return state.bytes === undefined && plan.length > 1 && (state.raw ?? state.blocks ?? state.text) !== undefined;
}

/** The field of a record that a layer comes from, as users know it. */
const FIELDS: Partial<Record<Layer, string>> = { raw: "text", blocks: "text", text: "text" };
