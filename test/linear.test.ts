// Every stage takes linear time on text made of nothing but its triggers. Steps are counted, never timed (support/steps.ts).
// What steps cannot show is the inside of a regular expression: those that can take quadratic time are found by analysis of their
// source, and the test holds that none of them is ever given a long text.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Pipeline } from "../src/index.ts";
import { StepCounter } from "./support/steps.ts";
import { mix, repeat, TRIGGERS, toInput } from "./support/triggers.ts";

const SHORT = 4_000;
const LONG = 16_000;
/** Growth from SHORT to LONG; 4 is linear, 16 quadratic. Thresholds and samples of fixed size shift it both ways. */
const MOST_GROWTH = 6;
/** UTF-16 units that a regular expression of more than linear time may see. */
const LONGEST_FOR_SLOW_REGEX = 1_000;

let counter: StepCounter;
const pipelines = new Map<string, Pipeline>();

beforeAll(async () => {
  counter = new StepCounter("/src/");
  const { createPipeline } = await import("../src/index.ts");
  for (const stage of Object.keys(TRIGGERS)) pipelines.set(stage, await createPipeline({ stages: [stage] }));
});
afterAll(() => counter.close());

describe.each(Object.entries(TRIGGERS))("%s", (stage, parts) => {
  const run = (text: string, kind: string): void => {
    pipelines.get(stage)?.process(toInput(stage, text, kind));
  };
  const kinds = stage === "decode" ? ["utf8", "gb"] : stage === "extract" ? ["html", "text"] : ["text"];
  const makers = [
    ...parts.map((part): readonly [string, (length: number) => string] => [part, (length) => repeat(part, length)]),
    ["a mixture", (length: number) => mix(parts, length)] as const,
    ["a mixture in lines", (length: number) => mix([...parts, "\n"], length)] as const,
  ];

  it("takes steps in proportion to the length of its input", () => {
    const grown: string[] = [];
    for (const kind of kinds) {
      for (const [, make] of makers.slice(-2)) run(make(LONG), kind); // makes the tables that are made at first need
      const steps = counter.count(makers.flatMap(([, make]) => [SHORT, LONG].map((length) => () => run(make(length), kind))));
      for (const [index, [name]] of makers.entries()) {
        const [short, long] = [steps[2 * index] as number, steps[2 * index + 1] as number];
        if (long / short > MOST_GROWTH) grown.push(`${kind} ${JSON.stringify(name)}: ${short} → ${long} steps`);
      }
    }
    expect(grown).toEqual([]);
  });

  it("gives no long text to a regular expression that may take more than linear time", () => {
    const slow = [...counter.slowRegexes.values()].filter(({ length }) => length > LONGEST_FOR_SLOW_REGEX);
    expect(slow.map(({ source, length }) => `${source} saw ${length} units`)).toEqual([]);
    counter.slowRegexes.clear();
  });
});

// Behind the others: a counter that is closed takes the counters of blocks from all others.
describe("the counter", () => {
  it("tells linear from quadratic loops, whatever they use", async () => {
    const own = new StepCounter("/test/support/");
    const { quadraticLoop, quadraticSearch, linearLoop } = await import("./support/growth.ts");
    const growth = (work: (text: string) => unknown): number => {
      const [short, long] = own.count([500, 2_000].map((length) => () => work("a".repeat(length)))) as [number, number];
      return Math.round(long / short);
    };
    expect([growth(linearLoop), growth(quadraticLoop), growth(quadraticSearch)]).toEqual([4, 16, 16]);
    own.close();
  });

  it("sees which regular expressions can be slow, and on what they ran", async () => {
    const own = new StepCounter("/test/support/");
    const { BLANKS_AT_END, BLANKS_AT_START } = await import("./support/growth.ts");
    own.count(["a b ", "b"].map((text) => () => text.replace(BLANKS_AT_END, "").replace(BLANKS_AT_START, "")));
    expect([...own.slowRegexes.values()]).toEqual([{ source: "/\\s+$/u", length: 4 }]);
    own.close();
  });
});
