import zlib from "node:zlib";
import type { EmitKind } from "../../pipeline/record.ts";
import { readFields } from "../record-types.ts";

/** Turns lines of JSONL into the bytes of a file format. */
export interface Encoder {
  /** Waits until they are gone: their buffer is used again. */
  write(lines: Uint8Array): Promise<void>;
  /** Everything is out. */
  end(): Promise<void>;
}

type Sink = (bytes: Uint8Array) => void;

/** File formats by the ending of the file's name; `null` for one that is not known. */
export function formatOfOutput(path: string): OutputFormat | null {
  return OUTPUT_FORMATS.find((format) => path.endsWith(`.${format}`)) ?? null;
}

export const OUTPUT_FORMATS = ["jsonl.gz", "jsonl.zst", "parquet", "jsonl"] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** The encoder of a format; packages that it needs are loaded now. `emit` is what a line is. */
export async function createEncoder(format: OutputFormat | null, emit: EmitKind, sink: Sink): Promise<Encoder> {
  if (format === "jsonl.gz") return fromTransform(zlib.createGzip(), sink);
  if (format === "jsonl.zst") return createZstdEncoder(sink);
  if (format === "parquet") return (await import("./parquet.ts")).createParquetEncoder(readFields(emit), sink);
  return { write: async (lines) => sink(lines), end: async () => undefined };
}

/** A failure of the sink comes out of the next `write` or `end`: inside the compressor's event nobody would catch it. */
function fromTransform(transform: zlib.Gzip, sink: Sink): Encoder {
  let failure: { readonly error: unknown } | null = null;
  transform.on("data", (bytes: Uint8Array) => {
    try {
      if (failure === null) sink(bytes);
    } catch (error) {
      failure = { error };
    }
  });
  const check = (): void => {
    if (failure !== null) throw failure.error;
  };
  return {
    async write(lines) {
      await new Promise<void>((settle) => transform.write(lines, () => settle()));
      check();
    },
    async end() {
      await new Promise<void>((settle) => transform.once("end", settle).end());
      check();
    },
  };
}

/** Bytes of one zstd frame before compression, where frames are made one by one: fixed, so that the file does not depend on how the lines come. */
const FRAME_BYTES = 1_048_576;
const ZSTD_LEVEL = 3;

/** Node's zlib where it has zstd; on Node 20 a WASM build, frame by frame. */
async function createZstdEncoder(sink: Sink): Promise<Encoder> {
  const createZstdCompress = (zlib as { createZstdCompress?: () => zlib.Gzip }).createZstdCompress;
  if (createZstdCompress !== undefined) return fromTransform(createZstdCompress(), sink);
  const { compress, init } = await import("@bokuweb/zstd-wasm");
  await init();
  const frame = new Uint8Array(FRAME_BYTES);
  let size = 0;
  const flush = (): void => {
    if (size > 0) sink(compress(frame.slice(0, size), ZSTD_LEVEL));
    size = 0;
  };
  return {
    async write(lines) {
      for (let offset = 0; offset < lines.length; ) {
        const part = lines.subarray(offset, offset + FRAME_BYTES - size);
        frame.set(part, size);
        size += part.length;
        offset += part.length;
        if (size === FRAME_BYTES) flush();
      }
    },
    async end() {
      flush();
    },
  };
}
