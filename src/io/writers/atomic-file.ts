import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { OutputError } from "../../errors.ts";
import { describeReadError } from "../inputs.ts";

/** A file that appears whole or not at all: written under a temporary name beside it, synced, renamed. */
export class AtomicFile {
  readonly path: string;
  readonly #temporary: string;
  readonly #file: number;
  readonly #hash: Hash = createHash("sha256");
  #bytes = 0;
  #isOpen = true;

  /** @throws OutputError when the file cannot be made */
  constructor(path: string) {
    this.path = path;
    this.#temporary = temporaryName(path);
    try {
      this.#file = openSync(this.#temporary, "w");
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
      fsyncSync(this.#file);
      this.#close();
      renameSync(this.#temporary, resolve(this.path));
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
    rmSync(this.#temporary, { force: true });
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
