import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/pipeline/changes.ts";
import type { Entity, Relation } from "../../src/pipeline/document.ts";
import { defaultOptions, type OptionValues } from "../../src/pipeline/stage.ts";
import { entitiesDeclaration } from "../../src/stages/entities/declaration.ts";
import { entities } from "../../src/stages/entities/index.ts";

interface Case {
  readonly label: string;
  readonly input: string;
  /** "TYPE text" or "TYPE text norm". */
  readonly expect: readonly string[];
  /** "person | title | organisation". */
  readonly relations?: readonly string[];
  readonly options?: OptionValues;
}

interface Found {
  readonly entities: readonly Entity[];
  readonly relations: readonly Relation[];
}

const CASES: readonly Case[] = readFileSync(new URL("entities.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

type Run = (text: string) => Found;

async function prepare(options: OptionValues = {}): Promise<Run> {
  const stage = await entities.create({ ...defaultOptions(entitiesDeclaration), ...options });
  return (text) => {
    const result = stage({ text }, new ChangeLog(false));
    if (result.kind !== "keep" || !result.layers.entities || !result.layers.relations) throw new Error("no entities");
    return { entities: result.layers.entities, relations: result.layers.relations };
  };
}

let run: Run;
beforeAll(async () => {
  run = await prepare();
});

describe("entities: cases", () => {
  it.each(CASES)("$label", ({ input, expect: wanted, relations, options }) => {
    const types = options?.["types"] as readonly string[] | undefined;
    const found = run(input);
    const shown = found.entities.filter(({ type }) => types?.includes(type) ?? true);
    const withNorm = wanted.map((line) => line.split(" ").length > 2);
    expect(shown.map(({ type, text, norm }, i) => (withNorm[i] ? `${type} ${text} ${norm}` : `${type} ${text}`))).toEqual(wanted);
    if (relations) {
      const name = (index: number | null): string => (index === null ? "-" : (found.entities[index]?.text ?? "?"));
      expect(found.relations.map(({ person, title, org }) => [person, title, org].map(name).join(" | "))).toEqual(relations);
    }
  });
});

describe("entities: options", () => {
  const text = "青松集团董事长林建国2019年10月1日在上海花了300元。";

  it("gives only the wanted types", async () => {
    const only = await prepare({ types: ["DATE", "MONEY"] });
    expect(only(text).entities.map(({ type }) => type)).toEqual(["DATE", "MONEY"]);
    expect(only(text).relations).toEqual([]);
  });

  it("leaves out what is less sure than minScore, and keeps relations in step", async () => {
    const sure = await prepare({ minScore: 0.9 });
    const found = sure(text);
    expect(found.entities.every(({ score }) => score >= 0.9)).toBe(true);
    for (const { person, title } of found.relations) {
      expect(found.entities[person]?.type).toBe("PERSON");
      expect(found.entities[title]?.type).toBe("TITLE");
    }
  });
});

describe("entities: properties", () => {
  const unit = fc.constantFrom(..."王小明上海集团在于年月日时点元《》“”（）·，。：、-0123456789一二三百千万亿%$@.ABcd \n\u{2f81a}至第");
  const input = fc.array(unit, { maxLength: 60 }).map((units) => units.join(""));

  it("gives sorted, disjoint, whole spans with scores strictly between 0 and 1", () => {
    fc.assert(
      fc.property(input, (text) => {
        const { entities: found, relations } = run(text);
        let end = 0;
        for (const entity of found) {
          expect(entity.start).toBeGreaterThanOrEqual(end);
          expect(entity.end).toBeGreaterThan(entity.start);
          expect(entity.text).toBe(text.slice(entity.start, entity.end));
          expect(entity.text.isWellFormed()).toBe(true);
          expect(entity.text.trim()).toBe(entity.text);
          expect(entity.score).toBeGreaterThan(0);
          expect(entity.score).toBeLessThan(1);
          end = entity.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        for (const { person, title, org } of relations) {
          expect(found[person]?.type).toBe("PERSON");
          expect(found[title]?.type).toBe("TITLE");
          if (org !== null) expect(["ORG", "PLACE"]).toContain(found[org]?.type);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("gives the same twice", () => {
    const text = "青松集团董事长林建国说，林建国的母亲住在上海。";
    expect(run(text)).toEqual(run(text));
  });

  it.each(["一", "1", "1,", "年", "《", "@", "a", "（0", "1.", "周", "人民币", "上", "十", "，", "·", "h", "http://"])(
    "takes time linear in 200 kB of %j",
    (part) => {
      const { entities: found } = run(part.repeat(200_000 / part.length));
      expect(found.every(({ start, end }) => start < end)).toBe(true);
    },
  );
});
