// What goes beyond the limits of V8 and WebAssembly, without gigabytes: memory that refuses to grow and a string that refuses to be made, as theirs do.
import { afterEach, describe, expect, it, vi } from "vitest";
import type { BatchResult, RunSettings } from "../../src/io/batches.ts";
import { createBatchProcessor } from "../../src/io/process.ts";

declare const WebAssembly: { readonly Memory: { readonly prototype: { grow(pages: number): number } } };

const SETTINGS: RunSettings = {
  plan: { stages: ["decode", "extract"] },
  from: "auto",
  column: null,
  encoding: null,
  encodingHint: null,
  emit: "documents",
  rejects: true,
  trace: false,
  digests: false,
};

async function clean(files: Readonly<Record<string, string>>): Promise<BatchResult> {
  const contents = Object.values(files).map((content) => Buffer.from(content));
  const process = await createBatchProcessor(SETTINGS);
  return process({
    kind: "files",
    paths: Object.keys(files),
    sizes: contents.map(({ length }) => length),
    bytes: Buffer.concat(contents),
  });
}

function readLines(bytes: Uint8Array): { readonly id: string; readonly text: string; readonly reason?: string }[] {
  return Buffer.from(bytes)
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

const page = (text: string): string => `<!doctype html><html><body><p>${text}</p></body></html>`;
const MEMORY = WebAssembly.Memory.prototype;
/** Pages of 64 kB that memory refuses to grow by, here: 25 MB. */
const TOO_MANY = 400;

describe("too large", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is a page that memory has no room for; those around it are read", async () => {
    const grow = MEMORY.grow;
    vi.spyOn(MEMORY, "grow").mockImplementation(function (this: object, pages) {
      if (pages >= TOO_MANY) throw new RangeError("WebAssembly.Memory.grow(): Unable to grow instance memory");
      return grow.call(this, pages);
    });
    const files = { "a.html": page("山里的秋天很短。"), "b.html": page("山里的秋天很长。".repeat(400_000)), "c.html": page("柿子红了。") };
    const { records, rejects, failures, stats } = await clean(files);
    expect(readLines(records).map(({ id, text }) => [id, text])).toEqual([
      ["a.html", "山里的秋天很短。"],
      ["c.html", "柿子红了。"],
    ]);
    expect(readLines(rejects)).toMatchObject([{ id: "b.html", reason: "extract:too-large" }]);
    expect(failures).toMatchObject([{ path: "b.html", message: expect.stringContaining("extract:too-large"), level: "failure" }]);
    expect(stats.documents).toEqual({ read: 3, written: 2, rejected: 1 });
  });

  it("is a record that no string can hold; those around it are written", async () => {
    const stringify = JSON.stringify;
    vi.spyOn(JSON, "stringify").mockImplementation((value: unknown) => {
      const json = stringify(value);
      if (json.length > 300_000) throw new RangeError("Invalid string length");
      return json;
    });
    const files = { "a.txt": "山里的秋天很短。", "b.txt": "山里的秋天很长。".repeat(40_000), "c.txt": "柿子红了。" };
    const { records, rejects, failures, stats } = await clean(files);
    expect(readLines(records).map(({ id }) => id)).toEqual(["a.txt", "c.txt"]);
    expect(readLines(rejects)).toMatchObject([{ id: "b.txt", text: "", reason: "write:too-large" }]);
    expect(failures).toMatchObject([{ path: "b.txt", message: expect.stringContaining("write:too-large"), level: "failure" }]);
    expect(stats.documents).toEqual({ read: 3, written: 2, rejected: 1 });
  });
});
