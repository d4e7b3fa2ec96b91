// Golden cases: test/golden/<name>/cmd is run by a shell in the project's root with the built program as `sora-corpus`.
// `npx vitest run test/golden.test.ts -u` fills stdout, stderr and exit; read the difference like code.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ROOT } from "./support/cli.ts";

const FOLDER = fileURLToPath(new URL("./golden/", import.meta.url));
const SECONDS = /\d+\.\d+ s$/gmu;

describe("golden", () => {
  it.each(readdirSync(FOLDER))("%s", async (name) => {
    const command = readFileSync(`${FOLDER}${name}/cmd`, "utf8");
    const script = `set -o pipefail; sorac() { node bin/sora-corpus.js "$@"; }; ${command.replaceAll(/\bsora-corpus /gu, "sorac ")}`;
    const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_COLOR: "1" };
    const ended = spawnSync("bash", ["-c", script], { cwd: ROOT, encoding: "utf8", env });
    await expect(ended.stdout).toMatchFileSnapshot(`${FOLDER}${name}/stdout`);
    await expect(ended.stderr.replace(SECONDS, "N s")).toMatchFileSnapshot(`${FOLDER}${name}/stderr`);
    await expect(`${ended.status}\n`).toMatchFileSnapshot(`${FOLDER}${name}/exit`);
  });
});
