// The invariants of ARCHITECTURE.md that lint does not check. (Import direction, cycles, `any`, console and function length: biome.json.)
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STAGES } from "../src/index.ts";
import { ROOT } from "./support/cli.ts";

const MOST_LINES = 400;

/** Files below a folder of the project, by their ending. */
function filesBelow(folder: string, ending: string): string[] {
  const entries = readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: "utf8" });
  return entries.filter((name) => name.endsWith(ending) && !name.includes("node_modules")).map((name) => `${folder}/${name}`);
}

const read = (path: string): string => readFileSync(`${ROOT}${path}`, "utf8");
const source = filesBelow("src", ".ts");

describe("files", () => {
  it(`have at most ${MOST_LINES} lines, generated data excepted`, () => {
    const written = [...source, ...filesBelow("test", ".ts")].filter((path) => !path.endsWith(".data.ts"));
    expect(written.filter((path) => read(path).split("\n").length > MOST_LINES + 1)).toEqual([]);
  });

  it("suppress no lint rule without a reason", () => {
    const bare = source.filter((path) => /biome-ignore [^:\n]+:?\s*$/mu.test(read(path)));
    expect(bare).toEqual([]);
  });
});

describe("stages", () => {
  const stageFiles = filesBelow("src/stages", ".ts");

  it("do no IO and know no clock, randomness or process", () => {
    const forbidden =
      /\bnode:(?:fs|process|child_process|net|http|worker_threads)|\bprocess\.|\bconsole\.|\bDate\.now|\bnew Date\(\)|\bMath\.random|\bperformance\./u;
    expect(stageFiles.filter((path) => forbidden.test(read(path)))).toEqual([]);
  });

  it("have declarations that load no code: only types and the helper are imported", () => {
    for (const path of stageFiles.filter((name) => name.endsWith("/declaration.ts"))) {
      const imports = [...read(path).matchAll(/from "([^"]+)"/gu)].map(([, from]) => from as string);
      const heavy = imports.filter((from) => from !== "../../pipeline/stage.ts" && !/\/[a-z-]*(?:rules|ids|names|types)\.ts$/u.test(from));
      expect(heavy, path).toEqual([]);
    }
  });

  it("are each documented, tested and in the READMEs", () => {
    for (const { declaration } of STAGES) {
      expect(read(`docs/stages/${declaration.name}.md`)).toContain(declaration.name);
      expect(
        filesBelow("test/stages", ".test.ts").some((path) => path.includes(declaration.name)),
        declaration.name,
      ).toBe(true);
      for (const readme of ["README.md", "README.zh-CN.md"]) expect(read(readme), readme).toContain(`\`${declaration.name}\``);
    }
  });
});

describe("the pipeline", () => {
  it("names no stage", () => {
    // A stage may bear the name of the layer that it makes.
    const layers = new Set(STAGES.flatMap(({ declaration }) => declaration.gives as readonly string[]));
    const stages = STAGES.map(({ declaration }) => declaration.name).filter((name) => !layers.has(name));
    const names = new RegExp(`["'\`](?:${stages.join("|")})["'\`]`, "u");
    const naming = filesBelow("src/pipeline", ".ts").filter((path) => names.test(read(path).replaceAll(/^\s*(?:\/?\*|\/\/).*$/gmu, "")));
    expect(naming).toEqual([]);
  });
});

describe("tables", () => {
  it("are read in one place", () => {
    const readers = source.filter(
      (path) => !path.startsWith("src/data/build/") && /readFileSync|openSync/u.test(read(path)) && path.startsWith("src/data"),
    );
    expect(readers).toEqual(["src/data/load.ts", "src/data/prepared.ts"]);
  });
});
