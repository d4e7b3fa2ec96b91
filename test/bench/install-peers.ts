// npm run bench:peers: the packages to compare with, npm's into test/bench/node_modules, Python's into test/bench/.venv (both git-ignored).
import { spawnSync } from "node:child_process";

const HERE = import.meta.dirname;

function run(command: string, args: readonly string[]): boolean {
  console.log(`> ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { cwd: HERE, stdio: "inherit" }).status === 0;
}

if (!run("npm", ["ci", "--no-audit", "--no-fund"])) process.exitCode = 1;
const hasPython = run("python3", ["-m", "venv", ".venv"]);
if (!hasPython) console.log("no Python with venv: its peers are left out");
else if (!run(".venv/bin/pip", ["install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"])) process.exitCode = 1;
