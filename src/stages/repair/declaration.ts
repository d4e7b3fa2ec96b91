import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const repairDeclaration: StageDeclaration<"blocks", "bibliography", "blocks" | "bibliography"> = declareStage({
  name: "repair",
  summary: "damage mended: mojibake, byte slips, pinyin annotations, doubled punctuation, homoglyphs and more",
  needs: ["blocks"],
  uses: ["bibliography"],
  gives: ["blocks", "bibliography"],
  options: [{ name: "skip", type: "list", default: [], summary: "rules to leave out" }],
});
