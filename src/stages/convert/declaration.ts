import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const convertDeclaration: StageDeclaration<"blocks", "bibliography", "blocks" | "bibliography" | "script"> = declareStage({
  name: "convert",
  summary: "traditional to simplified, only where the text is traditional",
  needs: ["blocks"],
  uses: ["bibliography"],
  gives: ["blocks", "bibliography", "script"],
  options: [
    {
      name: "from",
      type: "choice",
      choices: ["auto", "t", "tw", "hk"],
      default: "auto",
      summary: "what the text is written in; any value but auto converts without asking",
    },
    { name: "vocabulary", type: "boolean", default: false, summary: "Taiwan and Hong Kong words to mainland words" },
  ],
});
