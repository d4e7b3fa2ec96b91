// Kills a run at random moments and lets --resume go on: npm run test:kills [-- KILLS]
// The folder must end byte-identical to an undisturbed run, with no temporary file left.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const KILLS = Number(process.argv[2] ?? 50);
const BIN = fileURLToPath(new URL("../../bin/sora-corpus.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sora-kills-"));

/** Mulberry32, so that a run can be repeated. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

mkdirSync(join(folder, "in"));
const sentence = (n) => `第${n}封信在${(n % 28) + 1}日寄到山脚下的邮局，老周说：“这封信走了${n}天。”`;
for (let n = 0; n < 400; n++) writeFileSync(join(folder, `in/${n}.txt`), `${sentence(n)}\n${sentence(n + 1)}\n`);
const lines = Array.from({ length: 1500 }, (_, n) =>
  JSON.stringify({ id: `l${n}`, text: [0, 1, 2, 3].map((k) => sentence(n + k)).join("\n") }),
);
writeFileSync(join(folder, "in/large.jsonl"), `${lines.join("\n")}\n`);

const args = (out) => [BIN, "clean", "in", "-q", "-o", `${out}/`, "--shards", "12", "--resume", "--skip", "entities"];
const snapshot = (out) =>
  Object.fromEntries(readdirSync(join(folder, out)).map((name) => [name, readFileSync(join(folder, out, name)).toString("base64")]));

const started = performance.now();
const undisturbed = spawnSync(process.execPath, args("calm"), { cwd: folder });
if (undisturbed.status !== 0) throw new Error(undisturbed.stderr.toString());
const expected = snapshot("calm");
// Kills fall anywhere in a run, however fast the machine is.
const LATEST_MS = performance.now() - started;

const random = createRandom(20261125);
let kills = 0;
let runs = 0;
/** What kills left behind: runs that had begun to write, files under a temporary name, parts that were done. */
const left = { begun: 0, temporary: 0, done: new Set() };
while (kills < KILLS) {
  rmSync(join(folder, "wild"), { recursive: true, force: true });
  for (let isDone = false; !isDone; ) {
    runs++;
    const child = spawn(process.execPath, args("wild"), { cwd: folder, stdio: "ignore" });
    const timer = kills < KILLS ? setTimeout(() => child.kill("SIGKILL"), random() * LATEST_MS) : null;
    const signal = await new Promise((resolve) => child.on("exit", (_code, by) => resolve(by)));
    clearTimeout(timer);
    if (signal === "SIGKILL") {
      kills++;
      const names = existsSync(join(folder, "wild")) ? readdirSync(join(folder, "wild")) : [];
      if (names.length > 0) left.begun++;
      left.temporary += names.filter((name) => name.includes(".tmp-")).length;
      left.done.add(names.filter((name) => name.endsWith(".done.json")).length);
    }
    isDone = signal === null;
  }
  const found = snapshot("wild");
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  const different = [...names].filter((name) => expected[name] !== found[name]);
  if (different.length > 0) throw new Error(`differs after ${kills} kills: ${different.join(", ")}`);
}
rmSync(folder, { recursive: true });
const counts = [...left.done].sort((a, b) => a - b).join(", ");
console.log(
  `${kills} kills in ${runs} runs, up to ${Math.round(LATEST_MS)} ms after their start: ${left.begun} when files had been made, with ${left.temporary} temporary files; parts done by then: ${counts}`,
);
console.log("the folder is that of an undisturbed run each time, nothing is left over");
