import { setFlagsFromString } from "node:v8";

/** Flags are set for the V8 of Node 20: newer ones count calls instead of bytecode, have a compiler between, and were not measured. */
export const IS_MEASURED: boolean = process.versions.v8.startsWith("11.");

/** A flag as a run sets it, and as V8 itself has it. */
type Flag = readonly [ours: string, own: string];

/**
 * How much bytecode a function runs between two looks at whether to optimize it, and how much of other functions is compiled into one.
 * A document passes through many hundred functions, most of them a few times: optimizing those costs more CPU than it gains
 * (docs/performance.md). The first round of loops is not compiled apart: the loops that count are WebAssembly. The young generation is
 * collected by its own thread alone: it holds little that lives, and waking others for it costs more than they do. Regular expressions
 * are compiled at once: those that are used at all are used again, and would be compiled for the interpreter first.
 */
const FLAGS: readonly Flag[] = [
  ["--interrupt-budget=300000", "--interrupt-budget=67584"],
  ["--max-inlined-bytecode-size-cumulative=300", "--max-inlined-bytecode-size-cumulative=920"],
  ["--no-turbo-loop-peeling", "--turbo-loop-peeling"],
  ["--no-parallel-scavenge", "--parallel-scavenge"],
  ["--regexp-tier-up-ticks=0", "--regexp-tier-up-ticks=1"], // `--no-regexp-tier-up` does the same, but may not change while there are any
];

/**
 * How many workers are loading their code, shared with them. Flags are those of all threads, and code caches, Node's own and that of the
 * bundle, are good for V8's own flags: a worker that starts under others takes twice as long.
 */
const loading: Int32Array = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Sets V8 for a run, unless a worker is loading: it will do it. */
export function tune(): void {
  if (Atomics.load(loading, 0) === 0) set("ours");
}

/** V8 as it was, for a worker that is about to start; it is given what this returns. */
export function untuneForWorker(): Int32Array {
  Atomics.add(loading, 0, 1);
  untune();
  return loading;
}

/** In a worker that has loaded its code: the last one sets V8 for all. */
export function tuneInWorker(shared: Int32Array): void {
  if (Atomics.sub(shared, 0, 1) === 1) set("ours");
}

/** V8 as it was before the run. */
export function untune(): void {
  set("own");
}

function set(which: "ours" | "own"): void {
  if (IS_MEASURED) for (const [ours, own] of FLAGS) setFlagsFromString(which === "ours" ? ours : own);
}
