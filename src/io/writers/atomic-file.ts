import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { OutputError } from "../../errors.ts";
import { describeReadError } from "../inputs.ts";

/**
 * A file that appears whole or not at all: written under a temporary name beside it, synced, renamed. A link stays one, to the new file.
 * What cannot be replaced, a device or a named pipe, is written as it is.
 */
export class AtomicFile {
  readonly path: string;
  readonly #target: string;
  /** Null where the target itself is written. */
  readonly #temporary: string | null;
  readonly #file: number;
  readonly #hash: Hash = createHash("sha256");
  #bytes = 0;
  #isOpen = true;

  /** @throws OutputError when the file cannot be made */
  constructor(path: string) {
    this.path = path;
    try {
      const found = statSync(path, { throwIfNoEntry: false });
      this.#target = found === undefined ? resolve(path) : realpathSync(path);
      this.#temporary = found === undefined || found.isFile() || found.isDirectory() ? temporaryName(this.#target) : null;
      this.#file = openSync(this.#temporary ?? this.#target, "w");
    } catch (error) {
      throw this.#toOutputError(error);
    }
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @throws OutputError when the disk is full or gone; the temporary file is removed then */
  write(bytes: Uint8Array): void {
    try {
      for (let offset = 0; offset < bytes.length; ) offset += writeSync(this.#file, bytes, offset);
    } catch (error) {
      this.abort();
      throw this.#toOutputError(error);
    }
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  /** Puts the file in its place; gives the SHA-256 of its bytes in hexadecimal. */
  commit(): string {
    try {
      if (this.#temporary !== null) fsyncSync(this.#file);
      this.#close();
      if (this.#temporary !== null) renameSync(this.#temporary, this.#target);
    } catch (error) {
      this.abort();
      throw this.#toOutputError(error);
    }
    return this.#hash.digest("hex");
  }

  /** Leaves nothing behind; does nothing once the file is in its place. */
  abort(): void {
    if (!this.#isOpen) return;
    this.#close();
    if (this.#temporary !== null) rmSync(this.#temporary, { force: true });
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
  }

  #toOutputError(error: unknown): OutputError {
    return new OutputError(`${this.path}: cannot write; ${describeReadError(error)}`, { cause: error });
  }
}

/** The name under which a file is written: in the same folder, so that renaming it is one step. */
export function temporaryName(path: string): string {
  return `${resolve(path)}.tmp-${process.pid}`;
}
