import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const boilerplateDeclaration: StageDeclaration<"blocks", "bibliography", "blocks" | "bibliography"> = declareStage({
  name: "boilerplate",
  summary: "navigation, promotion, disclaimers and the like removed; bylines, sources and dates to metadata",
  needs: ["blocks"],
  uses: ["bibliography"],
  gives: ["blocks", "bibliography"],
  counts: "removed",
  options: [],
});
