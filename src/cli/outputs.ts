import { existsSync, realpathSync } from "node:fs";
import type { Settings } from "../config/settings.ts";
import { UsageError } from "../errors.ts";
import { FileOutput, type Output, StreamOutput } from "../io/outputs.ts";

/** The outputs of a run, opened together and finished together. */
export class Outputs {
  readonly records: Output;
  readonly #others: readonly (Output | null)[];

  /** @param others for rejects and trace, where they are wanted */
  constructor(records: Output, others: readonly (Output | null)[]) {
    this.records = records;
    this.#others = others;
  }

  static async open({ output, rejects, trace, emit }: Pick<Settings, "output" | "rejects" | "trace" | "emit">): Promise<Outputs> {
    const opened: (Output | null)[] = [];
    try {
      for (const path of [output, rejects, trace])
        opened.push(path === null ? null : await FileOutput.open(path, path === output ? emit : undefined));
    } catch (error) {
      for (const file of opened) file?.abort();
      throw error;
    }
    const [records, ...others] = opened;
    return new Outputs(records ?? new StreamOutput(process.stdout), others);
  }

  /** @param parts the bytes of the records, the rejects and the trace */
  async write(...parts: readonly [Uint8Array, Uint8Array, Uint8Array]): Promise<void> {
    for (const [index, output] of this.#all().entries()) await output?.write(parts[index] as Uint8Array);
  }

  /** The records last: where they are, the rest is there too. */
  async finish(): Promise<void> {
    for (const output of this.#all().reverse()) await output?.finish();
  }

  abort(): void {
    for (const output of this.#all()) output?.abort();
  }

  #all(): (Output | null)[] {
    return [this.records, ...this.#others];
  }
}

/** Refuses to write over what is read, or twice to one file. Throws UsageError. */
export function checkOutputs(settings: Settings, inputs: readonly string[]): void {
  const outputs = [settings.output, settings.rejects, settings.trace, settings.stats].filter((path) => path !== null);
  const existing = outputs.filter((path) => existsSync(path)); // what is not there is no input; to look at every input takes time
  const read = new Set(existing.length > 0 ? inputs.filter((path) => path !== "-").map(realPath) : []);
  for (const path of existing) {
    if (read.has(realPath(path))) throw new UsageError(`${path}: is an input too; write to another file`);
  }
  if (new Set(outputs.map(realPath)).size < outputs.length) throw new UsageError("the same file is named for two outputs");
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
