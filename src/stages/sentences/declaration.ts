import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const sentencesDeclaration: StageDeclaration<"text", "paragraphs", "sentences"> = declareStage({
  name: "sentences",
  summary: "sentence boundaries",
  needs: ["text"],
  uses: ["paragraphs"],
  gives: ["sentences"],
  options: [],
});
