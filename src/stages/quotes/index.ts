import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { quotesDeclaration } from "./declaration.ts";

export const quotes: Stage<"text", "paragraphs" | "sentences" | "entities", "quotes"> = defineStage(quotesDeclaration, () => () => ({
  kind: "keep",
  layers: { quotes: [] },
}));
