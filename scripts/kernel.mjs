// Compiles kernels in AssemblyScript (*.as) to kernel-code.ts beside their folder.
// The compiler is large and needed only when the source changes, so it is no dependency of the project: npx fetches this version.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COMPILER = "assemblyscript@0.28.20";
const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--importMemory", "--noExportMemory"];

for (const parent of ["src/stages/entities", "src/stages/extract/html", "src/text", "src/text/writer"]) {
  const folder = mkdtempSync(join(tmpdir(), "sora-kernel-"));
  const source = join(parent, "kernel");
  for (const name of readdirSync(source)) copyFileSync(join(source, name), join(folder, name.replace(/\.as$/u, ".ts")));
  execFileSync("npx", ["--yes", "-p", COMPILER, "asc", "kernel.ts", ...OPTIONS, "-o", "kernel.wasm"], { cwd: folder, stdio: "inherit" });
  const code = readFileSync(join(folder, "kernel.wasm")).toString("base64");
  rmSync(folder, { recursive: true });
  writeFileSync(
    join(parent, "kernel-code.ts"),
    `// Made by scripts/kernel.mjs from kernel/*.as with ${COMPILER}; do not edit.

/** The compiled kernel, base64. */
export const KERNEL_CODE: string =
${code
  .match(/.{1,120}/gu)
  .map((line) => `  "${line}"`)
  .join(" +\n")};
`,
  );
}
