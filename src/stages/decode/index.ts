import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { decodeDeclaration } from "./declaration.ts";

export const decode: Stage<"bytes", "encodingHints", "raw" | "encoding"> = defineStage(decodeDeclaration, () => (layers) => ({
  kind: "keep",
  layers: { raw: new TextDecoder().decode(layers.bytes), encoding: { name: "utf-8", confidence: 0.5 } },
}));
