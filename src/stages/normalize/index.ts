import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { normalizeDeclaration } from "./declaration.ts";

export const normalize: Stage<"blocks", "bibliography", "blocks" | "bibliography"> = defineStage(normalizeDeclaration, () => () => ({
  kind: "keep",
  layers: {},
}));
