// What lets the bundle start warm, for the Node that runs this: prepared tables and V8's code cache, left behind by runs over examples.
// Two runs: the code to be kept is that of a run which finds its tables.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";

const { CACHE, compileProgram, runProgram } = createRequire(import.meta.url)("../bin/program.js");
const [kept] = process.argv.slice(2);

if (kept === undefined) {
  rmSync(CACHE.replace(/cache$/u, "tables"), { force: true }); // tables that are there are read, and only what is made is written
  for (const what of ["tables", "code"]) {
    const { status } = spawnSync(process.execPath, [import.meta.filename, what], { stdio: "inherit" });
    if (status !== 0) process.exit(status ?? 1);
  }
} else await keep(kept);

async function keep(what) {
  const script = compileProgram();
  const { loadCommandLine, writePreparedTables } = runProgram(script);
  await runExamples((await loadCommandLine()).main);
  if (what === "tables") return writePreparedTables();
  writeFileSync(`${CACHE}.part`, script.createCachedData());
  renameSync(`${CACHE}.part`, CACHE); // V8 does not notice damage inside
}

/** Help, and the whole pipeline over pages and texts in several encodings. */
async function runExamples(main) {
  const folder = mkdtempSync(join(tmpdir(), "sora-warm-"));
  const write = process.stdout.write;
  process.stdout.write = () => true; // nobody reads the help here
  try {
    writeExamples(join(folder, "in"));
    await main(["--help"]);
    const output = join(folder, "records.jsonl");
    const exitCode = await main(["clean", "fixtures", "seeds", join(folder, "in"), "--jobs", "1", "--quiet", "-o", output]);
    if (exitCode !== 0) throw new Error(`the run over examples ended with ${exitCode}`);
  } finally {
    process.stdout.write = write;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The detector takes its tables for these. */
function writeExamples(folder) {
  mkdirSync(folder);
  const letter = readFileSync("fixtures/letter.txt", "utf8");
  const island = readFileSync("fixtures/island-traditional.txt", "utf8");
  const examples = [
    [letter, "gb18030"],
    [island, "big5"],
    [`${island.slice(0, 20)}\u4e02\u{20000}\u00e6\u0436\u0915`, "gb18030"],
    ["Съешь же ещё этих мягких французских булок, да выпей чаю.", "windows-1251"],
    ["Größe", "windows-1252"],
  ];
  for (const [n, [text, encoding]] of examples.entries()) writeFileSync(join(folder, `${n}.txt`), iconv.encode(text, encoding));
}
