import zlib, { type Gunzip } from "node:zlib";
import { DamagedInput, type Pieces } from "./damaged.ts";

export type Compression = "gzip" | "zstd";

/** Gzip (RFC 1952) and Zstandard (RFC 8878) by their magic numbers. */
export function compressionOf(head: Uint8Array): Compression | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd ? "zstd" : null;
}

/**
 * Decompresses as it reads: concatenated members (gzip) and frames (zstd) are read to the end, memory is bounded.
 *
 * @throws DamagedInput behind all that could be read before the damage
 */
export function decompress(pieces: Pieces, compression: Compression): Pieces {
  if (compression === "gzip") return throughTransform(pieces, zlib.createGunzip({ finishFlush: zlib.constants.Z_FINISH }), "gzip");
  const createZstdDecompress = (zlib as { createZstdDecompress?: () => Gunzip }).createZstdDecompress;
  return createZstdDecompress === undefined ? throughFzstd(pieces) : throughTransform(pieces, createZstdDecompress(), "zstd");
}

async function* throughTransform(pieces: Pieces, transform: Gunzip, name: Compression): AsyncGenerator<Uint8Array> {
  let failure: unknown = null;
  const feed = async (): Promise<void> => {
    for await (const piece of pieces) {
      if (transform.destroyed) return;
      if (!transform.write(piece)) await once(transform);
    }
    transform.end();
  };
  const feeding = feed().catch((error: unknown) => {
    failure ??= error;
    transform.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of transform) yield piece as Uint8Array;
    await feeding;
  } catch (error) {
    const cause = failure ?? error;
    if (cause instanceof DamagedInput) throw cause;
    throw new DamagedInput(`the ${name} data is damaged or cut off`, transform.bytesWritten, { cause });
  } finally {
    transform.destroy();
  }
}

function once(transform: Gunzip): Promise<void> {
  return new Promise((settle) => {
    const done = (): void => {
      for (const event of ["drain", "close", "error"]) transform.off(event, done);
      settle();
    };
    for (const event of ["drain", "close", "error"]) transform.on(event, done);
  });
}

/** Node 20 has no zstd: the decoder in JavaScript (about 100 MB/s). */
async function* throughFzstd(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import("fzstd");
  const ready: Uint8Array[] = [];
  let isFinal = false;
  const stream = new Decompress((piece: Uint8Array, final?: boolean) => {
    ready.push(piece);
    isFinal = final === true;
  });
  let offset = 0;
  const damaged = (cause?: unknown): DamagedInput => new DamagedInput("the zstd data is damaged or cut off", offset, { cause });
  try {
    for await (const piece of pieces) {
      stream.push(piece);
      offset += piece.length;
      yield* ready.splice(0);
    }
    stream.push(new Uint8Array(0), true);
  } catch (error) {
    yield* ready.splice(0);
    throw error instanceof DamagedInput ? error : damaged(error);
  }
  yield* ready.splice(0);
  if (!isFinal && offset > 0) throw damaged();
}
