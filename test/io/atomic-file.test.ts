import { spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AtomicFile } from "../../src/io/writers/atomic-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sora-atomic-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string): void => {
  const file = new AtomicFile(path);
  file.write(Buffer.from("new"));
  file.commit();
};

it("stands under its name only when it is whole", () => {
  const path = join(folder, "a.jsonl");
  writeFileSync(path, "old");
  const file = new AtomicFile(path);
  file.write(Buffer.from("new"));
  expect(readFileSync(path, "utf8")).toBe("old");
  file.commit();
  expect([readFileSync(path, "utf8"), readdirSync(folder)]).toEqual(["new", ["a.jsonl"]]);
});

it("follows a link, which stays one", () => {
  const link = join(folder, "link.jsonl");
  mkdirSync(join(folder, "there"));
  writeFileSync(join(folder, "there/a.jsonl"), "old");
  symlinkSync("there/a.jsonl", link);
  write(link);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect([readFileSync(join(folder, "there/a.jsonl"), "utf8"), readdirSync(join(folder, "there"))]).toEqual(["new", ["a.jsonl"]]);
});

it("does not replace a named pipe, as it would not a device", () => {
  const pipe = join(folder, "pipe");
  // Opening it waits for a reader, so that one is started first.
  const command = "mkfifo pipe && { timeout 20 cat pipe >read 2>&1 & }";
  expect(spawnSync("sh", ["-c", command], { cwd: folder, stdio: "ignore" }).status).toBe(0);
  write(pipe);
  expect(statSync(pipe).isFIFO()).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(["pipe", "read"]);
});
