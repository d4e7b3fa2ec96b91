import { closeSync, openSync, readSync } from "node:fs";
import type { Batch } from "./batches.ts";

/** Small files that go to a worker together: bytes in all, and files. */
const GROUP_BYTES = 524_288;
const GROUP_FILES = 256;
/** Stands for the size of a file that was not read here. */
export const UNREAD = -1;
const NOTHING = new Uint8Array(0);

/** Small files on their way to a worker, with their content: each is read to its place in the buffer that all of them leave in. */
export class FileGroup {
  #paths: string[] = [];
  #sizes: number[] = [];
  #buffer: Uint8Array = NOTHING;
  #used = 0;
  #bytes = 0;

  /** Whether a file of so many bytes more would be too much. */
  isFullFor(size: number): boolean {
    return this.#paths.length > 0 && (this.#paths.length >= GROUP_FILES || this.#bytes + size > GROUP_BYTES);
  }

  /**
   * Reads a file that is as large as it was said to be, with one look at it: opening it twice, for its magic number and for its content,
   * costs more than detecting its encoding. It is in the group only once it is added.
   *
   * @returns null where it is larger by now, no regular file, or cannot be read: a worker tries again, and says why
   */
  read(path: string, size: number): Uint8Array | null {
    const room = size + 1;
    if (this.#used + room > this.#buffer.length) this.#makeRoom(room);
    try {
      const file = openSync(path, "r");
      try {
        const read = readSync(file, this.#buffer, this.#used, room, 0); // from a place: what is no file does not let go of its bytes
        return read > size ? null : this.#buffer.subarray(this.#used, this.#used + read);
      } finally {
        closeSync(file);
      }
    } catch {
      return null;
    }
  }

  #makeRoom(room: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(GROUP_BYTES + 1, this.#used + room));
    larger.set(this.#buffer.subarray(0, this.#used));
    this.#buffer = larger;
  }

  /** @param content what was read last, or null */
  add(path: string, size: number, content: Uint8Array | null): void {
    this.#paths.push(path);
    this.#sizes.push(content?.length ?? UNREAD);
    this.#used += content?.length ?? 0;
    this.#bytes += size;
  }

  /** What was added, as one batch with one buffer, or nothing; the group starts anew. */
  *take(): Generator<Batch> {
    if (this.#paths.length === 0) return;
    const { buffer } = this.#buffer;
    yield { kind: "files", paths: this.#paths, sizes: this.#sizes, bytes: new Uint8Array(buffer, 0, this.#used) };
    this.#paths = [];
    this.#sizes = [];
    this.#buffer = NOTHING;
    this.#used = 0;
    this.#bytes = 0;
  }
}
