import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { boilerplateDeclaration } from "./declaration.ts";

export const boilerplate: Stage<"blocks", "bibliography", "blocks" | "bibliography"> = defineStage(boilerplateDeclaration, () => () => ({
  kind: "keep",
  layers: {},
}));
