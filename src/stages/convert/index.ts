import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { convertDeclaration } from "./declaration.ts";

export const convert: Stage<"blocks", "bibliography", "blocks" | "bibliography" | "script"> = defineStage(convertDeclaration, () => () => ({
  kind: "keep",
  layers: {},
}));
