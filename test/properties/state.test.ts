// Kernels and tables are shared by all pipelines of a thread. No document may see anything of another one: not of the one before it, of
// its group, of another pipeline, nor of one at which something failed.
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { createPipeline, type DocumentInput, type Outcome, type Pipeline } from "../../src/index.ts";
import { texts } from "../support/texts.ts";

const RUNS = 60;

const fixtures: DocumentInput[] = readdirSync("fixtures")
  .filter((name) => !name.endsWith(".md"))
  .map((name) => ({ id: name, bytes: readFileSync(`fixtures/${name}`) }));

/** Of shapes that change how much memory a kernel takes, or which way a document goes. */
const ODD: DocumentInput[] = [
  { id: "empty", text: "" },
  { id: "half", text: "\ud842半\udfb7\n\n" },
  { id: "long", text: "他说，“这很长。”".repeat(9_000) },
  { id: "lines", text: "一\n".repeat(3_000) },
  { id: "deep", html: `${"<div>".repeat(3_000)}<p>深处的字。</p>` },
  { id: "table", html: `<title>表</title><table>${"<tr><td>甲<td>乙".repeat(400)}</table>` },
  { id: "wide", bytes: iconv.encode("臺灣的電腦軟體，裡面有甚麼？".repeat(300), "big5") },
  { id: "binary", bytes: Uint8Array.from({ length: 5_000 }, (_none, n) => (n * 7_919) % 256) },
  ...fixtures,
];

const documents = fc.oneof(
  fc.constantFrom(...ODD),
  texts.map((text): DocumentInput => ({ id: "text", text })),
  texts.map((text): DocumentInput => ({ id: "html", html: `<title>${text.slice(0, 20)}</title><div><p>${text}</p></div>` })),
  texts.map((text): DocumentInput => ({ id: "bytes", bytes: iconv.encode(text, "gb18030") })),
);

/** A document at which a stage fails: its authors can be looked at so many times only. */
function brokenAfter(looks: number): DocumentInput {
  let left = looks;
  const authors = new Proxy(["周明"], {
    get: (target, key) => {
      if (left-- === 0) throw new RangeError("no authors");
      return Reflect.get(target, key);
    },
  });
  return { id: "broken", text: "他說：「信還沒有到。」\n作者：周明", bibliography: { authors } };
}

interface Step {
  readonly pipeline: number;
  readonly trace: boolean;
  /** After how many looks at its authors a document in the middle of the group fails first; null = none does. */
  readonly failsAfter: number | null;
  readonly group: readonly DocumentInput[];
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    pipeline: fc.nat({ max: 2 }),
    trace: fc.boolean(),
    failsAfter: fc.option(fc.nat({ max: 8 })),
    group: fc.array(documents, { minLength: 1, maxLength: 5 }),
  }),
  { minLength: 2, maxLength: 5 },
);

function fails(work: () => void): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}

const describeOutcomes = (outcomes: readonly Outcome[]): string[] => outcomes.map((outcome) => JSON.stringify(outcome));

it("an outcome depends on its document and its pipeline only", async () => {
  const pipelines: Pipeline[] = [
    await createPipeline(),
    await createPipeline({ stages: ["decode", "extract", "convert"] }),
    await createPipeline({ skip: ["entities"] }),
  ];
  let failures = 0;
  fc.assert(
    fc.property(steps, (sequence) => {
      const together = sequence.map(({ pipeline, trace, failsAfter, group }) => {
        const { processAll } = pipelines[pipeline] as Pipeline;
        if (failsAfter !== null && fails(() => processAll([...group, brokenAfter(failsAfter), ...group], { trace }))) failures += 1;
        return describeOutcomes(processAll(group, { trace }));
      });
      const alone = sequence.toReversed().map(({ pipeline, trace, group }) => {
        const { process } = pipelines[pipeline] as Pipeline;
        return describeOutcomes(group.toReversed().map((document) => process(document, { trace }))).toReversed();
      });
      expect(together).toEqual(alone.toReversed());
    }),
    { numRuns: RUNS },
  );
  expect(failures).toBeGreaterThan(RUNS / 2);
}, 60_000);
