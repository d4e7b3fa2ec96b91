// Buffers of batches go around: one that lines were read into holds the records of the next batch, and one whose records are written takes
// lines again, in whatever thread it is by then. Left to the collector of garbage, dozens of them wait for it in each thread.

/** Room for a batch of lines, and for its records where they are not much longer; what is never written takes no memory. */
const BUFFER_BYTES = 655_360;
/** Larger ones, of unusual lines, are not kept. */
const LARGE_BYTES = 4_194_304;
/** Kept in a thread at most. */
const MOST_SPARE = 16;

/** Those of this thread. */
const spare: ArrayBuffer[] = [];

/** A buffer of so many bytes at least, with anything in it. */
export function takeBuffer(bytes: number): Buffer<ArrayBuffer> {
  const kept = spare.pop(); // too small, it is not worth keeping: others grow with the records too
  if (kept !== undefined && kept.byteLength >= bytes) return Buffer.from(kept);
  return Buffer.allocUnsafeSlow(Math.max(bytes, BUFFER_BYTES));
}

/** Gives the whole buffer behind some bytes to whoever takes the next one: nobody may look at it any more. */
export function giveBuffer({ buffer }: Uint8Array): void {
  const { byteLength } = buffer;
  if (byteLength >= BUFFER_BYTES && byteLength <= LARGE_BYTES && spare.length < MOST_SPARE) spare.push(buffer as ArrayBuffer);
}
