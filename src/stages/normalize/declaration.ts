import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const normalizeDeclaration: StageDeclaration<"blocks", "bibliography", "blocks" | "bibliography"> = declareStage({
  name: "normalize",
  summary: "house style: punctuation width, quotation marks, spacing, full-width letters and digits",
  needs: ["blocks"],
  uses: ["bibliography"],
  gives: ["blocks", "bibliography"],
  options: [
    {
      name: "punctuation",
      type: "choice",
      choices: ["auto", "keep", "full"],
      default: "auto",
      summary: "half-width punctuation in Chinese text to full-width",
    },
    { name: "spacing", type: "choice", choices: ["tight", "keep"], default: "tight", summary: "no space between Han and Latin or digits" },
    { name: "width", type: "choice", choices: ["ascii", "keep"], default: "ascii", summary: "full-width letters and digits to ASCII" },
  ],
});
