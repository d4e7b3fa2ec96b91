import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const quotesDeclaration: StageDeclaration<"text", "paragraphs" | "entities", "quotes"> = declareStage({
  name: "quotes",
  summary: "quotations and reported speech with their speakers",
  needs: ["text"],
  uses: ["paragraphs", "entities"],
  gives: ["quotes"],
  options: [],
});
