// What holds for every stage, present and future: the stages are taken from the registry.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPipeline, type OutputRecord, type Pipeline, readRecord, STAGES, type TraceLine } from "../../src/index.ts";
import { phaseOf } from "../../src/pipeline/plan.ts";
import { texts } from "../support/texts.ts";

const RUNS = 150;
const textStages = STAGES.map(({ declaration }) => declaration).filter((declaration) => phaseOf(declaration) === 2);

const only = (name: string): Promise<Pipeline> => createPipeline({ stages: [name] });

/** Applies trace lines of field `text`, whose offsets are code points. */
function replay(text: string, edits: readonly TraceLine[]): string {
  const characters = [...text];
  let result = "";
  let position = 0;
  for (const { start, end, before, after } of edits.filter(({ field }) => field === "text")) {
    expect(characters.slice(start, end).join("")).toBe(before);
    expect(start).toBeGreaterThanOrEqual(position);
    result += characters.slice(position, start).join("") + after;
    position = end;
  }
  return result + characters.slice(position).join("");
}

describe.each(textStages.map(({ name }) => name))("text stage %s", (name) => {
  it("gives its own output back", async () => {
    const stage = await only(name);
    fc.assert(
      fc.property(texts, (text) => {
        const once = stage.process({ id: "a", text }).record;
        expect(stage.process(readRecord(once, "a")).record.text).toBe(once.text);
      }),
      { numRuns: RUNS },
    );
  });

  it("logs edits that lead from its input to its output, and does the same without a log", async () => {
    const stage = await only(name);
    fc.assert(
      fc.property(texts, (text) => {
        const traced = stage.process({ id: "a", text }, { trace: true });
        expect(replay(text, traced.reports[0]?.edits ?? [])).toBe(traced.record.text);
        const plain = stage.process({ id: "a", text });
        expect(plain.record).toEqual(traced.record);
      }),
      { numRuns: RUNS },
    );
  });

  it("gives well-formed text", async () => {
    const stage = await only(name);
    fc.assert(
      fc.property(texts, (text) => stage.process({ id: "a", text }).record.text.isWellFormed()),
      { numRuns: RUNS },
    );
  });
});

function checkSpans(record: OutputRecord): void {
  const characters = [...record.text];
  const slice = ({ start, end }: { start: number; end: number }): string => characters.slice(start, end).join("");
  for (const span of [...record.paragraphs, ...record.sentences, ...record.entities, ...record.quotes]) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(characters.length);
  }
  for (const item of [...record.entities, ...record.quotes]) expect(slice(item)).toBe(item.text);
  for (const quote of record.quotes) {
    if (quote.speaker !== null)
      expect(slice({ start: quote.speaker_start as number, end: quote.speaker_end as number })).toBe(quote.speaker);
    if (quote.cue !== null) expect(slice({ start: quote.cue_start as number, end: quote.cue_end as number })).toBe(quote.cue);
  }
  for (const { person, title, org } of record.relations) {
    for (const index of [person, title, org ?? 0]) expect(record.entities[index]).toBeDefined();
  }
}

const NON_SPACE = /\S/gu;

describe("annotations", () => {
  it("point into the text, on character boundaries, and say what stands there", async () => {
    const pipeline = await createPipeline({ stages: ["sentences", "entities", "quotes"] });
    fc.assert(
      fc.property(texts, (text) => checkSpans(pipeline.process({ id: "a", text }).record)),
      { numRuns: RUNS },
    );
  });

  it("also behind all the stages before them", async () => {
    const pipeline = await createPipeline();
    fc.assert(
      fc.property(texts, (text) => checkSpans(pipeline.process({ id: "a", text }).record)),
      { numRuns: RUNS },
    );
  });

  it("sentences hold every non-space character exactly once, in order", async () => {
    const stage = await only("sentences");
    fc.assert(
      fc.property(texts, (text) => {
        const { record } = stage.process({ id: "a", text });
        const characters = [...record.text];
        const inSentences = record.sentences.map(({ start, end }) => characters.slice(start, end).join("")).join("");
        expect(inSentences.match(NON_SPACE) ?? []).toEqual(record.text.match(NON_SPACE) ?? []);
        for (const [index, { start, end }] of record.sentences.entries()) {
          expect(start).toBeGreaterThanOrEqual(record.sentences[index - 1]?.end ?? 0);
          expect(characters.slice(start, end).join("").trim()).toBe(characters.slice(start, end).join(""));
        }
      }),
      { numRuns: RUNS },
    );
  });
});
