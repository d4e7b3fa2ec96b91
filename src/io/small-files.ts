import { closeSync, openSync, readSync } from "node:fs";
import type { Batch } from "./batches.ts";
import { compressionOf } from "./readers/compressed.ts";
import { isParquet } from "./readers/parquet.ts";
import { isWarc } from "./readers/warc.ts";
import type { PlacedInput } from "./shards.ts";
import { takeBuffer } from "./spare-buffers.ts";

/** Small files that go to a worker together: bytes in all, and files. */
const GROUP_BYTES = 524_288;
const GROUP_FILES = 256;
/** What is kept free behind them: there is always room for a file of usual size. */
const SPARE_BYTES = 65_536;
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

  /** Whether it should be taken before anything is added. */
  get isFull(): boolean {
    return this.#paths.length >= GROUP_FILES || this.#bytes >= GROUP_BYTES;
  }

  /** Whether a file of so many bytes more would be too much. */
  isFullFor(size: number): boolean {
    return this.#paths.length > 0 && (this.isFull || this.#bytes + size > GROUP_BYTES);
  }

  /**
   * Adds files from the one at `from` on, each opened once and not looked at: what tells its size costs as much as its content.
   *
   * @returns the place of the first that has to wait: the group is full, or it is none of those files that most are (see `addUnseen`)
   */
  fill(inputs: readonly PlacedInput[], from: number): number {
    let at = from;
    while (at < inputs.length && !this.isFull && this.#addUnseen(inputs[at] as PlacedInput)) at++;
    return at;
  }

  /** False for what is a pipe, has been looked at, cannot be read, needs more room than there is, or is a container. */
  #addUnseen({ path, size, isPipe }: PlacedInput): boolean {
    if (isPipe || size !== null) return false;
    if (this.#buffer.length === 0) this.#makeRoom(0);
    const room = this.#buffer.length - this.#used;
    const content = this.#read(path, room);
    if (content === null || content.length === room || isContainer(content)) return false;
    this.add(path, content.length, content);
    return true;
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
    const content = this.#read(path, room);
    return content !== null && content.length > size ? null : content;
  }

  /** The first bytes of a file, behind what is there; null where it cannot be read. Some file systems give less at a time than there is. */
  #read(path: string, most: number): Uint8Array | null {
    try {
      const file = openSync(path, "r");
      try {
        let read = 0;
        let more = -1;
        while (more !== 0 && read < most) {
          more = readSync(file, this.#buffer, this.#used + read, most - read, read); // from a place: what is no file does not let go of its bytes
          read += more;
        }
        return this.#buffer.subarray(this.#used, this.#used + read);
      } finally {
        closeSync(file);
      }
    } catch {
      return null;
    }
  }

  #makeRoom(room: number): void {
    const larger = takeBuffer(Math.max(GROUP_BYTES + SPARE_BYTES, this.#used + room));
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

/** Containers are read in pieces. */
export function isContainer(content: Uint8Array): boolean {
  return compressionOf(content) !== null || isWarc(content) || isParquet(content);
}
