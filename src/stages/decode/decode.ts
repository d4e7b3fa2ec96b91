import type { Encoding, EncodingHints } from "../../pipeline/document.ts";
import { createDecoder } from "./decoder.ts";
import { detectEncoding } from "./detect.ts";
import { realignLines } from "./realign.ts";

/** The text of a file and how it was read. */
export interface Decoded {
  /** Well-formed, without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** Decodes a whole file; null when it holds no text. A file that mixes UTF-8 with another encoding is decoded line by line. */
export function decodeBytes(bytes: Uint8Array, hints: EncodingHints = {}): Decoded | null {
  const encoding = detectEncoding(bytes, hints);
  if (encoding === null) return null;
  const decoder = createDecoder(encoding.name);
  const text = decoder.write(bytes) + decoder.end();
  return { text: text.includes("\u{fffd}") ? realignLines(bytes, text, encoding.name) : text, encoding };
}
