// The types of a line, as readers take them: `schema --for`, the dataset card of a folder of parts, Parquet.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { formatSchema, type SchemaReader } from "../../src/cli/reader-schemas.ts";
import { readFields } from "../../src/io/record-types.ts";
import type { EmitKind } from "../../src/pipeline/record.ts";
import { sentence } from "../support/archives.ts";
import { parseLines, ROOT, runCli } from "../support/cli.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sora-schema-"));
  writeFileSync(join(folder, "in.txt"), `${sentence(1)}\n${sentence(2)}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const schemaFor = (reader: SchemaReader, emit: EmitKind = "documents"): string => formatSchema(readFields(emit), reader);

describe("schema --for", () => {
  const keys = Object.keys(JSON.parse(readFileSync(join(ROOT, "schema.json"), "utf8")).properties);

  it("prints what the reader takes", () => {
    expect(runCli(["schema", "--for", "duckdb", "--emit", "quotes"])).toEqual({
      stdout: schemaFor("duckdb", "quotes"),
      stderr: "",
      exit: 0,
    });
    expect(runCli(["schema", "--for", "sparx"]).exit).toBe(2);
  });

  it("names the keys of the record in their order", () => {
    expect(Object.keys(JSON.parse(schemaFor("datasets")))).toEqual(keys);
    expect([...schemaFor("duckdb").matchAll(/^[{ ]'(\w+)': '/gmu)].map(([, name]) => name)).toEqual(keys);
    expect([...schemaFor("pyarrow").matchAll(/^ {4}\("(\w+)", pa/gmu)].map(([, name]) => name)).toEqual(keys);
  });

  it("spark: is what the driver of examples/spark declares", () => {
    const driver = readFileSync(join(ROOT, "examples/spark/clean_corpus.py"), "utf8");
    const declared = /^RECORD = f"""(.*?)"""/msu.exec(driver)?.[1]?.replaceAll("{SPAN}", "start INT, end INT") ?? "";
    const plain = (schema: string): string => schema.replace(/[:\s]+/gu, " ").trim();
    expect(plain(schemaFor("spark"))).toBe(plain(declared));
  });

  it("--emit: is that of the lines", () => {
    expect(schemaFor("spark", "sentences").split(/,?\n/u)).toEqual(["doc STRING", "n INT", "text STRING", "start INT", "end INT", ""]);
    for (const kind of ["entities", "quotes"] as const) {
      const [line] = parseLines<object>(runCli(["clean", "in.txt", "-q", "--emit", kind], { cwd: folder }).stdout);
      expect(Object.keys(JSON.parse(schemaFor("datasets", kind)))).toEqual(Object.keys(line ?? {}));
    }
  });
});

describe("a folder of parts", () => {
  it("has a dataset card that names the parts and their types", () => {
    expect(runCli(["clean", "in.txt", "-q", "-o", "out/"], { cwd: folder }).exit).toBe(0);
    const card = parse(readFileSync(join(folder, "out/README.md"), "utf8").split("---\n")[1] ?? "");
    expect(card.configs).toEqual([{ config_name: "default", data_files: "part-?????-of-?????.jsonl.gz" }]);
    const features = card.dataset_info.features as { name: string }[];
    expect(features.map(({ name }) => name)).toEqual(Object.keys(JSON.parse(schemaFor("datasets"))));
    expect(features.find(({ name }) => name === "sentences")).toEqual({
      name: "sentences",
      list: [
        { name: "start", dtype: "int32" },
        { name: "end", dtype: "int32" },
      ],
    });
  });

  it("keeps a README.md of somebody else's, and mends half of its own", () => {
    const card = readFileSync(join(folder, "out/README.md"), "utf8");
    const digest = JSON.parse(readFileSync(join(folder, "out/part-00000-of-00001.done.json"), "utf8")).config as string;
    expect(card).toContain(`description: sora-corpus, configuration ${digest.slice(0, 16)}\n`);
    for (const [before, after] of [
      ["ours", "ours"],
      [card.slice(0, 50), card],
      [card.replaceAll("jsonl.gz", "parquet"), card],
    ] as const) {
      writeFileSync(join(folder, "out/README.md"), before);
      runCli(["clean", "in.txt", "-q", "-o", "out/", "--resume"], { cwd: folder });
      expect(readFileSync(join(folder, "out/README.md"), "utf8")).toBe(after);
    }
  });
});

it("Parquet holds annotations as lines too", async () => {
  const args = ["clean", "in.txt", "-q", "--emit", "quotes"];
  expect(runCli([...args, "-o", "quotes.parquet"], { cwd: folder }).exit).toBe(0);
  const bytes = readFileSync(join(folder, "quotes.parquet"));
  const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer });
  expect(rows).toEqual(parseLines(runCli(args, { cwd: folder }).stdout));
});
