import { hash } from "node:crypto";
import { kernelWriter } from "../text/writer/kernel-writer.ts";

/** What is kept of a document's content as it came in. */
export interface ContentDigest {
  /** Of UTF-8, where it came as text. */
  readonly bytes: number;
  /** Of those bytes, in hexadecimal. */
  readonly sha256: string;
  /** Surrogate pairs of text; null where it was not looked for them. */
  readonly pairs: number | null;
}

export function digestBytes(bytes: Uint8Array): ContentDigest {
  return { bytes: bytes.length, sha256: hash("sha256", bytes, "hex"), pairs: null };
}

export function digestText(text: string): ContentDigest {
  const kernel = kernelWriter();
  const bytes = kernel.encode(text);
  if (bytes === null) return digestBytes(Buffer.from(text));
  return { bytes: bytes.length, sha256: hash("sha256", bytes, "hex"), pairs: kernel.pairs };
}
