// node scripts/kernel.mjs [FOLDER…]: compiles kernels in AssemblyScript (FOLDER/kernel/*.as, by default all) to FOLDER/kernel-code.ts.
// The compiler is large and needed only when the source changes, so it is no dependency of the project: npx fetches this version.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COMPILER = "assemblyscript@0.28.20";
const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--importMemory", "--noExportMemory"];

/** Of the compiler, its options and the sources: `test/kernels.test.ts` asks whether the code is made of what lies beside it. */
export function sourceDigest(parent) {
  const hash = createHash("sha256").update([COMPILER, ...OPTIONS].join(" "));
  const source = join(parent, "kernel");
  for (const name of readdirSync(source).sort()) hash.update(`\n${name}\n`).update(readFileSync(join(source, name)));
  return hash.digest("hex");
}

/** Folders with a kernel. */
export function findKernels() {
  return readdirSync("src", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "kernel.as")
    .map((entry) => join(entry.parentPath, ".."))
    .sort();
}

function compile(parent) {
  const folder = mkdtempSync(join(tmpdir(), "sora-kernel-"));
  const source = join(parent, "kernel");
  for (const name of readdirSync(source)) copyFileSync(join(source, name), join(folder, name.replace(/\.as$/u, ".ts")));
  execFileSync("npx", ["--yes", "-p", COMPILER, "asc", "kernel.ts", ...OPTIONS, "-o", "kernel.wasm"], { cwd: folder, stdio: "inherit" });
  const code = readFileSync(join(folder, "kernel.wasm")).toString("base64");
  rmSync(folder, { recursive: true });
  writeFileSync(
    join(parent, "kernel-code.ts"),
    `// Made by scripts/kernel.mjs from kernel/*.as with ${COMPILER}; do not edit.
// Source: ${sourceDigest(parent)}

/** The compiled kernel, base64. */
export const KERNEL_CODE: string =
${code
  .match(/.{1,120}/gu)
  .map((line) => `  "${line}"`)
  .join(" +\n")};
`,
  );
}

if (process.argv[1] === import.meta.filename) {
  const given = process.argv.slice(2);
  for (const parent of given.length > 0 ? given : findKernels()) compile(parent);
}
