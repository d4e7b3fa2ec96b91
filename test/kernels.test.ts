// The compiled kernels are committed; nothing in CI compiles them (scripts/kernel.mjs). So at least they must be made of these sources.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Script {
  findKernels(): string[];
  sourceDigest(folder: string): string;
}

const script = join(import.meta.dirname, "../scripts/kernel.mjs");
const { findKernels, sourceDigest } = (await import(script)) as Script;
const kernels = findKernels();

test("kernels are found", () => expect(kernels).toContain(join("src", "text")));

test.each(kernels)("the code of %s is made of its sources", (folder) => {
  const [, source] = readFileSync(join(folder, "kernel-code.ts"), "utf8").split("\n");
  expect(source).toBe(`// Source: ${sourceDigest(folder)}`);
});
