import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { sentencesDeclaration } from "./declaration.ts";

export const sentences: Stage<"text", "paragraphs", "sentences"> = defineStage(sentencesDeclaration, () => () => ({
  kind: "keep",
  layers: { sentences: [] },
}));
