// feed.ts MEGABYTES: writes that much JSONL of the bench corpus to stdout, every document another one.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { streamJsonl } from "./corpus.ts";

const PIECE = 1 << 18;

function* pieces(megabytes: number): Generator<Buffer> {
  let left = megabytes * 1e6;
  let pending = "";
  for (const line of streamJsonl()) {
    pending += line;
    if (pending.length < PIECE) continue;
    const bytes = Buffer.from(pending);
    yield bytes;
    pending = "";
    left -= bytes.length;
    if (left <= 0) return;
  }
}

await pipeline(Readable.from(pieces(Number(process.argv[2]))), process.stdout, { end: false });
