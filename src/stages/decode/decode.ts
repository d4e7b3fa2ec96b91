import { isUtf8 } from "node:buffer";
import type { Encoding, EncodingHints } from "../../pipeline/document.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { createDecoder } from "./decoder.ts";
import { detectEncoding } from "./detect.ts";
import { decodeKernel, PIECE_BYTES } from "./kernel.ts";
import { realignLines } from "./realign.ts";

/** The text of a file and how it was read. */
export interface Decoded {
  /** Well-formed, without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

function decodeAs(name: string, bytes: Uint8Array): string {
  if (name === "utf-8") {
    const text = bytes.length <= PIECE_BYTES && isUtf8(bytes) ? decodeKernel().decodeUtf8(bytes) : decodeUtf8(bytes);
    return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  }
  const decoder = createDecoder(name);
  return decoder.write(bytes) + decoder.end();
}

const BYTE_ORDER_MARK = 0xfeff;

/** Decodes a whole file; null when it holds no text. A file that mixes UTF-8 with another encoding is decoded line by line. */
export function decodeBytes(bytes: Uint8Array, hints: EncodingHints = {}): Decoded | null {
  const encoding = detectEncoding(bytes, hints);
  if (encoding === null) return null;
  const text = decodeAs(encoding.name, bytes);
  return { text: text.includes("\u{fffd}") ? realignLines(bytes, text, encoding.name) : text, encoding };
}
