import { describe, expect, it } from "vitest";
import { createPipeline, PlanError, STAGES } from "../../src/index.ts";
import { checkOptions, parseOptionValue, selectStages } from "../../src/pipeline/plan.ts";
import type { OptionSpec } from "../../src/pipeline/stage.ts";

const names = (settings: Parameters<typeof selectStages>[1]): string[] =>
  selectStages(STAGES, settings).map(({ declaration }) => declaration.name);

describe("selectStages", () => {
  it("takes all stages, or those named, less those skipped", () => {
    expect(names({})).toEqual(["decode", "extract", "repair", "boilerplate", "convert", "normalize", "sentences", "entities", "quotes"]);
    expect(names({ stages: ["repair", "convert"] })).toEqual(["repair", "convert"]);
    expect(names({ skip: ["entities", "decode"] })).toEqual([
      "extract",
      "repair",
      "boilerplate",
      "convert",
      "normalize",
      "sentences",
      "quotes",
    ]);
  });

  it("lets text stages stand in any order", () => {
    expect(names({ stages: ["normalize", "repair"] })).toEqual(["normalize", "repair"]);
  });

  it.each([
    [{ stages: ["sentences", "repair"] }, "stage 'repair' must stand before 'sentences'"],
    [{ stages: ["extract", "decode"] }, "stage 'decode' must stand before 'extract'"],
    [{ stages: ["quotes", "entities"] }, "stage 'entities' must stand before 'quotes'"],
    [{ stages: ["repair", "repair"] }, "stage 'repair' is named twice"],
    [{ stages: ["normalise"] }, "unknown stage 'normalise'; did you mean 'normalize'?"],
    [{ skip: ["quote"] }, "unknown stage 'quote'; did you mean 'quotes'?"],
    [{ stages: ["repair"], skip: ["repair"] }, "no stage is left to run"],
  ])("refuses %j", (settings, message) => {
    expect(() => names(settings)).toThrow(new PlanError(message));
  });
});

describe("options", () => {
  it.each([
    [{ convert: { from: "cn" } }, "convert.from: must be one of auto, t, tw, hk"],
    [{ convert: { form: "t" } }, "stage 'convert' has no option 'form'; did you mean 'from'?"],
    [{ convrt: { from: "t" } }, "options for an unknown stage 'convrt'; did you mean 'convert'?"],
    [{ convert: { vocabulary: "yes" } }, "convert.vocabulary: must be true or false"],
    [{ entities: { minScore: 2 } }, "entities.minScore: must be a number from 0 to 1"],
    [{ entities: { types: "PERSON" } }, "entities.types: must be a list of names"],
  ])("refuses %j", (options, message) => {
    expect(() => checkOptions(STAGES, options)).toThrow(message);
  });

  it("reads values from the command line by their type", () => {
    const specs: OptionSpec[] = [
      { name: "b", type: "boolean", default: false, summary: "" },
      { name: "n", type: "number", minimum: 0, maximum: 1, default: 0, summary: "" },
      { name: "l", type: "list", default: [], summary: "" },
    ];
    expect(specs.map((spec, index) => parseOptionValue(spec, ["true", "0.5", "a, b"][index] as string))).toEqual([true, 0.5, ["a", "b"]]);
  });
});

describe("createPipeline", () => {
  it("says which stages it runs", async () => {
    expect((await createPipeline({ stages: ["repair", "sentences"] })).stages).toEqual(["repair", "sentences"]);
  });
});
