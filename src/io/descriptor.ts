import { fstatSync, readSync } from "node:fs";

const READ_BYTES = 131_072;
const STDIN = 0;

/** Reads a file in pieces, synchronously: several times faster than a stream. Each piece is a buffer of its own. */
export function* readDescriptor(descriptor: number): Generator<Uint8Array> {
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    const size = readSync(descriptor, buffer, 0, READ_BYTES, null);
    if (size === 0) return;
    yield buffer.subarray(0, size);
  }
}

/** Bytes of the standard input where it is a file, which never lets its reader wait; else null. */
export function sizeOfStdin(): number | null {
  try {
    const found = fstatSync(STDIN);
    return found.isFile() ? found.size : null;
  } catch {
    return null; // closed
  }
}

/** The standard input, opened when it is asked for: a stream alone takes Node some milliseconds. From where a file stands to its end. */
export function readStdin(): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  return sizeOfStdin() !== null ? readDescriptor(STDIN) : process.stdin;
}
