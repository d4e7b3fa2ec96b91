import { closeSync, openSync, readSync } from "node:fs";
import type { Batch } from "./batches.ts";

/** Small files that go to a worker together: bytes in all, and files. */
const GROUP_BYTES = 524_288;
const GROUP_FILES = 256;
/** Stands for the size of a file that was not read here. */
export const UNREAD = -1;

const FIRST_SCRATCH_BYTES = 65_536;
let scratch = Buffer.allocUnsafeSlow(FIRST_SCRATCH_BYTES);

/**
 * Reads a file that is as large as it was said to be, with one look at it: opening it twice, for its magic number and for its content,
 * costs more than detecting its encoding.
 *
 * @returns null where it is larger by now, no regular file, or cannot be read: a worker tries again, and says why
 */
export function readSmallFile(path: string, size: number): Uint8Array | null {
  if (scratch.length <= size) scratch = Buffer.allocUnsafeSlow(size + 1);
  try {
    const file = openSync(path, "r");
    try {
      const read = readSync(file, scratch, 0, size + 1, 0); // from a place: what is no file does not let go of its bytes
      return read > size ? null : new Uint8Array(scratch.subarray(0, read));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/** Small files on their way to a worker, with their content. */
export class FileGroup {
  #paths: string[] = [];
  #contents: (Uint8Array | null)[] = [];
  #bytes = 0;

  /** Whether a file of so many bytes more would be too much. */
  isFullFor(size: number): boolean {
    return this.#paths.length > 0 && (this.#paths.length >= GROUP_FILES || this.#bytes + size > GROUP_BYTES);
  }

  add(path: string, size: number, content: Uint8Array | null): void {
    this.#paths.push(path);
    this.#contents.push(content);
    this.#bytes += size;
  }

  /** What was added, as one batch with one buffer, or nothing; the group starts anew. */
  *take(): Generator<Batch> {
    if (this.#paths.length === 0) return;
    const sizes = this.#contents.map((content) => content?.length ?? UNREAD);
    const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + Math.max(0, size), 0));
    let at = 0;
    for (const content of this.#contents) {
      if (content === null) continue;
      bytes.set(content, at);
      at += content.length;
    }
    yield { kind: "files", paths: this.#paths, sizes, bytes };
    this.#paths = [];
    this.#contents = [];
    this.#bytes = 0;
  }
}
