import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { repairDeclaration } from "./declaration.ts";

export const repair: Stage<"blocks", "bibliography", "blocks" | "bibliography"> = defineStage(repairDeclaration, () => () => ({
  kind: "keep",
  layers: {},
}));
