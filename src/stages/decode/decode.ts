import { isUtf8 } from "node:buffer";
import type { Encoding, EncodingHints } from "../../pipeline/document.ts";
import { createDecoder } from "./decoder.ts";
import { detectEncoding } from "./detect.ts";
import { findOtherEncoding } from "./mixed.ts";

/** The text of a file and how it was read. */
export interface Decoded {
  /** Well-formed, without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** Decodes a whole file; null when it holds no text. A file that mixes UTF-8 with another encoding is decoded line by line. */
export function decodeBytes(bytes: Uint8Array, hints: EncodingHints = {}): Decoded | null {
  const found = detectEncoding(bytes, hints);
  if (found === null) return null;
  const encoding = hints.forced === undefined ? withOtherEncoding(bytes, found) : found;
  const decoder = createDecoder(encoding.name);
  return { text: decoder.write(bytes) + decoder.end(), encoding };
}

/** Encodings of which a line can be told from UTF-8. */
const MIXABLE: ReadonlySet<string> = new Set(["utf-8", "gb18030", "big5", "euc-tw", "shift_jis", "euc-jp", "euc-kr"]);

function withOtherEncoding(bytes: Uint8Array, encoding: Encoding): Encoding {
  if (!MIXABLE.has(encoding.name) || (encoding.name === "utf-8" && isUtf8(bytes))) return encoding;
  const other = findOtherEncoding(bytes, encoding.name);
  if (other === null) return encoding;
  return { name: `utf-8+${other === "utf-8" ? encoding.name : other}`, confidence: encoding.confidence };
}
