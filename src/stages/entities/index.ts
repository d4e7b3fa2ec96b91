import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { entitiesDeclaration } from "./declaration.ts";

export const entities: Stage<"text", "paragraphs" | "sentences", "entities" | "relations"> = defineStage(entitiesDeclaration, () => () => ({
  kind: "keep",
  layers: { entities: [], relations: [] },
}));
