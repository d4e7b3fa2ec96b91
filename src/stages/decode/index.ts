import { defineStage, keep, type Stage } from "../../pipeline/stage.ts";
import { decodeDeclaration } from "./declaration.ts";
import { decodeBytes } from "./decode.ts";

/** Bytes to text. Tables of the legacy encodings are read when the first file needs them. */
export const decode: Stage<"bytes", "encodingHints", "raw" | "encoding"> = defineStage(decodeDeclaration, () => (layers, changes) => {
  const decoded = decodeBytes(layers.bytes, layers.encodingHints ?? {});
  if (decoded === null) return { kind: "drop", reason: "binary" };
  if (decoded.encoding.name.includes("+")) changes.note(`lines in different encodings: ${decoded.encoding.name}`);
  return keep({ raw: decoded.text, encoding: decoded.encoding });
});
