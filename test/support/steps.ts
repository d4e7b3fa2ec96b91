// Counts the steps of code without a clock: V8's precise coverage says how often every function and every block (so every turn of a
// loop) ran; the units that string methods and regular expressions look at are counted by wrapping them.
import { Session } from "node:inspector";
import { analyse } from "scslre";

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** Longest text that a regular expression was given which takes more than linear time on some texts. */
export interface SlowRegex {
  readonly source: string;
  length: number;
}

/** Must be made before the code that it counts is imported: V8 counts blocks only in code compiled since. */
export class StepCounter {
  readonly slowRegexes = new Map<string, SlowRegex>();
  readonly #session = new Session();
  readonly #undo: (() => void)[] = [];
  readonly #verdicts = new Map<string, boolean>();
  readonly #urlPart: string;
  #visited = 0;

  /** @param urlPart what the URL of a module must hold for its steps to count */
  constructor(urlPart: string) {
    this.#urlPart = urlPart;
    this.#session.connect();
    this.#post("Profiler.enable");
    this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** Steps that each piece of work takes, in a unit of its own: the same work gives the same number. */
  count(works: readonly (() => void)[]): number[] {
    this.#post("Profiler.takePreciseCoverage"); // starts anew
    return works.map((work) => {
      this.#visited = 0;
      this.#wrap();
      try {
        work();
      } finally {
        for (const undo of this.#undo.splice(0)) undo();
      }
      return this.#visited + this.#takeSteps();
    });
  }

  #takeSteps(): number {
    const { result } = this.#post("Profiler.takePreciseCoverage") as Coverage;
    let steps = 0;
    for (const { url, functions } of result) {
      if (!url.includes(this.#urlPart)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    }
    return steps;
  }

  close(): void {
    this.#post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  #post(method: string, parameters?: object): unknown {
    let answer: unknown;
    // The session is in this thread: the callback has run when `post` returns.
    this.#session.post(method, parameters, (error: Error | null, value: unknown) => {
      if (error !== null) throw error;
      answer = value;
    });
    return answer;
  }

  #wrap(): void {
    const visit = (count: number): void => {
      this.#visited += Math.max(1, count);
    };
    const searches = { indexOf: 1, includes: 1, lastIndexOf: -1 } as const;
    for (const [name, direction] of Object.entries(searches)) {
      this.#replace(
        String.prototype,
        name,
        (original) =>
          function (this: string, ...args: unknown[]) {
            const found = original.apply(this, args);
            const from = Number(args[1] ?? (direction > 0 ? 0 : this.length));
            visit(typeof found !== "number" || found < 0 ? (direction > 0 ? this.length - from : from) : Math.abs(found - from));
            return found;
          },
      );
    }
    for (const name of [
      "slice",
      "substring",
      "trim",
      "trimStart",
      "trimEnd",
      "split",
      "replaceAll",
      "toLowerCase",
      "toUpperCase",
      "normalize",
      "isWellFormed",
      "toWellFormed",
    ]) {
      this.#replace(
        String.prototype,
        name,
        (original) =>
          function (this: string, ...args: unknown[]) {
            const result = original.apply(this, args);
            // V8 cuts without copying; joining the parts is what costs, at most once each.
            visit(name === "slice" || name === "substring" ? 1 : this.length);
            return result;
          },
      );
    }
    const judge = (regex: RegExp, text: string): void => this.#judge(regex, text);
    this.#replace(
      RegExp.prototype,
      "exec",
      (original) =>
        function (this: RegExp, ...args: unknown[]) {
          const from = this.global || this.sticky ? this.lastIndex : 0;
          const text = String(args[0]);
          const match = original.apply(this, args) as RegExpExecArray | null;
          judge(this, text);
          visit(match === null ? (this.sticky ? 1 : text.length - from) : match.index + match[0].length - from);
          return match;
        },
    );
  }

  #judge(regex: RegExp, text: string): void {
    const key = String(regex);
    let isSlow = this.#verdicts.get(key);
    if (isSlow === undefined) {
      isSlow = analyse({ source: regex.source, flags: regex.flags }, { maxReports: 1 }).reports.length > 0;
      this.#verdicts.set(key, isSlow);
    }
    if (!isSlow) return;
    const known = this.slowRegexes.get(key);
    if (known === undefined) this.slowRegexes.set(key, { source: key, length: text.length });
    else known.length = Math.max(known.length, text.length);
  }

  // biome-ignore lint/suspicious/noExplicitAny: methods of every shape are wrapped alike
  #replace(target: any, name: string, wrap: (original: (...args: unknown[]) => any) => unknown): void {
    const original = target[name];
    target[name] = wrap(original);
    this.#undo.push(() => {
      target[name] = original;
    });
  }
}
