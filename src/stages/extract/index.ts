import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { extractDeclaration } from "./declaration.ts";

export const extract: Stage<"raw", "format" | "bibliography", "blocks" | "bibliography" | "format"> = defineStage(
  extractDeclaration,
  () => (layers) => ({
    kind: "keep",
    layers: {
      blocks: layers.raw
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((text) => ({ text, role: "body" })),
    },
  }),
);
