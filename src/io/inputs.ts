import { readdirSync, statSync } from "node:fs";
import { dirname, posix, sep } from "node:path";
import { didYouMean } from "../text/suggest.ts";
import type { Failure } from "./batches.ts";

/** What the paths of a command line stand for. */
export interface Inputs {
  /** Files in order of their path (code units), POSIX separators; `-` is stdin and comes first. */
  readonly paths: readonly string[];
  /** Those that are neither files nor folders: they can be opened and read once only. */
  readonly pipes: ReadonlySet<string>;
  /** What was named and is not there, or holds no files. */
  readonly missing: readonly Failure[];
}

const GLOB = /[*?[\]{}!()]/u;

/**
 * Finds the files that paths, folders (all files below; hidden ones not) and globs stand for.
 *
 * @returns each file once, sorted, so that the output does not depend on the order of the file system
 */
export async function findInputs(named: readonly string[]): Promise<Inputs> {
  const files = new Set<string>();
  const pipes = new Set<string>();
  const missing: Failure[] = [];
  for (const name of named) {
    const found = await findOne(name, pipes);
    if (typeof found === "string") missing.push({ path: name, line: null, message: found, level: "failure" });
    else for (const path of found) files.add(path);
  }
  const paths = [...files].sort((a, b) => (a === "-" ? -1 : b === "-" ? 1 : a < b ? -1 : 1));
  return { paths, pipes, missing };
}

/** The files of one name, or what is wrong with it. */
async function findOne(name: string, pipes: Set<string>): Promise<string[] | string> {
  if (name === "-") return ["-"];
  const kind = kindOf(name);
  if (kind === "pipe") pipes.add(toId(name));
  if (kind === "file" || kind === "pipe") return [toId(name)];
  if (kind === "folder") {
    const files: string[] = [];
    try {
      walk(toId(name), files, pipes);
    } catch (error) {
      return describeReadError(error);
    }
    return files.length > 0 ? files : "folder without files";
  }
  if (GLOB.test(name)) {
    const { default: fastGlob } = await import("fast-glob");
    const files = await fastGlob(name.split(sep).join(posix.sep), { onlyFiles: true, suppressErrors: true });
    return files.length > 0 ? files.map(toId) : "no file matches";
  }
  return `no such file or folder${didYouMean(name, siblings(name))}`;
}

/** The id that a path gives its documents: POSIX separators, no leading `./`. */
function toId(path: string): string {
  return posix.normalize(path.split(sep).join(posix.sep));
}

function kindOf(path: string): "file" | "folder" | "pipe" | null {
  try {
    const found = statSync(path);
    return found.isDirectory() ? "folder" : found.isFile() ? "file" : "pipe";
  } catch {
    return null;
  }
}

/** Collects the files below a folder from directory entries alone; a link is followed to files, not to folders. */
function walk(folder: string, files: string[], pipes: Set<string>): void {
  const prefix = folder === "." ? "" : folder.endsWith("/") ? folder : `${folder}/`; // `folder` is normal
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (name.startsWith(".")) continue;
    const path = prefix + name;
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory()) walk(path, files, pipes);
    else if (entry.isSymbolicLink()) {
      const kind = kindOf(path);
      if (kind === "file" || kind === "pipe") files.push(path);
      if (kind === "pipe") pipes.add(path);
    }
  }
}

/** What stands beside a name that does not exist, for a suggestion. */
function siblings(name: string): string[] {
  const folder = dirname(name);
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith("."))
      .map((entry) => posix.join(folder, entry.name) + (entry.isDirectory() ? "/" : ""));
  } catch {
    return [];
  }
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "is a folder",
  ENOTDIR: "not a folder",
  EMFILE: "too many open files",
  EROFS: "the disk is read-only",
  ENOSPC: "no space left on the device",
  EIO: "the device cannot be read",
};

/** A file-system error in words, without the path. */
export function describeReadError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? "";
  return READ_ERRORS[code] ?? (error instanceof Error ? error.message : String(error));
}
