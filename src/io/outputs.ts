import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import type { Writable } from "node:stream";
import { createGzip, type Gzip } from "node:zlib";
import { OutputError } from "../errors.ts";
import { describeReadError } from "./inputs.ts";

/** Where bytes go. `write` waits until there is room; `isClosed` says that the reader has gone (a closed pipe). */
export interface Output {
  readonly isClosed: boolean;
  write(bytes: Uint8Array): Promise<void>;
  /** Everything is written and, for a file, in its place. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): void;
}

/** Standard output. A pipe that its reader closed (`| head -1`) ends the run quietly. */
export class StreamOutput implements Output {
  readonly #stream: Writable;
  #closed = false;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
      this.#closed = true;
    });
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#closed || bytes.length === 0) return;
    if (this.#stream.write(bytes)) return;
    await new Promise<void>((settle) => {
      const done = (): void => {
        for (const event of ["drain", "error", "close"]) this.#stream.off(event, done);
        settle();
      };
      for (const event of ["drain", "error", "close"]) this.#stream.on(event, done);
    });
  }

  async finish(): Promise<void> {
    if (this.#closed) return;
    await new Promise<void>((settle) => this.#stream.write("", () => settle()));
  }

  abort(): void {
    // What was written is written.
  }
}

/** A file, written under a temporary name beside it and renamed at the end; compressed when its name ends in `.gz`. */
export class FileOutput implements Output {
  readonly isClosed = false;
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: number;
  readonly #gzip: Gzip | null;
  #failure: unknown = null;

  /** @throws OutputError when the file cannot be made */
  constructor(path: string) {
    this.#path = resolve(path);
    this.#temporary = `${this.#path}.tmp-${process.pid}`;
    this.#file = this.#guard(() => openSync(this.#temporary, "w"));
    this.#gzip = path.endsWith(".gz") ? createGzip() : null;
    this.#gzip?.on("data", (bytes: Uint8Array) => this.#writeNow(bytes));
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    const gzip = this.#gzip;
    if (gzip === null) this.#writeNow(bytes);
    else if (!gzip.write(bytes)) await new Promise((settle) => gzip.once("drain", settle));
    this.#throwFailure();
  }

  async finish(): Promise<void> {
    const gzip = this.#gzip;
    if (gzip !== null) await new Promise<void>((settle) => gzip.once("end", settle).end());
    this.#throwFailure();
    this.#guard(() => {
      fsyncSync(this.#file);
      closeSync(this.#file);
      renameSync(this.#temporary, this.#path);
    });
  }

  abort(): void {
    rmSync(this.#temporary, { force: true });
  }

  /** Keeps the first failure for the next `write` or `finish`: inside the compressor's event nobody would catch it. */
  #writeNow(bytes: Uint8Array): void {
    try {
      for (let offset = 0; offset < bytes.length; ) offset += writeSync(this.#file, bytes, offset);
    } catch (error) {
      this.#failure ??= error;
    }
  }

  #throwFailure(): void {
    if (this.#failure === null) return;
    this.abort();
    throw this.#toOutputError(this.#failure);
  }

  #guard<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      this.abort();
      throw this.#toOutputError(error);
    }
  }

  #toOutputError(error: unknown): OutputError {
    return new OutputError(`${this.#path}: cannot write; ${describeReadError(error)}`, { cause: error });
  }
}
