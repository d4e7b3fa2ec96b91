// V8's code cache of the bundle, for the Node that runs this: what a run over the examples has compiled, written beside the bundle.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { CACHE, compileProgram, runProgram } = createRequire(import.meta.url)("../bin/program.js");
const script = compileProgram();
const { main } = await runProgram(script).loadCommandLine();
const folder = mkdtempSync(join(tmpdir(), "sora-code-"));
const write = process.stdout.write;
try {
  process.stdout.write = () => true; // nobody reads the help here
  await main(["--help"]);
  const exitCode = await main(["clean", "fixtures", "seeds", "--jobs", "1", "--quiet", "-o", join(folder, "records.jsonl")]);
  if (exitCode !== 0) throw new Error(`the run that the code cache is made of ended with ${exitCode}`);
} finally {
  process.stdout.write = write;
  rmSync(folder, { recursive: true, force: true });
}
writeFileSync(`${CACHE}.part`, script.createCachedData());
renameSync(`${CACHE}.part`, CACHE); // V8 does not notice damage inside
