// The documentation is true: every command, flag and stage is mentioned, and every `console` example gives what it shows.
// UPDATE_DOCS=1 writes the present output into the examples; read the difference.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SETTINGS } from "../src/config/settings.ts";
import { STAGES } from "../src/index.ts";
import { ROOT, runCli } from "./support/cli.ts";

const READMES = ["README.md", "README.zh-CN.md"];
const EXAMPLE = /```console\n(?<body>[\s\S]*?)```/gu;
const read = (path: string): string => readFileSync(`${ROOT}${path}`, "utf8");

/** Runs the `$ …` lines of an example; gives it back with the output that they have now. */
function runExample(body: string): string {
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_COLOR: "1" };
  const commands = body.split("\n").filter((line) => line.startsWith("$ "));
  const parts = commands.map((line) => {
    const script = `sora-corpus() { node bin/sora-corpus.js "$@"; }; ${line.slice(2)}`;
    const { stdout, status } = spawnSync("bash", ["-c", script], { cwd: ROOT, encoding: "utf8", env });
    expect(status, line).toBe(0);
    return `${line}\n${stdout}`;
  });
  return parts.join("");
}

describe.each(READMES)("%s", (path) => {
  it("shows what its examples print", () => {
    const text = read(path);
    const now = text.replaceAll(EXAMPLE, (_, body: string) => `\`\`\`console\n${runExample(body)}\`\`\``);
    if (process.env["UPDATE_DOCS"]) writeFileSync(`${ROOT}${path}`, now);
    else expect(now).toBe(text);
  });

  it("shows a piece of a seed as it is, and as it becomes", () => {
    const [, seed, before] = /<!-- before: (\S+) -->\n```text\n(.*)\n```/u.exec(read(path)) as RegExpExecArray;
    const [, after] = /<!-- after -->\n```text\n(.*)\n```/u.exec(read(path)) as RegExpExecArray;
    expect(read(seed as string)).toContain(before);
    expect(JSON.parse(runCli(["clean", seed as string, "-q"]).stdout).text).toContain(after);
  });

  it("has the two commands", () => {
    expect(read(path)).toContain("npm ci && npx sora-corpus clean seeds/");
    expect(read(path)).toContain("npm ci && npm test");
  });

  it("mentions every command, flag and stage", () => {
    const text = read(path);
    const commands = [...runCli(["--help"]).stdout.matchAll(/^ {2}([a-z]+) /gmu)].map(([, name]) => name as string);
    expect(commands.length).toBeGreaterThanOrEqual(6);
    const flags = SETTINGS.map(({ flag }) => /--[a-z-]+/u.exec(flag)?.[0] as string);
    const stages = STAGES.map(({ declaration }) => `\`${declaration.name}\``);
    for (const word of [...commands, ...flags, ...stages]) expect(text, word).toContain(word);
  });
});
