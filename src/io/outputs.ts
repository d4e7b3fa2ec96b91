import type { Writable } from "node:stream";
import type { EmitKind } from "../pipeline/record.ts";
import { AtomicFile } from "./writers/atomic-file.ts";
import { createEncoder, type Encoder, formatOfOutput } from "./writers/encoders.ts";

/** Where bytes go. `write` waits until they are gone, and their buffer can be used again; `isClosed` says that the reader has gone (a closed pipe). */
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
    await new Promise<void>((settle) => this.#stream.write(bytes, () => settle()));
  }

  async finish(): Promise<void> {
    if (this.#closed) return;
    await new Promise<void>((settle) => this.#stream.write("", () => settle()));
  }

  abort(): void {
    // What was written is written.
  }
}

/** A file in the format that its name ends in (`.jsonl`, `.jsonl.gz`, `.jsonl.zst`, `.parquet`), whole or not there. */
export class FileOutput implements Output {
  readonly isClosed = false;
  readonly #file: AtomicFile;
  readonly #encoder: Encoder;
  #sha256: string | null = null;

  private constructor(file: AtomicFile, encoder: Encoder) {
    this.#file = file;
    this.#encoder = encoder;
  }

  /**
   * @param emit what a line is: Parquet needs to know
   * @throws OutputError when the file cannot be made
   */
  static async open(path: string, emit: EmitKind = "documents"): Promise<FileOutput> {
    const file = new AtomicFile(path);
    return new FileOutput(file, await createEncoder(formatOfOutput(path), emit, (bytes) => file.write(bytes)));
  }

  /** Size and SHA-256 of the finished file. */
  get digest(): { readonly bytes: number; readonly sha256: string | null } {
    return { bytes: this.#file.bytes, sha256: this.#sha256 };
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) await this.#encoder.write(bytes);
  }

  async finish(): Promise<void> {
    await this.#encoder.end();
    this.#sha256 = this.#file.commit();
  }

  abort(): void {
    this.#file.abort();
  }
}
